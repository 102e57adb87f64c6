"""The list of notes on paper: everything is in it, and it says that it is no part of the report."""

import pytest

from disclosure_desk.export.fonts import font_set
from disclosure_desk.export.notes_list import notes_document, notes_pdf
from disclosure_desk.formats.schema import CellId
from disclosure_desk.report.notes import NotedCell
from tests.export.pages import MM, pages_of, text_of

FONTS = font_set()


def _line(at: int, *, flagged: bool = False, note: str = "", source: str = "", reason: str = "") -> NotedCell:
    return NotedCell(CellId(f"a/b/{at}"), f"表三第{at}格", str(1000 + at), flagged, note, source, reason)


def _printed(*lines: NotedCell) -> str:
    return "".join(text_of(notes_pdf("示例区交警大队", 2024, lines, FONTS)).split())


def test_that_the_list_says_whose_it_is_and_that_it_is_internal() -> None:
    text = _printed(_line(1, note="核对"))
    assert text.startswith("备注与待核实清单示例区交警大队，2024年。")
    assert "不是年度报告的组成部分" in text


def test_that_every_note_source_reason_and_flag_is_printed_with_its_place_and_figure() -> None:
    text = _printed(_line(1, flagged=True, note="甲记", source="乙科室"), _line(2, reason="丙因"))
    for wanted in ("表三第1格", "1001", "甲记", "乙科室", "表三第2格", "1002", "丙因", "共2处，其中待核实1处"):
        assert wanted in text
    assert text.count("待核实") == 3  # in the title, in the count, and in the row of the one that is flagged


def test_that_a_blank_cell_with_a_note_is_said_to_be_blank() -> None:
    assert "未填" in _printed(NotedCell(CellId("a/b/c"), "表三", "", flagged=True, note="", source="", reason=""))


def test_that_an_empty_list_says_so() -> None:
    assert _printed().endswith("没有备注，也没有待核实的数字。—1—")


def test_that_a_long_list_has_its_header_on_every_page_and_no_row_twice() -> None:
    lines = [_line(at, note=f"第{at}条备注，与台账核对") for at in range(1, 90)]
    pages = pages_of(notes_pdf("示例区交警大队", 2024, lines, FONTS))
    assert len(pages) > 2
    assert all("改动原因" in page.text for page in pages)
    whole = "".join(page.text for page in pages)
    assert all(whole.count(str(1000 + at)) == 1 for at in range(1, 90))


@pytest.mark.parametrize("length", [200, 2000, 6000])
def test_that_a_note_of_any_length_is_printed_whole_and_stays_on_its_pages(length: int) -> None:
    pages = pages_of(notes_pdf("示例区交警大队", 2024, [_line(1, note="甲" * length)], FONTS))
    assert "".join(page.text for page in pages).count("甲") == length
    for page in pages:
        body = [char for char in page.chars if round(char.size) != 14]
        assert max(char.bottom for char in body) <= 262 * MM + 4.5


def test_that_the_same_notes_make_the_same_bytes_and_others_another_identifier() -> None:
    lines = [_line(1, note="甲")]
    assert notes_pdf("某局", 2024, lines, FONTS) == notes_pdf("某局", 2024, lines, FONTS)
    other = notes_document("某局", 2024, [_line(1, note="乙")])
    assert other.fingerprint != notes_document("某局", 2024, lines).fingerprint
