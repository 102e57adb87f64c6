"""The first tables, and the triggers that keep a report as it was when it became final."""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

APPLICATION_ID = 0x676B6E62
"""``gknb``, in the header of the file: says that it is a database of this program."""

_OPEN = "('draft', 'in_review')"
_REFUSE = "BEGIN SELECT RAISE(ABORT, 'the report is final'); END"
_CONTENT = ("cell", "unit", "narrative", "remark", "change")
_FIXED = (
    "id, year, revision, published, format, section_formats, agency_name, agency_kind, agency_level, agency_scope,"
    " totals, extras"
)


def upgrade() -> None:
    """Makes the tables and the triggers."""
    op.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    _create_report()
    _create_content()
    _create_records()
    for trigger in (*_content_triggers(), *_report_triggers(), *_record_triggers()):
        op.execute(trigger)


def _create_report() -> None:
    op.create_table(
        "report",
        sa.Column("id", sa.Integer(), primary_key=True, nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("published", sa.Boolean(), nullable=False),
        sa.Column("format", sa.Text(), nullable=False),
        sa.Column("section_formats", sa.Text(), nullable=False),
        sa.Column("agency_name", sa.Text(), nullable=False),
        sa.Column("agency_kind", sa.Text(), nullable=True),
        sa.Column("agency_level", sa.Text(), nullable=True),
        sa.Column("agency_scope", sa.Text(), nullable=True),
        sa.Column("totals", sa.Text(), nullable=False),
        sa.Column("extras", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.Text(), nullable=False),
        sa.Column("recycled_at", sa.Text(), nullable=True),
        sa.CheckConstraint("state IN ('draft', 'in_review', 'final', 'published', 'archived')", name="known_state"),
        sa.CheckConstraint("totals IN ('filled', 'typed')", name="known_totals"),
    )
    op.create_index(
        "one_report_for_each_revision",
        "report",
        ["year", "revision"],
        unique=True,
        sqlite_where=sa.text("recycled_at IS NULL"),
    )


def _report_id(*, primary_key: bool = True) -> "sa.Column[int]":
    return sa.Column("report_id", sa.Integer(), sa.ForeignKey("report.id"), primary_key=primary_key, nullable=False)


def _create_content() -> None:
    for name, value in (("cell", "figure"), ("unit", "unit")):
        op.create_table(
            name,
            _report_id(),
            sa.Column("cell_id", sa.Text(), primary_key=True, nullable=False),
            sa.Column(value, sa.Text(), nullable=False),
            sqlite_with_rowid=False,
        )
    op.create_table(
        "narrative",
        _report_id(),
        sa.Column("key", sa.Text(), primary_key=True, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
    )
    op.create_table(
        "remark",
        _report_id(),
        sa.Column("position", sa.Integer(), primary_key=True, nullable=False),
        sa.Column("finding", sa.Text(), nullable=False),
    )


def _create_records() -> None:
    op.create_table(
        "change",
        _report_id(),
        sa.Column("sequence", sa.Integer(), primary_key=True, nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("edits", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.Column("undone", sa.Boolean(), nullable=False),
    )
    op.create_table(
        "step",
        sa.Column("id", sa.Integer(), primary_key=True, nullable=False),
        _report_id(primary_key=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
    )
    op.create_index("ix_step_report_id", "step", ["report_id"])
    op.create_table("alias", sa.Column("name", sa.Text(), primary_key=True, nullable=False))


def _closed(report_id: str) -> str:
    return f"(SELECT state FROM report WHERE id = {report_id}) NOT IN {_OPEN}"  # noqa: S608 - NEW.id and the like, written here


def _content_triggers() -> Iterator[str]:
    """Content and journal of a report that is final, published or archived stay as they are."""
    for table in _CONTENT:
        for event, rows in (("INSERT", ("NEW",)), ("UPDATE", ("OLD", "NEW")), ("DELETE", ("OLD",))):
            closed = " OR ".join(_closed(f"{row}.report_id") for row in rows)
            name = f"final_keeps_{table}_on_{event.lower()}"
            yield f'CREATE TRIGGER {name} BEFORE {event} ON "{table}" WHEN {closed} {_REFUSE}'


def _report_triggers() -> Iterator[str]:
    """So does what stands in its own row; its state only goes on, and only the recycle bin takes it."""
    closed = f"OLD.state NOT IN {_OPEN}"
    yield f"CREATE TRIGGER final_keeps_report_on_update BEFORE UPDATE OF {_FIXED} ON report WHEN {closed} {_REFUSE}"
    yield f"CREATE TRIGGER final_keeps_report_on_delete BEFORE DELETE ON report WHEN {closed} {_REFUSE}"
    # INSERT OR REPLACE deletes without a word to the trigger above.
    yield f"CREATE TRIGGER final_keeps_report_on_insert BEFORE INSERT ON report WHEN {_closed('NEW.id')} {_REFUSE}"
    back = (
        "(OLD.state = 'final' AND NEW.state NOT IN ('final', 'published', 'archived'))"
        " OR (OLD.state = 'published' AND NEW.state NOT IN ('published', 'archived'))"
        " OR (OLD.state = 'archived' AND NEW.state <> 'archived')"
    )
    yield f"CREATE TRIGGER final_stays_final BEFORE UPDATE OF state ON report WHEN {back} {_REFUSE}"


def _record_triggers() -> Iterator[str]:
    """Steps are only ever added."""
    for event in ("UPDATE", "DELETE"):
        yield f"CREATE TRIGGER steps_stay_on_{event.lower()} BEFORE {event} ON step {_REFUSE}"
