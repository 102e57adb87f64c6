"""A table to choose one line from: no grid, nothing to type into, one column that takes the room left."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QWidget

ROW = 36
"""Height of a line, pixels."""


class CalmTable(QTableWidget):
    """A list in columns.

    Args:
        name: what a screen reader calls it.
        headings: of the columns.
        widest: the heading of the column that takes the room left; each other one is as wide as what is in it.
        parent: where it lies.
    """

    def __init__(self, name: str, headings: Sequence[str], widest: str, parent: QWidget | None = None) -> None:
        super().__init__(0, len(headings), parent)
        self.setObjectName("shelf")
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels(headings)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(headings.index(widest), QHeaderView.ResizeMode.Stretch)
