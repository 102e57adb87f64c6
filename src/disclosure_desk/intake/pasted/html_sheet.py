"""Takes the tables out of the HTML on a clipboard: cells with the columns that they take."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from disclosure_desk.errors import DeskError
from disclosure_desk.intake.pasted.sheet import Layout, Line, Slot, closed

TOO_MUCH = "剪贴板里的内容太多，不像年度报告的表格，没有读取。请只选中要粘贴的表格，重新复制后再粘贴。"

_LONGEST = 6_000_000
_MOST_TAGS = 60_000
_MOST_LINES = 3_000
_LONGEST_CELL = 1_000
_MOST_CELLS = 20_000
_MOST_COLUMNS = 200
_MOST_ATTRIBUTES = 150_000
_DEEPEST = 500
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_BEFORE_ATTRIBUTE = re.compile(r"[\s/\"']+")
_NO_TAG = re.compile(r"<(?!/?[a-zA-Z][^<>]*>)")
_BREAKING = frozenset({"br", "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "dd", "dt", "section"})
_SKIPPED = frozenset({"style", "script", "head", "title"})
_STRUCK_OUT = frozenset({"del", "s", "strike"})
_OF_A_CELL = frozenset({"td", "th", "tr", "table", "tbody", "thead", "tfoot"})
_NEVER_CLOSED = frozenset({"br", "img", "input", "hr", "col", "wbr", "link", "meta"})
_NOT_SHOWN = re.compile(r"display\s*:\s*none|text-decoration[^;]*line-through|mso-hide\s*:\s*all", re.IGNORECASE)
_RAISED = re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE)


@dataclass
class _Cell:
    down: int
    across: int
    words: list[str] = field(default_factory=list)
    raised_by: str = ""


@dataclass
class _Table:
    rows: list[list[_Cell]] = field(default_factory=list)


class _Collector(HTMLParser):
    """Collects tables; one that stands inside a cell of another is a table of its own."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self.words: list[str] = []
        self._open: list[_Table] = []
        self._cells: list[_Cell | None] = []
        self._skipped = ""
        self._unseen: list[str] = []
        self._attributes = 0

    def parse_starttag(self, i: int) -> int:
        """Counts a tag's attributes before the parser takes them apart one by one.

        Raises:
            DeskError: far more than a page that a person copied from has.
        """
        tag = self.rawdata[i : self.check_for_whole_start_tag(i)]
        self._attributes += len(_BEFORE_ATTRIBUTE.findall(_QUOTED.sub('"', tag)))
        if self._attributes > _MOST_ATTRIBUTES:
            raise DeskError(TOO_MUCH)
        return super().parse_starttag(i)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Opens tables, rows and cells."""
        if tag in _OF_A_CELL:
            self._unseen.clear()
        elif self._unseen or _is_unseen(tag, attrs):
            self._unseen += [] if tag in _NEVER_CLOSED else [tag]
            if len(self._unseen) > _DEEPEST:  # each closing tag is looked for among them
                raise DeskError(TOO_MUCH)
        if tag in _SKIPPED:
            self._skipped = self._skipped or tag
        elif tag == "table":
            self._begin_table()
        elif tag == "tr":
            self._begin_row()
        elif tag in ("td", "th"):
            self._begin_cell(dict(attrs))
        elif tag in _BREAKING:
            self.handle_data("\n")
        elif tag == "sup" or _RAISED.search(_style_of(attrs)):
            self._begin_raised(tag)

    def handle_endtag(self, tag: str) -> None:
        """Closes tables and cells."""
        if tag in _OF_A_CELL:
            self._unseen.clear()
        elif tag in self._unseen:
            while self._unseen.pop() != tag:
                pass
        if tag == self._skipped:
            self._skipped = ""
        elif tag == "table" and self._open:
            self._open.pop()
            self._cells.pop()
        elif tag in ("td", "th", "tr") and self._open:
            self._cells[-1] = None
        elif tag in _BREAKING:
            self.handle_data("\n")
        else:
            self._end_raised(tag)

    def handle_data(self, data: str) -> None:
        """Takes text into the cell that is open."""
        if self._skipped or self._unseen:
            return
        if not self._open:
            self.words.append(data)
        elif (cell := self._cells[-1]) is not None:
            cell.words.append(data)

    def _begin_table(self) -> None:
        self._open.append(_Table())
        self._cells.append(None)
        self.tables.append(self._open[-1])

    def _begin_raised(self, tag: str) -> None:
        """The mark of a footnote behind a figure is no digit of it."""
        cell = self._cells[-1] if self._open else None
        if cell is not None and not cell.raised_by and "".join(cell.words).rstrip()[-1:].isdigit():
            cell.raised_by = tag
            cell.words.append("（")

    def _end_raised(self, tag: str) -> None:
        cell = self._cells[-1] if self._open else None
        if cell is not None and cell.raised_by == tag:
            cell.raised_by = ""
            cell.words.append("）")

    def _begin_row(self) -> None:
        if not self._open:
            self._begin_table()  # lines of a table without the table around them
        self._open[-1].rows.append([])
        self._cells[-1] = None

    def _begin_cell(self, attributes: dict[str, str | None]) -> None:
        if not self._open or not self._open[-1].rows:
            self._begin_row()
        cell = _Cell(_span(attributes.get("rowspan")), _span(attributes.get("colspan")))
        self._cells[-1] = cell
        self._open[-1].rows[-1].append(cell)


def _is_unseen(tag: str, attributes: list[tuple[str, str | None]]) -> bool:
    """Whether what stands inside is struck out or hidden, so that nobody takes it for part of a figure.

    Hidden rows and cells are not meant: they have their place in the table, and are compared or refused as it is.
    """
    return tag not in _SKIPPED and (tag in _STRUCK_OUT or bool(_NOT_SHOWN.search(_style_of(attributes))))


def _style_of(attributes: list[tuple[str, str | None]]) -> str:
    return next((value or "" for name, value in attributes if name == "style"), "")


def _span(given: str | None) -> int:
    digits = (given or "").strip()
    return max(int(digits), 1) if digits.isascii() and digits.isdigit() and len(digits) <= len("1000000") else 1


def lines_of_html(html: str) -> list[Line]:
    """The lines of every table.

    Raises:
        DeskError: it is far more than a report's tables.
    """
    lines: list[Line] = []
    cells = 0
    for piece, table in enumerate(_collected(html).tables):
        for line in _placed(table, piece):
            lines.append(line)
            cells += len(line.slots)
            if len(lines) > _MOST_LINES or cells > _MOST_CELLS:
                raise DeskError(TOO_MUCH)
    return lines


def text_of_html(html: str) -> str:
    """The text outside tables, a line for each paragraph."""
    return "".join(_collected(html).words)


def _collected(html: str) -> _Collector:
    if len(html) > _LONGEST or html.count("<") > _MOST_TAGS:
        raise DeskError(TOO_MUCH)
    collector = _Collector()
    collector.feed(_NO_TAG.sub("&lt;", _without_comments(html)))
    collector.close()
    return collector


def _without_comments(html: str) -> str:
    """Takes comments and declarations away; the parser would look for the end of each through the whole text."""
    kept: list[str] = []
    at = 0
    while (start := html.find("<!--", at)) >= 0 and (end := html.find("-->", start)) >= 0:
        kept.append(html[at:start])
        at = end + len("-->")
    return "".join((*kept, html[at:]))


def _placed(table: _Table, piece: int) -> Iterator[Line]:
    """Each row's cells with the columns that cells reaching down from above leave to them."""
    taken: dict[int, int] = {}
    for cells in table.rows:
        slots, at = [], 0
        below = {column: left - 1 for column, left in taken.items() if left > 1}
        for cell in cells:
            while taken.get(at, 0) > 0:
                at += 1
            across = min(cell.across, _MOST_COLUMNS - at)
            if across < 1:
                raise DeskError(TOO_MUCH)
            slots.append(Slot(closed("".join(cell.words)[:_LONGEST_CELL]), at, across))
            if cell.down > 1:
                below.update(dict.fromkeys(range(at, at + across), cell.down - 1))
            at += across
        while taken.get(at, 0) > 0:
            at += 1
        yield Line(tuple(slots), Layout.GRID, piece, at)
        taken = below
