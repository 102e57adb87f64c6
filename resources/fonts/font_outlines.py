"""Work on glyph outlines for build_fonts.py: cubic to quadratic curves, and repairs of a few marks."""

# ruff: noqa: INP001 - lies beside the script that imports it, in a folder that is no package
from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import newTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from fontTools.ttLib import TTFont

MAX_ERROR = 1.0
"""How far, in font units (1/1000 em), a quadratic curve may lie from the cubic it replaces."""
EM_DASH, HORIZONTAL_BAR = 0x2014, 0x2015
OPENING_QUOTES, CLOSING_QUOTES = (0x2018, 0x201C), (0x2019, 0x201D)
OVERLAP = 4
"""How far, in font units, a dash reaches over its cell on each side, so that no seam shows between two."""


def to_truetype(font: TTFont) -> None:
    """Replace the CFF outlines of a font, in place, by TrueType ones (reportlab embeds no others)."""
    order = font.getGlyphOrder()
    outlines = font.getGlyphSet()
    table = newTable("glyf")
    table.glyphOrder = order
    table.glyphs = {}
    for name in order:
        pen = TTGlyphPen(None)
        outlines[name].draw(Cu2QuPen(pen, MAX_ERROR, reverse_direction=True))
        table.glyphs[name] = pen.glyph()
    font["loca"] = newTable("loca")
    font["glyf"] = table
    del font["CFF "]
    font["maxp"] = _maximums(len(order))
    font["post"].formatType = 3.0
    font.sfntVersion = "\x00\x01\x00\x00"
    _settle_side_bearings(font)


def _maximums(glyph_count: int) -> object:
    """Return a TrueType 'maxp' table; fontTools fills in the counts of points and contours on saving."""
    table = newTable("maxp")
    table.tableVersion = 0x00010000
    for field in (
        *("maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs", "maxStackElements"),
        *("maxSizeOfInstructions", "maxComponentElements", "maxPoints", "maxContours", "maxCompositePoints"),
        *("maxCompositeContours", "maxComponentDepth"),
    ):
        setattr(table, field, 0)
    table.maxZones = 1
    table.numGlyphs = glyph_count
    return table


def _settle_side_bearings(font: TTFont) -> None:
    """Make each left side bearing equal to the outline's left edge, as TrueType expects."""
    glyphs = font["glyf"]
    for name in font.getGlyphOrder():
        glyph = glyphs[name]
        glyph.recalcBounds(glyphs)
        advance, _ = font["hmtx"][name]
        font["hmtx"][name] = (advance, getattr(glyph, "xMin", 0))


def _redraw(font: TTFont, point: int, place: Callable[[int], float], advance: int) -> None:
    """Recompute the x of every point of a glyph by place(x), and set its advance."""
    name = font.getBestCmap()[point]
    glyphs = font["glyf"]
    glyph = glyphs[name]
    if glyph.isComposite():
        raise ValueError(f"U+{point:04X} is made of other glyphs: redrawing it would change them")
    coordinates = glyph.coordinates
    for index, (x, y) in enumerate(coordinates):
        coordinates[index] = (round(place(x)), y)
    glyph.recalcBounds(glyphs)
    font["hmtx"][name] = (advance, glyph.xMin)


def join_dashes(font: TTFont) -> None:
    """Widen the dashes to the whole em, so that the two of a Chinese dash (——) meet."""
    em: int = font["head"].unitsPerEm
    for point in (EM_DASH, HORIZONTAL_BAR):
        glyph = font["glyf"][font.getBestCmap()[point]]
        glyph.recalcBounds(font["glyf"])
        left, stretch = glyph.xMin, (em + 2 * OVERLAP) / (glyph.xMax - glyph.xMin)
        _redraw(font, point, partial(_stretched, left, stretch), em)


def _stretched(left: int, stretch: float, x: int) -> float:
    """Return where x comes when an outline is stretched and its left edge put OVERLAP before the cell."""
    return (x - left) * stretch - OVERLAP


def full_width_quotes(font: TTFont) -> None:
    """Give quotation marks the whole em of a Chinese mark: opening ones in its right part, closing ones in its left."""
    em: int = font["head"].unitsPerEm
    for points, opening in ((OPENING_QUOTES, True), (CLOSING_QUOTES, False)):
        for point in points:
            advance: int = font["hmtx"][font.getBestCmap()[point]][0]
            _redraw(font, point, (em - advance if opening else 0).__add__, em)


def bar_as_dash(font: TTFont) -> None:
    """Let U+2015, as which some programs read the dash of GB 2312, show the glyph of U+2014."""
    for table in font["cmap"].tables:
        if table.isUnicode() and EM_DASH in table.cmap:
            table.cmap[HORIZONTAL_BAR] = table.cmap[EM_DASH]


REPAIRS: dict[str, Callable[[TTFont], None]] = {
    "join-dashes": join_dashes,
    "full-width-quotes": full_width_quotes,
    "bar-as-dash": bar_as_dash,
}
