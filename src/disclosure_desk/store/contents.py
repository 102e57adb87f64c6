"""A report document as rows and back; a change written into the rows of the report that it changes."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Delete, Insert, Table, Update, delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as insert_into
from sqlmodel import Session

from disclosure_desk.formats.catalogue import Catalogue
from disclosure_desk.report.changes import Change, Edit, Part
from disclosure_desk.report.document import Agency, ReportDocument, StaleChange, TotalsMode
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

    def edit(self, session: Session, row: ReportRow, each: Edit) -> None:
        """One statement that makes the edit only where it finds what the edit starts from."""
        at = {"report_id": row.id, self.key: each.key}
        found = (self.table.c.report_id == row.id, self.table.c[self.key] == each.key)
        statement: Insert | Update | Delete
        if each.before is None:
            statement = insert_into(self.table).values({**at, self.value: each.after}).on_conflict_do_nothing()
        elif each.after is None:
            statement = delete(self.table).where(*found, self.table.c[self.value] == each.before)
        else:
            statement = update(self.table).where(*found, self.table.c[self.value] == each.before)
            statement = statement.values({self.value: each.after})
        result = session.connection().execute(statement, execution_options={"preserve_rowcount": True})
        if result.rowcount != 1:
            raise StaleChange(f"{each.part.value} {each.key}")


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
    """Writes a change into the rows, with the outcome of ``ReportDocument.applied``, but without reading the report.

    Raises:
        StaleChange: the change was made for another state of the report.
        KeyError: an edit names a cell or text that the form does not have.
    """
    form = formats.form(row.format, json.loads(row.section_formats))
    known = {Part.CELL: form.places, Part.UNIT: form.places, Part.NARRATIVE: form.narrative_keys}
    for each in change.edits:
        if each.key not in known.get(each.part, (each.key,)):
            raise KeyError(each.key)
        _EDIT[each.part](session, row, each)


def _edit_row(row: ReportRow, column: str, each: Edit) -> None:
    if getattr(row, column) != each.before:
        raise StaleChange(f"{each.part.value} {each.key}")
    setattr(row, column, each.after)


_EDIT: dict[Part, Callable[[Session, ReportRow, Edit], None]] = {
    Part.CELL: _CELLS.edit,
    Part.UNIT: _UNITS.edit,
    Part.NARRATIVE: _NARRATIVES.edit,
    Part.AGENCY: lambda _, row, each: _edit_row(row, f"agency_{each.key}", each),
    Part.REPORT: lambda _, row, each: _edit_row(row, each.key, each),
}
