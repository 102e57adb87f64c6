"""Finds and replaces words in the texts of a report; case and width may be taken as one."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import normalize

from disclosure_desk.report.changes import Change, Edit
from disclosure_desk.report.document import ReportDocument
from disclosure_desk.report.editing import narrative_name, set_text

Span = tuple[int, int]
"""First character of a place and the one behind its last."""


@dataclass(frozen=True)
class Wanted:
    """What is looked for.

    Attributes:
        words: as typed.
        loose: upper and lower case, full and half width are the same.
    """

    words: str
    loose: bool = True

    def spans(self, text: str) -> list[Span]:
        """Where the words stand in a text, in characters, none overlapping another."""
        words, length = self._key(self.words), len(self.words)
        held, found, at = self._key(text), [], -length
        while words and (at := held.find(words, at + length)) >= 0:
            found.append((at, at + length))
        return found

    def replaced(self, text: str, by: str) -> str:
        """The text with every place replaced."""
        parts, after = [], 0
        for start, end in self.spans(text):
            parts += [text[after:start], by]
            after = end
        return "".join([*parts, text[after:]])

    def _key(self, text: str) -> str:
        return "".join(map(_plain, text)) if self.loose else text


def replace_everywhere(
    report: ReportDocument, texts: Mapping[str, str], wanted: Wanted, by: str
) -> tuple[Change, dict[str, int]]:
    """Replaces the words in several texts as one step.

    Args:
        report: the report.
        texts: key -> text as it stands now.
        wanted: what is looked for.
        by: what takes its place.

    Returns:
        the change, and how many places were found in each text that has any.
    """
    counts = {key: len(spans) for key, text in texts.items() if (spans := wanted.spans(text))}
    edits: list[Edit] = []
    for key in counts:
        edits += set_text(report, key, wanted.replaced(texts[key], by)).edits
    return Change(f"全部替换 {sum(counts.values())} 处", tuple(edits)), counts


def counted(report: ReportDocument, counts: Mapping[str, int]) -> str:
    """How many places in which texts: 总体情况 3 处、其他事项 2 处."""
    return "、".join(f"{narrative_name(report.form, key)} {number} 处" for key, number in counts.items())


@lru_cache(maxsize=8192)
def _plain(character: str) -> str:
    """A character of the same length without case and width; one that would become several stays."""
    folded = normalize("NFKC", character).casefold()
    return folded if len(folded) == 1 else character
