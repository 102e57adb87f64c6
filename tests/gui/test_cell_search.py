"""Going to a cell by words: what they find, in which order, and the line that they are typed into."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from disclosure_desk.formats.form import Place
from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui.cell_search import find_cells
from disclosure_desk.gui.goto_bar import GotoBar
from disclosure_desk.gui.session import Session
from tests.gui.table_driver import Key, requests
from tests.reports import official_form

FORM = official_form()
SECURITY = requests("withheld.security_or_stability", "commercial_enterprise")


def found(words: str) -> list[str]:
    return [hit.cell for hit in find_cells(FORM, words)]


@pytest.mark.parametrize(
    ("words", "cell"),
    [
        ("表三 不予公开 3 商业企业", SECURITY),
        ("收到 自然人", requests("received")),
        ("结转 总计", requests("carried_over_out", "total")),
        ("上年结转 总计", requests("carried_over_in", "total")),
        ("复议 维持", CellId("review_and_litigation/reconsideration/upheld")),
        ("复议后起诉 纠正", CellId("review_and_litigation/litigation_after_reconsideration/corrected")),
        ("规章 现行", CellId("proactive_disclosure/rules/in_force")),
        ("许可", CellId("proactive_disclosure/licensing/decisions")),
        ("收费", CellId("proactive_disclosure/fees/amount_collected")),
        ("其他 其他", requests("other_disposition.other", "other_organization")),
        ("表3 总计 总计", requests("outcomes_total", "total")),
        ("（三）不予公开 1. 自然人", requests("withheld.state_secret")),
        ("国密 科研", requests("withheld.state_secret", "research_institution")),
    ],
)
def test_that_words_lead_to_the_cell_an_officer_means(words: str, cell: CellId) -> None:
    assert found(words)[0] == cell


@pytest.mark.parametrize(
    "words", ["表三 不予公开 3 商业企业", "收到 自然人", "结转 总计", "复议 维持", "不予处理 2 科研"]
)
def test_that_blanks_can_be_left_out(words: str) -> None:
    assert found(words.replace(" ", "")) == found(words)


def test_that_full_width_digits_and_blanks_are_read_alike() -> None:
    assert found("表三\u3000不予公开\u3000３\u3000商业企业") == [SECURITY]


def test_that_a_number_is_the_rows_own_in_its_group() -> None:
    rows = {cell.split("/")[1] for cell in found("无法提供 2")}
    assert rows == {"unavailable.needs_creation"}


def test_that_every_word_must_fit() -> None:
    assert found("表三 没有这样的行") == []
    assert found("国家秘密 结果维持") == []
    assert found("") == found("  ") == []


@given(st.sampled_from(list(FORM.places.values())))
def test_that_the_names_of_a_cell_find_it(place: Place) -> None:
    words = f"{place.section.short} {place.row.label} {place.column.label}"
    assert found(words)[0] == place.cell


@given(st.text(max_size=12))
def test_that_anything_may_be_typed(words: str) -> None:
    assert all(cell in FORM.places for cell in found(words))


class Window(QWidget):
    """A window with a line that has the keyboard, and the bar."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.other = QLineEdit(self)
        QVBoxLayout(self).addWidget(self.other)
        self.resize(800, 600)
        self.bar = GotoBar(session, self)


@pytest.fixture
def window(qtbot: QtBot, session: Session) -> Window:
    shown = Window(session)
    qtbot.addWidget(shown)
    with qtbot.waitExposed(shown):
        shown.show()
    shown.activateWindow()
    shown.other.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is shown.other)
    return shown


def test_that_enter_goes_to_the_first_cell_and_closes(qtbot: QtBot, window: Window) -> None:
    window.bar.open()
    window.bar.line.insert("许可")
    with qtbot.waitSignal(window.bar.wanted) as wanted:
        QTest.keyClick(window.bar.line, Key.Key_Return)
    assert wanted.args == ["proactive_disclosure", "proactive_disclosure/licensing/decisions"]
    assert window.bar.isHidden()


def test_that_arrows_choose_another_cell(qtbot: QtBot, window: Window) -> None:
    window.bar.open()
    window.bar.line.setText("表三 不予公开 3")
    QTest.keyClick(window.bar.line, Key.Key_Down)
    with qtbot.waitSignal(window.bar.wanted) as wanted:
        QTest.keyClick(window.bar.line, Key.Key_Return)
    assert wanted.args == ["requests", SECURITY]


def test_that_escape_gives_the_keyboard_back_and_goes_nowhere(qtbot: QtBot, window: Window) -> None:
    window.bar.open()
    window.bar.line.setText("许可")
    with qtbot.assertNotEmitted(window.bar.wanted):
        QTest.keyClick(window.bar.line, Key.Key_Escape)
    assert window.bar.isHidden()
    assert QApplication.focusWidget() is window.other


def test_that_nothing_found_says_so_and_enter_waits(qtbot: QtBot, window: Window) -> None:
    window.bar.open()
    window.bar.line.setText("表九")
    with qtbot.assertNotEmitted(window.bar.wanted):
        QTest.keyClick(window.bar.line, Key.Key_Return)
    assert window.bar.hits == []
    assert not window.bar.isHidden()
