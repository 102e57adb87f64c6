"""Undo and redo for everything, to the beginning and back, over restarts; and no question when the window closes."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from disclosure_desk.export.report_json import report_json
from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui.cover_page import CoverPage
from disclosure_desk.gui.main_window import MainWindow
from disclosure_desk.gui.narrative_page import NarrativePage
from disclosure_desk.gui.table_page import TablePage
from disclosure_desk.report.annotations import Aspect, annotate
from disclosure_desk.report.document import ReportDocument
from disclosure_desk.report.editing import set_deadline, set_title
from disclosure_desk.report.prior import prior_cells, set_prior
from tests.gui.windows import desk_of, window_on
from tests.reports import AGENCY

Key = Qt.Key
CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
NONE = Qt.KeyboardModifier.NoModifier
RECEIVED = CellId("requests/received/natural_person")
GRANTED = CellId("requests/granted/natural_person")

Deed = Callable[[MainWindow], None]


def press(key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    keyboard = QApplication.focusWidget()
    assert keyboard is not None
    QTest.keyClick(keyboard, key, held)


def type_(text: str) -> None:
    keyboard = QApplication.focusWidget()
    assert keyboard is not None
    QTest.keyClicks(keyboard, text)


def at(window: MainWindow, cell: CellId) -> TablePage:
    window.show_place(desk_of(window).session.report.form.places[cell].section.id)
    assert isinstance(window.page, TablePage)
    window.page.go_to(cell)
    return window.page


def type_a_figure(window: MainWindow) -> None:
    at(window, RECEIVED)
    type_("12")
    press(Key.Key_Return)


def blank_a_figure(window: MainWindow) -> None:
    at(window, RECEIVED)
    press(Key.Key_Delete)


def paste_a_block(window: MainWindow) -> None:
    at(window, RECEIVED)
    QApplication.clipboard().setText("3\t4\n5\t6")
    press(Key.Key_V, CONTROL)


def fill_down(window: MainWindow) -> None:
    at(window, RECEIVED)
    press(Key.Key_Down, SHIFT)
    press(Key.Key_Down, SHIFT)
    press(Key.Key_D, CONTROL)


def type_a_text(window: MainWindow) -> None:
    window.show_place("other_matters")
    assert isinstance(window.page, NarrativePage)
    type_("none")
    window.show_place("requests")


def paste_a_text(window: MainWindow) -> None:
    window.show_place("overview")
    QApplication.clipboard().setText("一段文字。\n另一段文字。")
    press(Key.Key_V, CONTROL)
    window.show_place("requests")


def rename_the_agency(window: MainWindow) -> None:
    window.show_place("cover")
    page = window.page
    assert isinstance(page, CoverPage)
    page.name.selectAll()
    type_("x")
    press(Key.Key_Return)


def switch_the_totals(window: MainWindow) -> None:
    window.show_place("cover")
    page = window.page
    assert isinstance(page, CoverPage)
    page.typed_totals.setFocus()
    press(Key.Key_Space)


def flag_a_figure(window: MainWindow) -> None:
    at(window, RECEIVED)
    press(Key.Key_M, CONTROL)


def _apply(change: Callable[[ReportDocument], object]) -> Deed:
    def deed(window: MainWindow) -> None:
        session = desk_of(window).session
        session.apply(change(session.report))  # type: ignore[arg-type]

    return deed


DEEDS: dict[str, Deed] = {
    "填写 表三“新收”“自然人”": type_a_figure,
    "粘贴 4 格": paste_a_block,
    "清空 1 格": blank_a_figure,
    "向下填充": fill_down,
    "其他事项": type_a_text,
    "总体情况": paste_a_text,
    "修改 本机关信息": rename_the_agency,
    "打开核对模式": switch_the_totals,
    "填写备注、填写数字来源 表三“予以公开”“自然人”": _apply(
        lambda report: annotate(report, GRANTED, {Aspect.NOTE: "再核一次", Aspect.SOURCE: "法制科"})
    ),
    "标为待核实 表三“新收”“自然人”": flag_a_figure,
    "填写 2023 年对照数字": _apply(lambda report: set_prior(report, dict.fromkeys(prior_cells(report.form), "2"))),
    "调整 标题换行": _apply(lambda report: set_title(report, (report.title[:1], report.title[1:]))),
    "修改 公布期限": _apply(lambda report: set_deadline(report, date(2025, 3, 31))),
}
"""What the menu says of each, and how it is done."""


def undo_action(window: MainWindow) -> QAction:
    return window.actions_["undo"]


def test_that_all_that_was_done_is_named_undone_to_the_beginning_and_done_again_over_restarts(
    tmp_path: Path, qtbot: QtBot
) -> None:
    with window_on(tmp_path) as window:
        desk_of(window).begin_year(AGENCY, 2024)
        session = desk_of(window).session
        reports = [session.report]
        for name, deed in DEEDS.items():
            deed(window)
            assert session.stack.count() == len(reports), f"{name} is one step"
            assert name in undo_action(window).text().removeprefix("撤销 ")
            assert session.report != reports[-1]
            reports.append(session.report)

    half = len(reports) // 2
    with window_on(tmp_path) as window:
        session = desk_of(window).session
        for before in reversed(reports[half:-1]):
            press(Key.Key_Z, CONTROL)
            assert session.report == before
        names = list(DEEDS)
        assert names[half] in window.actions_["redo"].text().removeprefix("恢复 ")

    with window_on(tmp_path) as window:
        session = desk_of(window).session
        assert session.report == reports[half]
        assert names[half] in window.actions_["redo"].text().removeprefix("恢复 ")
        for before in reversed(reports[:half]):
            press(Key.Key_Z, CONTROL)
            assert session.report == before
        assert not undo_action(window).isEnabled()
        assert report_json(session.report) == report_json(reports[0])
        for after in reports[1:]:
            press(Key.Key_Y, CONTROL)
            assert session.report == after
        assert not window.actions_["redo"].isEnabled()

    with window_on(tmp_path) as window:
        assert desk_of(window).session.report == reports[-1]
        assert report_json(desk_of(window).session.report) == report_json(reports[-1])


class Questions(QObject):
    """Hears every dialog that comes up."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.asked: list[str] = []
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() is QEvent.Type.Show and isinstance(watched, QDialog | QMessageBox):
            self.asked.append(watched.windowTitle() or type(watched).__name__)
            watched.close()
        return False


def test_that_closing_asks_nothing_and_keeps_what_was_being_typed(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    questions = Questions(qapp)
    with window_on(tmp_path) as window:
        desk_of(window).begin_year(AGENCY, 2024)
        at(window, RECEIVED)
        type_("7")
        assert window.close()
    with window_on(tmp_path) as window:
        assert desk_of(window).session.report.cells[RECEIVED] == "7"
        window.show_place("other_matters")
        type_("nothing")
        assert window.close()
    with window_on(tmp_path) as window:
        assert desk_of(window).session.report.narratives["other_matters"] == "nothing"
        assert window.place == "other_matters"
    qapp.removeEventFilter(questions)
    assert questions.asked == []


def _words(widget: QWidget) -> list[str]:
    return [action.text() for action in widget.findChildren(QAction)]


def test_that_nothing_in_the_menus_says_save(tmp_path: Path, qtbot: QtBot) -> None:
    with window_on(tmp_path, sample=True) as window:
        words = _words(window)
        assert len(words) > 20
        assert not [word for word in words if "保存" in word or "存盘" in word]
        shortcuts = [keys.toString() for action in window.findChildren(QAction) for keys in action.shortcuts()]
        assert "Ctrl+Z" in shortcuts
        assert "Ctrl+S" not in shortcuts
