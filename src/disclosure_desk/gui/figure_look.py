"""How one figure stands: what is written in its cell, how it is marked, and what is said about it."""

from dataclasses import dataclass
from functools import cache
from html import escape

from disclosure_desk.checks.finding import Finding
from disclosure_desk.formats.form import Form, Sum
from disclosure_desk.formats.schema import CellId, Severity
from disclosure_desk.gui.figure_history import last_year, openings, origin
from disclosure_desk.gui.figure_sum import difference_at
from disclosure_desk.gui.session import Session
from disclosure_desk.report.annotations import Aspect, annotation, is_flagged
from disclosure_desk.report.editing import running_sum
from disclosure_desk.report.figures import plain

SEVERITY_WORDS = {Severity.ERROR: "强制", Severity.WARNING: "核实", Severity.NOTE: "提示"}
_NOTED = {Aspect.NOTE: "备注", Aspect.SOURCE: "数字来源", Aspect.REASON: "原因"}
_FEW = 4


@dataclass(frozen=True, slots=True)
class Look:
    """What a cell shows.

    Attributes:
        text: the figure, or the sum so far of a total that is not complete, or "".
        is_running: ``text`` is only the sum so far.
        is_total: the cell is a total of others.
        is_editable: the officer may type here.
        severity: the gravest failure that the figure takes part in.
        is_named: the failure is about this figure (a total, or one of few), not only about its parts.
        gap: by how much a total is off (差 −11), or "".
        before: last year's figure of the same cell, or "".
        is_carried: last year's report hands the figure on that stands here.
        is_noted: there is a note, a source or a reason.
        is_flagged: the figure is still to be verified.
    """

    text: str
    is_running: bool
    is_total: bool
    is_editable: bool
    severity: Severity | None
    is_named: bool
    gap: str = ""
    before: str = ""
    is_carried: bool = False
    is_noted: bool = False
    is_flagged: bool = False


def look(session: Session, cell: CellId) -> Look:
    """How a cell of the report on the desk stands."""
    report = session.report
    is_total = cell in report.form.totals
    figure = report.cells.get(cell)
    computed = is_total and not report.is_typed
    sum_so_far = running_figure(session, cell) if computed and figure is None else ""
    findings = session.findings_of(cell)
    previous = session.previous
    return Look(
        text=sum_so_far if figure is None else figure + report.units.get(cell, ""),
        is_running=bool(sum_so_far),
        is_total=is_total,
        is_editable=session.is_editable and not computed,
        severity=findings[0].severity if findings else None,
        is_named=bool(findings) and any(is_named(report.form, finding, cell) for finding in findings),
        gap=difference_at(session, cell) if findings and is_total else "",
        before="" if previous is None else previous.cells.get(cell, ""),
        is_carried=figure is not None
        and previous is not None
        and openings(report.form).get(cell) in previous.form.places,
        is_noted=bool(report.annotations) and any(annotation(report, cell, aspect) for aspect in _NOTED),
        is_flagged=bool(report.annotations) and is_flagged(report, cell),
    )


def is_named(form: Form, finding: Finding, cell: CellId) -> bool:
    """Whether a failure is to be shown at this cell itself; the many parts of a sum are marked more lightly."""
    return len(finding.cells) <= _FEW or cell not in form.places or finding.cells[0] == cell


def running_figure(session: Session, cell: CellId) -> str:
    """The sum so far of a total that is not complete, or ""."""
    each = filling_of(session.report.form).get(cell)
    amount = running_sum(each, session.report.cells) if each else None
    return "" if amount is None else plain(amount)


@cache
def filling_of(form: Form) -> dict[CellId, Sum]:
    """The sum that fills each total."""
    return {each.total: each for each in form.fillings}


@cache
def totals_over(form: Form) -> dict[CellId, tuple[CellId, ...]]:
    """The totals whose sum so far a cell is part of."""
    over: dict[CellId, tuple[CellId, ...]] = {}
    for each in form.fillings:
        for part in each.parts:
            over[part] = (*over.get(part, ()), each.total)
    return over


def remark(session: Session, cell: CellId) -> str:
    """What is to be said about a cell, as plain text with one line for each failure; "" where nothing is."""
    said = [f"{SEVERITY_WORDS[f.severity]}：{f.message}" for f in session.findings_of(cell)]
    return "\n".join([*said, *filter(None, [running_remark(session, cell)])])


def history_remark(session: Session, cell: CellId) -> str:
    """Where a carried-over figure comes from and what last year's was, one line for each; "" without last year."""
    comes = origin(session, cell)
    then = last_year(session, cell)
    lines = [f"{comes.sentence}：{comes.figure or '空白'}。" if comes else ""]
    lines += [f"{session.report.year - 1} 年此格：{then}。" if then else ""]
    return "\n".join(filter(None, lines))


def notes_remark(session: Session, cell: CellId) -> str:
    """What is noted on a cell, one line for each aspect."""
    report = session.report
    if not report.annotations:
        return ""
    lines = ["待核实。" if is_flagged(report, cell) else ""]
    lines += [f"{word}：{text}" for aspect, word in _NOTED.items() if (text := annotation(report, cell, aspect))]
    return "\n".join(filter(None, lines))


def running_remark(session: Session, cell: CellId) -> str:
    """That a total is only the sum so far, or ""."""
    shown = look(session, cell)
    return f"还有空格未填，各项暂计 {shown.text}。" if shown.is_running else ""


def everything(session: Session, cell: CellId) -> str:
    """What is wrong, what is noted, what last year says; plain text, one line for each."""
    said = (remark(session, cell), notes_remark(session, cell), history_remark(session, cell))
    return "\n".join(filter(None, said))


def tooltip(session: Session, cell: CellId) -> str:
    """All that is to be said about a cell as rich text, so that long sentences wrap."""
    said = everything(session, cell)
    return f"<qt>{'<br>'.join(escape(line) for line in said.splitlines())}</qt>" if said else ""


def spoken(session: Session, cell: CellId) -> str:
    """The cell as a screen reader says it: table, row, column, figure and state."""
    report = session.report
    place = report.form.places[cell]
    shown = look(session, cell)
    words = [place.section.short, place.row.spoken, place.column.spoken, _figure_words(shown)]
    if shown.is_total:
        words.append("合计" if report.is_typed else "合计，自动计算")
    if not shown.is_editable and not shown.is_total:
        words.append("只读")
    if said := everything(session, cell):
        words.append(said.replace("\n", " "))
    return " ".join(words)


def _figure_words(shown: Look) -> str:
    if shown.is_running:
        return f"暂计 {shown.text}"
    return shown.text or "未填"
