"""The title as it will print; the officer may put its line breaks elsewhere, and nothing else."""

from math import ceil

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QFont, QInputMethodEvent, QKeyEvent, QKeySequence, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QApplication, QFrame, QTextEdit, QWidget

from disclosure_desk.gui.theme import bundled_family

TITLE_POINT_SIZE = 18.0
MOST_LINES = 3
_LINE_HEIGHT_PERCENT = 140
_FIXED = "标题的文字由格式规定，这里只能调整换行：回车键换行，退格键合并。机关全称请在下面修改。"
_ENOUGH = f"标题最多分 {MOST_LINES} 行。请先用退格键合并其中两行。"
_HARMLESS = (
    QKeySequence.StandardKey.Copy,
    QKeySequence.StandardKey.SelectAll,
)
_MOVES = frozenset(
    (
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
    )
)


class TitleEdit(QTextEdit):
    """A title in lines, centred, in its typeface."""

    broken = Signal(object)
    """The officer put the line breaks elsewhere; the lines, a tuple."""
    refused = Signal(str)
    """What was typed cannot be; a sentence that says why."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("报告标题")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptRichText(False)
        self.setAcceptDrops(False)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        # The style sheet would override a font that is set on the widget alone.
        self.document().setDefaultFont(_font())
        for policy in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)

    @property
    def lines(self) -> tuple[str, ...]:
        """The title in its lines."""
        return tuple(self.toPlainText().split("\n"))

    def text(self) -> str:
        """The title in one line."""
        return "".join(self.lines)

    def show_lines(self, lines: tuple[str, ...]) -> None:
        """Shows a title; the cursor stays before the character where it was."""
        if lines == self.lines:
            return
        before = self.toPlainText()[: self.textCursor().position()].replace("\n", "")
        self.setPlainText("\n".join(lines))
        self._centre()
        at = len(before) + sum(len("".join(lines[: n + 1])) < len(before) for n in range(len(lines) - 1))
        cursor = self.textCursor()
        cursor.setPosition(min(at, self.document().characterCount() - 1))
        self.setTextCursor(cursor)

    def event(self, event: QEvent) -> bool:
        """Undo and redo belong to the window."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            ours = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
            if any(event.matches(key) for key in ours):
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Moves, breaks and joins lines; refuses every other key that would write."""
        if event.key() in _MOVES or any(event.matches(key) for key in _HARMLESS) or self.isReadOnly():
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._break()
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self._join(back=event.key() == Qt.Key.Key_Backspace)
        elif (event.text().isprintable() and event.text()) or event.matches(QKeySequence.StandardKey.Paste):
            self.refused.emit(_FIXED)
        else:
            event.ignore()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802 - Qt's name
        """Refuses what an input method brings."""
        if event.commitString() or event.preeditString():
            self.refused.emit(_FIXED)
        event.accept()

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's name
        """Refuses what is pasted."""
        if source.hasText():
            self.refused.emit(_FIXED)

    def _break(self) -> None:
        cursor = self.textCursor()
        cursor.setPosition(cursor.selectionStart())
        if cursor.atBlockStart() or cursor.atBlockEnd():
            return
        if len(self.lines) == MOST_LINES:
            self.refused.emit(_ENOUGH)
            return
        cursor.insertBlock()
        self.setTextCursor(cursor)
        self.broken.emit(self.lines)

    def _join(self, *, back: bool) -> None:
        cursor = self.textCursor()
        here = cursor.atBlockStart() if back else cursor.atBlockEnd()
        edge = cursor.atStart() if back else cursor.atEnd()
        if cursor.hasSelection() or not here:
            self.refused.emit(_FIXED)
        elif not edge:
            (cursor.deletePreviousChar if back else cursor.deleteChar)()
            self.setTextCursor(cursor)
            self.broken.emit(self.lines)

    def _centre(self) -> None:
        look = QTextBlockFormat()
        look.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        look.setLineHeight(_LINE_HEIGHT_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.setBlockFormat(look)

    def _fit(self) -> None:
        self.setFixedHeight(ceil(self.document().size().height()) + 2 * self.frameWidth())


def _font() -> QFont:
    font = QFont([bundled_family("xiaobiaosong"), *QApplication.font().families()])
    font.setPointSizeF(TITLE_POINT_SIZE)
    return font
