"""What is struck out, hidden or raised in a cell is no digit of its figure."""

import pytest

from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.formats.schema import CellId
from disclosure_desk.intake.pasted import Clip, PastedTables, read_pasted

FORM = catalogue().form("2021")
FIRST = CellId("requests/received/natural_person")
LABEL = "一、本年新收政府信息公开申请数量"
COLUMNS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")


def reading(first: str, label: str = LABEL) -> PastedTables:
    head = "".join(f"<td>{column}</td>" for column in ("", *COLUMNS))
    figures = "".join(f"<td>{each}</td>" for each in (first, 1, 0, 0, 0, 0, 6))
    read = read_pasted(Clip(f"<table><tr>{head}</tr><tr><td>{label}</td>{figures}</tr></table>"), FORM)
    assert read is not None
    return read


@pytest.mark.parametrize(
    "written",
    [
        "<del>4</del><ins>5</ins>",
        "<s>4</s>5",
        "5<strike><b>4</b></strike>",
        "<span style='TEXT-DECORATION: underline line-through'>4</span>5",
        "5<span style='display: none'>9<span>8</span>7</span>",
        "5<span style='mso-hide:all'>9<br>8</span>",
    ],
)
def test_that_what_is_struck_out_or_hidden_is_left_out(written: str) -> None:
    assert reading(written).figures[FIRST] == "5"


@pytest.mark.parametrize(
    "written",
    [
        "5<sup>1</sup>",
        "5<a href='#'><sup>[1]</sup></a>",
        "5<span style='vertical-align: super'>1</span>",
        "<p>5<font size=1><sup>1</sup></font></p>",
    ],
)
def test_that_the_mark_of_a_footnote_is_no_digit_and_is_told(written: str) -> None:
    read = reading(written)
    assert read.figures[FIRST] == "5"
    assert any(remark.cell == FIRST and "读作 5" in remark.sentence for remark in read.remarks)


def test_that_a_figure_that_is_raised_as_a_whole_is_a_figure() -> None:
    assert reading("<sup>5</sup>").figures[FIRST] == "5"


def test_that_what_was_never_closed_hides_no_more_than_its_cell() -> None:
    read = reading("5", f"{LABEL}<p style='display:none'>x")
    assert read.figures[FIRST] == "5"


@pytest.mark.parametrize("unseen", ["\u00ad", "\u200b", "\u200e", "\u202c", "\u2060", "\ufeff"])
def test_that_characters_without_width_are_no_part_of_a_figure_or_a_label(unseen: str) -> None:
    read = reading(f"{unseen}5{unseen}", f"{LABEL[:5]}{unseen}{LABEL[5:]}")
    assert read.figures[FIRST] == "5"
    assert not read.questions
    assert not read.remarks
