"""The two editors of a note: a line and a text, which say when they change and when the keyboard leaves them."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

_LINES = 4
_UNDO = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class SourceLine(QLineEdit):
    """One line of words."""

    changed = Signal()
    """Something was typed."""
    left = Signal()
    """The keyboard goes elsewhere, or Enter was pressed."""

    def __init__(self) -> None:
        super().__init__()
        self.is_composing = False
        self._held = ""
        self.textEdited.connect(self.changed)
        self.returnPressed.connect(self.left)

    @property
    def words(self) -> str:
        """What is written."""
        return self.text().strip()

    def put(self, held: str) -> None:
        """Shows what is kept; what is being typed stays unless something else has been kept since."""
        if held not in (self._held, self.words):
            self.setText(held)
        self._held = held

    def show_anew(self, held: str) -> None:
        """Shows what is kept on another cell."""
        self.setText(held)
        self._held = held

    def finish_composing(self) -> None:
        """What an input method still holds becomes text."""
        if self.is_composing:
            QGuiApplication.inputMethod().commit()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802 - Qt's name
        """Knows while an input method is composing."""
        self.is_composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Tells the form."""
        super().focusOutEvent(event)
        self.left.emit()

    def event(self, event: QEvent) -> bool:
        """Undo and redo belong to the window, once what is typed here is a step of its own."""
        if _asks_to_undo(event):
            self.left.emit()
            event.ignore()
            return False
        return super().event(event)


class NoteText(QPlainTextEdit):
    """A few lines of words."""

    changed = Signal()
    """Something was typed."""
    left = Signal()
    """The keyboard goes elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sheet")
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.is_composing = False
        self._held = ""
        self._putting = False
        self.textChanged.connect(self._typed)

    @property
    def words(self) -> str:
        """What is written."""
        return self.toPlainText().strip()

    def put(self, held: str) -> None:
        """Shows what is kept; what is being typed stays unless something else has been kept since."""
        if held not in (self._held, self.words):
            self.show_anew(held)
        self._held = held

    def show_anew(self, held: str) -> None:
        """Shows what is kept on another cell."""
        self._putting = True
        self.setPlainText(held)
        self._putting = False
        self._held = held

    def fit(self) -> None:
        """Takes the height of a few lines of its font."""
        self.setFixedHeight(self.fontMetrics().lineSpacing() * _LINES + 18)

    def finish_composing(self) -> None:
        """What an input method still holds becomes text."""
        if self.is_composing:
            QGuiApplication.inputMethod().commit()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802 - Qt's name
        """Knows while an input method is composing."""
        self.is_composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Tells the form."""
        super().focusOutEvent(event)
        self.left.emit()

    def event(self, event: QEvent) -> bool:
        """Undo and redo belong to the window, once what is typed here is a step of its own."""
        if _asks_to_undo(event):
            self.left.emit()
            event.ignore()
            return False
        return super().event(event)

    def _typed(self) -> None:
        if not self._putting:
            self.changed.emit()


def _asks_to_undo(event: QEvent) -> bool:
    is_key = event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
    return is_key and any(event.matches(key) for key in _UNDO)  # type: ignore[attr-defined]  # a key event by now
