"""The pages without a report: the three ways on, the moment of opening, and what to do where opening failed."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from disclosure_desk.errors import DamagedDatabase, DatabaseInUse, DeskError, ReadOnlyPlace
from disclosure_desk.gui.page_button import PageButton
from disclosure_desk.gui.theme import heading_font

Way = tuple[str, str, Callable[[], object]]
"""Word of the button, what it is for, what it does."""


class WaitingPage(QWidget):
    """Says that the desk is being laid."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("正在打开")
        label = QLabel("正在打开…", self)
        label.setObjectName("muted")
        label.setAccessibleName("正在打开")
        column = QVBoxLayout(self)
        column.addWidget(label, 0, Qt.AlignmentFlag.AlignCenter)


class StartPage(QWidget):
    """What an empty shelf shows.

    Args:
        ways: the ways on, the first one being the usual one.
    """

    def __init__(self, ways: Sequence[Way], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("开始")
        sheet = _Sheet("开始填报", "所填内容只保存在这台电脑上，每一步都可以撤销。", self)
        for at, way in enumerate(ways):
            sheet.column.addLayout(_way(sheet, way, is_usual=at == 0))
        usual = sheet.findChild(PageButton)
        if usual is not None:
            self.setFocusProxy(usual)
        column = QVBoxLayout(self)
        column.addWidget(sheet, 0, Qt.AlignmentFlag.AlignCenter)


class TroublePage(QWidget):
    """Why the desk could not be laid, and what can be done.

    Args:
        error: why.
        open_again: opens the database; True for reading only.
        leave: closes the program.
        restore: lets the officer choose a backup.
    """

    def __init__(
        self,
        error: DeskError,
        open_again: Callable[[bool], object],
        leave: Callable[[], object],
        restore: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName("本地数据没有打开")
        sheet = _Sheet("本地数据没有打开", str(error), self)
        deeds: list[tuple[str, Callable[[], object]]] = [("重试", partial(open_again, False))]  # noqa: FBT003
        if isinstance(error, DamagedDatabase):
            deeds.insert(0, ("从备份恢复…", restore))
        if isinstance(error, DatabaseInUse | ReadOnlyPlace):
            deeds.insert(0, ("以只读方式打开", partial(open_again, True)))  # noqa: FBT003
        else:
            deeds.append(("关闭", leave))
        row = QHBoxLayout()
        row.setSpacing(8)
        for at, (word, deed) in enumerate(deeds):
            row.addWidget(_button(sheet, word, deed, is_usual=at == 0))
        row.addStretch(1)
        sheet.column.addLayout(row)
        column = QVBoxLayout(self)
        column.addWidget(sheet, 0, Qt.AlignmentFlag.AlignCenter)


class _Sheet(QFrame):
    """A sheet of paper with a heading and a sentence."""

    def __init__(self, heading: str, sentence: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("sheet")
        self.setAccessibleName(heading)
        self.setFixedWidth(560)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(40, 32, 40, 40)
        self.column.setSpacing(16)
        title = QLabel(heading, self)
        title.setFont(heading_font())
        text = QLabel(sentence, self)
        text.setWordWrap(True)
        text.setTextFormat(Qt.TextFormat.PlainText)
        for label in (title, text):
            label.setAccessibleName(label.text())
            self.column.addWidget(label)
        self.column.addSpacing(8)


def _way(sheet: QWidget, way: Way, *, is_usual: bool) -> QHBoxLayout:
    word, purpose, deed = way
    button = _button(sheet, word, deed, is_usual=is_usual)
    button.setFixedSize(QSize(176, 40))
    about = QLabel(purpose, sheet)
    about.setObjectName("muted")
    about.setAccessibleName(purpose)
    about.setWordWrap(True)
    row = QHBoxLayout()
    row.setSpacing(16)
    row.addWidget(button)
    row.addWidget(about, 1)
    return row


def _button(sheet: QWidget, word: str, deed: Callable[[], object], *, is_usual: bool) -> PageButton:
    button = PageButton(word, sheet)
    button.setAccessibleName(word)
    button.setObjectName("primary" if is_usual else "")
    button.clicked.connect(lambda: deed())  # noqa: PLW0108  Qt would pass "checked"
    return button
