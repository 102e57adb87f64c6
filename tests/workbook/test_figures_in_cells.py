"""What stands in a cell is a figure, or is said not to be one."""

import datetime as dt
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from disclosure_desk.checks.evaluate import evaluate, failures
from disclosure_desk.export.workbook import template_bytes, workbook_bytes
from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.formats.schema import CellId
from disclosure_desk.report.document import Agency, ReportDocument, TotalsMode
from tests.workbook.books import at, codes, edited, read, repacked, replaced

FORM = catalogue().form("2021")
COUNT = CellId("requests/granted/natural_person")
AMOUNT = CellId("proactive_disclosure/fees/amount_collected")
TEMPLATE = template_bytes(FORM, year=2025, agency="示例区交警大队")


def _holding(cell: CellId, content: Any, number_format: str | None = None) -> bytes:
    def fill(book: Any) -> None:
        found = at(book, "dd." + cell.replace("/", "."))
        found.value = content
        if number_format:
            found.number_format = number_format

    return edited(TEMPLATE, fill)


@pytest.mark.parametrize(
    ("cell", "content", "figure"),
    [
        (COUNT, 12, "12"),
        (COUNT, 12.0, "12"),
        (COUNT, "１２", "12"),
        (COUNT, "1,234", "1234"),
        (COUNT, " 007 ", "7"),
        (COUNT, "12345678901234567890", "12345678901234567890"),
        (AMOUNT, 534.75, "534.75"),
        (AMOUNT, "7545.00", "7545.00"),
        (AMOUNT, "  ", None),
    ],
)
def test_that_a_figure_is_read_as_it_was_meant(cell: CellId, content: Any, figure: str | None) -> None:
    reading = read(_holding(cell, content))
    assert reading.report.cells.get(cell) == figure
    assert reading.remarks == ()


@pytest.mark.parametrize(
    ("cell", "content", "figure"), [(COUNT, -5, "-5"), (COUNT, 1.5, "1.5"), (COUNT, "-5", "-5"), (AMOUNT, -1, "-1")]
)
def test_that_a_number_of_the_wrong_kind_is_kept_for_the_check_to_name(cell: CellId, content: Any, figure: str) -> None:
    report = read(_holding(cell, content)).report
    assert report.cells[cell] == figure
    assert ("V1", (cell,)) in [(each.code, each.cells) for each in failures(evaluate(report))]


@pytest.mark.parametrize(
    ("content", "number_format", "words"),
    [
        (True, None, "是逻辑值"),
        (dt.datetime(2025, 3, 4), "yyyy-mm-dd", "是日期"),  # noqa: DTZ001 - a spreadsheet has no zones
        ("#REF!", None, "是错误值 #REF!"),
        ("1.2万", None, "是否改为 12000"),
        ("无", None, "不是数字"),
        ("／", None, "不是数字"),
        ("0" * 9_000 + "x", None, "是一段文字"),
        (0.5, "0%", "以百分比"),
        (1e20, None, "超过 15 位"),
        (1234567890123456, None, "超过 15 位"),
    ],
)
def test_that_what_is_no_certain_figure_stays_blank_with_sheet_and_cell_named(
    content: Any, number_format: str | None, words: str
) -> None:
    reading = read(_holding(COUNT, content, number_format))
    assert COUNT not in reading.report.cells
    assert codes(reading) == ["R1"]
    assert reading.remarks[0].cells == (COUNT,)
    assert reading.remarks[0].message.startswith("工作表“表三”D8（表三“予以公开”“自然人”）")
    assert words in reading.remarks[0].message


def test_that_a_formula_without_a_result_stays_blank() -> None:
    reading = read(_holding(COUNT, "=3+4"))
    assert COUNT not in reading.report.cells
    assert codes(reading) == ["R1"]
    assert "是公式，文件里没有它的结果" in reading.remarks[0].message


def test_that_a_formula_is_read_by_the_result_saved_with_it() -> None:
    content = repacked(
        _holding(COUNT, "=3+4"), {"xl/worksheets/sheet3.xml": replaced("<f>3+4</f><v></v>", "<f>3+4</f><v>7</v>")}
    )
    reading = read(content)
    assert reading.report.cells[COUNT] == "7"
    assert codes(reading) == ["R3"]


def _report(totals: TotalsMode, **cells: str) -> ReportDocument:
    figures = {CellId(f"review_and_litigation/reconsideration/{column}"): figure for column, figure in cells.items()}
    return ReportDocument(FORM, Agency("示例区交警大队"), 2025, totals, figures)


PARTS = {"upheld": "1", "corrected": "2", "other_result": "3", "pending": "4"}
TOTAL = CellId("review_and_litigation/reconsideration/total")


def test_that_a_stated_total_that_is_wrong_is_written_and_read_as_it_is_stated() -> None:
    for mode in TotalsMode:
        report = _report(mode, **PARTS, total="11")
        assert read(workbook_bytes(report)).report == report


def test_that_a_total_calculated_from_other_cells_gives_way_to_the_sum_of_its_parts() -> None:
    content = repacked(
        workbook_bytes(_report(TotalsMode.FILLED, **PARTS, total="10")),
        {"xl/worksheets/sheet4.xml": replaced("</f><v>10</v>", "</f><v>6</v>")},
    )
    reading = read(content)
    assert reading.report.cells[TOTAL] == "10"
    assert codes(reading) == ["R3"]
    assert "显示为 6，与各项不符，已改为各项之和 10" in reading.remarks[0].message


def test_that_a_typed_total_that_someone_made_a_formula_is_worked_out() -> None:
    def change(book: Any) -> None:
        at(book, "dd.review_and_litigation.reconsideration.total").value = "=SUM(A6:D6)"

    report = _report(TotalsMode.TYPED, **PARTS, total="11")
    reading = read(edited(workbook_bytes(report), change))
    assert reading.report.cells[TOTAL] == "10"
    assert reading.report.is_typed


def test_that_results_are_saved_with_the_formulas_for_readers_that_do_not_calculate() -> None:

    content = workbook_bytes(_report(TotalsMode.FILLED, **PARTS, total="10"))
    book = openpyxl.load_workbook(BytesIO(content), data_only=True)
    assert at(book, "dd.review_and_litigation.reconsideration.total").value == 10


def test_that_a_remark_about_many_cells_is_one_sentence() -> None:
    def fill(book: Any) -> None:
        for row in ("received", "granted", "granted_in_part", "carried_over_in"):
            at(book, f"dd.requests.{row}.natural_person").value = True

    reading = read(edited(TEMPLATE, fill))
    assert codes(reading) == ["R1"]
    assert len(reading.remarks[0].cells) == 4
    assert reading.remarks[0].message.startswith(
        "表三有 4 格（工作表“表三”D6、工作表“表三”D7、工作表“表三”D8等）是逻辑值"
    )
