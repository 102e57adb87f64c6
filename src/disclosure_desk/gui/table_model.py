"""One table of the report on the desk as a Qt model: a lens over the session that keeps no figure of its own."""

from collections.abc import Callable, Iterable
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from disclosure_desk.checks.finding import Finding
from disclosure_desk.errors import DeskError
from disclosure_desk.formats.grid import Box, BoxRole, Grid, grid
from disclosure_desk.formats.schema import CellId, TableSection
from disclosure_desk.gui.figure_look import look, spoken, tooltip, totals_over
from disclosure_desk.gui.session import Session

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class Role(IntEnum):
    """Roles beyond Qt's own."""

    CELL = Qt.ItemDataRole.UserRole + 1
    """The cell id, or None where no figure stands."""
    LOOK = Qt.ItemDataRole.UserRole + 2
    """The :class:`~disclosure_desk.gui.figure_look.Look` of a figure."""


class TableModel(QAbstractTableModel):
    """Grid rows × grid columns, headers and stubs included; a merged box answers at its top left position.

    Args:
        session: the report on the desk.
        section: id of the table section.
    """

    def __init__(self, session: Session, section: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.section = section
        self._grid: Grid | None = None
        self._table: TableSection | None = None
        self._cells: tuple[CellId, ...] = ()
        self._marked: dict[CellId, tuple[Finding, ...]] = {}
        self.reload()
        session.cells_changed.connect(self._cells_changed)
        session.findings_changed.connect(self._findings_changed)
        session.annotations_changed.connect(self._tell_if_shown)
        session.particulars_changed.connect(self._all_changed)

    def reload(self) -> None:
        """Takes up the form of the report that lies on the desk now."""
        table = self._section_now()
        if table is self._table:
            self._all_changed()
            return
        self.beginResetModel()
        self._table = table
        self._grid = grid(table) if table else None
        self._cells = table.cells if table else ()
        self._marked = self._findings()
        self.endResetModel()

    # Where things are.

    @property
    def grid(self) -> Grid | None:
        """The table as merged boxes; None while no report with this table lies on the desk."""
        return self._grid

    @property
    def table(self) -> TableSection | None:
        """The section in the official wording."""
        return self._table

    def box_at(self, index: Index) -> Box | None:
        """The box that covers a position."""
        return self._grid.covering.get((index.row(), index.column())) if self._grid and index.isValid() else None

    def index_of(self, cell: CellId) -> QModelIndex:
        """The position of a figure; an invalid index where the table has no such cell."""
        box = self._grid.figures.get(cell) if self._grid else None
        return self.index(box.row, box.column) if box else QModelIndex()

    # What Qt asks.

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Number of grid rows."""
        return 0 if parent.isValid() or self._grid is None else self._grid.row_count

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Number of grid columns."""
        return 0 if parent.isValid() or self._grid is None else self._grid.column_count

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Only figures can be selected."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        box = self._anchored(index)
        if box is None or box.cell is None:
            return Qt.ItemFlag.ItemIsEnabled
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return flags | Qt.ItemFlag.ItemIsEditable if look(self.session, box.cell).is_editable else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, tooltip, accessible text and :class:`Role` of a position."""
        box = self._anchored(index)
        if box is None:
            return None
        return self._of_label(box, role) if box.cell is None else self._of_figure(box.cell, role)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The innermost official label of a grid column or row, for screen readers; the view paints the real header."""
        if role != Qt.ItemDataRole.DisplayRole or self._grid is None:
            return None
        across = orientation == Qt.Orientation.Horizontal
        labels = (box for box in self._grid.boxes if box.role is (BoxRole.HEADER if across else BoxRole.STUB))
        reaching = [box for box in labels if _reaches(box, section, across=across)]
        return max(reaching, key=lambda box: box.column if not across else -box.column_span).text if reaching else ""

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802 - Qt's name
        """Takes a typed figure; False where it is refused (the view asks the session itself and says why)."""
        box = self._anchored(index)
        if role != Qt.ItemDataRole.EditRole or box is None or box.cell is None:
            return False
        try:
            self.session.type_figure(box.cell, str(value))
        except DeskError:
            return False
        return True

    def _anchored(self, index: Index) -> Box | None:
        box = self.box_at(index)
        return box if box and (box.row, box.column) == (index.row(), index.column()) else None

    def _of_label(self, box: Box, role: int) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return box.text
        return None

    def _of_figure(self, cell: CellId, role: int) -> Any:
        answer = _FIGURE_ANSWERS.get(role)
        return answer(self.session, cell) if answer else None

    # What the session tells.

    def _section_now(self) -> TableSection | None:
        if not self.session.has_report:
            return None
        return next((t for t in self.session.report.form.tables if t.id == self.section), None)

    def _findings(self) -> dict[CellId, tuple[Finding, ...]]:
        return {cell: found for cell in self._cells if (found := self.session.findings_of(cell))}

    def _cells_changed(self, cells: frozenset[CellId]) -> None:
        if self._grid is None:
            return
        over = totals_over(self.session.report.form)
        self._tell({*cells, *(total for cell in cells for total in over.get(cell, ()))})

    def _findings_changed(self) -> None:
        if self._section_now() is not self._table:
            return
        before, self._marked = self._marked, self._findings()
        either = before.keys() | self._marked.keys()
        self._tell(cell for cell in either if before.get(cell) != self._marked.get(cell))

    def _all_changed(self) -> None:
        self._marked = self._findings()
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    def _tell_if_shown(self, cells: Iterable[CellId]) -> None:
        if self._section_now() is self._table:
            self._tell(cells)

    def _tell(self, cells: Iterable[CellId]) -> None:
        for cell in cells:
            index = self.index_of(cell)
            if index.isValid():
                self.dataChanged.emit(index, index)


def _reaches(box: Box, section: int, *, across: bool) -> bool:
    first, span = (box.column, box.column_span) if across else (box.row, box.row_span)
    return first <= section < first + span


_FIGURE_ANSWERS: dict[int, Callable[[Session, CellId], Any]] = {
    Qt.ItemDataRole.DisplayRole: lambda session, cell: session.report.cells.get(cell, ""),
    Qt.ItemDataRole.EditRole: lambda session, cell: session.report.cells.get(cell, ""),
    Qt.ItemDataRole.ToolTipRole: lambda session, cell: tooltip(session, cell) or None,
    Qt.ItemDataRole.AccessibleTextRole: spoken,
    Role.CELL: lambda _, cell: cell,
    Role.LOOK: look,
}
