"""The reports of a database as a shelf and a recycle bin, and the agency that the database belongs to."""

from datetime import UTC, datetime

from sqlmodel import Session, col, delete, select

from disclosure_desk.errors import NotFound, OtherAgency, RefusedChange
from disclosure_desk.report.agency_name import comparable
from disclosure_desk.report.state import State
from disclosure_desk.store.failures import CLOSED
from disclosure_desk.store.stored import ReportSummary
from disclosure_desk.store.tables import AliasRow, ReportRow


def now() -> str:
    """The time as the store keeps it."""
    return datetime.now(UTC).isoformat()


def local(kept: str) -> datetime:
    """A time that was kept, aware, in local time."""
    return datetime.fromisoformat(kept).astimezone()


def summary(row: ReportRow) -> ReportSummary:
    """What a shelf shows of a report."""
    return ReportSummary(
        id=row.id,
        year=row.year,
        revision=row.revision,
        state=State(row.state),
        agency_name=row.agency_name,
        format_id=row.format,
        totals=row.totals,
        changed_at=local(row.changed_at),
        published=row.published,
        recycled_at=None if row.recycled_at is None else local(row.recycled_at),
    )


def standing(session: Session) -> list[ReportRow]:
    """The reports on the shelf, newest year and revision first."""
    order = (col(ReportRow.year).desc(), col(ReportRow.revision).desc())
    return list(session.exec(select(ReportRow).where(col(ReportRow.recycled_at).is_(None)).order_by(*order)))


def binned(session: Session) -> list[ReportRow]:
    """The reports in the recycle bin, the last one thrown in first."""
    order = (col(ReportRow.recycled_at).desc(), col(ReportRow.id).desc())
    return list(session.exec(select(ReportRow).where(col(ReportRow.recycled_at).is_not(None)).order_by(*order)))


def newest(session: Session, year: int) -> ReportRow | None:
    """The newest revision of a year on the shelf."""
    return next((row for row in standing(session) if row.year == year), None)


def found(session: Session, report_id: int) -> ReportRow:
    """The report of that id, wherever it is.

    Raises:
        NotFound: there is none.
    """
    row = session.get(ReportRow, report_id)
    if row is None:
        raise NotFound("本地数据库中没有这份报告。请刷新列表后再试。")
    return row


def on_shelf(session: Session, report_id: int) -> ReportRow:
    """The report of that id, which has to be on the shelf.

    Raises:
        NotFound: there is none.
        RefusedChange: it is in the recycle bin.
    """
    row = found(session, report_id)
    if row.recycled_at is not None:
        raise RefusedChange("这份报告在回收站中，不能修改。请先恢复，再继续。")
    return row


def open_one(session: Session, report_id: int) -> ReportRow:
    """The report of that id, whose content may change.

    Raises:
        NotFound: there is none.
        RefusedChange: it is final, published, archived, or in the recycle bin.
    """
    row = on_shelf(session, report_id)
    if not State(row.state).is_open:
        raise RefusedChange(CLOSED)
    return row


def admit(session: Session, name: str, *, alias: bool) -> None:
    """Lets in a report of an agency, and with ``alias`` keeps its name as an earlier one of the database's agency.

    A database belongs to the agency of the reports on its shelf; with an empty shelf, to whoever comes first.

    Raises:
        OtherAgency: the reports on the shelf are of another agency.
    """
    owners = [row.agency_name for row in standing(session)]
    if not owners:
        session.exec(delete(AliasRow))  # they were of whoever had the database before
    elif comparable(name) in {comparable(known) for known in [*owners, *_aliases(session)]}:
        return
    elif alias:
        session.add(AliasRow(name=name))
    else:
        raise OtherAgency(
            f"本机已有“{owners[0]}”的报告，而这份是“{name}”的报告，没有放入。"
            f"“{name}”是本机关曾用名的，请选择按曾用名存入；是另一个机关的，"
            "请在电脑的另一个用户下填报，或另用一份 U 盘版。",
            owners[0],
        )


def keep_alias(session: Session, name: str) -> None:
    """Remembers a name that the agency had, so that its earlier reports are still let in."""
    if comparable(name) not in {comparable(known) for known in _aliases(session)}:
        session.add(AliasRow(name=name))


def _aliases(session: Session) -> list[str]:
    return list(session.exec(select(AliasRow.name)))
