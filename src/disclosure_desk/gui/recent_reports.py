"""The reports that were changed last, for the menu and the command palette."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from disclosure_desk.gui.palette import Place

if TYPE_CHECKING:
    from disclosure_desk.gui.desk import Desk
    from disclosure_desk.store.stored import ReportSummary

MOST = 10
NONE = "还没有报告"


def recent(desk: "Desk") -> "tuple[ReportSummary, ...]":
    """The reports of the shelf, the one that was changed last first; at most ten."""
    return tuple(sorted(desk.shelf(), key=lambda report: report.changed_at, reverse=True)[:MOST])


def spoken(report: "ReportSummary") -> str:
    """A report in a line: year, state, and when it was changed."""
    return f"{report.year} 年　{report.state.spoken}　{report.changed_at.astimezone():%Y-%m-%d %H:%M} 修改"


def fill_recent(menu: QMenu, desk: "Desk | None", open_report: Callable[[int], object]) -> None:
    """Fills a menu with the reports; the one on the desk is ticked. To be called when the menu is about to show.

    Args:
        menu: is emptied first.
        desk: None before it is laid.
        open_report: puts the report of an id on the desk.
    """
    menu.clear()
    menu.setToolTipsVisible(True)
    reports = recent(desk) if desk is not None else ()
    on_desk = desk.session.stored.summary.id if desk is not None and desk.session.has_report else None
    for report in reports:
        action = menu.addAction(spoken(report))
        action.setToolTip(report.agency_name)
        action.setCheckable(True)
        action.setChecked(report.id == on_desk)
        action.triggered.connect(_opening(partial(open_report, report.id)))
    if not reports:
        menu.addAction(NONE).setEnabled(False)


def _opening(deed: Callable[[], object]) -> Callable[[], None]:
    """Qt would pass whether it is checked."""

    def run() -> None:
        deed()

    return run


def recent_places(desk: "Desk | None", open_report: Callable[[int], object]) -> Iterator[Place]:
    """The same reports as lines of the command palette."""
    for report in recent(desk) if desk is not None else ():
        yield f"{report.year} 年报告", f"报告　{report.state.spoken}", partial(open_report, report.id)
