"""The editor of one text: it shows paragraphs as they will print and keeps nothing but plain words."""

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDropEvent,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from disclosure_desk.gui.text_look import PrintLook, indent_paragraphs, level_word, line_width, text_font, units
from disclosure_desk.gui.theme import theme
from disclosure_desk.report.topics import OPEN_BLANK

OWN_WORDS = "application/x-disclosure-desk-words"
"""Marks what was copied here: it is in order already."""

_INNER = 20
_MARGIN_CHARACTERS = 3
_MARGIN_FONT = 0.8


class NarrativeEdit(QTextEdit):
    """A plain text editor that leaves undo to the window, pasting to the page and files to the desk."""

    left = Signal()
    """The keyboard went elsewhere."""
    brought = Signal(object)
    """Something is pasted or dropped here; the QMimeData."""
    moved = Signal(int)
    """The cursor stands elsewhere; before which character."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sheet")
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(_INNER)
        self.is_composing = self.is_dropping = False
        self._font = text_font()
        self._shaping = False
        self._look = PrintLook(self.document())
        self._levels = LevelMargin(self)
        self.set_zoom(1.0)
        self.textChanged.connect(self._shape)
        self.textChanged.connect(self._levels.update)
        self.verticalScrollBar().valueChanged.connect(self._levels.update)
        self.document().documentLayout().documentSizeChanged.connect(self._levels.update)
        self.cursorPositionChanged.connect(lambda: self.moved.emit(self.position))

    @property
    def words(self) -> str:
        """The text as it stands here, paragraphs separated by a line feed."""
        # Not toPlainText, which makes blanks of no-break spaces: a text nobody touched has to stay as it is.
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    @property
    def position(self) -> int:
        """Before which character the cursor stands."""
        return self.characters(self.textCursor().position())

    def characters(self, unit: int) -> int:
        """How many characters stand before a place that Qt gives in UTF-16 units."""
        text = self.words
        if len(text) == self.document().characterCount() - 1:
            return unit
        return len(text.encode("utf-16-le", "surrogatepass")[: 2 * unit].decode("utf-16-le", "replace"))

    def mark(self, start: int, end: int) -> None:
        """Selects a stretch, in characters."""
        self.setTextCursor(self.stretch(start, end))
        self.ensureCursorVisible()

    def go_to_start(self) -> None:
        """Puts the cursor before the first character."""
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def stretch(self, start: int, end: int) -> QTextCursor:
        """A cursor over a stretch, in characters."""
        text, last = self.words, self.document().characterCount() - 1
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(units(text[:start]), last))
        cursor.setPosition(min(units(text[:end]), last), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def become(self, wanted: str) -> None:
        """Makes the editor hold a text by replacing the one stretch that differs, so that the cursor stays in place."""
        held = self.words
        if held == wanted:
            return
        shortest = min(len(held), len(wanted))
        start = next((at for at in range(shortest) if held[at] != wanted[at]), shortest)
        tail = next((at for at in range(shortest - start) if held[-1 - at] != wanted[-1 - at]), shortest - start)
        self.stretch(start, len(held) - tail).insertText(wanted[start : len(wanted) - tail])
        # What was selected is no longer what the officer selected.
        cursor = self.textCursor()
        if cursor.hasSelection():
            cursor.clearSelection()
            self.setTextCursor(cursor)

    def set_zoom(self, zoom: float) -> None:
        """Shows the text larger or smaller; 1.0 is its own size."""
        self._font = text_font(zoom)
        # The style sheet would override a font that is set on the widget alone.
        self.document().setDefaultFont(self._font)
        self.setViewportMargins(self._levels.fitting(self._font), 0, 0, 0)
        self._shape()
        self._levels.update()

    @property
    def comfortable_width(self) -> int:
        """The width at which a line is as long as in print."""
        scroll_bar = self.verticalScrollBar().sizeHint().width()
        inner = line_width(self._font) + 2 * _INNER
        return int(inner) + self.viewportMargins().left() + scroll_bar + 2 * self.frameWidth() + 20

    def refresh(self) -> None:
        """Takes up the theme."""
        self._look.refresh()
        self._levels.update()

    def finish_composing(self) -> None:
        """What an input method still holds becomes text."""
        if self.is_composing:
            QGuiApplication.inputMethod().commit()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802, FBT001 - Qt's name and signature
        """Tab goes to what is still to be filled in by hand further on, and only then elsewhere."""
        text = self.words
        end = self.characters(self.textCursor().selectionEnd())
        blank = OPEN_BLANK.search(text, end) if forward and not self.isReadOnly() else None
        if blank is None:
            super().focusNextPrevChild(forward)
        else:
            self.mark(*blank.span())
        return True  # no tab is ever typed

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

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Every line end is a paragraph's end: a text has no others. Searching belongs to the page."""
        if event.matches(QKeySequence.StandardKey.InsertLineSeparator) and not self.isReadOnly():
            self.textCursor().insertBlock()
            self.ensureCursorVisible()
        elif event.modifiers() == Qt.KeyboardModifier.ControlModifier and event.key() in (Qt.Key.Key_F, Qt.Key.Key_H):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keeps the margin beside the text."""
        super().resizeEvent(event)
        inside = self.contentsRect()
        self._levels.setGeometry(QRect(inside.topLeft(), QSize(self.viewportMargins().left(), inside.height())))

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Zooming belongs to the window."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().wheelEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """What is moved within the text is taken out and put in as one step."""
        self.left.emit()
        self.is_dropping = True
        try:
            super().dropEvent(event)
        finally:
            self.is_dropping = False

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802 - Qt's name
        """Copies words without their looks."""
        copied = QMimeData()
        copied.setText(self.textCursor().selectedText().replace("\u2029", "\n").replace("\u2028", "\n"))
        copied.setData(OWN_WORDS, b"1")
        return copied

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802 - Qt's name
        """Text, but no file: a file dragged here is for the window."""
        return (source.hasText() or source.hasHtml()) and not source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's name
        """Hands what is pasted to the page."""
        self.brought.emit(source)

    def _shape(self) -> None:
        if self._shaping:
            return
        self._shaping = True
        try:
            indent_paragraphs(self.document(), self._font)
        finally:
            self._shaping = False


class LevelMargin(QWidget):
    """The slim margin left of a text: what level each paragraph has.

    Args:
        editor: the text.
    """

    def __init__(self, editor: NarrativeEdit) -> None:
        super().__init__(editor)
        self._editor = editor
        self.setAccessibleName("段落级别")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def fitting(self, font: QFont) -> int:
        """Sets its letters to go with a text, and returns how wide it has to be."""
        small = QFont(self.font())
        small.setPointSizeF(font.pointSizeF() * _MARGIN_FONT)
        self.setFont(small)
        return self.fontMetrics().horizontalAdvance("国") * _MARGIN_CHARACTERS + _INNER // 2

    def lines(self) -> list[tuple[int, str]]:
        """The paragraphs in sight: y of the first line, and the word for the level."""
        found = []
        block = self._editor.cursorForPosition(QPoint(0, 0)).block()
        shift = self._editor.viewport().y() - self._editor.contentsRect().y()
        while block.isValid():
            top = round(self._editor.cursorRect(QTextCursor(block)).top()) + shift
            if top > self.height():
                break
            found.append((top, level_word(block.text())))
            block = block.next()
        return found

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paints the words in grey, a heading's in the accent colour."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme().total)
        painter.setPen(theme().line)
        painter.drawLine(self.width() - 1, event.rect().top(), self.width() - 1, event.rect().bottom())
        height = QFontMetrics(self._editor.document().defaultFont()).height()
        for top, word in self.lines():
            painter.setPen(_ink(word))
            painter.drawText(QRect(0, top, self.width() - 1, height), Qt.AlignmentFlag.AlignCenter, word)


def _ink(word: str) -> QColor:
    return theme().muted if word == "正文" else theme().accent
