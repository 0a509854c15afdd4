"""Draw the program's icon in the sizes that desktops and installers ask for.

    python packaging/icons/draw.py FOLDER           FOLDER/16x16/apps/foretype.png …, scalable/
    python packaging/icons/draw.py foretype.ico     one file for Windows; .icns for macOS

The picture itself is ``editor_app/resources/icons/foretype.svg``; below 32 pixels a coarser drawing
on the pixel grid takes its place. Must not know what is packaged.
"""

import os
import shutil
import sys
from pathlib import Path

from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
COARSE_BELOW = 32
HERE = Path(__file__).resolve().parent
LARGE = HERE.parent.parent / "editor_app" / "resources" / "icons" / "foretype.svg"
SMALL = HERE / "foretype-small.svg"


def picture(size: int) -> QImage:
    """The icon, ``size`` pixels wide and high."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(SMALL if size < COARSE_BELOW else LARGE)).render(painter)
    painter.end()
    return image


def draw_theme(folder: Path) -> None:
    """Fill ``folder`` as ``/usr/share/icons/hicolor`` wants it."""
    for size in SIZES:
        apps = folder / f"{size}x{size}" / "apps"
        apps.mkdir(parents=True, exist_ok=True)
        if not picture(size).save(str(apps / "foretype.png")):
            raise SystemExit(f"cannot write {apps}")
    scalable = folder / "scalable" / "apps"
    scalable.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(LARGE, scalable / "foretype.svg")


def draw_file(path: Path) -> None:
    """Write one picture, in the format that the name of ``path`` asks for."""
    if not picture(256).save(str(path)):
        raise SystemExit(f"this Qt cannot write {path.suffix} files")


def main() -> int:
    """Run the command in the module's docstring."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    _application = QGuiApplication(["draw"])
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    target = Path(sys.argv[1])
    (draw_file if target.suffix else draw_theme)(target)
    return 0


if __name__ == "__main__":
    sys.exit(main())
