"""Cuts text into pieces that a line breaker moves as one, each in the font that prints it and as wide as it is."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from disclosure_desk.export.blocks import FontRole, Run
from disclosure_desk.export.fonts import Face, FontSet

BLANKS = " \u00a0\u3000"
"""What may hang over a line's end: nobody sees it."""
_WORD = re.compile(
    r"[A-Za-z0-9](?:[A-Za-z0-9.,%/@:_+\-?&=#~]*[A-Za-z0-9%/])?"  # a word, a number, an address
    r"|—+|…+"
    rf"|[{BLANKS}]+"
    r"|.",
    re.DOTALL,
)
_ADDRESS = 20
"""A word so long is an address, which may be broken at its joints: whole it would tear the line before it."""
_BETWEEN_JOINTS = re.compile(r"[^/?&=._\-]*[/?&=._\-]+|[^/?&=._\-]+")
_LETTER = re.compile("[A-Za-z]")
_WITH_LATIN = (FontRole.BODY, FontRole.SUBHEADING, FontRole.LATIN)
"""In these roles Latin letters and digits stand in the Latin face, as in real reports; titles have digits of theirs."""
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\U000e0100-\U000e01ef]"
)
"""Joiners, soft hyphens, marks of direction, and selectors of variants that the fonts do not have."""
_TO_BLANKS = re.compile("[\t\v\f\r\n\u0085\u1680\u2000-\u200a\u2028\u2029\u202f\u205f]")
"""Tabs, line ends, and blanks of special widths, which hardly any font has."""


class Piece(NamedTuple):
    """A stretch of text in one font, not to be broken; ``width`` in points."""

    text: str
    face: Face
    width: float


def printed(text: str) -> str:
    """A text as it is printed: composed characters, no marks that nobody sees, plain blanks for all other white space.

    Such marks come along when text is copied from web pages and office documents.
    """
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", _TO_BLANKS.sub(" ", _UNSEEN.sub("", text)))


@lru_cache(maxsize=4096)  # the marks, words and figures of a report are mostly the same from one export to the next
def pieces_of(run: Run, fonts: FontSet, size: float) -> tuple[Piece, ...]:
    """The pieces of a run at a size in points."""
    return tuple(_cut(printed(run.text), run.role, fonts, size / 1000))


def width_of(pieces: Iterable[Piece]) -> float:
    """How wide pieces are on one line, in points."""
    return sum([piece.width for piece in pieces])


def _cut(text: str, role: FontRole, fonts: FontSet, scale: float) -> Iterator[Piece]:
    latin = FontRole.LATIN if role in _WITH_LATIN else role
    for word in _WORD.findall(text):
        wanted = latin if word[0].isascii() else role
        if len(word) == 1:
            face, width = fonts.placed(word, wanted)
            yield Piece(word, face, width * scale)
        elif len(word) < _ADDRESS or not _LETTER.search(word):
            yield from _in_faces(word, wanted, fonts, scale)
        else:
            for part in _BETWEEN_JOINTS.findall(word):
                yield from _in_faces(part, wanted, fonts, scale)


def _in_faces(word: str, role: FontRole, fonts: FontSet, scale: float) -> Iterator[Piece]:
    """A word in as few faces as it takes."""
    face, total = fonts.placed(word[0], role)
    start = 0
    for at, char in enumerate(word[1:], 1):
        other, width = fonts.placed(char, role)
        if other is not face:
            yield Piece(word[start:at], face, total * scale)
            start, face, total = at, other, 0.0
        total += width
    yield Piece(word[start:], face, total * scale)
