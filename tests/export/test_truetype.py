"""Our reader of fonts against fontTools."""

from io import BytesIO
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont

from disclosure_desk.export.fonts import bundled
from disclosure_desk.export.truetype import TrueTypeFont, UnusableFont

FILES = sorted({source.path for source in bundled().values()})
CODES = range(0x30000)


def _glyph_ids(font: TTFont) -> dict[int, int]:
    return {code: font.getGlyphID(glyph) for code, glyph in font.getBestCmap().items() if font.getGlyphID(glyph)}


def _small_font(path: Path, layouts: tuple[int, ...]) -> Path:
    """A font with 甲, 乙 drawn, 丙 composed of both, and a width that is given once for the last two."""
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "jia", "yi", "bing"])
    builder.setupCharacterMap({ord("甲"): "jia", ord("乙"): "yi", ord("丙"): "bing", 0x2A700: "yi"})
    glyphs = {".notdef": TTGlyphPen(None).glyph()}
    for name, far in (("jia", 400), ("yi", 900)):
        pen = TTGlyphPen(None)
        pen.moveTo((0, 0))
        pen.lineTo((far, 0))
        pen.lineTo((far, far))
        pen.closePath()
        glyphs[name] = pen.glyph()
    pen = TTGlyphPen(glyphs)
    pen.addComponent("yi", (1, 0, 0, 1, 0, 0))
    pen.addComponent("jia", (0.5, 0, 0, 0.5, 300, 10))
    glyphs["bing"] = pen.glyph()
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics({".notdef": (500, 0), "jia": (600, 7), "yi": (1000, 8), "bing": (1000, 9)})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupPost()
    font = builder.font
    font["cmap"].tables = [table for table in font["cmap"].tables if table.format in layouts]
    font.save(path)
    return path


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_that_every_character_has_the_glyph_and_the_width_that_fonttools_finds(path: Path) -> None:
    ours, theirs = TrueTypeFont(path), TTFont(path)
    wanted = _glyph_ids(theirs)
    assert {code: glyph for code in CODES if (glyph := ours.glyph_of(code))} == wanted
    scale = 1000 / theirs["head"].unitsPerEm
    for code in list(wanted)[::17]:
        advance = theirs["hmtx"][theirs.getGlyphName(wanted[code])][0]
        assert ours.advance(wanted[code]) == pytest.approx(advance * scale)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_that_the_part_that_is_embedded_has_the_same_outlines_and_sound_checksums(path: Path) -> None:
    ours, theirs = TrueTypeFont(path), TTFont(path)
    wanted = _glyph_ids(theirs)
    codes = sorted(wanted)[:: max(1, len(wanted) // 150)]
    file, count = ours.subset([wanted[code] for code in codes])
    part = TTFont(BytesIO(file), checkChecksums=2)
    assert part["maxp"].numGlyphs == count >= len(codes) + 1
    for at, code in enumerate(codes, 1):
        before, after = theirs.getBestCmap()[code], part.getGlyphName(at)
        assert part["hmtx"][after] == theirs["hmtx"][before]
        drawn = [list(font["glyf"][name].getCoordinates(font["glyf"])[0]) for font, name in
                 ((theirs, before), (part, after))]  # fmt: skip
        assert drawn[0] == drawn[1]


@pytest.mark.parametrize("layouts", [(4,), (12,), (4, 12)])
def test_that_both_kinds_of_character_map_are_read(tmp_path: Path, layouts: tuple[int, ...]) -> None:
    font = TrueTypeFont(_small_font(tmp_path / "small.ttf", layouts))
    assert [font.glyph_of(ord(char)) for char in "甲乙丙丁a"] == [1, 2, 3, 0, 0]
    assert font.glyph_of(0x2A700) == (2 if 12 in layouts else 0)


def test_that_a_composed_glyph_brings_its_parts(tmp_path: Path) -> None:
    font = TrueTypeFont(_small_font(tmp_path / "small.ttf", (12,)))
    file, count = font.subset([3])
    part = TTFont(BytesIO(file), checkChecksums=2)
    assert count == 4
    assert part["hmtx"][part.getGlyphName(1)] == (1000, 9)
    drawn = list(part["glyf"][part.getGlyphName(1)].getCoordinates(part["glyf"])[0])
    assert drawn == [(0, 0), (900, 0), (900, 900), (300, 10), (500, 10), (500, 210)]


def test_that_a_font_of_a_collection_is_read_by_its_number(tmp_path: Path) -> None:
    collection = TTCollection()
    collection.fonts = [TTFont(_small_font(tmp_path / f"{layout}.ttf", (layout,))) for layout in (4, 12)]
    collection.save(tmp_path / "two.ttc")
    both = [TrueTypeFont(tmp_path / "two.ttc", index) for index in (0, 1)]
    assert [font.glyph_of(0x2A700) for font in both] == [0, 2]


@pytest.mark.parametrize("content", [b"", b"OTTO" + bytes(200), b"no font at all" * 40])
def test_that_what_is_no_font_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bad.ttf"
    path.write_bytes(content)
    with pytest.raises(UnusableFont):
        TrueTypeFont(path)


def test_that_a_damaged_font_is_refused(tmp_path: Path) -> None:
    whole = _small_font(tmp_path / "small.ttf", (4,)).read_bytes()
    for length in range(0, len(whole) - 60, 41):
        (tmp_path / "cut.ttf").write_bytes(whole[:length])
        try:
            TrueTypeFont(tmp_path / "cut.ttf").subset([1, 2, 3])
        except UnusableFont:
            continue
        pytest.fail(f"a font cut off at {length} of {len(whole)} bytes was taken")
