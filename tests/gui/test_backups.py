"""The officer's data as one file, and back: on a stick, on a new PC, after a mistake or a damaged disk."""

import errno
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QListWidget, QPushButton

from disclosure_desk.errors import DeskError, DiskFull
from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui import backup_flow, daily_backup, restore_flow
from disclosure_desk.gui.copies_sheet import OTHER, CopiesTable
from disclosure_desk.gui.daily_backup import DailyBackup
from disclosure_desk.gui.desk import Desk
from disclosure_desk.gui.file_places import documents
from disclosure_desk.gui.main_window import MainWindow
from disclosure_desk.gui.narrative_page import NarrativePage
from disclosure_desk.gui.sheet import Sheet
from disclosure_desk.gui.start_page import StartPage, TroublePage
from disclosure_desk.settings import places
from disclosure_desk.store import backup
from disclosure_desk.store.database import Database
from tests.gui.windows import desk_of, wait_until, window_on
from tests.reports import AGENCY

CELL = CellId("requests/received/natural_person")


@pytest.fixture
def window(tmp_path: Path) -> Iterator[MainWindow]:
    with window_on(tmp_path / "本机 数据", sample=True) as opened:
        yield opened


@pytest.fixture
def copy(window: MainWindow, tmp_path: Path) -> Path:
    """A copy of the desk with the sample on it."""
    file = tmp_path / "U 盘" / "示例.sqlite"
    file.parent.mkdir()
    backup_flow.back_up_as(window, desk_of(window), file)
    wait_until(lambda: "已备份" in window.notice_bar.sentence)
    return file


def sheet_of(window: MainWindow) -> Sheet | None:
    return next((each for each in window.findChildren(Sheet) if each.isVisible()), None)


def asked(window: MainWindow, file: Path) -> Sheet:
    window.deeds.restore(file)
    wait_until(lambda: sheet_of(window) is not None)
    sheet = sheet_of(window)
    assert sheet is not None
    return sheet


def words(sheet: Sheet) -> str:
    labels = [label.text() for label in sheet.findChildren(QLabel)]
    lines = [listed.item(at).text() for listed in sheet.findChildren(QListWidget) for at in range(listed.count())]
    return "\n".join(labels + lines)


def restored(window: MainWindow, file: Path) -> None:
    asked(window, file).verb.click()
    wait_until(lambda: "已从" in window.notice_bar.sentence)


def test_that_a_backup_holds_what_was_typed_a_moment_ago_and_says_where_it_is(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposals: list[str] = []

    def chosen(_: object, title: str, proposed: str, kinds: str) -> tuple[str, str]:
        proposals.append(Path(proposed).name)
        return str(tmp_path / "我的 备份"), kinds

    monkeypatch.setattr(QFileDialog, "getSaveFileName", chosen)
    desk_of(window).session.type_figure(CELL, "7")
    window.actions_["backup"].trigger()
    wait_until(lambda: "已备份" in window.notice_bar.sentence)
    file = tmp_path / "我的 备份.sqlite"
    assert str(file) in window.notice_bar.sentence
    assert proposals[0].startswith("示例区交警大队-公开年报备份-20")
    with Database.open(file, read_only=True) as kept:
        assert kept.reports.latest(2024).document.cells[CELL] == "7"


def test_that_a_stick_that_is_full_is_said_and_the_work_goes_on(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Path) -> None:
        raise OSError(errno.ENOSPC, "no room")

    monkeypatch.setattr(backup, "copy_verified", full)
    backup_flow.back_up_as(window, desk_of(window), tmp_path / "a.sqlite")
    wait_until(lambda: "磁盘空间不足" in window.notice_bar.sentence)
    assert not (tmp_path / "a.sqlite").exists()
    assert desk_of(window).session.is_editable


def test_that_the_sheet_tells_what_is_in_the_backup_and_what_becomes_of_the_present(
    window: MainWindow, copy: Path
) -> None:
    said = words(asked(window, copy))
    for part in ("示例.sqlite", "示例区交警大队", "2024 年", "草稿", "修改", "现有的 1 份报告", "先备份"):
        assert part in said


def test_that_a_backup_of_another_agency_is_pointed_out(window: MainWindow, copy: Path) -> None:
    desk = desk_of(window)
    kept = restore_flow.look_into(copy)
    desk.recycle(desk.session.stored.summary.id)
    other = restore_flow.look_into(copy).reports[0]
    desk.begin_year(replace(AGENCY, name="另一单位"), other.year)
    assert any("另一单位" in sentence for sentence in restore_flow._consequences(desk, kept))


def test_that_a_restore_brings_the_copy_onto_the_desk_and_work_goes_on(window: MainWindow, copy: Path) -> None:
    session = desk_of(window).session
    before = session.report.cells.get(CELL)
    session.type_figure(CELL, "7")
    restored(window, copy)
    assert session.report.cells.get(CELL) == before
    assert "1 份报告" in window.notice_bar.sentence
    assert "恢复前的数据已备份为" in window.notice_bar.sentence
    session.type_figure(CELL, "8")
    assert session.writer.flush()
    assert desk_of(window).database.reports.latest(2024).document.cells[CELL] == "8"
    (kept,) = (desk_of(window).path.parent / "backups").glob("desk-replaced-*")
    with Database.open(kept, read_only=True) as replaced:
        assert replaced.reports.latest(2024).document.cells[CELL] == "7"


def test_that_while_it_is_restored_nothing_can_be_asked_for(window: MainWindow, copy: Path) -> None:
    restore_flow.replace_by(window, desk_of(window), copy)
    assert not window.actions_["new"].isEnabled()
    assert not window.actions_["pdf"].isEnabled()
    assert window.page is not None
    assert window.page.accessibleName() == "正在打开"
    wait_until(lambda: "已从" in window.notice_bar.sentence)
    assert window.actions_["pdf"].isEnabled()


def test_that_a_restore_that_fails_says_so_and_the_desk_is_as_it_was(
    window: MainWindow, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = asked(window, copy)
    copy.unlink()  # the stick was pulled out
    sheet.verb.click()
    wait_until(lambda: "没有找到" in window.notice_bar.sentence)
    assert desk_of(window).session.report.year == 2024
    assert desk_of(window).session.is_editable


def test_that_a_file_that_is_no_backup_is_said_and_nothing_is_asked(window: MainWindow, tmp_path: Path) -> None:
    wrong = tmp_path / "报告.sqlite"
    wrong.write_bytes(b"not a database" * 400)
    window.deeds.restore(wrong)
    wait_until(lambda: "不是本程序的数据备份" in window.notice_bar.sentence)
    assert sheet_of(window) is None


def test_that_a_new_pc_starts_with_a_restored_backup(window: MainWindow, copy: Path, tmp_path: Path) -> None:
    with window_on(tmp_path / "新电脑") as new:
        assert isinstance(new.page, StartPage)
        assert "还没有报告" in words(asked(new, copy))
        sheet = sheet_of(new)
        assert sheet is not None
        sheet.verb.click()
        wait_until(lambda: "已从" in new.notice_bar.sentence)
        assert desk_of(new).session.report.year == 2024


def test_that_a_window_for_reading_backs_up_but_does_not_restore(
    window: MainWindow, copy: Path, tmp_path: Path
) -> None:
    with window_on(tmp_path / "本机 数据", read_only=True) as reader:
        assert reader.actions_["backup"].isEnabled()
        reader.actions_.guarded(lambda: reader.deeds.restore(copy))()
        assert "以只读方式打开时不能恢复" in reader.notice_bar.sentence


def test_that_a_damaged_database_is_mended_from_the_page_that_says_so(
    copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = places(tmp_path / "坏盘")
    where.data.mkdir()
    where.database.write_bytes(b"\xff" * 9000)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(copy), ""))
    broken = MainWindow(where)
    desk = Desk(where.database, catalogue(), broken)
    broken.take_desk(desk)
    broken.show()
    desk.open()
    page = broken.page
    assert isinstance(page, TroublePage)
    next(each for each in page.findChildren(QPushButton) if each.text() == "从备份恢复…").click()
    wait_until(lambda: sheet_of(broken) is not None)
    sheet = sheet_of(broken)
    assert sheet is not None
    assert "打不开的本地数据" in words(sheet)
    sheet.verb.click()
    wait_until(lambda: "已从" in broken.notice_bar.sentence)
    assert desk.session.report.year == 2024
    assert [each.read_bytes()[:4] for each in (where.data / "backups").glob("desk-damaged-*")] == [b"\xff" * 4]
    assert "打不开的原文件已另存为“desk-damaged-" in broken.notice_bar.sentence
    broken.close()


def test_that_the_copy_of_the_day_is_made_without_a_word(window: MainWindow) -> None:
    window.notice_bar.hide()
    daily = DailyBackup(desk_of(window))
    folder = desk_of(window).path.parent / "backups"
    daily.look()
    wait_until(lambda: folder.is_dir() and len(list(folder.glob("desk-daily-*.sqlite"))) == 1)
    assert window.notice_bar.sentence == ""


def test_that_a_folder_that_cannot_take_the_copy_of_the_day_is_said_once_a_day_and_stops_nobody(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = desk_of(window).path.parent / "backups"
    folder.write_text("in the way", encoding="utf-8")
    daily, said = DailyBackup(desk_of(window)), list[str]()
    daily.failed.connect(said.append)

    def look() -> None:
        daily.look()
        QThreadPool.globalInstance().waitForDone()
        QApplication.processEvents()

    look()
    look()
    assert len(said) == 1
    assert f"“{folder}”" in said[0]  # why
    assert "备份数据" in said[0]  # and what to do
    monkeypatch.setattr(daily_backup, "today", lambda: date(2027, 1, 8))
    look()
    look()
    assert len(said) == 2
    folder.unlink()
    desk_of(window).session.type_figure(CELL, "5")
    assert desk_of(window).session.writer.flush()
    look()
    assert len(list(folder.glob("desk-daily-*.sqlite"))) == 1
    assert len(said) == 2


def test_that_a_restore_is_refused_at_once_where_another_window_holds_the_data(
    window: MainWindow, copy: Path, tmp_path: Path
) -> None:
    with window_on(tmp_path / "本机 数据") as second:
        assert isinstance(second.page, TroublePage)
        second.actions_.guarded(lambda: second.deeds.restore(copy))()
        assert "本地数据正由另一处使用" in second.notice_bar.sentence
        assert sheet_of(second) is None
    assert desk_of(window).session.is_editable


def test_that_a_backup_that_must_wait_for_the_disk_says_what_is_wrong_with_it(
    window: MainWindow, tmp_path: Path
) -> None:
    writer = desk_of(window).session.writer

    answers: list[DeskError | None] = [DiskFull("磁盘空间不足。"), None]

    def work() -> datetime:
        answer = answers.pop(0)
        if answer is not None:
            raise answer
        return datetime(2026, 1, 12, 10, 32, tzinfo=UTC)

    writer.put(work)
    wait_until(lambda: writer.has_stopped)
    wait_until(lambda: window.notice_bar.sentence == "保存失败：磁盘空间不足。")
    with pytest.raises(DeskError, match=r"没有备份：.*磁盘空间不足"):
        backup_flow.back_up_as(window, desk_of(window), tmp_path / "a.sqlite")
    window.notice_bar.press("重试")
    wait_until(lambda: window.notice_bar.sentence == "")


def kept(window: MainWindow, name: str) -> Path:
    """A copy that the program made by itself, of how the desk stands now."""
    assert desk_of(window).session.writer.flush()
    folder = desk_of(window).path.parent / "backups"
    return backup.back_up(desk_of(window).path, folder).rename(folder / name)


def listed(window: MainWindow) -> CopiesTable:
    window.actions_["restore"].trigger()
    wait_until(lambda: sheet_of(window) is not None)
    sheet = sheet_of(window)
    assert sheet is not None
    (table,) = sheet.findChildren(CopiesTable)
    return table


def lines(table: CopiesTable) -> list[list[str]]:
    return [
        [table.item(row, column).text() for column in range(table.columnCount())] for row in range(table.rowCount())
    ]


def test_that_the_copies_of_the_program_are_listed_with_when_why_and_what_the_newest_first(window: MainWindow) -> None:
    kept(window, "desk-daily-20260109-083005.sqlite")
    kept(window, "desk-version-0.0.9-20260112-103200.sqlite")
    folder = desk_of(window).path.parent / "backups"
    (folder / "desk-damaged-20260108-080000.sqlite").write_bytes(b"\xff" * 2048)
    table = listed(window)
    told = lines(table)
    assert [line[:3] for line in told] == [
        ["2026-01-12 10:32", "升级以前的数据", "2024 年，共 1 份"],
        ["2026-01-09 08:30", "当天的备份", "2024 年，共 1 份"],
        ["2026-01-08 08:00", "损坏的数据，留存", "读不出来，不能恢复"],
    ]
    assert told[2][3] == "2 KB"
    assert table.chosen() == folder / "desk-version-0.0.9-20260112-103200.sqlite"
    table.selectRow(2)
    assert table.chosen() != folder / "desk-damaged-20260108-080000.sqlite"


def test_that_a_copy_is_chosen_by_the_keyboard_looked_into_and_restored(window: MainWindow) -> None:
    before = desk_of(window).session.report.cells.get(CELL)
    kept(window, "desk-daily-20260109-083005.sqlite")
    desk_of(window).session.type_figure(CELL, "7")
    kept(window, "desk-daily-20260110-083005.sqlite")
    table = listed(window)
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Return)
    wait_until(lambda: (sheet := sheet_of(window)) is not None and sheet.verb.text() == "恢复")
    sheet = sheet_of(window)
    assert sheet is not None
    assert "2026-01-09 08:30" in words(sheet)
    sheet.verb.click()
    wait_until(lambda: "已从" in window.notice_bar.sentence)
    assert desk_of(window).session.report.cells.get(CELL) == before


def test_that_a_copy_from_elsewhere_can_be_chosen_instead(
    window: MainWindow, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(window, "desk-daily-20260109-083005.sqlite")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(copy), ""))
    table = listed(window)
    sheet = table.parent()
    assert isinstance(sheet, Sheet)
    next(each for each in sheet.findChildren(QPushButton) if each.text() == OTHER).click()
    wait_until(lambda: (now := sheet_of(window)) is not None and copy.name in words(now))


def test_that_without_a_copy_that_would_do_a_file_is_asked_for_at_once(
    window: MainWindow, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = desk_of(window).path.parent / "backups"
    folder.mkdir()
    (folder / "desk-damaged-20260108-080000.sqlite").write_bytes(b"\xff" * 2048)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(copy), ""))
    window.actions_["restore"].trigger()
    wait_until(lambda: (now := sheet_of(window)) is not None and copy.name in words(now))


def test_that_what_is_typed_while_the_copies_are_looked_at_is_in_the_copy_of_what_is_replaced(
    window: MainWindow, copy: Path
) -> None:
    sheet = asked(window, copy)
    window.show_place("overview")
    page = window.page
    assert isinstance(page, NarrativePage)
    page.editor.setPlainText("刚刚写下的一句。")
    sheet.verb.click()
    wait_until(lambda: "已从" in window.notice_bar.sentence)
    (replaced,) = (desk_of(window).path.parent / "backups").glob("desk-replaced-*")
    with Database.open(replaced, read_only=True) as database:
        assert database.reports.latest(2024).document.narratives["overview"] == "刚刚写下的一句。"


def test_that_the_dialogs_begin_where_the_last_copy_was_put(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[str] = []

    def choose(_parent: object, _title: str, where: str, *_: object) -> tuple[str, str]:
        begun.append(where)
        return (str(tmp_path / "copy.sqlite") if len(begun) == 1 else "", "")

    for name in ("getSaveFileName", "getOpenFileName"):
        monkeypatch.setattr(QFileDialog, name, choose)
    window.actions_["backup"].trigger()
    wait_until((tmp_path / "copy.sqlite").is_file)
    restore_flow._choose_file(window, desk_of(window), window.places)
    assert Path(begun[0]).parent == documents()
    assert begun[1] == str(tmp_path)
