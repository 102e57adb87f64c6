"""The icons of the window, painted in the colours of its scheme."""

import logging
from functools import cache

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap

from disclosure_desk.gui.theme import theme
from disclosure_desk.resources import resource

SIZES = (16, 24, 32)

_log = logging.getLogger(__name__)


def icon(name: str, colour: QColor | None = None) -> QIcon:
    """The icon ``resources/icons/<name>.svg`` in the text colour of the scheme, or in another colour."""
    scheme = theme()
    return _painted(name, (colour or scheme.text).name(), scheme.line.name())


def pixmap(name: str, size: int, ratio: float, colour: QColor | None = None) -> QPixmap:
    """The same as a picture of ``size`` logical pixels."""
    return icon(name, colour).pixmap(QSize(size, size), ratio)


def application_icon() -> QIcon:
    """The icon of the program."""
    found = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        found.addFile(str(resource("icons", f"app-{size}.png")), QSize(size, size))
    return found


@cache
def _painted(name: str, colour: str, disabled: str) -> QIcon:
    drawing = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    found = QIcon()
    for size in SIZES:
        for mode, shade in ((QIcon.Mode.Normal, colour), (QIcon.Mode.Disabled, disabled)):
            found.addPixmap(_rendered(drawing.replace("currentColor", shade), size), mode)
    return found


def _rendered(drawing: str, size: int) -> QPixmap:
    # Qt's own SVG reader is reached through QImage, so that the SVG module is not loaded for a few icons.
    image = QImage.fromData(_sized(drawing, size).encode("utf-8"))
    if image.isNull():
        _log.error("no icon can be drawn: Qt does not read SVG here")
        image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
    sheet = QPixmap(size, size)
    sheet.fill(Qt.GlobalColor.transparent)
    painter = QPainter(sheet)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(QRectF(0, 0, size, size), image)
    painter.end()
    return sheet


def _sized(drawing: str, size: int) -> str:
    return drawing.replace('width="24" height="24"', f'width="{size}" height="{size}"', 1)
