"""What every test of the window needs: the bundled fonts, and a session on a report without a database."""

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.gui.session import Session
from disclosure_desk.report.carry_over import begin
from disclosure_desk.report.changes import Change
from disclosure_desk.report.document import ReportDocument
from disclosure_desk.report.state import State
from disclosure_desk.resources import resource
from disclosure_desk.store.stored import ReportSummary, StoredReport
from tests.reports import AGENCY


@pytest.fixture(scope="session", autouse=True)
def emptied_clipboard(qapp: QApplication) -> Iterator[None]:
    """Qt's offscreen clipboard outlives Python; what Python put there must not be left to it at the end."""
    yield
    qapp.clipboard().clear()


REPORT_ID = 1
COMMITTED_AT = datetime(2026, 1, 12, 10, 32, tzinfo=UTC)

OpenSession = Callable[..., Session]


class MemoryJournal:
    """A journal that keeps changes in lists, as the store keeps them in a database."""

    def __init__(self) -> None:
        self.done: list[Change] = []
        self.undone: list[Change] = []

    def record(self, report_id: int, change: Change) -> datetime:
        assert report_id == REPORT_ID
        self.done.append(change)
        self.undone.clear()
        return COMMITTED_AT

    def undo(self, report_id: int) -> Change:
        assert report_id == REPORT_ID
        self.undone.append(self.done.pop())
        return self.undone[-1]

    def redo(self, report_id: int) -> Change:
        assert report_id == REPORT_ID
        self.done.append(self.undone.pop())
        return self.done[-1]


def stored(report: ReportDocument, state: State = State.DRAFT) -> StoredReport:
    """A report as the store would give it out."""
    summary = ReportSummary(
        id=REPORT_ID,
        year=report.year,
        revision=1,
        state=state,
        agency_name=report.agency.name,
        format_id=report.format_id,
        totals=report.totals.value,
        changed_at=COMMITTED_AT,
        published=False,
    )
    return StoredReport(summary, report, (), (), (), COMMITTED_AT)


@pytest.fixture(scope="session", autouse=True)
def bundled_fonts(qapp: QApplication) -> None:
    """The fonts that ship with the program, so that nothing depends on what a machine has installed."""
    for name in ("DeskSans-Regular.ttf", "DeskKai-Regular.ttf", "DeskHei-Regular.ttf"):
        assert QFontDatabase.addApplicationFont(str(resource("fonts", name))) >= 0
    qapp.setFont(QFont("Desk Sans", 10))


@pytest.fixture
def journal() -> MemoryJournal:
    """Where the session of the test keeps its changes."""
    return MemoryJournal()


@pytest.fixture
def open_session(qapp: QApplication, journal: MemoryJournal) -> Iterator[OpenSession]:
    """Puts a report on the desk: ``open_session(report, previous=None, state=State.DRAFT, read_only=False)``."""
    sessions: list[Session] = []

    def opened(
        report: ReportDocument | None = None,
        previous: ReportDocument | None = None,
        *,
        state: State = State.DRAFT,
        read_only: bool = False,
    ) -> Session:
        session = Session()
        sessions.append(session)
        document = report or begin(AGENCY, 2024, catalogue())
        session.open(stored(document, state), previous, journal, read_only=read_only)
        return session

    yield opened
    for session in sessions:
        session.writer.close()


@pytest.fixture
def session(open_session: OpenSession) -> Session:
    """A blank report of 2024 whose totals follow their parts."""
    return open_session()
