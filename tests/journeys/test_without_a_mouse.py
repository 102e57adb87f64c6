"""A whole report with no mouse: from an empty database to the printed pages, and the next year from it."""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QProgressDialog, QSpinBox, QWidget

from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui.main_window import MainWindow
from disclosure_desk.gui.table_page import TablePage
from disclosure_desk.report.document import ReportDocument
from tests.gui.windows import desk_of, wait_until, window_on

Key = Qt.Key
ALT, CONTROL, SHIFT = (getattr(Qt.KeyboardModifier, f"{name}Modifier") for name in ("Alt", "Control", "Shift"))
NONE = Qt.KeyboardModifier.NoModifier
AGENCY = "示例区交警大队"
TEXTS = {
    "overview": "本年度，本机关按照条例办理政府信息公开各项工作。\n（一）主动公开。及时公开。",
    "issues_and_improvements": "公开的及时性有待加强，下一年将定期检查。",
    "other_matters": "本年度没有收取信息处理费。",
}


@pytest.fixture
def window(tmp_path: Path, qapp: QApplication) -> Iterator[MainWindow]:
    assert qapp
    with window_on(tmp_path) as opened:
        opened.activateWindow()
        yield opened


def keyboard() -> QWidget:
    """Whatever has the keyboard."""
    wait_until(lambda: QApplication.focusWidget() is not None)
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(key: Qt.Key, held: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
    for _ in range(times):
        QTest.keyClick(keyboard(), key, held)


def compose(text: str) -> None:
    """Types Chinese, paragraph by paragraph, as an input method sends it."""
    for at, paragraph in enumerate(text.split("\n")):
        if at:
            press(Key.Key_Return)
        event = QInputMethodEvent()
        event.setCommitString(paragraph)
        QCoreApplication.sendEvent(keyboard(), event)


def begin(window: MainWindow, year: int, name: str = "") -> None:
    press(Key.Key_N, CONTROL)
    wait_until(lambda: isinstance(keyboard().window(), QDialog))
    if name:
        compose(name)
        press(Key.Key_Tab)
        press(Key.Key_Down, times=2)  # 县级以上部门
        press(Key.Key_Tab)
        press(Key.Key_Down, times=4)  # 县级
        press(Key.Key_Tab)
        press(Key.Key_Down)  # 本机关
    for _ in range(6):
        if isinstance(keyboard(), QSpinBox):
            break
        press(Key.Key_Tab)
    assert isinstance(keyboard(), QSpinBox)
    press(Key.Key_A, CONTROL)
    QTest.keyClicks(keyboard(), str(year))
    press(Key.Key_Return)
    window.activateWindow()  # no window manager does it here


def figures(report: ReportDocument) -> dict[CellId, str]:
    """Figures that agree: one case received and granted, one rule in force, everything else nothing."""
    ones = {
        "proactive_disclosure/rules/issued",
        "proactive_disclosure/rules/in_force",
        "requests/received/natural_person",
        "requests/carried_over_in/natural_person",
        "requests/granted/natural_person",
        "requests/carried_over_out/natural_person",
    }
    inputs = (cell for cell in report.form.places if cell not in report.form.totals)
    return {cell: "1" if cell in ones else "0" for cell in inputs}


def fill_tables(window: MainWindow) -> None:
    """Tab from the first input to the last; past the end of a table it leads into the next."""
    for cell, figure in figures(desk_of(window).session.report).items():
        assert isinstance(window.page, TablePage)
        assert window.page.current_cell == cell
        QTest.keyClicks(keyboard(), figure)
        press(Key.Key_Tab)


def write_texts(window: MainWindow) -> None:
    for number, (key, text) in zip((1, 5, 6), TEXTS.items(), strict=True):
        press(getattr(Key, f"Key_{number}"), ALT)
        assert window.place == key
        compose(text)


def test_that_a_whole_report_is_filled_in_checked_printed_and_followed_by_the_next_with_no_mouse(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(window, 2024, AGENCY)
    session = desk_of(window).session
    assert (session.report.agency.name, session.report.year) == (AGENCY, 2024)
    assert (session.report.agency.kind, session.report.agency.level) == ("department", "county")

    press(Key.Key_2, ALT)
    fill_tables(window)
    write_texts(window)
    window.commit()
    assert {key: session.report.narratives[key] for key in TEXTS} == TEXTS
    assert len(session.report.cells) == len(session.report.form.places)
    assert session.counts["error"] == 0

    target = tmp_path / "年度报告.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(target), ""))
    press(Key.Key_E, CONTROL | SHIFT)
    wait_until(lambda: target.exists() and not window.findChildren(QProgressDialog))
    window.activateWindow()
    with pypdfium2.PdfDocument(target) as pages:
        printed = "".join(page.get_textpage().get_text_bounded() for page in pages)
    assert AGENCY in printed
    assert "本年度没有收取信息处理费" in printed.replace("\r\n", "")

    begin(window, 2025)
    carried = CellId("requests/carried_over_in/natural_person")
    assert (session.report.year, session.report.cells[carried]) == (2025, "1")
    press(Key.Key_Z, CONTROL)
    assert carried not in session.report.cells
