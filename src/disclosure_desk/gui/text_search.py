"""The bar above a text for finding and replacing words."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QWidget,
)

from disclosure_desk.gui.icons import icon
from disclosure_desk.report.searching import Wanted


class SearchBar(QFrame):
    """What is looked for, what takes its place, and how it goes; the work is done by ``TextSearch``."""

    changed = Signal()
    """Something else is looked for."""
    next_wanted = Signal()
    """The officer wants the next place."""
    previous_wanted = Signal()
    """The officer wants the place before."""
    replace_wanted = Signal()
    """The officer wants this place replaced."""
    replace_all_wanted = Signal()
    """The officer wants all places replaced."""
    closed = Signal()
    """The officer has done."""
    turned = Signal()
    """The bar has come or gone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("查找和替换")
        self.words, self.by = _field("查找", self), _field("替换为", self)
        self.loose = _box("不分大小写和全半角", self)
        self.everywhere = _box("包括其他正文", self)
        self.told = QLabel(self)
        self.told.setObjectName("muted")
        self.told.setWordWrap(True)
        self.told.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.before = _tool("上一处", self)
        self.after = _tool("下一处", self)
        self.close_it = _tool("关闭查找", self)
        self.replace, self.replace_all = QPushButton("替换", self), QPushButton("全部替换", self)
        for button in (self.replace, self.replace_all):
            button.setAccessibleName(button.text())
        self._replacing: tuple[QWidget, ...] = (self.by, self.replace, self.replace_all)
        self._lay_out()
        self._connect()
        self.refresh()
        self.hide()

    @property
    def wanted(self) -> Wanted:
        """What is looked for."""
        return Wanted(self.words.text(), self.loose.isChecked())

    @property
    def is_replacing(self) -> bool:
        """Whether the second line is on show."""
        return not self.by.isHidden()

    def open(self, words: str, *, replacing: bool) -> None:
        """Shows the bar; ``words`` are looked for unless there are none."""
        if words:
            self.words.setText(words)
        for widget in self._replacing:
            widget.setVisible(replacing)
        self.show()
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()

    def take_over(self, other: "SearchBar") -> None:
        """Goes on with what another text's bar was asked for."""
        for mine, theirs in ((self.loose, other.loose), (self.everywhere, other.everywhere)):
            mine.setChecked(theirs.isChecked())
        self.by.setText(other.by.text())
        self.open(other.words.text(), replacing=other.is_replacing)

    def say(self, sentence: str) -> None:
        """Says how it went."""
        self.told.setText(sentence)
        self.told.setAccessibleName(sentence or "查找结果")

    def allow_replacing(self, allowed: bool) -> None:  # noqa: FBT001 - one switch
        """A text that cannot be changed can still be searched."""
        for widget in self._replacing:
            widget.setEnabled(allowed)

    def refresh(self) -> None:
        """Takes up the theme."""
        for button, name in ((self.before, "arrow-previous"), (self.after, "arrow-next"), (self.close_it, "close")):
            button.setIcon(icon(name))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Tells the page."""
        super().showEvent(event)
        self.turned.emit()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Tells the page."""
        super().hideEvent(event)
        self.turned.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter goes on, Shift+Enter goes back, Escape closes."""
        key, shift = event.key(), event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if key == Qt.Key.Key_Escape:
            self.closed.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.by.hasFocus() and not shift:
            self.replace_wanted.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            (self.previous_wanted if shift else self.next_wanted).emit()
        else:
            super().keyPressEvent(event)

    def _connect(self) -> None:
        self.words.textChanged.connect(self.changed)
        self.loose.toggled.connect(self.changed)
        self.everywhere.toggled.connect(self.changed)
        self.before.clicked.connect(self.previous_wanted)
        self.after.clicked.connect(self.next_wanted)
        self.close_it.clicked.connect(self.closed)
        self.replace.clicked.connect(self.replace_wanted)
        self.replace_all.clicked.connect(self.replace_all_wanted)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.addWidget(self.words, 0, 0)
        grid.addLayout(_row(self.before, self.after, self.close_it), 0, 1)
        grid.addWidget(self.by, 1, 0)
        grid.addLayout(_row(self.replace, self.replace_all), 1, 1)
        options = _row(self.loose, self.everywhere)
        options.addWidget(self.told, 1)
        grid.addLayout(options, 2, 0, 1, 2)
        grid.setColumnStretch(0, 1)


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    return row


def _field(name: str, parent: QWidget) -> QLineEdit:
    field = QLineEdit(parent)
    field.setAccessibleName(name)
    field.setPlaceholderText(name)
    return field


def _box(words: str, parent: QWidget) -> QCheckBox:
    box = QCheckBox(words, parent)
    box.setAccessibleName(words)
    box.setChecked(True)
    return box


def _tool(words: str, parent: QWidget) -> QToolButton:
    button = QToolButton(parent)
    button.setAccessibleName(words)
    button.setToolTip(words)
    return button
