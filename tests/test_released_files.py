"""Files of every released form stay readable for ever; these two are never written again."""

from pathlib import Path

import pytest

from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.formats.schema import CellId
from disclosure_desk.intake.read import read_report
from disclosure_desk.report.canonical import content_code
from disclosure_desk.report.document import TotalsMode
from tests.reports import AGENCY, FIXTURES

FILES = sorted((FIXTURES / "files").iterdir())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_that_a_released_file_is_read_as_it_was_written(path: Path) -> None:
    report = read_report(path, catalogue()).report
    assert content_code(report) == "X6T5MUZE"
    assert (report.agency, report.year, report.totals) == (AGENCY, 2024, TotalsMode.TYPED)
    assert (report.format_id, report.section_formats) == ("2021", {"requests": "2019"})
    assert report.cells[CellId("proactive_disclosure/fees/amount_collected")] == "534.750"
    assert CellId("requests/granted/total") not in report.cells
    assert len(report.cells) == 185
    assert report.narratives["other_matters"] == "=不是公式"
    assert report.extras == {"x-kept": {"a": [1, None]}}


def test_that_both_kinds_of_file_are_kept() -> None:
    assert [path.name for path in FILES] == ["report-1.gknb", "workbook-1.xlsx"]
