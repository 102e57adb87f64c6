"""Figures of the wrong kind (V1) and what is still blank (C1)."""

from collections.abc import Iterator
from functools import lru_cache

from disclosure_desk.checks.arithmetic import BLANK
from disclosure_desk.checks.finding import Finding, Result, TextPlace
from disclosure_desk.formats.form import Place
from disclosure_desk.formats.schema import CellId, FiguresOfKind, NarrativeSection, NoBlankCells, Severity, TextPresent
from disclosure_desk.report.document import ReportDocument
from disclosure_desk.report.figures import fault, value
from disclosure_desk.report.topics import OPEN_BLANK, bare_headings, has_own_words


def figures_of_kind(report: ReportDocument, record: FiguresOfKind) -> Iterator[Finding]:
    """Each figure against the kind of its cell."""
    for cell, place in report.form.places.items():
        if place.section.id == record.section:
            yield _of_kind(record.code, record.severity, place, report.cells.get(cell))


@lru_cache(maxsize=8192)  # an edit changes one of two hundred figures
def _of_kind(code: str, severity: Severity, place: Place, figure: str | None) -> Finding:
    known = (code, severity)
    cells = (place.cell,)
    if figure is None:
        return Finding(*known, Result.UNKNOWN, place.section.id, cells, reason=BLANK)
    reason = fault(figure, place.kind)
    if reason:
        message = f"{place.spoken}：{reason}"
        return Finding(*known, Result.FAILED, place.section.id, cells, actual=value(figure), message=message)
    return Finding(*known, Result.PASSED, place.section.id, cells, actual=value(figure))


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
        else f"{place.section.short}还有 {_to_fill_in(report, blank)} 格未填，第一处是{first}。没有发生的，请填 0。"
    )
    yield Finding(record.code, record.severity, Result.FAILED, record.section, blank, message=message)


def _to_fill_in(report: ReportDocument, blank: tuple[CellId, ...]) -> int:
    """How many of them are the officer's to fill in: totals that follow their parts are not."""
    own = blank if report.is_typed else [cell for cell in blank if cell not in report.form.totals]
    return len(own) or len(blank)


def text_present(report: ReportDocument, record: TextPresent) -> Iterator[Finding]:
    """A required text that is blank or white space, has headings without a text, or a blank left open."""
    section = report.form.section(record.section)
    text = report.narratives.get(record.section, "")
    places: tuple[TextPlace, ...] = ()
    message = ""
    if not isinstance(section, NarrativeSection) or not text.strip():
        message = f"“{section.heading}”还没有正文。请撰写这一部分。"
    elif not has_own_words(section, text):
        message = f"“{section.heading}”只有标题，还没有正文。请在标题下撰写。"
    else:
        places, message = _left_open(section, text)
    result = Result.FAILED if message else Result.PASSED
    yield Finding(record.code, record.severity, result, record.section, places=places, message=message)


def _left_open(section: NarrativeSection, text: str) -> tuple[tuple[TextPlace, ...], str]:
    """Where something is still to be written into a text that has been begun, and the sentence that says so."""
    blanks = [TextPlace(section.id, *blank.span(), blank[0]) for blank in OPEN_BLANK.finditer(text)]
    headings = bare_headings(section, text)
    bare = [TextPlace(section.id, head.start, head.start + len(head.text), head.text) for head in headings]
    if not blanks and not bare:
        return (), ""
    said = []
    if blanks:
        said.append(f"还有 {len(blanks)} 处空白待填，请填写，不需要的请删去。")
    if bare:
        names = "".join("“{}”".format(head.quote.strip("。")) for head in bare)
        said.append(f"{names}标题下还没有文字，请补写。")
    message = f"“{section.heading}”{'' if blanks else '的'}{''.join(said)}"
    return tuple(sorted((*blanks, *bare), key=lambda place: place.start)), message
