"""What the keys of a table do: moving about, typing, clearing, filling, copying and pasting."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from disclosure_desk.errors import DeskError
from disclosure_desk.formats.grid import Box
from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui.copied_block import bare, headed
from disclosure_desk.gui.table_clipboard import block_of, filled_down, offered
from disclosure_desk.gui.table_keys import Asked, Deed
from disclosure_desk.gui.table_paths import FigurePaths, Way

if TYPE_CHECKING:
    from disclosure_desk.gui.table_view import TableView

_ACROSS = (Way.LEFT, Way.RIGHT)
_KEEP_TYPING = (Deed.RESTORE, Deed.EDIT)
_TABS = (Deed.NEXT_INPUT, Deed.PREVIOUS_INPUT)


class TableDeeds:
    """The deeds of one view on one grid.

    Args:
        view: the table's view.
        paths: the ways through its grid.
    """

    def __init__(self, view: "TableView", paths: FigurePaths) -> None:
        self._view = view
        self._paths = paths
        self._entry = view.entry
        self._session = view.session
        self._tabs_began: Box | None = None
        self._tabs_led: Box | None = None
        self._deeds: dict[Deed, Callable[[Box, Asked], None]] = {
            Deed.STEP: self._step,
            Deed.BLOCK_EDGE: self._block_edge,
            Deed.LINE_START: lambda at, asked: self._go(self._line(at)[0], asked),
            Deed.LINE_END: lambda at, asked: self._go(self._line(at)[-1], asked),
            Deed.TABLE_START: lambda _, asked: self._go(paths.in_order[0], asked),
            Deed.TABLE_END: lambda _, asked: self._go(paths.in_order[-1], asked),
            Deed.PAGE: self._page,
            Deed.NEXT_INPUT: lambda at, _: self._next_input(at, 1),
            Deed.PREVIOUS_INPUT: lambda at, _: self._next_input(at, -1),
            Deed.INPUT_BELOW: lambda at, _: self._input_along(at, Way.DOWN),
            Deed.INPUT_ABOVE: lambda at, _: self._input_along(at, Way.UP),
            Deed.EDIT: lambda *_: self._edit(),
            Deed.RESTORE: lambda *_: self._entry.restore(),
            Deed.CLEAR: lambda *_: self.clear(),
            Deed.FILL_DOWN: lambda *_: self.fill_down(),
            Deed.COPY: lambda *_: self.copy(),
            Deed.CUT: lambda *_: self.cut(),
            Deed.PASTE: lambda *_: self.paste(),
            Deed.SELECT_ALL: lambda *_: view.select_all_figures(),
        }

    def do(self, asked: Asked) -> None:
        """Does what a key asks for; a figure that is refused keeps the keyboard where it is."""
        at = self._view.current_box
        if at is None:
            return
        if self._settled(asked.deed):
            self._deeds[asked.deed](at, asked)
            self._note_tabs(at, asked.deed)

    def _note_tabs(self, came_from: Box, deed: Deed) -> None:
        """Remembers where a run of tabs began: Enter goes on below that, as in a spreadsheet."""
        if deed not in _TABS:
            self._tabs_began, self._tabs_led = None, None
            return
        if self._tabs_led != came_from:
            self._tabs_began = came_from
        self._tabs_led = self._view.current_box

    def _settled(self, deed: Deed) -> bool:
        """Whether what was being typed is dealt with; Enter accepts a figure that is offered."""
        if deed is Deed.INPUT_BELOW and self._entry.offer is not None:
            return self._entry.accept_offer()
        return deed in _KEEP_TYPING or self._entry.take()

    # Moving.

    def _go(self, box: Box | None, asked: Asked, column: int | None = None) -> None:
        if box is not None:
            self._view.go(box, extends=asked.extends, column=column)

    def _line(self, at: Box) -> tuple[Box, ...]:
        return self._paths.lines[self._paths.line_of(at)]

    def _kept(self, at: Box, way: Way) -> int | None:
        """The grid column that going up and down keeps to."""
        return None if way in _ACROSS else self._view.kept_column(at)

    def _step(self, at: Box, asked: Asked) -> None:
        column = self._kept(at, asked.way)
        self._go(self._paths.beside(at, asked.way, column), asked, column)

    def _block_edge(self, at: Box, asked: Asked) -> None:
        column = self._kept(at, asked.way)
        cells = self._session.report.cells
        edge = self._paths.block_edge(at, asked.way, lambda box: box.cell in cells, column)
        self._go(edge, asked, column)

    def _page(self, at: Box, asked: Asked) -> None:
        column, goal = self._view.kept_column(at), at
        limit = self._view.page_height()
        start = self._view.rect_of(at).top()
        for box in self._paths.along(at, asked.way, column):
            if abs(self._view.rect_of(box).top() - start) > limit:
                break
            goal = box
        self._go(goal, asked, column)

    def _next_input(self, at: Box, step: int) -> None:
        goal = self._first_input(self._paths.following(at, step))
        if goal is not None:
            self._view.go(goal)
        else:
            self._view.stepped_out.emit(step)

    def _input_along(self, at: Box, way: Way) -> None:
        if len(self._paths.lines) == 1:
            self._next_input(at, 1 if way is Way.DOWN else -1)
            return
        began = self._tabs_began if self._tabs_led == at and way is Way.DOWN else None
        column = began.column if began is not None else self._view.kept_column(at)
        goal = self._first_input(self._paths.along(at, way, column))
        if goal is not None:
            self._view.go(goal, column=column)

    def _first_input(self, boxes: Iterable[Box]) -> Box | None:
        report = self._session.report
        return next((box for box in boxes if report.is_typed or box.cell not in report.form.totals), None)

    # Editing.

    def _edit(self) -> None:
        if not self._entry.is_open:
            self._entry.edit()

    def clear(self) -> None:
        """Blanks the selected cells as one step."""
        self._try(lambda: self._session.clear(box.cell for line in self._block() for box in line if box.cell))

    def fill_down(self) -> None:
        """Repeats the first selected line downwards, or the figure above into the cell."""
        self._try(lambda: self._session.apply(filled_down(self._session.report, self._paths, self._block())))

    def copy(self) -> None:
        """Puts the selected figures on the clipboard, as tab-separated text and as a table."""
        cells = self._selected()
        if cells:
            QGuiApplication.clipboard().setMimeData(offered(bare(self._session.report, self._paths, cells)))

    def copy_with_headings(self) -> None:
        """The same with the stubs and headers as printed."""
        cells = self._selected()
        if cells:
            QGuiApplication.clipboard().setMimeData(offered(headed(self._session.report, self._paths, cells)))

    def cut(self) -> None:
        """Copies the selected figures and blanks their cells."""
        self.copy()
        self.clear()

    def paste(self) -> None:
        """Puts what is on the clipboard into the table: a block of figures at once, labelled tables after a preview."""
        # Pasting is loaded when it is first wanted, so that the window starts quickly.
        from disclosure_desk.gui.paste_flow import paste_at  # noqa: PLC0415

        self._try(lambda: paste_at(self._view, self._session, self._paths, self._selected(), self._tell, self._retype))

    def paste_whole(self) -> None:
        """Shows what the tables on the clipboard would change, in this table or another."""
        from disclosure_desk.gui.paste_flow import paste_whole  # noqa: PLC0415  as above

        self._try(lambda: paste_whole(self._view, self._session, self._tell))

    def _tell(self, sentence: str, kind: str) -> None:
        """Says at the cell what went wrong; that something went well is seen."""
        if kind != "info":
            self._entry.tell(sentence)

    def _retype(self, text: str) -> None:
        """Types a value that is no figure, so that it is refused with what is offered in its place."""
        if self._entry.begin():
            self._entry.editor.insert(text)
            self._entry.take()

    def _selected(self) -> tuple[CellId, ...]:
        return tuple(box.cell for line in self._block() for box in line if box.cell is not None)

    def _block(self) -> tuple[tuple[Box, ...], ...]:
        at = self._view.current_box
        return block_of(self._paths, self._view.selected_cells) or ((at,),) if at else ()

    def _try(self, deed: Callable[[], object]) -> None:
        if not self._block():
            return
        self._entry.quieten()
        try:
            deed()
        except DeskError as error:
            self._entry.tell(str(error))
