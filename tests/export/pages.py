"""Reads a PDF back, as another program sees it."""

from dataclasses import dataclass
from io import BytesIO

import pdfplumber

MM = 72 / 25.4


@dataclass(frozen=True)
class Char:
    """A printed character: its font and size, its left and right edge, its top, bottom and baseline from the
    page's top.
    """

    text: str
    font: str
    size: float
    left: float
    right: float
    top: float
    bottom: float
    baseline: float


@dataclass(frozen=True)
class PrintedPage:
    """What stands on one page."""

    chars: tuple[Char, ...]
    rules: tuple[tuple[float, float, float, float], ...]

    @property
    def text(self) -> str:
        """All characters in the order in which they were printed."""
        return "".join(char.text for char in self.chars)

    def words(self) -> list[Char]:
        """Runs of characters in the Latin face that follow each other closely, each as one."""
        found: list[Char] = []
        for char in self.chars:
            last = found[-1] if found else None
            if "Roman" not in char.font:
                continue
            if last and abs(last.right - char.left) < 0.5 and abs(last.bottom - char.bottom) < 0.5:
                found[-1] = Char(
                    last.text + char.text,
                    last.font,
                    last.size,
                    last.left,
                    char.right,
                    last.top,
                    last.bottom,
                    last.baseline,
                )
            else:
                found.append(char)
        return found

    def lines(self, size: float) -> list[list[Char]]:
        """The body lines: characters of about one size, by their height on the page."""
        rows: dict[int, list[Char]] = {}
        for char in self.chars:
            if abs(char.size - size) < 0.01:
                rows.setdefault(round(char.baseline), []).append(char)
        return [sorted(row, key=lambda c: c.left) for _, row in sorted(rows.items())]


def pages_of(content: bytes) -> list[PrintedPage]:
    """The pages of a PDF."""
    with pdfplumber.open(BytesIO(content)) as pdf:
        return [
            PrintedPage(
                tuple(
                    Char(
                        c["text"],
                        c["fontname"],
                        c["size"],
                        c["x0"],
                        c["x1"],
                        c["top"],
                        c["bottom"],
                        page.height - c["matrix"][5],
                    )
                    for c in page.chars
                ),
                tuple((line["x0"], line["top"], line["x1"], line["bottom"]) for line in page.lines),
            )
            for page in pdf.pages
        ]


def text_of(content: bytes) -> str:
    """All text of a PDF."""
    return "".join(page.text for page in pages_of(content))
