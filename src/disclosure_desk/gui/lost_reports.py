"""Points out the kept copies where the database has nothing in it: it was deleted, or is not the one that it was."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from disclosure_desk.gui.background import Work

if TYPE_CHECKING:
    from collections.abc import Sequence

    from disclosure_desk.gui.desk import Desk
    from disclosure_desk.gui.main_window import MainWindow
    from disclosure_desk.store.kept_copies import KeptCopy


class LostReports(QObject):
    """Looks once the database is open; an officer whose reports are gone is not left before an empty page.

    Args:
        window: its notice offers to restore.
        desk: whose database it is.
    """

    def __init__(self, window: "MainWindow", desk: "Desk") -> None:
        super().__init__(desk)
        self._window, self._desk = window, desk
        desk.ready.connect(self._look)

    def _look(self) -> None:
        if not self._is_empty():
            return
        from disclosure_desk.store.kept_copies import kept_copies  # noqa: PLC0415  only an empty shelf needs it

        looking = Work(self._window, "正在查看备份", partial(kept_copies, self._desk.path), may_be_left=True)
        looking.done.connect(self._tell)
        looking.start()

    def _is_empty(self) -> bool:
        desk = self._desk
        return desk.is_ready and not (desk.is_read_only or desk.shelf() or desk.database.reports.recycled())

    def _tell(self, copies: "Sequence[KeptCopy]") -> None:
        newest = next((each for each in copies if each.reports), None)
        if newest is not None and self._is_empty():
            sentence = f"本机现在没有报告，但留有自动备份，最近一份是 {newest.made_at:%Y-%m-%d %H:%M} 的。"
            self._window.notice(sentence, "warning", [("从备份恢复…", self._window.deeds.restore)])
