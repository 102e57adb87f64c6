"""What a paste would do, before it is done."""

from dataclasses import replace

from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui.paste_plan import PastePlan, errors_after, planned
from disclosure_desk.intake.pasted.reading import PastedTables, Question, Refusal, Remark
from disclosure_desk.report.carry_over import begin
from disclosure_desk.report.document import ReportDocument, TotalsMode
from disclosure_desk.report.editing import set_figures
from tests.gui.table_driver import requests
from tests.reports import AGENCY

PERSON, ENTERPRISE = requests("received"), requests("received", "commercial_enterprise")
TOTAL = requests("received", "total")
COLUMNS = tuple(column.id for column in catalogue().form("2021").tables[1].blocks[0].leaf_columns)
LINE = tuple(requests("received", column) for column in COLUMNS[:-1])


def report_with(figures: dict[CellId, str | None] | None = None) -> ReportDocument:
    blank = begin(AGENCY, 2024, catalogue())
    return blank.applied(set_figures(blank, figures or {}, ""))


def plan_of(
    figures: dict[CellId, str | None], report: ReportDocument | None = None, **read: tuple[object, ...]
) -> PastePlan:
    return planned(report or report_with(), PastedTables(figures, **read))  # type: ignore[arg-type]


def test_that_changed_cells_are_listed_with_their_difference_and_others_are_counted() -> None:
    plan = plan_of({PERSON: "5", ENTERPRISE: "4"}, report_with({PERSON: "7", ENTERPRISE: "4"}))
    assert [(line.cell, line.before, line.after, line.difference) for line in plan.changing] == [
        (PERSON, "7", "5", "-2")
    ]
    assert [line.cell for line in plan.kept] == [ENTERPRISE]


def test_that_lines_stand_in_the_order_of_the_form() -> None:
    plan = plan_of({requests("granted"): "1", ENTERPRISE: "2", PERSON: "3"})
    assert [line.cell for line in plan.changing] == [PERSON, ENTERPRISE, requests("granted")]


def test_that_a_figure_that_would_be_lost_is_told_apart() -> None:
    plan = plan_of({PERSON: None, ENTERPRISE: None}, report_with({PERSON: "7"}))
    assert [line.cell for line in plan.changing if line.becomes_blank] == [PERSON]
    assert [line.cell for line in plan.kept] == [ENTERPRISE]


def test_that_the_step_is_named_after_the_tables_and_the_cells_that_change() -> None:
    fee = CellId("proactive_disclosure/fees/amount_collected")
    plan = plan_of({PERSON: "5", fee: "2.5", ENTERPRISE: None})
    change = plan.change({PERSON, fee})
    assert change.label == "粘贴 表二、表三 共 2 格"
    assert plan.report.applied(change).cells == {PERSON: "5", fee: "2.5"}


def test_that_only_accepted_cells_change() -> None:
    plan = plan_of({PERSON: "5", ENTERPRISE: "6"})
    assert plan.report.applied(plan.change({ENTERPRISE})).cells == {ENTERPRISE: "6"}


def test_that_totals_follow_the_accepted_cells() -> None:
    plan = plan_of(dict.fromkeys(LINE, "1"))
    assert plan.report.applied(plan.change(LINE)).cells[TOTAL] == "6"


def test_that_a_pasted_total_never_overwrites_a_computed_one_but_is_compared() -> None:
    plan = plan_of({**dict.fromkeys(LINE, "1"), TOTAL: "9"})
    assert TOTAL not in {line.cell for line in (*plan.lines, *plan.kept)}
    assert plan.report.applied(plan.change(LINE)).cells[TOTAL] == "6"
    assert [(t.cell, t.expected, t.actual, t.difference) for t in plan.differing_totals(LINE)] == [
        (TOTAL, "6", "9", "+3")
    ]


def test_that_a_total_over_blank_parts_is_shown_as_not_known() -> None:
    plan = plan_of({PERSON: "1", TOTAL: "9"})
    assert [(t.expected, t.difference) for t in plan.differing_totals({PERSON})] == [(None, "")]


def test_that_a_total_that_agrees_is_not_mentioned() -> None:
    plan = plan_of({**dict.fromkeys(LINE, "1"), TOTAL: "6.0"})
    assert plan.differing_totals(LINE) == ()


def test_that_totals_can_be_taken_with_the_checking_mode_in_one_step() -> None:
    plan = plan_of({**dict.fromkeys(LINE, "1"), TOTAL: "9"})
    change = plan.change(LINE, with_totals=True)
    after = plan.report.applied(change)
    assert after.is_typed
    assert after.cells[TOTAL] == "9"
    assert change.label == "粘贴 表三 共 7 格"
    assert after.applied(change.inverted()) == plan.report


def test_that_typed_totals_are_cells_like_others() -> None:
    report = replace(report_with(), totals=TotalsMode.TYPED)
    plan = plan_of({PERSON: "1", TOTAL: "9"}, report)
    assert plan.report.applied(plan.change({PERSON, TOTAL})).cells == {PERSON: "1", TOTAL: "9"}
    assert plan.differing_totals(()) == ()


def test_that_questions_change_nothing_until_they_are_answered() -> None:
    plan = plan_of({}, questions=(Question(PERSON, "5沐", "5", "是 5 吗？"), Question(ENTERPRISE, "沐", None, "？")))
    assert [line.cell for line in plan.answerable] == [PERSON]
    assert len(plan.questions) == 2
    assert not plan.change(())
    assert plan.report.applied(plan.change({PERSON})).cells == {PERSON: "5"}


def test_that_questions_about_computed_totals_are_not_asked() -> None:
    assert plan_of({}, questions=(Question(TOTAL, "5沐", "5", "？"),)).questions == ()


def test_that_remarks_go_with_their_cells_and_refusals_are_kept_in_words() -> None:
    plan = plan_of(
        {PERSON: "22", ENTERPRISE: "1"},
        report_with({ENTERPRISE: "1"}),
        remarks=(Remark(PERSON, "只取 22。"), Remark(ENTERPRISE, "按 1 读取。"), Remark(None, "标题有出入。")),
        refusals=(Refusal("requests", "表三有一行没有读出。"),),
    )
    assert [(line.cell, line.sentence) for line in plan.lines] == [(PERSON, "只取 22。"), (ENTERPRISE, "按 1 读取。")]
    assert [line.cell for line in plan.changing] == [PERSON]
    assert plan.remarks == ("标题有出入。",)
    assert plan.refusals == ("表三有一行没有读出。",)


def test_that_the_errors_after_a_paste_are_counted_beforehand() -> None:
    typed = replace(report_with(), totals=TotalsMode.TYPED)
    plan = plan_of({**dict.fromkeys(LINE, "1"), TOTAL: "9"}, typed)
    assert errors_after(plan, plan.change({*LINE, TOTAL}), None) == 1
    assert errors_after(plan, plan.change(LINE), None) == 0
