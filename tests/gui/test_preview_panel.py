"""The preview beside the form: it follows what is typed, leads to it and back, and stays calm."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from disclosure_desk.export.blocks import MarkKind
from disclosure_desk.export.fonts import font_set
from disclosure_desk.export.layout import laid_out
from disclosure_desk.export.pdf_writer import pdf_with_places
from disclosure_desk.export.places import Placed
from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui.preview_painting import PagePainter
from disclosure_desk.gui.preview_panel import PreviewPanel
from disclosure_desk.gui.session import Session
from disclosure_desk.intake.report_json import read_report_json
from disclosure_desk.report.document import TotalsMode
from disclosure_desk.report.editing import set_title
from disclosure_desk.resources import resource
from tests.gui.conftest import MemoryJournal, OpenSession, stored

SAMPLE = replace(
    read_report_json(resource("sample", "示例区交警大队-2024.gknb").read_bytes(), "sample", catalogue()),
    totals=TotalsMode.FILLED,
)
CELL = CellId("requests/received/commercial_enterprise")
EMOJI = "第一段。\n有\U0001f600。"
LEFT = Qt.MouseButton.LeftButton
Key = Qt.Key


@pytest.fixture
def session(open_session: OpenSession) -> Session:
    """The sample report."""
    return open_session(SAMPLE)


@pytest.fixture
def panel(qtbot: QtBot, session: Session) -> Iterator[PreviewPanel]:
    """The panel on show with its pages painted."""
    made = PreviewPanel(session)
    made.resize(420, 600)
    made.show()
    current(qtbot, made)
    yield made
    made.close()
    made.deleteLater()
    QApplication.processEvents()


def current(qtbot: QtBot, panel: PreviewPanel) -> None:
    qtbot.waitUntil(lambda: panel.is_current, timeout=20_000)


def places_of(session: Session) -> tuple[Placed, ...]:
    return pdf_with_places(laid_out(session.report), font_set())[1]


def of_cell(session: Session, cell: CellId) -> Placed:
    return next(place for place in places_of(session) if place.mark.key == cell)


def click(panel: PreviewPanel, placed: Placed, share: float = 0.5) -> None:
    """Clicks into a place, so far from its left edge, when it has been brought into sight."""
    panel.sheets.reveal(placed.page, placed.rect)
    shown = panel.sheets.place_of(placed.page, placed.rect)
    point = QPoint(round(shown.left() + share * shown.width()), round(shown.center().y()))
    assert panel.sheets.viewport().rect().contains(point)
    QTest.mouseClick(panel.sheets.viewport(), LEFT, pos=point)


def dark(panel: PreviewPanel, placed: Placed) -> int:
    """How many dark pixels are painted within a place."""
    picture, scale = panel.sheets.pictures[placed.page], panel.sheets.scale * panel.sheets.devicePixelRatioF()
    left, top, width, height = (round(edge * scale) for edge in placed.rect)
    inner = ((x, y) for x in range(left + 2, left + width - 2) for y in range(top + 2, top + height - 2))
    colours = (picture.pixelColor(x, y) for x, y in inner)
    return sum(colour.alpha() > 128 and colour.lightness() < 128 for colour in colours)


def test_that_the_pages_are_shown_as_they_print(panel: PreviewPanel) -> None:
    assert panel.sheets.count == 5
    assert panel.page_number.text() == "第 1 页，共 5 页"
    assert not panel.message.isVisible()
    assert 0 in panel.sheets.pictures
    assert panel.sheets.fits_width
    assert panel.sheets.rect_of(0).width() <= panel.sheets.viewport().width()


def test_that_only_pages_in_sight_are_painted(panel: PreviewPanel) -> None:
    assert 4 not in panel.sheets.pictures


def test_that_pages_are_as_sharp_as_the_screen(panel: PreviewPanel) -> None:
    ratio = panel.sheets.devicePixelRatioF()
    assert panel.sheets.pictures[0].width() == round(panel.sheets.rect_of(0).width() * ratio)


def test_that_a_typed_figure_is_seen_after_a_pause(qtbot: QtBot, session: Session, panel: PreviewPanel) -> None:
    session.type_figure(CELL, "")
    panel.follow("requests", CELL)
    current(qtbot, panel)
    placed = of_cell(session, CELL)
    assert dark(panel, placed) == 0
    session.type_figure(CELL, "888")
    assert not panel.is_current
    current(qtbot, panel)
    assert dark(panel, placed) > 3


def test_that_a_refresh_keeps_the_place_that_the_officer_scrolled_to(
    qtbot: QtBot, session: Session, panel: PreviewPanel
) -> None:
    panel.follow("requests", CELL)
    panel.sheets.verticalScrollBar().setValue(777)
    session.type_figure(CELL, "5")
    current(qtbot, panel)
    assert panel.sheets.verticalScrollBar().value() == 777


def test_that_a_hidden_panel_makes_nothing_and_catches_up_when_it_is_shown(
    qtbot: QtBot, session: Session, panel: PreviewPanel
) -> None:
    panel.hide()
    session.type_text("other_matters", "第一段。\n" * 60)
    qtbot.wait(500)
    assert panel.sheets.count == 5
    panel.show()
    current(qtbot, panel)
    assert panel.sheets.count > 5


def test_that_a_new_panel_does_nothing_until_it_is_shown(qtbot: QtBot, session: Session) -> None:
    made = PreviewPanel(session)
    qtbot.addWidget(made)
    qtbot.wait(400)
    assert made.sheets.count == 0


def test_that_a_click_on_a_figure_leads_to_its_cell(session: Session, panel: PreviewPanel) -> None:
    spy = QSignalSpy(panel.wanted)
    for cell in (CELL, CellId("review_and_litigation/reconsideration/total"), next(iter(session.report.form.places))):
        click(panel, of_cell(session, cell))
        assert spy.at(spy.count() - 1) == [session.report.form.places[cell].section.id, cell]


def test_that_a_click_on_a_paragraph_leads_to_the_character(session: Session, panel: PreviewPanel) -> None:
    lines = [place for place in places_of(session) if place.mark.kind is MarkKind.TEXT and place.mark.key == "overview"]
    wanted, paragraph = QSignalSpy(panel.wanted), QSignalSpy(panel.paragraph_wanted)
    for line in (lines[0], lines[5], lines[-1]):
        click(panel, line, 0.5)
        assert wanted.at(wanted.count() - 1) == ["overview", None]
        key, position = paragraph.at(paragraph.count() - 1)
        assert key == "overview"
        assert abs(position - (line.start + line.end) / 2) <= 2


def test_that_title_and_headings_lead_to_their_pages(session: Session, panel: PreviewPanel) -> None:
    spy, places = QSignalSpy(panel.wanted), places_of(session)
    click(panel, places[0])
    assert spy.at(0) == ["cover", None]
    heading = next(place for place in places if place.mark.kind is MarkKind.HEADING)
    click(panel, heading)
    assert spy.at(1) == ["overview", None]


def test_that_a_click_on_the_margin_leads_nowhere(panel: PreviewPanel) -> None:
    spy = QSignalSpy(panel.wanted)
    QTest.mouseClick(panel.sheets.viewport(), LEFT, pos=panel.sheets.rect_of(0).topLeft() + QPoint(20, 20))
    assert spy.count() == 0


def test_that_the_current_cell_is_outlined_and_brought_into_sight(session: Session, panel: PreviewPanel) -> None:
    placed = of_cell(session, CELL)
    panel.follow("requests", CELL)
    assert panel.sheets.outlined == {placed.page: placed.rect}
    shown = panel.sheets.place_of(placed.page, placed.rect)
    assert panel.sheets.viewport().rect().contains(shown.toRect())


def test_that_the_paragraph_with_the_cursor_is_outlined_over_all_its_lines(
    session: Session, panel: PreviewPanel
) -> None:
    mark = next(place.mark for place in places_of(session) if place.mark.kind is MarkKind.TEXT and place.page == 1)
    lines = [place for place in places_of(session) if place.mark == mark]
    assert {line.page for line in lines} == {0, 1}
    panel.follow("overview", None)
    panel.follow_text("overview", mark.start + 1)
    panel.follow("overview", None)
    assert set(panel.sheets.outlined) == {0, 1}
    for line in lines:
        around = panel.sheets.outlined[line.page]
        assert around.left <= line.rect.left
        assert around.top <= line.rect.top
        assert around.top + around.height >= line.rect.top + line.rect.height - 0.01


def test_that_what_is_followed_is_outlined_again_when_the_pages_are_new(
    qtbot: QtBot, session: Session, panel: PreviewPanel
) -> None:
    panel.follow("requests", CELL)
    before = dict(panel.sheets.outlined)
    session.type_text("overview", "短。")
    current(qtbot, panel)
    assert panel.sheets.outlined
    assert set(panel.sheets.outlined) != set(before)


def test_that_the_officers_title_is_followed(qtbot: QtBot, session: Session, panel: PreviewPanel) -> None:
    panel.follow("cover", None)
    before = panel.sheets.outlined[0]
    title = session.report.title
    session.apply(set_title(session.report, (title[:4], title[4:8], title[8:])))
    current(qtbot, panel)
    assert panel.sheets.outlined[0].height > before.height


def test_that_a_refused_export_says_so_and_greys_the_last_good_pages(
    qtbot: QtBot, session: Session, panel: PreviewPanel
) -> None:
    session.type_text("other_matters", EMOJI)
    qtbot.waitUntil(lambda: panel.sheets.is_stale, timeout=20_000)
    assert "U+1F600" in panel.message.text()
    assert panel.message.isVisible()
    assert panel.sheets.count == 5
    spy = QSignalSpy(panel.wanted)
    click(panel, pdf_with_places(laid_out(SAMPLE), font_set())[1][0])
    assert spy.count() == 0
    session.type_text("other_matters", "无。")
    current(qtbot, panel)
    assert not panel.sheets.is_stale
    assert not panel.message.isVisible()


def test_that_a_desk_without_a_report_says_what_comes_first(session: Session, panel: PreviewPanel) -> None:
    session.close()
    assert panel.sheets.count == 0
    assert panel.page_number.text() == ""
    assert "打开报告后" in panel.message.text()
    panel.follow("cover", None)
    panel.follow_text("overview", 3)
    assert panel.sheets.outlined == {}


def test_that_another_report_begins_at_its_first_page(
    qtbot: QtBot, session: Session, panel: PreviewPanel, journal: MemoryJournal
) -> None:
    panel.follow("requests", CELL)
    session.open(stored(replace(SAMPLE, narratives={}, year=2023)), None, journal)
    assert panel.sheets.outlined == {}
    current(qtbot, panel)
    assert panel.sheets.verticalScrollBar().value() == 0


def test_that_buttons_wheel_and_keys_zoom_in_steps(panel: PreviewPanel) -> None:
    buttons = {button.accessibleName(): button for button in panel.findChildren(QToolButton)}
    fitting = panel.sheets.percent
    assert not buttons["适合宽度"].isEnabled()
    QTest.mouseClick(buttons["放大"], LEFT)
    assert panel.sheets.percent == 50 > fitting
    QTest.keyClick(panel.sheets, Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert panel.sheets.percent == 67
    turn(panel, 120)
    assert panel.sheets.percent == 75
    turn(panel, -120)
    QTest.keyClick(panel.sheets, Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    QTest.mouseClick(buttons["缩小"], LEFT)
    assert panel.sheets.percent == 33
    QTest.mouseClick(buttons["适合宽度"], LEFT)
    assert panel.sheets.percent == fitting


def turn(panel: PreviewPanel, by: int) -> None:
    """Turns the wheel with Ctrl held down."""
    middle = QPointF(panel.sheets.viewport().rect().center())
    no, control = Qt.MouseButton.NoButton, Qt.KeyboardModifier.ControlModifier
    event = QWheelEvent(
        middle,
        middle,
        QPoint(),
        QPoint(0, by),
        no,
        control,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003  Qt's signature
    )
    QApplication.sendEvent(panel.sheets.viewport(), event)


def test_that_enlarged_pages_can_be_read_to_their_edges(panel: PreviewPanel) -> None:
    for _ in range(5):
        panel.sheets.zoom(1)
    across = panel.sheets.horizontalScrollBar()
    across.setValue(0)
    assert panel.sheets.rect_of(0).left() >= 0
    across.setValue(across.maximum())
    assert panel.sheets.rect_of(0).right() <= panel.sheets.viewport().width()


def test_that_the_keyboard_turns_the_pages_and_returns_to_the_form(session: Session, panel: PreviewPanel) -> None:
    bar = panel.sheets.verticalScrollBar()
    QTest.keyClick(panel.sheets, Key.Key_PageDown)
    assert bar.value() > 0
    QTest.keyClick(panel.sheets, Key.Key_End)
    assert bar.value() == bar.maximum()
    assert panel.page_number.text() == "第 5 页，共 5 页"
    QTest.keyClick(panel.sheets, Key.Key_Home)
    assert bar.value() == 0
    panel.follow("requests", CELL)
    spy = QSignalSpy(panel.wanted)
    QTest.keyClick(panel.sheets, Key.Key_Return)
    assert spy.at(0) == ["requests", CELL]


def test_that_everything_in_the_panel_has_an_accessible_name(panel: PreviewPanel) -> None:
    assert panel.accessibleName() == panel.title == "预览"
    assert panel.sheets.accessibleName() == "预览页面"
    assert "第 1 页，共 5 页" in panel.sheets.accessibleDescription()
    for button in panel.findChildren(QToolButton):
        assert button.accessibleName()


def test_that_a_panel_may_go_while_its_pages_are_being_made(qtbot: QtBot, session: Session) -> None:
    for wait in (0, 5, 20, 60):
        made = PreviewPanel(session)
        made.show()
        qtbot.wait(wait)
        made.close()
        made.deleteLater()
        del made
        QApplication.processEvents()
    qtbot.wait(200)
    assert session.has_report


def test_that_earlier_pages_are_let_go(qtbot: QtBot, session: Session, panel: PreviewPanel) -> None:
    for figure in ("1", "2", "3"):
        session.type_figure(CELL, figure)
        current(qtbot, panel)
    qtbot.waitUntil(lambda: len(panel.sheets.findChildren(PagePainter)) == 1)
