"""The desk: the local database, its shelf of years, and what can be done with whole reports."""

import logging
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from disclosure_desk.errors import DatabaseInUse, DeskError, NotFound, RefusedChange
from disclosure_desk.gui.session import Session
from disclosure_desk.report.carry_over import begin, carry_over
from disclosure_desk.report.document import Agency
from disclosure_desk.report.state import State
from disclosure_desk.resources import resource

if TYPE_CHECKING:
    from disclosure_desk.formats.catalogue import Catalogue
    from disclosure_desk.intake.reading import Reading
    from disclosure_desk.store.database import Database
    from disclosure_desk.store.reports import ReportSummary, StoredReport

_log = logging.getLogger(__name__)

SAMPLE = ("sample", "示例区交警大队-2024.gknb")


_NOTHING_TO_READ = "这个文件夹里还没有报告，没有可以查看的。要在这里填报的，请检查写保护和权限，再按“重试”。"


class Desk(QObject):
    """Everything above one report.

    Attributes:
        session: the report on the desk.
    """

    ready = Signal()
    """The database is open."""
    unready = Signal(object)
    """The database could not be opened; the DeskError says why (DatabaseInUse: offer read-only)."""
    shelf_changed = Signal()
    """A report came, went, or changed its state."""

    def __init__(self, path: Path, formats: "Catalogue", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.path = path
        self.formats = formats
        self.session = Session(self)
        self._database: Database | None = None

    # Opening and closing.

    def open_in_background(self, *, read_only: bool = False) -> None:
        """Opens the database without holding up the window; ``ready`` or ``unready`` says how it went."""
        threading.Thread(target=self.open, kwargs={"read_only": read_only}, name="open-database", daemon=True).start()

    def open(self, *, read_only: bool = False) -> None:
        """Opens the database; ``ready`` or ``unready`` says how it went."""
        # The store is slow to import; this runs behind the first painted window.
        from disclosure_desk.store.database import Database  # noqa: PLC0415

        try:
            self._database = Database.open(self.path, read_only=read_only, formats=self.formats)
        except NotFound as error:
            self.unready.emit(NotFound(_NOTHING_TO_READ) if read_only else error)
        except DeskError as error:
            self.unready.emit(error)
        except Exception:  # noqa: BLE001 - the officer is told in words, the log has the trace
            _log.exception("the database could not be opened")
            self.unready.emit(DeskError("本地数据无法打开。请重新启动程序；仍不成功的，请把日志交给技术人员。"))
        else:
            self.ready.emit()

    def put_down(self) -> None:
        """Clears the desk and lets the database go, so that its file can be replaced; opening it again goes on.

        Raises:
            NotFound: a change could not be committed; everything is as it was.
        """
        self._settle()
        if self._database is not None:
            self._database.close()
            self._database = None
        self.session.close()
        self.shelf_changed.emit()

    def close(self) -> bool:
        """Commits what is left and closes; False if something could not be committed."""
        done = self.session.writer.close()
        if self._database is not None:
            self._database.close()
            self._database = None
        return done

    @property
    def database(self) -> "Database":
        """The open database."""
        if self._database is None:
            raise DatabaseInUse("本地数据尚未打开，请稍候再试。")
        return self._database

    @property
    def is_ready(self) -> bool:
        """Whether the database is open."""
        return self._database is not None

    @property
    def is_read_only(self) -> bool:
        """Whether the database was opened for reading only."""
        return self._database is not None and self._database.read_only

    # The shelf.

    def shelf(self) -> tuple["ReportSummary", ...]:
        """Every report, the newest year first."""
        return self.database.reports.shelf() if self.is_ready else ()

    def open_report(self, report_id: int) -> None:
        """Puts a report on the desk."""
        self._settle()
        self._put_on_desk(self.database.reports.load(report_id))

    def begin_year(self, agency: Agency, year: int, *, carry: bool = True) -> None:
        """Starts a report; last year's carried-over figures come in as one change that can be undone.

        Raises:
            AlreadyThere: the year exists, or the database belongs to another agency.
        """
        self._settle()
        report = begin(agency, year, self.formats)
        self._put_on_desk(self.database.reports.add(report))
        if carry and self.session.previous is not None:
            self.session.apply(carry_over(self.session.report, self.session.previous))
        self.shelf_changed.emit()

    def take_in(
        self, reading: "Reading", *, published: bool = False, replace: bool = False, alias: bool = False
    ) -> "StoredReport":
        """Puts a report that was read from a file on the shelf and on the desk.

        Raises:
            AlreadyThere: the year exists and ``replace`` is not set, or the agency is another and ``alias`` is not.
        """
        self._settle()
        state = State.PUBLISHED if published else State.DRAFT
        stored = self.database.reports.add(
            reading.report, state=state, published=published, remarks=reading.remarks, replace=replace, alias=alias
        )
        self._put_on_desk(stored)
        self.shelf_changed.emit()
        return stored

    def open_sample(self) -> None:
        """Puts the sample report on the desk; takes it in if the shelf has no report of its year."""
        # Reading files is not needed before the officer asks for it.
        from disclosure_desk.intake.read import read_report  # noqa: PLC0415

        self.take_in(read_report(resource(*SAMPLE), self.formats))

    def recycle(self, report_id: int) -> None:
        """Puts a report into the recycle bin."""
        self._settle()
        self.database.reports.recycle(report_id)
        if self.session.has_report and self.session.stored.summary.id == report_id:
            self.session.close()
        self.shelf_changed.emit()

    # The state of the report on the desk.

    def finalise(self) -> None:
        """Makes the report final.

        Raises:
            RefusedChange: an error or a blank stands in the way.
        """
        gate = self.session.gate
        if not gate.is_open:
            raise RefusedChange(f"还不能定稿：{gate.obstacles[0].message}")
        self._move_to(State.FINAL)

    def archive(self) -> None:
        """Puts a final or published report into the archive.

        Raises:
            RefusedChange: it is neither.
        """
        if self.session.stored.summary.state not in (State.FINAL, State.PUBLISHED):
            raise RefusedChange("只有定稿或已公开的报告可以归档。请先定稿。")
        self._move_to(State.ARCHIVED)

    def _move_to(self, state: State) -> None:
        self._settle()
        report_id = self.session.stored.summary.id
        self.database.reports.set_state(report_id, state)
        self._put_on_desk(self.database.reports.load(report_id))
        self.shelf_changed.emit()

    def _put_on_desk(self, stored: "StoredReport") -> None:
        reports = self.database.reports
        year = stored.summary.year
        past = reports.years_before(year)
        previous = next((report for report in past if report.year == year - 1), None)
        self.session.open(stored, previous, reports, read_only=self.database.read_only, past=past)

    def _settle(self) -> None:
        """Nothing may change the shelf while changes of the open report are still in the line."""
        if not self.session.writer.flush():
            raise NotFound(f"上一处修改还没有写入磁盘，请先处理保存问题再继续。{self.session.writer.failure or ''}")
