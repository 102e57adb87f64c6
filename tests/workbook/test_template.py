"""The blank workbook that figures are collected with."""

import re
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest

from disclosure_desk.errors import UnreadableFile
from disclosure_desk.export.workbook import template_bytes, workbook_bytes
from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.formats.form import Form
from disclosure_desk.formats.grid import grid
from disclosure_desk.formats.schema import CellId, FigureKind
from disclosure_desk.report.document import Agency, ReportDocument, TotalsMode
from disclosure_desk.report.editing import filled_totals
from disclosure_desk.report.workbook_names import cell_name, cells_by_name
from tests.reports import TINY_CATALOGUE
from tests.workbook.books import at, codes, edited, read

NEW, OLD = catalogue().form("2021"), catalogue().form("2019")
TINY_FORM = TINY_CATALOGUE.form("tiny")
FORMS = pytest.mark.parametrize("form", [NEW, OLD, TINY_FORM], ids=lambda form: form.base.id)


def _template(form: Form, year: int | None = 2025, agency: str = "示例区交警大队") -> bytes:
    return template_bytes(form, year=year, agency=agency)


def _book(form: Form) -> Any:
    return openpyxl.load_workbook(BytesIO(_template(form)), rich_text=True)


@FORMS
def test_that_every_cell_has_a_name_that_points_to_its_own_place(form: Form) -> None:
    book = _book(form)
    places = {cell: book.defined_names[name].attr_text for name, cell in cells_by_name(form).items()}
    assert places.keys() == form.places.keys()
    assert len(set(places.values())) == len(places)


@FORMS
def test_that_no_name_could_be_taken_for_a_cell_or_is_refused_by_a_spreadsheet(form: Form) -> None:
    for name in _book(form).defined_names:
        assert re.fullmatch(r"[A-Za-z_][A-Za-z0-9_.]{0,254}", name)
        assert not re.fullmatch(r"[A-Za-z]{1,3}[0-9]{1,7}|[Rr][0-9]*[Cc][0-9]*", name)


@FORMS
def test_that_labels_stand_in_the_official_merged_form(form: Form) -> None:
    book = _book(form)
    for table, sheet in zip(form.tables, book.worksheets[1:], strict=False):
        shown = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
        merged = {str(each) for each in sheet.merged_cells.ranges}
        for box in grid(table).boxes:
            if box.text:
                assert box.text in shown
        spanning = [box for box in grid(table).boxes if box.row_span > 1 or box.column_span > 1]
        assert len(merged) >= len(spanning)


def test_that_totals_are_live_formulas_and_locked_and_all_other_figures_are_open() -> None:
    book = _book(NEW)
    for cell in NEW.places:
        found = at(book, cell_name(cell))
        assert (found.data_type == "f") == (cell in NEW.totals)
        assert found.protection.locked == (cell in NEW.totals)
    assert at(book, "dd.requests.received.total").value == '=IF(COUNT(D6:I6)<6,"",SUM(D6:I6))'
    assert at(book, "dd.requests.outcomes_total.total").value == '=IF(COUNT(J8:J28)<21,"",SUM(J8:J28))'


def test_that_sheets_are_protected_without_a_password() -> None:
    for sheet in _book(NEW).worksheets:
        assert sheet.protection.sheet
        assert sheet.protection.password is None


@FORMS
def test_that_each_open_figure_has_a_rule_of_its_kind_with_a_chinese_message(form: Form) -> None:
    book = _book(form)
    for cell, place in form.places.items():
        if cell in form.totals:
            continue
        found = at(book, cell_name(cell))
        rules = [r for r in found.parent.data_validations.dataValidation if found.coordinate in r.sqref]
        assert len(rules) == 1
        whole = place.kind in (FigureKind.COUNT, FigureKind.SIGNED_COUNT)
        assert rules[0].type == ("whole" if whole else "decimal")
        assert rules[0].formula1 == ("-999999999999999" if place.kind is FigureKind.SIGNED_COUNT else "0")
        assert "请填" in rules[0].prompt
        assert "应填" in rules[0].error
        assert len(rules[0].promptTitle) <= 32
        assert max(len(rules[0].prompt), len(rules[0].error)) <= 255


@FORMS
def test_that_it_prints_on_a4_upright_as_wide_as_the_page(form: Form) -> None:
    for sheet in _book(form).worksheets[:-1]:
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "portrait")
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_that_headers_and_row_labels_stay_in_view() -> None:
    book = _book(NEW)
    assert [book[title].freeze_panes for title in ("表二", "表三", "表四")] == ["B3", "D6", "A6"]


def test_that_check_cells_stand_outside_the_table() -> None:
    sheet = _book(NEW)["表三"]
    verdicts = [cell for cell in sheet[sheet.max_row] if cell.data_type == "f"]
    assert len(verdicts) == 7
    assert sheet.max_row > at(sheet.parent, "dd.requests.carried_over_out.total").row
    assert verdicts[0].value == ('=IF(COUNT(D6:D7,D29:D30)<4,"",IF(ROUND(SUM(D6:D7)-SUM(D29:D30),6)=0,"平","不平"))')


def _fill(book: Any, form: Form, figures: dict[CellId, Any]) -> None:
    for cell, figure in figures.items():
        at(book, cell_name(cell)).value = figure


@pytest.mark.parametrize("form", [NEW, OLD], ids=lambda form: form.base.id)
def test_that_a_filled_template_is_read_with_its_totals(form: Form) -> None:
    typed = {cell: number for number, cell in enumerate(form.places) if cell not in form.totals}
    reading = read(edited(_template(form), lambda book: _fill(book, form, typed)))
    expected = {cell: str(number) for cell, number in typed.items()}
    assert reading.remarks == ()
    assert reading.report.cells == expected | filled_totals(form, expected)
    assert (reading.report.year, reading.report.agency) == (2025, Agency("示例区交警大队"))
    assert reading.report.totals is TotalsMode.FILLED


def test_that_a_total_stays_blank_while_one_of_its_parts_is_blank() -> None:
    some = {cell: 1 for cell in NEW.places if cell not in NEW.totals and not cell.endswith("/pending")}
    report = read(edited(_template(NEW), lambda book: _fill(book, NEW, some))).report
    assert report.cells[CellId("requests/received/total")] == "6"
    assert not [cell for cell in report.cells if cell.startswith("review_and_litigation") and cell.endswith("total")]


def test_that_year_and_agency_may_be_filled_in_on_the_cover() -> None:
    def fill(book: Any) -> None:
        at(book, "dd_report.year").value = "２０２５年"
        at(book, "dd_report.agency.name").value = " 示例区交警大队 "
        at(book, "dd_report.agency.kind").value = "县级以上部门"
        at(book, "dd_report.agency.level").value = "区级"
        at(book, "dd_unit.proactive_disclosure.procurement.amount").value = "万元"

    reading = read(edited(_template(OLD, None, ""), fill))
    assert reading.report.year == 2025
    assert reading.report.agency == Agency("示例区交警大队", "department")
    assert reading.report.units == {"proactive_disclosure/procurement/amount": "万元"}
    assert codes(reading) == ["R1"]
    assert "“区级”不在可选的范围内" in reading.remarks[0].message


@pytest.mark.parametrize(
    ("year", "agency", "expected"),
    [
        (
            None,
            "示例区交警大队",
            "文件“填报.xlsx”没有写明报告年度。请在工作表“封面”B4填写四位数的年度，例如 2024，再试。",
        ),
        (2025, "", "文件“填报.xlsx”没有写明机关名称。请在工作表“封面”B5填写，再试。"),
    ],
)
def test_that_a_template_without_year_or_agency_is_refused_with_the_cell(
    year: int | None, agency: str, expected: str
) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read(_template(NEW, year, agency))
    assert str(refused.value) == expected


def test_that_texts_are_read_paragraph_by_paragraph_and_empty_cells_are_none() -> None:
    def fill(book: Any) -> None:
        first = at(book, "dd_text.overview")
        for down, text in ((0, "第一段。"), (2, "第二段，\n软换行。"), (5, 2024)):
            first.parent.cell(first.row + down, 2).value = text

    assert read(edited(_template(NEW), fill)).report.narratives == {"overview": "第一段。\n第二段，\n软换行。\n2024"}


def test_that_text_outside_the_sections_is_remarked() -> None:
    def fill(book: Any) -> None:
        sheet = book["正文"]
        sheet.cell(sheet.max_row + 2, 2).value = "写到了外面。"

    reading = read(edited(_template(NEW), fill))
    assert codes(reading) == ["R3"]
    assert "没有读入" in reading.remarks[0].message


def test_that_rows_of_text_are_high_enough_and_still_grow_with_what_is_typed() -> None:
    long = "很长的一段。" * 60
    report = ReportDocument(NEW, Agency("示例区交警大队"), 2025, narratives={"overview": long})
    content = workbook_bytes(report)
    book = openpyxl.load_workbook(BytesIO(content))
    first = at(book, "dd_text.overview")
    # 45 characters of 10.5 points fit into the column, a line is 15 points high.
    assert first.parent.row_dimensions[first.row].height >= len(long) / 45 * 15
    with ZipFile(BytesIO(content)) as archive:
        fixed = {name: b"customHeight" in archive.read(name) for name in archive.namelist() if "worksheets/" in name}
    assert fixed["xl/worksheets/sheet3.xml"]
    assert not fixed["xl/worksheets/sheet5.xml"]


def test_that_a_name_broken_over_lines_is_read_on_one_line_and_said() -> None:
    def named(book: Any) -> None:
        at(book, "dd_report.agency.name").value = "示例区\n交警大队\u202e"
        at(book, "dd_report.year").value = 2024

    reading = read(edited(_template(OLD, None, ""), named))
    assert reading.report.agency.name == "示例区交警大队"
    assert any("机关名称应为一行文字" in remark.message for remark in reading.remarks)
