"""The list of all notes and flags of a report."""

from disclosure_desk.formats.schema import CellId
from disclosure_desk.report.annotations import FLAGGED, Aspect, annotate
from disclosure_desk.report.document import ReportDocument, TotalsMode
from disclosure_desk.report.notes import NotedCell, note_lines
from tests.reports import AGENCY, official_form, tiny_report

RECEIVED = CellId("requests/received/natural_person")
RULES = CellId("proactive_disclosure/rules/issued")


def report() -> ReportDocument:
    return ReportDocument(official_form(), AGENCY, 2024, TotalsMode.FILLED, {RECEIVED: "71"})


def test_that_notes_stand_in_the_order_of_the_form_with_their_figures() -> None:
    noted = report()
    noted = noted.applied(annotate(noted, RECEIVED, {Aspect.NOTE: "已与台账核对", Aspect.SOURCE: "科室：法制科"}))
    noted = noted.applied(annotate(noted, RULES, {Aspect.FLAG: FLAGGED}))
    assert note_lines(noted) == (
        NotedCell(RULES, "表二“规章”“本年制发件数”", "", flagged=True, note="", source="", reason=""),
        NotedCell(
            RECEIVED, "表三“新收”“自然人”", "71", flagged=False, note="已与台账核对", source="科室：法制科", reason=""
        ),
    )


def test_that_a_figure_stands_with_the_unit_as_it_was_published() -> None:
    amount = CellId("store/money/amount")
    tiny = tiny_report({amount: "251000"})
    tiny = tiny.applied(annotate(tiny, amount, {Aspect.REASON: "口径变化"}))
    with_unit = ReportDocument(
        tiny.form, tiny.agency, 2024, cells=tiny.cells, units={amount: "元"}, annotations=tiny.annotations
    )
    (line,) = note_lines(with_unit)
    assert (line.figure, line.reason) == ("251000元", "口径变化")


def test_that_a_report_without_notes_has_no_lines() -> None:
    assert note_lines(report()) == ()
