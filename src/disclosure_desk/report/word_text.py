"""Puts a text that was copied elsewhere in order: paragraphs stay, what only looked well on the other page goes."""

import re
from dataclasses import dataclass
from unicodedata import east_asian_width

LONGEST = 100_000
"""Characters that are taken in at once; a text of a report has about a thousand."""

_NEWLINES = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1b\x7f\u00ad\u200b\u2060\ufeff]")
_BLANKS = re.compile(r"\s{2,}|[\t\u00a0\x1c-\x1f]")
_ENDS = "。！？；：…!?;:."
_CLOSINGS = "”’』」）)》】〕\"'"
_COMMAS = ("，", "、", ",")
_FULL_LINE = 24
"""A line of a printed page has 28 characters; a shorter one than this did not end for want of room."""

_MARKER = re.compile(
    r"[（(][一二三四五六七八九十百]+[）)]|[一二三四五六七八九十百]+、|第[一二三四五六七八九十百]+[章节条]"
    r"|[0-9]+[.、．](?![0-9])|[（(][0-9]+[）)]|[①-⑳]"
)
_HAN = r"\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_IDEOGRAPH = re.compile(f"[{_HAN}]")
_BESIDE = f"[{_HAN}“”‘’（）《》〈〉〔〕【】]"
_MARK = re.compile(f"(?<={_BESIDE})(?:[,;!?](?={_BESIDE}|[0-9]|$)|[:.](?={_BESIDE}|$))", re.MULTILINE)
_WIDE = str.maketrans(",;:!?.()", "，；：！？。（）")
_PAIRS = (
    (re.compile(r"\(([^()\n]*)\)"), "（", "）", True),
    (re.compile(r"（([^（）()\n]*)\)"), "（", "）", False),
    (re.compile(r"\(([^（）()\n]*)）"), "（", "）", False),
    (re.compile(r'"([^"\n]*)"'), "“", "”", True),
)


@dataclass(frozen=True)
class Tidied:
    """A text in order, and what was done to it.

    Attributes:
        text: paragraphs separated by a line feed; a blank line only where nothing else keeps two paragraphs apart.
        joined: line breaks inside sentences that were taken out.
        indents: paragraphs whose indent was dropped.
        blanks: runs of blanks that were dropped or became one blank.
        empty: empty lines that were dropped.
        bullets: marks of a list that were dropped.
    """

    text: str
    joined: int = 0
    indents: int = 0
    blanks: int = 0
    empty: int = 0
    bullets: int = 0

    @property
    def deeds(self) -> tuple[str, ...]:
        """What was done, in the officer's words; () where the text was in order."""
        said = (
            (self.joined, "合并句中换行"),
            (self.indents, "去掉段首空格"),
            (self.blanks, "去掉多余空格"),
            (self.empty, "去掉空行"),
            (self.bullets, "去掉项目符号"),
        )
        return tuple(f"{words} {number} 处" for number, words in said if number)


def tidy(text: str) -> Tidied:
    """Joins lines that break inside a sentence, drops indents, needless blanks and empty lines."""
    kept: list[str] = []
    joined = indents = blanks = empty = waiting = 0
    for line in _NEWLINES.sub("\n", text).split("\n"):
        words, indented, runs = _cleaned(line)
        if not words:
            waiting += bool(kept)
            continue
        blanks += runs
        indents += indented
        inside = bool(kept) and _inside_a_sentence(kept[-1], words)
        if inside and not waiting and not indented:
            kept[-1] = _glued(kept[-1], words)
            joined += 1
        else:
            # Where nothing else shows the end of a paragraph, one empty line does: the text may be pasted again.
            kept += ["", words] if inside else [words]
            empty += max(0, waiting - inside)
        waiting = 0
    return Tidied("\n".join(kept), joined, indents, blanks, empty)


def full_width(text: str) -> str:
    """The text with half-width punctuation between Chinese characters made full-width, character by character."""
    for pattern, left, right, needs_han in _PAIRS:
        text = _paired(text, pattern, (left, right), needs_han=needs_han)
    return _MARK.sub(lambda mark: mark[0].translate(_WIDE), text)


def half_width_marks(text: str) -> int:
    """How many characters ``full_width`` would change."""
    return sum(a != b for a, b in zip(text, full_width(text), strict=True))


def is_tabular(text: str) -> bool:
    """Whether a plain text has cells side by side in at least two lines, as a table has that was copied."""
    return sum("\t" in line.strip() for line in text.splitlines()) > 1


def _cleaned(line: str) -> tuple[str, bool, int]:
    """The words of a line, whether it was indented, and how many runs of blanks were taken out of it."""
    shown = _INVISIBLE.sub("", line)
    words = shown.strip()
    indent = shown[: len(shown) - len(shown.lstrip())]
    runs = sum(match[0] != "\u00a0" for match in _BLANKS.finditer(words))
    indented = bool(words) and (len(indent) > 1 or "\u3000" in indent or "\t" in indent)
    return _BLANKS.sub(_one_blank, words), indented, runs


def _one_blank(run: re.Match[str]) -> str:
    """Nothing beside a Chinese character, one blank between two words or figures of a Western text."""
    before, after = run.string[run.start() - 1], run.string[run.end()]
    western = before.isascii() and before.isalnum() and after.isascii() and after.isalnum()
    return " " if western or run[0] == "\u00a0" else ""


def _inside_a_sentence(before: str, after: str) -> bool:
    if not before or _MARKER.match(after):
        return False
    if before.endswith(_COMMAS):
        return True
    last = before.rstrip(_CLOSINGS)[-1:]
    return last not in _ENDS and _width(before[: 2 * _FULL_LINE]) >= _FULL_LINE


def _width(text: str) -> float:
    """In full-width characters."""
    return sum(1.0 if east_asian_width(character) in "WFA" else 0.5 for character in text)


def _glued(before: str, after: str) -> str:
    words = before[-1].isascii() and before[-1].isalpha() and after[0].isascii() and after[0].isalpha()
    return f"{before} {after}" if words else before + after


def _paired(text: str, pattern: re.Pattern[str], marks: tuple[str, str], *, needs_han: bool) -> str:
    def widened(match: re.Match[str]) -> str:
        return f"{marks[0]}{match[1]}{marks[1]}" if not needs_han or _IDEOGRAPH.search(match[1]) else match[0]

    while (wider := pattern.sub(widened, text)) != text:
        text = wider
    return text
