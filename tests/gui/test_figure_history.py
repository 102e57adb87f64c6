"""One cell over the years: what is carried over, and the change in words."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_desk.gui.figure_history import change_in_words, last_year, openings, origin
from tests.gui.conftest import OpenSession
from tests.gui.table_driver import requests
from tests.gui.test_table_page import zeros
from tests.reports import official_form, tiny_report


@pytest.mark.parametrize(
    ("now", "then", "wanted"),
    [
        ("74", "71", "比 2023 年增加 3（4.2%）。"),
        ("71", "74", "比 2023 年减少 3（4.1%）。"),
        ("5", "0", "比 2023 年增加 5；2023 年为 0，不计百分比。"),
        ("0", "0", "与 2023 年相同，均为 0。"),
        ("7545.00", "7545", "与 2023 年相同，均为 7545.00。"),
        ("5", "", "2023 年此格空白，无从比较。"),
        ("", "5", "2023 年为 5，本年尚未填写。"),
        ("3", "-2", "比 2023 年增加 5；2023 年为负数，不计百分比。"),
        ("10000001", "10000000", "比 2023 年增加 1（不到 0.1%）。"),
        ("0", "8", "比 2023 年减少 8（100%）。"),
        ("0.3", "0.1", "比 2023 年增加 0.2（200%）。"),
    ],
)
def test_that_the_change_is_said_in_figures_and_per_cent(now: str, then: str, wanted: str) -> None:
    assert change_in_words(now, then, 2023) == wanted


@given(st.integers(-(10**20) + 1, 10**20 - 1).map(str), st.integers(-(10**20) + 1, 10**20 - 1).map(str))
def test_that_any_two_figures_can_be_compared(now: str, then: str) -> None:
    said = change_in_words(now, then, 2023)
    assert said.endswith("。")
    assert ("相同" in said) == (int(now) == int(then))


def test_that_every_column_of_the_opening_row_comes_from_the_closing_one() -> None:
    form = official_form()
    assert openings(form) == {
        requests("carried_over_in", column.id): requests("carried_over_out", column.id)
        for column in form.places[requests("received")].section.blocks[0].leaf_columns
    }


@pytest.mark.parametrize(("then", "now", "agrees"), [("1", "1", True), ("1", "2", False), (None, "2", None)])
def test_that_a_carried_over_figure_knows_whether_it_agrees(
    open_session: OpenSession, then: str | None, now: str, agrees: object
) -> None:
    source, cell = requests("carried_over_out"), requests("carried_over_in")
    before, report = replace(zeros(), year=2023), zeros()
    before = replace(before, cells={key: figure for key, figure in before.cells.items() if key != source})
    before = replace(before, cells={**before.cells, source: then} if then else before.cells)
    session = open_session(replace(report, cells={**report.cells, cell: now}), before)
    found = origin(session, cell)
    assert found is not None
    assert (found.agrees, found.figure, found.year) == (agrees, then or "", 2023)
    assert found.sentence == "带自 2023 年“四、结转下年度继续办理”"


def test_that_nothing_is_carried_over_without_last_year_or_from_another_form(open_session: OpenSession) -> None:
    cell = requests("carried_over_in")
    assert origin(open_session(zeros()), cell) is None
    assert last_year(open_session(zeros()), cell) == ""
    assert origin(open_session(zeros(), tiny_report(year=2023)), cell) is None
    assert origin(open_session(zeros(), replace(zeros(), year=2023)), requests("granted")) is None
