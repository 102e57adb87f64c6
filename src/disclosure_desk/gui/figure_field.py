"""A line for one figure outside a table: reads it as the table does, and says beside it why it was not taken."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit

from disclosure_desk.errors import RefusedFigure
from disclosure_desk.formats.schema import FigureKind
from disclosure_desk.gui.theme import theme
from disclosure_desk.report.figures import read_figure

_WIDTH = 120
_ACCEPT = "按 Enter 采用。"


class FigureField(QLineEdit):
    """One figure.

    Args:
        kind: what sort of number it takes.
        figure: what it holds at first, "" for nothing.
    """

    stepped = Signal(int)
    """Enter or an arrow asks for the next field (1) or the one before (-1)."""
    remarked = Signal()
    """Something else is said beside the field."""

    def __init__(self, kind: FigureKind, figure: str) -> None:
        super().__init__(figure)
        self._kind = kind
        self._offer: str | None = None
        self._followed = ""
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)
        self.setFixedWidth(_WIDTH)
        self.remark = QLabel()
        self.remark.setWordWrap(True)
        self.remark.setTextFormat(Qt.TextFormat.PlainText)
        self.remark.setAccessibleName("填写提示")
        self.textEdited.connect(lambda: self.say(""))

    @property
    def figure(self) -> str | None:
        """The figure as it would be kept; None where it is blank or no figure."""
        try:
            return read_figure(self.text(), self._kind)
        except RefusedFigure:
            return None

    def check(self) -> bool:
        """Writes the figure as it would be kept; False, with a sentence beside it, where it is none."""
        try:
            self.setText(read_figure(self.text(), self._kind) or "")
        except RefusedFigure as refused:
            self._offer = refused.offer
            self.say(str(refused) + (_ACCEPT if refused.offer else ""), "error")
            return False
        self._offer = None
        return True

    def follow(self, computed: str, remark: str) -> None:
        """Holds a computed figure until another one is typed, which is then remarked on but not changed."""
        if self.text() in ("", self._followed) and self._offer is None:
            self.setText(computed)
        disagrees = bool(computed) and self.figure is not None and self.figure != computed
        if self._offer is None and self.figure is not None:
            self.say(remark if disagrees else "", "warning")
        self._followed = computed

    def say(self, sentence: str, colour: str = "error") -> None:
        """Says something beside the field; "" takes it away."""
        self._offer = self._offer if sentence else None
        if sentence != self.remark.text():
            self.remark.setText(sentence)
            self.remark.setAccessibleName(sentence or "填写提示")
            self.remark.setStyleSheet(f"color: {getattr(theme(), colour).name()};" if sentence else "")
            self.remarked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter takes the figure, or what is offered in its place, and goes on; arrows go up and down."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._offer is not None:
                self.setText(self._offer)
                self.say("")
            self._step(1)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(-1 if key == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """What cannot be taken is said when the field is left, and stays as it was typed."""
        super().focusOutEvent(event)
        self.check()

    def _step(self, by: int) -> None:
        if self.check():
            self.stepped.emit(by)
        else:
            self.selectAll()
