"""What becomes 0, by table and row, with the figures that are overwritten; tables can be left out."""

from collections.abc import Collection, Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem

from disclosure_desk.formats.schema import CellId, TableSection
from disclosure_desk.gui.icons import icon
from disclosure_desk.gui.theme import theme
from disclosure_desk.report.changes import Change
from disclosure_desk.report.document import ReportDocument
from disclosure_desk.report.zeros import input_cells, overwritten

_TABLE = int(Qt.ItemDataRole.UserRole)
_LEAST_HEIGHT = 260


class ZeroTree(QTreeWidget):
    """One entry for each table, one below for each row, and one for each figure that is overwritten.

    Args:
        can_choose: whether tables can be left out.
    """

    def __init__(self, *, can_choose: bool) -> None:
        super().__init__()
        self._can_choose = can_choose
        self._left_out: set[str] = set()
        self.setObjectName("findings")
        self.setAccessibleName("将填 0 的各格")
        self.setHeaderHidden(True)
        self.setMinimumHeight(_LEAST_HEIGHT)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QTreeWidget.ScrollMode.ScrollPerPixel)
        self.itemChanged.connect(self._choose)

    @property
    def left_out(self) -> frozenset[str]:
        """Ids of the tables that are left out."""
        return frozenset(self._left_out)

    def show_change(self, report: ReportDocument, change: Change) -> None:
        """Lists the cells that a change sets to 0, and what stands in them before."""
        declared = set(input_cells(report))
        zeros = {CellId(edit.key) for edit in change.edits if edit.key in declared}
        replaced = overwritten(report, change)
        self.blockSignals(True)  # noqa: FBT003  Qt's signature
        self.clear()
        for table in report.form.tables:
            own = zeros.intersection(table.cells)
            if own:
                top = self._add_table(table, len(own))
                for cell in (cell for cell in table.cells if cell in replaced):
                    self._add_overwritten(top, f"{report.form.places[cell].spoken}：{replaced[cell]} → 0")
                for words in _rows(report, table, own):
                    _entry(top, words)
                top.setExpanded(True)
        self.blockSignals(False)  # noqa: FBT003  Qt's signature
        first = self.topLevelItem(0)
        if first is not None:
            self.setCurrentItem(first)

    def _add_table(self, table: TableSection, count: int) -> QTreeWidgetItem:
        top = _entry(self.invisibleRootItem(), f"{table.heading}　{count} 格")
        top.setData(0, _TABLE, table.id)
        if self._can_choose:
            is_left_out = table.id in self._left_out
            top.setCheckState(0, Qt.CheckState.Unchecked if is_left_out else Qt.CheckState.Checked)
        return top

    def _add_overwritten(self, top: QTreeWidgetItem, words: str) -> None:
        entry = _entry(top, f"将覆盖 {words}")
        colours = theme()
        entry.setIcon(0, icon("finding-warning", colours.warning))
        entry.setForeground(0, QBrush(colours.warning))

    def _choose(self, entry: QTreeWidgetItem) -> None:
        section = entry.data(0, _TABLE)
        if section is not None and self._can_choose:
            is_chosen = entry.checkState(0) is Qt.CheckState.Checked
            (self._left_out.discard if is_chosen else self._left_out.add)(section)


def _rows(report: ReportDocument, table: TableSection, zeros: Collection[CellId]) -> Iterator[str]:
    """Each row with the columns that are meant, or how many they are where it is the whole row."""
    places = report.form.places
    for row in table.rows:
        own = [cell for cell in table.cells if places[cell].row is row and cell not in report.form.totals]
        meant = [cell for cell in own if cell in zeros]
        if not meant:
            continue
        named = "、".join(places[cell].column.spoken for cell in meant)
        yield f"{row.spoken}：整行 {len(own)} 格" if len(meant) == len(own) > 1 else f"{row.spoken}：{named}"


def _entry(parent: QTreeWidgetItem, words: str) -> QTreeWidgetItem:
    entry = QTreeWidgetItem(parent, [words])
    entry.setToolTip(0, words)
    entry.setData(0, Qt.ItemDataRole.AccessibleTextRole, words)
    return entry
