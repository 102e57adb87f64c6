"""The About window and the bundle for whoever helps, as an officer meets them."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel, QLineEdit, QWidget

from disclosure_desk import __version__
from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui.about_window import LICENCES, TITLE
from disclosure_desk.gui.main_window import MainWindow
from disclosure_desk.gui.reading_panes import ReadingPanes
from disclosure_desk.gui.sheet import Sheet
from disclosure_desk.gui.support_flow import TITLE as SUPPORT
from tests.gui.windows import desk_of, window_on


@pytest.fixture
def window(tmp_path: Path) -> Iterator[MainWindow]:
    with window_on(tmp_path / "数据", sample=True) as opened:
        yield opened


def shown(window: MainWindow, title: str) -> Sheet:
    QApplication.processEvents()
    (sheet,) = [each for each in window.findChildren(Sheet) if each.isVisible() and each.windowTitle() == title]
    return sheet


def about(window: MainWindow) -> Sheet:
    window.actions_["about"].trigger()
    return shown(window, TITLE)


def press(sheet: Sheet, name: str) -> None:
    (button,) = [each for each in sheet.findChildren(QAbstractButton) if each.accessibleName() == name]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def panes(sheet: Sheet) -> ReadingPanes:
    (found,) = sheet.findChildren(ReadingPanes)
    return found


def bundle(window: MainWindow) -> Sheet:
    window.actions_["support"].trigger()
    return shown(window, SUPPORT)


def test_that_it_says_the_version_and_where_the_files_are(window: MainWindow) -> None:
    sheet = about(window)
    assert any(__version__ in label.text() for label in sheet.findChildren(QLabel))
    paths = {line.accessibleName(): Path(line.text()) for line in sheet.findChildren(QLineEdit)}
    places = window.places
    assert paths == {
        "数据文件夹": places.data,
        "备份文件夹": places.data / "backups",
        "设置文件夹": places.settings,
        "日志文件夹": places.logs,
    }


def test_that_a_path_is_copied_and_its_folder_opened(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    sheet = about(window)
    press(sheet, "复制日志文件夹的路径")
    assert QApplication.clipboard().text() == str(window.places.logs)
    window.places.logs.mkdir(parents=True, exist_ok=True)
    press(sheet, "打开日志文件夹")
    press(sheet, "打开备份文件夹")  # where none was made yet: the folder that it would be in
    assert [Path(path) for path in opened] == [window.places.logs, window.places.data]


def test_that_a_licence_is_read_in_full_offline(window: MainWindow) -> None:
    press(about(window), f"{LICENCES}…")
    read = panes(shown(window, LICENCES))
    names = [read.names.item(at).text() for at in range(read.names.count())]
    read.names.setCurrentRow(names.index("Desk Fangsong"))
    assert "Font-exception-2.0" in read.about.text()
    assert "GNU GENERAL PUBLIC LICENSE" in read.text.toPlainText()
    read.names.setCurrentRow(names.index("Qt"))
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in read.text.toPlainText()


def test_that_the_about_window_leads_to_the_bundle(window: MainWindow) -> None:
    press(about(window), "生成问题报告包…")
    assert shown(window, SUPPORT).isVisible()


def test_that_what_was_shown_is_what_is_saved(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = desk_of(window).session
    session.type_figure(CellId("requests/received/natural_person"), "73519462")
    sheet = bundle(window)
    read = panes(sheet)
    texts = {}
    for at in range(read.names.count()):
        read.names.setCurrentRow(at)
        texts[read.names.item(at).text()] = read.text.toPlainText()
    assert texts["版本.txt"].count("界面库：") == 1
    assert "数据表 report 的行数：1" in texts["数据情况.txt"]
    everything = "".join(texts.values())
    for secret in ("73519462", session.report.agency.name, str(tmp_path), str(Path.home())):
        assert secret not in everything
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "问题报告包"), ""))
    press(sheet, "保存…")
    with zipfile.ZipFile(tmp_path / "问题报告包.zip") as archive:
        packed = {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}
    assert {name: text.splitlines() for name, text in packed.items()} == {n: t.splitlines() for n, t in texts.items()}
    assert not sheet.isVisible()
    assert "问题报告包.zip" in window.notice_bar.sentence


def test_that_nothing_is_written_when_no_file_is_chosen(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    sheet = bundle(window)
    press(sheet, "保存…")
    assert sheet.isVisible()
    assert not sheet.message.isVisible()


def test_that_a_place_that_cannot_be_written_is_said_in_the_sheet(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = tmp_path / "没有这个文件夹" / "包.zip"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(wrong), ""))
    sheet = bundle(window)
    press(sheet, "保存…")
    assert sheet.isVisible()
    assert "没有这个文件夹”不存在" in sheet.message.text()


@pytest.mark.parametrize("opened", [about, bundle])
def test_that_a_dialog_fits_the_smallest_window_and_can_be_read_out(window: MainWindow, opened: object) -> None:
    assert callable(opened)
    sheet = opened(window)
    assert sheet.width() <= 960
    assert sheet.height() <= 600
    reached = [each for each in sheet.findChildren(QWidget) if each.isVisible() and each.focusPolicy()]
    own = [each for each in reached if not each.objectName().startswith("qt_") and "Scroll" not in type(each).__name__]
    assert [type(each).__name__ for each in own if not each.accessibleName()] == []
