"""A report document as rows and back; a change written into the rows of the report that it changes."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Table, delete, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlmodel import Session

from disclosure_desk.formats.catalogue import Catalogue
from disclosure_desk.report.changes import Change, Edit, Part
from disclosure_desk.report.document import Agency, ReportDocument, TotalsMode
from disclosure_desk.store.tables import ReportRow, table


@dataclass(frozen=True)
class _Keyed:
    """A table of one value for each key of a report."""

    table: Table
    key: str
    value: str

    def read(self, session: Session, report_id: int) -> dict[Any, str]:
        rows = select(self.table.c[self.key], self.table.c[self.value]).where(self.table.c.report_id == report_id)
        return {key: value for key, value in session.connection().execute(rows)}  # noqa: C416 - rows are no pairs

    def write(self, session: Session, report_id: int, values: Mapping[Any, str]) -> None:
        if values:
            rows = [{"report_id": report_id, self.key: key, self.value: value} for key, value in values.items()]
            session.connection().execute(insert(self.table), rows)

    def edit(self, session: Session, row: ReportRow, edits: Iterable[Edit]) -> None:
        for each in edits:
            if each.after is None:
                gone = delete(self.table).where(self.table.c.report_id == row.id, self.table.c[self.key] == each.key)
                session.connection().execute(gone)
            else:
                new = {"report_id": row.id, self.key: each.key, self.value: each.after}
                statement = upsert(self.table).values(new)
                changed = statement.on_conflict_do_update(set_={self.value: each.after})
                session.connection().execute(changed)


_CELLS = _Keyed(table("cell"), "cell_id", "figure")
_UNITS = _Keyed(table("unit"), "cell_id", "unit")
_NARRATIVES = _Keyed(table("narrative"), "key", "text")


def read(session: Session, row: ReportRow, formats: Catalogue) -> ReportDocument:
    """The report of a row.

    Raises:
        NotFound: its format is not among ``formats``.
    """
    return ReportDocument(
        form=formats.form(row.format, json.loads(row.section_formats)),
        agency=Agency(row.agency_name, row.agency_kind, row.agency_level, row.agency_scope),
        year=row.year,
        totals=TotalsMode(row.totals),
        cells=_CELLS.read(session, row.id),
        narratives=_NARRATIVES.read(session, row.id),
        units=_UNITS.read(session, row.id),
        extras=json.loads(row.extras),
    )


def write(session: Session, row: ReportRow, document: ReportDocument) -> None:
    """Writes the figures, texts and units of a report whose row is new."""
    _CELLS.write(session, row.id, document.cells)
    _NARRATIVES.write(session, row.id, document.narratives)
    _UNITS.write(session, row.id, document.units)


def columns_of(document: ReportDocument) -> dict[str, Any]:
    """What of a report stands in its own row."""
    return {
        "year": document.year,
        "format": document.format_id,
        "section_formats": json.dumps(document.section_formats),
        "agency_name": document.agency.name,
        "agency_kind": document.agency.kind,
        "agency_level": document.agency.level,
        "agency_scope": document.agency.scope,
        "totals": document.totals.value,
        # Members unknown to the program may hold anything that JSON can say, half characters too: ASCII keeps them.
        "extras": json.dumps(document.extras),
    }


def apply(session: Session, row: ReportRow, change: Change, formats: Catalogue) -> None:
    """Writes a change into the rows.

    The document itself is asked first, so that rows can never say what no report could.

    Raises:
        StaleChange: the change was made for another state of the report.
        KeyError: an edit names a cell or text that the form does not have.
    """
    read(session, row, formats).applied(change)
    for part, edits in groupby(change.edits, key=lambda edit: edit.part):
        _EDIT[part](session, row, edits)


def _edit_agency(_session: Session, row: ReportRow, edits: Iterable[Edit]) -> None:
    for each in edits:
        setattr(row, f"agency_{each.key}", each.after)


def _edit_report(_session: Session, row: ReportRow, edits: Iterable[Edit]) -> None:
    for each in edits:
        setattr(row, each.key, each.after)


_EDIT: dict[Part, Callable[[Session, ReportRow, Iterable[Edit]], None]] = {
    Part.CELL: _CELLS.edit,
    Part.UNIT: _UNITS.edit,
    Part.NARRATIVE: _NARRATIVES.edit,
    Part.AGENCY: _edit_agency,
    Part.REPORT: _edit_report,
}
