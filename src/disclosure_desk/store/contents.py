"""A report document as rows and back; a change written into the rows of the report that it changes."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Delete, Insert, Table, Update, delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as insert_into
from sqlmodel import Session

from disclosure_desk.errors import NotFound
from disclosure_desk.formats.catalogue import Catalogue
from disclosure_desk.formats.form import Form
from disclosure_desk.report.aspects import is_annotation_key
from disclosure_desk.report.changes import Change, Edit, Part
from disclosure_desk.report.document import PARTICULARS, Agency, ReportDocument, StaleChange, TotalsMode
from disclosure_desk.report.exact_json import exact_dumps, exact_loads
from disclosure_desk.report.figures import STORED
from disclosure_desk.store.tables import ReportRow, table


@dataclass(frozen=True)
class _Keyed:
    """A table of one value for each key of a report."""

    table: Table
    key: str
    value: str
    part: Part | None = None
    """Which part, where one table holds several."""

    def read(self, session: Session, report_id: int) -> dict[Any, str]:
        at = self._at(report_id)
        found = (self.table.c[column] == value for column, value in at.items())
        rows = select(self.table.c[self.key], self.table.c[self.value]).where(*found)
        return {key: value for key, value in session.connection().execute(rows)}  # noqa: C416 - rows are no pairs

    def write(self, session: Session, report_id: int, values: Mapping[Any, str]) -> None:
        if values:
            at = self._at(report_id)
            rows = [{**at, self.key: key, self.value: value} for key, value in values.items()]
            session.connection().execute(insert(self.table), rows)

    def edit(self, session: Session, row: ReportRow, each: Edit) -> None:
        """One statement that makes the edit only where it finds what the edit starts from."""
        at = {**self._at(row.id), self.key: each.key}
        found = [self.table.c[column] == value for column, value in at.items()]
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

    def _at(self, report_id: int) -> dict[str, Any]:
        at: dict[str, Any] = {"report_id": report_id}
        return at if self.part is None else {**at, "part": self.part.value}


_CELLS = _Keyed(table("cell"), "cell_id", "figure")
_UNITS = _Keyed(table("unit"), "cell_id", "unit")
_NARRATIVES = _Keyed(table("narrative"), "key", "text")
_ANNOTATIONS, _PRIOR, _PARTICULARS = (
    _Keyed(table("detail"), "key", "text", part) for part in (Part.ANNOTATION, Part.PRIOR, Part.REPORT)
)


def read(session: Session, row: ReportRow, formats: Catalogue) -> ReportDocument:
    """The report of a row.

    Raises:
        NotFound: its format is not among ``formats``.
        ValueError, KeyError, TypeError: what is stored is not what the program writes.
    """
    details = _details(session, row.id)
    return ReportDocument(
        form=_form(row, formats),
        agency=Agency(row.agency_name, row.agency_kind, row.agency_level, row.agency_scope),
        year=row.year,
        totals=TotalsMode(row.totals),
        cells=_figures(session, row.id),
        narratives=_NARRATIVES.read(session, row.id),
        units=_UNITS.read(session, row.id),
        extras=exact_loads(row.extras),
        annotations=details[Part.ANNOTATION],
        prior=details[Part.PRIOR],
        particulars=details[Part.REPORT],
    )


def _form(row: ReportRow, formats: Catalogue) -> Form:
    try:
        return formats.form(row.format, json.loads(row.section_formats))
    except NotFound as error:  # what is here was entered by a program, so one that knows the form
        raise NotFound(
            f"{row.year} 年的报告用的是“{row.format}”格式，这个版本的程序还没有，不能打开，"
            "内容没有改动。请安装新版本后再打开。"
        ) from error


def _figures(session: Session, report_id: int) -> dict[Any, str]:
    figures = _CELLS.read(session, report_id)
    if not all(map(STORED.fullmatch, figures.values())):
        raise ValueError("a figure")  # which one is nobody's business in a log
    return figures


def _details(session: Session, report_id: int) -> dict[str, dict[Any, str]]:
    """What the table of details holds of a report, by part, in one reading."""
    details: dict[str, dict[Any, str]] = {part: {} for part in (Part.ANNOTATION, Part.PRIOR, Part.REPORT)}
    held = table("detail").c
    rows = select(held.part, held.key, held.text).where(held.report_id == report_id)
    for part, key, text in session.connection().execute(rows):
        details[part][key] = text
    return details


def write(session: Session, row: ReportRow, document: ReportDocument) -> None:
    """Writes the figures, texts and units of a report whose row is new."""
    _CELLS.write(session, row.id, document.cells)
    _NARRATIVES.write(session, row.id, document.narratives)
    _UNITS.write(session, row.id, document.units)
    _ANNOTATIONS.write(session, row.id, document.annotations)
    _PRIOR.write(session, row.id, document.prior)
    _PARTICULARS.write(session, row.id, document.particulars)


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
        "extras": exact_dumps(document.extras),
    }


def apply(session: Session, row: ReportRow, change: Change, formats: Catalogue) -> None:
    """Writes a change into the rows, with the outcome of ``ReportDocument.applied``, but without reading the report.

    Raises:
        StaleChange: the change was made for another state of the report.
        KeyError: an edit names a cell or text that the form does not have.
    """
    form = formats.form(row.format, json.loads(row.section_formats))
    for each in change.edits:
        if not _is_known(each, form):
            raise KeyError(each.key)
        _EDIT[each.part](session, row, each)


def _is_known(each: Edit, form: Form) -> bool:
    if each.part is Part.NARRATIVE:
        return each.key in form.narrative_keys
    if each.part is Part.ANNOTATION:
        return is_annotation_key(each.key, form)
    return each.part in (Part.AGENCY, Part.REPORT) or each.key in form.places


def _edit_report(session: Session, row: ReportRow, each: Edit) -> None:
    if each.key in PARTICULARS:
        _PARTICULARS.edit(session, row, each)
    else:
        _edit_row(row, each.key, each)


def _edit_row(row: ReportRow, column: str, each: Edit) -> None:
    if getattr(row, column) != each.before:
        raise StaleChange(f"{each.part.value} {each.key}")
    setattr(row, column, each.after)


_EDIT: dict[Part, Callable[[Session, ReportRow, Edit], None]] = {
    Part.CELL: _CELLS.edit,
    Part.UNIT: _UNITS.edit,
    Part.NARRATIVE: _NARRATIVES.edit,
    Part.AGENCY: lambda _, row, each: _edit_row(row, f"agency_{each.key}", each),
    Part.REPORT: _edit_report,
    Part.ANNOTATION: _ANNOTATIONS.edit,
    Part.PRIOR: _PRIOR.edit,
}
