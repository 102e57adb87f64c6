"""Recognises official wordings as published files have them: other brackets, blanks, numbering, a misprint."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

_DROPPED = re.compile(r"[\s*#_\u200b\ufeff'\"“”‘’《》]+")
_ORDINAL = re.compile(
    r"^(?:\([一二三四五六七八九十]+\)|[一二三四五六七八九十]+(?=[、.,])|\([0-9]+\)|[0-9]+(?=[、.,]))[、.,]?"
)
_TAIL = "。.:;,、"
_ONE_MISPRINT, _TWO_MISPRINTS = 5, 10

T = TypeVar("T")


@lru_cache(maxsize=2048)  # every cell of a table is looked up among several sets of wordings
def bare(wording: str) -> str:
    """A wording without blanks, emphasis, numbering and the differences between full and half width."""
    text = _DROPPED.sub("", unicodedata.normalize("NFKC", wording)).replace("．", ".")
    return _ORDINAL.sub("", text, count=1).rstrip(_TAIL)


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """What a wording means, and whether it was worded as the official form has it (but for blanks and brackets)."""

    target: T
    is_official: bool


class Wordings(Generic[T]):
    """The wordings of a set of things, each of which may have aliases."""

    def __init__(self, wordings: Iterable[tuple[T, str, Iterable[str]]]) -> None:
        self._official: dict[str, T] = {}
        self._others: dict[str, T] = {}
        for target, label, aliases in wordings:
            self._official.setdefault(bare(label), target)
            for alias in aliases:
                self._others.setdefault(bare(alias), target)

    def find(self, wording: str) -> Match[T] | None:
        """What the wording means; None where it is unknown or could be two things."""
        text = bare(wording)
        if text in self._official:
            return Match(self._official[text], is_official=True)
        if text in self._others:
            return Match(self._others[text], is_official=False)
        near = {label for label in self._official if is_near(text, label)}
        return Match(self._official[near.pop()], is_official=False) if len(near) == 1 else None


def is_near(text: str, label: str) -> bool:
    """Whether a text is a label with one character misprinted, or two where it is long."""
    allowed = misprints(label)
    return abs(len(text) - len(label)) <= allowed and 0 < distance(text, label, allowed) <= allowed


def misprints(label: str) -> int:
    """How many characters of a label may be wrong, missing or too many: none where it is short."""
    return (len(label) >= _ONE_MISPRINT) + (len(label) >= _TWO_MISPRINTS)


def ordinal(wording: str) -> str:
    """The number that a wording begins with (``三``, ``1``), without brackets and points; "" if there is none."""
    found = _ORDINAL.match(_DROPPED.sub("", unicodedata.normalize("NFKC", wording)))
    return re.sub(r"[^一二三四五六七八九十0-9]", "", found[0]) if found else ""


def distance(a: str, b: str, limit: int) -> int:
    """Levenshtein distance, or more than ``limit``; only what lies within it is looked at."""
    if abs(len(a) - len(b)) > limit:
        return limit + 1
    far = limit + 1
    row = [min(j, far) for j in range(len(b) + 1)]
    for i, left in enumerate(a, 1):
        start, end = max(1, i - limit), min(len(b), i + limit)
        previous, row[start - 1] = row[start - 1], min(i, far) if start == 1 else far
        for j in range(start, end + 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (left != b[j - 1]), far)
        if end < len(b):
            row[end + 1] = far
        if limit < min(row[start - 1 : end + 1]):
            return far
    return row[-1]
