"""Lines of pasted cells, whatever they were copied from."""

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from disclosure_desk.intake.figure_text import is_blank_mark, plain

_NUMBER = r"[+＋\-－−]?\s?[0-9][0-9,，]*(?:[.．][0-9]+)?"
_VALUE = re.compile(
    rf"(?:{_NUMBER}|[0-9][0-9,，.． ]*[0-9])\s*(?:[（(\[［].*[）)\]］]|亿元|万元|元|万|亿|件|个|项|条|宗|次|%)?"
)
# No width at all: joiners, marks of direction, soft hyphens.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")


class Layout(Enum):
    """How far the places of cells are known.

    GRID: each cell has its columns, merged cells too (HTML). CELLS: blank cells are there, but a merged cell may be one
    cell or several (tabs, bars). RUN: blank cells have vanished (blanks between figures, one cell a line).
    """

    GRID = "grid"
    CELLS = "cells"
    RUN = "run"


@dataclass(frozen=True)
class Slot:
    """A cell on a line: its text without needless blanks, its first column from 0, and how many columns it takes."""

    text: str
    at: int
    width: int = 1

    @property
    def end(self) -> int:
        """The column behind it."""
        return self.at + self.width


@dataclass(frozen=True)
class Line:
    """One line of cells.

    Attributes:
        slots: the cells that begin on this line, left to right, blank ones too.
        piece: which table of the clipboard it is from, from 0.
        reach: how many columns of the line are taken, from the left.
        goes_on: whether words follow on what was one line of text.
    """

    slots: tuple[Slot, ...]
    layout: Layout
    piece: int = 0
    reach: int = 0
    goes_on: bool = False


@lru_cache(maxsize=4096)  # each cell is asked about several times
def is_value(text: str) -> bool:
    """Whether a cell that is not empty holds a figure, with or without unit or annotation, or a mark for blank."""
    return bool(text) and (is_blank_mark(text) or bool(_VALUE.fullmatch(plain(text))))


def closed(text: str) -> str:
    """A text with every run of blanks as one blank, and none around; characters that nobody sees are no part of it."""
    return " ".join(_UNSEEN.sub("", text).split())
