"""Sets the labels of a table: how a heading over a narrow column or a long stub is broken, and how large it is."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from disclosure_desk.export.blocks import FontRole, Run
from disclosure_desk.export.fonts import FontSet
from disclosure_desk.export.line_breaking import Line, break_lines, divisions, one_line, text_width
from disclosure_desk.formats.grid import Box, BoxRole, Grid

PADDING = 3.0
"""Points between a rule and a text that begins beside it."""
NARROW_PADDING = 1.8
"""The same where a text is centred."""
_ABOVE_AND_BELOW = 2.2
_LEADING = 1.24
_SMALLER = 0.88
"""How far a heading may shrink to save a line."""
_MARKER = re.compile(r"（[一二三四五六七八九十]+）|[一二三四五六七八九十]+、")
_PLAIN = re.compile(r"[\u4e00-\u9fff]+")
_CLAUSE_ENDS = frozenset("，、；：。）")
_MOST_EVENED = 4
_TORN = 3
"""Lines of three characters tear words of two."""


@dataclass(frozen=True)
class SizedBox:
    """A box of the grid with its text wrapped.

    Attributes:
        lines: the wrapped label, or the figure, or none where the cell is blank.
        size: of the text, in points.
        centred: whether lines are centred; else they start at the left.
    """

    box: Box
    lines: tuple[Line, ...]
    size: float
    centred: bool

    @property
    def leading(self) -> float:
        """Height of one line of the text."""
        return self.size * _LEADING

    @property
    def height(self) -> float:
        """Height that the text needs."""
        return len(self.lines) * self.leading + 2 * _ABOVE_AND_BELOW


def label(grid: Grid, box: Box, width: float, size: float, fonts: FontSet) -> SizedBox:
    """The label of a box ``width`` points wide, in the lines that it needs."""
    if box.role is BoxRole.HEADER or (box.role is BoxRole.STUB and box.row_span > 1):
        lines, fitting = _heading(box, width - 2 * NARROW_PADDING, size, fonts)
        return SizedBox(box, lines, fitting, centred=True)
    lines = break_lines(_runs(box), fonts, size, width - 2 * PADDING)
    return SizedBox(box, lines, size, centred=box.role is not BoxRole.STUB or grid.stub_columns == 1)


def evened(sized: SizedBox, width: float, fonts: FontSet) -> SizedBox:
    """The same label in as many lines, broken behind clauses where that can be, else into lines of like length."""
    is_set = sized.box.role is BoxRole.HEADER or (sized.box.role is BoxRole.STUB and sized.box.row_span > 1)
    if is_set or not 1 < len(sized.lines) <= _MOST_EVENED:
        return sized
    candidates = divisions(_runs(sized.box), fonts, sized.size, width - 2 * PADDING, len(sized.lines))
    return replace(sized, lines=min(candidates, key=lambda lines: _unevenness(lines, sized.size), default=sized.lines))


def _unevenness(lines: Sequence[Line], size: float) -> float:
    """How ill a label is broken: lines that end within a clause, and in characters, how far lengths differ."""
    within = sum(line.text[-1] not in _CLAUSE_ENDS for line in lines[:-1])
    differ = sum(abs(one.width - other.width) for one, other in pairwise(lines)) / size
    return 8 * within + differ / 2


def _heading(box: Box, room: float, size: float, fonts: FontSet) -> tuple[tuple[Line, ...], float]:
    """The lines of a heading, or of a stub beside several rows, whose number （三） has a line of its own."""
    marker = _MARKER.match(box.text) if box.role is BoxRole.STUB else None
    if marker is None:
        return _equal_lines(_runs(box), room, size, fonts)
    wording, fitting = _equal_lines((Run(box.text[marker.end() :]),), room, size, fonts)
    return (one_line(marker[0], FontRole.BODY, fonts, fitting), *wording), fitting


def _equal_lines(runs: Sequence[Run], room: float, size: float, fonts: FontSet) -> tuple[tuple[Line, ...], float]:
    """Equal lines, 2+2 and 2+2+2 rather than 3+1 and 3+3, and their size: a little smaller where that saves a line."""
    text, role = "".join(run.text for run in runs), runs[0].role
    width = sum(text_width(run.text, run.role, fonts, size) for run in runs)
    in_one = width * _SMALLER <= room or len(text) <= _TORN
    if in_one or not _PLAIN.fullmatch(text):
        fitting = min(size, size * room / width) if in_one else size
        return break_lines(runs, fonts, fitting, room + 0.05), fitting
    for count in range(2, len(text) + 1):
        parts = list(_shared_out(text, count))
        widest = max(text_width(part, role, fonts, size) for part in parts)
        if widest * _SMALLER <= room and (len(text) % 2 or len(parts[0]) % 2 == 0 or len(parts[0]) < _TORN):
            break
    fitting = min(size, size * room / widest)
    return tuple(one_line(part, role, fonts, fitting) for part in parts), fitting


def _shared_out(text: str, count: int) -> Iterator[str]:
    """The text in so many parts, the first ones longer where it cannot be shared out evenly."""
    least, more = divmod(len(text), count)
    start = 0
    for at in range(count):
        end = start + least + (at < more)
        yield text[start:end]
        start = end


def _runs(box: Box) -> tuple[Run, ...]:
    before, aside, after = box.text.partition(box.aside) if box.aside else (box.text, "", "")
    parts = ((before, FontRole.BODY), (aside, FontRole.SUBHEADING), (after, FontRole.BODY))
    return tuple(Run(text, role) for text, role in parts if text)
