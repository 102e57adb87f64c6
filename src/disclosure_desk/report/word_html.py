"""Reads the paragraphs of a text that Word, WPS or a browser put on the clipboard as HTML."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from disclosure_desk.report.word_text import Tidied, tidy

LONGEST_HTML = 4_000_000
"""Characters; Word needs some thirty for one of the text."""

_BLOCKS = re.compile(
    "address|article|aside|blockquote|body|dd|div|dl|dt|figure|footer|form|h[1-6]|header|hr|li|main|nav|ol|p|pre|"
    "section|table|td|th|tr|ul"
)
_UNSEEN = frozenset(("head", "style", "script", "title", "xml", "noscript", "template", "select"))
_LIST_MARK = re.compile(r"mso-list:\s*ignore", re.IGNORECASE)
_NUMBER = re.compile(r"[（(]?[0-9A-Za-z一二三四五六七八九十百]+[）).、．]|[①-⑳]")
_SOURCE_BREAK = re.compile(r"[ \t]*[\r\n]+[ \t]*")
_LINE_BREAK = "\x0b"
"""Word's own sign for a new line in the same paragraph; a line feed of HTML is only how the source is written."""
_START, _END = "StartFragment", "EndFragment"


@dataclass(frozen=True)
class Copied:
    """What a piece of HTML says.

    Attributes:
        tidied: its paragraphs in order.
        tabular: whether it has a table of more than one cell.
    """

    tidied: Tidied
    tabular: bool


@dataclass
class _Paragraphs:
    """Paragraphs as they are read: words, and the mark that a list put before them."""

    done: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    bullets: int = 0

    def end(self) -> None:
        text = _SOURCE_BREAK.sub(_source_break, "".join(self.words))
        if text.strip():
            self.done.append(text)
        self.words = []


def read_html(html: str) -> Copied:
    """The paragraphs of a piece of HTML: block elements keep them apart, numbers of lists stay, bullets go."""
    parser = _Reader()
    parser.feed(_fragment(html))
    parser.close()
    return Copied(parser.tidied(), parser.cells > 1)


def _fragment(html: str) -> str:
    start, end = html.find(f"<!--{_START}"), html.find(f"<!--{_END}")
    return html[html.find(">", start) + 1 : end] if 0 <= start < end else html


class _Reader(HTMLParser):
    """Walks through HTML that nobody promised to be correct."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._read = _Paragraphs()
        self._unseen: list[str] = []
        self._mark: list[str] | None = None
        self._mark_depth = 0
        self._lists: list[int | None] = []
        self._pre = 0
        self.cells = 0

    def tidied(self) -> Tidied:
        """The paragraphs, each put in order by itself."""
        self._end_paragraph()
        parts = [tidy(paragraph) for paragraph in self._read.done]
        return Tidied(
            "\n".join(part.text for part in parts if part.text),
            sum(part.joined for part in parts),
            sum(part.indents for part in parts),
            sum(part.blanks for part in parts),
            sum(part.empty for part in parts),
            self._read.bullets,
        )

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Opens an element."""
        if self._unseen:
            return
        if tag in _UNSEEN:
            self._unseen.append(tag)
        elif self._mark is not None and tag == "span":
            self._mark_depth += 1
        elif tag == "span" and _LIST_MARK.search(dict(attrs).get("style") or ""):
            self._mark, self._mark_depth = [], 1
        elif tag == "br":
            self._read.words.append(_LINE_BREAK)
        else:
            self._open_block(tag, dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        """Closes an element."""
        if self._unseen:
            if tag == self._unseen[-1]:
                self._unseen.pop()
        elif tag == "span" and self._mark is not None:
            self._mark_depth -= 1
            if not self._mark_depth:
                self._end_mark()
        else:
            self._close_block(tag)

    def handle_data(self, data: str) -> None:
        """Takes words."""
        if self._unseen:
            return
        words = re.sub("\r\n|[\r\n]", _LINE_BREAK, data) if self._pre else data
        (self._read.words if self._mark is None else self._mark).append(words)

    def _open_block(self, tag: str, attributes: dict[str, str | None]) -> None:
        self.cells += tag in ("td", "th")
        if _BLOCKS.fullmatch(tag):
            self._end_paragraph()
        if tag == "pre":
            self._pre += 1
        elif tag in ("ol", "ul"):
            start = re.fullmatch("[0-9]{1,6}", attributes.get("start") or "1")
            self._lists.append(int(start[0] if start else 1) if tag == "ol" else None)
        elif tag == "li":
            self._number_item()

    def _close_block(self, tag: str) -> None:
        if tag in ("ol", "ul") and self._lists:
            self._lists.pop()
        elif tag == "pre":
            self._pre = max(0, self._pre - 1)
        if _BLOCKS.fullmatch(tag):
            self._end_paragraph()

    def _number_item(self) -> None:
        number = self._lists[-1] if self._lists else None
        if number is None:
            self._read.bullets += 1
        else:
            self._lists[-1] = number + 1
            self._read.words.append(f"{number}.")

    def _end_paragraph(self) -> None:
        self._end_mark()
        self._read.end()

    def _end_mark(self) -> None:
        """Keeps the number that Word put before a paragraph, drops a bullet."""
        if self._mark is None:
            return
        mark = "".join(self._mark).strip()
        self._mark = None
        if _NUMBER.fullmatch(mark):
            self._read.words.append(mark)
        elif mark:
            self._read.bullets += 1


def _source_break(run: re.Match[str]) -> str:
    """A line break in the source stands for a blank between Western words and for nothing beside Chinese ones."""
    before, after = run.string[: run.start()][-1:], run.string[run.end() :][:1]
    return " " if (before + after).isascii() else ""
