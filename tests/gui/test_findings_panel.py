"""The findings are grouped, folded where one figure explains several, and lead to the place."""

from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from disclosure_desk.checks.finding import Finding, Remedy, Result
from disclosure_desk.formats.schema import CellId, Severity
from disclosure_desk.gui.findings_panel import NOTHING_FOUND, FindingsPanel


def finding(message: str, severity: Severity = Severity.ERROR, cause: str | None = None) -> Finding:
    return Finding("S1", severity, Result.FAILED, "requests", actual=Decimal(1), message=message, cause=cause)


SUM = finding("一行不平。", cause="1")
COLUMN = finding("一列不平。", cause="1")
OTHER = finding("另一行不平。", cause="2")
FOLDED = "一行不平。\n这 2 项不符可能由同一个数字引起。"
DOUBT = finding("请核实。", Severity.WARNING)


@pytest.fixture
def panel(qtbot: QtBot) -> FindingsPanel:
    panel = FindingsPanel()
    qtbot.addWidget(panel)
    panel.resize(260, 600)
    panel.show()
    return panel


def lines(panel: FindingsPanel) -> list[str]:
    """What is on show, line by line."""
    tree = panel.tree
    item, shown = tree.topLevelItem(0), []
    while item is not None:
        shown.append(item.text(0))
        item = tree.itemBelow(item)
    return shown


def test_that_the_classes_are_counted_and_the_gravest_stands_first(panel: FindingsPanel) -> None:
    panel.show_findings([DOUBT, SUM, COLUMN, OTHER])

    shown = lines(panel)
    assert shown[0] == "强制　2 处（3 项不符）"
    assert "核实　1 处" in shown
    assert panel.heading.text() == "共 3 处（4 项不符）"
    assert [f.cause for f in panel.findings] == ["1", "2", None]


def test_that_failures_of_one_cause_are_folded_into_one_line(panel: FindingsPanel) -> None:
    panel.show_findings([SUM, COLUMN, OTHER])

    assert lines(panel) == ["强制　2 处（3 项不符）", FOLDED, "另一行不平。"]


def test_that_the_likely_wrong_figure_is_named_and_led_to(qtbot: QtBot, panel: FindingsPanel) -> None:
    remedy = Remedy(CellId("requests/granted/total"), "表三“予以公开”“总计”", "4", "3")
    panel.show_findings([SUM.caused_by("1", remedy), COLUMN.caused_by("1", remedy)])

    assert lines(panel)[1] == "表三“予以公开”“总计”可能有误：填的是 4，改为 3 即可使 2 项同时相符。"
    first = panel.step(1)
    assert first is not None
    assert first.cells[0] == remedy.cell


def test_that_the_sign_at_the_right_unfolds_the_facts_and_goes_nowhere(qtbot: QtBot, panel: FindingsPanel) -> None:
    panel.show_findings([SUM, COLUMN])
    asked: list[Finding] = []
    panel.chosen.connect(asked.append)
    line = panel.tree.visualItemRect(panel.tree.topLevelItem(0).child(0))

    qtbot.mouseClick(panel.tree.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(line.right() - 16, line.top() + 12))

    assert lines(panel)[2:] == ["一行不平。", "一列不平。"]
    assert asked == []
    panel.show_findings([SUM, COLUMN, OTHER])  # the checks have run again
    assert lines(panel)[2:4] == ["一行不平。", "一列不平。"]


def test_that_space_unfolds_and_enter_leads_to_a_fact(panel: FindingsPanel) -> None:
    panel.show_findings([SUM, COLUMN])
    asked: list[Finding] = []
    panel.chosen.connect(asked.append)
    panel.tree.setCurrentItem(panel.tree.topLevelItem(0).child(0))

    for key in (Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(panel.tree, key)

    assert asked == [COLUMN]
    assert panel.step(1) is panel.findings[0]  # from a fact the next entry follows, here the only one


def test_that_nothing_found_is_said_calmly(panel: FindingsPanel) -> None:
    panel.show_findings([SUM])
    panel.show_findings([])

    assert panel.calm_sentence == NOTHING_FOUND


def test_that_a_click_leads_to_the_finding(qtbot: QtBot, panel: FindingsPanel) -> None:
    panel.show_findings([SUM, OTHER])
    tree = panel.tree
    line = tree.topLevelItem(0).child(1)

    with qtbot.waitSignal(panel.chosen) as asked:
        middle = tree.visualItemRect(line).center()
        qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=middle)

    assert asked.args == [OTHER]


def test_that_enter_leads_to_the_finding_and_arrows_only_move(qtbot: QtBot, panel: FindingsPanel) -> None:
    panel.show_findings([SUM, OTHER])
    asked: list[Finding] = []
    panel.chosen.connect(asked.append)
    panel.tree.setCurrentItem(panel.tree.topLevelItem(0).child(0))

    QTest.keyClick(panel.tree, Qt.Key.Key_Down)
    assert asked == []
    QTest.keyClick(panel.tree, Qt.Key.Key_Return)
    assert asked == [OTHER]


def test_that_stepping_goes_round_entry_by_entry(panel: FindingsPanel) -> None:
    panel.show_findings([SUM, COLUMN, DOUBT])

    stepped = [panel.step(1) for _ in range(3)]
    assert [f.message for f in stepped if f] == [FOLDED, DOUBT.message, FOLDED]
    assert panel.step(-1) is DOUBT


def test_that_stepping_finds_nothing_in_a_clean_report(panel: FindingsPanel) -> None:
    panel.show_findings([])
    assert panel.step(1) is None


def test_that_a_folded_class_stays_folded_when_the_checks_run_again(panel: FindingsPanel) -> None:
    panel.show_findings([SUM, DOUBT])
    panel.tree.topLevelItem(0).setExpanded(False)

    panel.show_findings([OTHER, DOUBT])

    assert lines(panel) == ["强制　1 处", "核实　1 处", "请核实。"]


def test_that_a_long_sentence_is_shown_whole(panel: FindingsPanel) -> None:
    long = finding("表三“自然人”一列不平，" * 8)
    panel.show_findings([OTHER, long])

    tree = panel.tree
    short_high, long_high = (tree.visualItemRect(tree.topLevelItem(0).child(at)).height() for at in (0, 1))
    assert long_high >= 3 * short_high


def test_that_what_is_found_while_the_panel_is_hidden_is_shown_when_it_is_seen(panel: FindingsPanel) -> None:
    panel.hide()
    panel.show_findings([SUM, OTHER])
    assert panel.tree.topLevelItemCount() == 0
    panel.show()
    assert panel.tree.topLevelItemCount() == 1
    assert panel.findings == [SUM, OTHER]


def test_that_a_hidden_panel_can_be_stepped_through(panel: FindingsPanel) -> None:
    panel.hide()
    panel.show_findings([SUM, OTHER])
    assert [panel.step(1), panel.step(1)] == [SUM, OTHER]


def test_that_the_same_findings_leave_the_marked_line_where_it_is(panel: FindingsPanel) -> None:
    panel.show_findings([SUM, OTHER])
    line = panel.tree.topLevelItem(0)
    panel.show_findings([SUM, OTHER])
    assert panel.tree.topLevelItem(0) is line
