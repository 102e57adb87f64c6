"""Help opens the manual that came with the program, where it speaks about the page on show."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from disclosure_desk import resources
from disclosure_desk.gui import manual_reader
from disclosure_desk.gui.main_window import MainWindow
from disclosure_desk.gui.manual_reader import PDF
from tests.gui.windows import window_on


@pytest.fixture
def window(tmp_path: Path) -> Iterator[MainWindow]:
    with window_on(tmp_path / "desk", sample=True) as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the manual of a checkout is, or would be."""
    package = tmp_path / "src" / "disclosure_desk"
    monkeypatch.setattr(manual_reader, "manual", lambda: resources._manual(package))
    return tmp_path / "build" / "manual"


@pytest.fixture
def manual(folder: Path) -> Path:
    folder.mkdir(parents=True)
    for name in ("index.html", "at-requests.html", PDF):
        (folder / name).touch()
    return folder


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What the system was asked to open."""
    asked: list[Path] = []

    def open_url(url: QUrl) -> bool:
        asked.append(Path(url.toLocalFile()))
        return asked[-1].is_file()

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    return asked


def said(window: MainWindow) -> str:
    assert not window.notice_bar.isHidden()
    return window.notice_bar.sentence


def test_that_the_manual_opens_where_it_speaks_about_the_page_on_show(
    window: MainWindow, manual: Path, opened: list[Path]
) -> None:
    window.show_place("requests")
    window.actions_["manual"].trigger()
    assert opened == [manual / "at-requests.html"]


def test_that_it_opens_at_its_beginning_where_it_says_nothing_about_the_page(
    window: MainWindow, manual: Path, opened: list[Path]
) -> None:
    window.show_place("cover")
    window.actions_["manual"].trigger()
    assert opened == [manual / "index.html"]


def test_that_the_guide_leads_on_to_the_manual(window: MainWindow, manual: Path, opened: list[Path]) -> None:
    window.show_place("requests")
    panel = window.show_side("guide")
    (button,) = (each for each in panel.findChildren(QPushButton) if each.text() == "手册中的这一节")
    assert button.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert opened == [manual / "at-requests.html"]
    window.show_place("shelf")
    assert not button.isVisible()


def test_that_the_pdf_opens(window: MainWindow, manual: Path, opened: list[Path]) -> None:
    window.actions_["manual_pdf"].trigger()
    assert opened == [manual / PDF]


def test_that_a_missing_manual_is_said_with_a_way_out(window: MainWindow, folder: Path, opened: list[Path]) -> None:
    window.actions_["manual"].trigger()
    assert "没有找到使用手册" in said(window)
    assert "重新安装" in said(window)
    assert opened == []


def test_that_a_missing_pdf_is_said_and_the_page_named_instead(
    window: MainWindow, manual: Path, opened: list[Path]
) -> None:
    (manual / PDF).unlink()
    window.actions_["manual_pdf"].trigger()
    assert "没有找到 PDF 版" in said(window)
    assert "“使用手册”" in said(window)
    assert opened == []


def test_that_a_system_without_a_browser_is_told_where_the_manual_lies(
    window: MainWindow, manual: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _: False)
    window.actions_["manual"].trigger()
    assert str(manual) in said(window)
