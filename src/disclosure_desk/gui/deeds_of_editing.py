"""What the menus do with figures and texts. A dialog and what it needs are loaded when first asked for."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from disclosure_desk.gui.window_deeds import WindowDeeds

if TYPE_CHECKING:
    from disclosure_desk.gui.goto_bar import GotoBar
    from disclosure_desk.gui.main_window import MainWindow


class EditDeeds(WindowDeeds):
    """Undo, the clipboard, filling, searching."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._goto: GotoBar | None = None

    def undo(self) -> None:
        """Takes the last step back, and turns to where that is seen."""
        with self._window.following_changes():
            self._desk.session.stack.undo()

    def redo(self) -> None:
        """Makes the step again that was taken back."""
        with self._window.following_changes():
            self._desk.session.stack.redo()

    def cut(self) -> None:
        """Cuts what is selected."""
        self._of_table_or_text("cut")

    def copy(self) -> None:
        """Copies what is selected."""
        self._of_table_or_text("copy")

    def copy_headed(self) -> None:
        """Copies the selected figures with the headings of their rows and columns."""
        self._table_deeds.copy_with_headings()

    def paste(self) -> None:
        """Pastes wherever the keyboard is: whole tables after a preview, anything else as the place has it."""
        from disclosure_desk.gui.paste_flow import paste_anywhere  # noqa: PLC0415

        here = self._table_deeds.paste if self._window.page_kind == "table" else self._own_deed("paste")
        paste_anywhere(self._window, self._desk.session, self._window.notice, here)

    def paste_tables(self) -> None:
        """Shows what the tables on the clipboard would change."""
        from disclosure_desk.gui.paste_flow import paste_whole  # noqa: PLC0415

        paste_whole(self._window, self._desk.session, self._window.notice)

    def clear(self) -> None:
        """Blanks the selected cells."""
        self._table_deeds.clear()

    def fill_down(self) -> None:
        """Repeats the figure above."""
        self._table_deeds.fill_down()

    def _of_table_or_text(self, name: str) -> None:
        if self._window.page_kind == "table":
            getattr(self._table_deeds, name)()
            return
        deed = self._own_deed(name)
        if deed is not None:
            deed()

    def _own_deed(self, name: str) -> Callable[[], object] | None:
        """What the widget with the keyboard calls by that name."""
        deed: Callable[[], object] | None = getattr(QApplication.focusWidget(), name, None)
        return deed

    def find(self) -> None:
        """Opens the bar for finding in the texts."""
        self._text.open_search()

    def replace(self) -> None:
        """Opens the bar for replacing in the texts."""
        self._text.open_search(replacing=True)

    def go_to(self) -> None:
        """Opens the line in which a cell is found by its words."""
        if self._goto is None:
            from disclosure_desk.gui.goto_bar import GotoBar  # noqa: PLC0415

            self._goto = GotoBar(self._desk.session, self._window)
            self._goto.wanted.connect(self._window.go)
        self._close_lines()
        self._goto.open()
