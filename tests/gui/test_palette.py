"""Every command and every place is found by a few of its characters and run from the keyboard."""

import pytest
import shiboken6
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from disclosure_desk.gui.palette import NOT_FOUND, Command, Palette, commands, places_of, rank

Key = Qt.Key


class Window(QWidget):
    """A window with a field that has the keyboard, and some actions in menus."""

    def __init__(self) -> None:
        super().__init__()
        self.done: list[str] = []
        self.field = QLineEdit(self)
        QVBoxLayout(self).addWidget(self.field)
        self.menus = {
            "文件": [
                self.action("导出 PDF…", "Ctrl+Shift+E"),
                self.action("导出报告文件…"),
                self.action("打印…", "Ctrl+P"),
            ],
            "编辑": [self.action("撤销(&U)", "Ctrl+Z"), self.action("恢复", is_possible=False)],
        }
        places = lambda: places_of([("requests", "三、收到和处理政府信息公开申请情况")], self.done.append)  # noqa: E731
        self.palette_ = Palette(lambda: self.menus, self, places)

    def action(self, word: str, keys: str = "", *, is_possible: bool = True) -> QAction:
        action = QAction(word, self)
        action.setShortcut(QKeySequence(keys))
        action.setEnabled(is_possible)
        action.triggered.connect(lambda: self.done.append(word))
        return action


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    window = Window()
    qtbot.addWidget(window)
    window.resize(800, 600)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    window.field.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is window.field)
    window.palette_.open()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is window.palette_.line)
    return window


def words(window: Window) -> list[str]:
    return [command.word for command in window.palette_.shown]


def type_(window: Window, text: str) -> None:
    """As an input method types it."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QCoreApplication.sendEvent(window.palette_.line, event)


def press(window: Window, *keys: Key) -> None:
    for key in keys:
        QTest.keyClick(window.palette_.line, key)


def test_that_every_command_and_place_is_listed_with_its_menu_and_its_keys(window: Window) -> None:
    assert words(window) == [
        "导出 PDF…",
        "导出报告文件…",
        "打印…",
        "撤销",
        "三、收到和处理政府信息公开申请情况",
        "恢复",
    ]
    first = window.palette_.shown[0]
    assert (first.group, first.keys) == ("文件", "Ctrl+Shift+E")
    assert window.palette_.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole) == "导出 PDF…　文件　Ctrl+Shift+E"
    assert window.palette_.shown[-1].spoken.endswith("现在不可用")


@pytest.mark.parametrize("typed", ["pdf", "PDF 导出", "导 出 p", "ＰＤＦ", "出导 pdf", "文件 pdf"])
def test_that_order_blanks_and_width_do_not_matter(window: Window, typed: str) -> None:
    type_(window, typed)
    assert words(window) == ["导出 PDF…"]


def test_that_a_word_that_begins_so_comes_before_one_that_has_it_inside(window: Window) -> None:
    type_(window, "报告")
    assert words(window) == ["导出报告文件…"]
    window.palette_.line.setText("打")
    assert words(window)[0] == "打印…"


def test_that_enter_runs_gives_the_keyboard_back_and_puts_the_palette_away(window: Window) -> None:
    type_(window, "打印")
    press(window, Key.Key_Return)
    assert window.done == ["打印…"]
    assert not window.palette_.isVisible()
    assert QApplication.focusWidget() is window.field


def test_that_arrows_choose_and_go_round(window: Window) -> None:
    press(window, Key.Key_Down, Key.Key_Down, Key.Key_Up, Key.Key_Return)
    assert window.done == ["导出报告文件…"]
    window.palette_.open()
    press(window, Key.Key_Up)
    assert window.palette_.list.currentRow() == len(words(window)) - 1


def test_that_esc_puts_it_away_and_does_nothing(window: Window) -> None:
    press(window, Key.Key_Escape)
    assert window.done == []
    assert not window.palette_.isVisible()
    assert QApplication.focusWidget() is window.field


def test_that_a_click_runs_too(window: Window) -> None:
    listed = window.palette_.list
    QTest.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=listed.visualItemRect(listed.item(3)).center())
    assert window.done == ["撤销(&U)"]


def test_that_a_place_is_turned_to(window: Window) -> None:
    type_(window, "申请")
    press(window, Key.Key_Return)
    assert window.done == ["requests"]


def test_that_what_was_used_last_stands_first_the_next_time(window: Window) -> None:
    for word in ("撤销", "打印"):
        type_(window, word)
        press(window, Key.Key_Return)
        window.palette_.open()
    assert words(window)[:3] == ["打印…", "撤销", "导出 PDF…"]


def test_that_what_is_not_possible_now_is_not_run(window: Window) -> None:
    type_(window, "恢复")
    press(window, Key.Key_Return)
    assert window.done == []
    assert window.palette_.isVisible()


def test_that_nothing_found_is_said(window: Window) -> None:
    type_(window, "没有这个")
    shown = [label.text() for label in window.palette_.findChildren(QLabel) if label.isVisible()]
    assert NOT_FOUND in shown


def test_that_it_goes_when_the_officer_turns_elsewhere(window: Window) -> None:
    window.field.setFocus()
    assert not window.palette_.isVisible()


def test_that_it_stays_inside_a_small_window(window: Window) -> None:
    window.resize(400, 600)
    QApplication.processEvents()
    assert window.rect().contains(window.palette_.geometry())


def test_that_access_keys_are_no_part_of_a_command(qapp: QApplication) -> None:
    action = QAction("查找与替换 (A && B)(&F)")
    assert [command.word for command in commands({"编辑": [action]})] == ["查找与替换 (A & B)"]


@given(st.text("导出报告文件撤销打印", min_size=1, max_size=8), st.data())
def test_that_any_of_its_characters_in_any_order_find_a_command(word: str, data: st.DataObject) -> None:
    command = Command(word, "文件", lambda: None)
    some = data.draw(st.lists(st.sampled_from(list(enumerate(word))), unique=True, min_size=1))
    typed = data.draw(st.permutations([character for _, character in some]))
    found = rank("".join(typed), command)
    assert found is not None
    assert rank(word, command) == 0
    assert rank("".join(typed) + "外", command) is None


def test_that_the_palette_closes_after_what_had_the_keyboard_is_gone(window: Window) -> None:
    field = QLineEdit(window)
    field.show()
    field.setFocus()
    window.palette_.open()
    shiboken6.delete(field)
    window.palette_.close_()
    assert window.palette_.isHidden()
