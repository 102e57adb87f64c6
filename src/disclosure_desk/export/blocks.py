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


@dataclass(frozen=True)
class Title:
    """The report's title, one or two centred lines."""

    lines: tuple[Run, ...]


@dataclass(frozen=True)
class Heading:
    """A section heading; it enters the outline and never stands alone at a page's foot.

    Attributes:
        anchor: the section's id.
    """

    run: Run
    anchor: str


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
    anchor: str = ""
    level: int = 0


@dataclass(frozen=True)
class Table:
    """A table in the official merged form.

    Attributes:
        figures: text of each cell; a blank one is absent and prints empty.
        anchor: the section's id.
    """

    grid: Grid
    figures: Mapping[CellId, str] = field(hash=False)
    anchor: str = ""
    place: str = ""


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
