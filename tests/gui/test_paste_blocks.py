"""Where a plain block of values may land, and what is offered where it does not fit."""

import pytest

from disclosure_desk.errors import DeskError
from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.formats.grid import grid
from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui.paste_blocks import Landings, landings
from disclosure_desk.gui.paste_values import read_values
from disclosure_desk.gui.table_paths import FigurePaths
from disclosure_desk.report.carry_over import begin
from tests.gui.table_driver import requests
from tests.reports import AGENCY

REPORT = begin(AGENCY, 2024, catalogue())
PERSON, ENTERPRISE, INSTITUTE = ("natural_person", "commercial_enterprise", "research_institution")
FEE = CellId("proactive_disclosure/fees/amount_collected")


def landed(text: str, *selected: CellId) -> Landings:
    section = selected[0].partition("/")[0]
    paths = FigurePaths(grid(next(table for table in REPORT.form.tables if table.id == section)))
    return landings(paths, selected, [line.split("\t") for line in text.split("\n")])


def words(found: Landings) -> list[str]:
    return [way.words for way in found.ways]


def test_that_one_value_goes_into_every_selected_cell() -> None:
    found = landed("0", requests("received"), requests("granted"))
    assert not found.question
    assert found.ways[0].values == {requests("received"): "0", requests("granted"): "0"}


def test_that_a_block_goes_down_and_right_from_one_cell() -> None:
    found = landed("1\t2\n3", requests("received", ENTERPRISE))
    assert not found.question
    assert found.ways[0].values == {
        requests("received", ENTERPRISE): "1",
        requests("received", INSTITUTE): "2",
        requests("carried_over_in", ENTERPRISE): "3",
    }


def test_that_a_block_fits_a_selection_of_its_own_shape() -> None:
    found = landed("1\t2", requests("received"), requests("received", ENTERPRISE))
    assert words(found) == [""]


def test_that_a_block_too_big_for_the_table_offers_the_part_that_fits() -> None:
    found = landed("\n".join(map(str, range(40))), requests("carried_over_out"))
    assert words(found) == ["只粘贴放得下的部分"]
    assert found.question == "剪贴板里的 40 行 1 列，从这一格起放不下。"
    assert found.ways[0].values == {requests("carried_over_out"): "0"}


def test_that_cells_selected_one_by_one_stand_for_the_rectangle_that_holds_them() -> None:
    found = landed("1\t2\n3\t4", requests("received", ENTERPRISE), requests("carried_over_in", PERSON))
    assert not found.question
    assert found.ways[0].values == {
        requests("received"): "1",
        requests("received", ENTERPRISE): "2",
        requests("carried_over_in"): "3",
        requests("carried_over_in", ENTERPRISE): "4",
    }


def test_that_blanks_beyond_the_edge_of_the_table_do_not_count() -> None:
    found = landed("1\t\t\n\t\t\n\t\t", requests("carried_over_out", "total"))
    assert not found.question


def test_that_a_block_that_divides_the_selection_can_be_repeated() -> None:
    selected = [requests(row, column) for row in ("received", "carried_over_in") for column in (PERSON, ENTERPRISE)]
    found = landed("5\n6", *selected)
    assert words(found) == ["重复粘贴，填满所选的格", "从所选的第一格起，全部粘贴"]
    assert found.question == "剪贴板里是 2 行 1 列，所选的是 2 行 2 列，大小不同。"
    assert list(found.ways[0].values.values()) == ["5", "5", "6", "6"]
    assert list(found.ways[1].values) == [requests("received"), requests("carried_over_in")]


def test_that_a_block_larger_than_the_selection_can_be_kept_inside_it() -> None:
    found = landed("1\t2\t3\n4\t5\t6", requests("received"), requests("carried_over_in"))
    assert words(found) == ["从所选的第一格起，全部粘贴", "只粘贴到所选的格"]
    assert found.ways[1].values == {requests("received"): "1", requests("carried_over_in"): "4"}


@pytest.mark.parametrize("mark", ["", "/", "／", "—", "——", "无", "-", "　"])
def test_that_a_mark_for_nothing_is_blank_and_not_zero(mark: str) -> None:
    assert read_values(REPORT, {requests("received"): mark}).figures == {requests("received"): None}


def test_that_words_behind_a_figure_are_left_out_with_a_remark() -> None:
    read = read_values(REPORT, {requests("received"): "22（其中修订 16 件）"})
    assert read.figures == {requests("received"): "22"}
    assert [remark.cell for remark in read.remarks] == [requests("received")]
    assert "22（其中修订 16 件）" in read.remarks[0].sentence


def test_that_an_amount_in_another_unit_asks() -> None:
    read = read_values(REPORT, {FEE: "251000元"})
    assert read.figures == {}
    assert [(q.cell, q.shown, q.proposed) for q in read.questions] == [(FEE, "251000元", "25.1")]


@pytest.mark.parametrize(("shown", "figure"), [("+19", "19"), ("12,345", "12345"), (" ７１ ", "71")])
def test_that_figures_are_read_as_they_are_typed(shown: str, figure: str) -> None:
    assert read_values(REPORT, {requests("received"): shown}).figures == {requests("received"): figure}


def test_that_what_is_no_figure_at_all_is_refused_with_its_cell() -> None:
    with pytest.raises(DeskError, match="没有粘贴，表中数字未改动。表三“新收”“自然人”原文是“合计”。“合计”不是数字"):
        read_values(REPORT, {requests("received"): "合计"})


def test_that_totals_that_follow_their_parts_are_skipped() -> None:
    assert read_values(REPORT, {requests("received", "total"): "9"}).figures == {}
