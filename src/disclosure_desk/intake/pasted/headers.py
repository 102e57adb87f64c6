"""Reads which columns the header lines above a row name, and where they stand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from disclosure_desk.formats.schema import Block, Column
from disclosure_desk.intake.labels import bare, distance, misprints
from disclosure_desk.intake.pasted.names import UNIT, RowName, column_groups, leaf_wordings, row_groups
from disclosure_desk.intake.pasted.sheet import Layout, Line, Slot

_SHORTEST_PIECE = 2


@dataclass(frozen=True)
class Spot:
    """The columns of the grid that a column of figures takes, and whose it is."""

    column: Column
    row: str
    at: int
    end: int


@dataclass(frozen=True)
class Header:
    """What a header says.

    Attributes:
        spots: the columns left to right; their places count only where ``is_placed``.
        is_placed: whether the places in the grid are those of the figures below.
        must_fit: whether only the places prove the order, so that each figure has to stand under its column.
        is_moved: whether the columns stand in another order than the form's.
        units: column id -> unit, where it is not the official one.
        reworded: what was read as another wording.
        is_there: whether there is a header at all; without one the form's order is taken.
        reach: how many columns of the grid the header's lines take.
    """

    spots: tuple[Spot, ...]
    is_placed: bool = False
    must_fit: bool = False
    is_moved: bool = False
    units: dict[str, str] = field(default_factory=dict)
    reworded: tuple[tuple[str, str], ...] = ()
    is_there: bool = True
    reach: int = 0


def read_header(block: Block, lines: Sequence[Line]) -> Header | None:
    """What the lines above a row of a stacked block say; None where it is another header than the block's."""
    return _Reader(block).read(lines)


def read_header_abreast(block: Block, lines: Sequence[Line], rows: Sequence[RowName]) -> Header | None:
    """What the lines above the one line of figures of a block say whose rows stand side by side."""
    reader, across = _Reader(block), len(block.leaf_columns)
    labels = {bare(text): name.row.id for name in rows for text in (name.row.label, *name.row.aliases)}
    hits = [(reader.column(slot.text), slot) for line in lines for slot in line.slots if slot.text]
    columns = [(column, slot) for column, slot in hits if column is not None]
    named = [(labels[bare(slot.text)], slot) for _, slot in hits if bare(slot.text) in labels]
    order = [column.id for column in block.leaf_columns] * len(rows)
    if list(dict.fromkeys(row for row, _ in named)) != [name.row.id for name in rows]:
        return None
    spots = [
        Spot(column, name.row.id, at * across + place, at * across + place + 1)
        for at, name in enumerate(rows)
        for place, column in enumerate(block.leaf_columns)
    ]
    if len(columns) != len(order):
        return Header(tuple(spots)) if _is_cut(block, rows, lines) else None
    if all(line.layout is Layout.GRID for line in lines):
        return _by_place(columns, named, across, max(line.reach for line in lines))
    if [column.id for column, _ in columns] != order:
        return None
    return Header(tuple(spots))


def _is_cut(block: Block, rows: Sequence[RowName], lines: Sequence[Line]) -> bool:
    """Whether a header is the form's whose cells were cut into pieces that follow each other."""
    text = "".join(bare(slot.text) for line in lines for slot in line.slots)
    for name in rows:
        text = text.replace(bare(name.row.label), "")
    for group in row_groups(block.rows):
        text = text.replace(bare(group), "")
    is_run = all(line.layout is Layout.RUN for line in lines)
    return is_run and text == "".join(bare(column.label) for column in block.leaf_columns) * len(rows)


def _by_place(
    columns: list[tuple[Column, Slot]], named: list[tuple[str, Slot]], across: int, reach: int
) -> Header | None:
    spots = []
    for column, slot in columns:
        over = [row for row, above in named if above.at <= slot.at and slot.end <= above.end]
        if len(over) != 1:
            return None
        spots.append(Spot(column, over[0], slot.at, slot.end))
    spots.sort(key=lambda spot: spot.at)
    each_once = len({(spot.row, spot.column.id) for spot in spots}) == len(columns) == across * len(named)
    return Header(tuple(spots), is_placed=True, reach=reach) if each_once and not _overlap(spots) else None


class _Reader:
    def __init__(self, block: Block) -> None:
        self._block = block
        self._leaves = leaf_wordings(block)
        self._columns = block.leaf_columns
        self._groups = dict(column_groups(block.columns))
        self._known = {bare(text) for text in (block.corner, block.title) if text}
        self._units: dict[str, str] = {}
        self._reach = 0
        self._reworded: list[tuple[str, str]] = []

    def column(self, text: str) -> Column | None:
        """The column that a header cell names, whatever its unit."""
        found = self._leaves.get(bare(text))
        unit = UNIT.search(text)
        if found is None and unit:
            found = self._leaves.get(bare(text[: unit.start()])) or self._without_unit(text[: unit.start()])
            official = UNIT.search(found.label) if found else None
            if found and (official is None or official[1] != unit[1]):
                self._units[found.id] = unit[1]
        return found

    def _without_unit(self, text: str) -> Column | None:
        return next((c for c in self._columns if bare(UNIT.sub("", c.label)) == bare(text)), None)

    def read(self, lines: Sequence[Line]) -> Header | None:
        if not lines:
            return self._absent()
        self._reach = max(line.reach for line in lines)
        if all(line.layout is Layout.RUN for line in lines):
            return self._of_run(lines)
        by_line = [[(slot, self.column(slot.text)) for slot in line.slots if slot.text] for line in lines]
        hits = {column.id: slot for line in by_line for slot, column in line if column is not None}
        self._amend(hits, by_line)
        if len(hits) != len(self._columns) or self._differs(hits, by_line):
            return None
        spots = sorted((Spot(c, "", hits[c.id].at, hits[c.id].end) for c in self._columns), key=lambda spot: spot.at)
        if all(line.layout is Layout.GRID for line in lines):
            return self._of_grid(spots, lines)
        return self._of_cells(spots, by_line)

    def _header(
        self, spots: Sequence[Spot], *, is_placed: bool, must_fit: bool = False, is_moved: bool = False
    ) -> Header:
        said = self._units, tuple(self._reworded)
        return Header(tuple(spots), is_placed, must_fit, is_moved or must_fit, *said, reach=self._reach)

    def _absent(self) -> Header:
        return Header(tuple(Spot(c, "", at, at + 1) for at, c in enumerate(self._columns)), is_there=False)

    def _amend(self, hits: dict[str, Slot], by_line: Sequence[Sequence[tuple[Slot, Column | None]]]) -> None:
        """Takes a word that nobody knows for the column that is missing, where it is one character off."""
        missing = [column for column in self._columns if column.id not in hits]
        unknown = [slot for line in by_line for slot, column in line if column is None and not self._is_known(slot)]
        if len(hits) * 2 < len(self._columns):
            return
        for slot in unknown:
            text = bare(slot.text)
            near = [c for c in missing if c.id not in hits and _is_off(text, bare(c.label))]
            if len(near) == 1 and not UNIT.search(slot.text):
                hits[near[0].id] = slot
                self._reworded.append((slot.text, near[0].label))

    def _is_known(self, slot: Slot) -> bool:
        return bare(slot.text) in self._groups or bare(slot.text) in self._known

    def _differs(self, hits: dict[str, Slot], by_line: Sequence[Sequence[tuple[Slot, Column | None]]]) -> bool:
        """Whether a column is named twice in different places."""
        return any(column and slot.at != hits[column.id].at for line in by_line for slot, column in line)

    def _of_grid(self, spots: Sequence[Spot], lines: Sequence[Line]) -> Header | None:
        """A header whose cells have their places: each group has its own columns below it.

        Where the order is another than the form's, every group has to be there to say so.
        """
        places = {spot.column.id: spot for spot in spots}
        found = 0
        for slot in (slot for line in lines for slot in line.slots):
            under = [places[column.id] for column in self._groups.get(bare(slot.text), [])]
            if any(spot.at < slot.at or slot.end < spot.end for spot in under):
                return None
            found += bool(under)
        moved = [spot.column for spot in spots] != list(self._columns)
        if _overlap(spots) or (moved and found < len(self._groups)):
            return None
        return self._header(spots, is_placed=True, is_moved=moved)

    def _of_cells(
        self, spots: Sequence[Spot], by_line: Sequence[Sequence[tuple[Slot, Column | None]]]
    ) -> Header | None:
        ranks = [[rank for slot, column in line if (rank := self._rank(slot, column)) is not None] for line in by_line]
        form = [column.id for column in self._columns]
        by_place = [spot.column.id for spot in spots]
        if self._is_in_order(ranks):
            apart = by_place == form and not _overlap(spots)
            own = spots if apart else self._absent().spots
            return self._header(own, is_placed=apart)
        return None if _overlap(spots) else self._header(spots, is_placed=True, must_fit=True)

    def _rank(self, slot: Slot, column: Column | None) -> int | None:
        if column is not None:
            return self._columns.index(column)
        under = self._groups.get(bare(slot.text))
        return self._columns.index(under[0]) if under else None

    def _is_in_order(self, ranks: Sequence[Sequence[int]]) -> bool:
        """Whether columns stand in the form's order: on each line, and all but the last from line to line.

        The last may be merged over the lines, so that it comes before those beside it; a group of all columns tells
        nothing.
        """
        lines = [list(line) for line in ranks]
        last = len(self._columns) - 1
        seen = list(dict.fromkeys(rank for line in self._leaf_ranks(lines) for rank in line if rank != last))
        return all(line == sorted(line) for line in lines) and seen == sorted(seen)

    def _leaf_ranks(self, lines: Sequence[Sequence[int]]) -> Iterator[list[int]]:
        """The ranks of lines without those of groups, which come again below."""
        for at, line in enumerate(lines):
            below = {rank for other in lines[at + 1 :] for rank in other}
            yield [rank for rank in line if rank not in below]

    def _of_run(self, lines: Sequence[Line]) -> Header | None:
        """A header whose cells may be cut into pieces: what is recognised has to be in the form's order."""
        ranks: list[list[int]] = [[] for _ in lines]
        for own, line in zip(ranks, lines, strict=True):
            own += [rank for slot in line.slots if (rank := self._rank_of_piece(slot.text)) is not None]
        found = [rank for line in ranks for rank in line]
        if not found:
            return None if any(self._is_foreign(slot) for line in lines for slot in line.slots) else self._absent()
        last = len(self._columns) - 1
        inner = list(dict.fromkeys(rank for rank in found if rank != last))
        in_order = all(line == sorted(line) for line in ranks) and inner == sorted(inner)
        return self._header(self._absent().spots, is_placed=False) if in_order else None

    def _rank_of_piece(self, text: str) -> int | None:
        column = self.column(text)
        if column is None and len(bare(text)) >= _SHORTEST_PIECE:
            begun = [c for c in self._columns if bare(c.label).startswith(bare(text)) or _is_near(bare(text), c)]
            column = begun[0] if len(begun) == 1 and bare(text) not in self._groups else None
        return None if column is None else self._columns.index(column)

    def _is_foreign(self, slot: Slot) -> bool:
        return bool(slot.text) and not self._is_known(slot)


def _is_near(text: str, column: Column) -> bool:
    label = bare(column.label)
    return misprints(label) > 0 and distance(text, label, 1) <= 1


def _is_off(text: str, label: str) -> bool:
    """One character off, or as many as a label of that length may be."""
    allowed = max(misprints(label), 1)
    return len(text) > 1 and abs(len(text) - len(label)) <= allowed and distance(text, label, allowed) <= allowed


def _overlap(spots: Sequence[Spot]) -> bool:
    return any(right.at < left.end for left, right in pairwise(spots))
