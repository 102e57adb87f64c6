"""Ctrl+V in a line of text, while whole tables are on the clipboard: they belong into the report, not into the line."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from disclosure_desk.gui.session import Session

Say = Callable[[str, str], object]


class FieldPaste(QObject):
    """Watches the lines of text on a page for a pasted table.

    Args:
        page: the page; lines that are added to it later are not watched.
        session: the report on the desk.
        say: tells the officer something.
    """

    def __init__(self, page: QWidget, session: Session, say: Say) -> None:
        super().__init__(page)
        self._session, self._say = session, say
        for field in page.findChildren(QLineEdit):
            field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Takes Ctrl+V where tables are on the clipboard; everything else is the line's own."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if not event.matches(QKeySequence.StandardKey.Paste) or not isinstance(watched, QLineEdit):
            return False
        # Pasting is loaded when it is first wanted, so that the window starts quickly.
        from disclosure_desk.gui.paste_flow import paste_tables  # noqa: PLC0415

        return paste_tables(watched, self._session, self._say) is not None
