"""What every deed of the menus needs to know: the window, its desk, the table or text on show."""

from typing import TYPE_CHECKING, TypeVar, cast

from PySide6.QtWidgets import QFrame, QWidget

from disclosure_desk.errors import DeskError

if TYPE_CHECKING:
    from disclosure_desk.gui.desk import Desk
    from disclosure_desk.gui.main_window import MainWindow
    from disclosure_desk.gui.narrative_page import NarrativePage
    from disclosure_desk.gui.search_line import SearchLine
    from disclosure_desk.gui.table_deeds import TableDeeds
    from disclosure_desk.gui.table_page import TablePage

_Page = TypeVar("_Page", bound=QWidget)


class WindowDeeds:
    """Deeds of one window."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window

    @property
    def _desk(self) -> "Desk":
        if self._window.desk is None:
            raise DeskError("本地数据尚未打开，请稍候再试。")
        return self._window.desk

    def _close_lines(self) -> None:
        """Puts away the line of commands or of cells that is open: there is room for one."""
        for line in self._window.findChildren(QFrame, "palette"):
            cast("SearchLine", line).close_()

    def _open_report(self, report_id: int) -> None:
        self._window.actions_.guarded(lambda: self._desk.open_report(report_id))()

    @property
    def _table(self) -> "TablePage":
        from disclosure_desk.gui.table_page import TablePage  # noqa: PLC0415  loaded with the pages by now

        return _expected(self._window.page, TablePage, "请先打开一张表。")

    @property
    def _table_deeds(self) -> "TableDeeds":
        deeds = self._table.view.deeds
        if deeds is None:
            raise DeskError("请先打开一张表。")
        return deeds

    @property
    def _text(self) -> "NarrativePage":
        from disclosure_desk.gui.narrative_page import NarrativePage  # noqa: PLC0415  loaded with the pages by now

        return _expected(self._window.page, NarrativePage, "请先打开一段文字。")


def _expected(page: QWidget | None, kind: type[_Page], otherwise: str) -> _Page:
    if not isinstance(page, kind):
        raise DeskError(otherwise)
    return page
