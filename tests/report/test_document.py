"""The report as a value, its changes, its totals, and the start of a year."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_desk.errors import RefusedChange
from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.formats.schema import CellId
from disclosure_desk.report.carry_over import begin, carry_over
from disclosure_desk.report.changes import Change, Edit, Part
from disclosure_desk.report.document import ReportDocument, StaleChange, TotalsMode
from disclosure_desk.report.editing import (
    running_sum,
    set_agency,
    set_figure,
    set_figures,
    set_text,
    switch_totals,
)
from tests.reports import AGENCY, TINY_CATALOGUE, consistent_reports, tiny_report

EAST, WEST, TOTAL = CellId("flow/came/east"), CellId("flow/came/west"), CellId("flow/came/total")
DONE = CellId("flow/done/total")


def _filled(cells: dict[str, str]) -> ReportDocument:
    return tiny_report(cells, TotalsMode.FILLED)


@given(consistent_reports(), st.data())
def test_that_a_change_and_its_inverse_leave_the_report_as_it_was(report: ReportDocument, data: st.DataObject) -> None:
    figure = st.none() | st.integers(0, 999).map(str)
    cells = data.draw(st.dictionaries(st.sampled_from(list(report.form.places)), figure, max_size=8))
    report = report.applied(set_text(report, "preamble", "一\n二"))
    changes = [
        set_figures(report, cells, "填写"),
        set_text(report, "preamble", data.draw(st.text(max_size=20))),
        set_agency(report, name="示例区公安局", kind=None),
        switch_totals(report, TotalsMode.FILLED),
    ]
    for change in changes:
        assert report.applied(change).applied(change.inverted()) == report
        assert change.inverted().inverted() == change


@given(consistent_reports())
def test_that_a_change_survives_the_journal(report: ReportDocument) -> None:
    change = set_figures(report, {next(iter(report.form.places)): None}, "清空", "测试")
    assert Change.from_json(change.label, change.as_json(), change.reason) == change


def test_that_totals_follow_their_parts_while_drafting() -> None:
    report = _filled({})
    report = report.applied(set_figure(report, EAST, "3"))
    assert TOTAL not in report.cells
    report = report.applied(set_figure(report, WEST, "4"))
    assert report.cells[TOTAL] == "7"
    report = report.applied(set_figure(report, EAST, None))
    assert TOTAL not in report.cells


def test_that_a_total_of_totals_waits_for_all_its_parts() -> None:
    parts = {f"flow/kept.{answer}/{side}": "2" for answer in ("yes", "no") for side in ("east", "west")}
    report = _filled({})
    for cell, figure in parts.items():
        assert DONE not in report.cells
        report = report.applied(set_figure(report, CellId(cell), figure))
    assert report.cells[DONE] == "8"


def test_that_filling_totals_is_part_of_the_same_change() -> None:
    report = _filled({EAST: "3"})
    change = set_figure(report, WEST, "4")
    assert {edit.key for edit in change.edits} == {WEST, TOTAL}
    assert report.applied(change).applied(change.inverted()) == report


def test_that_a_total_cannot_be_typed_while_it_follows_its_parts() -> None:
    with pytest.raises(RefusedChange, match="核对模式"):
        set_figure(_filled({}), TOTAL, "9")


def test_that_typed_totals_never_change_by_themselves() -> None:
    report = tiny_report({EAST: "3", WEST: "4", TOTAL: "9"})
    change = set_figure(report, EAST, "5")
    assert [edit.key for edit in change.edits] == [EAST]


def test_that_switching_to_filled_lists_every_total_that_changes_as_one_step() -> None:
    report = tiny_report({EAST: "3", WEST: "4", TOTAL: "9", "flow/brought/total": "1"})
    change = switch_totals(report, TotalsMode.FILLED)
    assert {edit.key: edit.after for edit in change.edits} == {
        "totals": "filled",
        TOTAL: "7",
        "flow/brought/total": None,
    }
    assert report.applied(change).applied(change.inverted()) == report


def test_that_switching_to_typed_changes_no_figure() -> None:
    report = _filled({EAST: "3", WEST: "4", TOTAL: "7"})
    after = report.applied(switch_totals(report, TotalsMode.TYPED))
    assert (after.totals, after.cells) == (TotalsMode.TYPED, report.cells)


def test_that_the_running_sum_adds_what_is_there() -> None:
    report = _filled({EAST: "3"})
    filling = next(each for each in report.form.fillings if each.total == TOTAL)
    assert running_sum(filling, report.cells) == 3
    assert running_sum(filling, {}) is None


def test_that_a_change_for_another_state_is_not_applied() -> None:
    report = tiny_report({EAST: "3"})
    with pytest.raises(StaleChange):
        report.applied(Change("", (Edit(Part.CELL, EAST, "4", "5"),)))


def test_that_a_cell_of_another_form_is_refused() -> None:
    with pytest.raises(KeyError):
        set_figure(tiny_report(), CellId("flow/nowhere/east"), "1")


def test_that_an_empty_text_is_absent_and_line_ends_are_line_feeds() -> None:
    report = tiny_report()
    report = report.applied(set_text(report, "story", "一\r\n二\r三"))
    assert report.narratives == {"story": "一\n二\n三"}
    assert report.applied(set_text(report, "story", "")).narratives == {}


def test_that_a_year_starts_from_the_last_with_all_seven_columns_carried_as_one_change() -> None:
    formats = catalogue()
    form = formats.form(formats.proposed_for(2023).id)
    columns = {place.column.id for place in form.places.values() if place.section.id == "requests"}
    closing = {CellId(f"requests/carried_over_out/{column}"): "2" for column in columns - {"total"}}
    previous = ReportDocument(
        form, AGENCY, 2023, TotalsMode.TYPED, closing | {CellId("requests/carried_over_out/total"): "12"}
    )
    report = begin(previous.agency, 2024, formats)
    change = carry_over(report, previous)
    begun = report.applied(change)
    assert {cell: begun.cells[cell] for cell in begun.cells} == {
        **{CellId(f"requests/carried_over_in/{column}"): "2" for column in columns - {"total"}},
        CellId("requests/carried_over_in/total"): "12",
    }
    assert begun.totals is TotalsMode.FILLED
    assert begun.applied(change.inverted()) == report


def test_that_last_years_blanks_stay_blank_when_carried_over() -> None:
    previous = tiny_report({"flow/left/east": "3"}, year=2023)
    report = begin(AGENCY, 2024, TINY_CATALOGUE)
    assert report.applied(carry_over(report, previous)).cells == {"flow/brought/east": "3"}


def test_that_a_reports_title_names_agency_and_year() -> None:
    assert tiny_report().title == "示例区交警大队2024年小报告"


def test_that_a_total_too_long_for_a_report_file_is_refused_with_its_place() -> None:
    report = _filled({EAST: "9" * 20})
    with pytest.raises(RefusedChange, match="超过 20 位"):
        set_figure(report, WEST, "9" * 20)
    with pytest.raises(RefusedChange, match="超过 20 位"):
        switch_totals(tiny_report({EAST: "9" * 20, WEST: "9" * 20}), TotalsMode.FILLED)
