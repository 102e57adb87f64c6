"""Puts lines and tables on pages: no heading alone at a page's foot, no row cut in two, header rows repeated."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from disclosure_desk.export.blocks import Block, FontRole, Heading, PageBreak, Paragraph, PrintedDocument, Table, Title
from disclosure_desk.export.fonts import FontSet
from disclosure_desk.export.line_breaking import Line, break_lines, text_width
from disclosure_desk.export.page import BODY_SIZE, INDENT, LEADING, LINES, TEXT_WIDTH, TITLE_SIZE
from disclosure_desk.export.table_layout import SizedTable, sized
from disclosure_desk.formats.grid import Band

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
    anchor: str = ""
    outline: str = ""


@dataclass(frozen=True)
class PlacedRows:
    """Rows of a table; header rows that are repeated come first."""

    top: float
    table: SizedTable
    rows: tuple[int, ...]
    anchor: str = ""


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
            _place_table(pages, sized(block, fonts), block.anchor)
        else:
            _place_text(pages, list(_stretches(block, fonts)), _least(blocks[at + 1 :], fonts))
    return pages


def _stretches(block: Block, fonts: FontSet) -> Iterator[_Stretch]:
    if isinstance(block, Title):
        yield from _title(block, fonts)
    elif isinstance(block, Heading):
        lines = break_lines([block.run], fonts, BODY_SIZE, TEXT_WIDTH, indent=INDENT)
        yield from _text(lines, block.anchor, outline=block.run.text, keep=True)
    elif isinstance(block, Paragraph):
        lines = break_lines(block.runs, fonts, BODY_SIZE, TEXT_WIDTH, indent=INDENT)
        yield from _text(lines, block.anchor, keep=block.heading)


def _title(block: Title, fonts: FontSet) -> Iterator[_Stretch]:
    widest = max((text_width(run.text, FontRole.TITLE, fonts, TITLE_SIZE) for run in block.lines), default=0.0)
    size = min(TITLE_SIZE, TITLE_SIZE * TEXT_WIDTH / widest) if widest else TITLE_SIZE
    for at, run in enumerate(block.lines):
        last = at == len(block.lines) - 1
        for line in break_lines([run], fonts, size, TEXT_WIDTH + 1.0):
            yield _Stretch(PlacedLine(0, line, size, centred=True), 1, keep=True, blank_after=int(last))


def _text(lines: Sequence[Line], anchor: str, *, outline: str = "", keep: bool = False) -> Iterator[_Stretch]:
    for at, line in enumerate(lines):
        first = at == 0
        placed = PlacedLine(
            0, line, BODY_SIZE, INDENT if first else 0.0, anchor=anchor, outline=outline if first else ""
        )
        yield _Stretch(placed, 1, keep=keep)


def _least(following: Sequence[Block], fonts: FontSet) -> int:
    """How many lines have to follow a heading on its page: the next paragraph's first, or a table's first part."""
    for block in following:
        if isinstance(block, Table):
            return _least_of_table(sized(block, fonts))
        if isinstance(block, Heading) or (isinstance(block, Paragraph) and block.heading):
            return 1 + _least(following[1:], fonts)
        return 0 if isinstance(block, PageBreak) else 1
    return 0


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


def _place_table(pages: list[Page], table: SizedTable, anchor: str) -> None:
    """Whole where it fits; else band after band, and a band that is too tall row by row under its repeated header."""
    if pages[-1].used + _lines(table.height) <= LINES:
        _put(
            pages[-1], _Stretch(PlacedRows(0, table, tuple(range(table.grid.row_count)), anchor), _lines(table.height))
        )
        return
    rows: list[int] = []
    for band in table.bands:
        rows = _place_band(pages, table, band, rows, anchor)
    if rows:
        _put_rows(pages[-1], table, rows, anchor)


def _place_band(pages: list[Page], table: SizedTable, band: Band, waiting: list[int], anchor: str) -> list[int]:
    """Adds a band to the rows that wait to be put on the last page; puts them there when it is full."""
    header = list(range(band.first, band.first + band.header))
    body = range(band.first + band.header, band.first + band.count)
    whole = [*header, *body]
    fits_a_page = _height(table, whole) <= LINES * LEADING
    if waiting and (not _fits(pages[-1], table, [*waiting, *(whole if fits_a_page else whole[: band.header + 1])])):
        _put_rows(pages[-1], table, waiting, anchor)
        pages.append(Page())
        waiting = []
    rows = [*waiting, *header]
    for row in body:
        if not _fits(pages[-1], table, [*rows, row]):
            if rows[-band.header :] != header:
                _put_rows(pages[-1], table, rows, anchor)
            pages.append(Page())
            rows = list(header)
        rows.append(row)
    return rows


def _put_rows(page: Page, table: SizedTable, rows: list[int], anchor: str) -> None:
    _put(page, _Stretch(PlacedRows(0, table, tuple(rows), anchor), _lines(_height(table, rows))))


def _fits(page: Page, table: SizedTable, rows: Sequence[int]) -> bool:
    return page.used * LEADING + _height(table, rows) <= LINES * LEADING


def _height(table: SizedTable, rows: Sequence[int]) -> float:
    return sum(table.heights[row] for row in rows)


def _lines(height: float) -> int:
    """Lines of the page's grid that a height takes, with a little room below unless it fills the page."""
    return min(math.ceil((height + _GAP) / LEADING), max(LINES, math.ceil(height / LEADING)))


def _least_of_table(table: SizedTable) -> int:
    """The whole table where it fits a page under its heading and has one band, else its first band or first row."""
    if len(table.bands) == 1 and _lines(table.height) < LINES:
        return _lines(table.height)
    first = table.bands[0]
    rows = range(first.count if _height(table, range(first.count)) < (LINES - 1) * LEADING else first.header + 1)
    return math.ceil(_height(table, rows) / LEADING)
