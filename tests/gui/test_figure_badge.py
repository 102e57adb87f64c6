"""The badge beside a total: what it says, when it is calm, and that it covers no figure."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from disclosure_desk.gui.figure_badge import TotalBadge
from disclosure_desk.gui.figure_look import look
from disclosure_desk.gui.figure_sum import standing
from disclosure_desk.gui.session import Session
from disclosure_desk.gui.table_page import TablePage
from disclosure_desk.report.document import ReportDocument, TotalsMode
from tests.gui.conftest import OpenSession
from tests.gui.table_driver import Key, Officer, requests
from tests.gui.test_table_page import zeros

FIRST, TOTAL = requests("received"), requests("received", "total")


def checking(**figures: str) -> ReportDocument:
    report = zeros(TotalsMode.TYPED)
    return replace(report, cells={**report.cells, **{requests("received", col): fig for col, fig in figures.items()}})


def badge(officer: Officer) -> TotalBadge:
    return officer.page._scroll.sheet.badge


@pytest.fixture
def wide(qtbot: QtBot, open_session: OpenSession) -> Officer:
    """Someone who types totals from paper, with room beside the table."""
    session = open_session(checking(natural_person="11"))
    return Officer(qtbot, TablePage(session, "requests"), 1500, 700)


def test_that_a_total_that_is_off_says_expected_actual_and_difference(wide: Officer) -> None:
    assert badge(wide).words == "应为 11　现为 0　差 −11"
    assert badge(wide).tone == "error"
    assert badge(wide).accessibleName() == "总计核对：应为 11　现为 0　差 −11"
    assert look(wide.page.model.session, TOTAL).gap == "差 −11"


def test_that_each_difference_is_seen_while_the_total_is_typed(wide: Officer) -> None:
    wide.page.go_to(TOTAL)
    wide.type("1")
    assert badge(wide).words == "应为 11　现为 1　差 −10"
    wide.type("1")
    assert (badge(wide).words, badge(wide).tone) == ("相符", "fine")
    wide.type("x")
    assert badge(wide).words == "应为 11　现为 0　差 −11"
    wide.press(Key.Key_Escape)
    assert badge(wide).words == "应为 11　现为 0　差 −11"


def test_that_an_unfinished_row_is_calm_in_both_modes(qtbot: QtBot, open_session: OpenSession) -> None:
    for mode in TotalsMode:
        session = open_session(replace(checking(natural_person="11"), totals=mode))
        session.clear([requests("received", "other_organization")])
        officer = Officer(qtbot, TablePage(session, "requests"), 1500, 700)
        assert (badge(officer).words, badge(officer).tone) == ("已填 5/6", "muted")
        assert look(session, TOTAL).severity is None
        assert look(session, TOTAL).gap == ""
        officer.page.hide()


def test_that_a_part_counts_as_filled_while_it_is_typed(qtbot: QtBot, session: Session) -> None:
    officer = Officer(qtbot, TablePage(session, "requests"), 1500, 700)
    assert badge(officer).words == ""
    officer.type("7")
    assert badge(officer).words == "已填 1/6"
    officer.press(Key.Key_Down)
    assert badge(officer).words == ""


def test_that_the_badge_is_that_of_the_current_row(wide: Officer) -> None:
    wide.press(Key.Key_Down)
    assert badge(wide).words == "相符"
    wide.press(Key.Key_Up)
    assert badge(wide).tone == "error"


def test_that_computed_totals_that_agree_say_nothing(qtbot: QtBot, open_session: OpenSession) -> None:
    officer = Officer(qtbot, TablePage(open_session(zeros()), "requests"), 1500, 700)
    assert badge(officer).words == ""


@pytest.mark.parametrize("zoom", [0.75, 1.0, 1.5, 2.0])
@pytest.mark.parametrize("width", [600, 720, 1000, 1500])
@pytest.mark.parametrize("section", ["requests", "review_and_litigation"])
def test_that_the_badge_covers_no_figure_and_stays_on_the_sheet(
    qtbot: QtBot, open_session: OpenSession, section: str, width: int, zoom: float
) -> None:
    report = zeros(TotalsMode.TYPED)
    inputs = {cell: "11111" for cell in report.cells if cell not in report.form.totals}
    session = open_session(replace(report, cells={**report.cells, **inputs}))
    page = TablePage(session, section)
    qtbot.addWidget(page)
    page.resize(width, 700)
    page.set_zoom(zoom)
    sheet, view = page._scroll.sheet, page.view
    shown = 0
    for box in page.model.grid.figures.values():  # type: ignore[union-attr]
        view.go(box)
        if sheet.badge.isHidden():
            continue
        shown += 1
        place = sheet.badge.geometry()
        assert sheet.rect().contains(place)
        figures = page.model.grid.figures.values()  # type: ignore[union-attr]
        assert not any(place.intersects(view.rect_of(each).translated(view.pos())) for each in figures)
    assert shown


def test_that_another_report_takes_the_badge_away(wide: Officer) -> None:
    wide.page.model.session.close()
    QApplication.processEvents()
    assert badge(wide).words == ""


@given(st.lists(st.integers(0, 10**8).map(str), min_size=6, max_size=6), st.integers(0, 10**9).map(str))
def test_that_the_difference_is_stated_less_expected(parts: list[str], stated: str) -> None:
    report = zeros(TotalsMode.TYPED)
    columns = report.form.places[FIRST].section.blocks[0].leaf_columns[:-1]
    typing = dict(zip([requests("received", c.id) for c in columns], parts, strict=True)) | {TOTAL: stated}

    class Desk:
        def __init__(self) -> None:
            self.report = report

    found = standing(Desk(), TOTAL, typing)  # type: ignore[arg-type]  # only the report is asked for
    off = int(stated) - sum(map(int, parts))
    assert found is not None
    assert found.tone == ("error" if off else "fine")
    assert found.short == (f"差 {off}".replace("-", "−") if off else "")
