"""A table of the report as the printed form, filled in with the keys of a spreadsheet."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QHeaderView, QTableView, QWidget

from disclosure_desk.formats.grid import Box, BoxRole
from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui.figure_editor import Mode
from disclosure_desk.gui.figure_entry import FigureEntry
from disclosure_desk.gui.figure_look import look
from disclosure_desk.gui.table_clipboard import holds_several
from disclosure_desk.gui.table_deeds import TableDeeds
from disclosure_desk.gui.table_keys import asked
from disclosure_desk.gui.table_layout import TableFonts, TableLayout
from disclosure_desk.gui.table_menu import table_menu
from disclosure_desk.gui.table_model import Index, TableModel
from disclosure_desk.gui.table_painter import Scene, TablePainter
from disclosure_desk.gui.table_paths import FigurePaths
from disclosure_desk.gui.theme import theme

if TYPE_CHECKING:
    from disclosure_desk.gui.session import Session

_Flag = QItemSelectionModel.SelectionFlag
_FRAME_REACH = 2


class TableView(QTableView):
    """One table at its full size; what scrolls is the sheet it lies on.

    Args:
        model: the table.
        sheet: the widget it lies on.
        page: the page around it, on which messages lie.
    """

    cell_entered = Signal(object)
    """Another cell is current; its id."""
    wanted_visible = Signal(QRect)
    """A part of the view that should be in sight."""
    stepped_out = Signal(int)
    """Tab went past the last input (1) or before the first (-1)."""
    part_changed = Signal(QRect)
    """A part of headers or stubs looks different now."""
    laid_out = Signal()
    """The table was measured anew."""

    def __init__(self, model: TableModel, sheet: QWidget, page: QWidget) -> None:
        super().__init__(sheet)
        self._table = model
        self.session: Session = model.session
        self.deeds: TableDeeds | None = None
        self._painter: TablePainter | None = None
        self._measured: tuple[object, ...] = ()
        self._column: int | None = None
        self._anchor: Box | None = None
        self._selected: frozenset[CellId] = frozenset()
        self._framed = QRect()
        self._sight = QRect()
        self._room = 0
        self._with_last_year = True
        self.entry = FigureEntry(self.session, self.viewport(), page, self._take_key)
        self._settle_qt()
        self.setModel(model)
        self.setFocusProxy(self.entry.editor)
        self.entry.keyboard_moved.connect(self._update_frame)
        model.modelReset.connect(self._take_up_grid)
        model.dataChanged.connect(self._announce)
        self._take_up_grid()

    def _settle_qt(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setAutoScroll(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.hide()
            header.setAccessibleName("表头")
            header.setMinimumSectionSize(1)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _take_up_grid(self) -> None:
        """Another form: merged cells, ways and the first figure."""
        self.clearSpans()
        self.deeds, self._painter, self._measured, self._anchor = None, None, (), None
        grid = self._table.grid
        self.setAccessibleName(self._table.table.heading if self._table.table else "表格")
        if grid is None:
            self.entry.rest_on(None, QRect(), 0)
            return
        for box in grid.boxes:
            if box.row_span > 1 or box.column_span > 1:
                self.setSpan(box.row, box.column, box.row_span, box.column_span)
        paths = FigurePaths(grid)
        self.deeds = TableDeeds(self, paths)
        self.go(paths.in_order[0])

    # Measures.

    def lay_out(self, width: int, zoom: float, *, is_tall: bool = False) -> None:
        """Measures the table for a width in pixels and takes that size; nothing happens where nothing changed."""
        grid = self._table.grid
        font = QApplication.font()
        wanted = (grid and id(grid), width, zoom, is_tall, font.key(), id(theme()))
        if grid is None or wanted == self._measured:
            return
        self._measured = wanted
        layout = TableLayout(grid, TableFonts.made(font, zoom), width, zoom, is_tall=is_tall)
        self._painter = TablePainter(layout, theme(), self.session.report.form.totals)
        for at, wide in enumerate(layout.widths):
            self.setColumnWidth(at, wide)
        for at, high in enumerate(layout.heights):
            self.setRowHeight(at, high)
        # One pixel to spare: on a screen between two scales the last lines may fall a fraction outside.
        self.setFixedSize(layout.width + 1, layout.height + 1)
        self.entry.editor.setFont(layout.fonts.figure)
        self._rest_editor()
        self.viewport().update()
        self.laid_out.emit()

    @property
    def painter(self) -> TablePainter | None:
        """What paints the table; None before the first :meth:`lay_out`."""
        return self._painter

    @property
    def table_size(self) -> QSize:
        """The size of the table itself."""
        return QSize(self._painter.layout.width, self._painter.layout.height) if self._painter else QSize(0, 0)

    def rect_of(self, box: Box) -> QRect:
        """Where a box lies on the view."""
        return self._painter.layout.rects[box] if self._painter else QRect()

    def page_height(self) -> int:
        """How far Page Down goes: what is in sight below the header, wherever the sheet has scrolled to."""
        header = self._table.grid.bands[0].header if self._table.grid else 0
        tops = self._painter.layout.tops if self._painter else (0,)
        return self._room - tops[header] - tops[-1] // len(tops)

    def set_sight(self, sight: QRect, room: int) -> None:
        """Which part of the view is neither scrolled away nor covered, and how high the window on it is.

        The labels of groups keep to what is in sight.
        """
        self._room = room
        if sight == self._sight:
            return
        self._sight = sight
        if self._painter is not None:
            for box in self._painter.layout.grid.boxes:
                if box.role is BoxRole.STUB and box.row_span > 1:
                    self.viewport().update(self.rect_of(box))

    # Where the keyboard is.

    @property
    def current_box(self) -> Box | None:
        """The current figure."""
        return self._table.box_at(self.currentIndex())

    @property
    def selected_cells(self) -> frozenset[CellId]:
        """The selected figures."""
        return self._selected

    def go(self, box: Box, *, extends: bool = False, column: int | None = None) -> None:
        """Makes a figure current, alone or as the end of a selection that begins where it began.

        Args:
            box: the figure.
            extends: whether the selection grows to it.
            column: the grid column to keep to when going on up or down.
        """
        index = self._table.index(box.row, box.column)
        selection = self.selectionModel()
        if extends and self._anchor is not None:
            selection.select(self._between(self._anchor, box), _Flag.ClearAndSelect)
            selection.setCurrentIndex(index, _Flag.NoUpdate)
        else:
            self._anchor = box
            selection.setCurrentIndex(index, _Flag.ClearAndSelect)
        self._column = column

    def kept_column(self, at: Box) -> int:
        """The grid column that going up and down keeps to, past boxes that are wider."""
        return at.column if self._column is None else self._column

    def select_all_figures(self) -> None:
        """Selects every figure of the table."""
        last = self._table.index(self._table.rowCount() - 1, self._table.columnCount() - 1)
        self.selectionModel().select(QItemSelection(self._table.index(0, 0), last), _Flag.ClearAndSelect)

    def _between(self, one: Box, other: Box) -> QItemSelection:
        top, left = min(one.row, other.row), min(one.column, other.column)
        bottom = max(one.row, other.row)
        right = max(box.column + box.column_span - 1 for box in (one, other))
        return QItemSelection(self._table.index(top, left), self._table.index(bottom, right))

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802 - Qt's name
        """The editor follows, headers and stubs are tinted, the cell comes into sight."""
        super().currentChanged(current, previous)
        box = self._table.box_at(current)
        self._rest_editor()
        self._update_heads(self._table.box_at(previous))
        self._update_heads(box)
        if box is not None and box.cell is not None:
            self.wanted_visible.emit(self.rect_of(box))
            self.cell_entered.emit(box.cell)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:  # noqa: N802 - Qt's name
        """Selected figures are tinted."""
        super().selectionChanged(selected, deselected)
        before = self._selected
        boxes = (self._table.box_at(index) for index in self.selectedIndexes())
        self._selected = frozenset(box.cell for box in boxes if box and box.cell)
        if len(before) > 1 or len(self._selected) > 1:
            self.viewport().update()

    def _rest_editor(self) -> None:
        box = self.current_box
        if box is None or self._painter is None:
            self.entry.rest_on(box.cell if box else None, QRect(), 0)
            return
        self.entry.rest_on(box.cell, self.rect_of(box), self._painter.layout.padding)

    def _update_frame(self) -> None:
        """The frame is where it is now, and no longer where it was."""
        reach = _FRAME_REACH
        for frame in (self._framed, self.entry.frame):
            self.viewport().update(frame.adjusted(-reach, -reach, reach, reach))
        self._framed = self.entry.frame

    def _update_heads(self, figure: Box | None) -> None:
        if figure is None or self._painter is None:
            return
        for box in self._painter.heads_of(figure):
            self.viewport().update(self.rect_of(box))
            self.part_changed.emit(self.rect_of(box))

    def _announce(self, first: QModelIndex, last: QModelIndex) -> None:
        now = self.currentIndex()
        if first.row() <= now.row() <= last.row() and first.column() <= now.column() <= last.column():
            self.entry.announce()

    # Seeing.

    def scene(self) -> Scene:
        """What is to be painted at the moment."""
        return Scene(
            look=lambda cell: look(self.session, cell),
            current=self.current_box,
            selected=self._selected,
            frame=self.entry.frame,
            has_keyboard=self.entry.editor.hasFocus(),
            sight=self._sight,
            with_last_year=self._with_last_year and self.session.previous is not None,
        )

    def set_last_year_shown(self, shown: bool) -> None:  # noqa: FBT001  a slot for a switch
        """Shows last year's figures in the corners of the cells, or not."""
        if shown != self._with_last_year:
            self._with_last_year = shown
            self.viewport().update()
            self.part_changed.emit(self.viewport().rect())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The printed form."""
        if self._painter is None or not self.session.has_report:
            return
        with QPainter(self.viewport()) as painter:
            self._painter.paint(painter, event.region(), self.scene())

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """The sheet scrolls, not the table."""
        event.ignore()

    # Keys, input methods, mouse.

    def _take_key(self, event: QKeyEvent) -> bool:
        mode = self.entry.editor.mode
        if event.matches(QKeySequence.StandardKey.Paste) and holds_several():
            mode = Mode.MOVING  # several cells are never one figure, also while one is being typed
        wish = asked(event, mode)
        if wish is None and event.key() == Qt.Key.Key_Escape:
            return self.entry.dismiss()
        if wish is None or self.deeds is None:
            return False
        self.deeds.do(wish)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Keys are the editor's, which asks the table first."""
        if self.entry.editor.passed_on():
            event.ignore()
            return
        self.entry.editor.keyPressEvent(event)
        self.entry.editor.passed_on()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802 - Qt's name
        """What an input method composes goes to the editor from its first character."""
        self.entry.editor.inputMethodEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Only figures can be chosen; what was being typed is taken first."""
        box = self._table.box_at(self.indexAt(event.position().toPoint()))
        if box is None or box.cell is None or not self.entry.take():
            event.accept()
            return
        if not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._anchor, self._column = box, None
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Opens the figure for editing."""
        box = self._table.box_at(self.indexAt(event.position().toPoint()))
        if box is not None and box == self.current_box and not self.entry.is_open:
            self.entry.edit()
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """What the keys do, as a menu; a click outside the selection chooses its figure first."""
        box = self._table.box_at(self.indexAt(event.pos()))
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            box = self.current_box
        if self.deeds is None or box is None or box.cell is None or not self.entry.take():
            return
        if box.cell not in self._selected:
            self.go(box)
        menu = table_menu(self, self.deeds, is_editable=self.session.is_editable)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def event(self, event: QEvent) -> bool:
        """Tab is a key of the table, not of the window."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self.keyPressEvent(event)
            return event.isAccepted()
        return super().event(event)
