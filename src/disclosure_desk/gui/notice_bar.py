"""What the program has to say, in a calm bar above the page; nothing here stops the officer."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from disclosure_desk.gui.icons import icon, pixmap
from disclosure_desk.gui.page_button import PageButton
from disclosure_desk.gui.theme import theme

Action = tuple[str, Callable[[], object]]
_ICONS = {"info": ("info", "note"), "warning": ("warning", "warning"), "error": ("finding-error", "error")}
_INFO_STAYS_MS = 20_000


class NoticeBar(QFrame):
    """One sentence at a time, with what can be done about it; the officer closes it, or the next sentence does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.setAccessibleName("通知")
        self._kind = "info"
        self._sign = QLabel(self)
        self._sign.setAccessibleName("通知类别")
        self._sentence = QLabel(self)
        self._sentence.setAccessibleName("通知内容")
        self._sentence.setWordWrap(True)
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._close = QToolButton(self)
        self._close.setAccessibleName("关闭通知")
        self._close.setToolTip("关闭")
        self._close.clicked.connect(self.hide)
        self._buttons: list[QPushButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 8, 8, 8)
        self._row.setSpacing(8)
        self._row.addWidget(self._sign)
        self._row.addWidget(self._sentence, 1)
        self._row.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.hide()

    @property
    def sentence(self) -> str:
        """What it says; "" while it is hidden."""
        return "" if self.isHidden() else self._sentence.text()

    def say(self, sentence: str, kind: str = "info", actions: Sequence[Action] = ()) -> None:
        """Shows a sentence and a button for each action (its word, what it does)."""
        self._kind = kind if kind in _ICONS else "info"
        self._sentence.setText(sentence)
        self._clear_buttons()
        for word, deed in actions:
            self._add_button(word, deed)
        self.refresh()
        self.show()
        if self._kind == "info" and not actions:
            self._timer.start(_INFO_STAYS_MS)
        else:
            self._timer.stop()

    def refresh(self) -> None:
        """Takes up the theme."""
        name, colour = _ICONS[self._kind]
        self._sign.setPixmap(pixmap(name, 16, self.devicePixelRatioF(), getattr(theme(), colour)))
        self._close.setIcon(icon("close"))
        self.setProperty("kind", self._kind)
        self.style().unpolish(self)
        self.style().polish(self)

    def press(self, word: str) -> None:
        """Does what the button of that word does."""
        next(button for button in self._buttons if button.text() == word).click()

    def _clear_buttons(self) -> None:
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = []

    def _add_button(self, word: str, deed: Callable[[], object]) -> None:
        button = PageButton(word, self)
        button.setObjectName("flat")
        button.setAccessibleName(word)
        button.clicked.connect(lambda: self._do(deed))
        self._row.insertWidget(self._row.count() - 1, button)
        self._buttons.append(button)

    def _do(self, deed: Callable[[], object]) -> None:
        # Hidden first: the deed may have something new to say.
        self.hide()
        deed()


class Banner(QFrame):
    """One standing line above the page: why nothing can be changed here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.setProperty("kind", "info")
        self.setAccessibleName("报告状态")
        self._label = QLabel(self)
        self._label.setAccessibleName("报告状态")
        self._label.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.addWidget(self._label)
        self.hide()

    @property
    def sentence(self) -> str:
        """What it says; "" while it is hidden."""
        return "" if self.isHidden() else self._label.text()

    def say(self, sentence: str) -> None:
        """Shows a sentence; "" hides the line."""
        self._label.setText(sentence)
        self.setVisible(bool(sentence))
