"""What of a report stands where on its printed pages, and the other way round: for clicks and outlines."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from disclosure_desk.export.blocks import Mark, MarkKind
from disclosure_desk.export.places import Placed, Rect
from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui.outline import COVER


@dataclass(frozen=True)
class Printout:
    """A report as it prints.

    Attributes:
        content: the PDF.
        places: where everything stands, in the order of printing.
    """

    content: bytes
    places: tuple[Placed, ...]

    def at(self, page: int, x: float, y: float) -> Placed | None:
        """The innermost thing under a point of a page, in points; the line that is level with it where there is one."""
        here = [placed for placed in self.places if placed.page == page]
        under = [placed for placed in here if placed.rect.contains(x, y)]
        if under:
            return min(under, key=lambda placed: placed.rect.width * placed.rect.height)
        level = (placed for placed in here if placed.rect.top <= y < placed.rect.top + placed.rect.height)
        return next(level, None)

    def of_cell(self, cell: CellId) -> tuple[Placed, ...]:
        """Where a cell is printed."""
        return self._of(Mark(MarkKind.CELL, cell))

    def of_place(self, place: str) -> tuple[Placed, ...]:
        """Where a page of the form begins in print: the title for the cover, a heading, or a text without one."""
        if place == COVER:
            return self._of(Mark(MarkKind.TITLE))
        first = next((placed.mark for placed in self.places if placed.mark.key == place), None)
        return self._of(first) if first is not None else ()

    def of_text(self, key: str, position: int) -> tuple[Placed, ...]:
        """The lines of the paragraph of a text in which a character stands, else of the last one before it."""
        lines = [placed for placed in self.places if placed.mark.kind is MarkKind.TEXT and placed.mark.key == key]
        before = [placed.mark for placed in lines if placed.mark.start <= position]
        wanted = before[-1] if before else lines[0].mark if lines else None
        return tuple(placed for placed in lines if placed.mark == wanted)

    def _of(self, mark: Mark) -> tuple[Placed, ...]:
        return tuple(placed for placed in self.places if placed.mark == mark)


def line_of(lines: Sequence[Placed], position: int) -> Placed:
    """The line of a paragraph in which a character stands."""
    return next((line for line in lines if position < line.end), lines[-1])


def character_at(line: Placed, x: float) -> int:
    """Before which character of its text a point of a line lies; characters of a line count as equally wide."""
    share = min(max((x - line.rect.left) / line.rect.width, 0.0), 1.0) if line.rect.width else 0.0
    return line.start + round(share * (line.end - line.start))


def areas(placed: Iterable[Placed]) -> dict[int, Rect]:
    """On each page the smallest rectangle around things, in points."""
    found: dict[int, Rect] = {}
    for each in placed:
        found[each.page] = _around(found[each.page], each.rect) if each.page in found else each.rect
    return found


def _around(one: Rect, other: Rect) -> Rect:
    left, top = min(one.left, other.left), min(one.top, other.top)
    right = max(one.left + one.width, other.left + other.width)
    bottom = max(one.top + one.height, other.top + other.height)
    return Rect(left, top, right - left, bottom - top)
