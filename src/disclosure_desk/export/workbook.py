"""Writes a report, or the blank form of one, as a workbook that people fill in and programs read back."""

import re
from collections.abc import Callable

from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from disclosure_desk.export.workbook_contents import Contents
from disclosure_desk.export.workbook_cover import write_cover
from disclosure_desk.export.workbook_file import workbook_file
from disclosure_desk.export.workbook_styles import NOTE, Spot, draw_text
from disclosure_desk.export.workbook_tables import TableSheet
from disclosure_desk.export.workbook_texts import write_texts
from disclosure_desk.formats.form import Form
from disclosure_desk.report.document import Agency, ReportDocument, TotalsMode
from disclosure_desk.report.workbook_names import STAMP, cell_name

COVER, TEXTS, ORIGIN = "封面", "正文", "程序记录"
Naming = Callable[[str, Worksheet, Spot], None]
_NO_TITLE = re.compile(r"[\[\]:*?/\\]")
_LONGEST_TITLE = 31
_STAMP_PIECE = 30_000  # a cell holds 32 767 characters


def workbook_bytes(report: ReportDocument) -> bytes:
    """A report as a workbook (.xlsx).

    Every figure, text and member of the report file is in it: ``intake.workbook.read_workbook`` gives an equal report.
    Where totals follow their parts they are live formulas, else they stand as they are stated. The same report gives
    the same bytes.
    """
    return _written(Contents.of(report))


def template_bytes(form: Form, *, year: int | None, agency: str) -> bytes:
    """The blank form as a workbook (.xlsx), for collecting figures; totals are live formulas.

    Args:
        form: the form to be filled in.
        year: the report year, or None to have it filled in on the cover.
        agency: the agency's name, or "" to have it filled in on the cover.
    """
    return _written(Contents(form, Agency(agency), year, TotalsMode.FILLED))


def _written(contents: Contents) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title = book.properties.subject = contents.title
    book.properties.creator, book.properties.language = "公开年报", "zh-CN"

    def name(key: str, sheet: Worksheet, spot: Spot) -> None:
        book.defined_names.add(DefinedName(key, attr_text=f"{_quoted(sheet.title)}!{spot.absolute}"))

    write_cover(book.create_sheet(COVER), contents, name)
    titles = _titles(contents.form)
    tables = [TableSheet(book.create_sheet(titles[t.id]), t, contents, {}) for t in contents.form.tables]
    for table in tables:
        table.write()
        for cell, spot in table.spots.items():
            name(cell_name(cell), table.sheet, Spot(spot.row, spot.column))
    write_texts(book.create_sheet(TEXTS), contents, name)
    _write_stamp(book, contents, name)
    return workbook_file(book, contents.dated, {table.sheet.title: table.shown for table in tables}, (TEXTS,))


def _write_stamp(book: Workbook, contents: Contents, name: Naming) -> None:
    sheet = book.create_sheet(ORIGIN)
    sheet.sheet_state = "hidden"
    sheet.protection.sheet = True
    draw_text(sheet, Spot(1, 1), "本页由公开年报写入，记录表格的格式和来源，请勿修改或删除。", NOTE)
    pieces = [contents.stamp[start : start + _STAMP_PIECE] for start in range(0, len(contents.stamp), _STAMP_PIECE)]
    for row, piece in enumerate(pieces, 2):
        draw_text(sheet, Spot(row, 1), piece, NOTE)
    name(STAMP, sheet, Spot(2, 1, len(pieces), 1))


def _titles(form: Form) -> dict[str, str]:
    """A sheet title for each table: what a spreadsheet allows, and none twice."""
    titles: dict[str, str] = {}
    for position, table in enumerate(form.tables, 1):
        title = _NO_TITLE.sub(" ", table.short).strip(" '")[:_LONGEST_TITLE]
        taken = not title or title.lower() in [each.lower() for each in (COVER, TEXTS, ORIGIN, *titles.values())]
        titles[table.id] = f"{title[: _LONGEST_TITLE - 4]} {position}".strip() if taken else title
    return titles


def _quoted(title: str) -> str:
    return "'" + title.replace("'", "''") + "'"
