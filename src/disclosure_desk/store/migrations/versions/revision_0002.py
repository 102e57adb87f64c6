"""One more table: annotations, last year's figures typed by hand, and the like, with its triggers."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_OPEN = "('draft', 'in_review')"
_REFUSE = "BEGIN SELECT RAISE(ABORT, 'the report is final'); END"


def upgrade() -> None:
    """Makes the table; what belongs to a final report stays as it is, as in the other tables."""
    op.create_table(
        "detail",
        sa.Column("report_id", sa.Integer(), sa.ForeignKey("report.id"), primary_key=True, nullable=False),
        sa.Column("part", sa.Text(), primary_key=True, nullable=False),
        sa.Column("key", sa.Text(), primary_key=True, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sqlite_with_rowid=False,
    )
    for event, rows in (("INSERT", ("NEW",)), ("UPDATE", ("OLD", "NEW")), ("DELETE", ("OLD",))):
        closed = " OR ".join(f"(SELECT state FROM report WHERE id = {row}.report_id) NOT IN {_OPEN}" for row in rows)  # noqa: S608 - NEW and OLD, written here
        op.execute(
            f"CREATE TRIGGER final_keeps_detail_on_{event.lower()} BEFORE {event} ON detail WHEN {closed} {_REFUSE}"
        )
