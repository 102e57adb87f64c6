"""Filling what is blank with 0: a statement of the officer's, one step, kept on record."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_desk.formats.schema import CellId
from disclosure_desk.report.document import ReportDocument, TotalsMode
from disclosure_desk.report.zeros import input_cells, overwritten, table_of_zeros, zeros_for_blanks
from tests.reports import AGENCY, consistent_reports, official_form

FORM = official_form()
RECEIVED = CellId("requests/received/natural_person")
RECEIVED_TOTAL = CellId("requests/received/total")


def report(cells: dict[CellId, str] | None = None, mode: TotalsMode = TotalsMode.FILLED) -> ReportDocument:
    return ReportDocument(FORM, AGENCY, 2024, mode, cells or {})


def test_that_every_blank_cell_becomes_zero_and_totals_follow() -> None:
    change = zeros_for_blanks(report({RECEIVED: "3"}))
    after = report({RECEIVED: "3"}).applied(change)
    assert after.cells.keys() == FORM.places.keys()
    assert after.cells[RECEIVED] == after.cells[RECEIVED_TOTAL] == "3"
    assert set(after.cells.values()) == {"0", "3"}
    assert change.label == "其余空白填 0（共 165 格）"
    assert change.reason == "由填报人确认其余各项均为 0"


def test_that_only_the_chosen_tables_are_filled() -> None:
    change = zeros_for_blanks(report(), ["proactive_disclosure"])
    assert {edit.key.split("/")[0] for edit in change.edits} == {"proactive_disclosure"}
    assert change.label == "其余空白填 0（共 10 格）"


def test_that_spared_cells_stay_blank_and_so_do_their_totals() -> None:
    after = report().applied(zeros_for_blanks(report(), spared=[RECEIVED]))
    assert RECEIVED not in after.cells
    assert RECEIVED_TOTAL not in after.cells


def test_that_nothing_happens_where_nothing_is_blank() -> None:
    full = report().applied(zeros_for_blanks(report()))
    assert not zeros_for_blanks(full)


def test_that_a_table_of_zeros_replaces_other_figures_and_names_them() -> None:
    before = report({RECEIVED: "3", CellId("proactive_disclosure/rules/issued"): "2"})
    change = table_of_zeros(before, "requests")
    assert overwritten(before, change) == {RECEIVED: "3"}
    assert change.label == "表三全部填 0（共 144 格）"
    assert change.reason == "由填报人确认表三各项均为 0"
    after = before.applied(change)
    assert after.cells[CellId("proactive_disclosure/rules/issued")] == "2"
    assert {figure for cell, figure in after.cells.items() if cell.startswith("requests/")} == {"0"}


def test_that_a_zero_written_with_decimals_is_left_as_it_was_typed() -> None:
    fee = CellId("proactive_disclosure/fees/amount_collected")
    assert fee not in {edit.key for edit in table_of_zeros(report({fee: "0.00"}), "proactive_disclosure").edits}


def test_that_a_typed_total_is_never_made_to_agree_by_filling_blanks() -> None:
    """In 核对模式 a total is what the paper says: it is filled only where it is blank and comes to 0."""
    typed = report({RECEIVED: "3", CellId("requests/granted/total"): "5"}, TotalsMode.TYPED)
    after = typed.applied(zeros_for_blanks(typed))
    assert after.cells[CellId("requests/granted/total")] == "5"
    assert RECEIVED_TOTAL not in after.cells
    assert after.cells[CellId("requests/carried_over_out/total")] == "0"


def test_that_a_typed_table_of_zeros_has_totals_of_zero() -> None:
    typed = report({CellId("requests/granted/total"): "5"}, TotalsMode.TYPED)
    change = table_of_zeros(typed, "requests")
    assert overwritten(typed, change) == {CellId("requests/granted/total"): "5"}
    after = typed.applied(change)
    assert {after.cells[cell] for cell in FORM.places if cell.startswith("requests/")} == {"0"}


@given(st.data(), consistent_reports())
def test_that_filling_blanks_changes_no_figure_and_is_taken_back_as_one_step(
    data: st.DataObject, whole: ReportDocument
) -> None:
    mode = data.draw(st.sampled_from(TotalsMode))
    kept = data.draw(st.sets(st.sampled_from(input_cells(whole)), max_size=30))
    before = replace(whole, totals=mode, cells={cell: whole.cells[cell] for cell in kept})
    change = zeros_for_blanks(before)
    after = before.applied(change)
    assert {cell: after.cells[cell] for cell in kept} == dict(before.cells)
    assert all(cell in after.cells for cell in input_cells(before))
    assert overwritten(before, change) == {}
    assert after.applied(change.inverted()).cells == before.cells


@pytest.mark.parametrize("mode", TotalsMode)
def test_that_sums_hold_in_a_report_of_zeros(mode: TotalsMode) -> None:
    after = report(mode=mode).applied(zeros_for_blanks(report(mode=mode)))
    assert after.cells == dict.fromkeys(FORM.places, "0")
