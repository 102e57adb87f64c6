"""What a cell must agree with, in words: the same verdicts as the checks, with the figures as they stand."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from disclosure_desk.checks.evaluate import evaluate
from disclosure_desk.checks.facts import COLUMN, GLUE, LAST_YEAR, ROW, Fact, facts
from disclosure_desk.checks.finding import Result
from disclosure_desk.formats.schema import CellId
from disclosure_desk.report.document import ReportDocument, TotalsMode
from tests.reports import AGENCY, consistent_reports, official_form

FORM = official_form()
PEOPLE = ("natural_person", "commercial_enterprise", "research_institution")
OTHERS = ("public_welfare_organization", "legal_service_institution", "other_organization")


def cell(row: str, column: str = "natural_person") -> CellId:
    return CellId(f"requests/{row}/{column}")


def report(cells: dict[CellId, str], year: int = 2024) -> ReportDocument:
    return ReportDocument(FORM, AGENCY, year, TotalsMode.TYPED, cells)


def received(*figures: str) -> dict[CellId, str]:
    return {
        cell("received", column): figure for column, figure in zip((*PEOPLE, *OTHERS, "total"), figures, strict=False)
    }


def of_line(made: tuple[Fact, ...], line: str) -> list[Fact]:
    return [fact for fact in made if fact.line == line]


def test_that_a_row_that_adds_up_is_said_with_its_figures() -> None:
    (row,) = of_line(facts(report(received("71", "3", "0", "0", "0", "0", "74")), None, cell("received")), ROW)
    assert (row.text, row.terms, row.result) == ("六项之和 74 = 总计 74", "71 + 3 + 0 + 0 + 0 + 0", Result.PASSED)


def test_that_a_row_that_does_not_add_up_is_said_with_the_difference() -> None:
    (row,) = of_line(facts(report(received("71", "3", "0", "0", "0", "0", "75")), None, cell("received")), ROW)
    assert (row.text, row.result) == ("六项之和 74，总计 75，差 1", Result.FAILED)


def test_that_blanks_are_said_as_blank_and_never_as_zero() -> None:
    (row,) = of_line(facts(report(received("71", "3")), None, cell("received")), ROW)
    assert (row.text, row.result) == ("六项中 4 项空白，已填各项之和 74", Result.UNKNOWN)
    assert row.terms == "71 + 3 + 空白 + 空白 + 空白 + 空白"
    (row,) = of_line(facts(report({}), None, cell("received")), ROW)
    assert row.text == "六项均为空白"
    (row,) = of_line(facts(report(received("1", "0", "0", "0", "0", "0")), None, cell("received")), ROW)
    assert row.text == "六项之和 1，总计空白"


def test_that_the_balance_of_a_column_is_said_by_the_numbers_of_the_form() -> None:
    figures = {cell("received"): "71", cell("carried_over_in"): "1", cell("outcomes_total"): "72"}
    column = of_line(facts(report(figures), None, cell("received")), COLUMN)[-1]
    assert (column.text, column.result) == ("一+二=72，（七）+四有空白", Result.UNKNOWN)
    column = of_line(facts(report(figures | {cell("carried_over_out"): "1"}), None, cell("received")), COLUMN)[-1]
    assert column.text == "一+二=72，（七）+四=73，差 1"
    assert column.terms.replace(GLUE, "") == "一71，二1；（七）72，四1"
    assert column.result is Result.FAILED


def test_that_an_outcome_is_held_against_the_balance_that_it_enters_through_its_total() -> None:
    made = facts(report({}), None, cell("granted"))
    assert [fact.line for fact in made] == [ROW, COLUMN, COLUMN]
    assert made[1].text == "21 项均为空白"
    assert made[2].text.startswith("一+二")


def test_that_a_carried_over_figure_is_held_against_last_year() -> None:
    this, last = report({cell("carried_over_in"): "2"}), report({cell("carried_over_out"): "3"}, 2023)
    (fact,) = of_line(facts(this, last, cell("carried_over_in")), LAST_YEAR)
    assert (fact.text, fact.result) == ("2023 年“结转下年度” 3，本格 2，差 1", Result.FAILED)
    (fact,) = of_line(facts(this, None, cell("carried_over_in")), LAST_YEAR)
    assert (fact.text, fact.result) == ("没有 2023 年的数字可供对照", Result.NOT_APPLICABLE)


def test_that_documents_in_force_are_continued_from_last_year() -> None:
    row = "proactive_disclosure/normative_documents"
    this = report({CellId(f"{row}/issued"): "3", CellId(f"{row}/repealed"): "1", CellId(f"{row}/in_force"): "8"})
    last = report({CellId(f"{row}/in_force"): "5"}, 2023)
    (fact,) = facts(this, last, CellId(f"{row}/issued"))
    assert fact.text == "应为 7，现行有效件数 8，差 1"
    assert fact.terms == "上年 5 + 本年制发件数 3 - 本年废止件数 1"


def test_that_a_figure_that_stands_alone_has_no_facts() -> None:
    assert facts(report({}), None, CellId("proactive_disclosure/licensing/decisions")) == ()


@given(st.data(), consistent_reports())
def test_that_facts_and_checks_never_disagree(data: st.DataObject, whole: ReportDocument) -> None:
    """Whatever figure is changed or blanked: a cell has a failed fact exactly where a check fails at it."""
    chosen = data.draw(st.sampled_from(list(whole.cells)))
    figures = {**whole.cells}
    figures.pop(chosen)
    if data.draw(st.booleans()):
        figures[chosen] = str(data.draw(st.integers(0, 9)))
    changed = replace(whole, cells=figures)
    failed = {at for f in evaluate(changed) if f.code in ("H1", "S1", "S2", "S3") and f.failed for at in f.cells}
    for at in whole.form.places:
        said = {fact.result for fact in facts(changed, None, at)}
        if at in failed:
            assert Result.FAILED in said
