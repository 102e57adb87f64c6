"""How far each part of the report on the desk has come."""

from collections import Counter

from disclosure_desk.checks.folding import folded
from disclosure_desk.formats.form import PREAMBLE
from disclosure_desk.formats.schema import NarrativeSection, NoBlankCells, Severity, TextPresent
from disclosure_desk.gui.desk import Desk
from disclosure_desk.gui.outline import COVER, SHELF, Entry, PartState
from disclosure_desk.gui.session import Session
from disclosure_desk.report.annotations import Aspect, annotated_cells, annotation, is_flagged
from disclosure_desk.report.document import ReportDocument
from disclosure_desk.report.state import State
from disclosure_desk.report.topics import OPEN_BLANK, Progress, progress

_TEXT_STATES = {
    Progress.MISSING: PartState.EMPTY,
    Progress.BEGUN: PartState.PROGRESS,
    Progress.WRITTEN: PartState.DONE,
}
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
    noted = _noted_sections(report)
    lines = [
        Entry(COVER, "封面与本机关", _cover_state(report)),
        Entry(PREAMBLE, "引言（可选）", _preamble_state(report)),
    ]
    for section in report.form.sections:
        state = PartState.WRONG if section.id in wrong else _progress(report, section.id)
        remark = f"核实 {doubtful[section.id]} 处" if doubtful[section.id] else ""
        notes, flags = noted.get(section.id, (0, 0))
        lines.append(Entry(section.id, section.heading, state, remark, notes=notes, flags=flags))
    return [*lines, past]


def title(session: Session, program: str) -> str:
    """What stands in the title bar."""
    if not session.has_report:
        return program
    report, state = session.report, session.stored.summary.state
    practice = "练习 · " if session.is_practice else ""
    return f"{practice}{report.agency.name} · {report.year} 年 · {state.spoken} — {program}"


def standing_sentence(desk: Desk) -> str:
    """Why the report on the desk cannot be changed; "" where it can, or where there is none."""
    session = desk.session
    if desk.is_read_only:
        return (
            "以只读方式打开，可以查看、打印和导出，不能修改。需要修改的：另一处正在使用的，等它关闭；"
            "文件夹是只读的，改好权限或写保护；然后重新打开程序。"
        )
    if not session.has_report or session.is_editable:
        return ""
    state = session.stored.summary.state
    return f"这份报告的状态是“{state.spoken}”，可以查看、打印和导出，不能修改。{_WAYS_ON.get(state, '')}"


def _failed_sections(session: Session) -> tuple[set[str], Counter[str]]:
    """Sections with an error other than a blank, and how many entries of the class 核实 each section has."""
    blanks = {c.code for c in session.report.form.checks if isinstance(c, NoBlankCells | TextPresent)}
    entries = folded(finding for finding in session.results if finding.failed and finding.code not in blanks)
    wrong = {entry.facts[0].section for entry in entries if entry.severity is Severity.ERROR}
    return wrong, Counter(entry.facts[0].section for entry in entries if entry.severity is Severity.WARNING)


def _noted_sections(report: ReportDocument) -> dict[str, tuple[int, int]]:
    """For each section with any, on how many cells something is written and how many are flagged 待核实."""
    notes, flags = Counter[str](), Counter[str]()
    for cell in annotated_cells(report):
        section = report.form.places[cell].section.id
        notes[section] += any(annotation(report, cell, aspect) for aspect in Aspect if aspect is not Aspect.FLAG)
        flags[section] += is_flagged(report, cell)
    return {section: (notes[section], flags[section]) for section in notes}


def _cover_state(report: ReportDocument) -> PartState:
    held = [bool(text) for text in vars(report.agency).values()]
    return PartState.DONE if all(held) else PartState.PROGRESS if any(held) else PartState.EMPTY


def _preamble_state(report: ReportDocument) -> PartState | None:
    """Nothing where it is empty: it may stay so."""
    text = report.narratives.get(PREAMBLE)
    if not text:
        return None
    return PartState.PROGRESS if OPEN_BLANK.search(text) else PartState.DONE


def _progress(report: ReportDocument, section_id: str) -> PartState:
    section = report.form.section(section_id)
    if isinstance(section, NarrativeSection):
        return _TEXT_STATES[progress(section, report.narratives.get(section_id, ""))]
    filled = sum(cell in report.cells for cell in section.cells)
    if not filled:
        return PartState.EMPTY
    return PartState.DONE if filled == len(section.cells) else PartState.PROGRESS
