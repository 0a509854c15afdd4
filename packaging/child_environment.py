"""Run before the frozen program: give its children the environment that the person has.

PyInstaller's loader lets ``LD_LIBRARY_PATH`` point into the program. This process has read it
already; a training process, which is another Python, must not load the program's libraries.
"""

import os

for _name in ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "LIBPATH"):
    _saved = os.environ.pop(f"{_name}_ORIG", None)
    if _saved:
        os.environ[_name] = _saved
    else:
        os.environ.pop(_name, None)
