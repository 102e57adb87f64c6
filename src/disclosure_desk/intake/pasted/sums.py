"""Which figures of a row are the sum of the others, and whether what stands there agrees."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from disclosure_desk.formats.form import Form
from disclosure_desk.formats.schema import SumAcross
from disclosure_desk.intake.pasted.sheet import is_blank_mark, plain
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


@dataclass(frozen=True)
class SumState:
    """What a row's own sum says: whether there is one to tell, whether it holds, whether the row seems moved."""

    holds: bool = False
    is_slipped: bool = False


def sum_state(row_sum: RowSum | None, columns: Sequence[str], texts: Sequence[str]) -> SumState:
    """How the sum of a row stands; a blank part counts as 0.

    A row seems moved where its total is blank and the last figure before is the sum of those that precede it.
    """
    if row_sum is None or row_sum.total not in columns:
        return SumState()
    numbers = [_number(text) for text in texts]
    by_column = dict(zip(columns, numbers, strict=True))
    parts = [by_column.get(part) for part in row_sum.parts]
    total = by_column[row_sum.total]
    if not is_blank_mark(texts[list(columns).index(row_sum.total)]):
        known = [part for part in parts if part is not None]
        holds = total is not None and len(known) == len(parts) and _add(known) == total
        return SumState(holds=holds, is_slipped=not holds and any(is_blank_mark(text) for text in texts))
    given = [n for n, text in zip(numbers, texts, strict=True) if not is_blank_mark(text) and n is not None]
    slipped = len(given) > 1 and given[-1] > 0 and _add(given[:-1]) == given[-1]
    return SumState(is_slipped=slipped)


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
