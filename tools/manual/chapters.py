"""The manual's sources: its chapters in order, their headings, anchors and links."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from tools.environment import ROOT

SOURCE = ROOT / "docs" / "manual"
MENU_STEP = " › "
_HELD = "Ctrl|Shift|Alt|Win"
KEY = re.compile(
    rf"{_HELD}|(?:(?:{_HELD})\+)*(?:[A-Z0-9=+-]|F\d{{1,2}}|Enter|Tab|Esc|Del|Backspace|Home|End|PgUp|PgDn|空格|[↑↓←→])"
)
_LINK = re.compile(r"\]\(([\w.-]*\.md)?(#[^)\s]+)?\)")
_ATX = re.compile(r"^(#{1,6}) +(.+?)\s*$")


@dataclass(frozen=True)
class Heading:
    """One heading.

    Attributes:
        level: 1 for the chapter itself.
        words: what it says.
        line: where it stands in the chapter's file, from 0.
        anchor: unique in the whole manual.
        number: "3" or "3.2"; "" where it is not numbered.
    """

    level: int
    words: str
    line: int
    anchor: str
    number: str


@dataclass(frozen=True)
class Chapter:
    """One file of the manual; the number in its name is its number, and 00 has none.

    Attributes:
        name: the file's name.
        text: its Markdown.
    """

    name: str
    text: str

    @cached_property
    def tokens(self) -> list[Token]:
        """What the Markdown says, as markdown-it reads it."""
        return parser().parse(self.text)

    @property
    def stem(self) -> str:
        """The file's name without its ending: the chapter's anchor."""
        return self.name.removesuffix(".md")

    @cached_property
    def headings(self) -> list[Heading]:
        """Its headings in order, numbered down to the second level."""
        return list(self._numbered())

    def _numbered(self) -> Iterator[Heading]:
        chapter, section = int(self.name[:2]), 0
        for level, words, line in _headings(self.tokens):
            section += level == 2  # noqa: PLR2004  h2
            number = {1: f"{chapter}", 2: f"{chapter}.{section}"}.get(level, "") if chapter else ""
            yield Heading(level, words, line, self.stem if level == 1 else f"{self.stem}--{slug(words)}", number)

    def target(self, file: str | None, fragment: str | None) -> str:
        """The anchor that a link of this chapter means: ``03-x.md``, ``03-x.md#heading`` or ``#heading``."""
        stem = (file or self.name).removesuffix(".md")
        return f"{stem}--{fragment.removeprefix('#')}" if fragment else stem

    def for_pandoc(self) -> str:
        """The Markdown with each heading's anchor written out, and links to anchors of the one document."""
        lines = self.text.splitlines()
        for heading in self.headings:
            matched = _ATX.match(lines[heading.line])
            if matched is None:
                raise ValueError(f"{self.name}:{heading.line + 1}: write the heading with #")
            classes = " .unnumbered" if not heading.number else ""
            lines[heading.line] = f"{matched[1]} {matched[2]} {{#{heading.anchor}{classes}}}"
        return _LINK.sub(lambda link: f"](#{self.target(link[1], link[2])})", "\n".join(lines)) + "\n"


def chapters(source: Path = SOURCE) -> list[Chapter]:
    """The manual's chapters in order."""
    return [Chapter(file.name, file.read_text(encoding="utf-8")) for file in sorted(source.glob("[0-9][0-9]-*.md"))]


def places(source: Path = SOURCE) -> dict[str, str]:
    """For each page of the program that the manual describes (its id in the outline), the anchor of the description."""
    listed = tomllib.loads((source / "places.toml").read_text(encoding="utf-8"))["places"]
    return {place: where.replace(".md#", "--").removesuffix(".md") for place, where in listed.items()}


def parser() -> MarkdownIt:
    """Reads CommonMark with pipe tables, as pandoc is told to."""
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def slug(words: str) -> str:
    """A heading as the part of an address that hosts of Markdown make of it."""
    kept = (each for each in words.lower() if each in " -_" or unicodedata.category(each)[0] in "LNM")
    return "".join(kept).replace(" ", "-")


def plain(token: Token) -> str:
    """The words of an inline token without their marks."""
    return "".join(child.content for child in token.children or () if child.type in {"text", "code_inline"})


def is_wide(character: str) -> bool:
    """Whether a character is as wide as it is high, as Chinese ones are; an empty string is not."""
    return bool(character) and unicodedata.east_asian_width(character[0]) in "WF"


def _headings(tokens: list[Token]) -> Iterator[tuple[int, str, int]]:
    for at, token in enumerate(tokens):
        if token.type == "heading_open" and token.map:
            yield int(token.tag[1]), plain(tokens[at + 1]), token.map[0]
