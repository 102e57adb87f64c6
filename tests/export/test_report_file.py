"""Every kind of file that the program writes is made from one table, by its suffix."""

import json
from io import BytesIO

import pytest
from openpyxl import load_workbook

from disclosure_desk.errors import UnprintableText, UnwritableFile
from disclosure_desk.export.report_file import WRITABLE, bytes_as
from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.intake.report_json import read_report_json
from disclosure_desk.report.editing import set_text
from disclosure_desk.resources import resource
from disclosure_desk.settings import FontChoices

SAMPLE = read_report_json(resource("sample", "示例区交警大队-2024.gknb").read_bytes(), "sample", catalogue())


def test_that_the_suffix_decides_what_is_written() -> None:
    made = {suffix: bytes_as(suffix, SAMPLE, FontChoices()) for suffix in WRITABLE}
    assert json.loads(made[".gknb"]) == json.loads(made[".json"])
    assert made[".pdf"].startswith(b"%PDF-")
    assert load_workbook(BytesIO(made[".xlsx"])).sheetnames
    assert bytes_as(".JSON", SAMPLE, FontChoices()) == made[".json"]


def test_that_an_unknown_suffix_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnwritableFile, match=r"不能写成“\.docx”.*\.gknb、\.json、\.xlsx、\.pdf"):
        bytes_as(".docx", SAMPLE, FontChoices())


def test_that_a_file_without_a_suffix_is_refused_in_words() -> None:
    with pytest.raises(UnwritableFile, match="文件名应以"):
        bytes_as("", SAMPLE, FontChoices())


def test_that_a_character_that_no_font_has_stops_the_pdf_and_not_the_report_file() -> None:
    report = SAMPLE.applied(set_text(SAMPLE, "other_matters", "有\U0001f600。"))
    with pytest.raises(UnprintableText, match=r"U\+1F600"):
        bytes_as(".pdf", report, FontChoices())
    assert "\U0001f600" in bytes_as(".gknb", report, FontChoices()).decode()
