"""Any block that is copied out of a table and pasted back changes nothing; into a blank report it gives the same."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.formats.form import Form
from disclosure_desk.formats.schema import CellId, FigureKind
from disclosure_desk.gui.copied_block import CopiedBlock, bare, headed, rectangle
from disclosure_desk.gui.paste_blocks import landings
from disclosure_desk.gui.paste_plan import planned
from disclosure_desk.gui.paste_values import read_values
from disclosure_desk.gui.table_page import TablePage
from disclosure_desk.gui.table_paths import FigurePaths
from disclosure_desk.intake.pasted import Clip, read_block, read_pasted
from disclosure_desk.report.document import ReportDocument, TotalsMode
from disclosure_desk.report.editing import filled_totals, set_figures
from tests.gui.conftest import OpenSession
from tests.gui.table_driver import CONTROL, Key, Officer
from tests.reports import AGENCY

FORMS = [catalogue().form(format_id) for format_id in catalogue().ids]
KINDS = ("text", "html", "both")
FIGURES = st.integers(0, 99_999_999).map(str)


def blank(form: Form, totals: TotalsMode) -> ReportDocument:
    return ReportDocument(form, AGENCY, 2024, totals)


@st.composite
def blocks(draw: st.DrawFn, *, blanks: bool = True) -> tuple[ReportDocument, FigurePaths, tuple[CellId, ...]]:
    """A report in either mode, some of it blank, and what is selected in one of its tables."""
    form = draw(st.sampled_from(FORMS))
    chosen = draw(st.lists(st.none() | FIGURES if blanks else FIGURES, min_size=1, max_size=9))
    figures: dict[CellId, str | None] = {
        cell: _of_kind(chosen[at % len(chosen)], place.kind) for at, (cell, place) in enumerate(form.places.items())
    }
    totals = draw(st.sampled_from(TotalsMode))
    if totals is TotalsMode.FILLED:
        figures |= filled_totals(form, figures)
    cells = {cell: figure for cell, figure in figures.items() if figure is not None}
    table = draw(st.sampled_from(form.tables))
    selected = draw(st.lists(st.sampled_from(table.cells), min_size=1, max_size=4, unique=True))
    return ReportDocument(form, AGENCY, 2024, totals, cells), FigurePaths(form.grids[table.id]), tuple(selected)


def _of_kind(figure: str | None, kind: FigureKind) -> str | None:
    if figure is None or kind is FigureKind.COUNT:
        return figure
    return f"-{figure}" if kind is FigureKind.SIGNED_COUNT else f"{figure}.50"


def offered(block: CopiedBlock, kind: str) -> Clip:
    return Clip(block.html if kind != "text" else "", block.text if kind != "html" else "")


def pasted_back(report: ReportDocument, paths: FigurePaths, cells: tuple[CellId, ...], clip: Clip) -> ReportDocument:
    """What Ctrl+V makes of a block where it was copied."""
    found = landings(paths, cells, read_block(clip))
    assert not found.question
    read = read_values(report, found.ways[0].values)
    assert not read.questions
    assert not read.remarks
    return report.applied(set_figures(report, read.figures, ""))


def inside(report: ReportDocument, cells: Mapping[CellId, str], block: tuple[CellId, ...]) -> dict[CellId, str]:
    """The figures of a block, without the totals that follow their parts."""
    kept = [cell for cell in block if report.is_typed or cell not in report.form.totals]
    return {cell: cells[cell] for cell in kept if cell in cells}


@pytest.mark.parametrize("kind", KINDS)
@given(drawn=blocks())
def test_that_any_block_copied_and_pasted_back_changes_nothing(
    drawn: tuple[ReportDocument, FigurePaths, tuple[CellId, ...]], kind: str
) -> None:
    report, paths, selected = drawn
    clip = offered(bare(report, paths, selected), kind)
    if clip.text or clip.html:
        assert pasted_back(report, paths, selected, clip).cells == report.cells


@pytest.mark.parametrize("kind", KINDS)
@given(drawn=blocks())
def test_that_any_block_pasted_into_a_blank_report_gives_its_figures(
    drawn: tuple[ReportDocument, FigurePaths, tuple[CellId, ...]], kind: str
) -> None:
    report, paths, selected = drawn
    clip = offered(bare(report, paths, selected), kind)
    block = tuple(box.cell for line in rectangle(paths, selected) for box in line if box.cell is not None)
    if clip.text or clip.html:
        after = pasted_back(blank(report.form, report.totals), paths, selected, clip)
        assert inside(report, after.cells, block) == inside(report, report.cells, block)
        assert set(after.cells) <= set(block) | report.form.totals


@pytest.mark.parametrize("kind", KINDS)
@given(drawn=blocks(blanks=False))
def test_that_a_whole_table_with_its_headings_pasted_back_changes_nothing(
    drawn: tuple[ReportDocument, FigurePaths, tuple[CellId, ...]], kind: str
) -> None:
    report, paths, _ = drawn
    table = tuple(box.cell for box in paths.in_order if box.cell is not None)
    read = read_pasted(offered(headed(report, paths, table), kind), report.form)
    assert read is not None
    assert (read.refusals, read.questions) == ((), ())
    assert planned(report, read).changing == ()
    into_blank = planned(blank(report.form, report.totals), read)
    after = into_blank.report.applied(into_blank.change({line.cell for line in into_blank.changing}))
    assert inside(report, after.cells, table) == inside(report, report.cells, table)


@pytest.mark.parametrize("kind", KINDS)
@given(drawn=blocks())
def test_that_what_is_read_of_a_table_with_headings_and_blanks_is_what_was_copied(
    drawn: tuple[ReportDocument, FigurePaths, tuple[CellId, ...]], kind: str
) -> None:
    report, paths, selected = drawn
    read = read_pasted(offered(headed(report, paths, selected), kind), report.form)
    if read is not None:
        assert planned(report, read).changing == ()


@pytest.mark.parametrize("totals", TotalsMode)
@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.base.id)
def test_that_the_keys_copy_and_paste_a_whole_table_back(
    qtbot: QtBot, open_session: OpenSession, form: Form, totals: TotalsMode
) -> None:
    figures: dict[CellId, str | None] = {
        cell: None if at % 5 == 0 else str(at) for at, cell in enumerate(form.places) if cell not in form.totals
    }
    if totals is TotalsMode.FILLED:
        figures |= filled_totals(form, figures)
    cells = {cell: figure for cell, figure in figures.items() if figure is not None}
    session = open_session(ReportDocument(form, AGENCY, 2024, totals, cells))
    pages = [TablePage(session, table.id) for table in form.tables]
    for page, table in zip(pages, form.tables, strict=True):
        officer = Officer(qtbot, page)
        officer.press(Key.Key_A, Key.Key_C, Key.Key_V, held=CONTROL)
        assert not officer.message
        assert session.report.cells == cells
        officer.press(Key.Key_A, Key.Key_X, held=CONTROL)
        assert not any(cell.startswith(f"{table.id}/") for cell in session.report.cells)
        officer.press(Key.Key_V, held=CONTROL)
        assert session.report.cells == cells
