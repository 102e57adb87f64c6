"""All notes, flags and sources of a report as plain lines, in the form's order, for a list on screen or on paper."""

from dataclasses import dataclass

from disclosure_desk.formats.schema import CellId
from disclosure_desk.report.annotations import Aspect, annotated_cells, annotation, is_flagged
from disclosure_desk.report.document import ReportDocument


@dataclass(frozen=True, slots=True)
class NotedCell:
    """What is noted on one cell.

    Attributes:
        cell: the cell's id.
        place: how a message names it (表三“新收”“自然人”).
        figure: its figure with its unit, "" where it is blank.
        flagged: whether it is still to be verified.
        note, source, reason: the officer's words, "" where there are none.
    """

    cell: CellId
    place: str
    figure: str
    flagged: bool
    note: str
    source: str
    reason: str


def note_lines(report: ReportDocument) -> tuple[NotedCell, ...]:
    """Every cell with a note, a flag, a source or a reason."""
    return tuple(_line(report, cell) for cell in annotated_cells(report))


def _line(report: ReportDocument, cell: CellId) -> NotedCell:
    figure = report.cells.get(cell, "")
    return NotedCell(
        cell=cell,
        place=report.form.places[cell].spoken,
        figure=figure + report.units.get(cell, "") if figure else "",
        flagged=is_flagged(report, cell),
        note=annotation(report, cell, Aspect.NOTE),
        source=annotation(report, cell, Aspect.SOURCE),
        reason=annotation(report, cell, Aspect.REASON),
    )
