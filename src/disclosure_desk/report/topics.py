"""How far the topics that the official notice expects of a section are written."""

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from disclosure_desk.formats.schema import NarrativeSection
from disclosure_desk.report.paragraphs import TextParagraph, paragraphs

BLANK = "____"
"""Stands where something is still to be filled in by hand."""

OPEN_BLANK = re.compile("[_＿]{3,}")
Aliases = tuple[tuple[str, ...], ...]
"""For each topic that has any: its name, then other words for it."""

_TITLE_LIMIT = 20
_NUMBER = re.compile("^[（(]?[0-9一二三四五六七八九十百]+[）).、]")
_NO_NEWS = re.compile(r"政府信息公开|政府信息|信息公开|情况|工作|方面|[（(]略[）)]|[有关的和及与：:；;，,、。….\s]")
"""What a heading has besides the name of its topic, and says nothing."""
_NUMERALS = ("", *"一二三四五六七八九十")
_TOPIC_LEVELS = (2, 3, 4)


class Progress(Enum):
    """How far something is written."""

    MISSING = "未写"
    BEGUN = "待补充"
    WRITTEN = "已写"


@dataclass(frozen=True)
class Topic:
    """A topic of a section.

    Attributes:
        name: as the format has it.
        start: where its heading begins in the text, in characters; None where it is missing.
        end: where the officer goes on writing: behind the last word that belongs to it.
    """

    name: str
    progress: Progress
    start: int | None = None
    end: int = 0


def topics(section: NarrativeSection, text: str) -> tuple[Topic, ...]:
    """The topics of a section in the format's order, each with its place in the text."""
    return _topics(section.topics, section.topic_aliases, text)


def progress(section: NarrativeSection, text: str) -> Progress:
    """How far a whole section is written: no heading of a topic without words of its own, and no blank left open."""
    if not text.strip():
        return Progress.MISSING
    bare = any(topic.progress is Progress.BEGUN for topic in topics(section, text))
    if bare or OPEN_BLANK.search(text) or not has_own_words(section, text):
        return Progress.BEGUN
    return Progress.WRITTEN


def has_own_words(section: NarrativeSection, text: str) -> bool:
    """Whether a text says more than the headings of its topics, which the program can insert."""
    return _has_own_words(section.topics, section.topic_aliases, text)


def bare_headings(section: NarrativeSection, text: str) -> tuple[TextParagraph, ...]:
    """The headings of topics under which nothing stands and which say no more than what the topic is called.

    Nothing stands there where the text ends, or where the heading of the next number follows at once: whatever else
    follows may be meant as what the heading announces.
    """
    return _bare_headings(section.topics, section.topic_aliases, text)


@lru_cache(maxsize=32)  # checks ask at every edit of a figure, too
def _topics(names: tuple[str, ...], aliases: Aliases, text: str) -> tuple[Topic, ...]:
    pieces = paragraphs(text)
    heads = _heads(names, aliases, pieces)
    return tuple(
        _topic(name, pieces, heads[name], set(heads.values())) if name in heads else Topic(name, Progress.MISSING)
        for name in names
    )


@lru_cache(maxsize=32)
def _has_own_words(names: tuple[str, ...], aliases: Aliases, text: str) -> bool:
    heads = {topic.start for topic in _topics(names, aliases, text)}
    return any(paragraph.start not in heads or _own(paragraph).strip(" 。：:") for paragraph in paragraphs(text))


@lru_cache(maxsize=32)
def _bare_headings(names: tuple[str, ...], aliases: Aliases, text: str) -> tuple[TextParagraph, ...]:
    words = sorted({*names, *(word for each in aliases for word in each)}, key=len, reverse=True)
    pieces = paragraphs(text)
    following = (*pieces[1:], None)
    return tuple(
        piece
        for piece, after in zip(pieces, following, strict=True)
        if piece.level and _is_title(piece, words) and (after is None or _is_next(piece, after))
    )


def _is_title(paragraph: TextParagraph, words: list[str]) -> bool:
    """Whether a paragraph is what one of the topics is called, and no more."""
    title = _NUMBER.sub("", paragraph.text)
    return any(word in title and not _NO_NEWS.sub("", title.replace(word, "", 1)) for word in words)


def _is_next(paragraph: TextParagraph, after: TextParagraph) -> bool:
    """Whether the next heading of the same kind follows at once."""
    if after.level != paragraph.level:
        return False
    ordinals = [_ordinal(each) for each in (paragraph, after)]
    return ordinals[1] == ordinals[0] + 1


def _ordinal(paragraph: TextParagraph) -> int:
    number = _NUMBER.match(paragraph.text)
    digits = number[0].strip("（()）.、") if number else ""
    if digits.isdecimal():
        return int(digits)
    return _NUMERALS.index(digits) if digits in _NUMERALS else -1


def _heads(names: tuple[str, ...], aliases: Aliases, pieces: tuple[TextParagraph, ...]) -> dict[str, int]:
    """Topic -> number of the paragraph that begins it; each paragraph begins one topic at most."""
    heads: dict[str, int] = {}
    titles = {at: _title(piece) for at, piece in enumerate(pieces)}
    # The full names first: an alias must not take the paragraph of another topic.
    for words in ([(name, (name,)) for name in names], [(each[0], each[1:]) for each in aliases]):
        for name, wanted in words:
            free = (at for at, title in titles.items() if at not in heads.values() and any(w in title for w in wanted))
            at = next(free, None) if name not in heads else None
            if at is not None:
                heads[name] = at
    return heads


def _title(paragraph: TextParagraph) -> str:
    """The words of a paragraph that may name a topic; "" where it has no number and is no line by itself."""
    if paragraph.level in _TOPIC_LEVELS:
        return paragraph.heading or paragraph.text[:_TITLE_LIMIT]
    alone = len(paragraph.text) <= _TITLE_LIMIT and not re.search("[，。；]", paragraph.text)
    return paragraph.text if alone else ""


def _topic(name: str, pieces: tuple[TextParagraph, ...], at: int, heads: set[int]) -> Topic:
    level = pieces[at].level
    after = range(at + 1, len(pieces))
    last = next((n for n in after if n in heads or (level and 0 < pieces[n].level <= level)), len(pieces))
    own = "".join([_own(pieces[at]), *(piece.text for piece in pieces[at + 1 : last])])
    written = own.strip(" 。：:") and not OPEN_BLANK.search(own)
    end = pieces[last - 1].start + len(pieces[last - 1].text)
    return Topic(name, Progress.WRITTEN if written else Progress.BEGUN, pieces[at].start, end)


def _own(paragraph: TextParagraph) -> str:
    """What a topic's first paragraph says behind its heading."""
    if paragraph.heading:
        return paragraph.body
    return paragraph.text[_TITLE_LIMIT:] if paragraph.level else ""
