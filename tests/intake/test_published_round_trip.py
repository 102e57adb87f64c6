"""A report that is written as published text and read back is the same report."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.intake.published_text import read_published_text
from disclosure_desk.report.document import ReportDocument
from tests.intake.published import BLANKS, LABEL_ONCE, PIPES, TABS, published
from tests.reports import consistent_reports

OLDEST, NEWEST = catalogue().ids[0], catalogue().ids[-1]
FORMS = [
    catalogue().form(OLDEST),
    catalogue().form(NEWEST),
    catalogue().form(NEWEST, {"requests": OLDEST}),
    catalogue().form(NEWEST, {"proactive_disclosure": OLDEST}),
]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(
    st.sampled_from(FORMS).flatmap(consistent_reports),
    st.sampled_from([LABEL_ONCE, BLANKS]),
    st.sampled_from([TABS, PIPES]),
)
def test_that_any_consistent_report_reads_back_as_it_was(report: ReportDocument, style: str, separator: str) -> None:
    reading = read_published_text(published(report, style, separator), "a.txt", catalogue())
    assert reading.report.form is report.form
    assert reading.report.cells == report.cells
    assert (reading.report.agency.name, reading.report.year) == (report.agency.name, report.year)
    assert reading.remarks == ()
