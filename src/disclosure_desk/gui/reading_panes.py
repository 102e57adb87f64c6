"""A list beside what it lists, to be read: licences, and what would go into a file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QPlainTextEdit, QVBoxLayout, QWidget

_GAP, _LIST_WIDTH = 12, 240


@dataclass(frozen=True)
class Readable:
    """Something to read.

    Attributes:
        name: its line in the list.
        about: what stands above the text, in a sentence or two.
        read: gives the text when it is first shown.
    """

    name: str
    about: str
    read: Callable[[], str]


class ReadingPanes(QWidget):
    """Shows the one of several texts that is chosen.

    Args:
        name: what is listed, to be read out.
        readables: at least one.
    """

    def __init__(self, name: str, readables: Sequence[Readable], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._readables = tuple(readables)
        self.names = QListWidget(self)
        self.names.setObjectName("list")
        self.names.setAccessibleName(name)
        self.names.setFixedWidth(_LIST_WIDTH)
        self.names.addItems([each.name for each in readables])
        self.about = QLabel(self)
        self.about.setWordWrap(True)
        self.about.setTextFormat(Qt.TextFormat.PlainText)
        self.about.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.text = QPlainTextEdit(self)
        self.text.setObjectName("sheet")
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self._lay_out()
        self.names.currentRowChanged.connect(self._show)
        self.names.setCurrentRow(0)

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(_GAP)
        column.addWidget(self.about)
        column.addWidget(self.text, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        row.addWidget(self.names)
        row.addLayout(column, 1)

    def _show(self, at: int) -> None:
        chosen = self._readables[at]
        self.about.setText(chosen.about)
        self.about.setAccessibleName(chosen.about)
        self.text.setPlainText(chosen.read())
        self.text.setAccessibleName(chosen.name)
