"""Figures of the wrong kind (V1) and what is still blank (C1)."""

from collections.abc import Iterator

from disclosure_desk.checks.arithmetic import BLANK
from disclosure_desk.checks.finding import Finding, Result
from disclosure_desk.formats.schema import FiguresOfKind, NoBlankCells, TextPresent
from disclosure_desk.report.document import ReportDocument
from disclosure_desk.report.figures import fault, value


def figures_of_kind(report: ReportDocument, record: FiguresOfKind) -> Iterator[Finding]:
    """Each figure against the kind of its cell."""
    for cell, place in report.form.places.items():
        if place.section.id != record.section:
            continue
        figure = report.cells.get(cell)
        known = (record.code, record.severity)
        if figure is None:
            yield Finding(*known, Result.UNKNOWN, record.section, (cell,), reason=BLANK)
        elif reason := fault(figure, place.kind):
            message = f"{place.spoken}：{reason}"
            yield Finding(*known, Result.FAILED, record.section, (cell,), actual=value(figure), message=message)
        else:
            yield Finding(*known, Result.PASSED, record.section, (cell,), actual=value(figure))


def no_blank_cells(report: ReportDocument, record: NoBlankCells) -> Iterator[Finding]:
    """One finding for the whole table, naming its blank cells."""
    cells = [cell for cell, place in report.form.places.items() if place.section.id == record.section]
    blank = tuple(cell for cell in cells if cell not in report.cells)
    if not blank:
        yield Finding(record.code, record.severity, Result.PASSED, record.section, tuple(cells))
        return
    place = report.form.places[blank[0]]
    first = f"“{place.row.spoken}”“{place.column.spoken}”"
    message = (
        f"{place.section.short}尚未填写。没有发生的，请填 0。"
        if len(blank) == len(cells)
        else f"{place.section.short}还有 {len(blank)} 格未填，第一处是{first}。没有发生的，请填 0。"
    )
    yield Finding(record.code, record.severity, Result.FAILED, record.section, blank, message=message)


def text_present(report: ReportDocument, record: TextPresent) -> Iterator[Finding]:
    """A required text that is blank or only white space."""
    if report.narratives.get(record.section, "").strip():
        yield Finding(record.code, record.severity, Result.PASSED, record.section)
        return
    heading = report.form.section(record.section).heading
    message = f"“{heading}”还没有正文。请撰写这一部分。"
    yield Finding(record.code, record.severity, Result.FAILED, record.section, message=message)
