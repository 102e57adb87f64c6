"""The rules: what each check finds, says, and leaves alone."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_desk.checks.evaluate import counts, evaluate, failures
from disclosure_desk.checks.finding import Finding, Result
from disclosure_desk.checks.gate import gate
from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.formats.schema import CellId, Severity
from disclosure_desk.report.carry_over import begin
from disclosure_desk.report.document import ReportDocument, TotalsMode
from disclosure_desk.report.editing import set_figure, set_text
from tests.reports import AGENCY, consistent_reports, official_form, tiny_report

WHOLE = {
    f"flow/{row}/{column}": figure
    for row, figures in {
        "came": ("5", "1", "6"),
        "brought": ("1", "0", "1"),
        "kept.yes": ("3", "1", "4"),
        "kept.no": ("2", "0", "2"),
        "done": ("5", "1", "6"),
        "left": ("1", "0", "1"),
    }.items()
    for column, figure in zip(("east", "west", "total"), figures, strict=True)
}
ARITHMETIC = {"S1", "S2", "S3", "H1"}


def _failed(report: ReportDocument, previous: ReportDocument | None = None) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for finding in failures(evaluate(report, previous)):
        found.setdefault(finding.code, []).append(finding)
    return found


def _results(report: ReportDocument, code: str, previous: ReportDocument | None = None) -> list[Finding]:
    return [finding for finding in evaluate(report, previous) if finding.code == code]


def test_that_a_wrong_row_total_names_all_its_cells_and_both_figures() -> None:
    (found,) = _failed(tiny_report(WHOLE | {"flow/came/total": "9"}))["S1"]
    assert found.cells == ("flow/came/total", "flow/came/east", "flow/came/west")
    assert (found.expected, found.actual, found.difference) == (6, 9, 3)
    assert found.message == "流水表“一、新来”一行：各项之和为 6，“总计”填的是 9，差 3。请核对各项数字。"


def test_that_the_longest_figures_are_added_without_rounding() -> None:
    long = {"flow/came/east": f"{'9' * 20}.0000000001", "flow/came/west": "0.0000000003"}
    (found,) = _failed(tiny_report(WHOLE | long | {"flow/came/total": f"{'9' * 20}.0000000009"}))["S1"]
    assert (found.expected, found.difference) == (Decimal(f"{'9' * 20}.0000000004"), Decimal("0.0000000005"))
    assert "差 0.0000000005" in found.message


def test_that_a_wrong_column_total_is_found() -> None:
    (found,) = _failed(tiny_report(WHOLE | {"flow/kept.yes/west": "3", "flow/kept.yes/total": "6"}))["S2"][:1]
    assert found.cells == ("flow/done/west", "flow/kept.yes/west", "flow/kept.no/west")
    assert (found.expected, found.actual) == (3, 1)


def test_that_the_balance_is_said_with_the_forms_own_numbers() -> None:
    (found,) = _failed(tiny_report(WHOLE | {"flow/left/west": "1", "flow/left/total": "2"}))["H1"][:1]
    assert found.message == "流水表“西”一列不平：一+二=1，（三）+四=2，差 1。请核对“四、带到下年”。"
    assert (found.expected, found.actual, found.difference) == (1, 2, 1)
    assert found.cells == ("flow/came/west", "flow/brought/west", "flow/done/west", "flow/left/west")
    assert found.first_to_see == "flow/left/west"


@pytest.mark.parametrize("blank", ["flow/came/east", "flow/came/total"])
def test_that_a_blank_makes_a_sum_unknown_not_wrong(blank: str) -> None:
    report = tiny_report({cell: figure for cell, figure in WHOLE.items() if cell != blank})
    (found,) = [f for f in _results(report, "S1") if blank in f.cells]
    assert (found.result, found.expected) == (Result.UNKNOWN, None)
    assert found.reason


def test_that_zero_is_a_figure() -> None:
    zeros = dict.fromkeys(WHOLE, "0")
    assert {f.result for f in evaluate(tiny_report(zeros)) if f.code in ARITHMETIC} == {Result.PASSED}


def test_that_equal_numbers_with_other_digits_agree() -> None:
    report = tiny_report(WHOLE | {"flow/came/total": "6.00"})
    assert "S1" not in _failed(report)


@pytest.mark.parametrize(
    ("cell", "figure"),
    [("store/books/held", "1.5"), ("store/books/held", "-1"), ("store/money/amount", "0.1234567")],
)
def test_that_a_figure_of_another_kind_is_an_error(cell: str, figure: str) -> None:
    (found,) = _failed(tiny_report({cell: figure}))["V1"]
    assert (found.cells, found.severity) == ((cell,), Severity.ERROR)
    assert figure in found.message


def test_that_a_change_may_be_negative() -> None:
    assert "V1" not in _failed(tiny_report({"store/money/change": "-8"}))


def test_that_blanks_are_one_finding_for_the_whole_table() -> None:
    report = tiny_report({cell: figure for cell, figure in WHOLE.items() if not cell.startswith("flow/left")})
    found = next(f for f in _failed(report)["C1"] if f.section == "flow")
    assert found.cells == ("flow/left/east", "flow/left/west", "flow/left/total")
    assert "还有 3 格未填" in found.message
    assert found.severity is Severity.WARNING


def test_that_totals_that_follow_their_parts_are_not_counted_among_the_blanks() -> None:
    report = begin(AGENCY, 2024, catalogue())
    one = report.applied(set_figure(report, CellId("requests/received/natural_person"), "1"))
    found = next(f for f in _failed(one)["C1"] if f.section == "requests")
    inputs = [cell for cell in one.form.places if cell.startswith("requests/") and cell not in one.form.totals]
    assert f"还有 {len(inputs) - 1} 格未填" in found.message


@pytest.mark.parametrize("text", ["", " \n\u3000\t"])
def test_that_white_space_is_no_text(text: str) -> None:
    report = tiny_report(WHOLE)
    report = report.applied(set_text(report, "story", text))
    assert [f.section for f in _failed(report)["C1"]] == ["story"]


def test_that_the_opening_figures_are_compared_with_last_years_closing_ones() -> None:
    previous = tiny_report(WHOLE | {"flow/left/east": "3"}, year=2023)
    (found,) = _failed(tiny_report(WHOLE), previous)["Y1"]
    assert (found.cells, found.previous_cells) == (("flow/brought/east",), ("flow/left/east",))
    assert (found.expected, found.actual, found.severity) == (3, 1, Severity.WARNING)
    assert "2023 年报告" in found.message


def test_that_the_stock_continues_from_last_year() -> None:
    previous = tiny_report({"store/books/held": "5"}, year=2023)
    report = tiny_report({"store/books/came": "3", "store/books/went": "0", "store/books/held": "9"})
    (found,) = _failed(report, previous)["Y2"]
    assert (found.expected, found.actual, found.difference) == (8, 9, 1)
    assert found.cells == ("store/books/held", "store/books/came", "store/books/went")


def test_that_years_are_not_compared_without_last_years_report() -> None:
    found = [f for f in evaluate(tiny_report(WHOLE)) if f.code[0] == "Y"]
    assert {f.result for f in found} == {Result.NOT_APPLICABLE}
    assert all(f.reason for f in found)


def test_that_a_blank_in_either_year_makes_the_comparison_unknown() -> None:
    found = _results(tiny_report(WHOLE), "Y1", tiny_report({"flow/left/east": "1"}, year=2023))
    assert [f.result for f in found] == [Result.PASSED, Result.UNKNOWN, Result.UNKNOWN]


def test_that_stocks_are_never_compared_across_the_change_of_form_but_carried_figures_are() -> None:
    formats = catalogue()
    old, new = (formats.form(formats.proposed_for(year).id) for year in (2020, 2021))
    previous = ReportDocument(old, AGENCY, 2020, cells={CellId("requests/carried_over_out/total"): "4"})
    report = ReportDocument(new, AGENCY, 2021, cells={CellId("requests/carried_over_in/total"): "3"})
    assert {f.result for f in _results(report, "Y2", previous)} == {Result.NOT_APPLICABLE}
    assert len(_failed(report, previous)["Y1"]) == 1


def test_that_a_section_in_the_trial_form_is_checked_by_the_trial_forms_rules() -> None:
    formats = catalogue()
    mixed = formats.form(formats.ids[-1], {"requests": formats.ids[0]})
    cells = dict.fromkeys(mixed.places, "0") | {CellId("requests/other_disposition/natural_person"): "2"}
    found = _failed(ReportDocument(mixed, AGENCY, 2024, cells=cells))
    assert {f.cells[0] for f in found["S2"]} == {"requests/outcomes_total/natural_person"}
    assert len(found["S2"][0].cells) == 20


def test_that_one_wrong_figure_is_one_cause_for_row_column_and_balance() -> None:
    form = official_form()
    report = ReportDocument(form, AGENCY, 2024, cells=dict.fromkeys(form.places, "0"))
    wrong = report.applied(set_figure(report, CellId("requests/granted/natural_person"), "3"))
    found = [f for f in failures(evaluate(wrong)) if f.code in ARITHMETIC]
    assert {f.code for f in found} == {"S1", "S2"}
    assert len({f.cause for f in found}) == 1


def test_that_two_wrong_figures_are_two_causes() -> None:
    form = official_form()
    report = ReportDocument(form, AGENCY, 2024, cells=dict.fromkeys(form.places, "0"))
    for cell in ("requests/granted/natural_person", "review_and_litigation/reconsideration/upheld"):
        report = report.applied(set_figure(report, CellId(cell), "3"))
    found = [f for f in failures(evaluate(report)) if f.code in ARITHMETIC]
    assert len({f.cause for f in found}) == 2


def test_that_a_finding_is_printed_as_the_contract_says() -> None:
    (found,) = _failed(tiny_report(WHOLE | {"flow/came/total": "9"}))["S1"]
    printed = found.as_json()
    assert list(printed) == [
        "code",
        "class",
        "result",
        "section",
        "cells",
        "previous_cells",
        "places",
        "expected",
        "actual",
        "difference",
        "cause",
        "message",
    ]
    assert (printed["expected"], printed["actual"], printed["difference"]) == ("6", "9", "3")
    assert (printed["class"], printed["result"], printed["cause"]) == ("error", "failed", "1")


def test_that_the_gate_opens_without_errors_and_blanks_and_lists_the_warnings() -> None:
    previous = tiny_report(WHOLE | {"flow/left/east": "3"}, year=2023)
    report = tiny_report(WHOLE)
    assert [f.code for f in _gate(report, previous).obstacles] == ["C1"]
    report = report.applied(set_text(report, "story", "有"))
    assert _gate(report, previous).is_open
    assert [f.code for f in _gate(report, previous).warnings] == ["Y1"]
    wrong = report.applied(set_figure(report, CellId("flow/came/total"), "9"))
    assert not _gate(wrong, previous).is_open


def _gate(report: ReportDocument, previous: ReportDocument):  # noqa: ANN202 - the type is what is under test
    return gate(evaluate(report, previous), report.form.checks)


@given(consistent_reports())
def test_that_a_consistent_report_has_no_arithmetic_finding(report: ReportDocument) -> None:
    found = failures(evaluate(report))
    assert [f.message for f in found if f.severity is Severity.ERROR] == []


@given(consistent_reports(official_form()), st.data())
def test_that_changing_any_one_figure_of_tables_three_and_four_is_found_at_that_cell(
    report: ReportDocument, data: st.DataObject
) -> None:
    cells = [cell for cell in report.form.places if not cell.startswith("proactive_disclosure/")]
    cell = data.draw(st.sampled_from(cells))
    by = data.draw(st.integers(1, 99))
    other = set_figure(report, cell, str(int(report.cells[cell]) + by))
    found = failures(evaluate(report.applied(other)))
    assert any(cell in f.cells and f.code in ARITHMETIC for f in found)
    assert all(abs(f.difference or Decimal(0)) == by for f in found if f.code in ARITHMETIC)


@given(consistent_reports())
def test_that_totals_that_follow_their_parts_never_disagree(report: ReportDocument) -> None:
    drafted = ReportDocument(report.form, AGENCY, 2024, TotalsMode.FILLED, report.cells)
    cell = next(c for c in report.form.places if c not in report.form.totals)
    after = drafted.applied(set_figure(drafted, cell, "77"))
    assert not [f for f in failures(evaluate(after)) if f.code[0] == "S"]


def test_that_failures_are_counted_by_class_and_the_gravest_come_first() -> None:
    results = evaluate(tiny_report(WHOLE | {"flow/came/total": "9"}))
    assert counts(results) == {"error": 2, "warning": 1, "note": 0}
    assert [f.severity for f in failures(results)] == [Severity.ERROR, Severity.ERROR, Severity.WARNING]
