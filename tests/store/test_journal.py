"""The journal: what record, undo and redo make of a report, and that history ends when it is final."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure_desk.errors import RefusedChange
from disclosure_desk.formats.schema import CellId
from disclosure_desk.report import editing
from disclosure_desk.report.changes import Change, Edit, Part
from disclosure_desk.report.document import ReportDocument, StaleChange, TotalsMode
from disclosure_desk.report.state import State
from disclosure_desk.store.database import Database
from tests.store.samples import CELL, OTHER_CELL, figure, report


def test_that_undo_gives_the_change_to_apply_and_redo_the_one_to_make_again(database: Database) -> None:
    report_id = database.reports.add(report()).summary.id
    change = figure(None, "7")
    database.reports.record(report_id, change)
    assert database.reports.undo(report_id) == change.inverted()
    stored = database.reports.load(report_id)
    assert (stored.document.cells, stored.done, stored.undone) == ({}, (), (change,))
    assert database.reports.redo(report_id) == change
    stored = database.reports.load(report_id)
    assert (stored.document.cells, stored.done, stored.undone) == ({CELL: "7"}, (change,), ())


def test_that_there_may_be_nothing_to_undo_or_redo(database: Database) -> None:
    report_id = database.reports.add(report()).summary.id
    assert database.reports.undo(report_id) is None
    assert database.reports.redo(report_id) is None


def test_that_a_new_change_forgets_what_was_undone(database: Database) -> None:
    report_id = database.reports.add(report()).summary.id
    database.reports.record(report_id, figure(None, "7"))
    database.reports.undo(report_id)
    database.reports.record(report_id, figure(None, "8"))
    stored = database.reports.load(report_id)
    assert (stored.done, stored.undone) == ((figure(None, "8"),), ())
    assert database.reports.redo(report_id) is None


def test_that_a_change_is_kept_with_its_reason(database: Database) -> None:
    report_id = database.reports.add(report()).summary.id
    change = Change("更正", figure(None, "7").edits, "与登记簿核对")
    database.reports.record(report_id, change)
    assert database.reports.load(report_id).done == (change,)


def test_that_every_part_of_a_report_can_be_changed(database: Database) -> None:
    report_id = database.reports.add(report()).summary.id
    change = Change(
        "全部",
        (
            Edit(Part.CELL, CELL, None, "7545.00"),
            Edit(Part.NARRATIVE, "overview", None, "第一段\n第二段"),
            Edit(Part.UNIT, OTHER_CELL, None, "万元"),
            Edit(Part.AGENCY, "scope", "self", None),
            Edit(Part.AGENCY, "name", "示例区交警大队", "示例区公安局交警大队"),
            Edit(Part.REPORT, "totals", "filled", "typed"),
        ),
    )
    database.reports.record(report_id, change)
    assert database.reports.load(report_id).document == report().applied(change)
    database.reports.undo(report_id)
    assert database.reports.load(report_id).document == report()


def test_that_an_empty_change_leaves_no_trace(database: Database) -> None:
    stored = database.reports.add(report())
    assert database.reports.record(stored.summary.id, Change("", ())) == stored.saved_at
    assert database.reports.load(stored.summary.id).done == ()


def test_that_a_change_for_another_state_of_the_report_is_refused_whole(database: Database) -> None:
    report_id = database.reports.add(report()).summary.id
    stale = Change("两处", (Edit(Part.CELL, OTHER_CELL, None, "1"), Edit(Part.CELL, CELL, "5", "6")))
    with pytest.raises(StaleChange):
        database.reports.record(report_id, stale)
    with pytest.raises(KeyError):
        database.reports.record(report_id, figure(None, "1", CellId("requests/nothing/total")))
    stored = database.reports.load(report_id)
    assert (stored.document, stored.done) == (report(), ())


def test_that_history_ends_when_a_report_becomes_final(database: Database) -> None:
    report_id = database.reports.add(report()).summary.id
    database.reports.record(report_id, figure(None, "7"))
    database.reports.record(report_id, figure("7", "8"))
    database.reports.undo(report_id)
    database.reports.set_state(report_id, State.IN_REVIEW)
    assert len(database.reports.load(report_id).undone) == 1
    database.reports.set_state(report_id, State.FINAL)
    stored = database.reports.load(report_id)
    assert (stored.document.cells, stored.done, stored.undone) == ({CELL: "7"}, (), ())
    for refused in (database.reports.undo, database.reports.redo):
        with pytest.raises(RefusedChange, match="已经定稿"):
            refused(report_id)
    with pytest.raises(RefusedChange, match="已经定稿"):
        database.reports.record(report_id, figure("7", "8"))


def test_that_half_a_character_is_refused_in_words_and_nothing_is_kept(database: Database) -> None:
    report_id = database.reports.add(report()).summary.id
    with pytest.raises(RefusedChange, match="不完整的字符"):
        database.reports.record(report_id, editing.set_text(report(), "overview", "半个\ud83d字"))
    assert database.reports.load(report_id).document == report()


def test_that_the_history_survives_closing_the_database(file: Path) -> None:
    with Database.open(file) as database:
        report_id = database.reports.add(report()).summary.id
        database.reports.record(report_id, figure(None, "7"))
        database.reports.record(report_id, figure("7", "8"))
        database.reports.undo(report_id)
    with Database.open(file) as database:
        stored = database.reports.load(report_id)
        assert (stored.done, stored.undone) == ((figure(None, "7"),), (figure("7", "8"),))
        assert database.reports.redo(report_id) == figure("7", "8")


class _Desk:
    """What the journal should do, in memory."""

    def __init__(self, document: ReportDocument) -> None:
        self.document, self.done, self.undone = document, [], []  # type: ReportDocument, list[Change], list[Change]

    def record(self, change: Change) -> None:
        if change:
            self.document, self.undone = self.document.applied(change), []
            self.done.append(change)

    def undo(self) -> Change | None:
        if not self.done:
            return None
        self.undone.insert(0, self.done.pop())
        self.document = self.document.applied(self.undone[0].inverted())
        return self.undone[0].inverted()

    def redo(self) -> Change | None:
        if not self.undone:
            return None
        self.done.append(self.undone.pop(0))
        self.document = self.document.applied(self.done[-1])
        return self.done[-1]


_ACTIONS = st.one_of(
    st.tuples(st.just("figure"), st.sampled_from([CELL, OTHER_CELL]), st.none() | st.sampled_from(["0", "12", "7.50"])),
    st.tuples(st.just("text"), st.sampled_from(["overview", "preamble"]), st.sampled_from(["", "一。", "二。\n三。"])),
    st.tuples(st.just("totals"), st.sampled_from(list(TotalsMode)), st.none()),
    st.tuples(st.just("agency"), st.sampled_from(["甲局", "乙局"]), st.none()),
    st.tuples(st.sampled_from(["undo", "redo"]), st.none(), st.none()),
)


def _change(document: ReportDocument, action: tuple[str, object, object]) -> Change:
    kind, what, to = action
    if kind == "figure":
        return editing.set_figures(document, {CellId(str(what)): None if to is None else str(to)}, "填写")
    if kind == "text":
        return editing.set_text(document, str(what), str(to))
    if kind == "totals":
        return editing.switch_totals(document, TotalsMode(str(what)))
    return editing.set_agency(document, name=str(what))


@settings(max_examples=40, deadline=None)
@given(st.lists(_ACTIONS, max_size=15))
def test_that_any_work_leaves_in_the_database_what_it_leaves_in_memory(
    session_database: Database, actions: list[tuple[str, object, object]]
) -> None:
    reports = session_database.reports
    report_id = reports.add(report(), replace=True, alias=True).summary.id
    desk = _Desk(report())
    for action in actions:
        if action[0] == "undo":
            assert reports.undo(report_id) == desk.undo()
        elif action[0] == "redo":
            assert reports.redo(report_id) == desk.redo()
        else:
            change = _change(desk.document, action)
            desk.record(change)
            reports.record(report_id, change)
    stored = reports.load(report_id)
    assert stored.document == desk.document
    assert (stored.done, stored.undone) == (tuple(desk.done), tuple(desk.undone))
