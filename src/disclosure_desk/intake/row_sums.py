"""Which figures of a row are the sum of the others, and whether what stands there agrees."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from disclosure_desk.formats.form import Form
from disclosure_desk.formats.schema import SumAcross
from disclosure_desk.intake.figure_text import is_blank_mark, plain
from disclosure_desk.report.figures import EXACT, STORED


class RowSum(NamedTuple):
    """The column that is the sum, and the columns that it is the sum of."""

    total: str
    parts: tuple[str, ...]


@lru_cache(maxsize=16)
def row_sums(form: Form) -> Mapping[str, RowSum]:
    """By section: the sum across of its rows, as the form's records state it."""
    return {
        each.record.section: RowSum(each.record.total, each.record.parts)
        for each in form.sums
        if isinstance(each.record, SumAcross)
    }


class SumState(Enum):
    """What a row's own sum says of it.

    HOLDS: it agrees. FAILS: it does not. OPEN: the total is blank. MOVED: so it is, and what stands before it may be
    the total.
    """

    HOLDS = "holds"
    FAILS = "fails"
    MOVED = "moved"
    OPEN = "open"


def sum_state(row_sum: RowSum, columns: Sequence[str], texts: Sequence[str]) -> SumState:
    """How the sum of a row stands; a blank part counts as 0.

    Args:
        row_sum: which column is the sum of which.
        columns: the row's columns, as the figures stand.
        texts: the figures.
    """
    numbers = [_number(text) for text in texts]
    by_column = dict(zip(columns, numbers, strict=True))
    total = by_column[row_sum.total]
    if is_blank_mark(texts[list(columns).index(row_sum.total)]):
        return SumState.MOVED if _may_be_moved(numbers, texts) else SumState.OPEN
    known = [part for part in (by_column.get(part) for part in row_sum.parts) if part is not None]
    agrees = total is not None and len(known) == len(row_sum.parts) and _add(known) == total
    return SumState.HOLDS if agrees else SumState.FAILS


def _may_be_moved(numbers: Sequence[Decimal | None], texts: Sequence[str]) -> bool:
    """Whether the last figure of a row without total could be the total: as much as the others together, or more."""
    given = [at for at, text in enumerate(texts) if not is_blank_mark(text)]
    if not given:
        return False
    *before, last = (number if (number := numbers[at]) is not None else Decimal(0) for at in given)
    return last > 0 and last >= _add(before) and given != [0]


def _add(numbers: Sequence[Decimal]) -> Decimal:
    total = Decimal(0)
    for number in numbers:
        total = EXACT.add(total, number)
    return total


def _number(text: str) -> Decimal | None:
    """What a cell counts in a sum: blank 0, an annotated figure without its annotation, None what is no number."""
    if is_blank_mark(text):
        return Decimal(0)
    bare = plain(text).split("（")[0].split("(")[0].replace(",", "").replace("，", "").strip()
    return Decimal(bare) if STORED.fullmatch(bare) else None


def states_of(row_sum: RowSum | None, columns: Sequence[str], texts: Sequence[str]) -> list[SumState]:
    """How the sums of rows side by side stand, each with all its columns; nothing where there is no such sum."""
    size = len(row_sum.parts) + 1 if row_sum else 0
    if row_sum is None or row_sum.total not in columns or len(columns) % size:
        return []
    return [sum_state(row_sum, columns[at : at + size], texts[at : at + size]) for at in range(0, len(columns), size)]


def may_have_moved(states: Sequence[SumState], texts: Sequence[str]) -> bool:
    """Whether figures among which some are blank may stand beside their places: their sums do not bear them out."""
    suspicious = any(state in (SumState.FAILS, SumState.MOVED) for state in states)
    return suspicious and any(is_blank_mark(text) for text in texts)
