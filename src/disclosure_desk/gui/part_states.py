"""How far each part of the report on the desk has come."""

from disclosure_desk.formats.form import PREAMBLE
from disclosure_desk.formats.schema import NoBlankCells, Severity, TableSection, TextPresent
from disclosure_desk.gui.desk import Desk
from disclosure_desk.gui.outline import COVER, SHELF, Entry, PartState
from disclosure_desk.gui.session import Session
from disclosure_desk.report.document import ReportDocument
from disclosure_desk.report.state import State

_WAYS_ON = {
    State.FINAL: "向社会公开后，请用“归档”菜单归档。",
    State.PUBLISHED: "需要归档的，请用“归档”菜单。",
    State.ARCHIVED: "填报新的年度，请用“文件”菜单新建报告。",
}


def entries(session: Session) -> list[Entry]:
    """The lines of the outline; only past years while no report is open."""
    past = Entry(SHELF, "往年报告", apart=session.has_report)
    if not session.has_report:
        return [past]
    report = session.report
    wrong, doubtful = _failed_sections(session)
    lines = [
        Entry(COVER, "封面与本机关", _cover_state(report)),
        Entry(PREAMBLE, "引言（可选）", _preamble_state(report)),
    ]
    for section in report.form.sections:
        state = PartState.WRONG if section.id in wrong else _progress(report, section.id)
        remark = f"待核实 {doubtful[section.id]} 处" if doubtful.get(section.id) else ""
        lines.append(Entry(section.id, section.heading, state, remark))
    return [*lines, past]


def title(session: Session, program: str) -> str:
    """What stands in the title bar."""
    if not session.has_report:
        return program
    report, state = session.report, session.stored.summary.state
    return f"{report.agency.name} · {report.year} 年 · {state.spoken} — {program}"


def standing_sentence(desk: Desk) -> str:
    """Why the report on the desk cannot be changed; "" where it can, or where there is none."""
    session = desk.session
    if desk.is_read_only:
        return "以只读方式打开，可以查看、打印和导出，不能修改。需要修改的，请等对方关闭后重新打开。"
    if not session.has_report or session.is_editable:
        return ""
    state = session.stored.summary.state
    return f"这份报告的状态是“{state.spoken}”，可以查看、打印和导出，不能修改。{_WAYS_ON.get(state, '')}"


def _failed_sections(session: Session) -> tuple[set[str], dict[str, int]]:
    """Sections with an error other than a blank, and how many warnings each section has."""
    blanks = {c.code for c in session.report.form.checks if isinstance(c, NoBlankCells | TextPresent)}
    wrong: set[str] = set()
    doubtful: dict[str, int] = {}
    for finding in session.results:
        if finding.failed and finding.code not in blanks:
            if finding.severity is Severity.ERROR:
                wrong.add(finding.section)
            elif finding.severity is Severity.WARNING:
                doubtful[finding.section] = doubtful.get(finding.section, 0) + 1
    return wrong, doubtful


def _cover_state(report: ReportDocument) -> PartState:
    held = [bool(text) for text in vars(report.agency).values()]
    return PartState.DONE if all(held) else PartState.PROGRESS if any(held) else PartState.EMPTY


def _preamble_state(report: ReportDocument) -> PartState | None:
    """Nothing where it is empty: it may stay so."""
    return PartState.DONE if report.narratives.get(PREAMBLE) else None


def _progress(report: ReportDocument, section_id: str) -> PartState:
    section = report.form.section(section_id)
    if not isinstance(section, TableSection):
        return PartState.DONE if report.narratives.get(section_id, "").strip() else PartState.EMPTY
    filled = sum(cell in report.cells for cell in section.cells)
    if not filled:
        return PartState.EMPTY
    return PartState.DONE if filled == len(section.cells) else PartState.PROGRESS
