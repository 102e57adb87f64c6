"""What the window shows where the database could not be opened, and the ways out of that."""

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget

from disclosure_desk.errors import DeskError
from disclosure_desk.gui.start_page import TroublePage


class Trouble:
    """The page of a trouble in the stack of pages, while there is one.

    Args:
        stack: the pages; the first one says that the database is being opened.
        open_again: opens the database again, read-only or not.
        close: closes the window.
        restore: lets the officer choose a backup.
    """

    def __init__(
        self,
        stack: QStackedWidget,
        open_again: Callable[[bool], None],
        close: Callable[[], object],
        restore: Callable[[], object],
    ) -> None:
        self._stack, self._open_again, self._close, self._restore = stack, open_again, close, restore
        self._page: TroublePage | None = None

    def show(self, error: DeskError) -> None:
        """Says what stands in the way."""
        self._drop()
        self._page = TroublePage(error, self._again, self._close, self._restore, self._stack)
        self._stack.addWidget(self._page)
        self._stack.setCurrentWidget(self._page)

    def _again(self, read_only: bool) -> None:  # noqa: FBT001  a deed for a button
        self._drop()
        self._stack.setCurrentIndex(0)
        self._open_again(read_only)

    def _drop(self) -> None:
        if self._page is not None:
            self._stack.removeWidget(self._page)
            self._page.deleteLater()
            self._page = None
