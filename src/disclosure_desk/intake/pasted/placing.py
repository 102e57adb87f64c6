"""Gives each figure of a row its column, or says why that cannot be told with certainty."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from disclosure_desk.intake.figure_text import plain
from disclosure_desk.intake.pasted.glued import Effort, split_by_sum
from disclosure_desk.intake.pasted.headers import Header, Spot
from disclosure_desk.intake.pasted.sheet import Layout, Line, Slot, is_value
from disclosure_desk.intake.row_sums import RowSum, SumState, may_have_moved, states_of

Shape = tuple[int, int]
"""Where a label stands on a line and how many cells follow it."""

_SHOWN = 40


@dataclass(frozen=True)
class Values:
    """What stands behind a label, or on the line of a block whose rows stand side by side."""

    line: Line
    slots: Sequence[Slot]
    header: Header
    row_sum: RowSum | None
    effort: Effort = field(default_factory=Effort)

    @property
    def filled(self) -> list[Slot]:
        """The cells in which something stands."""
        return [slot for slot in self.slots if slot.text]

    @property
    def count(self) -> int:
        """How many figures there have to be."""
        return len(self.header.spots)

    @property
    def shape(self) -> Shape:
        """Lines of one shape have their figures in the same places."""
        return (self.slots[0].at if self.slots else 0, len(self.slots))

    @property
    def shown(self) -> str:
        """What stands there, for a message."""
        text = " ".join(slot.text for slot in self.filled)
        return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


class Unplaced(Exception):
    """Why figures cannot be told apart, in words that follow the row's name."""


def starts_by_shape(rows: Iterable[Values]) -> dict[Shape, set[int]]:
    """Where figures begin in lines of tabs or bars whose places are proved, by their shape."""
    starts: dict[Shape, set[int]] = {}
    for row in rows:
        if row.line.layout is Layout.CELLS and row.count > 1 and len(row.filled) == row.count and _is_proved(row):
            starts.setdefault(row.shape, set()).add(row.filled[0].at)
    return starts


def _is_proved(row: Values) -> bool:
    states = _states(row, [slot.text for slot in row.filled])
    return _is_tight(row) and (
        len(row.slots) == row.count or (bool(states) and all(state is SumState.HOLDS for state in states))
    )


def place(row: Values, starts: Mapping[Shape, set[int]]) -> list[str]:
    """The figures of a row, one for each of its header's spots, "" where blank.

    Raises:
        Unplaced: it cannot be told which figure belongs to which column.
    """
    filled = row.filled
    if len(filled) > row.count:
        raise Unplaced(_wrong_count(row))
    if split := _split(row):
        return split
    if len(filled) == row.count:
        return _complete(row, starts)
    if row.line.layout is Layout.RUN:
        raise Unplaced(_wrong_count(row))
    return _checked(row, _with_blanks(row, starts))


def _wrong_count(row: Values) -> str:
    if not row.filled:
        return "后面没有数字，没有读取"
    if row.count > 1 and len(row.filled) == 1 and len(_digits(row.filled)) >= row.count:
        return f"的数字连在一起（“{row.shown}”），不能确定怎样分开，没有读取"
    return f"应有 {row.count} 个数字，这里是 {len(row.filled)} 个（“{row.shown}”），不能确定各属哪一格，没有读取"


def _digits(slots: Sequence[Slot]) -> str:
    text = "".join(plain(slot.text).replace(" ", "") for slot in slots)
    return text if text.isascii() and text.isdigit() else ""


# Glued figures.


def _split(row: Values) -> list[str] | None:
    """The figures of a row that were glued together; None where nothing seems glued.

    Raises:
        Unplaced: they are glued and it is not proved how to cut them.
    """
    if row.count == 1 or len(row.filled) == row.count or not _is_glued(row):
        return None
    digits = _digits(row.filled)
    if digits == "0" * row.count:
        return list(digits)
    if row.row_sum is not None and _total_is_last(row):
        size = len(row.row_sum.parts) + 1
        found = split_by_sum([digits], size, row.count // size, row.effort)
        if found is not None:
            return found
    raise Unplaced(f"的数字连在一起（“{row.shown}”），不能确定怎样分开，没有读取")


def _is_glued(row: Values) -> bool:
    """Whether cells could hold several figures: far too few, or one that begins with 0."""
    digits = _digits(row.filled)
    if len(digits) < row.count:
        return False
    if row.line.layout is not Layout.RUN and len(row.filled) > 1 and len(row.slots) >= row.count:
        # Every column has its cell: some of them are blank.
        return False
    pieces = [text for slot in row.filled for text in plain(slot.text).split()]
    return len(pieces) <= max(row.count // 2, 1) or any(len(text) > 1 and text[0] == "0" for text in pieces)


def _total_is_last(row: Values) -> bool:
    total, parts = row.row_sum or RowSum("", ())
    size = len(parts) + 1
    groups = [row.header.spots[at : at + size] for at in range(0, row.count, size)]
    return row.count % size == 0 and all(
        group[-1].column.id == total and {spot.column.id for spot in group[:-1]} == set(parts) for group in groups
    )


# Rows with every figure.


def _complete(row: Values, starts: Mapping[Shape, set[int]]) -> list[str]:
    """As many cells are filled as there are columns: they are the figures, in the header's order."""
    texts = [slot.text for slot in row.filled]
    states = _states(row, texts)
    if row.header.is_moved and any(state is not SumState.HOLDS for state in states):
        raise Unplaced(f"各数之和与总计不符（“{row.shown}”），表头的次序又与本表不同，没有读取")
    if row.count == 1 or _stands_under(row, texts):
        return texts
    if row.header.must_fit or (not states and row.header.is_placed):
        raise Unplaced("的数字没有对准表头的各列，没有读取")
    if not states and (row.line.layout is Layout.RUN or _is_tight(row)):
        return texts
    if states and all(state is SumState.HOLDS for state in states) and all(is_value(text) for text in texts):
        return texts
    if states and row.line.layout is not Layout.RUN and _is_where_others_are(row, starts):
        return texts
    raise Unplaced(f"各数之和与总计不符（“{row.shown}”），不能确定数字没有错位，没有读取")


def _stands_under(row: Values, texts: Sequence[str]) -> bool:
    """Whether each figure stands under its column."""
    return row.header.is_placed and row.line.layout is not Layout.RUN and _by_place(row) == texts


def _is_tight(row: Values) -> bool:
    """Whether the filled cells follow each other and the label directly."""
    cells = (row.slots[0], *row.filled)
    return all(right.at <= left.end for left, right in pairwise(cells))


def _is_where_others_are(row: Values, starts: Mapping[Shape, set[int]]) -> bool:
    """Whether the figures stand in their places though their sum does not say so: published sums may be wrong."""
    if len(row.slots) == row.count:
        return row.line.layout is Layout.CELLS or not row.header.is_placed
    return starts.get(row.shape) == {row.filled[0].at}


def _states(row: Values, texts: Sequence[str]) -> list[SumState]:
    return states_of(row.row_sum, [spot.column.id for spot in row.header.spots], texts)


# Rows with blanks.


def _with_blanks(row: Values, starts: Mapping[Shape, set[int]]) -> list[str]:
    known = starts.get(row.shape, set())
    if row.header.is_placed and known <= {row.header.spots[0].at} and _reaches(row):
        by_place = _by_place(row)
        if by_place is not None and not row.header.is_moved:
            return by_place
    apart = row.header.is_placed and (row.line.layout is Layout.GRID or row.row_sum is None or not known)
    begin = -1 if row.header.is_moved or apart else _begin(row, known)
    texts = [slot.text for slot in row.slots if begin <= slot.at < begin + row.count]
    if begin < 0 or len(texts) != row.count or len([text for text in texts if text]) != len(row.filled):
        raise Unplaced(_wrong_count(row))
    return texts


def _begin(row: Values, known: set[int]) -> int:
    """Where the figures begin: where those of like lines do, or behind the label if there are as many cells."""
    if len(known) == 1:
        return next(iter(known))
    return row.slots[0].at if row.slots and (len(row.slots) == row.count or not row.filled) else -1


def _by_place(row: Values) -> list[str] | None:
    """What stands under each column; None where a cell stands under none, or under several."""
    texts = dict.fromkeys(range(row.count), "")
    for slot in row.filled:
        under = [at for at, spot in enumerate(row.header.spots) if spot.at < slot.end and slot.at < spot.end]
        if len(under) != 1 or texts[under[0]] or not _is_inside(slot, row.header.spots[under[0]]):
            return None
        texts[under[0]] = slot.text
    return list(texts.values())


def _is_inside(slot: Slot, spot: Spot) -> bool:
    return spot.at <= slot.at and slot.end <= spot.end


def _reaches(row: Values) -> bool:
    """Whether a line has every column: where a cell is missing, those behind it have moved."""
    if not row.slots or row.slots[0].at > row.header.spots[0].at:
        return False
    return row.line.reach == row.header.reach


def _checked(row: Values, texts: list[str]) -> list[str]:
    if may_have_moved(_states(row, texts), texts):
        raise Unplaced(f"有空白格，各数之和又与总计不符（“{row.shown}”），不能确定数字没有错位，没有读取")
    return texts
