"""One wrong figure is one entry for the officer, with its facts inside and the figure named."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure_desk.checks.evaluate import evaluate, failures
from disclosure_desk.checks.finding import Finding
from disclosure_desk.checks.folding import Entry, folded
from disclosure_desk.formats.schema import CellId, FigureKind, Severity
from disclosure_desk.report.document import ReportDocument, TotalsMode
from disclosure_desk.report.editing import set_figure, set_figures
from disclosure_desk.report.figures import fault
from tests.reports import AGENCY, consistent_reports, official_form, tiny_report

LEFT = CellId("requests/carried_over_out/natural_person")


def errors(report: ReportDocument) -> list[Entry]:
    found = [f for f in failures(evaluate(report)) if f.code not in ("C1", "C2")]
    return [entry for entry in folded(found) if entry.severity is Severity.ERROR]


def zeros(**more: str) -> ReportDocument:
    form = official_form()
    cells = dict.fromkeys(form.places, "0") | {
        CellId(f"requests/{row}/{column}"): figure for key, figure in more.items() for row, column in [key.split("__")]
    }
    return ReportDocument(form, AGENCY, 2024, TotalsMode.TYPED, cells)


def test_that_one_wrong_figure_is_one_entry_that_names_it_and_what_would_agree() -> None:
    (entry,) = errors(zeros(carried_over_out__natural_person="1"))

    assert {fact.code for fact in entry.facts} == {"S1", "H1"}
    remedy = entry.facts[0].remedy
    assert remedy is not None
    assert (remedy.cell, remedy.before, remedy.after) == (LEFT, "1", "0")
    assert entry.sentence.endswith("可能有误：填的是 1，改为 0 即可使 2 项同时相符。")
    assert entry.finding.cells[0] == LEFT
    assert set(entry.finding.cells) == set(entry.facts[0].cells)


def test_that_what_the_entry_offers_does_make_everything_agree() -> None:
    wrong = zeros(received__natural_person="7")
    remedy = errors(wrong)[0].facts[0].remedy
    assert remedy is not None
    assert errors(wrong.applied(set_figure(wrong, remedy.cell, remedy.after))) == []


def test_that_nothing_is_offered_where_several_figures_could_be_wrong() -> None:
    drafted = replace(zeros(), totals=TotalsMode.FILLED)
    drafted = drafted.applied(set_figure(drafted, CellId("requests/received/natural_person"), "2"))
    drafted = drafted.applied(set_figure(drafted, CellId("requests/granted/natural_person"), "1"))

    (entry,) = errors(drafted)

    assert len(entry.facts) == 2  # the column and, as totals follow, the column of totals
    assert entry.facts[0].remedy is None
    assert entry.sentence == f"{entry.facts[0].message}\n这 2 项不符可能由同一个数字引起。"


IN = CellId("requests/carried_over_in/commercial_enterprise")
CROSSED = {
    "carried_over_in__natural_person": "1",
    "carried_over_in__commercial_enterprise": "0",  # one too few
    "carried_over_in__total": "2",
    "carried_over_out__natural_person": "2",  # one too many
    "carried_over_out__commercial_enterprise": "1",
    "carried_over_out__total": "2",
}
"""Two wrong figures; the figures at the two other crossings of their rows and columns would explain as much."""


def test_that_two_wrong_figures_that_could_be_two_others_are_not_named() -> None:
    assert [fact.remedy for entry in errors(zeros(**CROSSED)) for fact in entry.facts] == [None] * 4


def test_that_last_years_report_tells_which_of_them_are_wrong() -> None:
    closing = {f"carried_over_out__{c}": n for c, n in (("natural_person", "1"), ("commercial_enterprise", "1"))}
    last_year = replace(zeros(**closing, carried_over_out__total="2"), year=2023)
    found = [f for f in failures(evaluate(zeros(**CROSSED), last_year)) if f.severity is Severity.ERROR and f.remedy]
    assert {entry.facts[0].remedy.cell for entry in folded(found) if entry.facts[0].remedy} == {LEFT, IN}


def test_that_a_failure_alone_is_an_entry_of_its_own_in_its_own_words() -> None:
    found = failures(evaluate(tiny_report()))
    assert [entry.sentence for entry in folded(found)] == [finding.message for finding in found]
    assert all(entry.finding is entry.facts[0] for entry in folded(found))


def test_that_failures_of_two_classes_are_never_one_entry() -> None:
    def finding(severity: Severity) -> Finding:
        return replace(failures(evaluate(tiny_report()))[0], severity=severity, cause="1")

    entries = folded([finding(Severity.WARNING), finding(Severity.ERROR)])
    assert [entry.severity for entry in entries] == [Severity.ERROR, Severity.WARNING]


@settings(deadline=None)
@given(consistent_reports(), st.data())
def test_that_one_wrong_figure_in_a_consistent_report_is_one_entry(report: ReportDocument, data: st.DataObject) -> None:
    summed = sorted({cell for each in (*report.form.sums, *report.form.equations) for cell in each.cells})
    cell = data.draw(st.sampled_from(summed))
    by = data.draw(st.integers(1, 99))
    figure = str(int(report.cells[cell]) + by)

    entries = errors(report.applied(set_figure(report, cell, figure)))

    assert len(entries) == 1
    remedies = {fact.remedy for fact in entries[0].facts}
    assert len(remedies) == 1
    for remedy in remedies - {None}:
        assert remedy is not None
        assert (remedy.cell, remedy.after) == (cell, report.cells[cell])


@settings(deadline=None)
@given(consistent_reports(), st.data())
def test_that_whatever_is_offered_can_be_typed_and_makes_every_fact_of_its_entry_agree(
    report: ReportDocument, data: st.DataObject
) -> None:
    counts = [c for c, place in report.form.places.items() if place.kind is FigureKind.COUNT]
    wrong = data.draw(st.dictionaries(st.sampled_from(counts), st.integers(0, 9).map(str), min_size=1, max_size=3))
    planted = report.applied(set_figures(report, dict(wrong), "改"))
    for entry in errors(planted):
        remedy = entry.facts[0].remedy
        if remedy is not None:
            assert fault(remedy.after, FigureKind.COUNT) == ""
            mended = planted.applied(set_figure(planted, remedy.cell, remedy.after))
            still = {(f.code, f.cells) for f in failures(evaluate(mended))}
            assert not still & {(fact.code, fact.cells) for fact in entry.facts}
