"""The findings are grouped, folded where one figure explains several, and lead to the place."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from disclosure_desk.checks.finding import Finding, Result
from disclosure_desk.formats.schema import Severity
from disclosure_desk.gui.findings_panel import NOTHING_FOUND, FindingsPanel


def finding(message: str, severity: Severity = Severity.ERROR, cause: str | None = None) -> Finding:
    return Finding("S1", severity, Result.FAILED, "requests", actual=Decimal(1), message=message, cause=cause)


SUM = finding("一行不平。", cause="1")
COLUMN = finding("一列不平。", cause="1")
OTHER = finding("另一行不平。", cause="2")
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
    assert shown[0] == "强制　3 处"
    assert "核实　1 处" in shown
    assert panel.findings == [SUM, COLUMN, OTHER, DOUBT]


def test_that_failures_of_one_cause_are_folded_into_one_line(panel: FindingsPanel) -> None:
    panel.show_findings([SUM, COLUMN, OTHER])

    shown = lines(panel)
    assert len(shown) == 3
    assert shown[1] == "一行不平。\n由同一处引起的还有 1 处"


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


def test_that_stepping_goes_round_through_the_folded_ones_too(panel: FindingsPanel) -> None:
    panel.show_findings([SUM, COLUMN, DOUBT])

    assert [panel.step(1) for _ in range(4)] == [SUM, COLUMN, DOUBT, SUM]
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
