"""A report goes into a workbook and comes out equal, whatever it holds."""

import os
from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from disclosure_desk.errors import RefusedChange
from disclosure_desk.export.report_json import report_json
from disclosure_desk.export.workbook import template_bytes, workbook_bytes
from disclosure_desk.formats.catalogue import Catalogue, catalogue
from disclosure_desk.formats.form import Form
from disclosure_desk.formats.schema import CellId
from disclosure_desk.intake.report_json import KNOWN, read_report_json
from disclosure_desk.intake.workbook import read_workbook
from disclosure_desk.report.agency_name import LONGEST_NAME
from disclosure_desk.report.document import (
    AGENCY_KINDS,
    AGENCY_LEVELS,
    AGENCY_SCOPES,
    Agency,
    ReportDocument,
    TotalsMode,
)
from disclosure_desk.report.editing import switch_totals
from disclosure_desk.report.figures import STORED
from disclosure_desk.resources import resource
from tests.reports import TINY_CATALOGUE, consistent_reports

SAMPLES = Path(os.environ.get("DISCLOSURE_DESK_SAMPLES") or "no-samples")
TINY_FORM = TINY_CATALOGUE.form("tiny")
MIXED = catalogue().form("2021", {"requests": "2019", "proactive_disclosure": "2019"})

FIGURES = st.from_regex(STORED, fullmatch=True).filter(str.isascii) | st.integers(0, 99).map(str)
TEXTS = st.text(min_size=1) | st.text(st.sampled_from("=+-@_x0D\r\n\x01。甲 "), min_size=1)
_OF_A_NAME = st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"])
NAMES = st.text(st.sampled_from("=+-@_x0D。甲 ") | _OF_A_NAME, min_size=1, max_size=LONGEST_NAME).filter(str.strip)
EXTRAS = st.dictionaries(
    st.text(max_size=8).filter(lambda key: key not in KNOWN),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
        max_leaves=5,
    ),
    max_size=3,
)


def _member(choices: dict[str, str]) -> st.SearchStrategy[str | None]:
    return st.none() | st.sampled_from(list(choices))


AGENCIES = st.builds(
    Agency, name=NAMES, kind=_member(AGENCY_KINDS), level=_member(AGENCY_LEVELS), scope=_member(AGENCY_SCOPES)
)


@st.composite
def any_reports(draw: st.DrawFn, form: Form) -> ReportDocument:
    """A report that a file may hold: blanks, totals that do not add up, figures that are not of their kind."""
    places = st.sampled_from(list(form.places))
    report = ReportDocument(
        form=form,
        agency=draw(AGENCIES),
        year=draw(st.integers(1949, 9999)),
        cells=draw(st.dictionaries(places, FIGURES)),
        narratives=draw(st.dictionaries(st.sampled_from(form.narrative_keys), TEXTS)),
        units=draw(st.dictionaries(places, st.text(), max_size=3)),
        extras=draw(EXTRAS),
    )
    if draw(st.booleans()):
        with suppress(RefusedChange):  # twenty digits and twenty digits: a sum that no file may hold
            return report.applied(switch_totals(report, TotalsMode.FILLED))
    if draw(st.booleans()):
        return report
    # What a file may say though the program never would: totals that follow their parts, and state something else.
    stated = {cell: draw(FIGURES) for cell in form.totals}
    return replace(report, totals=TotalsMode.FILLED, cells={**report.cells, **stated})


def _back(report: ReportDocument, formats: Catalogue) -> ReportDocument:
    return read_workbook(workbook_bytes(report), "报告.xlsx", formats).report


@settings(deadline=None)
@given(any_reports(TINY_FORM))
def test_that_any_report_comes_back_equal(report: ReportDocument) -> None:
    assert _back(report, TINY_CATALOGUE) == report


@settings(deadline=None, max_examples=10, phases=[Phase.reuse, Phase.generate])  # two hundred cells shrink for minutes
@given(any_reports(MIXED))
def test_that_a_report_with_sections_of_another_format_comes_back_equal(report: ReportDocument) -> None:
    back = _back(report, catalogue())
    assert back == report
    assert back.section_formats == {"requests": "2019", "proactive_disclosure": "2019"}


@settings(deadline=None, max_examples=5)
@given(consistent_reports(catalogue().form("2021")))
def test_that_a_whole_report_of_the_format_in_force_comes_back_without_a_remark(report: ReportDocument) -> None:
    filled = report.applied(switch_totals(report, TotalsMode.FILLED))
    for each in (report, filled):
        reading = read_workbook(workbook_bytes(each), "报告.xlsx", catalogue())
        assert (reading.report, reading.remarks) == (each, ())
        assert len(reading.sources) == 200


@settings(deadline=None, max_examples=20)
@given(any_reports(TINY_FORM))
def test_that_the_same_report_gives_the_same_bytes(report: ReportDocument) -> None:
    assert workbook_bytes(report) == workbook_bytes(report)


def test_that_dates_inside_come_from_the_year_and_not_from_the_clock() -> None:
    content = template_bytes(catalogue().form("2021"), year=2024, agency="示例区交警大队")
    with ZipFile(BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    book = openpyxl.load_workbook(BytesIO(content))
    assert (book.properties.created, book.properties.modified) == (book.properties.modified,) * 2
    assert (book.properties.created.year, book.properties.created.month, book.properties.created.day) == (2024, 12, 31)


def test_that_long_texts_are_spread_over_cells_that_show_them_whole() -> None:
    text = "很长的一段。" * 9_000 + "\n" + "没有句号" * 10_000
    report = ReportDocument(TINY_FORM, Agency("机关"), 2024, narratives={"story": text})
    assert _back(report, TINY_CATALOGUE) == report
    cells = openpyxl.load_workbook(BytesIO(workbook_bytes(report)))["正文"]["B"]
    assert max(len(str(cell.value or "")) for cell in cells) <= 1_000


def test_that_the_shipped_sample_comes_back_equal() -> None:
    path = next(resource("sample").glob("*.gknb"))
    report = read_report_json(path.read_bytes(), path.name, catalogue())
    assert report.narratives
    assert report_json(_back(report, catalogue())) == report_json(report)


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="DISCLOSURE_DESK_SAMPLES names no folder of samples")
@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.json")), ids=lambda path: path.stem)
def test_that_every_sample_comes_back_equal(path: Path) -> None:
    report = read_report_json(path.read_bytes(), path.name, catalogue())
    assert _back(report, catalogue()) == report


def test_that_totals_left_out_of_a_file_that_says_they_follow_are_filled_in() -> None:
    parts = {CellId("flow/came/east"): "1", CellId("flow/came/west"): "2"}
    report = ReportDocument(TINY_FORM, Agency("机关"), 2024, TotalsMode.FILLED, parts)
    assert _back(report, TINY_CATALOGUE).cells == {**parts, CellId("flow/came/total"): "3"}
