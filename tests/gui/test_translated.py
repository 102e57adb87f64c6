"""Nothing before the officer is left in English: not the window, not the dialogs, not what Qt itself brings."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QTabBar,
    QTableView,
    QTextEdit,
    QTreeView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from disclosure_desk.app import prepare
from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui.main_window import MainWindow
from disclosure_desk.gui.tour import STEPS
from tests.gui.windows import desk_of, wait_until, window_on

WRONG = CellId("requests/received/natural_person")
PLACES = (
    "cover",
    "preamble",
    "overview",
    "proactive_disclosure",
    "requests",
    "review_and_litigation",
    "issues_and_improvements",
    "other_matters",
    "shelf",
)
DIALOGS = ("new", "settings", "finalise", "deadline", "shortcuts", "palette", "zeros", "prior")
ALLOWED = re.compile(
    # Names of formats and programs, and what is printed on the keys of a keyboard.
    r"PDF|Excel|WPS|Word|JSON|XLSX|gknb|xlsx|json|txt"
    r"|Ctrl|Shift|Alt|Esc|Enter|Tab|Home|End|PgUp|PgDn|Ins|Del|Backspace|F\d{1,2}"
    # Sizes of paper, and units.
    r"|A[0-9]|B[0-9]|Letter|Legal|Tabloid|mm|cm|pt|px|dpi"
)
ENGLISH = re.compile(r"[A-Za-z]{2,}")
ACCESS_KEY = re.compile(r"\s?\(&\w\)|&")


@pytest.fixture(autouse=True, scope="module")
def chinese(qapp: QApplication) -> None:
    prepare(qapp)


@pytest.fixture
def window(tmp_path: Path) -> Iterator[MainWindow]:
    with window_on(tmp_path / "数据", sample=True) as opened:
        desk_of(opened).session.type_figure(WRONG, "9")
        yield opened


def words(widget: QWidget) -> Iterator[str]:
    """Whatever a widget and those in it say, on show or on demand."""
    for each in (widget, *widget.findChildren(QWidget)):
        yield from (each.toolTip(), each.statusTip(), each.whatsThis(), each.accessibleName(), each.windowTitle())
        if isinstance(each, QLabel | QAbstractButton):
            yield each.text()
        elif isinstance(each, QGroupBox | QMenu):
            yield each.title()
        elif isinstance(each, QComboBox):
            yield from (each.itemText(at) for at in range(each.count()))
        elif isinstance(each, QLineEdit | QPlainTextEdit | QTextEdit):
            yield each.placeholderText()
        elif isinstance(each, QTabBar):
            yield from (each.tabText(at) for at in range(each.count()))
        elif isinstance(each, QAbstractItemView) and each.model() is not None:
            yield from _headings(each)
        for action in each.actions():
            yield from (action.text(), action.toolTip())


def _headings(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    role = Qt.ItemDataRole.DisplayRole
    for at in range(model.columnCount() if isinstance(view, QTableView | QTreeView) else 0):
        yield str(model.headerData(at, Qt.Orientation.Horizontal, role) or "")


def foreign(widget: QWidget, *own: str) -> set[str]:
    """What is said in Latin letters, beyond what is allowed and the test's ``own``."""
    said = {ACCESS_KEY.sub("", text) for text in words(widget)}
    stripped = {text: ALLOWED.sub("", re.sub("|".join(map(re.escape, own)) or "$^", "", text)) for text in said}
    return {text for text, rest in stripped.items() if ENGLISH.search(rest)}


def test_that_english_is_found_where_there_is_some(qapp: QApplication) -> None:
    button = QAbstractButtonWithEnglish()
    assert foreign(button) == {"Save All"}


class QAbstractButtonWithEnglish(QLabel):
    """A label nobody has translated."""

    def __init__(self) -> None:
        super().__init__("Save All")


@pytest.mark.parametrize("place", PLACES)
def test_that_each_page_speaks_chinese_alone(window: MainWindow, place: str) -> None:
    window.show_place(place)
    for panel in window.side.names:
        window.show_side(panel)
    QApplication.processEvents()
    assert foreign(window) == set()


@pytest.mark.parametrize("dialog", DIALOGS)
def test_that_each_dialog_speaks_chinese_alone(window: MainWindow, dialog: str) -> None:
    window.show_place("requests")
    window.actions_[dialog].trigger()
    QApplication.processEvents()
    opened = [each for each in window.findChildren(QDialog) if each.isVisible()] or [window]
    folder = str(window.places.data)
    assert {text for each in opened for text in foreign(each, folder)} == set()
    for each in opened:
        if each is not window:
            each.close()


def test_that_the_page_without_a_report_speaks_chinese_alone(tmp_path: Path) -> None:
    with window_on(tmp_path) as empty:
        assert foreign(empty) == set()


def test_that_every_action_has_chinese_words(window: MainWindow) -> None:
    actions = [action for action in window.findChildren(QAction) if action.text()]
    said = [ALLOWED.sub("", ACCESS_KEY.sub("", action.text())) for action in actions]
    assert len(said) > 30
    assert [text for text in said if ENGLISH.search(text)] == []


def test_that_the_tour_speaks_chinese_alone() -> None:
    said = [text for step in STEPS for text in (step.heading, step.wrong, step.where, step.todo, step.button)]
    assert [text for text in said if ENGLISH.search(ALLOWED.sub("", text))] == []


def context_menu(field: QWidget) -> list[str]:
    """The lines of the menu that a right click on a field opens."""
    said: list[str] = []

    def read() -> None:
        menu = QApplication.activePopupWidget()
        if isinstance(menu, QMenu):
            said.extend(action.text() for action in menu.actions() if action.text())
            menu.close()

    QTimer.singleShot(50, read)
    where = QPoint(4, 4)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, where, field.mapToGlobal(where))
    QApplication.sendEvent(field, event)
    wait_until(lambda: bool(said))
    return said


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit, QTextEdit, QDateEdit])
def test_that_the_menu_of_a_field_is_in_chinese(qtbot: QtBot, kind: type[QWidget]) -> None:
    field = kind()
    qtbot.addWidget(field)
    field.show()
    shown = context_menu(field.viewport() if isinstance(field, QPlainTextEdit | QTextEdit) else field)
    assert len(shown) >= 3
    assert [text for text in shown if ENGLISH.search(ALLOWED.sub("", ACCESS_KEY.sub("", text)))] == []


def test_that_the_usual_buttons_of_qt_are_in_chinese(qapp: QApplication) -> None:
    buttons = QDialogButtonBox()
    for kind in QDialogButtonBox.StandardButton:
        if kind.value and kind.value.bit_count() == 1:
            buttons.addButton(kind)
    assert len(buttons.buttons()) > 15
    assert foreign(buttons) == set()


def test_that_a_question_is_answered_in_chinese(qapp: QApplication) -> None:
    box = QMessageBox(QMessageBox.Icon.Question, "公开年报", "还有修改没有写入磁盘。")
    box.setStandardButtons(
        QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No | QMessageBox.StandardButton.Cancel
    )
    box.setDetailedText("详细")
    assert foreign(box) == set()


def test_that_qts_own_file_dialog_is_in_chinese(qapp: QApplication, tmp_path: Path) -> None:
    for mode in (QFileDialog.AcceptMode.AcceptOpen, QFileDialog.AcceptMode.AcceptSave):
        dialog = QFileDialog(None, "导出", str(tmp_path))
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setAcceptMode(mode)
        paths = [str(tmp_path), *tmp_path.parts, str(Path.home()), Path.home().name]
        assert foreign(dialog, *sorted(filter(None, paths), key=len, reverse=True)) == set()


def test_that_qts_print_preview_is_in_chinese(qapp: QApplication) -> None:
    dialog = QPrintPreviewDialog(QPrinter())
    dialog.setWindowTitle("打印预览")
    assert foreign(dialog) == set()


def test_that_qts_calendar_is_in_chinese(qapp: QApplication) -> None:
    field = QDateEdit(QDate(2025, 1, 31))
    field.setCalendarPopup(True)
    assert foreign(field.calendarWidget()) == set()


def test_that_qts_print_dialog_is_in_chinese(qapp: QApplication) -> None:
    dialog = QPrintDialog(QPrinter())
    dialog.setWindowTitle("打印")
    assert foreign(dialog) == set()
