"""What is kept beside the figures: notes, last year by hand, the deadline, the title's lines."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_desk.checks.evaluate import evaluate
from disclosure_desk.checks.finding import Result
from disclosure_desk.errors import RefusedChange
from disclosure_desk.export.report_json import report_json
from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.formats.schema import CellId
from disclosure_desk.intake.report_json import read_report_json
from disclosure_desk.report.annotations import FLAGGED, Aspect, annotate, annotated_cells, annotation, is_flagged
from disclosure_desk.report.canonical import canonical_bytes
from disclosure_desk.report.carry_over import begin
from disclosure_desk.report.deadline import deadline
from disclosure_desk.report.document import Agency, ReportDocument
from disclosure_desk.report.editing import set_agency, set_deadline, set_figures, set_title
from disclosure_desk.report.prior import previous_by_hand, prior_cells, set_prior

RECEIVED = CellId("requests/received/natural_person")
CARRIED = CellId("requests/carried_over_in/natural_person")
OUT = CellId("requests/carried_over_out/natural_person")
STOCK = CellId("proactive_disclosure/rules/in_force")
NAME = "示例区交警大队"


def _report(kind: str | None = "department") -> ReportDocument:
    return begin(Agency(NAME, kind), 2024, catalogue())


_CELLS = st.sampled_from(list(_report().form.places))
_WANTED = st.dictionaries(st.sampled_from(list(Aspect)), st.none() | st.text(max_size=20))


@given(_CELLS, _WANTED, _WANTED)
def test_that_an_annotation_can_be_taken_back(
    cell: CellId, first: dict[Aspect, str | None], second: dict[Aspect, str | None]
) -> None:
    noted = _report().applied(annotate(_report(), cell, first))
    change = annotate(noted, cell, second)
    after = noted.applied(change)
    assert after.applied(change.inverted()) == noted
    assert all(annotation(after, cell, aspect) == (text or "") for aspect, text in second.items())


def test_that_annotated_cells_stand_in_the_order_of_the_form() -> None:
    report = _report()
    for cell in (OUT, RECEIVED, STOCK):
        report = report.applied(annotate(report, cell, {Aspect.FLAG: FLAGGED}))
    assert annotated_cells(report) == (STOCK, RECEIVED, OUT)
    assert is_flagged(report, OUT)
    assert not is_flagged(report, CARRIED)


def test_that_the_menu_says_what_was_noted() -> None:
    report = _report()
    change = annotate(report, RECEIVED, {Aspect.NOTE: "两份登记簿不一", Aspect.FLAG: FLAGGED})
    assert change.label == f"填写备注、标为待核实 {report.form.places[RECEIVED].spoken}"


def test_that_a_note_changes_nothing_that_is_published() -> None:
    report = _report()
    noted = report.applied(annotate(report, RECEIVED, {Aspect.NOTE: "备注", Aspect.FLAG: FLAGGED}))
    assert canonical_bytes(noted) == canonical_bytes(report)


def test_that_a_note_on_an_unknown_cell_is_a_fault() -> None:
    with pytest.raises(KeyError):
        annotate(_report(), CellId("requests/nothing/total"), {Aspect.NOTE: "甲"})


def test_that_nine_figures_of_last_year_matter_in_the_form_of_2021() -> None:
    cells = prior_cells(_report().form)
    assert [cell for cell in cells if cell.startswith("proactive")] == [
        "proactive_disclosure/rules/in_force",
        "proactive_disclosure/normative_documents/in_force",
    ]
    assert len(cells) == 9


def test_that_figures_of_last_year_typed_by_hand_make_the_checks_between_years_work() -> None:
    report = _report()
    report = report.applied(set_prior(report, {OUT: "2", STOCK: "5"}))
    figures = {
        CARRIED: "1",
        STOCK: "5",
        CellId("proactive_disclosure/rules/issued"): "1",
        CellId("proactive_disclosure/rules/repealed"): "1",
    }
    report = report.applied(set_figures(report, figures, "填写"))
    previous = previous_by_hand(report)
    assert previous is not None
    assert previous.year == 2023
    between = {f.cells[0]: f for f in evaluate(report, previous) if f.code in ("Y1", "Y2")}
    assert between[CARRIED].result is Result.FAILED
    assert between[STOCK].result is Result.PASSED


def test_that_only_figures_that_are_compared_can_be_typed_for_last_year() -> None:
    with pytest.raises(KeyError):
        set_prior(_report(), {RECEIVED: "1"})
    assert previous_by_hand(_report()) is None


@pytest.mark.parametrize(
    ("kind", "due"), [("department", (1, 31)), ("government", (3, 31)), ("township", (1, 31)), (None, (1, 31))]
)
def test_that_a_government_has_two_months_more(kind: str | None, due: tuple[int, int]) -> None:
    assert deadline(_report(kind)) == date(2025, *due)


def test_that_the_deadline_can_be_set_and_left_to_the_regulation_again() -> None:
    report = _report()
    own = report.applied(set_deadline(report, date(2025, 1, 20)))
    assert deadline(own) == date(2025, 1, 20)
    assert deadline(own.applied(set_deadline(own, None))) == date(2025, 1, 31)


def test_that_the_title_is_broken_where_the_officer_wants_it_and_keeps_its_words() -> None:
    report = _report()
    rest = report.title.removeprefix(NAME)
    broken = report.applied(set_title(report, (f" {NAME} ", "", rest)))
    assert broken.title_lines == (NAME, rest)
    assert broken.title == report.title
    with pytest.raises(RefusedChange, match="标题的文字由格式规定"):
        set_title(report, (NAME, "工作总结"))


def test_that_lines_of_an_earlier_name_are_not_printed() -> None:
    report = _report()
    report = report.applied(set_title(report, (NAME, report.title.removeprefix(NAME))))
    assert report.applied(set_agency(report, name="示例区公安局")).title_lines == ()


def test_that_a_report_file_keeps_the_lines_of_the_title_and_no_note() -> None:
    report = _report()
    report = report.applied(set_title(report, (NAME, report.title.removeprefix(NAME))))
    report = report.applied(annotate(report, RECEIVED, {Aspect.NOTE: "仅供本机关核对"}))
    written = report_json(report)
    read = read_report_json(written, "a.gknb", catalogue())
    assert read.title_lines == report.title_lines
    assert "仅供本机关核对" not in written.decode()
    assert report_json(read) == written
