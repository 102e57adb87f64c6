"""The reports that were changed last are one click away."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMenu

from disclosure_desk.gui.main_window import MainWindow
from disclosure_desk.gui.recent_reports import MOST, NONE, fill_recent, recent, recent_places
from tests.gui.windows import desk_of, window_on


@pytest.fixture
def window(tmp_path: Path) -> Iterator[MainWindow]:
    with window_on(tmp_path, sample=True) as opened:
        yield opened


def test_that_reports_are_listed_with_year_and_state_and_the_open_one_is_ticked(window: MainWindow) -> None:
    desk = desk_of(window)
    desk.begin_year(desk.session.report.agency, 2025)
    menu = QMenu()
    opened: list[int] = []

    fill_recent(menu, desk, opened.append)

    lines = menu.actions()
    assert sorted(action.text()[:9].rstrip("　") for action in lines) == ["2024 年　草稿", "2025 年　草稿"]
    assert [action.isChecked() for action in lines] == [action.text().startswith("2025") for action in lines]
    older = next(action for action in lines if action.text().startswith("2024"))
    assert older.toolTip() == "示例区交警大队"
    older.trigger()
    assert opened == [next(report.id for report in desk.shelf() if report.year == 2024)]


def test_that_the_one_changed_last_comes_first_and_there_are_at_most_ten(window: MainWindow) -> None:
    desk = desk_of(window)
    for year in range(2010, 2022):
        desk.begin_year(desk.session.report.agency, year, carry=False)
    found = recent(desk)
    assert len(found) == MOST
    assert [report.changed_at for report in found] == sorted((r.changed_at for r in desk.shelf()), reverse=True)[:MOST]


def test_that_filling_again_does_not_double_the_menu_and_an_empty_shelf_says_so(tmp_path: Path) -> None:
    menu = QMenu()
    with window_on(tmp_path) as window:
        for _ in range(2):
            fill_recent(menu, window.desk, lambda _: None)
    (line,) = menu.actions()
    assert (line.text(), line.isEnabled()) == (NONE, False)
    fill_recent(menu, None, lambda _: None)
    assert len(menu.actions()) == 1


def test_that_reports_are_lines_of_the_palette_too(window: MainWindow) -> None:
    opened: list[int] = []
    ((word, group, deed),) = recent_places(desk_of(window), opened.append)
    assert (word, group) == ("2024 年报告", "报告　草稿")
    deed()
    assert opened == [desk_of(window).session.stored.summary.id]
