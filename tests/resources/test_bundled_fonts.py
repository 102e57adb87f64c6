"""The fonts are what fonts.toml says, may be shipped and embedded, and have the characters that reports need."""

import hashlib
import tomllib
from typing import Any

import pytest
from fontTools.ttLib import TTFont
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QRawFont
from pytestqt.qtbot import QtBot
from reportlab.pdfbase import ttfonts

from disclosure_desk.resources import resource

FOLDER = resource("fonts")
ROLES: dict[str, dict[str, Any]] = tomllib.loads((FOLDER / "fonts.toml").read_text(encoding="utf-8"))["roles"]
CHINESE = sorted(ROLES.keys() - {"latin"})
RESERVED = ("source", "lxgw", "霞鹜", "klee", "noto", "tinos", "fandol")
EDITABLE_EMBEDDING, INSTALLABLE_EMBEDDING = 8, 0
NAMES_IN_REPORTS = "喆堃珺镕昇邨䶮"
MARKS_FANGSONG_LACKS = "⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㎡㎏㎜"
STANDARD_BEYOND_PLANE_0 = (
    "𠅤𠙶𠳐𡎚𡐓𣗋𣲗𣲘𣸣𤧛𤩽𤫉𥔲𥕢𥖨𥻗𦈡𦒍𦙶𦝼𦭜𦰡𧿹𨐈𨙸𨚕𨟠𨭉"
    "𨱇𨱏𨱑𨱔𨺙𩽾𩾃𩾌𪟝𪣻𪤗𪨰𪨶𪩘𪾢𫄧𫄨𫄷𫄸𫇭𫌀𫍣𫍯𫍲𫍽𫐄𫐐𫐓"
    "𫑡𫓧𫓯𫓶𫓹𫔍𫔎𫔶𫖮𫖯𫖳𫗧𫗴𫘜𫘝𫘦𫘧𫘨𫘪𫘬𫚕𫚖𫚭𫛭𫞩𫟅𫟦𫟹"
    "𫟼𫠆𫠊𫠜𫢸𫫇𫭟𫭢𫭼𫮃𫰛𫵷𫶇𫷷𫸩𬀩𬀪𬂩𬃊𬇕𬇙𬇹𬉼𬊈𬊤𬌗𬍛𬍡"
    "𬍤𬒈𬒔𬒗𬕂𬘓𬘘𬘡𬘩𬘫𬘬𬘭𬘯𬙂𬙊𬙋𬜬𬜯𬞟𬟁𬟽𬣙𬣞𬣡𬣳𬤇𬤊𬤝"
    "𬨂𬨎𬩽𬪩𬬩𬬭𬬮𬬱𬬸𬬹𬬻𬬿𬭁𬭊𬭎𬭚𬭛𬭤𬭩𬭬𬭯𬭳𬭶𬭸𬭼𬮱𬮿𬯀"
    "𬯎𬱖𬱟𬳵𬳶𬳽𬳿𬴂𬴃𬴊𬶋𬶍𬶏𬶐𬶟𬶠𬶨𬶭𬶮𬷕𬸘𬸚𬸣𬸦𬸪𬹼𬺈𬺓"
)
"""The hanzi of 通用规范汉字表 that lie beyond U+FFFF; all its others are in the blocks tested as wholes."""


def double_bytes(codec: str, rows: range, cells: range) -> set[str]:
    """Every character that a double-byte encoding has in some rows and cells."""
    return {c for row in rows for cell in cells for c in bytes((row, cell)).decode(codec, errors="ignore")}


def full_width(first: int, last: int) -> set[str]:
    return {chr(point) for point in range(first, last + 1)}


GB2312 = double_bytes("gb2312", range(0xA1, 0xF8), range(0xA1, 0xFF))
GBK = {c for c in double_bytes("gbk", range(0x81, 0xFF), range(0x40, 0xFF)) if not c.isascii()}
HANZI = full_width(0x4E00, 0x9FFF)


@pytest.fixture(scope="module", params=ROLES)
def role(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def fonts() -> dict[str, TTFont]:
    return {name: TTFont(FOLDER / entry["file"], lazy=True) for name, entry in ROLES.items()}


def lacking(font: TTFont, characters: set[str]) -> set[str]:
    """The characters for which a font has no glyph, or an empty one."""
    names, offsets = font.getBestCmap(), font["loca"]
    found = {c: font.getGlyphID(names[ord(c)]) for c in characters if ord(c) in names}
    drawn = {c for c, glyph in found.items() if offsets[glyph] < offsets[glyph + 1] or c.isspace()}
    return characters - drawn


def test_that_each_role_has_the_recorded_bytes(role: str) -> None:
    path = FOLDER / ROLES[role]["file"]
    assert hashlib.sha256(path.read_bytes()).hexdigest() == ROLES[role]["sha256"]


def test_that_the_seven_roles_are_there() -> None:
    assert set(ROLES) == {"xiaobiaosong", "heiti", "kaiti", "fangsong", "latin", "fallback", "ui"}


def test_that_no_font_lies_about_unrecorded() -> None:
    recorded = {entry["file"] for entry in ROLES.values()}
    assert {path.name for path in FOLDER.rglob("*.[to]t[fc]")} == recorded


@pytest.mark.parametrize("name", CHINESE)
def test_that_every_chinese_role_has_all_of_gb2312(name: str, fonts: dict[str, TTFont]) -> None:
    assert len(GB2312) == 6763 + 682
    assert lacking(fonts[name], {c for c in GB2312 if not c.isspace()} | {"·", "—"}) == set()


def test_that_every_role_has_printable_ascii(role: str, fonts: dict[str, TTFont]) -> None:
    assert lacking(fonts[role], full_width(0x20, 0x7E)) == set()


def test_that_marks_beyond_gb2312_are_missing_only_from_fangsong(fonts: dict[str, TTFont]) -> None:
    missing = {name: lacking(fonts[name], set(MARKS_FANGSONG_LACKS)) for name in CHINESE}
    assert {name for name, marks in missing.items() if marks} == {"fangsong"}
    assert missing["fangsong"] == set(MARKS_FANGSONG_LACKS)


def test_that_the_fallback_has_the_names_and_marks_that_reports_need(fonts: dict[str, TTFont]) -> None:
    assert lacking(fonts["fallback"], set(NAMES_IN_REPORTS + MARKS_FANGSONG_LACKS)) == set()


def test_that_the_fallback_has_whole_blocks_of_hanzi(fonts: dict[str, TTFont]) -> None:
    extension_a = full_width(0x3400, 0x4DBF)
    assert lacking(fonts["fallback"], HANZI | extension_a) == set()


def test_that_the_fallback_has_the_standard_hanzi_beyond_plane_0(fonts: dict[str, TTFont]) -> None:
    assert len(set(STANDARD_BEYOND_PLANE_0)) == 196
    assert lacking(fonts["fallback"], set(STANDARD_BEYOND_PLANE_0)) == set()


def test_that_the_fallback_lacks_one_mark_of_gbk(fonts: dict[str, TTFont]) -> None:
    assert lacking(fonts["fallback"], {c for c in GBK if not c.isspace()}) == {"≒"}


def test_that_the_latin_role_has_western_letters_and_even_figures(fonts: dict[str, TTFont]) -> None:
    font = fonts["latin"]
    names, widths = font.getBestCmap(), font["hmtx"]
    assert lacking(font, {chr(point) for point in range(0xA1, 0x100)} - {"\xad"} | set("–—‘’“”…‰€")) == set()
    assert {widths[names[ord(figure)]][0] for figure in "0123456789"} == {font["head"].unitsPerEm // 2}


@pytest.mark.parametrize("name", CHINESE)
def test_that_the_two_strokes_of_a_chinese_dash_meet(name: str, fonts: dict[str, TTFont]) -> None:
    font = fonts[name]
    for point in (0x2014, 0x2015):
        glyph = font.getBestCmap()[point]
        outline = font["glyf"][glyph]
        assert font["hmtx"][glyph][0] == font["head"].unitsPerEm
        assert outline.xMin <= 0
        assert outline.xMax >= font["head"].unitsPerEm


@pytest.mark.parametrize("name", CHINESE)
def test_that_hanzi_and_chinese_marks_are_one_em_wide(name: str, fonts: dict[str, TTFont]) -> None:
    font = fonts[name]
    names, widths = font.getBestCmap(), font["hmtx"]
    characters = (GB2312 & HANZI) | set("，。、；：？！“”‘’（）《》〔〕")
    assert {widths[names[ord(c)]][0] for c in characters} == {font["head"].unitsPerEm}


def test_that_family_names_are_our_own(role: str, fonts: dict[str, TTFont]) -> None:
    shown = [str(record) for record in fonts[role]["name"].names if record.nameID in {1, 3, 4, 6, 16, 18, 21}]
    assert ROLES[role]["family"] in shown
    assert [name for name in shown for reserved in RESERVED if reserved in name.lower()] == []


def test_that_families_do_not_share_a_name() -> None:
    assert len({entry["family"] for entry in ROLES.values()}) == len(ROLES)


def test_that_copyright_and_licence_stay_in_the_font(role: str, fonts: dict[str, TTFont]) -> None:
    names = fonts[role]["name"]
    assert names.getDebugName(0)
    licence = "General Public License" if role == "fangsong" else "SIL Open Font License"
    assert licence in names.getDebugName(13)


def test_that_the_licence_text_lies_beside_the_font(role: str) -> None:
    texts = [(FOLDER / name).read_text(encoding="utf-8") for name in ROLES[role]["licence_files"]]
    title = "GNU GENERAL PUBLIC LICENSE" if role == "fangsong" else "SIL OPEN FONT LICENSE Version 1.1"
    assert any(title in text for text in texts)


def test_that_the_font_exception_is_extended_to_our_version() -> None:
    notice = (FOLDER / "LICENSES" / "Fandol-conversion.txt").read_text(encoding="utf-8")
    assert "embed this font or unaltered portions of" in notice
    assert ROLES["fangsong"]["source"]["version"] in notice


def test_that_embedding_is_permitted(role: str, fonts: dict[str, TTFont]) -> None:
    expected = EDITABLE_EMBEDDING if role == "fangsong" else INSTALLABLE_EMBEDDING
    assert fonts[role]["OS/2"].fsType == expected


def test_that_the_pdf_writer_can_embed_each_font(role: str) -> None:
    face = ttfonts.TTFont(role, str(FOLDER / ROLES[role]["file"])).face
    sample = "2024" if role == "latin" else "年报2024"
    assert all(face.charToGlyph.get(ord(c)) for c in sample)
    assert b"glyf" in face.makeSubset([ord(c) for c in sample])


def test_that_the_wide_font_stays_within_its_size() -> None:
    assert (FOLDER / ROLES["fallback"]["file"]).stat().st_size <= 16_000_000


def test_that_the_window_finds_its_font_and_draws_chinese_with_it(qtbot: QtBot) -> None:
    entry = ROLES["ui"]
    number = QFontDatabase.addApplicationFont(str(FOLDER / entry["file"]))
    try:
        assert QFontDatabase.applicationFontFamilies(number) == [entry["family"]]
        assert QFontDatabase.WritingSystem.SimplifiedChinese in QFontDatabase.writingSystems(entry["family"])
        font = QFont(entry["family"])
        font.setPixelSize(20)
        assert QRawFont.fromFont(font).familyName() == entry["family"]
        assert QFontMetricsF(font).horizontalAdvance("政府信息公开") == pytest.approx(120, abs=1)
    finally:
        QFontDatabase.removeApplicationFont(number)
