"""File dialogs begin where the officer looks for files."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog

from disclosure_desk.gui.file_places import documents, proposed, remember
from disclosure_desk.gui.main_window import MainWindow
from disclosure_desk.settings import Places, load_settings, places, save_settings
from tests.gui.windows import wait_until, window_on


@pytest.fixture
def papers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for documents of this PC."""
    folder = tmp_path / "我的文档"
    folder.mkdir()
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _: str(folder))
    return folder


@pytest.fixture
def where(tmp_path: Path) -> Places:
    return places(tmp_path / "数据")


@pytest.fixture
def window(qapp: object, papers: Path, tmp_path: Path) -> Iterator[MainWindow]:
    with window_on(tmp_path / "数据", sample=True) as opened:
        yield opened


def test_that_a_dialog_begins_in_the_documents_at_first(papers: Path, where: Places) -> None:
    assert Path(proposed(where, "pdf", "报告.pdf")) == papers / "报告.pdf"
    assert Path(proposed(where, "read")) == papers


def test_that_a_pc_without_such_a_folder_offers_the_home_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _: str(tmp_path / "没有"))
    assert documents() == Path.home()


def test_that_each_kind_of_file_has_its_own_last_folder(papers: Path, where: Places, tmp_path: Path) -> None:
    (tmp_path / "年报").mkdir()
    remember(where, "pdf", tmp_path / "年报" / "2024.pdf")
    assert Path(proposed(where, "pdf", "2025.pdf")) == tmp_path / "年报" / "2025.pdf"
    assert Path(proposed(where, "xlsx", "2025.xlsx")) == papers / "2025.xlsx"


def test_that_a_folder_that_is_gone_is_not_offered(papers: Path, where: Places, tmp_path: Path) -> None:
    remember(where, "pdf", tmp_path / "优盘" / "2024.pdf")
    assert Path(proposed(where, "pdf", "2025.pdf")) == papers / "2025.pdf"


def test_that_a_folder_that_cannot_be_remembered_stops_nobody(papers: Path, tmp_path: Path) -> None:
    (tmp_path / "文件").write_text("不是文件夹", encoding="utf-8")
    where = places(tmp_path / "文件")
    remember(where, "pdf", tmp_path / "2024.pdf")
    assert Path(proposed(where, "pdf", "2025.pdf")) == papers / "2025.pdf"


def test_that_remembering_leaves_the_other_settings_alone(where: Places, tmp_path: Path) -> None:
    save_settings(load_settings(where).__class__(zoom_percent=125), where)
    remember(where, "zip", tmp_path / "包.zip")
    assert (load_settings(where).zoom_percent, load_settings(where).folders.zip) == (125, str(tmp_path))


@pytest.mark.parametrize("kind", ["pdf", "gknb", "xlsx"])
def test_that_a_second_export_begins_where_the_first_one_went(
    window: MainWindow, papers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    begun: list[Path] = []
    to = tmp_path / "年报"
    to.mkdir()

    def chosen(_: object, __: str, proposal: str, kinds: str) -> tuple[str, str]:
        begun.append(Path(proposal))
        return str(to / f"2024.{kind}"), kinds

    monkeypatch.setattr(QFileDialog, "getSaveFileName", chosen)
    for _ in range(2):
        window.actions_[kind].trigger()
        wait_until(lambda: "已导出" in window.notice_bar.sentence)
        window.notice_bar.hide()
    assert [each.parent for each in begun] == [papers, to]


def test_that_a_file_to_be_read_is_looked_for_where_the_last_one_was(
    window: MainWindow, papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[Path] = []
    monkeypatch.setattr(
        QFileDialog, "getOpenFileName", lambda _, __, folder, kinds: (begun.append(Path(folder)) or "", kinds)
    )
    window.actions_["import"].trigger()
    assert begun == [papers]
