"""Whatever happens to a table on its way: a cell is read as it stands there, or it is refused."""

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.formats.form import Form
from disclosure_desk.intake.pasted import Clip, PastedTables, read_pasted
from disclosure_desk.intake.report_json import read_report_json
from disclosure_desk.report.document import ReportDocument, TotalsMode
from disclosure_desk.report.editing import filled_totals
from tests.intake.pasted.damage import (
    DAMAGES,
    Tables,
    as_bars,
    as_blanks,
    as_html,
    as_one_cell_a_line,
    as_tabs,
    rendered,
)
from tests.intake.pasted.renderings import LAYOUTS, excel_html, glued, label_once, pipes, tabs, word_html
from tests.reports import AGENCY, consistent_reports

SAMPLES = Path(os.environ.get("DISCLOSURE_DESK_SAMPLES") or "no-samples")
OLDEST, NEWEST = catalogue().ids[0], catalogue().ids[-1]
FORMS = [catalogue().form(OLDEST), catalogue().form(NEWEST), catalogue().form(NEWEST, {"requests": OLDEST})]
WHOLE = (excel_html, word_html, tabs, label_once, pipes)
"""Layouts that keep every cell apart, so that nothing has to be refused."""
calm = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def _tables(report: ReportDocument) -> list[str]:
    return [table.id for table in report.form.tables]


def _read(clip: Clip, report: ReportDocument) -> PastedTables:
    reading = read_pasted(clip, report.form)
    assert reading is not None
    return reading


@settings(calm, max_examples=20)
@given(st.sampled_from(FORMS).flatmap(consistent_reports), st.sampled_from(WHOLE))
def test_that_tables_with_their_cells_apart_read_back_as_they_were(
    report: ReportDocument, layout: Callable[..., Clip]
) -> None:
    reading = _read(layout(report, _tables(report)), report)
    assert reading.figures == report.cells
    assert (reading.questions, reading.remarks, reading.refusals, reading.other_form) == ((), (), (), "")


@settings(calm, max_examples=20)
@given(st.sampled_from(FORMS).flatmap(consistent_reports), st.sampled_from([glued, *LAYOUTS]))
def test_that_what_is_read_of_any_layout_is_what_stood_there(
    report: ReportDocument, layout: Callable[..., Clip]
) -> None:
    reading = _read(layout(report, _tables(report)), report)
    assert reading.figures.items() <= report.cells.items()
    assert reading.refusals or reading.figures == report.cells


@settings(calm, max_examples=250)
@given(st.data())
def test_that_damage_never_puts_a_figure_into_a_wrong_cell(data: st.DataObject) -> None:
    report = _report_of_zeros_and_ones(data.draw(st.sampled_from(FORMS)), data.draw(st.integers(0, 9_999)))
    render = data.draw(st.sampled_from([as_tabs, as_bars, as_html, as_blanks, as_one_cell_a_line]))
    tables = rendered(report, unrolled=render is not as_html and data.draw(st.booleans()))
    data.draw(st.sampled_from(DAMAGES), label="damage")(data.draw, tables)
    assume(any(cell.text for line in tables.lines() for cell in line))
    reading = read_pasted(render(tables), report.form)
    assert reading is not None
    _assert_right(reading, tables)


def _report_of_zeros_and_ones(form: Form, seed: int) -> ReportDocument:
    """A report as most are: many zeros, some small figures, few large ones."""
    chance = random.Random(seed)  # noqa: S311 - figures for a test, no secret
    usual = (0, 0, 0, 1, 2, 12, chance.randint(0, 99), chance.randint(0, 9_999))
    figures = dict.fromkeys(form.places) | {
        cell: str(chance.choice(usual)) for cell in form.places if cell not in form.totals
    }
    figures |= filled_totals(form, figures)
    cells = {cell: figure for cell, figure in figures.items() if figure is not None}
    return ReportDocument(form, AGENCY, 2024, TotalsMode.TYPED, cells)


def _assert_right(reading: PastedTables, tables: Tables) -> None:
    for cell, figure in reading.figures.items():
        if figure is not None:
            assert figure == tables.shown[cell], cell
        else:
            assert cell in tables.lost or tables.shown[cell] is None, cell


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="DISCLOSURE_DESK_SAMPLES names no folder of samples")
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.json")), ids=lambda path: path.stem)
def test_that_every_sample_reads_back_or_is_refused(path: Path, layout: Callable[..., Clip]) -> None:
    report = read_report_json(path.read_bytes(), path.name, catalogue())
    reading = _read(layout(report, _tables(report)), report)
    figures = {cell: figure for cell, figure in reading.figures.items() if figure is not None}
    assert figures.items() <= report.cells.items()
    left_out = report.cells.keys() - figures.keys()
    assert not left_out or reading.refusals
    assert layout not in WHOLE or not left_out
