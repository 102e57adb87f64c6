"""Splits figures that were glued together, where their own sum leaves exactly one reading."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_MOST_DIGITS = 90
_MOST_STEPS = 60_000
_MOST_STEPS_OF_ALL = 600_000


class _TooMany(Exception):
    """There are more ways to look at than it is worth."""


@dataclass
class Effort:
    """How many steps may still be taken for the rows of one clipboard; a row that would need more is not cut."""

    left: int = _MOST_STEPS_OF_ALL


class _Splitter:
    """All ways to cut digits into figures of which the last is the sum of the others."""

    def __init__(self, digits: str, effort: Effort) -> None:
        self._digits = digits
        self._effort = effort
        self._steps = 0

    def rows(self, start: int, count: int, end: int | None = None) -> Iterator[tuple[int, ...]]:
        """The ends of ``count`` figures from ``start``, the last of them the sum; up to ``end`` where that is given."""
        yield from self._parts(start, count - 1, 0, (), end)

    def _parts(
        self, start: int, left: int, sum_so_far: int, ends: tuple[int, ...], end: int | None
    ) -> Iterator[tuple[int, ...]]:
        if left == 0:
            yield from self._total(start, sum_so_far, ends, end)
            return
        # The total has at least as many digits as any part, and each part that is left has one.
        last = (end or len(self._digits)) - left
        for stop in range(start + 1, last + 1):
            self._step()
            if stop > start + 1 and self._digits[start] == "0":
                return
            part = sum_so_far + int(self._digits[start:stop])
            if len(str(part)) > (end or len(self._digits)) - stop:
                return
            yield from self._parts(stop, left - 1, part, (*ends, stop), end)

    def _total(self, start: int, expected: int, ends: tuple[int, ...], end: int | None) -> Iterator[tuple[int, ...]]:
        stop = start + len(str(expected))
        if self._digits[start:stop] == str(expected) and (end is None or stop == end):
            yield (*ends, stop)

    def _step(self) -> None:
        self._steps += 1
        self._effort.left -= 1
        if self._steps > _MOST_STEPS or self._effort.left < 0:
            raise _TooMany

    def groups(self, start: int, groups: int, size: int) -> Iterator[tuple[int, ...]]:
        """The ends of ``groups`` rows side by side, each with its own sum, that take all digits."""
        if groups == 1:
            yield from self.rows(start, size, len(self._digits))
            return
        for ends in self.rows(start, size):
            for rest in self.groups(ends[-1], groups - 1, size):
                yield (*ends, *rest)


def split_by_sum(cells: Sequence[str], size: int, groups: int = 1, effort: Effort | None = None) -> list[str] | None:
    """The figures that those cells hold, or None where not exactly one reading is proved.

    A blank between cells may stand between two figures or inside one; so the digits are read without them.

    Args:
        cells: what stands there, digits only.
        size: how many figures a row has, its sum the last.
        groups: how many rows stand side by side.
        effort: what is left for all rows of the clipboard.
    """
    digits = "".join("".join(cells).split())
    if not digits.isascii() or not digits.isdigit() or not groups * size <= len(digits) <= _MOST_DIGITS:
        return None
    splitter = _Splitter(digits, effort or Effort())
    try:
        found = _first_two(splitter.groups(0, groups, size))
    except _TooMany:
        return None
    if len(found) != 1:
        return None
    starts = (0, *found[0][:-1])
    return [digits[start:end] for start, end in zip(starts, found[0], strict=True)]


def _first_two(found: Iterator[tuple[int, ...]]) -> list[tuple[int, ...]]:
    return [each for each, _ in zip(found, range(2), strict=False)]
