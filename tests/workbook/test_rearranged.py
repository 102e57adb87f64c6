"""Workbooks whose rows moved, whose names are gone, or that someone rebuilt by hand."""

import json
import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook.defined_name import DefinedName

from disclosure_desk import __version__
from disclosure_desk.errors import UnreadableFile
from disclosure_desk.export.workbook import template_bytes, workbook_bytes
from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.formats.form import Form
from disclosure_desk.formats.grid import grid
from disclosure_desk.formats.schema import CellId
from disclosure_desk.report.document import Agency, ReportDocument, TotalsMode
from disclosure_desk.report.editing import filled_totals
from tests.workbook.books import at, codes, edited, read, repacked

NEW, OLD = catalogue().form("2021"), catalogue().form("2019")
MIXED = catalogue().form("2021", {"requests": "2019"})
FORMS = pytest.mark.parametrize("form", [NEW, OLD, MIXED], ids=["2021", "2019", "mixed"])


def _report(form: Form, totals: TotalsMode = TotalsMode.TYPED) -> ReportDocument:
    """A report in which every figure is another one, so that none can stand for another unnoticed."""
    cells = {cell: str(1000 + number) for number, cell in enumerate(form.places) if cell not in form.totals}
    cells |= {cell: figure for cell, figure in filled_totals(form, cells).items() if figure is not None}
    year = 2020 if form is OLD else 2024
    texts = {
        "preamble": "依据条例编制。",
        "overview": "（一）主动公开。\n全年公开信息。",
        "other_matters": "没有收费。",
    }
    return ReportDocument(form, Agency("示例区交警大队"), year, totals, cells, texts)


def _without_names(book: Any) -> None:
    for name in list(book.defined_names):
        if name != "dd_stamp":
            del book.defined_names[name]


def _without_origin(book: Any) -> None:
    _without_names(book)
    del book.defined_names["dd_stamp"]
    del book["程序记录"]


def _shifted(book: Any, title: str, first: int, by: int) -> None:
    """Moves the names of a sheet as a spreadsheet does when rows are put in above ``first``."""

    def moved(match: re.Match[str]) -> str:
        row = int(match[2])
        return f"{match[1]}{row + by if row >= first else row}"

    for name, defined in book.defined_names.items():
        if defined.attr_text.startswith(f"'{title}'!"):
            book.defined_names[name] = DefinedName(
                name, attr_text=re.sub(r"(\$[A-Z]+\$)(\d+)", moved, defined.attr_text)
            )


def test_that_figures_are_found_where_their_names_went() -> None:
    report = _report(NEW)

    def change(book: Any) -> None:
        for merged in list(book["表三"].merged_cells.ranges):
            book["表三"].unmerge_cells(str(merged))
        book["表三"].insert_rows(10, 3)
        _shifted(book, "表三", 10, 3)

    assert read(edited(workbook_bytes(report), change)).report == report


@FORMS
def test_that_tables_are_read_by_their_labels_where_the_names_are_gone(form: Form) -> None:
    report = _report(form)
    reading = read(edited(workbook_bytes(report), _without_names))
    assert reading.report == report
    assert codes(reading) == ["R2"]


@FORMS
def test_that_the_form_is_recognised_by_its_tables_where_nothing_else_says_it(form: Form) -> None:
    report = _report(form)
    reading = read(edited(workbook_bytes(report), _without_origin))
    assert reading.report == report
    assert reading.report.section_formats == report.section_formats


def test_that_formulas_of_an_unknown_workbook_count_by_their_saved_results() -> None:
    content = workbook_bytes(_report(NEW, TotalsMode.FILLED))
    stripped = repacked(
        content,
        {"xl/workbook.xml": lambda part: re.sub(rb"<definedNames>.*</definedNames>", b"", part, flags=re.DOTALL)},
    )
    reading = read(stripped)
    assert reading.report.cells == _report(NEW).cells
    assert reading.report.is_typed
    assert codes(reading) == ["R2", "R3", "R3"]


def _by_hand(book: Any, *, order: int = 1) -> None:
    """One sheet with all tables, labels worded and placed as people do, other things in between."""
    report, sheet, row = _report(NEW), book.active, 3
    sheet["A1"] = "示例区交警大队 2024年政府信息公开工作年度报告"
    for table in NEW.tables[::order]:
        laid = grid(table)
        for box in laid.boxes:
            text = box.text.replace("（", "(").replace("）", " )").replace("1.", "1、")
            figure = report.cells[box.cell] if box.cell else text
            sheet.cell(row + box.row, 2 + box.column).value = int(figure) if box.cell else figure
            if box.row_span > 1 or box.column_span > 1:
                sheet.merge_cells(
                    start_row=row + box.row,
                    start_column=2 + box.column,
                    end_row=row + box.row + box.row_span - 1,
                    end_column=1 + box.column + box.column_span,
                )
        row += laid.row_count + 2
    sheet.cell(row, 2).value = "单位：件"


@pytest.mark.parametrize("order", [1, -1])
def test_that_a_sheet_rebuilt_by_hand_is_read_by_its_wording(order: int) -> None:
    book = openpyxl.Workbook()
    _by_hand(book, order=order)
    saved = BytesIO()
    book.save(saved)
    reading = read(saved.getvalue())
    assert reading.report.cells == _report(NEW).cells
    assert (reading.report.year, reading.report.agency.name) == (2024, "示例区交警大队")
    assert codes(reading) == ["R2"]


def test_that_rows_that_changed_places_with_their_labels_are_not_trusted() -> None:
    def swap(book: Any) -> None:
        sheet = book["表三"]
        for column in range(3, 11):
            one, other = sheet.cell(10, column), sheet.cell(11, column)
            one.value, other.value = other.value, one.value

    reading = read(edited(workbook_bytes(_report(NEW)), swap))
    rows = ("withheld.state_secret", "withheld.prohibited_by_law")
    blank = {cell for cell in NEW.places if cell not in reading.report.cells}
    assert blank == {cell for cell in NEW.places if cell.startswith("requests/") and cell.split("/")[1] in rows}
    assert codes(reading) == ["R1"]
    assert set(reading.remarks[0].cells) == blank
    assert "与旁边的表头不符" in reading.remarks[0].message


def test_that_a_row_that_was_deleted_is_named_and_the_others_are_read() -> None:
    def delete(book: Any) -> None:
        book["表二"].cell(6, 1).value = None
        for column in ("issued", "repealed", "in_force"):
            book.defined_names[f"dd.proactive_disclosure.normative_documents.{column}"].attr_text = "#REF!"

    reading = read(edited(workbook_bytes(_report(NEW)), delete))
    assert len(reading.report.cells) == 197
    assert codes(reading) == ["R1"]
    assert reading.remarks[0].message.startswith("表二有 3 格")
    assert "在文件中找不到" in reading.remarks[0].message


def test_that_a_cell_whose_name_alone_is_gone_is_found_by_its_labels() -> None:
    def change(book: Any) -> None:
        del book.defined_names["dd.requests.granted.natural_person"]

    reading = read(edited(workbook_bytes(_report(NEW)), change))
    assert reading.report == _report(NEW)
    assert codes(reading) == ["R2"]
    assert reading.remarks[0].cells == (CellId("requests/granted/natural_person"),)


def test_that_two_sheets_alike_are_refused_by_name() -> None:
    def double(book: Any) -> None:
        _without_names(book)
        book.copy_worksheet(book["表三"]).title = "表三 (2)"

    with pytest.raises(UnreadableFile, match="工作表“表三”、“表三 \\(2\\)”都有“三、收到和处理政府信息公开申请情况”"):
        read(edited(workbook_bytes(_report(NEW)), double))


def _stamped(change: Callable[[dict[str, Any]], object]) -> bytes:
    def restamp(book: Any) -> None:
        cell = at(book, "dd_stamp")
        stamp = json.loads(cell.value)
        change(stamp)
        cell.value = json.dumps(stamp)

    return edited(template_bytes(NEW, year=2024, agency="示例区交警大队"), restamp)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            lambda stamp: stamp.update(format="2031"),
            "是 2031 格式、2024 年（程序版本 ?）的填报表，本版本没有这种格式",
        ),
        (lambda stamp: stamp.update(section_formats={"overview": "2019"}), "没有这种格式"),
        (lambda stamp: stamp.update(schema="disclosure-desk/workbook/2"), "出自更新版本的程序"),
        (lambda stamp: stamp.update(section_formats={"requests": []}), "已被改动"),
        (lambda stamp: stamp.pop("totals"), "已被改动"),
        (lambda stamp: stamp.update(totals="guessed"), "totals"),
        (lambda stamp: stamp.update(units={"nowhere": "万元"}), "nowhere"),
    ],
)
def test_that_a_stamp_that_is_not_understood_is_refused_in_words(
    change: Callable[[dict[str, Any]], object], words: str
) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read(_stamped(change))
    assert str(refused.value).startswith("文件“填报.xlsx”")
    assert words.replace("?", __version__) in str(refused.value)


def test_that_a_broken_stamp_is_refused_with_its_cell() -> None:
    def break_it(book: Any) -> None:
        at(book, "dd_stamp").value = "{"

    with pytest.raises(UnreadableFile, match="工作表“程序记录”A2（程序记录）已被改动"):
        read(edited(template_bytes(NEW, year=2024, agency="甲"), break_it))


def test_that_a_template_without_names_and_labels_says_which_one_it_was() -> None:
    def empty(book: Any) -> None:
        _without_names(book)
        for title in ("表二", "表三", "表四"):
            del book[title]

    with pytest.raises(
        UnreadableFile, match=f"是 2021 格式、2024 年（程序版本 {__version__}）的填报表，但位置名称和表头都已改变"
    ):
        read(edited(workbook_bytes(_report(NEW)), empty))


def test_that_another_workbook_is_refused_as_such() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "工资表"
    saved = BytesIO()
    book.save(saved)
    with pytest.raises(UnreadableFile, match="不是填报表"):
        read(saved.getvalue())


def test_that_a_shared_string_with_an_escaped_underscore_comes_through() -> None:
    text = "_x000D_与\r\n换行"
    report = ReportDocument(NEW, Agency("甲"), 2024, cells=_report(NEW).cells, narratives={"overview": text})
    content = workbook_bytes(report)
    inline = re.compile(r't="inlineStr"><is><t[^>]*>(_x005F_x000D_.*?)</t></is>')
    sheet = openpyxl.load_workbook(BytesIO(content)).sheetnames.index("正文") + 1
    strings = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="1" uniqueCount="1">'
        "<si><t>_x005F_x000D_与_x000D_</t></si></sst>"
    )
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    shared = repacked(
        content,
        {
            f"xl/worksheets/sheet{sheet}.xml": lambda part: inline.sub(r't="s"><v>0</v>', part.decode()).encode(),
            "xl/sharedStrings.xml": strings.encode(),
            "[Content_Types].xml": lambda part: part.replace(
                b"</Types>", f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'.encode()
            ),
        },
    )
    assert read(shared).report == report
