"""A laid-out text without the pictures that it names.

They may be pipes, which hang whoever reads them, devices without an end, or none of our business.
"""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument


class Alone(QTextDocument):
    """Loads nothing."""

    def loadResource(self, _kind: int, _name: QUrl | str) -> QImage:
        """A picture of nothing: for none, Qt would look at the disk itself."""
        nothing = QImage(1, 1, QImage.Format.Format_ARGB32)
        nothing.fill(Qt.GlobalColor.transparent)
        return nothing
