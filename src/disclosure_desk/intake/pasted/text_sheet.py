"""Takes the lines of plain text on a clipboard apart: tabs, bars, blanks, or one cell a line."""

import csv
import io
import re
from collections.abc import Iterator, Sequence

from disclosure_desk.errors import DeskError
from disclosure_desk.intake.pasted.html_sheet import TOO_MUCH
from disclosure_desk.intake.pasted.sheet import Layout, Line, Slot, closed, is_value

_LONGEST = 2_000_000
_MOST_LINES = 3_000
_MOST_CELLS = 30_000
_LONGEST_LINE = 2_000
_LONGEST_NUMBER = 2
_PAGE_NUMBER = re.compile(
    r"[-—–－·]\s*[0-9]{1,4}\s*[-—–－·]|第\s*[0-9]+\s*页.{0,12}|[0-9]+\s*/\s*[0-9]+(?:\s*页)?|[Pp]age\s*[0-9]+.*"
)
_RULE = re.compile(r"[\s|:+=_*-]*[-=_]{2,}[\s|:+=_*-]*")
_ONE_VALUE = re.compile(
    r"[+＋\-－−]?[0-9０-９][0-9０-９,，]*(?:[.．][0-9０-９]+)?\s?(?:亿元|万元|元|万|亿|件|个|项|条|宗|次)?(?:[（(][^（）()]*[）)])?(?=\s|$)"
    r"|(?:[-—–－−/／\\]+|无|暂无|不适用)(?=\s|$)"
)
_GLUED_TO_WORD = re.compile(r"(?<=[一-鿿）)])[0-9０-９][0-9０-９,，.．]*$")
_EMPHASIS = re.compile(r"\*\*|__|`")


def lines_of_text(text: str) -> list[Line]:
    """The lines of a text, with the cells on them.

    Raises:
        DeskError: it is far more than a report's tables.
    """
    if len(text) > _LONGEST or text.count("\n") > _MOST_LINES or text.count("\t") + text.count("|") > _MOST_CELLS:
        raise DeskError(TOO_MUCH)
    rows = [row for row in _rows(text) if any(row) and not _is_furniture(row)]
    if not any(_is_table_row(row) for row in rows):
        return [line for row in rows for cell in row if cell for line in _run(cell)]
    lines: list[Line] = []
    for row in rows:
        filled = [cell for cell in row if cell]
        if len(row) > 1 and not (len(filled) == 1 and len(row) == 2):  # noqa: PLR2004 - a cell and an empty end
            lines.append(_cells(row))
        else:
            lines += [line for cell in filled for line in _run(cell)]
    return lines


def _rows(text: str) -> Iterator[list[str]]:
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    if "\t" in plain and '"' in plain:
        try:
            yield from ([closed(cell) for cell in row] for row in csv.reader(io.StringIO(plain), delimiter="\t"))
        except csv.Error as error:
            raise DeskError(TOO_MUCH) from error
        return
    for line in plain.split("\n"):
        yield [closed(cell) for cell in _parts(line)]


def _parts(line: str) -> list[str]:
    if "\t" in line:
        return line.split("\t")
    if "|" in line or "｜" in line:
        return _EMPHASIS.sub("", line).replace("｜", "|").strip().removeprefix("|").removesuffix("|").split("|")
    return [_EMPHASIS.sub("", line).lstrip("#").strip()]


def _is_furniture(row: Sequence[str]) -> bool:
    """Whether a line is a page number between rows, or a rule."""
    filled = [cell for cell in row if cell]
    return (len(filled) == 1 and bool(_PAGE_NUMBER.fullmatch(filled[0]))) or bool(_RULE.fullmatch(" ".join(filled)))


def _is_table_row(row: Sequence[str]) -> bool:
    """Whether several cells stand on the line: a name and a value, two values, or two names."""
    return sum(bool(cell) for cell in row) > 1


def _cells(row: Sequence[str]) -> Line:
    slots = tuple(Slot(cell, at) for at, cell in enumerate(row))
    return Line(slots, Layout.CELLS, 0, len(row))


def _run(text: str) -> Iterator[Line]:
    """A line without separators as lines of words with the values behind them: ``a 1 2 b 3`` is two of them."""
    if len(text) > _LONGEST_LINE:
        raise DeskError(TOO_MUCH)
    slots: list[Slot] = []
    for piece in _numbered(list(_pieces(text))):
        if slots and not is_value(piece) and is_value(slots[-1].text) and any(not is_value(s.text) for s in slots):
            yield Line(tuple(slots), Layout.RUN, 0, len(slots), goes_on=True)
            slots = []
        slots.append(Slot(piece, len(slots)))
    if slots:
        yield Line(tuple(slots), Layout.RUN, 0, len(slots))


def _numbered(pieces: list[str]) -> list[str]:
    """A number that stands alone before the first word is that word's, not a figure."""
    if len(pieces) > 1 and pieces[0].isdigit() and len(pieces[0]) <= _LONGEST_NUMBER and not is_value(pieces[1]):
        return [f"{pieces[0]}.{pieces[1]}", *pieces[2:]]
    return pieces


def _pieces(text: str) -> Iterator[str]:
    """Words and values, in order; words that stand together with blanks between are one piece each."""
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        value = _ONE_VALUE.match(text, at)
        end = value.end() if value and value.end() > at else _end_of_word(text, at)
        yield text[at:end].strip()
        at = end


def _end_of_word(text: str, at: int) -> int:
    """Where a word ends: at a blank, or at the figures that are glued to it."""
    end = at
    while end < len(text) and not text[end].isspace():
        end += 1
    glued = _GLUED_TO_WORD.search(text, at, end)
    return glued.start() if glued else end
