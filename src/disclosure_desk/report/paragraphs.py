"""Splits a text into paragraphs with their level and heading."""

import re
from dataclasses import dataclass

_MARKERS = (
    (2, re.compile(r"[（(][一二三四五六七八九十百]+[）)]")),
    (3, re.compile(r"[0-9]+[.、](?![0-9])(?=.)")),
    (4, re.compile(r"[（(][0-9]+[）)]")),
)
_HEADING_LIMIT = 30


@dataclass(frozen=True)
class TextParagraph:
    """One paragraph.

    Attributes:
        text: the paragraph without the blanks around it.
        level: 2 for （一）, 3 for 1., 4 for （1）, 0 without a marker.
        heading: the part of ``text`` at its start that is a heading, or "".
        start: where ``text`` begins in the whole narrative, in characters.
    """

    text: str
    level: int
    heading: str
    start: int

    @property
    def body(self) -> str:
        """What follows the heading."""
        return self.text[len(self.heading) :]


def paragraphs(narrative: str) -> tuple[TextParagraph, ...]:
    """The paragraphs of a narrative; blank lines are none."""
    found, start = [], 0
    for line in narrative.split("\n"):
        text = line.strip()
        if text:
            found.append(_paragraph(text, start + line.index(text)))
        start += len(line) + 1
    return tuple(found)


def _paragraph(text: str, start: int) -> TextParagraph:
    level = next((level for level, marker in _MARKERS if marker.match(text)), 0)
    return TextParagraph(text, level, _heading(text) if level else "", start)


def _heading(text: str) -> str:
    stop = text.find("。", 0, _HEADING_LIMIT)
    if stop >= 0:
        return text[: stop + 1]
    return text if len(text) <= _HEADING_LIMIT else ""
