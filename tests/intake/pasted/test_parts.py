"""One table of a report that stands on the clipboard as several: put together with a word, or refused."""

from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.formats.schema import CellId
from disclosure_desk.intake.pasted import Clip, PastedTables, read_pasted
from disclosure_desk.report.document import ReportDocument
from tests.intake.pasted.renderings import unrolled
from tests.reports import AGENCY

FORM = catalogue().form("2021")
REPORT = ReportDocument(FORM, AGENCY, 2024, cells=dict.fromkeys(FORM.places, "0"))
OTHER = ReportDocument(FORM, AGENCY, 2024, cells=dict.fromkeys(FORM.places, "1"))
HEADER = 3


def _lines(report: ReportDocument, first: int, end: int) -> list[list[str]]:
    lines = unrolled(report, "requests")
    return [*lines[:HEADER], *lines[HEADER + first : HEADER + end]]


def _read(*tables: list[list[str]]) -> PastedTables:
    reading = read_pasted(Clip(text="\n".join("\t".join(line) for table in tables for line in table)), FORM)
    assert reading is not None
    return reading


def test_that_two_parts_of_a_table_are_put_together_and_that_this_is_said() -> None:
    reading = _read(_lines(REPORT, 0, 6), _lines(REPORT, 6, 99))
    assert CellId("requests/received/total") in reading.figures
    assert CellId("requests/carried_over_out/total") in reading.figures
    assert [each.sentence for each in reading.remarks] == [
        "表三在剪贴板里分在几张表上，已合在一起读取，请核对它们出自同一份报告。"
    ]


def test_that_two_parts_that_differ_where_they_overlap_are_refused_whole() -> None:
    reading = _read(_lines(REPORT, 0, 6), _lines(OTHER, 4, 99))
    assert not reading.figures
    assert "表三在剪贴板里分在几张表上，其中“国家秘密”" in reading.refusals[0].sentence
    assert "不能确定以哪一张为准" in reading.refusals[0].sentence


def test_that_a_whole_table_that_stands_there_twice_needs_no_word() -> None:
    reading = _read(_lines(REPORT, 0, 99), _lines(REPORT, 0, 99))
    assert set(reading.figures) == {cell for cell in FORM.places if cell.startswith("requests/")}
    assert set(reading.figures) == {cell for cell in FORM.places if cell.startswith("requests/")}
    assert not reading.remarks
    assert not reading.refusals
