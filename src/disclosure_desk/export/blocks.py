"""What a writer is given: a report laid out as titles, headings, paragraphs and tables, with nothing left to decide."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from disclosure_desk.formats.grid import Grid
from disclosure_desk.formats.schema import CellId


class FontRole(StrEnum):
    """The typefaces of an official document (GB/T 9704), and two of our own needs."""

    TITLE = "xiaobiaosong"
    HEADING = "heiti"
    SUBHEADING = "kaiti"
    BODY = "fangsong"
    LATIN = "latin"
    FALLBACK = "fallback"


@dataclass(frozen=True)
class Run:
    """A stretch of text in one typeface; the text is never interpreted as markup.

    Attributes:
        place: what the text belongs to, in the officer's words, for messages ("一、总体情况 第3段").
    """

    text: str
    role: FontRole = FontRole.BODY
    place: str = ""


class MarkKind(StrEnum):
    """What a mark says that a printed thing is."""

    TITLE = "title"
    HEADING = "heading"
    TEXT = "text"
    TABLE = "table"
    CELL = "cell"


@dataclass(frozen=True, slots=True)
class Mark:
    """What a printed thing is in the report, for whoever wants to find it on the page; it changes nothing in print.

    Attributes:
        key: a section's id, a text's key, or a cell's id; "" for the title.
        start, end: the stretch of a text, in characters of the whole text.
    """

    kind: MarkKind
    key: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True)
class Title:
    """The report's title, one or two centred lines; one that is too long for its line is broken further."""

    lines: tuple[Run, ...]
    mark: Mark | None = None


@dataclass(frozen=True)
class Heading:
    """A section heading; it enters the outline and never stands alone at a page's foot."""

    run: Run
    mark: Mark | None = None


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of body text, indented by two characters.

    Attributes:
        runs: a run-in heading in its own typeface, then the rest.
        heading: True where the whole paragraph is a heading of its own, to be kept with what follows.
        level: of its number, 2 for （一）, 3 for 1., 4 for （1）; 0 without one.
    """

    runs: tuple[Run, ...]
    heading: bool = False
    level: int = 0
    mark: Mark | None = None


@dataclass(frozen=True)
class Table:
    """A table in the official merged form.

    Attributes:
        figures: text of each cell; a blank one is absent and prints empty.
        place: what it is called in messages.
        size: of its labels, in points; None lets the largest be found with which it fits a page.
    """

    grid: Grid
    figures: Mapping[CellId, str] = field(hash=False)
    place: str = ""
    mark: Mark | None = None
    size: float | None = None


@dataclass(frozen=True)
class PageBreak:
    """What follows starts on a new page."""


Block = Title | Heading | Paragraph | Table | PageBreak


@dataclass(frozen=True)
class PrintedDocument:
    """Everything a writer needs.

    Attributes:
        title: the title as one line, for the file's properties.
        author: the agency.
        subject: what the document is.
        year: the report year; dates inside the file come from it, never from the clock.
        fingerprint: SHA-256 of the canonical report, lower-case hexadecimal; the file's identifiers come from it.
        blocks: in the order of printing.
    """

    title: str
    author: str
    subject: str
    year: int
    fingerprint: str
    blocks: tuple[Block, ...]
