"""Takes the manual's pictures: a widget sharper than on the screen, in few colours, and the words that stand on it."""  # noqa: INP001

import importlib
import json
import pkgutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, tzinfo
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
from PIL import Image
from PySide6.QtCore import QMarginsF, QPoint, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPageSize, QPainter, QPdfWriter, QPen
from PySide6.QtWidgets import QApplication, QDialog, QWidget

import disclosure_desk
from disclosure_desk.gui import theme

SHARPNESS = 1.5
COLOURS, AREAS, NEAR, STRIPE = 256, 24, 4, 24
"""How many colours a picture keeps, how many of them are of areas, and how near another shade is one of those."""
TELLING = ("error", "warning", "fine", "note", "accent", "error_fill", "warning_fill", "fine_fill")
"""Colours of the theme that mean something, however few pixels have them."""
DPI = 96
_FRAME, _FRAME_WIDTH, _ROUND = QColor("#D9480F"), 2.5, 6
_CAPTION = 34
"""Height of a dialog's title."""
_APART = 7
"""Characters further apart than so many pixels belong to two runs of text."""
_PASSES = 30

Words = list[tuple[int, int, str]]
"""Each run of text that was painted, and where its left lower corner stands, in the window's pixels."""


class Clock(datetime):
    """A clock that stands: pictures of one state are the same whenever they are taken."""

    shown = datetime(2026, 1, 12, 10, 32)  # noqa: DTZ001  the wall's time, wherever this runs

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        """What the clock shows."""
        return cls.shown.astimezone(tz or UTC) if tz else cls.shown


def stop_the_clock() -> None:
    """Gives every module of the program the clock that stands."""
    for module in pkgutil.walk_packages(disclosure_desk.__path__, "disclosure_desk."):
        if not module.name.endswith("__main__") and ".migrations" not in module.name:
            importlib.import_module(module.name)
    for name, module_ in list(sys.modules.items()):
        if name.startswith("disclosure_desk.") and getattr(module_, "datetime", None) is datetime:
            module_.datetime = Clock  # type: ignore[attr-defined]


def settle_looks(app: QApplication) -> None:
    """The bundled typeface, whatever this machine has, and a caret that does not blink."""
    theme.SYSTEM_FONTS = ()  # type: ignore[assignment]
    app.setCursorFlashTime(0)


class Album:
    """The pictures taken so far, and their words.

    Args:
        out: folder for the pictures.
    """

    def __init__(self, app: QApplication, out: Path) -> None:
        self._app, self._out = app, out
        self.words: dict[str, Words] = {}

    def take(
        self, widget: QWidget, name: str, framed: Sequence[QWidget | QRect] = (), part: QRect | None = None
    ) -> None:
        """Takes a picture of a widget or of a part of it, with a frame around what is meant."""
        self.settle()
        part = part or widget.rect()
        caption = _CAPTION if isinstance(widget, QDialog) else 0
        whole = QRect(0, 0, part.width(), part.height() + caption)
        image = QImage((QSizeF(whole.size()) * SHARPNESS).toSize(), QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(SHARPNESS)
        image.fill(theme.theme().desk)

        def paint(painter: QPainter) -> None:
            if caption:
                _paint_caption(painter, widget, whole.width())
            widget.render(painter, QPoint(0, caption), part)

        painter = QPainter(image)
        paint(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(_FRAME, _FRAME_WIDTH))
        for each in framed:
            area = each if isinstance(each, QRect) else area_of(each, widget)
            painter.drawRoundedRect(QRectF(area.translated(QPoint(0, caption) - part.topLeft())), _ROUND, _ROUND)
        painter.end()
        self.words[name] = _words(paint, whole)
        self.keep(image, name)

    def keep(self, image: QImage, name: str) -> None:
        """Writes a picture with so few colours that it is small."""
        plain = image.convertToFormat(QImage.Format.Format_RGB888)
        size, line = (plain.width(), plain.height()), plain.bytesPerLine()
        picture = Image.frombytes("RGB", size, bytes(plain.constBits()), "raw", "RGB", line)
        few = _few_colours(picture)
        few.save(self._out / f"{name}.png", optimize=True)

    def settle(self) -> None:
        """Lets everything be laid out and painted."""
        for _ in range(_PASSES):
            self._app.processEvents()

    def write_words(self, file: Path) -> None:
        """Writes the words of every picture, a line for each run of text."""
        pictures = []
        for name in sorted(self.words):
            runs = ",\n  ".join(json.dumps(run, ensure_ascii=False) for run in self.words[name])
            pictures.append(f'"{name}": [\n  {runs}\n]')
        file.write_text("{\n" + ",\n".join(pictures) + "\n}\n", encoding="utf-8", newline="\n")


def _few_colours(picture: Image.Image) -> Image.Image:
    """A picture of few colours, in which those of its areas and those that mean something are exact."""
    telling = [colour.getRgb()[:3] for colour in (getattr(theme.theme(), name) for name in TELLING)]
    width, height = picture.size
    # As wide stripes below the picture, they count for as much as areas do.
    striped = Image.new("RGB", (width, height + STRIPE * len(telling)))
    striped.paste(picture)
    for at, colour in enumerate(telling):
        striped.paste(colour, (0, height + STRIPE * at, width, height + STRIPE * (at + 1)))
    few = striped.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    counted: list[tuple[int, tuple[int, int, int]]] = striped.getcolors(width * striped.height)  # type: ignore[assignment]
    flat = [colour for _, colour in sorted(counted, reverse=True)[:AREAS]]
    kept = few.getpalette() or []
    entries = [tuple(kept[at : at + 3]) for at in range(0, len(kept), 3)]
    few.putpalette([side for entry in entries for side in _snapped(entry, flat)])
    return few.crop((0, 0, width, height))


def _snapped(colour: tuple[int, ...], flat: list[tuple[int, int, int]]) -> tuple[int, ...]:
    """The colour of an area where it is hardly another."""
    nearest = min(flat, key=lambda each: sum(abs(one - other) for one, other in zip(each, colour, strict=True)))
    return nearest if all(abs(one - other) <= NEAR for one, other in zip(nearest, colour, strict=True)) else colour


def area_of(widget: QWidget, within: QWidget, margin: int = 3) -> QRect:
    """Where a widget stands in another, with a margin."""
    area = QRect(widget.mapTo(within, QPoint()), widget.size())
    return area.adjusted(-margin, -margin, margin, margin) & within.rect().adjusted(2, 2, -2, -2)


def _paint_caption(painter: QPainter, dialog: QWidget, width: int) -> None:
    """The title of a dialog, which the system paints above it."""
    painter.fillRect(0, 0, width, _CAPTION, theme.theme().paper)
    painter.setPen(theme.theme().text)
    painter.setFont(QApplication.font())
    line = QRect(_ROUND * 2, 0, width - _ROUND * 4, _CAPTION)
    painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, dialog.windowTitle())
    painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, "×")


def _words(paint: Callable[[QPainter], None], area: QRect) -> Words:
    """The words as they are painted, those that a widget paints itself included: painted into a PDF and read there."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "words.pdf"
        writer = QPdfWriter(str(file))
        writer.setResolution(DPI)
        size = QSizeF(area.size()) * 72 / DPI
        writer.setPageSize(QPageSize(size, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch))
        writer.setPageMargins(QMarginsF())
        painter = QPainter(writer)
        paint(painter)
        painter.end()
        return read_words(file.read_bytes(), 0)


def read_words(pdf: bytes, number: int) -> Words:
    """The runs of text of a page of a PDF, from top to bottom and from left to right."""
    document = pypdfium2.PdfDocument(pdf)
    page = document[number]
    text, height = page.get_textpage(), page.get_height()
    seen = []
    for at in range(text.count_chars()):
        said = text.get_text_range(at, 1)
        if said.strip():
            left, bottom, right, _ = (side * DPI / 72 for side in text.get_charbox(at, loose=True))
            seen.append((round(height * DPI / 72 - bottom), left, right, said))
    document.close()
    runs: Words = []
    end = -_APART
    for foot, left, right, said in sorted(seen):
        if runs and runs[-1][1] == foot and left - end < _APART:
            runs[-1] = (*runs[-1][:2], runs[-1][2] + said)
        else:
            runs.append((round(left), foot, said))
        end = right
    return runs
