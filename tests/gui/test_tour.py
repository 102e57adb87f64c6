"""The first five minutes can be played to the end with the keyboard, and leave nothing of the officer's changed."""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
import shiboken6
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QDockWidget, QLabel

from disclosure_desk.checks.evaluate import evaluate, failures
from disclosure_desk.checks.folding import folded
from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.gui.main_window import MainWindow
from disclosure_desk.gui.practice import BROUGHT, LEFT, TOTAL, practice
from disclosure_desk.gui.table_page import TablePage
from disclosure_desk.gui.tour import PREVIEW, STEPS, Tour, begin_tour
from disclosure_desk.report.editing import set_figure
from tests.gui.windows import desk_of, wait_until, window_on

Key = Qt.Key


@pytest.fixture
def tour(qapp: QApplication) -> Iterator[Tour]:
    tour = begin_tour(MainWindow, catalogue())
    window = played_in(tour)
    window.activateWindow()
    QApplication.processEvents()
    yield tour
    if shiboken6.isValid(window):
        window.close()
    gone()


def gone() -> None:
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def played_in(tour: Tour) -> MainWindow:
    return cast("MainWindow", tour.window)


def click(tour: Tour) -> None:
    QTest.mouseClick(tour.card.button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def type_figure(tour: Tour, digits: str) -> None:
    """Where the keyboard is, as the card says."""
    window = played_in(tour)
    assert isinstance(window.page, TablePage)
    QTest.keyClicks(window.focusWidget() or window, digits)
    QTest.keyClick(window.focusWidget() or window, Key.Key_Return)
    QApplication.processEvents()


def said(tour: Tour) -> str:
    return "\n".join(label.text() for label in tour.card.findChildren(QLabel) if label.isVisibleTo(tour.card))


def test_that_the_reports_to_practise_on_are_the_sample_with_just_these_mistakes() -> None:
    reports = practice(catalogue())
    assert failures(evaluate(reports.last_year)) == ()
    wrong = reports.this_year
    found = failures(evaluate(wrong, reports.last_year))
    assert {finding.code for finding in found} == {"S3", "S1", "H1", "Y1"}
    named = {entry.facts[0].remedy.cell for entry in folded(found) if entry.facts[0].remedy}
    assert named == {LEFT, BROUGHT}

    assert list(reports.mistakes) == [TOTAL, LEFT, BROUGHT]
    for cell, figure in reports.mistakes.items():
        assert wrong.cells[cell] != figure
        wrong = wrong.applied(set_figure(wrong, cell, figure))
    assert failures(evaluate(wrong, reports.last_year)) == ()


def test_that_the_steps_say_the_figures_that_are_there() -> None:
    reports = practice(catalogue())
    for step in STEPS:
        if step.cell is not None:
            assert f"填的是 {reports.this_year.cells[step.cell]}" in step.wrong or step.cell == LEFT
            assert reports.mistakes[step.cell] in step.todo


def test_that_it_is_played_to_the_end_with_the_keyboard(tour: Tour, monkeypatch: pytest.MonkeyPatch) -> None:
    window, session = played_in(tour), desk_of(played_in(tour)).session
    assert "第 1 步，共 6 步" in said(tour)
    click(tour)
    for step, figure in zip(STEPS[1:4], ("17", "1", "1"), strict=True):
        assert step.heading in said(tour)
        click(tour)
        assert isinstance(window.page, TablePage)
        assert window.page.current_cell == step.cell
        type_figure(tour, figure)
        assert "✓ 已改正" in said(tour)
    assert session.findings == ()

    assert tour.at == PREVIEW
    QTest.keyClick(window, Key.Key_P, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    wait_until(lambda: any(dialog.windowTitle() == "打印预览" for dialog in window.findChildren(QDialog)))
    assert tour.step is STEPS[-1]
    for dialog in window.findChildren(QDialog):
        dialog.close()


def test_that_its_window_says_that_it_is_to_practise_and_nobody_waits_for_it(tour: Tour) -> None:
    window = played_in(tour)
    assert window.windowTitle().startswith("练习 · ")
    assert window.status.deadline.isHidden()


def test_that_undoing_what_was_planted_right_does_not_go_back(tour: Tour) -> None:
    session = desk_of(played_in(tour)).session
    click(tour)
    session.type_figure(TOTAL, "17")
    assert tour.at == 2
    session.stack.undo()
    assert tour.at == 2
    session.stack.redo()
    assert tour.at == 2


def test_that_what_is_mended_before_its_turn_is_passed_over(tour: Tour) -> None:
    session = desk_of(played_in(tour)).session
    for cell, figure in ((TOTAL, "17"), (LEFT, "1")):
        session.type_figure(cell, figure)
    assert tour.at == 0
    click(tour)
    assert tour.step.cell == BROUGHT


def test_that_a_wrong_try_or_a_blank_goes_on_to_nothing(tour: Tour) -> None:
    session = desk_of(played_in(tour)).session
    click(tour)
    session.type_figure(TOTAL, "19")
    session.clear([TOTAL])
    assert tour.step.cell == TOTAL


def test_that_it_can_be_left_at_any_time_and_leaves_no_trace(tour: Tour) -> None:
    window = played_in(tour)
    folder = window.places.data
    assert window.places.database.exists()
    click(tour)

    QTest.mouseClick(tour.card.leave, Qt.MouseButton.LeftButton)
    gone()

    assert not shiboken6.isValid(window)
    assert not folder.exists()


def test_that_the_officers_reports_are_neither_seen_nor_touched(tmp_path: Path) -> None:
    with window_on(tmp_path) as own:
        begun: list[str] = []
        tour = begin_tour(MainWindow, catalogue(), lambda: begun.append("begun"))
        window = played_in(tour)
        assert window.places.data != own.places.data
        assert [report.year for report in desk_of(window).shelf()] == [2024, 2023]
        assert desk_of(own).shelf() == ()

        tour.at = len(STEPS) - 1
        click(tour)
        gone()

        assert begun == ["begun"]
        assert desk_of(own).shelf() == ()
        assert own.isVisible()


def tours() -> list[MainWindow]:
    windows = [each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow)]
    return [each for each in windows if each.isVisible() and each.findChild(QDockWidget, "tour") is not None]


def test_that_the_own_window_can_be_closed_after_the_tour_was_closed_by_its_frame(tmp_path: Path) -> None:
    with window_on(tmp_path) as own:
        own.actions_["tour"].trigger()
        (played,) = tours()
        played.close()
        gone()
        assert tours() == []
        own.actions_["tour"].trigger()
        assert len(tours()) == 1
        assert own.close()
        gone()
        assert not desk_of(own).is_ready
        assert tours() == []


def test_that_there_is_one_tour_at_a_time(tmp_path: Path) -> None:
    with window_on(tmp_path) as own:
        own.actions_["tour"].trigger()
        own.actions_["tour"].trigger()
        assert len(tours()) == 1
