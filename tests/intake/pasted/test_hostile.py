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
    Clip("<table><tr><td " + " ".join(f"a{at}=1" for at in range(400_000)) + ">规章<td>1</table>"),
    Clip("<table><tr><td t='>' " + " a" * 400_000 + ">规章<td>1</table>"),
    Clip("<table><tr>" + ("<td " + "a=''" * 29_000 + ">1") * 40 + "</table>"),
    Clip("<table><tr><td>" + "<s>" * 29_000 + "</b>" * 29_000 + "</table>"),
    Clip(text="\n".join(f"5.要求行政机关确认或重新出具已{chr(0x4E00 + at)}取信息\t1" for at in range(2_900))),
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


def test_that_many_rows_that_nobody_could_cut_leave_no_time_for_more_and_are_all_refused() -> None:
    lines = [f"（一）予以公开 {'1' * (60 + at % 30)}" for at in range(300)]
    reading = read_pasted(Clip(text="\n".join([*lines, "（七）总计 713000074"])), FORM)
    assert reading is not None
    assert not reading.figures
    assert "“（七）总计”的数字连在一起（“713000074”），不能确定怎样分开" in "".join(
        each.sentence for each in reading.refusals
    )


def test_that_a_sentence_about_very_many_rows_names_some_and_says_how_many() -> None:
    lines = [f"甲乙丙丁{chr(0x4E00 + at)}\t1\t2\t3" for at in range(900)]
    reading = read_pasted(Clip(text="\n".join(["（七）总计" + "\t0" * 7, *lines, "（七）总计" + "\t0" * 7])), FORM)
    assert reading is not None
    assert any("等 900 行" in each.sentence for each in reading.refusals)
    assert all(len(each.sentence) < 1_000 for each in reading.refusals)


def test_that_a_page_of_many_cells_with_usual_attributes_is_read() -> None:
    cell = '<td class=xl65 width=72 height=19 style="width:54pt;mso-width-source:userset" x:num=0>'
    row = f"<tr>{cell}（七）总计" + f"{cell}0" * 7 + "</tr>"
    reading = read_pasted(Clip(f"<table>{row * 300}</table>"), FORM)
    assert reading is not None
    assert len(reading.figures) == 7
