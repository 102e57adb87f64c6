"""Finds the rows of a form among pasted lines, each by its label, with the header that stands above it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from disclosure_desk.errors import DeskError
from disclosure_desk.formats.schema import Block, TableSection
from disclosure_desk.intake.labels import bare, ordinal
from disclosure_desk.intake.pasted.html_sheet import TOO_MUCH
from disclosure_desk.intake.pasted.names import FormNames, RowMatch, RowName
from disclosure_desk.intake.pasted.sheet import Layout, Line, Slot, is_value

_MOST_JOINED = 5
_LONGEST_NUMBER = 2
_LONGEST_LABEL = 200
"""Several times as long as any official wording; a line may have hundreds of words."""
_MOST_ROWS = 600
"""The largest form has some 40 rows, which may stand on a clipboard several times."""
_UNIT_ALONE = re.compile(r"[（(]?(?:金额)?单位\s*[:：]?\s*(亿元|万元|元)[）)]?")


@dataclass
class FoundRow:
    """A row and what stands behind its label.

    Attributes:
        wording: the label as it stands there.
        line: the line that the label, or its last part, stands on.
        values: the cells behind the label, blank ones too; of a RUN also those on the lines below.
        header: the header lines above it.
        on_its_line: whether a value stands on the label's own lines.
    """

    name: RowName
    is_official: bool
    wording: str
    line: Line
    values: list[Slot]
    header: tuple[Line, ...]
    on_its_line: bool

    @property
    def filled(self) -> list[Slot]:
        """The cells in which something stands."""
        return [slot for slot in self.values if slot.text]


@dataclass
class FoundLine:
    """A line of values for all rows of a block side by side, with the header lines above it."""

    table: TableSection
    block: Block
    line: Line
    values: list[Slot]
    header: tuple[Line, ...]


@dataclass
class Stranger:
    """Words that are no row of the form: where they stand, and how many values are beside them.

    ``is_in_text``: other words follow, so that it may be running text even where the words name a row.
    """

    wording: str
    section: str
    values: int
    layout: Layout
    is_in_text: bool = False


@dataclass
class Found:
    """What was found on the lines."""

    rows: list[FoundRow] = field(default_factory=list)
    abreast: list[FoundLine] = field(default_factory=list)
    strangers: list[Stranger] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    loose: set[str] = field(default_factory=set)
    """Sections in whose text figures stand before the first label."""
    unit: str = ""
    """The unit of money that a line of its own gives."""


def words_of(line: Line) -> list[Slot]:
    """The cells with words before the first value; a number in a cell of its own before them is no value."""
    filled = [slot for slot in line.slots if slot.text]
    if len(filled) > 1 and _is_number(filled[0]) and not is_value(filled[1].text):
        filled = filled[1:]
    return list(takewhile(lambda slot: not is_value(slot.text), filled))


def _is_number(slot: Slot) -> bool:
    return slot.text.isdigit() and len(slot.text) <= _LONGEST_NUMBER


def values_of(line: Line) -> list[Slot]:
    """The cells behind the last word before the first value, blank ones too; all where no words come first."""
    words = words_of(line)
    return [slot for slot in line.slots if not words or slot.at > words[-1].at]


def _behind(line: Line, label: str) -> list[Slot]:
    """The cells behind a label, words among them."""
    at = next(slot.at for slot in line.slots if slot.text == label)
    return [slot for slot in line.slots if slot.at > at]


def has_value(line: Line) -> bool:
    """Whether a value stands on a line."""
    return any(slot.text and is_value(slot.text) for slot in line.slots)


class Finder:
    """Goes through lines once, from top to bottom."""

    def __init__(self, names: FormNames, abreast: Sequence[tuple[TableSection, Block]]) -> None:
        self._names = names
        self._abreast = abreast
        self._found = Found()
        self._header: list[Line] = []
        self._below = False
        self._section = ""
        self._running: FoundRow | FoundLine | None = None
        self._loose = False
        self._waiting: list[Stranger] = []

    def find(self, lines: Sequence[Line]) -> Found:
        """Finds what is there.

        Raises:
            DeskError: far more rows than the tables of a report have.
        """
        at = 0
        while at < len(lines):
            match = None if self._is_sentence(lines, at) else self._row_at(lines, at)
            at += self._take_row(lines, at, *match) if match else self._take_other(lines[at])
            if len(self._found.rows) > _MOST_ROWS:
                raise DeskError(TOO_MUCH)
        if not self._found.rows:
            self._found.strangers += self._waiting
        return self._found

    # Rows.

    def _is_sentence(self, lines: Sequence[Line], at: int) -> bool:
        """Whether figures stand between words that are no labels, as in running text."""
        if not lines[at].goes_on or at + 1 == len(lines):
            return False
        following = [slot.text for slot in words_of(lines[at + 1])]
        labels = ("".join(following), following[-1]) if following else ()
        return not any(self._names.row(label) or self._names.is_piece(label) for label in labels)

    def _row_at(self, lines: Sequence[Line], at: int) -> tuple[RowMatch, str, int] | None:
        """The row whose label begins on a line: the longest official wording first, then the nearest."""
        words = [slot.text for slot in words_of(lines[at])]
        if not words:
            return None
        pieces = self._pieces_below(lines, at)
        for count in range(len(pieces), -1, -1):
            if (found := self._exact(words, pieces[:count])) and self._is_row(found[0], found[1], lines, at, count):
                return *found, count + 1
        for count in range(min(len(pieces), 2) + 1):
            for label in dict.fromkeys(("".join([words[-1], *pieces[:count]]), "".join([*words, *pieces[:count]]))):
                near = self._names.row(label, self._section)
                if near and self._is_row(near, label, lines, at, count):
                    return near, label, count + 1
        return self._row_before_words(lines[at])

    def _row_before_words(self, line: Line) -> tuple[RowMatch, str, int] | None:
        """The row of a line with words where its figures should be."""
        if line.layout is not Layout.RUN and not has_value(line):
            for slot in reversed(words_of(line)[:-1]):
                match = self._names.row(slot.text, self._section)
                if match and match.is_official and self._is_row(match, slot.text, [line], 0, 0):
                    return match, slot.text, 1
        return None

    def _exact(self, words: Sequence[str], below: Sequence[str]) -> tuple[RowMatch, str] | None:
        for first in range(len(words)):
            label = "".join([*words[first:], *below])
            if len(label) > _LONGEST_LABEL:
                continue
            if (match := self._names.exact(label, self._section)) and match.is_official:
                return match, label
        return None

    def _pieces_below(self, lines: Sequence[Line], at: int) -> list[str]:
        """What the lines below may add to a label that was cut: words only, values on one line at the most."""
        pieces: list[str] = []
        valued = has_value(lines[at])
        for line in lines[at + 1 : at + _MOST_JOINED]:
            words = [slot.text for slot in words_of(line)]
            if not words or (valued and has_value(line)):
                break
            if (own := self._names.exact(words[-1], self._section)) and own.is_official:
                break
            valued = valued or has_value(line)
            pieces.append("".join(words))
        return pieces

    def _is_row(self, match: RowMatch, label: str, lines: Sequence[Line], at: int, more: int) -> bool:
        """Tells a row from a header cell that is worded alike."""
        if match.name.block.layout == "abreast":
            return any(has_value(line) for line in lines[at : at + more + 1])
        if not self._names.is_shared(match.name) or ordinal(label) == ordinal(match.name.row.label):
            return True
        follows = self._below and self._section == match.name.table.id
        return follows and (has_value(lines[at]) or lines[at].layout is Layout.RUN)

    def _take_row(self, lines: Sequence[Line], at: int, match: RowMatch, label: str, count: int) -> int:
        taken = lines[at : at + count]
        line = next((each for each in taken if has_value(each)), taken[-1])
        values = values_of(line)
        if label != words_of(line)[-1].text and any(slot.text == label for slot in line.slots):
            values = _behind(line, label)
        valued = has_value(line)
        row = FoundRow(match.name, match.is_official, label, line, values, tuple(self._header), valued)
        if self._loose and line.layout is Layout.RUN:
            self._found.loose.add(match.name.table.id)
        self._found.rows.append(row)
        self._found.strangers += self._waiting
        self._settle(match.name.table.id)
        self._running = row if line.layout is Layout.RUN else None
        return count

    def _settle(self, section: str) -> None:
        self._section, self._below, self._loose = section, True, False
        self._waiting = []

    # Other lines.

    def _take_other(self, line: Line) -> int:
        words = words_of(line)
        if not words:
            self._take_values(line)
        else:
            self._running = None
            self._take_words(line, [slot.text for slot in words])
        return 1

    def _take_values(self, line: Line) -> None:
        if not has_value(line):
            return
        if self._running is not None and line.layout is Layout.RUN:
            self._running.values += line.slots
            return
        block = None if self._below else self._abreast_above()
        if block is not None:
            found = FoundLine(*block, line, list(line.slots), tuple(self._header))
            self._found.abreast.append(found)
            self._settle(block[0].id)
            self._running = found if line.layout is Layout.RUN else None
        elif line.layout is Layout.RUN:
            self._loose = True
        else:
            self._stranger("", line)

    def _abreast_above(self) -> tuple[TableSection, Block] | None:
        """The block whose rows stand side by side and which the header names."""
        texts = {bare(slot.text) for line in self._header for slot in line.slots if slot.text}
        for table, block in self._abreast:
            rows = {bare(text) for row in block.leaf_rows for text in (row.label, *row.aliases)}
            columns = {bare(text) for column in block.leaf_columns for text in (column.label, *column.aliases)}
            if (texts & rows or table.id == self._section) and texts & columns:
                return table, block
        return None

    def _take_words(self, line: Line, words: list[str]) -> None:
        joined = "".join(words)
        if (section := self._names.headings.get(bare(joined))) and not has_value(line):
            self._section, self._below, self._header = section, False, []
            self._found.headings.append(section)
        elif has_value(line):
            if not self._is_number_of_group(line, words):
                self._stranger(words[-1] if self._names.is_group_piece(words[0]) else joined, line)
        elif unit := _UNIT_ALONE.fullmatch(joined):
            self._found.unit = unit[1]
        elif self._is_title(words):
            self._header, self._below = [], False
        elif self._is_header(line, words):
            if self._below:
                self._header, self._below = [], False
            self._header.append(line)
            self._note_strange_header(line, words)
        elif not self._names.is_piece(joined):
            self._waiting.append(Stranger(joined, self._section, 0, line.layout))

    def _is_number_of_group(self, line: Line, words: list[str]) -> bool:
        """Whether the one figure behind a group's label is the number of the row that follows on the same line."""
        values = [slot.text for slot in line.slots if slot.text and is_value(slot.text)]
        return (
            line.layout is Layout.RUN
            and len(values) == 1
            and len(values[0]) == 1
            and self._names.is_group_piece(words[-1])
        )

    def _is_title(self, words: list[str]) -> bool:
        return len(words) == 1 and any(bare(words[0]) in known.others for known in self._names.words.values())

    def _is_header(self, line: Line, words: list[str]) -> bool:
        """Whether columns are named on a line; several words that nobody knows, side by side, are a header too."""
        if any(self._names.is_header(word) or self._is_abreast_label(word) for word in words):
            return True
        unknown = [word for word in words if not self._names.is_piece(word) and not self._names.row(word)]
        if line.layout is Layout.RUN:
            # Over several lines, or cut in the middle: what belongs to a header is of no use anywhere else.
            return bool(self._header) and not self._below and all(self._names.is_piece(word) for word in words)
        return len(unknown) > 1 or (len(words) > 1 and bool(self._header) and not self._below)

    def _is_abreast_label(self, word: str) -> bool:
        match = self._names.row(word)
        return match is not None and match.name.block.layout == "abreast"

    def _note_strange_header(self, line: Line, words: list[str]) -> None:
        for word in words:
            if not self._names.is_piece(word):
                self._waiting.append(Stranger(word, self._section, 0, line.layout))

    def _stranger(self, wording: str, line: Line) -> None:
        """A line of values that belongs to no row of the form; said where the table goes on around it."""
        values = sum(bool(slot.text) and is_value(slot.text) for slot in line.slots)
        stranger = Stranger(wording, self._section, values, line.layout, self._names.row(wording) is not None)
        if self._below and line.layout is not Layout.RUN:
            self._found.strangers.append(stranger)
        else:
            self._waiting.append(stranger)
