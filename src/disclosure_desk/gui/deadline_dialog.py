"""Until when the report is due: shown with the rule it comes from, and changed where another day was set."""

from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QCalendarWidget, QDateEdit, QFormLayout, QHBoxLayout, QPushButton, QWidget

from disclosure_desk.errors import DeskError
from disclosure_desk.gui.session import Session
from disclosure_desk.gui.sheet import Sheet, add_row
from disclosure_desk.report.deadline import deadline, default_deadline
from disclosure_desk.report.document import ReportDocument
from disclosure_desk.report.editing import set_deadline

OF_GOVERNMENT = (
    "《政府信息公开条例》第四十九条第二款：县级以上地方人民政府的政府信息公开工作主管部门应当在每年 3 月 31 日前"
    "向社会公布本级政府上一年度政府信息公开工作年度报告。"
)
OF_AGENCY = (
    "《政府信息公开条例》第四十九条第一款：县级以上人民政府部门应当在每年 1 月 31 日前向本级政府信息公开工作主管部门"
    "提交本行政机关上一年度政府信息公开工作年度报告并向社会公布。"
)

OF_OTHERS = "条例没有写明这类机关的期限，程序先按 1 月 31 日。当地另有通知的，请按通知修改。"
OF_UNKNOWN = "还没有选「机关类别」，程序先按 1 月 31 日。请先到封面上选「机关类别」；当地另有通知的，请按通知修改。"
_RULES = {"government": OF_GOVERNMENT, "department": OF_AGENCY, None: OF_UNKNOWN}


def edit_deadline(window: QWidget, session: Session) -> Sheet:
    """Shows the day; a change is one undo step."""
    report = session.report
    sheet = Sheet(window, "公布期限", "确定", wide=True)
    sheet.say(rule(report))
    day = _day_field(sheet)
    day.setDate(_shown(deadline(report)))
    form = QFormLayout()
    form.setContentsMargins(0, 0, 0, 0)
    add_row(form, "本报告的期限", day)
    fields = QWidget(sheet)
    fields.setAccessibleName("公布期限")
    fields.setLayout(form)
    sheet.add(fields)
    usual = default_deadline(report)
    back = QPushButton(f"恢复默认（{usual.year} 年 {usual.month} 月 {usual.day} 日）", sheet)
    back.setObjectName("flat")
    back.setAccessibleName(back.text())
    back.clicked.connect(lambda: day.setDate(_shown(usual)))
    row = QHBoxLayout()
    row.addWidget(back)
    row.addStretch(1)
    form.addRow("", row)

    def act() -> bool:
        chosen = date(day.date().year(), day.date().month(), day.date().day())
        try:
            session.apply(set_deadline(session.report, None if chosen == usual else chosen))
        except DeskError as error:
            sheet.complain(str(error))
            return False
        return True

    sheet.ask(act)
    day.setFocus()
    return sheet


def rule(report: ReportDocument) -> str:
    """The article that the usual day comes from, or that there is none for agencies of that kind."""
    return _RULES.get(report.agency.kind or None, OF_OTHERS)


def _day_field(sheet: QWidget) -> QDateEdit:
    day = QDateEdit(sheet)
    day.setAccessibleName("本报告的期限")
    day.setDisplayFormat("yyyy 年 M 月 d 日")
    day.setCalendarPopup(True)
    calendar = day.calendarWidget()
    calendar.setAccessibleName("日历")
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    return day


def _shown(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
