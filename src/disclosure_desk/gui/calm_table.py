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
        columns: each heading with its width in pixels, 0 for the one that stretches.
        parent: where it lies.
    """

    def __init__(self, name: str, columns: Sequence[tuple[str, int]], parent: QWidget | None = None) -> None:
        super().__init__(0, len(columns), parent)
        self.setObjectName("shelf")
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels([heading for heading, _ in columns])
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
        for at, (_, width) in enumerate(columns):
            header.setSectionResizeMode(at, QHeaderView.ResizeMode.Fixed if width else QHeaderView.ResizeMode.Stretch)
            if width:
                header.resizeSection(at, width)
