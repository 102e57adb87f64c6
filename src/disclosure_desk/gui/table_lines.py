"""Breaks labels into lines as Chinese is set: after any character, but no mark where it must not stand."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from disclosure_desk.formats.grid import Box, BoxRole

_NEVER_FIRST = frozenset("，。、；：？！）》〉”’…%,.;:!?)")
_NEVER_LAST = frozenset("（《〈“‘(")
_PAUSES = frozenset("，、；：")
_STEPS = 24
_FEW = 4
"""A last line of fewer characters than this looks left over."""

Advance = Callable[[str, bool], float]
"""The width of a stretch of text in pixels; True stands for text in the aside's font."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one line in one font; ``width`` in pixels."""

    text: str
    is_aside: bool
    width: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a label."""

    runs: tuple[Run, ...]

    @property
    def width(self) -> float:
        """Width in pixels."""
        return sum(run.width for run in self.runs)

    @property
    def text(self) -> str:
        """The line's characters."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class _Piece:
    """What must stay together on a line."""

    text: str
    is_aside: bool


def lines_of(box: Box, width: float, advance: Advance) -> tuple[Line, ...]:
    """A box's label in lines of at most ``width`` pixels where its words allow.

    Labels above columns and beside groups are evened out; longer ones break after a mark where they can.
    """
    pieces = _pieces(box.text, box.aside)
    filled = _filled(pieces, width, advance)
    if len(filled) == 1:
        return filled
    if box.role is BoxRole.CORNER or (box.role is BoxRole.STUB and box.row_span == 1):
        return _at_marks(pieces, len(filled), width, advance)
    return _after_ordinal(pieces, len(filled), width, advance) or _evened(pieces, filled, width, advance)


def _pieces(text: str, aside: str) -> list[_Piece]:
    at = text.find(aside) if aside else len(text)
    marked = [(char, at <= position < at + len(aside)) for position, char in enumerate(text)]
    pieces: list[_Piece] = []
    held = ""
    for (char, is_aside), (following, next_aside) in pairwise([*marked, ("", False)]):
        held += char
        if not _together(char, following) or is_aside != next_aside:
            pieces.append(_Piece(held, is_aside))
            held = ""
    return pieces


def _together(char: str, following: str) -> bool:
    if not following:
        return False
    numbered = char.isdigit() and char.isascii() and (following.isdigit() or following == ".")
    return numbered or char in _NEVER_LAST or following in _NEVER_FIRST


def _filled(pieces: list[_Piece], width: float, advance: Advance) -> tuple[Line, ...]:
    lines: list[Line] = []
    held: list[_Piece] = []
    used = 0.0
    for piece in pieces:
        needed = advance(piece.text, piece.is_aside)
        if held and used + needed > width:
            lines.append(_line(held, advance))
            held, used = [], 0.0
        held.append(piece)
        used += needed
    return (*lines, _line(held, advance)) if held else tuple(lines)


def _line(pieces: list[_Piece], advance: Advance) -> Line:
    runs: list[tuple[str, bool]] = []
    for piece in pieces:
        if runs and runs[-1][1] == piece.is_aside:
            runs[-1] = (runs[-1][0] + piece.text, piece.is_aside)
        else:
            runs.append((piece.text, piece.is_aside))
    return Line(tuple(Run(text, is_aside, advance(text, is_aside)) for text, is_aside in runs))


def _at_marks(pieces: list[_Piece], count: int, width: float, advance: Advance) -> tuple[Line, ...]:
    """The same number of lines, each broken after a comma where the rest still fits."""
    if count == 1:
        return (_line(pieces, advance),)
    fitting = _fitting(pieces, width, advance)
    # Not after the first piece: that is the ordinal, which stays with what it counts.
    marks = [at for at in range(2, fitting + 1) if pieces[at - 1].text[-1] in _PAUSES]
    last = marks[-1] if marks else fitting
    end = last if len(_filled(pieces[last:], width, advance)) < count else fitting
    fuller = len(pieces) - _FEW
    is_left_over = count == 2 and 0 < len(pieces) - end < _FEW <= end  # noqa: PLR2004  the last break of several
    if is_left_over and len(_filled(pieces[fuller:], width, advance)) == 1:
        end = fuller
    return (_line(pieces[:end], advance), *_at_marks(pieces[end:], count - 1, width, advance))


def _fitting(pieces: list[_Piece], width: float, advance: Advance) -> int:
    """How many pieces fit on one line, at least one."""
    used = 0.0
    for at, piece in enumerate(pieces):
        used += advance(piece.text, piece.is_aside)
        if at and used > width:
            return at
    return len(pieces)


def _after_ordinal(pieces: list[_Piece], count: int, width: float, advance: Advance) -> tuple[Line, ...] | None:
    """（三） on a line of its own, where that takes no more lines."""
    if not (pieces and pieces[0].text.startswith("（") and pieces[0].text.endswith("）")):
        return None
    lines = (_line(pieces[:1], advance), *_filled(pieces[1:], width, advance))
    return lines if len(lines) <= count else None


def _evened(pieces: list[_Piece], filled: tuple[Line, ...], width: float, advance: Advance) -> tuple[Line, ...]:
    """The same number of lines, as equal in width as it goes."""
    least = sum(line.width for line in filled) / len(filled)
    for step in range(_STEPS):
        tried = _filled(pieces, least + (width - least) * step / _STEPS, advance)
        if len(tried) == len(filled):
            return tried
    return filled
