"""The guide: what is counted in the current cell, on what it rests, and what it must agree with as it stands."""

import pytest
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui.guide_panel import GuidePanel
from disclosure_desk.gui.session import Session
from disclosure_desk.gui.table_page import TablePage
from disclosure_desk.gui.theme import apply_theme
from disclosure_desk.report.carry_over import begin
from tests.gui.conftest import OpenSession
from tests.gui.table_driver import Key, Officer, requests
from tests.gui.windows import look_of_its_own
from tests.reports import AGENCY

COLUMNS = (
    "natural_person",
    "commercial_enterprise",
    "research_institution",
    "public_welfare_organization",
    "legal_service_institution",
    "other_organization",
)


@pytest.fixture
def panel(qtbot: QtBot, session: Session) -> GuidePanel:
    made = GuidePanel(session)
    qtbot.addWidget(made)
    made.resize(260, 600)
    made.show()
    return made


def test_that_a_cell_is_explained_by_row_and_column_with_article_and_usual_mistake(panel: GuidePanel) -> None:
    panel.follow("requests", requests("withheld.third_party_rights", "commercial_enterprise"))
    said = panel.said
    assert "本行　4.保护第三方合法权益" in said
    assert "本列　商业企业" in said
    assert "依据：《政府信息公开条例》第十五条、第三十二条" in said
    assert said.count("常见错误：") == 2


def test_that_facts_follow_while_figures_are_typed(qtbot: QtBot, session: Session, panel: GuidePanel) -> None:
    officer = Officer(qtbot, TablePage(session, "requests"))
    panel.follow("requests", requests("received"))
    assert "本行：六项均为空白" in panel.said
    for figure in ("7", "3", "0", "0", "0", "0"):
        officer.type(figure)
        officer.press(Key.Key_Tab)
    assert session.report.cells[requests("received", "total")] == "10"
    assert "本行：六项之和 10 = 总计 10（相符）" in panel.said
    assert "7 + 3 + 0 + 0 + 0 + 0" in panel.said
    assert "一+二有空白" in panel.said


def test_that_a_balance_that_fails_says_both_sides_and_the_difference(session: Session, panel: GuidePanel) -> None:
    for row, figure in {"received": "71", "carried_over_in": "1", "carried_over_out": "1"}.items():
        session.type_figure(requests(row), figure)
    for place in list(session.report.form.places.values()):
        is_outcome = place.row.id not in ("received", "carried_over_in", "carried_over_out")
        if (
            place.section.id == "requests"
            and place.column.id == COLUMNS[0]
            and is_outcome
            and place.cell not in session.report.form.totals
        ):
            session.type_figure(place.cell, "72" if place.row.id == "granted" else "0")
    panel.follow("requests", requests("carried_over_out"))
    assert "本列：一+二=72，（七）+四=73，差 1" in panel.said
    session.type_figure(requests("carried_over_out"), "0")
    assert "本列：一+二=72，（七）+四=72（相符）" in panel.said


def test_that_last_years_figure_is_held_against_the_cell(qtbot: QtBot, open_session: OpenSession) -> None:
    previous = begin(AGENCY, 2023, catalogue())
    session = open_session(begin(AGENCY, 2024, catalogue()), previous)
    panel = GuidePanel(session)
    qtbot.addWidget(panel)
    panel.follow("requests", requests("carried_over_in"))
    assert "与上年：2023 年“结转下年度” 空白，本格 空白" in panel.said


def test_that_a_text_says_what_belongs_in_it(panel: GuidePanel) -> None:
    panel.follow("overview", None)
    assert panel.said.startswith("一、总体情况")
    assert "应写的方面" in panel.said
    panel.follow("other_matters", None)
    assert "信息处理费" in panel.said
    assert "应写的方面" not in panel.said
    panel.follow("preamble", None)
    assert "统计期限" in panel.said


def test_that_the_cover_says_what_kind_level_and_scope_mean(panel: GuidePanel) -> None:
    panel.follow("cover", None)
    for words in ("机关类别", "机关层级", "统计范围"):
        assert words in panel.said


def test_that_a_table_without_a_current_cell_is_explained_as_a_whole(panel: GuidePanel) -> None:
    panel.follow("review_and_litigation", None)
    assert "只填因政府信息公开引起的行政复议" in panel.said


def test_that_a_report_put_away_leaves_no_cell_behind(panel: GuidePanel, session: Session) -> None:
    panel.follow("requests", requests("received"))
    session.close()
    assert panel.said == "打开报告，选中一格或一段，这里说明怎样填写。"
    panel.follow("shelf", None)
    assert panel.said == "打开报告，选中一格或一段，这里说明怎样填写。"


def test_that_every_place_fits_the_panel_without_a_horizontal_scrollbar(panel: GuidePanel, session: Session) -> None:
    panel.resize(240, 600)
    for cell, place in session.report.form.places.items():
        panel.follow(place.section.id, CellId(cell))
    assert panel.widget().minimumSizeHint().width() <= 240
    assert not panel.horizontalScrollBar().isVisible()


def test_that_the_signs_follow_the_colours_of_the_window(
    qapp: QApplication, panel: GuidePanel, session: Session
) -> None:
    def sign() -> QImage:
        icons = [label for label in panel.findChildren(QLabel) if not label.pixmap().isNull() and label.isVisible()]
        return icons[0].pixmap().toImage()

    with look_of_its_own(qapp):
        apply_theme(qapp, "light")
        panel.follow("requests", requests("received"))
        light = sign()
        apply_theme(qapp, "dark")
        assert sign() != light


def test_that_escape_goes_back_to_where_the_officer_was(qtbot: QtBot, panel: GuidePanel) -> None:
    panel.follow("requests", requests("received"))
    panel.setFocus()
    with qtbot.waitSignal(panel.wanted) as asked:
        QTest.keyClick(panel, Key.Key_Escape)
    assert asked.args == ["requests", requests("received")]
