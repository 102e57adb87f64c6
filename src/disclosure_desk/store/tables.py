"""How reports lie in SQLite: a storage shape, not the domain; these classes never leave this package.

The migrations make the tables; a test holds both to be the same. Times are ISO 8601 in UTC, structured values JSON.
"""

from sqlalchemy import CheckConstraint, Index, Table, Text, text
from sqlmodel import Field, SQLModel

_REPORT = "report.id"


class ReportRow(SQLModel, table=True):
    """One revision of one year's report, on the shelf or in the recycle bin."""

    __tablename__ = "report"
    __table_args__ = (
        CheckConstraint("state IN ('draft', 'in_review', 'final', 'published', 'archived')", name="known_state"),
        CheckConstraint("totals IN ('filled', 'typed')", name="known_totals"),
        Index(
            "one_report_for_each_revision", "year", "revision", unique=True, sqlite_where=text("recycled_at IS NULL")
        ),
    )

    id: int = Field(default=None, primary_key=True)
    year: int
    revision: int
    state: str = Field(sa_type=Text)
    published: bool
    """Whether it was imported as it had been published."""
    format: str = Field(sa_type=Text)
    section_formats: str = Field(sa_type=Text)
    agency_name: str = Field(sa_type=Text)
    agency_kind: str | None = Field(sa_type=Text)
    agency_level: str | None = Field(sa_type=Text)
    agency_scope: str | None = Field(sa_type=Text)
    totals: str = Field(sa_type=Text)
    extras: str = Field(sa_type=Text)
    changed_at: str = Field(sa_type=Text)
    recycled_at: str | None = Field(default=None, sa_type=Text)


class CellRow(SQLModel, table=True):
    """One figure, in its digits; a blank cell has no row."""

    __tablename__ = "cell"
    __table_args__ = {"sqlite_with_rowid": False}

    report_id: int = Field(primary_key=True, foreign_key=_REPORT)
    cell_id: str = Field(primary_key=True, sa_type=Text)
    figure: str = Field(sa_type=Text)


class UnitRow(SQLModel, table=True):
    """The unit of an amount as published."""

    __tablename__ = "unit"
    __table_args__ = {"sqlite_with_rowid": False}

    report_id: int = Field(primary_key=True, foreign_key=_REPORT)
    cell_id: str = Field(primary_key=True, sa_type=Text)
    unit: str = Field(sa_type=Text)


class NarrativeRow(SQLModel, table=True):
    """One text; an empty text has no row."""

    __tablename__ = "narrative"

    report_id: int = Field(primary_key=True, foreign_key=_REPORT)
    key: str = Field(primary_key=True, sa_type=Text)
    text: str = Field(sa_type=Text)


class DetailRow(SQLModel, table=True):
    """Anything else that belongs to a report: an annotation, a figure of last year, how the title is broken."""

    __tablename__ = "detail"
    __table_args__ = {"sqlite_with_rowid": False}

    report_id: int = Field(primary_key=True, foreign_key=_REPORT)
    part: str = Field(primary_key=True, sa_type=Text)
    key: str = Field(primary_key=True, sa_type=Text)
    text: str = Field(sa_type=Text)


class RemarkRow(SQLModel, table=True):
    """What was remarked when the report was read from a file, in order."""

    __tablename__ = "remark"

    report_id: int = Field(primary_key=True, foreign_key=_REPORT)
    position: int = Field(primary_key=True)
    finding: str = Field(sa_type=Text)


class ChangeRow(SQLModel, table=True):
    """One change in the journal; undone ones come after all that stand."""

    __tablename__ = "change"

    report_id: int = Field(primary_key=True, foreign_key=_REPORT)
    sequence: int = Field(primary_key=True)
    label: str = Field(sa_type=Text)
    edits: str = Field(sa_type=Text)
    reason: str = Field(sa_type=Text)
    made_at: str = Field(sa_type=Text)
    undone: bool = False


class StepRow(SQLModel, table=True):
    """One step from state to state, and why; steps are only ever added."""

    __tablename__ = "step"

    id: int = Field(default=None, primary_key=True)
    report_id: int = Field(foreign_key=_REPORT, index=True)
    before: str = Field(sa_type=Text)
    after: str = Field(sa_type=Text)
    reason: str = Field(sa_type=Text)
    made_at: str = Field(sa_type=Text)


class AliasRow(SQLModel, table=True):
    """An earlier name of the agency that the database belongs to."""

    __tablename__ = "alias"

    name: str = Field(primary_key=True, sa_type=Text)


METADATA = SQLModel.metadata
"""All of these tables."""


def table(name: str) -> Table:
    """The table of that name (KeyError if there is none)."""
    return METADATA.tables[name]
