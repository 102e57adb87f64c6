"""A small sheet beside the window for one task: a heading, some lines, and at most two buttons that are verbs."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

_MARGIN = 24
_GAP = 12
_NAMES = 128


class Sheet(QDialog):
    """A dialog that does not stop the window behind it.

    Args:
        window: the main window.
        title: what the task is, also the heading.
        verb: what the main button does.
        wide: whether the sheet holds long sentences.
    """

    def __init__(self, window: QWidget, title: str, verb: str, *, wide: bool = False) -> None:
        super().__init__(window)
        _close_earlier(window, title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setMinimumWidth(560 if wide else 440)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        self._lines.setSpacing(_GAP)
        self.message = self.say("")
        self.message.setVisible(False)
        self.verb = QPushButton(verb, self)
        self.verb.setAccessibleName(verb)
        self.verb.setObjectName("primary")
        self.verb.setDefault(True)
        self.cancel = QPushButton("取消", self)
        self.cancel.setAccessibleName("取消")
        self.cancel.clicked.connect(self.reject)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.reject)

    def say(self, sentence: str) -> QLabel:
        """Adds a line of text."""
        label = QLabel(sentence, self)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setAccessibleName(sentence or "说明")
        self._lines.addWidget(label)
        return label

    def head(self, words: str) -> None:
        """Adds the heading of a group of fields."""
        self._lines.addSpacing(_GAP)
        self.say(words).setObjectName("muted")

    def add(self, widget: QWidget) -> None:
        """Adds a widget across the sheet."""
        self._lines.addWidget(widget)

    def complain(self, sentence: str) -> None:
        """Says in place what is wrong; the sheet stays open."""
        self.message.setText(sentence)
        self.message.setAccessibleName(sentence)
        self.message.setVisible(True)
        self._lines.activate()
        self._fit()

    def ask(self, act: Callable[[], bool]) -> None:
        """Shows the sheet; it closes when ``act`` says that it was done."""
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.verb)
        self._lines.addLayout(row)
        self.verb.clicked.connect(lambda: self.accept() if act() else None)
        self._fit()
        self.show()

    def _fit(self) -> None:
        """Gives the sheet the height that its sentences need once they are wrapped; Qt measures them unwrapped.

        A sheet that is on show grows, and stays on the screen.
        """
        hint = self.sizeHint().expandedTo(self.minimumSize())
        if self.isVisible():
            hint = hint.expandedTo(self.size())
        self.resize(hint.width(), max(hint.height(), self._lines.totalHeightForWidth(hint.width())))
        below = self.frameGeometry().bottom() - self.screen().availableGeometry().bottom()
        if self.isVisible() and below > 0:
            self.move(self.x(), max(self.screen().availableGeometry().top(), self.y() - below))


def add_row(form: QFormLayout, name: str, field: QWidget) -> None:
    """Adds a field with its name; names of one sheet stand in one column, whichever form they are in."""
    label = QLabel(name)
    label.setMinimumWidth(_NAMES)
    label.setBuddy(field)
    form.addRow(label, field)


def _close_earlier(window: QWidget, title: str) -> None:
    """A task has one sheet: asking for it again begins it anew."""
    for earlier in window.findChildren(Sheet):
        if earlier.windowTitle() == title and earlier.isVisible():
            earlier.reject()
