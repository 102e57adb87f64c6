"""The page of one running text: guidance, the text at a comfortable width, and how long it is."""

from PySide6.QtCore import QEvent, QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QInputMethodEvent, QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from disclosure_desk.formats.form import PREAMBLE
from disclosure_desk.formats.schema import NarrativeSection
from disclosure_desk.gui.session import Session
from disclosure_desk.gui.theme import heading_font

PAUSE_MS = 600
_LINE_CHARACTERS = 40
_INNER = 24


class NarrativePage(QWidget):
    """One text of the report on the desk.

    Args:
        session: the report on the desk.
        key: key of the text.
    """

    typed = Signal()
    """Something was typed that the session does not have yet."""

    def __init__(self, session: Session, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._key = key
        self._putting_back = False
        self._heading = QLabel(self)
        self._heading.setFont(heading_font())
        self._guide = QLabel(self)
        self._guide.setObjectName("muted")
        self._guide.setWordWrap(True)
        self._count = QLabel(self)
        self._count.setObjectName("muted")
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.editor = NarrativeEdit(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._lay_out()
        self.setFocusProxy(self.editor)
        self._pause.timeout.connect(self._commit_after_pause)
        self.editor.textChanged.connect(self._note_typing)
        self.editor.left.connect(self.commit)
        session.opened.connect(self.refresh)
        session.text_changed.connect(self._text_changed)
        self.refresh()

    @property
    def text(self) -> str:
        """The text as it stands in the editor."""
        return self.editor.toPlainText()

    def commit(self) -> bool:
        """Hands what was typed to the session; always True."""
        self.editor.finish_composing()
        self._pause.stop()
        if self.is_pending:
            self._session.type_text(self._key, self.text)
        return True

    def select(self, start: int, end: int) -> None:
        """Marks a stretch of the text, in characters, and gives the editor the keyboard."""
        cursor = self.editor.textCursor()
        cursor.setPosition(_units(self.text[:start]))
        cursor.setPosition(_units(self.text[:end]), QTextCursor.MoveMode.KeepAnchor)
        self.editor.setTextCursor(cursor)
        self.editor.ensureCursorVisible()
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Shows another report."""
        self._pause.stop()
        if not self._exists():
            return
        form = self._session.report.form
        heading, guide, placeholder = "引言（可选）", form.base.preamble_guide, ""
        if self._key != PREAMBLE:
            section = form.section(self._key)
            if isinstance(section, NarrativeSection):
                heading, guide, placeholder = section.heading, section.guide, section.placeholder
        self._heading.setText(heading)
        self._guide.setText(guide)
        self._guide.setVisible(bool(guide))
        self.editor.setPlaceholderText(placeholder or "可以不写。")
        for widget in (self, self.editor, self._heading):
            widget.setAccessibleName(heading)
        self._guide.setAccessibleName("填报说明")
        self._put_back()
        self.editor.moveCursor(QTextCursor.MoveOperation.Start)
        self.editor.setReadOnly(not self._session.is_editable)

    def _lay_out(self) -> None:
        sheet = QFrame(self)
        sheet.setAccessibleName("正文")
        wide = self.editor.fontMetrics().horizontalAdvance("国") * _LINE_CHARACTERS + 2 * _INNER + 24
        sheet.setMaximumWidth(wide)
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self._heading, self._guide):
            column.addWidget(widget)
        column.addSpacing(4)
        column.addWidget(self.editor, 1)
        column.addWidget(self._count)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 20, 24, 12)
        row.addStretch(1)
        row.addWidget(sheet, 1000)
        row.addStretch(1)

    def _exists(self) -> bool:
        return self._session.has_report and self._key in self._session.report.form.narrative_keys

    def _kept(self) -> str:
        return self._session.report.narratives.get(self._key, "")

    @property
    def is_pending(self) -> bool:
        """Whether something was typed that the session does not have yet."""
        return self._session.is_editable and self._exists() and self.text != self._kept()

    def _note_typing(self) -> None:
        letters = sum(not character.isspace() for character in self.text)
        self._count.setText(f"共 {letters} 字")
        self._count.setAccessibleName(self._count.text())
        if not self._putting_back:
            self._pause.start()
            self.typed.emit()

    def _commit_after_pause(self) -> None:
        if self.editor.is_composing:
            self._pause.start()
        else:
            self.commit()

    def _text_changed(self, key: str) -> None:
        if key == self._key and self._exists():
            self._put_back()

    def _put_back(self) -> None:
        """Shows what the session holds, changing no more of the editor than differs."""
        self._putting_back = True
        try:
            replace_difference(self.editor, self._kept())
            self._note_typing()
        finally:
            self._putting_back = False


def replace_difference(editor: QPlainTextEdit, wanted: str) -> None:
    """Makes the editor hold a text by replacing the one stretch that differs, so that the cursor stays in place."""
    held = editor.toPlainText()
    if held == wanted:
        return
    shortest = min(len(held), len(wanted))
    start = next((at for at in range(shortest) if held[at] != wanted[at]), shortest)
    tail = next((at for at in range(shortest - start) if held[-1 - at] != wanted[-1 - at]), shortest - start)
    cursor = QTextCursor(editor.document())
    # Qt counts UTF-16 units; a rare character has two.
    cursor.setPosition(_units(held[:start]))
    cursor.setPosition(_units(held[: len(held) - tail]), QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText(wanted[start : len(wanted) - tail])


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


class NarrativeEdit(QPlainTextEdit):
    """A plain text editor that leaves undo to the window and files to the desk."""

    left = Signal()
    """The keyboard went elsewhere."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sheet")
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(_INNER)
        self.is_composing = False

    def finish_composing(self) -> None:
        """What an input method still holds becomes text."""
        if self.is_composing:
            QGuiApplication.inputMethod().commit()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802 - Qt's name
        """Knows while an input method is composing."""
        self.is_composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Tells the page."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def event(self, event: QEvent) -> bool:
        """Undo and redo belong to the window."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            ours = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
            if any(event.matches(key) for key in ours):
                event.ignore()
                return False
        return super().event(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802 - Qt's name
        """Text, but no file: a file dragged here is for the window."""
        return source.hasText() and not source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's name
        """Pastes words without their looks."""
        self.textCursor().insertText(source.text().replace("\r\n", "\n").replace("\r", "\n"))
