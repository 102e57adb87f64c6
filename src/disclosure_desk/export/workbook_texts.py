"""The sheet of texts: a paragraph in each cell, long ones going on in the next, so that none is cut on screen."""

from collections.abc import Callable, Iterator

from openpyxl.worksheet.worksheet import Worksheet

from disclosure_desk.export.workbook_contents import Contents
from disclosure_desk.export.workbook_styles import (
    HEADING,
    LABEL,
    NOTE,
    TEXT,
    Spot,
    draw_text,
    set_up_page,
    text_height,
)
from disclosure_desk.formats.form import PREAMBLE
from disclosure_desk.report.workbook_names import CONTINUED, EMPTY_LINE, PREAMBLE_HEADING, text_name

_WIDTHS = (7.0, 90.0)
_PIECE = 700  # characters that a row of the greatest height shows
_SPARE_ROWS = {True: 12, False: 4}
_LEAST_HEIGHT = 24.0


def write_texts(sheet: Worksheet, contents: Contents, name: Callable[[str, Worksheet, Spot], None]) -> None:
    """Fills the sheet of texts; ``name`` gives a defined name to a stretch of a sheet."""
    for column, width in zip("AB", _WIDTHS, strict=True):
        sheet.column_dimensions[column].width = width
    row = 1
    for key in contents.form.narrative_keys:
        row = _write_head(sheet, row, *_heading(contents, key))
        pieces = list(_pieces(contents.narratives.get(key, "")))
        spare = [("", "")] * _SPARE_ROWS[contents.is_blank]
        for down, (mark, text) in enumerate(pieces + spare):
            _write_piece(sheet, row + down, mark, text)
        name(text_name(key), sheet, Spot(row, 1, len(pieces) + len(spare), 2))
        row += len(pieces) + len(spare) + 1
    set_up_page(sheet)
    sheet.protection.insertRows = False


def _heading(contents: Contents, key: str) -> tuple[str, str]:
    if key == PREAMBLE:
        return PREAMBLE_HEADING, contents.form.base.preamble_guide
    section = next(section for section in contents.form.narratives if section.id == key)
    return section.heading, section.guide


def _write_head(sheet: Worksheet, row: int, heading: str, guide: str) -> int:
    draw_text(sheet, Spot(row, 1, 1, 2), heading, HEADING)
    sheet.row_dimensions[row].height = 28.0
    if not guide:
        return row + 1
    draw_text(sheet, Spot(row + 1, 1, 1, 2), guide, NOTE)
    sheet.row_dimensions[row + 1].height = text_height(guide, sum(_WIDTHS), NOTE)
    return row + 2


def _write_piece(sheet: Worksheet, row: int, mark: str, text: str) -> None:
    draw_text(sheet, Spot(row, 1), mark, LABEL)
    draw_text(sheet, Spot(row, 2), text, TEXT)
    sheet.row_dimensions[row].height = max(_LEAST_HEIGHT, text_height(text, _WIDTHS[1], TEXT))


def _pieces(narrative: str) -> Iterator[tuple[str, str]]:
    """Each line of a narrative with its mark, long ones in several pieces."""
    for line in narrative.split("\n") if narrative else ():
        mark, rest = "" if line else EMPTY_LINE, line
        while len(rest) > _PIECE:
            cut = rest.rfind("。", 0, _PIECE) + 1 or _PIECE
            yield mark, rest[:cut]
            mark, rest = CONTINUED, rest[cut:]
        yield mark, rest
