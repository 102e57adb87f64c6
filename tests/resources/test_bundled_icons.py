"""The icons are one themeable set, all drawn, all accounted for; the program's own icon is there in every size."""

import tomllib
from typing import Any

import pytest
from defusedxml.ElementTree import parse
from PIL import Image
from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from pytestqt.qtbot import QtBot

from disclosure_desk.resources import resource

FOLDER = resource("icons")
RECIPE: dict[str, Any] = tomllib.loads((FOLDER / "icons.toml").read_text(encoding="utf-8"))
APP = ("app", "app-small")
USES = sorted({*RECIPE["lucide"], *RECIPE["own"]} - {*APP})
SIZES = (16, 24, 32, 48, 64, 128, 256)
SHAPES = {"path", "rect", "circle", "line", "polyline", "polygon", "ellipse"}


def drawn(svg: str, size: int) -> QImage:
    canvas = QImage(size, size, QImage.Format.Format_ARGB32)
    canvas.fill(Qt.GlobalColor.transparent)
    painter = QPainter(canvas)
    QSvgRenderer(QByteArray(svg.encode())).render(painter)
    painter.end()
    return canvas


def inked(image: QImage) -> list[QColor]:
    """The colours of the pixels that are more drawn than not."""
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return [colour for colour in pixels if colour.alpha() > 127]


def test_that_every_drawing_is_recorded_and_every_record_drawn() -> None:
    assert {path.stem for path in FOLDER.glob("*.svg")} == {*USES, *APP}


@pytest.mark.parametrize("use", USES)
def test_that_an_icon_is_a_plain_outline_of_24_by_24(use: str) -> None:
    root = parse(FOLDER / f"{use}.svg").getroot()
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert (root.get("viewBox"), root.get("width"), root.get("height")) == ("0 0 24 24", "24", "24")
    assert (root.get("fill"), root.get("stroke"), root.get("stroke-width")) == ("none", "currentColor", "1.75")
    assert {child.tag.rpartition("}")[2] for child in root} <= SHAPES


@pytest.mark.parametrize("use", USES)
def test_that_an_icon_takes_the_colour_it_is_given_and_shows_at_16_pixels(use: str, qtbot: QtBot) -> None:
    svg = (FOLDER / f"{use}.svg").read_text(encoding="utf-8")
    colours = inked(drawn(svg.replace("currentColor", "#ff0000"), 16))
    assert len(colours) >= 3
    assert {(colour.red() > 250, colour.green(), colour.blue()) for colour in colours} == {(True, 0, 0)}


@pytest.mark.parametrize("size", SIZES)
def test_that_the_programs_icon_is_rendered_from_its_drawing(size: int, qtbot: QtBot) -> None:
    source = FOLDER / ("app-small.svg" if size == 16 else "app.svg")
    stored = QImage(str(FOLDER / f"app-{size}.png")).convertToFormat(QImage.Format.Format_ARGB32)
    fresh = drawn(source.read_text(encoding="utf-8"), size)
    assert (stored.width(), stored.height()) == (size, size)
    differing = [
        (x, y)
        for x in range(size)
        for y in range(size)
        if abs(stored.pixelColor(x, y).alpha() - fresh.pixelColor(x, y).alpha()) > 8
        or abs(stored.pixelColor(x, y).lightness() - fresh.pixelColor(x, y).lightness()) > 8
    ]
    assert len(differing) <= size * size // 50


def test_that_the_windows_icon_holds_every_size_as_rendered() -> None:
    with Image.open(FOLDER / "app.ico") as icon:
        assert set(icon.info["sizes"]) == {(size, size) for size in SIZES}
        icon.size = (16, 16)
        small = icon.convert("RGBA").getchannel("A").tobytes()
    with Image.open(FOLDER / "app-16.png") as picture:
        assert small == picture.convert("RGBA").getchannel("A").tobytes()


def test_that_the_licence_of_the_set_is_there() -> None:
    text = (FOLDER / "LICENSE-Lucide.txt").read_text(encoding="utf-8")
    assert "ISC License" in text
    assert "The MIT License" in text
