"""Copies the whole local database to a file: ask where, do it beside the window, say where it is."""

from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from disclosure_desk.errors import DeskError
from disclosure_desk.gui.background import Work
from disclosure_desk.gui.desk import Desk
from disclosure_desk.gui.export_flow import file_name, opening, with_suffix
from disclosure_desk.gui.file_places import proposed, remember
from disclosure_desk.gui.window import Noticing, widget
from disclosure_desk.settings import Places, load_settings
from disclosure_desk.store.backup import back_up_to

SUFFIX = "sqlite"
KINDS = f"数据备份 (*.{SUFFIX})"


def back_up(window: Noticing, desk: Desk, places: Places) -> None:
    """Lets the officer choose where the copy goes.

    Args:
        window: says how it went.
        desk: whose database it is.
        places: where the settings are, which name the agency where no report does.
    """
    begun = proposed(places, SUFFIX, proposed_name(desk, load_settings(places).agency.name))
    chosen, _ = QFileDialog.getSaveFileName(widget(window), "备份数据", begun, KINDS)
    if chosen:
        remember(places, SUFFIX, Path(chosen))
        back_up_as(window, desk, with_suffix(Path(chosen), SUFFIX))


def back_up_as(window: Noticing, desk: Desk, file: Path) -> Work:
    """Writes the copy, with everything that was typed so far.

    Raises:
        DeskError: that could not be committed.
    """
    if not desk.session.writer.flush():
        raise DeskError(f"没有备份：上一处修改还没有写入磁盘，请先处理保存问题。{desk.session.writer.failure or ''}")
    work = Work(widget(window), "正在备份", partial(back_up_to, desk.path, file))
    work.done.connect(lambda _: window.notice(f"已备份并核对：{file}。", "info", opening(file)[1:]))
    work.failed.connect(lambda error: window.notice(str(error), "error"))
    work.start()
    return work


def proposed_name(desk: Desk, agency: str) -> str:
    """The agency and the day, as a file's name."""
    shelf = desk.shelf()
    whose = (shelf[0].agency_name if shelf else agency) or "本机关"
    return f"{file_name(whose)}-公开年报备份-{datetime.now().astimezone():%Y%m%d}.{SUFFIX}"
