"""Starts a year: whose report, of which year, with last year's carried-over figures."""

from datetime import UTC, datetime

from PySide6.QtWidgets import QSpinBox

from disclosure_desk.errors import DeskError, OtherAgency
from disclosure_desk.gui.agency_fields import AgencyFields
from disclosure_desk.gui.desk import Desk
from disclosure_desk.gui.prior_dialog import enter_prior
from disclosure_desk.gui.sheet import Sheet, add_row
from disclosure_desk.gui.window import Noticing, widget
from disclosure_desk.settings import Settings

_FIRST_YEAR = 2008
"""The Regulations have been in force since 1 May 2008."""
_OTHER = (
    "没有新建：本机已有“{owner}”的报告。那是示例的，请先在“往年报告”中把它移入回收站；"
    "是本机关以前的名称的，请按以前的名称新建，再到“封面与本机关”改为现在的名称；"
    "是另一个机关的，请在电脑的另一个用户下填报，或另用一份 U 盘版。"
)
"""What can be done from here; a new report has no earlier name that could be ticked, as a file that is read has."""


def begin_year(window: Noticing, desk: Desk, settings: Settings) -> Sheet:
    """Asks for agency and year, and starts the report."""
    sheet = Sheet(widget(window), "新建年度报告", "新建")
    sheet.say("请核对机关信息和报告年度。上年度报告在本机的，结转数字会自动带入，可以撤销。")
    fields = AgencyFields(sheet)
    year = QSpinBox(fields)
    year.setRange(_FIRST_YEAR, 2999)
    year.setAccessibleName("报告年度")
    year.setSuffix(" 年")
    year.setMinimumHeight(32)
    add_row(fields.form, "报告年度", year)
    sheet.add(fields)
    shelf = desk.shelf()
    latest = desk.database.reports.latest(shelf[0].year).document if shelf else None
    fields.show_defaults(latest.agency if latest else settings.agency)
    year.setValue(shelf[0].year + 1 if shelf else proposed_year())
    fields.name.setFocus()

    def by_hand() -> None:
        enter_prior(window, desk.session)

    def act() -> bool:
        if not fields.agency.name:
            sheet.complain("请填写机关全称。")
            return False
        try:
            desk.begin_year(fields.agency, year.value())
        except OtherAgency as error:
            sheet.complain(_OTHER.format(owner=error.owner))
            return False
        except DeskError as error:
            sheet.complain(str(error))
            return False
        actions = [("填写上年对照数字", by_hand)] if desk.session.previous is None else []
        window.notice(_begun(desk), actions=actions)
        return True

    sheet.ask(act)
    return sheet


def proposed_year() -> int:
    """The year that a report written today is about: the last one that has ended."""
    return datetime.now(UTC).astimezone().year - 1


def _begun(desk: Desk) -> str:
    session = desk.session
    if session.previous is None:
        return f"已新建 {session.report.year} 年报告。本机没有 {session.report.year - 1} 年报告，上年结转请自行填写。"
    if session.stack.count():
        return f"已新建 {session.report.year} 年报告，并带入 {session.previous.year} 年的结转数字。"
    return f"已新建 {session.report.year} 年报告。{session.previous.year} 年没有可带入的结转数字。"
