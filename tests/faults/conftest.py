"""The editor's own ground rules hold here, too."""

from tests.editor_app.conftest import (  # noqa: F401
    desk,
    garbage_on_this_thread_only,
    house,
    no_thread_left,
)
