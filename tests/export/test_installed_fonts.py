"""The official typefaces of a PC: found by their names, offered by role, refused where they may not be embedded."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTCollection, TTFont

from disclosure_desk.export.blocks import FontRole, Paragraph, PrintedDocument, Run
from disclosure_desk.export.fonts import bundled, font_set
from disclosure_desk.export.installed_fonts import chosen_fonts, font_folders, installed_choices
from disclosure_desk.export.pdf_writer import pdf_bytes
from disclosure_desk.settings import FontChoices

WINDOWS, CHINESE, ENGLISH = 3, 0x804, 0x409


def _font(english: str, chinese: str, fs_type: int = 0) -> TTFont:
    """A small font of another name: the bundled Latin one, which has no Chinese."""
    font = TTFont(bundled()[FontRole.LATIN].path)
    font["name"].names = []
    font["name"].setName(english, 1, WINDOWS, 1, ENGLISH)
    font["name"].setName(chinese, 1, WINDOWS, 1, CHINESE)
    font["OS/2"].fsType = fs_type
    return font


def _saved(folder: Path, name: str, font: TTFont) -> Path:
    folder.mkdir(exist_ok=True)
    font.save(folder / name)
    return folder / name


def test_that_fonts_are_found_by_their_chinese_names_in_every_folder(tmp_path: Path) -> None:
    of_all, of_user = tmp_path / "all", tmp_path / "user"
    _saved(of_all, "simfang.ttf", _font("FangSong_GB2312", "仿宋_GB2312"))
    _saved(of_user, "FZXBSJW.TTF", _font("FZXiaoBiaoSong-B05S", "方正小标宋简体"))
    (of_user / "notes.txt").write_text("方正小标宋简体", encoding="utf-8")
    offered = installed_choices((of_all, of_user, tmp_path / "missing"))
    assert list(offered[FontRole.BODY]) == ["仿宋_GB2312"]
    assert list(offered[FontRole.TITLE]) == ["方正小标宋简体"]
    assert not offered[FontRole.HEADING]
    assert offered[FontRole.BODY]["仿宋_GB2312"].path == of_all / "simfang.ttf"


def test_that_a_font_of_a_collection_is_offered_with_its_number(tmp_path: Path) -> None:
    collection = TTCollection()
    collection.fonts = [_font("Other", "别的"), _font("KaiTi", "楷体")]
    collection.save(tmp_path / "kai.ttc")
    assert installed_choices((tmp_path,))[FontRole.SUBHEADING]["楷体"].index == 1


@pytest.mark.parametrize("fs_type", [0x0002, 0x0100, 0x0200])
def test_that_a_font_that_may_not_be_embedded_is_not_offered(tmp_path: Path, fs_type: int) -> None:
    _saved(tmp_path, "hei.ttf", _font("SimHei", "黑体", fs_type))
    assert not installed_choices((tmp_path,))[FontRole.HEADING]


@pytest.mark.parametrize("fs_type", [0x0000, 0x0004, 0x0008])
def test_that_a_font_for_print_or_editing_is_offered(tmp_path: Path, fs_type: int) -> None:
    _saved(tmp_path, "hei.ttf", _font("SimHei", "黑体", fs_type))
    assert installed_choices((tmp_path,))[FontRole.HEADING]


def test_that_a_damaged_font_file_is_passed_over(tmp_path: Path) -> None:
    path = _saved(tmp_path, "hei.ttf", _font("SimHei", "黑体"))
    (tmp_path / "bad.ttf").write_bytes(path.read_bytes()[:300])
    (tmp_path / "empty.ttc").write_bytes(b"")
    assert list(installed_choices((tmp_path,))[FontRole.HEADING]) == ["黑体"]


def test_that_nothing_chosen_means_the_bundled_fonts() -> None:
    assert chosen_fonts(FontChoices()) is font_set()


def test_that_a_chosen_font_that_is_gone_gives_way_to_the_bundled_one(tmp_path: Path) -> None:
    fonts = chosen_fonts(FontChoices(heiti="黑体"), (tmp_path,))
    assert fonts.face(FontRole.HEADING) is font_set().face(FontRole.HEADING)


def test_that_a_chosen_font_is_embedded_and_others_print_what_it_lacks(tmp_path: Path) -> None:
    _saved(tmp_path, "方正黑体.ttf", _font("SimHei", "黑体"))
    fonts = chosen_fonts(FontChoices(heiti="黑体"), (tmp_path,))
    run = Run("Heading 标题", FontRole.HEADING, "标题")
    document = PrintedDocument("t", "a", "s", 2024, "0" * 64, (Paragraph((run,)),))
    pdf = pikepdf.open(BytesIO(pdf_bytes(document, fonts)))
    names = [str(font.BaseFont).partition("+")[2] for font in pdf.pages[0].Resources.Font.values()]
    assert any(name.startswith("Font") for name in names)
    assert any("Desk" in name for name in names)


def test_that_the_folders_of_this_system_are_absolute() -> None:
    assert font_folders()
    assert all(folder.is_absolute() for folder in font_folders())
