"""What a real spreadsheet program makes of the workbook: sums, balances, and a file that still reads back."""

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from disclosure_desk.export.workbook import template_bytes, workbook_bytes
from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.formats.form import Form
from disclosure_desk.formats.schema import CellId
from disclosure_desk.intake.report_json import read_report_json
from disclosure_desk.report.document import TotalsMode
from disclosure_desk.report.editing import filled_totals, switch_totals
from disclosure_desk.report.workbook_names import cell_name
from disclosure_desk.resources import resource
from tests.workbook.books import at, edited, read

SOFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.skipif(SOFFICE is None, reason="no soffice here: LibreOffice Calc is needed to recalculate workbooks"),
    pytest.mark.slow,
]
Saver = Callable[[bytes], bytes]


@pytest.fixture(scope="module")
def saved_again(tmp_path_factory: pytest.TempPathFactory) -> Saver:
    """Opens a workbook in LibreOffice, lets it calculate, and saves it."""
    folder = tmp_path_factory.mktemp("calc")

    def save(content: bytes) -> bytes:
        (folder / "in.xlsx").write_bytes(content)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [str(SOFFICE), profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder / "out")]
        subprocess.run([*command, str(folder / "in.xlsx")], check=True, capture_output=True, timeout=180)
        return Path(folder / "out" / "in.xlsx").read_bytes()

    return save


def _calculated(content: bytes) -> Any:
    return openpyxl.load_workbook(BytesIO(content), data_only=True)


def _filled(form: Form, figures: dict[CellId, int]) -> bytes:
    def fill(book: Any) -> None:
        for cell, figure in figures.items():
            at(book, cell_name(cell)).value = figure

    return edited(template_bytes(form, year=2024, agency="示例区交警大队"), fill)


@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_that_formulas_come_to_the_sums_that_the_program_fills_in(form_id: str, saved_again: Saver) -> None:
    form = catalogue().form(form_id)
    typed = {cell: 7 * number for number, cell in enumerate(form.places) if cell not in form.totals}
    content = saved_again(_filled(form, typed))
    book = _calculated(content)
    totals = filled_totals(form, {cell: str(figure) for cell, figure in typed.items()})
    assert {cell: str(at(book, cell_name(cell)).value) for cell in form.totals} == totals
    assert read(content).remarks == ()


def test_that_balances_show_in_words_whether_they_hold_and_nothing_while_a_part_is_blank(saved_again: Saver) -> None:
    form = catalogue().form("2021")
    zeros = {cell: 0 for cell, place in form.places.items() if place.section.id == "requests"}
    zeros = {cell: 0 for cell in zeros if cell not in form.totals}
    del zeros[CellId("requests/received/research_institution")]
    zeros[CellId("requests/received/natural_person")] = 1
    book = _calculated(saved_again(_filled(form, zeros)))
    sheet = book["表三"]
    verdicts = [cell.value or "" for cell in sheet[sheet.max_row][3:10]]
    assert verdicts == ["不平", "平", "", "平", "平", "平", ""]
    assert (at(book, "dd.requests.received.total").value or "") == ""


@pytest.mark.parametrize("mode", TotalsMode)
def test_that_a_report_survives_another_program_saving_it(mode: TotalsMode, saved_again: Saver) -> None:
    path = next(resource("sample").glob("*.gknb"))
    report = read_report_json(path.read_bytes(), path.name, catalogue())
    odd = "=1+1\r\n\n  两头空白  \n@甲\x01_x000D_\n" + "很长的一段。" * 500
    report = replace(
        report, narratives={**report.narratives, "preamble": odd}, extras={"note": ["一", {"二": "_x000A_"}]}
    )
    report = report.applied(switch_totals(report, mode))
    reading = read(saved_again(workbook_bytes(report)))
    assert reading.report == report
    assert reading.remarks == ()
