"""The sheet of shortcuts says what the menus and the tables really answer to."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from disclosure_desk.gui.main_window import MainWindow
from disclosure_desk.gui.shortcut_sheet import _SPOKEN, ShortcutSheet, show_shortcuts, table_lines
from disclosure_desk.gui.table_keys import Deed
from tests.gui.windows import window_on


@pytest.fixture
def window(tmp_path: Path) -> Iterator[MainWindow]:
    with window_on(tmp_path) as opened:
        yield opened


@pytest.fixture
def sheet(window: MainWindow) -> ShortcutSheet:
    return show_shortcuts(lambda: window.actions_.menus, window)


def test_that_every_shortcut_of_the_menus_is_there(window: MainWindow, sheet: ShortcutSheet) -> None:
    keys = " ".join(keys for _, keys in sheet.lines)
    actions = [action for menu in window.actions_.menus.values() for action in menu]
    shortcuts = [shortcut for action in actions for shortcut in action.shortcuts()]
    assert len(shortcuts) > 15
    missing = [s.toString() for s in shortcuts if s.toString(QKeySequence.SequenceFormat.NativeText) not in keys]
    assert missing == []


def test_that_every_deed_of_a_table_has_words_and_keys() -> None:
    assert set(_SPOKEN) == set(Deed)
    lines = dict(table_lines())
    assert lines["移到相邻的格"] == "方向键"
    assert lines["移到下一个填报格"] == "Tab"
    assert lines["移到上一个填报格"] == "Shift+Tab"
    assert lines["放弃正在输入的数字"] == "Esc"
    assert lines["移到连续数字的边缘并选中"] == "Ctrl+Shift+方向键"
    assert {word for deed, word in _SPOKEN.items()} <= set(lines)


def test_that_undo_is_called_undo_whatever_it_would_take_back(window: MainWindow) -> None:
    window.actions_["undo"].setText("撤销 填写 表三“新收”“自然人”")
    sheet = show_shortcuts(lambda: window.actions_.menus, window)
    assert ("撤销", "Ctrl+Z") in sheet.lines


def test_that_it_does_not_stop_the_work(sheet: ShortcutSheet) -> None:
    assert sheet.isVisible()
    assert not sheet.isModal()


def test_that_it_is_searched_by_word_by_key_and_by_menu(sheet: ShortcutSheet) -> None:
    QTest.keyClicks(sheet.line, "f8")
    assert [word for word, _ in sheet.lines] == ["下一处问题", "上一处问题"]
    sheet.line.setText("撤销")
    assert [keys for _, keys in sheet.lines] == ["Ctrl+Z"]
    sheet.line.setText("在表格中")
    assert len(sheet.lines) == len(table_lines())
    sheet.line.setText("没有")
    assert sheet.lines == []
    assert any(label.text() == "没有符合的快捷键。" and label.isVisible() for label in sheet.findChildren(QLabel))


def test_that_no_column_is_cut_at_the_right(sheet: ShortcutSheet) -> None:
    QApplication.processEvents()
    assert sheet.area.widget().width() <= sheet.area.viewport().width()
