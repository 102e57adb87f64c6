"""Puts lines and tables on pages: no heading alone at a page's foot, no row cut in two, header rows repeated."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from disclosure_desk.export.blocks import (
    Block,
    Heading,
    Mark,
    PageBreak,
    Paragraph,
    PrintedDocument,
    Table,
    Title,
)
from disclosure_desk.export.fonts import FontSet
from disclosure_desk.export.labels import SizedBox
from disclosure_desk.export.line_breaking import Line, break_lines
from disclosure_desk.export.page import BODY_SIZE, INDENT, LEADING, LINES, TEXT_WIDTH
from disclosure_desk.export.table_layout import Frame, figures, framed
from disclosure_desk.export.title_setting import title_set
from disclosure_desk.formats.grid import Band

_PAGE = LINES * LEADING
_LEVELS = 4
"""Headings of an official document: 一、 （一） 1. （1）"""
_GAP = 8.0
"""Least room below a table, in points."""


@dataclass(frozen=True)
class PlacedLine:
    """A line of text whose line box begins ``top`` points below the type area's top."""

    top: float
    line: Line
    size: float
    indent: float = 0.0
    centred: bool = False
    outline: str = ""
    mark: Mark | None = None


@dataclass(frozen=True)
class PlacedRows:
    """Rows of a table; header rows that are repeated come first."""

    top: float
    frame: Frame
    boxes: tuple[SizedBox, ...]
    rows: tuple[int, ...]
    mark: Mark | None = None


@dataclass
class Page:
    """One page; ``used`` counts the lines of the 22-line grid that are taken."""

    placed: list[PlacedLine | PlacedRows] = field(default_factory=list)
    used: int = 0


@dataclass(frozen=True)
class _Stretch:
    """Something to place that is not broken: some lines of text, or some rows of a table.

    Attributes:
        lines: how many lines of the page's grid it takes.
        keep: whether it must not be the last on its page.
        blank_after: lines left free below it, unless the page ends there.
    """

    content: PlacedLine | PlacedRows
    lines: int
    keep: bool = False
    blank_after: int = 0


def paginated(document: PrintedDocument, fonts: FontSet) -> list[Page]:
    """The document's pages, at least one."""
    pages = [Page()]
    blocks = list(document.blocks)
    for at, block in enumerate(blocks):
        if isinstance(block, PageBreak):
            pages.append(Page())
        elif isinstance(block, Table):
            frame = framed(block.grid, fonts, block.size)
            _TablePlacer(pages, frame, (*frame.labels, *figures(frame, block, fonts)), block.mark).place()
        else:
            _place_text(pages, list(_stretches(block, fonts)), _least(blocks[at : at + _LEVELS + 1], fonts))
    return pages


def _stretches(block: Block, fonts: FontSet) -> Iterator[_Stretch]:
    if isinstance(block, Title):
        yield from _title(block, fonts)
    elif isinstance(block, Heading):
        lines = break_lines([block.run], fonts, BODY_SIZE, TEXT_WIDTH, indent=INDENT)
        yield from _text(lines, block.mark, outline=block.run.text, keep=True)
    elif isinstance(block, Paragraph):
        lines = break_lines(block.runs, fonts, BODY_SIZE, TEXT_WIDTH, indent=INDENT)
        yield from _text(lines, block.mark, keep=block.heading)


def _title(block: Title, fonts: FontSet) -> Iterator[_Stretch]:
    lines, size = title_set(block.lines, fonts)
    for line in lines[:-1]:
        yield _Stretch(PlacedLine(0, line, size, centred=True, mark=block.mark), 1, keep=True)
    for line in lines[-1:]:
        yield _Stretch(PlacedLine(0, line, size, centred=True, mark=block.mark), 1, keep=True, blank_after=1)


def _text(lines: Sequence[Line], mark: Mark | None, *, outline: str = "", keep: bool = False) -> Iterator[_Stretch]:
    for at, line in enumerate(lines):
        first = at == 0
        placed = PlacedLine(0, line, BODY_SIZE, INDENT if first else 0.0, outline=outline if first else "", mark=mark)
        yield _Stretch(placed, 1, keep=keep)


def _least(blocks: Sequence[Block], fonts: FontSet) -> int:
    """How many lines have to follow the first block, if it is a heading, on its page.

    They are those of lower headings, then the first line of a paragraph or the first part of a table.
    """
    lines = 0
    for above, block in pairwise(blocks):
        if isinstance(block, Table):
            return lines + _least_of_table(framed(block.grid, fonts, block.size))
        if isinstance(block, PageBreak) or _is_listed(above, block):
            return lines
        lines += 1
        if not (isinstance(block, Heading) or (isinstance(block, Paragraph) and block.heading)):
            return lines
    return lines


def _is_listed(above: Block, block: Block) -> bool:
    """Whether a numbered paragraph is no heading of what follows but one of a list: its like follows, or a section."""
    if not isinstance(above, Paragraph):
        return False
    return isinstance(block, Heading) or (isinstance(block, Paragraph) and 0 < block.level <= above.level)


def _place_text(pages: list[Page], stretches: list[_Stretch], least: int) -> None:
    kept = sum(s.lines + s.blank_after for s in stretches if s.keep)
    if kept and pages[-1].used and pages[-1].used + kept + least > LINES:
        pages.append(Page())
    for stretch in stretches:
        if pages[-1].used + stretch.lines > LINES:
            pages.append(Page())
        _put(pages[-1], stretch)


def _put(page: Page, stretch: _Stretch) -> None:
    content = stretch.content
    moved = {**vars(content), "top": page.used * LEADING}
    page.placed.append(type(content)(**moved))
    page.used += stretch.lines + stretch.blank_after


@dataclass(frozen=True)
class _TablePlacer:
    """Places one table on the last page and those after it."""

    pages: list[Page]
    frame: Frame
    boxes: tuple[SizedBox, ...]
    mark: Mark | None

    def place(self) -> None:
        """Whole where it fits; else band after band, and a tall band row by row under its repeated header."""
        if self.pages[-1].used + _lines(self.frame.height) <= LINES:
            self._put(range(self.frame.grid.row_count))
            return
        rows: list[int] = []
        for band in self.frame.grid.bands:
            rows = self._band(band, rows)
        self._put(rows)

    def _band(self, band: Band, waiting: list[int]) -> list[int]:
        """Adds a band to the rows that wait for the last page; puts them there when it is full."""
        header = list(range(band.first, band.first + band.header))
        body = list(range(band.first + band.header, band.first + band.count))
        together = [*header, *body] if self.frame.height_of([*header, *body]) <= _PAGE else [*header, body[0]]
        rows = list(waiting)
        if rows and not self._fits([*rows, *together]):
            rows = self._next_page(rows)
        rows += header
        for row in body:
            if not self._fits([*rows, row]):
                rows = [*self._next_page(rows if rows[-1] not in header else []), *header]
            rows.append(row)
        return rows

    def _next_page(self, rows: list[int]) -> list[int]:
        if rows:
            self._put(rows)
        self.pages.append(Page())
        return []

    def _fits(self, rows: Sequence[int]) -> bool:
        return self.pages[-1].used * LEADING + self.frame.height_of(rows) <= _PAGE

    def _put(self, rows: Sequence[int]) -> None:
        placed = PlacedRows(0, self.frame, self.boxes, tuple(rows), self.mark)
        height, page = self.frame.height_of(rows), self.pages[-1]
        # Below a table a little room is left, unless the page ends there.
        _put(page, _Stretch(placed, min(_lines(height + _GAP), max(LINES - page.used, _lines(height)))))


def _lines(height: float) -> int:
    """Lines of the page's grid that a height takes."""
    return math.ceil(height / LEADING)


def _least_of_table(frame: Frame) -> int:
    """The whole table where it fits a page under its heading, else its first header and row."""
    if _lines(frame.height) < LINES:
        return _lines(frame.height)
    first = frame.grid.bands[0]
    return _lines(frame.height_of(range(first.header + 1)))
