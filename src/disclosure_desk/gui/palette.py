"""The command palette: everything the menus can do, and every place to turn to, found by a few of its characters."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAction, QKeySequence, QPainter
from PySide6.QtWidgets import QListWidgetItem, QStyleOptionViewItem, QWidget

from disclosure_desk.gui.outline import Index
from disclosure_desk.gui.search_line import LEFT, FoundDelegate, FoundList, SearchLine, write_right
from disclosure_desk.gui.theme import theme

Place = tuple[str, str, Callable[[], object]]
"""A word, the group it belongs to, what it does."""
HINT = "查找命令、页面或报告"
NOT_FOUND = "没有符合的命令。可减少几个字再试。"
_COMMAND = int(Qt.ItemDataRole.UserRole)
_SHOWN = 11
_REMEMBERED = 20
_WIDEST = "Ctrl+Shift+W"
"""The room of the shortcuts, so that the menus stand below each other."""


@dataclass(frozen=True)
class Command:
    """One line of the palette.

    Attributes:
        word: what it is called.
        group: the menu, or what kind of place it is.
        deed: what it does.
        keys: its shortcut, "" if it has none.
        is_possible: whether it can be asked for now.
    """

    word: str
    group: str
    deed: Callable[[], object]
    keys: str = ""
    is_possible: bool = True

    @property
    def spoken(self) -> str:
        """The line as it is read out."""
        now = "" if self.is_possible else "现在不可用"
        return "　".join(filter(None, (self.word, self.group, self.keys, now)))


def commands(menus: Mapping[str, Sequence[QAction]]) -> Iterator[Command]:
    """The actions of the menus, in their order."""
    for group, actions in menus.items():
        for action in actions:
            if action.isVisible() and action.text():
                keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
                yield Command(bare(action.text()), group, action.trigger, keys, action.isEnabled())


def bare(words: str) -> str:
    """The words of a menu without its access key: 撤销(&U) is 撤销."""
    words = re.sub(r"\(&\w\)", "", words)
    return words.replace("&&", "\0").replace("&", "").replace("\0", "&")


def rank(query: str, command: Command) -> int | None:
    """How well a command fits what was typed, 0 being the best; None where it does not fit.

    Blanks part the query into pieces, whose order does not matter. A piece fits where it stands in the word, or where
    its characters stand there in the same order, or, the least, in whatever order.
    """
    word, group = _folded(command.word), _folded(command.group)
    ranks = [_rank(piece, word, group) for piece in _folded(query).split()]
    found = [each for each in ranks if each is not None]
    return sum(found) if len(found) == len(ranks) else None


def _rank(piece: str, word: str, group: str) -> int | None:
    if piece in word:
        return 0 if word.startswith(piece) else 1
    rest = iter(word)
    if all(character in rest for character in piece):
        return 3
    if piece in group:
        return 4
    both = word + group
    return 6 if all(both.count(character) >= piece.count(character) for character in piece) else None


def _folded(text: str) -> str:
    """Full-width letters as plain ones, and small ones."""
    return unicodedata.normalize("NFKC", text).casefold()


class Palette(SearchLine):
    """A line to type into with the commands that fit below, over the upper part of the window.

    Args:
        menus: the actions now, by the words of their menu.
        parent: the window.
        places: further lines: pages, reports of the shelf.
    """

    def __init__(
        self,
        menus: Callable[[], Mapping[str, Sequence[QAction]]],
        parent: QWidget,
        places: Callable[[], Iterable[Place]] = tuple,
    ) -> None:
        self._menus, self._places = menus, places
        self._recent: list[tuple[str, str]] = []
        self._commands: list[Command] = []
        self._found = _Commands()
        super().__init__(parent, "查找命令", HINT, self._found)

    def open(self) -> None:
        """Shows it, empty, with what was used last on top."""
        places = [Command(word, group, deed) for word, group, deed in self._places()]
        self._commands = [*commands(self._menus()), *places]
        self.line.blockSignals(True)  # noqa: FBT003  Qt's signature
        self.line.clear()
        self.line.blockSignals(False)  # noqa: FBT003  Qt's signature
        super().open()

    @property
    def shown(self) -> list[Command]:
        """The commands on show, from top to bottom."""
        return [self.list.item(at).data(_COMMAND) for at in range(self.list.count())]

    def take(self, item: QListWidgetItem | None) -> None:
        """Runs the command of a line."""
        command = item.data(_COMMAND) if item else None
        if command is None or not command.is_possible:
            return
        key = (command.word, command.group)
        self._recent = [key, *(each for each in self._recent if each != key)][:_REMEMBERED]
        # Closed first: the deed may act on whatever has the keyboard, or open something of its own.
        self.close_()
        command.deed()

    def search(self) -> None:
        """Shows the commands that fit, the ones used last first."""
        query = self.line.text()
        ranked = [(rank(query, command), at, command) for at, command in enumerate(self._commands)]
        fitting = [(found, at, command) for found, at, command in ranked if found is not None]
        fitting.sort(key=lambda each: (each[0], self._last_used(each[2]), not each[2].is_possible, each[1]))
        self._found.show_commands([command for _, _, command in fitting])
        self.say("" if fitting else NOT_FOUND)

    def _last_used(self, command: Command) -> int:
        key = (command.word, command.group)
        return self._recent.index(key) if key in self._recent else _REMEMBERED


class _Commands(FoundList):
    def __init__(self) -> None:
        super().__init__("命令列表", _SHOWN, _CommandDelegate())

    def show_commands(self, shown: Sequence[Command]) -> None:
        self.clear()
        for command in shown:
            item = QListWidgetItem(command.word, self)
            item.setData(_COMMAND, command)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, command.spoken)
        first = next((at for at, command in enumerate(shown) if command.is_possible), 0)
        self.begin_at(first if shown else -1)


class _CommandDelegate(FoundDelegate):
    """Paints the word at the left, the group beside it, the shortcut at the right."""

    def write(self, painter: QPainter, room: QRect, option: QStyleOptionViewItem, index: Index) -> None:
        command: Command = index.data(_COMMAND)
        metrics = option.fontMetrics
        keys = max(metrics.horizontalAdvance(each) for each in (command.keys, _WIDEST))
        room = write_right(painter, room, command.keys, keys)
        room = write_right(painter, room, command.group, metrics.horizontalAdvance(command.group))
        painter.setPen(theme().text if command.is_possible else theme().muted)
        word = metrics.elidedText(command.word, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, LEFT, word if command.is_possible else f"{word}（现在不可用）")


def places_of(
    outline: Iterable[tuple[str, str]], turn: Callable[[str], object], reports: Iterable[Place] = ()
) -> Iterator[Place]:
    """The pages of the report on the desk, then the reports of the shelf.

    Args:
        outline: place and label of each page.
        turn: turns to a place.
        reports: a line for each report.
    """
    for place, label in outline:
        yield label, "页面", partial(turn, place)
    yield from reports
