"""The lines of a paste as a tree of tables and cells, each with a box to tick."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from disclosure_desk.formats.form import Form
from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui.paste_plan import PasteLine, PastePlan, TotalLine
from disclosure_desk.gui.theme import theme

_HEADS = ("行", "列", "现在", "粘贴后", "差额", "说明")
_ROW, _COLUMN, _BEFORE, _AFTER, _DIFFERENCE, _SENTENCE = range(6)
_WIDTHS = {_COLUMN: 200, _BEFORE: 80, _AFTER: 80, _DIFFERENCE: 68, _SENTENCE: 184}
_LINE_SPACE = 10
_LEAST_LINES, _MOST_LINES = 5, 24
_FIGURES = (_BEFORE, _AFTER, _DIFFERENCE)
_CELL = int(Qt.ItemDataRole.UserRole)
_BLANK = "空白"
_TICKABLE = Qt.ItemFlag.ItemIsUserCheckable
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class PasteTree(QTreeWidget):
    """Questions first, then the tables; a table's box ticks all of its cells.

    Questions are off until they are ticked, everything else is on.
    """

    ticked = Signal()
    """Another set of cells is ticked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findings")
        self.setAccessibleName("将要粘贴的数字")
        self.setHeaderLabels(list(_HEADS))
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._questions: list[QTreeWidgetItem] = []
        self._changes: list[QTreeWidgetItem] = []
        self._kept: QTreeWidgetItem | None = None
        self._totals: QTreeWidgetItem | None = None
        self._shows_kept = False
        header = self.header()
        header.setAccessibleName("列名")
        header.setStyleSheet("QHeaderView::section { padding: 6px 4px; }")  # as far in as the lines below
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(48)
        header.setSectionResizeMode(_ROW, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS.items():
            header.resizeSection(column, width)
        for column in _FIGURES:
            self.headerItem().setTextAlignment(column, _RIGHT)
        self.itemChanged.connect(self._changed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as its lines, within reason."""
        groups = [self.topLevelItem(at) for at in range(self.topLevelItemCount())]
        lines = sum(1 + group.childCount() for group in groups if group is not None and not group.isHidden())
        shown = min(max(lines, _LEAST_LINES), _MOST_LINES) + 1
        return QSize(super().sizeHint().width(), shown * self._line_height() + self.header().sizeHint().height())

    @property
    def sentence(self) -> str:
        """What has to be said about the current line, in full."""
        item = self.currentItem()
        return str(item.toolTip(_SENTENCE)) if item is not None else ""

    @property
    def accepted(self) -> frozenset[CellId]:
        """The ticked cells."""
        return frozenset(_cell(item) for item in (*self._changes, *self._questions) if _is_ticked(item))

    @property
    def left_out(self) -> frozenset[CellId]:
        """The cells of changes (not of questions) that are not ticked."""
        return frozenset(_cell(item) for item in self._changes if not _is_ticked(item))

    def show_plan(self, plan: PastePlan) -> None:
        """Shows another plan, with its own ticks."""
        form = plan.report.form
        with QSignalBlocker(self):
            self.clear()
            self._totals = None
            self._questions = [_question_item(form, line) for line in plan.answerable]
            self._add_group("需要确认", self._questions)
            unread = [_question_item(form, line) for line in plan.questions if line.after is None]
            self._add_group("无法确定，不会粘贴", unread)
            self._changes = []
            for table in form.tables:
                lines = [line for line in plan.changing if form.places[line.cell].section is table]
                items = [_line_item(form, line) for line in lines]
                self._changes += items
                self._add_group(table.short, items)
            self._add_group("数字不变，但有说明", [_line_item(form, line) for line in plan.lines if not line.is_change])
            self._kept = self._add_group("不变", [_kept_item(form, line) for line in plan.kept])
        self.show_kept(wanted=self._shows_kept)
        group = self.topLevelItem(0)
        first = group.child(0) if group is not None else None
        if first is not None:
            self.setCurrentItem(first)
            self.scrollToTop()

    def show_kept(self, *, wanted: bool) -> None:
        """Shows or hides the cells that stay as they are."""
        self._shows_kept = wanted
        if self._kept is not None:
            self._kept.setHidden(not wanted)

    def show_totals(self, form: Form, totals: Sequence[TotalLine]) -> None:
        """Shows at the foot which pasted totals are not the sum of their parts; they carry no boxes."""
        with QSignalBlocker(self):
            was_open = self._totals is None or self._totals.isExpanded()
            if self._totals is not None:
                self.takeTopLevelItem(self.indexOfTopLevelItem(self._totals))
            self._totals = self._add_group("合计不等于各项之和", [_total_item(form, line) for line in totals])
            if self._totals is not None:
                self._totals.setExpanded(was_open)

    def _add_group(self, name: str, items: list[QTreeWidgetItem]) -> QTreeWidgetItem | None:
        """A line with its cells below; none where there are no cells."""
        if not items:
            return None
        group = QTreeWidgetItem([f"{name}　{len(items)} 格"])
        # All lines are as high as the first one.
        group.setSizeHint(_ROW, QSize(0, self._line_height()))
        group.addChildren(items)
        if items[0].flags() & _TICKABLE:
            group.setFlags(group.flags() | Qt.ItemFlag.ItemIsAutoTristate | _TICKABLE)
        else:
            group.setFlags(group.flags() & ~_TICKABLE)
        self.addTopLevelItem(group)
        group.setFirstColumnSpanned(True)
        group.setExpanded(True)
        return group

    def _line_height(self) -> int:
        return self.fontMetrics().lineSpacing() + _LINE_SPACE

    def _changed(self, item: QTreeWidgetItem, column: int) -> None:
        if column == _ROW and item.flags() & _TICKABLE:
            self.ticked.emit()


def _is_ticked(item: QTreeWidgetItem) -> bool:
    return item.checkState(_ROW) is Qt.CheckState.Checked


def _cell(item: QTreeWidgetItem) -> CellId:
    return CellId(item.data(_ROW, _CELL))


def _item(form: Form, cell: CellId, before: str, after: str, difference: str, sentence: str) -> QTreeWidgetItem:
    place = form.places[cell]
    # The line itself says which cell it is about.
    said = sentence.removeprefix(place.spoken)
    item = QTreeWidgetItem([place.row.spoken, place.column.spoken, before, after, difference, said])
    item.setData(_ROW, _CELL, cell)
    item.setToolTip(_ROW, place.row.label)
    item.setToolTip(_SENTENCE, sentence)
    for column in _FIGURES:
        item.setTextAlignment(column, _RIGHT)
    item.setFlags(item.flags() & ~_TICKABLE | Qt.ItemFlag.ItemNeverHasChildren)
    words = f"{place.section.short} {place.row.spoken} {place.column.spoken} 现在 {before} 粘贴后 {after} {sentence}"
    item.setData(_ROW, Qt.ItemDataRole.AccessibleTextRole, words.strip())
    return item


def _line_item(form: Form, line: PasteLine) -> QTreeWidgetItem:
    sentence = line.sentence or ("现有数字将变为空白" if line.becomes_blank else "")
    item = _item(form, line.cell, line.before or _BLANK, line.after or _BLANK, line.difference, sentence)
    _mute_blanks(item, line)
    if line.is_change:
        _offer(item, Qt.CheckState.Checked)
    if line.becomes_blank:
        for column in (_AFTER, _SENTENCE):
            item.setForeground(column, QBrush(theme().warning))
    return item


def _question_item(form: Form, line: PasteLine) -> QTreeWidgetItem:
    after = line.after if line.after is not None else "—"
    item = _item(form, line.cell, line.before or _BLANK, after, line.difference, f"粘贴的是“{line.shown}”")
    item.setText(_ROW, f"{form.places[line.cell].section.short} {item.text(_ROW)}")
    item.setToolTip(_SENTENCE, line.sentence)
    item.setForeground(_SENTENCE, QBrush(theme().warning))
    _mute_blanks(item, line)
    if line.after is not None:
        _offer(item, Qt.CheckState.Unchecked)
    return item


def _kept_item(form: Form, line: PasteLine) -> QTreeWidgetItem:
    item = _item(form, line.cell, line.before or _BLANK, line.after or _BLANK, "", "不变")
    for column in range(len(_HEADS)):
        item.setForeground(column, QBrush(theme().muted))
    return item


def _total_item(form: Form, line: TotalLine) -> QTreeWidgetItem:
    sum_of_parts = "各项未填全" if line.expected is None else f"各项之和 {line.expected}"
    item = _item(form, line.cell, line.expected or _BLANK, line.actual, line.difference, sum_of_parts)
    item.setText(_SENTENCE, f"{sum_of_parts}，粘贴的是 {line.actual}")
    return item


def _offer(item: QTreeWidgetItem, state: Qt.CheckState) -> None:
    item.setFlags(item.flags() | _TICKABLE)
    item.setCheckState(_ROW, state)


def _mute_blanks(item: QTreeWidgetItem, line: PasteLine) -> None:
    muted: QColor = theme().muted
    if line.before is None:
        item.setForeground(_BEFORE, QBrush(muted))
    if line.after is None:
        item.setForeground(_AFTER, QBrush(muted))
