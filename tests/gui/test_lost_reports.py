"""A database that is gone while its copies are there: the officer is shown the way back."""

from pathlib import Path

from PySide6.QtTest import QTest

from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.gui.copies_sheet import CopiesTable
from disclosure_desk.gui.desk import Desk
from disclosure_desk.gui.lost_reports import LostReports
from disclosure_desk.gui.main_window import MainWindow
from disclosure_desk.settings import places
from disclosure_desk.store.backup import back_up_today
from tests.gui.windows import desk_of, wait_until, window_on


def worked_on(folder: Path) -> Path:
    """A data folder after a day's work."""
    with window_on(folder, sample=True) as window:
        assert desk_of(window).session.writer.flush()
        assert back_up_today(desk_of(window).path)
    return folder


def started(folder: Path) -> MainWindow:
    window = MainWindow(places(folder))
    desk = Desk(window.places.database, catalogue(), window)
    window.take_desk(desk)
    LostReports(window, desk)
    window.show()
    desk.open()
    return window


def test_that_a_database_that_is_gone_is_pointed_out_with_the_copies_and_comes_back(tmp_path: Path) -> None:
    (worked_on(tmp_path) / "desk.sqlite").unlink()
    window = started(tmp_path)
    wait_until(lambda: "留有自动备份" in window.notice_bar.sentence)
    window.deeds.restore()
    wait_until(lambda: bool(window.findChildren(CopiesTable)))
    window.findChildren(CopiesTable)[0].window().reject()
    window.close()


def test_that_nothing_is_said_on_a_new_pc_or_with_reports_or_where_they_were_thrown_away(tmp_path: Path) -> None:
    new = started(tmp_path / "新")
    used = started(worked_on(tmp_path / "旧"))
    QTest.qWait(200)
    desk = desk_of(used)
    desk.recycle(desk.shelf()[0].id)
    desk.ready.emit()
    QTest.qWait(200)
    for window in (new, used):
        assert "备份" not in window.notice_bar.sentence
        window.close()
