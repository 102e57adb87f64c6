"""What the program writes to begin a text does not make the text complete."""

from disclosure_desk.checks.evaluate import evaluate
from disclosure_desk.checks.finding import Finding
from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.report.beginnings import insert_fees, insert_topics
from disclosure_desk.report.carry_over import begin
from disclosure_desk.report.document import ReportDocument
from disclosure_desk.report.editing import set_text
from tests.reports import AGENCY

BLANK_REPORT = begin(AGENCY, 2024, catalogue())


def _unwritten(report: ReportDocument, section: str) -> list[Finding]:
    return [f for f in evaluate(report, None) if f.code == "C1" and f.failed and f.section == section]


def test_that_inserted_headings_do_not_make_a_section_complete() -> None:
    begun = BLANK_REPORT.applied(insert_topics(BLANK_REPORT, "overview"))
    (found,) = _unwritten(begun, "overview")
    assert "只有标题" in found.message
    text = begun.narratives["overview"]
    assert _unwritten(begun.applied(set_text(begun, "overview", f"{text}落实到人。")), "overview") == []


def test_that_a_blank_left_open_is_shown_where_it_stands() -> None:
    begun = BLANK_REPORT.applied(insert_fees(BLANK_REPORT, ""))
    (found,) = _unwritten(begun, "other_matters")
    (place,) = found.places
    assert begun.narratives["other_matters"][place.start : place.end] == place.quote == "____"
    assert "还有 1 处空白待填" in found.message
    assert _unwritten(BLANK_REPORT.applied(insert_fees(BLANK_REPORT, "0")), "other_matters") == []
