"""A published table whose cells were lost, moved or blanked: a figure is read as it stands there, or is left out."""

import random

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from disclosure_desk.errors import UnreadableFile
from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.intake.published_text import read_published_text
from disclosure_desk.report.document import ReportDocument, TotalsMode
from disclosure_desk.report.editing import filled_totals
from tests.intake.pasted.damage import DAMAGES, Tables, rendered
from tests.reports import AGENCY

FORMS = [catalogue().form(format_id) for format_id in catalogue().ids]


def _report(which: int, seed: int) -> ReportDocument:
    form, chance = FORMS[which], random.Random(seed)  # noqa: S311 - figures for a test, no secret
    figures = dict.fromkeys(form.places) | {
        cell: str(chance.choice((0, 0, 1, 2, 12, chance.randint(0, 9_999))))
        for cell in form.places
        if cell not in form.totals
    }
    figures |= filled_totals(form, figures)
    cells = {cell: figure for cell, figure in figures.items() if figure is not None}
    return ReportDocument(form, AGENCY, form.base.first_year, TotalsMode.TYPED, cells)


def _published(report: ReportDocument, tables: Tables) -> str:
    by_section = dict(zip(report.form.grids, tables.tables, strict=True))
    parts = [report.title]
    for section in report.form.sections:
        lines = by_section.get(section.id)
        parts += ["", section.heading, ""]
        parts += ["\t".join(cell.text for cell in line) for line in lines] if lines else ["本年度按要求开展工作。"]
    return "\n".join(parts)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_that_damage_never_puts_a_published_figure_into_a_wrong_cell(data: st.DataObject) -> None:
    report = _report(data.draw(st.integers(0, len(FORMS) - 1)), data.draw(st.integers(0, 9_999)))
    tables = rendered(report, unrolled=data.draw(st.booleans()))
    data.draw(st.sampled_from(DAMAGES), label="damage")(data.draw, tables)
    try:
        read = read_published_text(_published(report, tables), "a.txt", catalogue()).report
    except UnreadableFile:
        return
    assume(read.form is report.form)
    for cell, figure in read.cells.items():
        assert figure == tables.shown[cell], cell


def test_that_a_row_that_moved_by_one_cell_is_left_out_and_said() -> None:
    report = _report(len(FORMS) - 1, 1)
    tables = rendered(report, unrolled=True)
    line = next(line for line in tables.lines() if any(cell.text == "（一）予以公开" for cell in line))
    figures = [at for at, cell in enumerate(line) if cell.figure]
    for at in reversed(figures[1:]):
        line[at].text = line[at - 1].text
    line[figures[0]].text = ""
    reading = read_published_text(_published(report, tables), "a.txt", catalogue())
    assert not [cell for cell in reading.report.cells if cell.startswith("requests/granted/")]
    assert any("予以公开" in remark.message and "不能确定" in remark.message for remark in reading.remarks)


def test_that_a_row_that_lost_a_cell_beside_a_merged_label_is_left_out() -> None:
    report = _report(len(FORMS) - 1, 1)
    tables = rendered(report, unrolled=True)
    line = next(line for line in tables.lines() if any(cell.text == "（一）予以公开" for cell in line))
    del line[next(at for at, cell in enumerate(line) if cell.figure and cell.text == "0")]
    reading = read_published_text(_published(report, tables), "a.txt", catalogue())
    assert not [cell for cell in reading.report.cells if cell.startswith("requests/granted/")]


@pytest.mark.parametrize("row", ["行政事业性收费", "政府集中采购"])
def test_that_a_row_of_two_figures_that_lost_one_is_left_out_though_a_blank_cell_is_behind_it(row: str) -> None:
    report = _report(0, 0)
    tables = rendered(report, unrolled=True)
    line = next(line for line in tables.lines() if line[0].text == row)
    lost = line.pop(1)
    reading = read_published_text(_published(report, tables), "a.txt", catalogue())
    assert lost.figure is not None
    beside = lost.figure.rsplit("/", 1)[0]
    assert not [cell for cell in reading.report.cells if cell.startswith(beside)]
    assert any(row in remark.message and "不能确定" in remark.message for remark in reading.remarks)


def test_that_a_row_of_two_figures_with_a_blank_is_read_where_it_has_every_cell() -> None:
    report = _report(0, 0)
    tables = rendered(report, unrolled=False)
    line = next(line for line in tables.lines() if line[0].text == "政府集中采购")
    line[1].text, line[2].text = "7", ""
    read = read_published_text(_published(report, tables), "a.txt", catalogue()).report
    first, second = line[1].figure, line[2].figure
    assert first is not None
    assert read.cells[first] == "7"
    assert second not in read.cells
