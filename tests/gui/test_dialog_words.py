"""What the dialogs say and how they are read out: each as the menu opens it."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QListWidget, QWidget

from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui.main_window import MainWindow
from disclosure_desk.gui.sheet import Sheet
from disclosure_desk.resources import resource
from disclosure_desk.store.backup import back_up
from tests.gui.windows import desk_of, wait_until, window_on

SAMPLE = resource("sample", "示例区交警大队-2024.gknb")
WRONG = CellId("requests/received/natural_person")
PROPER_NAMES = re.compile(r"PDF|Excel|JSON")
QT_OWN = re.compile("QScrollBar|QLineEditIconButton|QComboBoxPrivateContainer|QComboBoxListView")


def _wrong(window: MainWindow) -> None:
    desk_of(window).session.type_figure(WRONG, "9")
    window.actions_["finalise"].trigger()


def _doubtful(window: MainWindow) -> None:
    desk = desk_of(window)
    desk.begin_year(desk.session.report.agency, 2023)
    desk.session.type_figure(CellId("requests/carried_over_out/natural_person"), "3")
    desk.open_report(next(report.id for report in desk.shelf() if report.year == 2024))
    window.actions_["finalise"].trigger()


def _restoring(window: MainWindow) -> None:
    copy = back_up(desk_of(window).path, window.places.data / "备份")
    window.deeds.restore(copy.rename(copy.with_name("备份")))


SHEETS: dict[str, Callable[[MainWindow], object]] = {
    "新建年度报告": lambda window: window.actions_["new"].trigger(),
    "设置": lambda window: window.actions_["settings"].trigger(),
    "导入报告": lambda window: window.deeds.import_(Path(SAMPLE)),
    "定稿": _doubtful,
    "还不能定稿": _wrong,
    "从备份恢复": _restoring,
}


@pytest.fixture
def window(tmp_path: Path) -> Iterator[MainWindow]:
    with window_on(tmp_path / "数据", sample=True) as opened:
        yield opened


def opened(window: MainWindow, title: str) -> Sheet:
    SHEETS[title](window)
    # A file is read beside the window, and asked about when it has been read.
    wait_until(lambda: bool(_shown(window, title)))
    QApplication.processEvents()
    return _shown(window, title)[0]


def _shown(window: MainWindow, title: str) -> list[Sheet]:
    return [sheet for sheet in window.findChildren(Sheet) if sheet.isVisible() and sheet.windowTitle() == title]


def words(sheet: Sheet) -> list[str]:
    said = [sheet.windowTitle()]
    said += [widget.text() for widget in sheet.findChildren(QLabel) + sheet.findChildren(QAbstractButton)]
    said += [box.itemText(at) for box in sheet.findChildren(QComboBox) for at in range(box.count())]
    said += [listed.item(at).text() for listed in sheet.findChildren(QListWidget) for at in range(listed.count())]
    said += [widget.toolTip() + widget.accessibleName() for widget in sheet.findChildren(QWidget)]
    return [text for text in said if text]


@pytest.mark.parametrize("title", SHEETS)
def test_that_a_dialog_speaks_no_english_and_shows_no_check_code(window: MainWindow, title: str) -> None:
    said = words(opened(window, title))
    assert len(said) > 3
    assert [text for text in said if re.search("[A-Za-z]", PROPER_NAMES.sub("", text))] == []


@pytest.mark.parametrize("title", SHEETS)
def test_that_every_field_of_a_dialog_has_a_name_to_be_read_out(window: MainWindow, title: str) -> None:
    sheet = opened(window, title)
    reached = [w for w in sheet.findChildren(QWidget) if w.isVisible() and not w.objectName().startswith("qt_")]
    nameless = [
        type(w).__name__
        for w in reached
        if not w.accessibleName() and not (isinstance(w, QLabel | QAbstractButton) and w.text())
    ]
    assert [name for name in nameless if not QT_OWN.search(name)] == []


@pytest.mark.parametrize("title", SHEETS)
def test_that_a_dialog_has_one_main_button_and_at_most_one_other(window: MainWindow, title: str) -> None:
    sheet = opened(window, title)
    main = [button for button in sheet.findChildren(QAbstractButton) if button.objectName() == "primary"]
    assert main == [sheet.verb]
    assert sheet.verb.isDefault()


def test_that_only_finalising_and_restoring_stop_the_work(window: MainWindow) -> None:
    modal = {title: opened(window, title).isModal() for title in SHEETS if title != "还不能定稿"}
    assert modal == {"新建年度报告": False, "设置": False, "导入报告": False, "定稿": True, "从备份恢复": True}
