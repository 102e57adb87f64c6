"""What reading a file gives: the report, and what has to be said about the reading."""

from dataclasses import dataclass

from disclosure_desk.checks.finding import Finding, Result, TextPlace
from disclosure_desk.formats.schema import CellId, Severity
from disclosure_desk.report.document import ReportDocument

UNREAD = "R1"
"""A place in the file could not be read with certainty; what belongs there stays blank."""
REWORDED = "R2"
"""A label or heading was worded differently from the official form and was recognised all the same."""
LEFT_OUT = "R3"
"""The file holds something that the report has no place for."""


@dataclass(frozen=True)
class Reading:
    """A report as a file gave it.

    Attributes:
        report: the report; what could not be read with certainty is blank.
        remarks: findings of class note with codes of kind R.
        sources: where in the file each figure came from, in the officer's words ("第 38 行"); may be empty.
    """

    report: ReportDocument
    remarks: tuple[Finding, ...] = ()
    sources: tuple[tuple[CellId, str], ...] = ()


def remark(
    code: str, section: str, message: str, cells: tuple[CellId, ...] = (), places: tuple[TextPlace, ...] = ()
) -> Finding:
    """A note made while reading."""
    return Finding(code, Severity.NOTE, Result.FAILED, section, cells, places=places, message=message)
