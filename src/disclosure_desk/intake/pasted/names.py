"""Knows every wording of a form's tables, and what a pasted wording means."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from disclosure_desk.formats.form import Form
from disclosure_desk.formats.schema import Block, Column, ColumnGroup, ColumnNode, Row, RowGroup, RowNode, TableSection
from disclosure_desk.intake.labels import bare, distance, misprints, ordinal

_BARE_NUMBER = re.compile(r"[0-9]{1,2}(?=[^0-9.,])")
_SHORTEST_NUMBERED = 3
_MOST_REMEMBERED = 2_000

UNIT = re.compile(r"[（(]\s*(?:单位\s*[:：]?\s*)?(亿元|万元|元|万|亿|件|个|项)\s*[）)]\s*$")
"""A unit behind the wording of a column."""


@dataclass(frozen=True, eq=False)
class RowName:
    """A row of a form with its table and block."""

    table: TableSection
    block: Block
    row: Row


@dataclass(frozen=True)
class RowMatch:
    """The row that a wording names, and whether it is worded as the official form has it."""

    name: RowName
    is_official: bool


@dataclass(frozen=True, eq=False)
class TableWords:
    """The wordings of one table that are no rows of figures, without numbers and blanks."""

    columns: frozenset[str]
    groups: frozenset[str]
    others: frozenset[str]


@dataclass(frozen=True, eq=False)
class FormNames:
    """The wordings of a form.

    Attributes:
        official: bare wording of each row, with the rows that have it.
        aliases: other wordings.
        words: the other wordings, table by table.
        headings: bare wording of each table's heading -> section id.
    """

    official: dict[str, list[RowName]] = field(default_factory=dict)
    aliases: dict[str, list[RowName]] = field(default_factory=dict)
    words: dict[str, TableWords] = field(default_factory=dict)
    headings: dict[str, str] = field(default_factory=dict)
    near: dict[str, RowMatch | None] = field(default_factory=dict)

    def row(self, wording: str, section: str = "") -> RowMatch | None:
        """The row that a wording names; ``section`` tells which where several tables have it."""
        text = bare(wording)
        if exact := self.exact(wording, section):
            return exact
        if not text or text in self.official or text in self.aliases or self.is_other(text):
            return None
        if len(self.near) > _MOST_REMEMBERED:
            self.near.clear()
        if wording not in self.near:
            self.near[wording] = self._near_row(text, ordinal(wording))
        return self.near[wording]

    def exact(self, wording: str, section: str = "") -> RowMatch | None:
        """The row that has this wording, whatever its number, blanks and brackets."""
        text = bare(wording)
        number = _BARE_NUMBER.match(text)
        for each in (text, text[number.end() :]) if number else (text,):
            for known in (self.official, self.aliases):
                if each in known:
                    found = [name for name in known[each] if len(known[each]) == 1 or name.table.id == section]
                    return RowMatch(found[0], known is self.official) if len(found) == 1 else None
        return None

    def is_other(self, text: str) -> bool:
        """Whether a bare wording is that of a header, a group or a heading."""
        return text in self.headings or any(
            text in words.columns or text in words.groups or text in words.others for words in self.words.values()
        )

    def is_header(self, wording: str) -> bool:
        """Whether a wording is that of a column, or of columns side by side."""
        return bool(UNIT.search(wording)) or any(bare(wording) in words.columns for words in self.words.values())

    def is_shared(self, name: RowName) -> bool:
        """Whether a row is worded as a column is, so that only its number or its place tells them apart."""
        return any(bare(name.row.label) in words.columns for words in self.words.values())

    def is_group_piece(self, wording: str) -> bool:
        """Whether a wording is that of a group of rows, or a piece of one."""
        text = bare(wording)
        return any(text in group for words in self.words.values() for group in words.groups)

    def is_piece(self, wording: str) -> bool:
        """Whether a wording is a piece of any that the form knows, as where lines or cells were cut."""
        text = bare(wording)
        return any(text in known for known in self.all)

    @cached_property
    def all(self) -> dict[str, set[str]]:
        """Every bare wording with its characters."""
        words = (text for each in self.words.values() for text in each.columns | each.groups | each.others)
        return {known: set(known) for known in (*self.official, *self.headings, *words)}

    @cached_property
    def _to_be_near(self) -> list[tuple[str, set[str], int, set[str]]]:
        """Every bare wording with its characters, how many may be wrong, and the numbers of the rows that have it."""
        return [
            (known, own, misprints(known), {ordinal(each.row.label) for each in self.official.get(known, [])})
            for known, own in self.all.items()
        ]

    def _near_row(self, text: str, number: str) -> RowMatch | None:
        """The one row that a wording is a misprint of; never one whose number differs, nor where another is as near."""
        best, found = 3, set[str]()
        letters = set(text)
        for known, own, usual, numbers in self._to_be_near:
            # A short label may have one character misprinted where its number is right.
            allowed = usual or int(bool(number) and len(known) > _SHORTEST_NUMBERED and number in numbers)
            if abs(len(known) - len(text)) > allowed or len(letters & own) + allowed < len(own):
                continue
            far = distance(text, known, allowed)
            if far <= allowed and far <= best:
                found = {known} if far < best else {*found, known}
                best = far
        names = [name for known in found for name in self.official.get(known, [])]
        if len(found) != 1 or len(names) != 1 or number not in ("", ordinal(names[0].row.label)):
            return None
        return RowMatch(names[0], is_official=False)


@lru_cache(maxsize=16)
def form_names(form: Form) -> FormNames:
    """The wordings of a form; made once."""
    names = FormNames()
    for table in form.tables:
        for block in table.blocks:
            for row in block.leaf_rows:
                name = RowName(table, block, row)
                names.official.setdefault(bare(row.label), []).append(name)
                for alias in row.aliases:
                    names.aliases.setdefault(bare(alias), []).append(name)
        names.words[table.id] = _words(table)
        for heading in (table.heading, *table.heading_aliases):
            names.headings[bare(heading)] = table.id
    return names


def _words(table: TableSection) -> TableWords:
    columns = {bare(label) for block in table.blocks for label in _column_labels(block.columns)}
    groups = {bare(label) for block in table.blocks for label in row_groups(block.rows)}
    others = {bare(text) for block in table.blocks for text in (block.title, block.corner) if text}
    return TableWords(frozenset(columns), frozenset(groups), frozenset(others))


def row_groups(nodes: Iterable[RowNode]) -> Iterator[str]:
    """Labels of the groups of rows, with their aliases."""
    for node in nodes:
        if isinstance(node, RowGroup):
            yield from (node.label, *node.aliases)
            yield from row_groups(node.rows)


def _column_labels(nodes: Iterable[ColumnNode]) -> Iterator[str]:
    for node in nodes:
        yield from (node.label, *node.aliases)
        if isinstance(node, ColumnGroup):
            yield from _column_labels(node.columns)


def leaf_wordings(block: Block) -> dict[str, Column]:
    """Bare wordings of a block's columns of figures."""
    return {bare(text): column for column in block.leaf_columns for text in (*column.aliases, column.label)}


def column_groups(nodes: Iterable[ColumnNode]) -> Iterator[tuple[str, list[Column]]]:
    """Bare labels of a block's groups of columns, with the columns of figures under each."""
    for node in nodes:
        if isinstance(node, ColumnGroup):
            yield bare(node.label), list(_leaves(node))
            yield from column_groups(node.columns)


def _leaves(node: ColumnNode) -> Iterator[Column]:
    if isinstance(node, ColumnGroup):
        for each in node.columns:
            yield from _leaves(each)
    else:
        yield node
