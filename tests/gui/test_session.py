"""The session: changes, checks, undo, and the writer that commits in the background."""

import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from disclosure_desk.checks.evaluate import evaluate, failures
from disclosure_desk.errors import AlreadyThere, DiskFull, RefusedChange, RefusedFigure
from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui.desk import Desk
from disclosure_desk.gui.session import Session
from disclosure_desk.gui.writer import Writer
from disclosure_desk.report.document import Agency, TotalsMode
from disclosure_desk.report.editing import set_figures, set_text
from disclosure_desk.report.state import State
from tests.gui.conftest import MemoryJournal, OpenSession
from tests.reports import AGENCY

CELL = CellId("requests/received/natural_person")
OTHER = CellId("requests/received/commercial_enterprise")


@pytest.fixture
def desk(qapp: object, tmp_path: Path) -> Desk:
    """A desk on a database of its own."""
    made = Desk(tmp_path / "desk.sqlite", catalogue())
    made.open()
    return made


def test_that_a_figure_is_one_step_named_after_its_cell(session: Session, journal: MemoryJournal) -> None:
    session.type_figure(CELL, "１２")
    assert session.report.cells == {CELL: "12"}
    assert session.stack.undoText() == "填写 表三“新收”“自然人”"
    assert session.writer.flush()
    assert len(journal.done) == 1


def test_that_what_changed_is_signalled_before_what_was_found(session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignals([session.cells_changed, session.findings_changed], order="strict"):
        session.type_figure(CELL, "1")


def test_that_a_refused_figure_changes_nothing(session: Session, journal: MemoryJournal) -> None:
    with pytest.raises(RefusedFigure):
        session.type_figure(CELL, "12a")
    assert session.report.cells == {}
    assert session.stack.count() == 0
    assert journal.done == []


def test_that_typing_the_same_figure_is_no_step(session: Session) -> None:
    session.type_figure(CELL, "1")
    session.type_figure(CELL, "1")
    assert session.stack.count() == 1


def test_that_undo_and_redo_go_through_the_journal(session: Session, journal: MemoryJournal) -> None:
    session.type_figure(CELL, "1")
    session.type_text("overview", "文字")
    session.stack.undo()
    session.stack.undo()
    assert (session.report.cells, session.report.narratives) == ({}, {})
    session.stack.redo()
    assert session.report.cells == {CELL: "1"}
    assert session.writer.flush()
    assert (len(journal.done), len(journal.undone)) == (1, 1)


def test_that_findings_are_those_of_all_checks(session: Session) -> None:
    session.switch_totals(TotalsMode.TYPED)
    for column, figure in {"upheld": "1", "corrected": "0", "other_result": "0", "pending": "0", "total": "9"}.items():
        session.type_figure(CellId(f"review_and_litigation/reconsideration/{column}"), figure)
    assert session.counts["error"] == 1
    assert session.findings == failures(evaluate(session.report))


def test_that_blank_cells_are_not_marked_as_findings(session: Session) -> None:
    assert session.counts["warning"] > 0
    assert session.findings_of(CELL) == ()


def test_that_a_final_report_refuses_changes_and_has_no_steps(open_session: OpenSession) -> None:
    session = open_session(state=State.FINAL)
    with pytest.raises(RefusedChange):
        session.type_figure(CELL, "1")
    assert not session.is_editable
    assert session.stack.count() == 0


def test_that_a_report_opened_read_only_refuses_changes(open_session: OpenSession) -> None:
    session = open_session(read_only=True)
    with pytest.raises(RefusedChange):
        session.apply(set_text(session.report, "overview", "文字"))


def test_that_clearing_cells_is_one_step_and_leaves_totals_to_follow(session: Session) -> None:
    for cell in (CELL, OTHER):
        session.type_figure(cell, "1")
    session.clear([CELL, OTHER, CellId("requests/received/total")])
    assert session.report.cells == {}
    assert session.stack.count() == 3


def test_that_a_change_made_for_an_earlier_state_is_refused_and_leaves_no_step(
    session: Session, journal: MemoryJournal
) -> None:
    session.type_figure(CELL, "5")
    late = set_figures(session.report, {CELL: "6"}, "粘贴 1 格")
    session.stack.undo()
    session.type_figure(CELL, "7")
    with pytest.raises(RefusedChange, match="已有改动"):
        session.apply(late)
    assert session.writer.flush()
    assert session.report.cells[CELL] == "7"
    assert [change.label for change in journal.done] == [session.stack.undoText()]
    session.stack.undo()
    assert CELL not in session.report.cells


def test_that_pieces_of_work_are_committed_in_order(qapp: object, qtbot: QtBot) -> None:
    writer, seen = Writer(), []

    def work(number: int) -> datetime:
        seen.append(number)
        return datetime(2026, 1, 1, tzinfo=UTC)

    with qtbot.waitSignal(writer.saved):
        for number in range(50):
            writer.put(lambda number=number: work(number))
        assert writer.flush()
    assert seen == list(range(50))
    assert writer.close()


def test_that_a_failure_stops_the_line_and_drops_nothing(qapp: object, qtbot: QtBot) -> None:
    writer, seen, full = Writer(), [], threading.Event()
    full.set()

    def work(number: int) -> datetime:
        if full.is_set():
            raise DiskFull("磁盘已满。")
        seen.append(number)
        return datetime(2026, 1, 1, tzinfo=UTC)

    with qtbot.waitSignal(writer.failed) as failed:
        for number in range(3):
            writer.put(lambda number=number: work(number))
    assert str(failed.args[0]) == "磁盘已满。"
    assert not writer.flush(0.1)
    assert writer.waiting == 3
    full.clear()
    writer.retry()
    assert writer.flush()
    assert seen == [0, 1, 2]
    assert writer.close()


def test_that_closing_says_when_something_could_not_be_committed(qapp: object, qtbot: QtBot) -> None:
    writer = Writer()

    def work() -> datetime:
        raise DiskFull("磁盘已满。")

    with qtbot.waitSignal(writer.failed):
        writer.put(work)
    assert not writer.close()


def test_that_everything_is_there_after_closing_and_opening(desk: Desk, tmp_path: Path) -> None:
    desk.begin_year(AGENCY, 2024)
    desk.session.type_figure(CELL, "7")
    desk.session.type_text("overview", "第一段。")
    desk.session.stack.undo()
    assert desk.close()
    again = Desk(tmp_path / "desk.sqlite", catalogue())
    again.open()
    again.open_report(again.shelf()[0].id)
    session = again.session
    assert session.report.cells == {CELL: "7"}
    assert (session.stack.count(), session.stack.index()) == (2, 1)
    session.stack.redo()
    assert session.report.narratives == {"overview": "第一段。"}
    session.stack.undo()
    session.stack.undo()
    assert session.report.cells == {}
    assert again.close()


def test_that_a_year_starts_with_last_years_carried_over_figures_as_one_step(desk: Desk) -> None:
    desk.begin_year(AGENCY, 2023)
    columns = [p.column.id for p in desk.session.report.form.places.values() if p.cell.startswith("requests/received/")]
    for column in columns[:-1]:
        desk.session.type_figure(CellId(f"requests/carried_over_out/{column}"), "2")
    desk.begin_year(AGENCY, 2024)
    carried = {cell: figure for cell, figure in desk.session.report.cells.items() if "/carried_over_in/" in cell}
    assert sorted(carried.values()) == ["12", "2", "2", "2", "2", "2", "2"]
    assert desk.session.stack.count() == 1
    desk.session.stack.undo()
    assert desk.session.report.cells == {}
    desk.close()


def test_that_a_year_is_not_begun_twice_nor_for_another_agency(desk: Desk) -> None:
    desk.begin_year(AGENCY, 2024)
    with pytest.raises(AlreadyThere):
        desk.begin_year(AGENCY, 2024)
    with pytest.raises(AlreadyThere):
        desk.begin_year(Agency("别的机关"), 2025)
    desk.close()


def test_that_the_sample_is_finalised_and_archived_and_cannot_be_changed(desk: Desk) -> None:
    desk.open_sample()
    desk.finalise()
    assert desk.session.stored.summary.state is State.FINAL
    with pytest.raises(RefusedChange):
        desk.session.type_figure(CELL, "1")
    desk.archive()
    assert [each.state for each in desk.shelf()] == [State.ARCHIVED]
    desk.close()


def test_that_a_report_with_blanks_cannot_be_finalised_and_the_first_obstacle_is_said(desk: Desk) -> None:
    desk.begin_year(AGENCY, 2024)
    with pytest.raises(RefusedChange, match="还不能定稿"):
        desk.finalise()
    assert desk.session.is_editable
    desk.close()
