"""The reports of one database: the shelf, the journal of each report, its states, the recycle bin."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from sqlmodel import Session, col, select

from disclosure_desk.checks.finding import Finding
from disclosure_desk.errors import AlreadyThere, NotFound, OtherAgency, RefusedChange
from disclosure_desk.formats.catalogue import Catalogue
from disclosure_desk.report.changes import Change, Part
from disclosure_desk.report.document import ReportDocument
from disclosure_desk.report.state import FOLLOWING, State
from disclosure_desk.store import contents, journal, remarks, shelf
from disclosure_desk.store.connection import Transactions
from disclosure_desk.store.stored import ReportSummary, StoredReport
from disclosure_desk.store.tables import RemarkRow, ReportRow, StepRow

__all__ = ["ReportSummary", "Reports", "StoredReport"]


_NOT_ADDED = (
    "本地数据库已有 {year} 年的报告（{state}），没有改动。需要替换的，请选择替换；原有的一份会放入回收站，可以恢复。"
)
_NOT_PUT_BACK = "没有恢复：{year} 年已有一份报告（{state}）。要换回这一份，请先把已有的那一份移入回收站。"


class Reports:
    """The reports of one database. Each call is one transaction; any thread may call, calls wait for each other.

    Every method may also raise what a transaction raises: DatabaseInUse, DamagedDatabase, DiskFull, ReadOnlyPlace,
    UnwritableFile; those that write raise RefusedChange where the database was opened read-only. Whatever is raised,
    the database is as it was before the call.
    """

    def __init__(self, transactions: Transactions, formats: Catalogue) -> None:
        self._transactions = transactions
        self._formats = formats

    # Reading.

    def shelf(self) -> tuple[ReportSummary, ...]:
        """All reports but those in the recycle bin, newest year and revision first."""
        with self._transactions.reading() as session:
            return tuple(shelf.summary(row) for row in shelf.standing(session))

    def recycled(self) -> tuple[ReportSummary, ...]:
        """The reports in the recycle bin, the last one thrown in first."""
        with self._transactions.reading() as session:
            return tuple(shelf.summary(row) for row in shelf.binned(session))

    def load(self, report_id: int) -> StoredReport:
        """The report of that id, from the shelf or the recycle bin.

        Raises:
            NotFound: there is none, or its format is unknown.
        """
        with self._transactions.reading() as session:
            return self._stored(session, shelf.found(session, report_id))

    def latest(self, year: int) -> StoredReport:
        """The newest revision of a year.

        Raises:
            NotFound: the shelf has none of that year, or its format is unknown.
        """
        with self._transactions.reading() as session:
            row = shelf.newest(session, year)
            if row is None:
                raise _no_such_year(year, shelf.standing(session))
            return self._stored(session, row)

    def previous_of(self, year: int) -> ReportDocument | None:
        """The newest revision of the year before, to compare with and to start from."""
        with self._transactions.reading() as session:
            row = shelf.newest(session, year - 1)
            return None if row is None else contents.read(session, row, self._formats)

    def years_before(self, year: int, limit: int = 10) -> tuple[ReportDocument, ...]:
        """The newest revision of each earlier year on the shelf, the latest year first."""
        with self._transactions.reading() as session:
            newest: dict[int, ReportRow] = {}
            for row in shelf.standing(session):  # newest year and revision first
                if row.year < year:
                    newest.setdefault(row.year, row)
            rows = list(newest.values())[:limit]
            return tuple(contents.read(session, row, self._formats) for row in rows)

    # Into the shelf and out of it.

    def add(
        self,
        document: ReportDocument,
        *,
        state: State = State.DRAFT,
        published: bool = False,
        remarks: Iterable[Finding] = (),
        replace: bool = False,
        alias: bool = False,
    ) -> StoredReport:
        """Puts a report on the shelf.

        Args:
            document: the report.
            state: the state in which it begins.
            published: it is kept as it was published; an open ``state`` then becomes ``published``.
            remarks: what was remarked when it was read from a file.
            replace: the year may be there already; what is there goes into the recycle bin.
            alias: the report's agency is this database's agency under an earlier name.

        Raises:
            AlreadyThere: the year is there, or the database belongs to another agency.
        """
        begins = State.PUBLISHED if published and state.is_open else state
        with self._transactions.writing() as session:
            shelf.admit(session, document.agency.name, alias=alias)
            revision = _make_room(session, document.year, replace=replace)
            row = _entered(session, document, revision, published=published)
            contents.write(session, row, document)
            session.add_all(_remark_rows(row.id, remarks))
            session.flush()
            row.state = begins.value  # last: a report that is not open takes no content
            session.flush()
            return self._stored(session, row)

    def recycle(self, report_id: int) -> None:
        """Puts a report into the recycle bin, in whatever state it is.

        Raises:
            NotFound: there is no such report.
            RefusedChange: it is there already.
        """
        with self._transactions.writing() as session:
            shelf.on_shelf(session, report_id).recycled_at = shelf.now()

    def put_back(self, report_id: int, *, replace: bool = False, alias: bool = False) -> ReportSummary:
        """Takes a report out of the recycle bin; ``replace`` and ``alias`` as in :meth:`add`.

        Raises:
            NotFound: there is no such report in the recycle bin.
            AlreadyThere: the shelf has that revision of the year, or the database now belongs to another agency.
        """
        with self._transactions.writing() as session:
            row = shelf.found(session, report_id)
            if row.recycled_at is None:
                raise NotFound("这份报告不在回收站中。请刷新列表后再试。")
            with _spoken_of_putting_back(row):
                shelf.admit(session, row.agency_name, alias=alias)
            rival = next((r for r in shelf.standing(session) if (r.year, r.revision) == (row.year, row.revision)), None)
            _throw_out(session, rival, _NOT_PUT_BACK, replace=replace)
            row.recycled_at = None
            return shelf.summary(row)

    # The journal.

    def record(self, report_id: int, change: Change) -> datetime:
        """Makes a change: rows and journal in one transaction; what had been undone is forgotten.

        Returns:
            When it was committed; aware, in local time.

        Raises:
            NotFound: there is no such report.
            RefusedChange: the report is not open.
            StaleChange, KeyError: the change does not fit the report, a fault of the program.
        """
        with self._transactions.writing() as session:
            row = shelf.open_one(session, report_id)
            if change:
                row.changed_at = shelf.now()
                journal.append(session, report_id, change, row.changed_at)
                self._make(session, row, change)
        return shelf.local(row.changed_at)

    def undo(self, report_id: int) -> Change | None:
        """Takes the latest change back; the journal keeps it as undone.

        Returns:
            The change that was applied for that (the latest one inverted), or None if there was none to take back.

        Raises:
            NotFound: there is no such report.
            RefusedChange: the report is not open; history ends when it becomes final.
        """
        with self._transactions.writing() as session:
            row = shelf.open_one(session, report_id)
            return self._made(session, row, journal.take_back(session, report_id))

    def redo(self, report_id: int) -> Change | None:
        """Makes the change again that was undone last.

        Returns:
            That change, or None if there was none.

        Raises:
            NotFound: there is no such report.
            RefusedChange: the report is not open; history ends when it becomes final.
        """
        with self._transactions.writing() as session:
            row = shelf.open_one(session, report_id)
            return self._made(session, row, journal.make_again(session, report_id))

    def set_state(self, report_id: int, state: State, reason: str = "") -> ReportSummary:
        """Takes a report one step on; the step and its reason are kept. Whether it may be final is asked elsewhere.

        Raises:
            NotFound: there is no such report.
            RefusedChange: that state does not follow the present one, or the report is in the recycle bin.
        """
        with self._transactions.writing() as session:
            row = shelf.on_shelf(session, report_id)
            before = State(row.state)
            if state not in FOLLOWING[before]:
                raise RefusedChange(f"这份报告现在是“{before.spoken}”，不能直接改为“{state.spoken}”。")
            if not state.is_open and before.is_open:
                journal.forget_undone(session, report_id)
            at = shelf.now()
            session.add(StepRow(report_id=row.id, before=before.value, after=state.value, reason=reason, made_at=at))
            row.state, row.changed_at = state.value, at
            return shelf.summary(row)

    def _made(self, session: Session, row: ReportRow, change: Change | None) -> Change | None:
        if change is not None:
            row.changed_at = shelf.now()
            self._make(session, row, change)
        return change

    def _make(self, session: Session, row: ReportRow, change: Change) -> None:
        if any(edit.part is Part.AGENCY and edit.key == "name" for edit in change.edits):
            shelf.keep_alias(session, row.agency_name)
        contents.apply(session, row, change, self._formats)

    def _stored(self, session: Session, row: ReportRow) -> StoredReport:
        about = shelf.summary(row)
        done, undone = journal.changes(session, row.id) if about.state.is_open else ((), ())
        return StoredReport(
            summary=about,
            document=contents.read(session, row, self._formats),
            done=done,
            undone=undone,
            remarks=_remarks_of(session, row.id),
            saved_at=about.changed_at,
        )


def _entered(session: Session, document: ReportDocument, revision: int, *, published: bool) -> ReportRow:
    row = ReportRow(
        revision=revision,
        state=State.DRAFT.value,
        published=published,
        changed_at=shelf.now(),
        **contents.columns_of(document),
    )
    session.add(row)
    session.flush()
    return row


@contextmanager
def _spoken_of_putting_back(row: ReportRow) -> Iterator[None]:
    """Says of a report in the recycle bin why it cannot come back: nothing can be chosen there."""
    try:
        yield
    except OtherAgency as error:
        raise OtherAgency(
            f"没有恢复：本机已有“{error.owner}”的报告，这份属于“{row.agency_name}”。"
            f"要换回这一份，请先把“{error.owner}”的报告移入回收站。",
            error.owner,
        ) from error


def _make_room(session: Session, year: int, *, replace: bool) -> int:
    """The revision that a report gets which is put on the shelf, once what has its place is out of the way."""
    present = shelf.newest(session, year)
    _throw_out(session, present, _NOT_ADDED, replace=replace)
    return present.revision if present else 1


def _throw_out(session: Session, present: ReportRow | None, refusal: str, *, replace: bool) -> None:
    if present is None:
        return
    if not replace:
        raise AlreadyThere(refusal.format(year=present.year, state=State(present.state).spoken))
    present.recycled_at = shelf.now()
    session.flush()


def _remark_rows(report_id: int, findings: Iterable[Finding]) -> list[RemarkRow]:
    texts = enumerate(map(remarks.as_text, findings), 1)
    return [RemarkRow(report_id=report_id, position=position, finding=text) for position, text in texts]


def _remarks_of(session: Session, report_id: int) -> tuple[Finding, ...]:
    kept = select(RemarkRow.finding).where(RemarkRow.report_id == report_id).order_by(col(RemarkRow.position))
    return tuple(map(remarks.from_text, session.exec(kept)))


def _no_such_year(year: int, present: Sequence[ReportRow]) -> NotFound:
    years = "、".join(map(str, dict.fromkeys(row.year for row in present)))
    return NotFound(f"本地数据库中没有 {year} 年的报告。" + (f"现有年度：{years}。" if years else "现在还没有报告。"))
