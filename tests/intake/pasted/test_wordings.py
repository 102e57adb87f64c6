"""Labels as they come: other numbering, blanks, a misprint; and what stands in single cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.formats.form import Place
from disclosure_desk.formats.schema import CellId
from disclosure_desk.intake.labels import bare
from disclosure_desk.intake.pasted import Clip, PastedTables, read_pasted

NEW, OLD = catalogue().form("2021"), catalogue().form("2019")
REQUESTS = [place for place in NEW.places.values() if place.section.id == "requests" and place.column.id == "total"]


def _read(text: str = "", html: str = "") -> PastedTables:
    reading = read_pasted(Clip(html, text), NEW)
    assert reading is not None
    return reading


@pytest.mark.parametrize(
    "label",
    [
        "1、属于国家秘密",
        "1. 属于国家秘密",
        "1 属于国家秘密",
        "属于国家秘密",
        "（1）属于国家秘密",
        "①属于国家秘密",
        "1.属于国家 秘密",
        "1.属于囯家秘密",
        "1.属国家秘密",
        "（三）不予公开 1.属于国家秘密",
    ],
)
def test_that_a_row_is_found_whatever_its_number_and_its_misprint(label: str) -> None:
    reading = _read(f"{label} 3 0 0 0 0 1 4")
    assert list(reading.figures.values()) == ["3", "0", "0", "0", "0", "1", "4"]
    assert {cell.split("/")[1] for cell in reading.figures} == {"withheld.state_secret"}


@pytest.mark.parametrize("label", ["9.属于囯家秘密", "1.属于省级机密", "行政处分", "本年新收"])
def test_that_a_label_that_could_be_another_is_no_row(label: str) -> None:
    reading = read_pasted(Clip(text=f"规章\t\n{label}\t3\t0\t0\t0\t0\t1\t4\n2.重复申请\t0\t0\t0\t0\t0\t0\t0"), NEW)
    assert reading is not None
    assert {cell.split("/")[1] for cell in reading.figures} <= {"not_processed.duplicate", "rules"}
    assert any(label in refusal.sentence for refusal in reading.refusals)


@given(st.sampled_from(REQUESTS), st.data())
def test_that_one_wrong_character_never_makes_another_row_of_it(place: Place, data: st.DataObject) -> None:
    label = place.row.label
    at = data.draw(st.integers(0, len(label) - 1))
    other = data.draw(st.sampled_from(["", "某", f"{label[at]}某"]))
    reading = read_pasted(Clip(text=f"{label[:at]}{other}{label[at + 1 :]}\t1\t0\t0\t0\t0\t0\t1"), NEW)
    rows = {cell.split("/")[1] for cell in reading.figures} if reading else set()
    assert rows <= {place.row.id}


def test_that_a_digit_of_a_label_is_never_a_figure() -> None:
    reading = _read("1.属于国家秘密\n2.重复申请 0 0 0 0 0 0 0")
    assert "requests/withheld.state_secret/natural_person" not in reading.figures
    assert ["国家秘密" in refusal.sentence for refusal in reading.refusals] == [True]


@pytest.mark.parametrize("mark", ["", "/", "—", "——", "无", "-", "／"])
def test_that_a_mark_is_blank_and_not_zero(mark: str) -> None:
    first = f"<tr><td>规章</td><td>{mark}</td><td>2</td><td>３</td></tr>"
    html = f"<table>{first}<tr><td>行政规范性文件<td>1<td>0<td>5</table>"
    assert list(_read(html=html).figures.values()) == [None, "2", "3", "1", "0", "5"]


@pytest.mark.parametrize(
    ("typed", "figure", "proposed"),
    [
        ("251000元", None, "25.1"),
        ("25.1万元", None, "25.1"),
        ("12,345.60", "12345.60", None),
        ("１２．５", "12.5", None),
        ("25.1（含上年）", "25.1", None),
        ("25.1（万元）", None, "25.1"),
        ("1 2", None, "12"),
        ("007", None, "7"),
        ("#REF!", None, None),
        ("-3", None, None),
    ],
)
def test_that_an_amount_is_read_or_asked(typed: str, figure: str | None, proposed: str | None) -> None:
    reading = _read(html=f"<table><tr><td>行政事业性收费</td><td>{typed}</td></tr></table>")
    cell = "proactive_disclosure/fees/amount_collected"
    assert reading.figures.get(cell) == figure
    assert [each.proposed for each in reading.questions] == ([] if figure else [proposed])
    assert all(each.shown == typed and "行政事业性收费" in each.sentence for each in reading.questions)


def test_that_an_annotated_figure_is_read_with_a_remark_that_names_the_cell() -> None:
    reading = _read("信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n行政规范性文件\t22（其中修订 16 件）\t0\t40")
    assert list(reading.figures.values()) == ["22", "0", "40"]
    assert [each.cell for each in reading.remarks] == ["proactive_disclosure/normative_documents/issued"]
    assert "22（其中修订 16 件）" in reading.remarks[0].sentence


@pytest.mark.parametrize("header", ["本年收费金额（单位：元）", "本年收费金额(元)", "本年收费金额（单位：亿元）"])
@pytest.mark.parametrize("layout", ["信息内容\t{}\n行政事业性收费\t25", "信息内容 {}\n行政事业性收费 25"])
def test_that_a_fee_under_another_unit_is_asked_and_never_taken(header: str, layout: str) -> None:
    reading = _read(layout.format(header))
    assert not reading.figures
    assert len(reading.questions) == 1


def test_that_a_fee_under_a_unit_on_a_line_of_its_own_is_asked() -> None:
    reading = _read("单位：元\n行政事业性收费\t251000")
    assert [each.proposed for each in reading.questions] == ["25.1"]


def test_that_a_sign_is_read_where_figures_have_one() -> None:
    reading = read_pasted(Clip(text="信息内容\t上一年项目数量\t本年增/减\n行政事业性收费\t9\t+19"), OLD)
    assert reading is not None
    assert list(reading.figures.values()) == ["9", "19"]


def test_that_figures_below_their_label_are_read_only_where_no_label_may_be_missing() -> None:
    lines = ["1.信访举报投诉类申请 1 0 0 0 0 0 1", "2.重复申请", "2 0 0 0 0 0 2", "3.要求提供公开出版物 0 0 0 0 0 0 0"]
    assert "requests/not_processed.duplicate/total" in _read("\n".join(lines)).figures
    lines[3] = "4.无正当理由大量反复申请 0 0 0 0 0 0 0"
    reading = _read("\n".join(lines))
    assert "requests/not_processed.duplicate/total" not in reading.figures
    assert ["重复申请" in refusal.sentence for refusal in reading.refusals] == [True]


def test_that_a_figure_in_running_text_is_no_cell() -> None:
    assert read_pasted(Clip(text="行政许可 12 次，行政处罚 3 次，均已公开。"), NEW) is None


def test_that_words_behind_the_figures_of_a_row_are_said() -> None:
    reading = _read("规章 0 0 1\n行政规范性文件 1 0 2\n行政许可 12 次左右\n行政处罚 3")
    assert "proactive_disclosure/licensing/decisions" not in reading.figures
    assert ["行政许可" in refusal.sentence for refusal in reading.refusals] == [True]


def test_that_several_rows_may_stand_on_one_line() -> None:
    reading = _read("行政许可 12 行政处罚 3 行政强制 0")
    assert list(reading.figures.values()) == ["12", "3", "0"]


def test_that_no_wording_of_the_forms_means_two_rows_of_a_table() -> None:
    for form in (NEW, OLD):
        for table in form.tables:
            labels = [bare(row.label) for row in table.rows]
            assert len(labels) == len(set(labels))


def test_that_a_row_is_found_behind_hundreds_of_words_on_its_line() -> None:
    words = " ".join(f"甲乙{chr(0x4E00 + at)}" for at in range(300))
    reading = _read(f"{words} （七）总计 1 0 0 0 0 0 1")
    assert reading.figures[CellId("requests/outcomes_total/total")] == "1"
