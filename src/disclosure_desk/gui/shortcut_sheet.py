"""The sheet of shortcuts: taken from the menus themselves and from the keys that a table answers to."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from disclosure_desk.gui.figure_editor import Mode
from disclosure_desk.gui.palette import bare
from disclosure_desk.gui.sheet import Sheet
from disclosure_desk.gui.table_keys import Asked, Deed, asked

Line = tuple[str, str]
"""What it does, the keys for it."""
TABLE = "在表格中"
TITLE = "快捷键"
_WIDE, _HIGH = 1040, 640
_WORD_WIDTH = 150
_ONE_LINE = 10
"""Characters that always fit; only what is longer may take two lines."""
_NONE = Qt.KeyboardModifier.NoModifier
_SHIFT, _CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
_HELD = {_NONE: "", _SHIFT: "Shift+", _CONTROL: "Ctrl+", _CONTROL | _SHIFT: "Ctrl+Shift+"}
_KEYS = {
    Qt.Key.Key_Up: "↑",
    Qt.Key.Key_Down: "↓",
    Qt.Key.Key_Left: "←",
    Qt.Key.Key_Right: "→",
    Qt.Key.Key_Tab: "Tab",
    Qt.Key.Key_Return: "Enter",
    Qt.Key.Key_Escape: "Esc",
    Qt.Key.Key_Home: "Home",
    Qt.Key.Key_End: "End",
    Qt.Key.Key_PageUp: "PgUp",
    Qt.Key.Key_PageDown: "PgDn",
    Qt.Key.Key_Insert: "Ins",
    Qt.Key.Key_Delete: "Del",
    Qt.Key.Key_Backspace: "Backspace",
    **{Qt.Key(Qt.Key.Key_A + at): chr(ord("A") + at) for at in range(26)},
    **{Qt.Key(Qt.Key.Key_F1 + at): f"F{at + 1}" for at in range(12)},
}
_SPOKEN = {
    Deed.STEP: "移到相邻的格",
    Deed.BLOCK_EDGE: "移到连续数字的边缘",
    Deed.LINE_START: "移到本行开头",
    Deed.LINE_END: "移到本行末尾",
    Deed.TABLE_START: "移到表格开头",
    Deed.TABLE_END: "移到表格末尾",
    Deed.PAGE: "移动一屏",
    Deed.NEXT_INPUT: "移到下一个填报格",
    Deed.PREVIOUS_INPUT: "移到上一个填报格",
    Deed.INPUT_BELOW: "移到下方的填报格",
    Deed.INPUT_ABOVE: "移到上方的填报格",
    Deed.EDIT: "修改本格的数字",
    Deed.RESTORE: "放弃正在输入的数字",
    Deed.CLEAR: "清空所选的格",
    Deed.FILL_DOWN: "用上一格的数字填充",
    Deed.COPY: "复制",
    Deed.CUT: "剪切",
    Deed.PASTE: "粘贴",
    Deed.SELECT_ALL: "全选",
}


def menu_lines(actions: Sequence[QAction]) -> list[Line]:
    """Every action that has keys."""
    return [(_named(action), _of(action)) for action in actions if action.shortcuts()]


def _named(action: QAction) -> str:
    """What it does, without the step that it would take back just now."""
    words = bare(action.text()).rstrip("…")
    return words.partition(" ")[0] if action.objectName() in ("undo", "redo") else words


def _of(action: QAction) -> str:
    return "、".join(keys.toString(QKeySequence.SequenceFormat.NativeText) for keys in action.shortcuts())


def table_lines() -> list[Line]:
    """Every key that a table answers to, found by asking it."""
    found: dict[tuple[Deed, bool], list[str]] = {}
    for name, meant in _answered():
        found.setdefault((meant.deed, meant.extends and meant.deed is not Deed.PASTE), []).append(name)
    return [
        (f"{_SPOKEN[deed]}并选中" if extends and deed not in _NOT_SELECTING else _SPOKEN[deed], _shortened(names))
        for (deed, extends), names in found.items()
    ]


def _shortened(names: Sequence[str]) -> str:
    """The four arrows in one word."""
    before = names[0][:-1]
    if list(names) == [f"{before}{arrow}" for arrow in "↑↓←→"]:
        return f"{before}方向键"
    return " ".join(names)


_NOT_SELECTING = (Deed.COPY, Deed.CUT, Deed.PASTE, Deed.INPUT_ABOVE, Deed.PREVIOUS_INPUT)


def _answered() -> Iterator[tuple[str, Asked]]:
    for held, prefix in _HELD.items():
        for key, name in _KEYS.items():
            meant = asked(QKeyEvent(QEvent.Type.KeyPress, key, held), Mode.MOVING)
            if meant is None and held == _NONE:
                meant = asked(QKeyEvent(QEvent.Type.KeyPress, key, held), Mode.EDITING)
            if meant is not None:
                yield prefix + name, meant


class ShortcutSheet(Sheet):
    """All shortcuts in columns, with a line to search them; it stays beside the window until it is closed.

    Args:
        menus: the actions by the words of their menu.
        window: the main window.
    """

    def __init__(self, menus: Mapping[str, Sequence[QAction]], window: QWidget) -> None:
        super().__init__(window, TITLE, "关闭", wide=True)
        self.cancel.hide()
        self.line = QLineEdit(self)
        self.line.setPlaceholderText("查找，例如：撤销、F8")
        self.line.setAccessibleName("查找快捷键")
        self.line.setClearButtonEnabled(True)
        self.line.textChanged.connect(self._search)
        self.add(self.line)
        groups = {menu: menu_lines(actions) for menu, actions in menus.items()} | {TABLE: table_lines()}
        self._groups = [_Group(name, lines, self) for name, lines in groups.items() if lines]
        self._nothing = self.say("没有符合的快捷键。")
        self._nothing.hide()
        room = self.screen().availableGeometry()
        self.area = _columns(self._groups, self, 3 if room.width() >= _WIDE else 2)
        self.add(self.area)

    def show_beside(self) -> None:
        """Shows it without stopping the work."""
        self.ask(lambda: True)
        # After asking, which makes a sheet as small as it can be: what scrolls would lose its last column.
        room = self.screen().availableGeometry()
        self.resize(min(_WIDE, room.width()), min(_HIGH, room.height()))
        self.line.setFocus()

    @property
    def lines(self) -> list[Line]:
        """What is on show."""
        return [line for group in self._groups for line in group.shown]

    def _search(self, wanted: str) -> None:
        for group in self._groups:
            group.search(wanted.strip().casefold())
        self._nothing.setVisible(not self.lines)


class _Group(QWidget):
    """The shortcuts of one menu."""

    def __init__(self, name: str, lines: Sequence[Line], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.count = len(lines)
        self._name = name
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 16)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        heading = QLabel(name, self)
        heading.setObjectName("muted")
        grid.addWidget(heading, 0, 0, 1, 2)
        self._lines: list[tuple[Line, QLabel, QLabel]] = []
        for at, (word, keys) in enumerate(lines, 1):
            left, right = QLabel(word, self), QLabel(keys, self)
            right.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            left.setWordWrap(len(word) > _ONE_LINE)
            left.setMinimumWidth(_WORD_WIDTH)
            for label in (left, right):
                label.setTextFormat(Qt.TextFormat.PlainText)
                label.setAccessibleName(f"{word}　{keys}")
            grid.addWidget(left, at, 0)
            grid.addWidget(right, at, 1)
            self._lines.append(((word, keys), left, right))

    @property
    def shown(self) -> list[Line]:
        """What is not searched away."""
        return [line for line, label, _ in self._lines if not label.isHidden()]

    def search(self, wanted: str) -> None:
        """Leaves what has the wanted words in it; all of it where they are the group's name."""
        for (word, keys), left, right in self._lines:
            fits = wanted in f"{word} {keys} {self._name}".casefold()
            left.setVisible(fits)
            right.setVisible(fits)
        self.setVisible(bool(self.shown))


def _columns(groups: Sequence[_Group], parent: QWidget, wanted: int) -> QScrollArea:
    """The groups in columns of about the same height, in their order."""
    inside = QWidget(parent)
    inside.setAccessibleName(TITLE)
    row = QHBoxLayout(inside)
    row.setContentsMargins(0, 0, 20, 0)
    row.setSpacing(32)
    height = sum(group.count + 2 for group in groups) / wanted
    columns: list[QVBoxLayout] = []
    filled = 0.0
    for group in groups:
        if not columns or (filled + (group.count + 2) / 2 > height * len(columns) and len(columns) < wanted):
            columns.append(QVBoxLayout())
            row.addLayout(columns[-1], 1)
        columns[-1].addWidget(group)
        filled += group.count + 2
    for column in columns:
        column.addStretch(1)
    area = QScrollArea(parent)
    area.setObjectName("plain")
    area.setAccessibleName(TITLE)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    return area


def show_shortcuts(menus: Callable[[], Mapping[str, Sequence[QAction]]], window: QWidget) -> ShortcutSheet:
    """Shows the sheet of shortcuts as things stand."""
    sheet = ShortcutSheet(menus(), window)
    sheet.show_beside()
    return sheet
