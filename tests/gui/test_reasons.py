"""A reason that was written down is told with the finding that asked for it."""

from disclosure_desk.checks.evaluate import evaluate, failures
from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui.reasons import ASKED, PARTS_ASKED, PARTS_EXPLAINED, asking_parts, reasoned
from disclosure_desk.report.annotations import Aspect, annotate
from disclosure_desk.report.carry_over import begin
from disclosure_desk.report.editing import set_figures
from disclosure_desk.report.prior import previous_by_hand, set_prior
from tests.reports import AGENCY

CARRIED = CellId("requests/carried_over_in/natural_person")
OUT = CellId("requests/carried_over_out/natural_person")


def test_that_a_reason_stands_in_place_of_the_request_for_one() -> None:
    report = begin(AGENCY, 2024, catalogue())
    report = report.applied(set_prior(report, {OUT: "2"}))
    report = report.applied(set_figures(report, {CARRIED: "1"}, "填写"))
    (asked,) = (f for f in failures(evaluate(report, previous_by_hand(report))) if f.code == "Y1")
    assert asked.message.endswith(ASKED)
    assert reasoned(report, asked) == asked

    explained = report.applied(annotate(report, CARRIED, {Aspect.REASON: "上年重复登记 1 件"}))
    told = reasoned(explained, asked)
    assert told.message.endswith("已注明原因：上年重复登记 1 件")
    assert ASKED not in told.message
    assert (told.code, told.severity, told.cells) == (asked.code, asked.severity, asked.cells)


def test_that_a_computed_total_points_to_its_columns_and_says_when_they_are_explained() -> None:
    report = begin(AGENCY, 2024, catalogue())
    row = CARRIED.rpartition("/")[0]
    cells = [cell for cell in report.form.places if cell.startswith(f"{row}/")]
    last = {CellId(cell.replace("carried_over_in", "carried_over_out")): "2" for cell in cells[:-1]}
    report = report.applied(set_prior(report, {**last, CellId(OUT.replace("natural_person", "total")): "12"}))
    report = report.applied(set_figures(report, {**dict.fromkeys(cells[:-1], "2"), CARRIED: "1"}, "填写"))
    results = evaluate(report, previous_by_hand(report))
    column, total = (f for f in failures(results) if f.code == "Y1")
    assert total.cells[0] == cells[-1]
    assert reasoned(report, column, results).message.endswith(ASKED)
    assert reasoned(report, total, results).message.endswith(PARTS_ASKED)
    explained = report.applied(annotate(report, CARRIED, {Aspect.REASON: "上年重复登记 1 件"}))
    assert reasoned(explained, total, results).message.endswith(PARTS_EXPLAINED)


def test_that_a_total_that_its_columns_do_not_explain_is_asked_about_itself() -> None:
    report = begin(AGENCY, 2024, catalogue())
    row = CARRIED.rpartition("/")[0]
    cells = [cell for cell in report.form.places if cell.startswith(f"{row}/")]
    last = {CellId(cell.replace("carried_over_in", "carried_over_out")): "2" for cell in cells[:-1]}
    report = report.applied(set_prior(report, {**last, CellId(OUT.replace("natural_person", "total")): "17"}))
    report = report.applied(set_figures(report, {**dict.fromkeys(cells[:-1], "2"), CARRIED: "1"}, "填写"))
    report = report.applied(annotate(report, CARRIED, {Aspect.REASON: "上年重复登记 1 件"}))
    results = evaluate(report, previous_by_hand(report))
    total = next(f for f in failures(results) if f.code == "Y1" and f.cells[0] == cells[-1])
    assert asking_parts(report, results, total.cells[0]) == ()
    assert reasoned(report, total, results).message.endswith(ASKED)


def test_that_a_computed_total_is_asked_about_where_no_column_is() -> None:
    report = begin(AGENCY, 2024, catalogue())
    row = CARRIED.rpartition("/")[0]
    cells = [cell for cell in report.form.places if cell.startswith(f"{row}/")]
    report = report.applied(set_prior(report, {CellId(OUT.replace("natural_person", "total")): "12"}))
    report = report.applied(set_figures(report, dict.fromkeys(cells[:-1], "1"), "填写"))
    results = evaluate(report, previous_by_hand(report))
    (total,) = (f for f in failures(results) if f.code == "Y1")
    assert asking_parts(report, results, total.cells[0]) == ()
    assert reasoned(report, total, results).message.endswith(ASKED)
