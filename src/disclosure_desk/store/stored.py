"""What the store gives out: a report with what the store knows about it."""

from dataclasses import dataclass
from datetime import datetime

from disclosure_desk.checks.finding import Finding
from disclosure_desk.report.changes import Change
from disclosure_desk.report.document import ReportDocument
from disclosure_desk.report.state import State


@dataclass(frozen=True)
class ReportSummary:
    """One report on the shelf or in the recycle bin, without its content.

    Attributes:
        id: the report's key in this database.
        year, revision: unique together on the shelf; revisions count from 1.
        state: how far it has come.
        agency_name: as it stands in the report.
        format_id: id of its format.
        totals: ``filled`` or ``typed``.
        changed_at: when content or state last changed; aware, in local time.
        published: it was imported as it had been published.
        recycled_at: when it went into the recycle bin; None on the shelf.
    """

    id: int
    year: int
    revision: int
    state: State
    agency_name: str
    format_id: str
    totals: str
    changed_at: datetime
    published: bool
    recycled_at: datetime | None = None


@dataclass(frozen=True)
class StoredReport:
    """A report as it was last committed.

    Attributes:
        summary: what the shelf shows of it.
        document: its content.
        done: the changes that undo takes back, oldest first; empty once the report is final, where history ends.
        undone: the changes that redo makes again, in that order; empty once the report is final.
        remarks: what was remarked when it was read from a file.
        saved_at: when the latest change was committed; aware, in local time.
    """

    summary: ReportSummary
    document: ReportDocument
    done: tuple[Change, ...]
    undone: tuple[Change, ...]
    remarks: tuple[Finding, ...]
    saved_at: datetime
