"""Imported first of all by whoever may load onnxruntime: it must tell nobody.

Since version 1.29 its official builds report every process to their maker, with a lasting number
for the computer, from the moment they are imported; only the environment can forbid that.
``disable_telemetry_events()`` comes too late: by then a report waits to be sent.
"""

import os

os.environ["ORT_DISABLE_TELEMETRY"] = "1"
