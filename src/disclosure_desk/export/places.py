"""Says where on which page each marked thing is printed."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from disclosure_desk.export.blocks import Mark, MarkKind
from disclosure_desk.export.page import LEADING, LEFT, TEXT_WIDTH, TOP
from disclosure_desk.export.pagination import Page, PlacedLine, PlacedRows


class Rect(NamedTuple):
    """A rectangle on a page, in points from the page's upper left corner."""

    left: float
    top: float
    width: float
    height: float

    def contains(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.left <= x <= self.left + self.width and self.top <= y <= self.top + self.height


@dataclass(frozen=True, slots=True)
class Placed:
    """One thing as it is printed: a line of a text or heading, a table's part on a page, a cell.

    Attributes:
        page: counts from 0.
        mark: what it is.
        start, end: of a text, the characters that this line prints, in those of the whole text.
    """

    page: int
    rect: Rect
    mark: Mark
    start: int = 0
    end: int = 0


def places_of(pages: Sequence[Page]) -> tuple[Placed, ...]:
    """Where everything that bears a mark is printed, in the order of printing."""
    places = [each for at, page in enumerate(pages) for placed in page.placed for each in _of(at, placed)]
    return tuple(_with_stretches(places))


def _of(page: int, placed: PlacedLine | PlacedRows) -> Iterator[Placed]:
    if placed.mark is None:
        return
    if isinstance(placed, PlacedRows):
        yield from _of_rows(page, placed, placed.mark)
        return
    # How many characters the line prints; where they stand in the text is known when all its lines are.
    yield Placed(page, _rect(placed), placed.mark, 0, len(placed.line.text))


def _rect(placed: PlacedLine) -> Rect:
    line = placed.line
    width = line.width if placed.centred or line.spacing == 0 else line.measure
    left = LEFT + ((TEXT_WIDTH - line.width) / 2 if placed.centred else placed.indent)
    return Rect(left, TOP + placed.top, width, LEADING)


def _of_rows(page: int, placed: PlacedRows, mark: Mark) -> Iterator[Placed]:
    """The part of a table that stands on a page, then its cells, blank ones too."""
    frame, edges = placed.frame, placed.frame.edges
    tops, y = {}, TOP + placed.top
    for row in placed.rows:
        tops[row] = y
        y += frame.heights[row]
    yield Placed(page, Rect(LEFT, TOP + placed.top, edges[-1] - edges[0], y - TOP - placed.top), mark)
    for cell, box in frame.grid.figures.items():
        here = [row for row in range(box.row, box.row + box.row_span) if row in tops]
        if here:
            left, right = edges[box.column], edges[box.column + box.column_span]
            rect = Rect(LEFT + left, tops[here[0]], right - left, frame.height_of(here))
            yield Placed(page, rect, Mark(MarkKind.CELL, cell))


def _with_stretches(places: Sequence[Placed]) -> Iterator[Placed]:
    """Lets each line of a text say which characters of it it prints."""
    printed: Counter[Mark] = Counter()
    for placed in places:
        printed[placed.mark] += placed.end
    done: Counter[Mark] = Counter()
    for placed in places:
        mark, count = placed.mark, placed.end
        if mark.kind is MarkKind.TEXT and printed[mark]:
            # Marks that nobody sees are not printed: then the share of the line in its text is near enough.
            scale = (mark.end - mark.start) / printed[mark]
            start = mark.start + round(done[mark] * scale)
            done[mark] += count
            yield replace(placed, start=start, end=mark.start + round(done[mark] * scale))
        else:
            yield replace(placed, end=0)
