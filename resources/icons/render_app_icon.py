#!/usr/bin/env python3
"""Render the program's own icon to PNGs and to one Windows icon file.

    python resources/icons/render_app_icon.py

Needs PySide6 and Pillow, no display. app.svg is the icon; app-small.svg is the same drawn for few pixels.
"""

from __future__ import annotations

import io
import os
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

HERE = Path(__file__).resolve().parent
SIZES = (16, 24, 32, 48, 64, 128, 256)
SMALL = 16
"""Up to this many pixels app-small.svg is drawn."""


def rendered(size: int) -> Image.Image:
    """Return the icon at a size in pixels, on a transparent ground."""
    drawing = QSvgRenderer(str(HERE / ("app-small.svg" if size <= SMALL else "app.svg")))
    canvas = QImage(size, size, QImage.Format.Format_ARGB32)
    canvas.fill(Qt.GlobalColor.transparent)
    painter = QPainter(canvas)
    drawing.render(painter)
    painter.end()
    stored = QByteArray()
    buffer = QBuffer(stored)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    canvas.save(buffer, "PNG")
    return Image.open(io.BytesIO(stored.data()))


def main() -> None:
    """Write app-SIZE.png for every size, and app.ico with all of them."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication([])
    images = [rendered(size) for size in SIZES]
    for size, image in zip(SIZES, images, strict=True):
        image.save(HERE / f"app-{size}.png", optimize=True)
    sizes = [(size, size) for size in SIZES]
    # Bitmaps inside, not PNGs: some installers and older dialogs read nothing else at small sizes.
    images[-1].save(HERE / "app.ico", sizes=sizes, append_images=images[:-1], bitmap_format="bmp")
    application.quit()


if __name__ == "__main__":
    main()
