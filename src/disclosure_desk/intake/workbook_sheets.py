"""A workbook as plain values: its cells, their formats and the names given to them. openpyxl is not needed beyond."""

import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from itertools import islice
from typing import Any

import openpyxl
from openpyxl.utils import column_index_from_string, get_column_letter

from disclosure_desk.intake.workbook_archive import damaged
from disclosure_desk.intake.workbook_scan import MOST_COLUMNS, MOST_ROWS, Package, SheetOutline, scanned_package
from disclosure_desk.report.workbook_values import unescaped

if not openpyxl.DEFUSEDXML:
    raise ImportError("openpyxl reads sheets without defusedxml; install it")

_LONGEST_TEXT = 7 * 32_767  # as many characters as a cell holds, each of them escaped
_ONE = r"\$?([A-Z]{1,3})\$?([0-9]{1,7})"
_REFERENCE = re.compile(rf"(?:'((?:[^']|'')+)'|([^'!]+))!{_ONE}(?::{_ONE})?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Value:
    """What a cell holds.

    Attributes:
        content: a text, a number, or what ``sort`` names.
        sort: "text", "number", "boolean", "error", "date", or "overlong" for a text that no spreadsheet would hold.
        number_format: how the cell shows a number.
    """

    content: Any
    sort: str
    number_format: str = "General"


@dataclass(frozen=True)
class Sheet:
    """One sheet.

    Attributes:
        values: what is not empty, by row and column counted from 1.
        formulas: the cells that hold formulas; their values are what was saved with them, if anything was.
        merges: the last row and column of each merged stretch, by its first cell.
    """

    title: str
    values: Mapping[tuple[int, int], Value]
    formulas: frozenset[tuple[int, int]] = frozenset()
    merges: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    @cached_property
    def texts(self) -> Mapping[tuple[int, int], str]:
        """The cells that hold text, in reading order."""
        return {at: value.content for at, value in sorted(self.values.items()) if value.sort == "text"}

    def text(self, row: int, column: int) -> str:
        """The text of a cell, "" if it holds none."""
        return self.texts.get((row, column), "")

    def right_of(self, row: int, column: int) -> Value | None:
        """The first cell further right in the same row that is not empty."""
        after = [at for at in self.values if at[0] == row and at[1] > column]
        return self.values[min(after)] if after else None


@dataclass(frozen=True, slots=True)
class Area:
    """A stretch of a sheet; rows and columns count from 1, the last ones included."""

    sheet: str
    top: int
    left: int
    bottom: int
    right: int

    @property
    def spoken(self) -> str:
        """How a message names its first cell: 工作表“表三”D8."""
        return spoken(self.sheet, self.top, self.left)


def spoken(sheet: str, row: int, column: int) -> str:
    """How a message names a cell: 工作表“表三”D8."""
    return f"工作表“{sheet}”{get_column_letter(column)}{row}"


@dataclass(frozen=True)
class Book:
    """A workbook.

    Attributes:
        sheets: by title, in order.
        names: what each name of the workbook points to, by the name in lower case; None where that is gone.
    """

    sheets: Mapping[str, Sheet]
    names: Mapping[str, Area | None]

    def value(self, area: Area) -> Value | None:
        """What the first cell of a stretch holds."""
        return self.sheets[area.sheet].values.get((area.top, area.left))


def read_book(content: bytes, name: str) -> Book:
    """Reads a workbook, after everything that could harm has been refused.

    Raises:
        UnreadableFile: it is no workbook, is damaged, or is larger than any report needs.
    """
    package = scanned_package(content, name)
    try:
        with warnings.catch_warnings():
            # openpyxl warns of what it leaves out; none of it is read here.
            warnings.simplefilter("ignore")
            return _loaded(package)
    except Exception as error:  # openpyxl fails in as many ways as a file can be odd
        raise damaged(name) from error


def _loaded(package: Package) -> Book:
    book = openpyxl.load_workbook(BytesIO(package.content), read_only=True, data_only=True, keep_links=False)
    sheets = {
        each.title: _sheet(each, package.outlines[each.title])
        for each in book.worksheets
        if each.title in package.outlines
    }
    names = {name.lower(): _area(defined.attr_text or "", sheets) for name, defined in book.defined_names.items()}
    return Book(sheets, names)


def _sheet(source: Any, outline: SheetOutline) -> Sheet:
    # What the sheet claims to be is not what it is; the walk has seen its last cell.
    source.reset_dimensions()
    values = dict(_values(source, outline, {})) if outline.cells else {}
    merges = {(top, left): (bottom, right) for top, left, bottom, right in outline.merges}
    return Sheet(source.title, values, frozenset(outline.formulas), merges)


def _values(source: Any, outline: SheetOutline, texts: dict[str, str]) -> Iterator[tuple[tuple[int, int], Value]]:
    rows = source.iter_rows(min_row=1, max_row=outline.rows, min_col=1, max_col=outline.columns)
    # Not a step further: openpyxl would go on to read the rules and links below the cells, and stumble over odd ones.
    for row in islice(rows, outline.rows):
        for cell in row:
            if cell.value is not None and cell.value != "":
                yield (cell.row, cell.column), _value(cell, texts)


def _value(cell: Any, texts: dict[str, str]) -> Value:
    """What one cell holds; ``texts`` keeps what shared strings stand for, however many cells share one."""
    if cell.data_type == "e":
        return Value(cell.value, "error")
    if isinstance(cell.value, bool):
        return Value(cell.value, "boolean")
    if isinstance(cell.value, str):
        if len(cell.value) > _LONGEST_TEXT:
            return Value("", "overlong")
        if cell.value not in texts:
            texts[cell.value] = unescaped(cell.value)
        return Value(texts[cell.value], "text")
    if isinstance(cell.value, int | float):
        return Value(cell.value, "number", cell.number_format or "General")
    return Value(cell.value, "date")


def _area(reference: str, sheets: Mapping[str, Sheet]) -> Area | None:
    match = _REFERENCE.fullmatch(reference.strip())
    if match is None:
        return None
    sheet = (match[1] or "").replace("''", "'") or match[2]
    left, top = column_index_from_string(match[3]), int(match[4])
    right = column_index_from_string(match[5]) if match[5] else left
    bottom = int(match[6]) if match[6] else top
    # A name may point anywhere; what lies beyond the cells there are is lost as well.
    if sheet not in sheets or not (0 < top <= MOST_ROWS and left <= MOST_COLUMNS):
        return None
    return Area(sheet, top, left, min(bottom, MOST_ROWS), min(right, MOST_COLUMNS))
