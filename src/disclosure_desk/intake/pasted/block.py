"""Reads a plain block of values from the clipboard, without labels."""

import csv
import io

from disclosure_desk.errors import DeskError
from disclosure_desk.intake.pasted.html_sheet import TOO_MUCH, lines_of_html
from disclosure_desk.intake.pasted.reading import Clip

_NOT_FIGURES = "没有粘贴：剪贴板里的文字不是表格数字。请只复制数字部分后再粘贴。"
_EMPTY = "剪贴板里没有可以粘贴的文字。请先复制数字，再粘贴。"
_LONGEST = 2_000_000
_MOST_VALUES = 20_000


def read_block(clip: Clip) -> list[list[str]]:
    """The values on a clipboard, line by line.

    Text is tab-separated, a value with tabs, line breaks or quotes in it in quotes, as spreadsheets do it. Where there
    is no text, an HTML table: a merged cell gives its value once and leaves the places that it covers blank.

    Raises:
        DeskError: there is nothing, or no such thing, or far more than a table of the report holds.
    """
    values = _of_text(clip.text) if clip.text else _of_html(clip.html)
    if not values:
        raise DeskError(_EMPTY)
    if sum(map(len, values)) > _MOST_VALUES:
        raise DeskError(TOO_MUCH)
    return values


def _of_text(text: str) -> list[list[str]]:
    if len(text) > _LONGEST:
        raise DeskError(TOO_MUCH)
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        return [line or [""] for line in csv.reader(io.StringIO(plain), delimiter="\t")]
    except csv.Error as error:
        raise DeskError(_NOT_FIGURES) from error


def _of_html(html: str) -> list[list[str]]:
    lines = [line for line in lines_of_html(html) if line.reach] if html else []
    width = max((line.reach for line in lines), default=0)
    if width * len(lines) > _MOST_VALUES:
        raise DeskError(TOO_MUCH)
    values = []
    for line in lines:
        row = [""] * width
        for slot in line.slots:
            row[slot.at] = slot.text
        values.append(row)
    return values
