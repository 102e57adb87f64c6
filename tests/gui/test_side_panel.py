"""The side of the window: panels by their tabs, made when first wanted, told where the officer is."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui.main_window import MainWindow
from disclosure_desk.gui.side_panel import FINDINGS, SidePanel, Tab
from tests.gui.windows import window_on

CELL = CellId("requests/received/natural_person")


class Listening(QLabel):
    """A panel that remembers what it was told."""

    wanted = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.told: list[tuple[str, CellId | None]] = []

    def follow(self, place: str, cell: CellId | None) -> None:
        self.told.append((place, cell))


@pytest.fixture
def made() -> list[Listening]:
    return []


@pytest.fixture
def side(qtbot: object, made: list[Listening]) -> Iterator[SidePanel]:
    def make(parent: QWidget) -> QWidget:
        made.append(Listening(parent))
        return made[-1]

    panel = SidePanel(QLabel("校验"))
    panel.take({"guide": Tab("填报说明", make), "preview": Tab("预览", make, 430)})
    panel.show()
    yield panel
    panel.deleteLater()


def test_that_a_panel_is_made_when_its_tab_is_first_turned_to(side: SidePanel, made: list[Listening]) -> None:
    assert (side.name, made) == (FINDINGS, [])
    side.show_panel("guide")
    side.show_panel(FINDINGS)
    side.show_panel("guide")
    assert len(made) == 1


def test_that_only_the_panel_on_show_is_told_and_the_others_when_they_are_turned_to(
    side: SidePanel, made: list[Listening]
) -> None:
    side.show_panel("guide")
    side.follow("requests", CELL)
    side.show_panel("preview")
    side.follow("overview", None)
    guide, preview = made
    assert guide.told[-1] == ("requests", CELL)
    assert preview.told == [("requests", CELL), ("overview", None)]
    side.show_panel("guide")
    assert guide.told[-1] == ("overview", None)


def test_that_a_hidden_side_is_told_when_it_is_shown_again(side: SidePanel, made: list[Listening]) -> None:
    side.show_panel("guide")
    side.hide()
    side.follow("requests", CELL)
    assert made[0].told == []
    side.show()
    assert made[0].told == [("requests", CELL)]


def test_that_a_panel_can_send_the_window_somewhere(side: SidePanel, made: list[Listening]) -> None:
    sent: list[tuple[str, object]] = []
    side.wanted.connect(lambda place, cell: sent.append((place, cell)))
    side.show_panel("preview")
    made[0].wanted.emit("requests", CELL)
    assert sent == [("requests", CELL)]


def test_that_the_tabs_can_be_turned_with_the_arrow_keys(side: SidePanel) -> None:
    side.tabs.setFocus()
    QTest.keyClick(side.tabs, Qt.Key.Key_Right)
    assert side.name == "guide"
    assert side.liked_width < 430
    QTest.keyClick(side.tabs, Qt.Key.Key_Right)
    assert (side.name, side.liked_width) == ("preview", 430)


def test_that_a_width_given_by_the_officer_is_kept_for_that_panel(side: SidePanel) -> None:
    side.show_panel("preview")
    side.resize(500, 400)
    QApplication.processEvents()
    side.keep_width()
    side.show_panel("guide")
    assert side.liked_width == 248
    side.show_panel("preview")
    assert side.liked_width == 500


def test_that_the_window_remembers_which_parts_it_showed(tmp_path: Path) -> None:
    with window_on(tmp_path, sample=True) as window:
        window.actions_["side"].setChecked(False)
        window.actions_["outline"].setChecked(False)
    with window_on(tmp_path) as window:
        assert isinstance(window, MainWindow)
        assert not window.side.isVisible()
        assert not window.outline.isVisible()
        window.actions_["side"].setChecked(True)
        assert window.side.isVisible()


def test_that_no_tab_is_cut_in_the_smallest_window(qapp: object, tmp_path: Path) -> None:
    with window_on(tmp_path, sample=True) as window:
        window.resize(window.minimumSize())
        QApplication.processEvents()
        tabs = window.side.tabs
        assert tabs.tabRect(0).left() >= 0
        assert tabs.tabRect(tabs.count() - 1).right() < window.side.width()
        assert window.width() == window.minimumWidth()
