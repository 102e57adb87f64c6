"""Drives a page of a table as an officer does: with keys, an input method and the mouse."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui.table_page import TablePage

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


def requests(row: str, column: str = "natural_person") -> CellId:
    """A cell of table three."""
    return CellId(f"requests/{row}/{column}")


class Officer:
    """Someone at the keyboard before a page."""

    def __init__(self, qtbot: QtBot, page: TablePage, width: int = 720, height: int = 640) -> None:
        self.page = page
        qtbot.addWidget(page)
        page.resize(width, height)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        page.setFocus()
        qtbot.waitUntil(lambda: QApplication.focusWidget() is page.view.entry.editor)

    @property
    def keyboard(self) -> QWidget:
        """Whatever has the keyboard."""
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def press(self, *keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            QTest.keyClick(self.keyboard, key, held)

    def type(self, text: str) -> None:
        QTest.keyClicks(self.keyboard, text)

    def compose(self, *preedits: str, commit: str) -> None:
        """What an input method sends: the text being composed, then the text that was chosen."""
        for preedit in preedits:
            QCoreApplication.sendEvent(self.keyboard, QInputMethodEvent(preedit, []))
        event = QInputMethodEvent()
        event.setCommitString(commit)
        QCoreApplication.sendEvent(self.keyboard, event)

    def click(self, cell: CellId, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        view = self.page.view
        box = self.page.model.box_at(self.page.model.index_of(cell))
        assert box is not None
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, held, view.rect_of(box).center())

    def double_click(self, cell: CellId) -> None:
        self.click(cell)
        view = self.page.view
        box = self.page.model.box_at(self.page.model.index_of(cell))
        assert box is not None
        QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.rect_of(box).center())

    @property
    def at(self) -> CellId | None:
        """The current cell."""
        return self.page.current_cell

    @property
    def message(self) -> str:
        """The sentence under the cell, or ""."""
        message = self.page.view.entry.message
        return message.text if message.isVisible() else ""
