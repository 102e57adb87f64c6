"""How a workbook looks, and how text gets into its cells without ever being taken for a formula."""

import math
from dataclasses import dataclass, replace
from typing import Any
from unicodedata import east_asian_width

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from disclosure_desk.report.workbook_values import escaped

_LINE = Side(style="thin", color="FF404040")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_LINE_HEIGHT = 15.0  # points, of a line at 10.5 points
_PADDING = 7.0
_A4 = 9

LABELS = "宋体"
HEADINGS = "黑体"
ASIDES = "楷体"


@dataclass(frozen=True)
class Look:
    """The style of a cell.

    Attributes:
        fill: a colour as RRGGBB, "" for none.
        is_input: whether the officer may change the cell while the sheet is protected.
        shrinks: figures get smaller rather than turn into ####.
    """

    font: str = LABELS
    size: float = 10.5
    bold: bool = False
    colour: str = "000000"
    fill: str = ""
    horizontal: str = "left"
    vertical: str = "center"
    boxed: bool = False
    is_input: bool = False
    shrinks: bool = False


PLAIN = Look()
TITLE = Look(font=HEADINGS, size=16, horizontal="center")
HEADING = Look(font=HEADINGS, size=14)
NOTE = Look(size=10, colour="595959", vertical="top")
LABEL = Look(fill="F2F3F5", boxed=True)
HEADER = replace(LABEL, horizontal="center")
ENTRY = Look(boxed=True, is_input=True)
FIGURE = Look(horizontal="right", boxed=True, is_input=True, shrinks=True)
TOTAL = replace(FIGURE, fill="E6E9ED", is_input=False)
VERDICT = Look(font=HEADINGS, horizontal="center", boxed=True)
TEXT = replace(ENTRY, vertical="top")


@dataclass(frozen=True, slots=True)
class Spot:
    """A merged stretch of cells; rows and columns count from 1."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1

    @property
    def reference(self) -> str:
        """Its first cell: ``D8``."""
        return f"{get_column_letter(self.column)}{self.row}"

    @property
    def absolute(self) -> str:
        """The whole stretch: ``$D$8`` or ``$A$4:$B$9``."""
        first = f"${get_column_letter(self.column)}${self.row}"
        if self.rows == self.columns == 1:
            return first
        return f"{first}:${get_column_letter(self.column + self.columns - 1)}${self.row + self.rows - 1}"


def draw(sheet: Worksheet, spot: Spot, look: Look) -> Any:
    """Styles and merges a stretch of cells, and gives its first cell."""
    for row in range(spot.row, spot.row + spot.rows):
        for column in range(spot.column, spot.column + spot.columns):
            _style(sheet.cell(row, column), look)
    first = sheet.cell(spot.row, spot.column)
    if spot.rows > 1 or spot.columns > 1:
        last = (spot.row + spot.rows - 1, spot.column + spot.columns - 1)
        sheet.merge_cells(start_row=spot.row, start_column=spot.column, end_row=last[0], end_column=last[1])
        for row in range(spot.row, last[0] + 1):
            for column in range(spot.column, last[1] + 1):
                # Merging drops what the other cells had; a locked corner would lock the whole stretch.
                sheet.cell(row, column).protection = Protection(locked=not look.is_input)
    return first


def write_text(cell: Any, text: str) -> None:
    """Puts a text into a cell, whatever it begins with; a blank one leaves the cell empty."""
    if not text:
        return
    cell.value, cell.data_type = escaped(text), "s"
    cell.quotePrefix = text[:1] in ("=", "+", "-", "@")


def draw_text(sheet: Worksheet, spot: Spot, text: str, look: Look = PLAIN) -> None:
    """Puts a text into a styled stretch of cells."""
    write_text(draw(sheet, spot, look), text)


def _style(cell: Any, look: Look) -> None:
    cell.font = Font(name=look.font, size=look.size, bold=look.bold, color=f"FF{look.colour}")
    cell.alignment = Alignment(
        horizontal=look.horizontal, vertical=look.vertical, wrap_text=not look.shrinks, shrink_to_fit=look.shrinks
    )
    cell.protection = Protection(locked=not look.is_input)
    if look.fill:
        cell.fill = PatternFill("solid", fgColor=f"FF{look.fill}")
    if look.boxed:
        cell.border = _BOX


def text_height(text: str, width: float, look: Look = PLAIN) -> float:
    """How many points high a row must be to show a text in a column of that width (in the spreadsheet's units)."""
    scale = look.size / PLAIN.size
    wide = max(2, math.floor((width - 0.8) / scale))
    lines = sum(max(1, math.ceil(_units(line) / (wide - wide % 2))) for line in text.split("\n"))
    return lines * _LINE_HEIGHT * scale + _PADDING


def _units(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WFA" else 1 for character in text)


def set_up_page(sheet: Worksheet) -> None:
    """A4 upright, as wide as the page, with locked labels; protection without a password, against slips only."""
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.orientation = "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]  # openpyxl always makes one
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = 0.6
    sheet.page_margins.top = sheet.page_margins.bottom = 0.7
    sheet.oddFooter.center.text = "&A　第 &P 页，共 &N 页"  # type: ignore[union-attr]  # and this
    sheet.sheet_view.showGridLines = False
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
