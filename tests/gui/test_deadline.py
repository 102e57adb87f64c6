"""Until when the report is due: counted down at the foot of the window, changed in a small sheet."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDateEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from disclosure_desk.gui import status_line
from disclosure_desk.gui.deadline_dialog import OF_AGENCY, OF_GOVERNMENT, OF_OTHERS, OF_UNKNOWN, edit_deadline, rule
from disclosure_desk.gui.session import Session
from disclosure_desk.gui.sheet import Sheet
from disclosure_desk.gui.status_line import StatusLine, time_left
from disclosure_desk.report.deadline import deadline
from disclosure_desk.report.document import AGENCY_KINDS
from disclosure_desk.report.state import State

DUE = date(2025, 1, 31)


@pytest.fixture
def line(qtbot: QtBot) -> StatusLine:
    line = StatusLine()
    qtbot.addWidget(line)
    line.show()
    return line


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    yield window
    window.close()


@pytest.fixture
def sheet(window: QWidget, session: Session) -> Sheet:
    return edit_deadline(window, session)


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2025, 1, 19), "距 1 月 31 日还有 12 天"),
        (date(2025, 1, 30), "距 1 月 31 日还有 1 天"),
        (date(2025, 1, 31), "今天截止"),
        (date(2025, 2, 3), "已过期限 3 天"),
        (date(2024, 12, 31), "距 1 月 31 日还有 31 天"),
        (date(2024, 1, 31), "距 2025 年 1 月 31 日还有 366 天"),
    ],
)
def test_that_days_are_counted_in_words(today: date, words: str) -> None:
    assert time_left(DUE, today) == words


@given(st.dates(date(2008, 1, 1), date(2100, 1, 1)), st.integers(1, 3000))
def test_that_before_and_after_are_told_apart(until: date, days: int) -> None:
    before, after = date.fromordinal(until.toordinal() - days), date.fromordinal(until.toordinal() + days)
    assert time_left(until, before).endswith(f"还有 {days} 天")
    assert time_left(until, after) == f"已过期限 {days} 天"


def test_that_the_foot_of_the_window_counts_down_and_leads_to_the_day(
    qtbot: QtBot, line: StatusLine, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(status_line, "_today", lambda: date(2025, 1, 19))
    line.attach(session)

    assert line.deadline.isVisible()
    assert line.deadline.text() == "距 1 月 31 日还有 12 天"
    assert line.deadline.accessibleName() == "公布期限　距 1 月 31 日还有 12 天"
    with qtbot.waitSignal(line.deadline_wanted):
        qtbot.mouseClick(line.deadline, Qt.MouseButton.LeftButton)


def test_that_a_report_that_is_final_is_not_counted_down(
    line: StatusLine, open_session: Callable[..., Session]
) -> None:
    line.attach(open_session(state=State.FINAL))
    assert not line.deadline.isVisible()


def test_that_another_day_is_one_step_that_can_be_undone(line: StatusLine, sheet: Sheet, session: Session) -> None:
    line.attach(session)
    before = line.deadline.text()
    field = sheet.findChild(QDateEdit)
    field.setDate(QDate(2025, 3, 15))
    QTest.keyClick(field, Qt.Key.Key_Return)

    assert deadline(session.report) == date(2025, 3, 15)
    assert line.deadline.text() != before
    assert not sheet.isVisible()
    session.stack.undo()
    assert deadline(session.report) == DUE
    assert line.deadline.text() == before


def test_that_the_usual_day_can_be_taken_again(sheet: Sheet, session: Session) -> None:
    sheet.findChild(QDateEdit).setDate(QDate(2025, 3, 15))
    back = next(button for button in sheet.findChildren(QPushButton) if button.text().startswith("恢复默认"))
    assert back.text() == "恢复默认（2025 年 1 月 31 日）"
    QTest.mouseClick(back, Qt.MouseButton.LeftButton)
    QTest.mouseClick(sheet.verb, Qt.MouseButton.LeftButton)

    assert session.stack.count() == 0  # it was the usual day before, and is
    assert deadline(session.report) == DUE


def test_that_the_rule_is_said_for_each_kind_of_body(session: Session) -> None:
    assert rule(session.report) == OF_AGENCY
    government = replace(session.report, agency=replace(session.report.agency, kind="government"))
    assert rule(government) == OF_GOVERNMENT
    assert deadline(government) == date(2025, 3, 31)
    for kind in AGENCY_KINDS.keys() - {"government", "department"}:
        assert rule(replace(session.report, agency=replace(session.report.agency, kind=kind))) == OF_OTHERS
    assert rule(replace(session.report, agency=replace(session.report.agency, kind=None))) == OF_UNKNOWN
