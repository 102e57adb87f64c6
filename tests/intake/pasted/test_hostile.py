"""A clipboard with far more than tables, or with broken ones, ends in a sentence or in nothing."""

import pytest

from disclosure_desk.errors import DeskError
from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.intake.pasted import Clip, read_block, read_pasted

FORM = catalogue().form("2021")
TOO_MUCH = [
    Clip("<table>" * 300_000),
    Clip("<table><tr><td>规章" * 25_000),
    Clip("<table>" + "<tr>" + "<td colspan=1000000>1" * 300 + "</table>"),
    Clip("<table>" + "<tr><td rowspan=1000000>1" * 30_000 + "</table>"),
    Clip(text="1\t" * 2_500_000),
    Clip(text="规章 1\n" * 500_000),
    Clip(text="9" * 5_000_000),
    Clip("<!--" * 1_200_000),
]
BROKEN = [
    Clip("<table><tr><td>" + "x" * 5_000_000 + "</table>"),
    Clip("<table><td rowspan=x colspan=-1>规章<td>1"),
    Clip("</td></tr></table><table></table><tr><td>1"),
    Clip("<a b='" * 9_000),
    Clip("&#1114112;&#xD800;\0<!DOCTYPE <table>"),
    Clip(text="\0\ufeff\u200b"),
    Clip(text='"规章\t1\n2\t"'),
    Clip(text="|" * 20_000),
]


@pytest.mark.parametrize("clip", TOO_MUCH, ids=range(len(TOO_MUCH)))
def test_that_far_too_much_is_refused_in_a_sentence(clip: Clip) -> None:
    reading = read_pasted(clip, FORM)
    assert reading is not None
    assert not reading.figures
    assert "剪贴板里的内容太多" in reading.refusals[0].sentence


@pytest.mark.parametrize("clip", BROKEN, ids=range(len(BROKEN)))
def test_that_broken_markup_never_raises_and_never_gives_a_figure(clip: Clip) -> None:
    reading = read_pasted(clip, FORM)
    assert reading is None or not reading.figures


def test_that_a_cell_that_claims_a_million_lines_reaches_to_the_end_of_its_table() -> None:
    html = (
        "<table><tr><td rowspan=1000000>三、本年度办理结果<td>（一）予以公开"
        + "<td>0" * 7
        + "<tr><td>（七）总计"
        + "<td>0" * 7
    )
    reading = read_pasted(Clip(html), FORM)
    assert reading is not None
    assert len(reading.figures) == 14


def test_that_lines_without_their_table_are_read() -> None:
    reading = read_pasted(Clip("<tr><td>（七）总计" + "<td>0" * 7 + "</tr>"), FORM)
    assert reading is not None
    assert len(reading.figures) == 7


def test_that_a_block_too_large_for_any_table_is_refused() -> None:
    with pytest.raises(DeskError, match="太多"):
        read_block(Clip(text="1\t" * 50_000))
