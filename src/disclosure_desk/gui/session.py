"""The report on the desk: calls go down into it, past-tense signals come up from it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from disclosure_desk.checks.evaluate import counts, evaluate, failures
from disclosure_desk.checks.finding import Finding
from disclosure_desk.checks.gate import Gate, gate
from disclosure_desk.errors import RefusedChange
from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui.reasons import reasoned
from disclosure_desk.gui.undo import ChangeCommand
from disclosure_desk.gui.writer import Writer
from disclosure_desk.report import editing
from disclosure_desk.report.changes import Change, Part
from disclosure_desk.report.document import ReportDocument, StaleChange, TotalsMode
from disclosure_desk.report.figures import read_figure
from disclosure_desk.report.prior import previous_by_hand

if TYPE_CHECKING:
    from disclosure_desk.store.reports import StoredReport


class Journal(Protocol):
    """Where changes are kept; the store's reports are one."""

    def record(self, report_id: int, change: Change) -> datetime:
        """Commits a change."""

    def undo(self, report_id: int) -> object:
        """Marks the last change as undone and commits what that means."""

    def redo(self, report_id: int) -> object:
        """Makes the last undone change again."""


class Session(QObject):
    """One report being worked on.

    Attributes:
        stack: Qt's undo stack, one step for each thing the officer did.
        writer: commits in the background; its ``saved`` and ``failed`` say how that goes.
    """

    opened = Signal()
    """Another report lies on the desk, or none."""
    cells_changed = Signal(object)
    """Figures changed; a frozenset of cell ids."""
    text_changed = Signal(str)
    """A text changed; its key."""
    annotations_changed = Signal(object)
    """Notes, flags, sources or reasons changed; a frozenset of cell ids."""
    particulars_changed = Signal()
    """Agency, totals mode, title, deadline, last year by hand, or state changed."""
    findings_changed = Signal()
    """All checks have run again."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.stack = QUndoStack(self)
        self.writer = Writer(self)
        self._journal: Journal | None = None
        self._stored: StoredReport | None = None
        self._report: ReportDocument | None = None
        self._previous: ReportDocument | None = None
        self._past: Mapping[int, ReportDocument] = {}
        self._read_only = False
        self._replaying = False
        self.is_practice = False
        """What lies on the desk is there to practise on: nobody waits for it."""
        self._results: tuple[Finding, ...] = ()
        self._failures: tuple[Finding, ...] = ()
        self._by_cell: Mapping[CellId, tuple[Finding, ...]] = {}

    # What lies on the desk.

    @property
    def report(self) -> ReportDocument:
        """The report as it is now (RuntimeError if there is none: ask ``has_report`` first)."""
        if self._report is None:
            raise RuntimeError("no report is open")
        return self._report

    @property
    def has_report(self) -> bool:
        """Whether a report is open."""
        return self._report is not None

    @property
    def stored(self) -> "StoredReport":
        """How the store knows the report: id, revision, state, remarks."""
        if self._stored is None:
            raise RuntimeError("no report is open")
        return self._stored

    @property
    def previous(self) -> ReportDocument | None:
        """Last year's report: the shelf's, else as far as it was typed by hand."""
        if self._previous is None and self._report is not None:
            return previous_by_hand(self._report)
        return self._previous

    @property
    def previous_is_by_hand(self) -> bool:
        """Whether last year's figures were typed by hand because the shelf has no report of that year."""
        return self._previous is None and self.previous is not None

    @property
    def past(self) -> Mapping[int, ReportDocument]:
        """Earlier years on the shelf, at most ten, the newest first."""
        return self._past

    @property
    def is_editable(self) -> bool:
        """Whether figures and texts may change: the report is open and the database is ours to write."""
        return self._stored is not None and not self._read_only and self._stored.summary.state.is_open

    def open(
        self,
        stored: "StoredReport",
        previous: ReportDocument | None,
        journal: Journal,
        *,
        read_only: bool = False,
        past: Iterable[ReportDocument] = (),
    ) -> None:
        """Puts a report on the desk, with its history and the years before it."""
        self._stored, self._report, self._previous = stored, stored.document, previous
        self._journal, self._read_only = journal, read_only
        self._past = {each.year: each for each in past}
        # What cannot be changed has no steps to take back.
        self._replay(*((stored.done, stored.undone) if self.is_editable else ((), ())))
        self._check()
        self.opened.emit()
        self.findings_changed.emit()

    def close(self) -> None:
        """Clears the desk."""
        self._stored = self._report = self._previous = self._journal = None
        self._replay((), ())
        self._results = self._failures = ()
        self._by_cell, self._past = {}, {}
        self.opened.emit()

    # What the checks say.

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every failure, the gravest first, with what was remarked when the report was read from a file."""
        remarks = self._stored.remarks if self._stored else ()
        return self._failures + tuple(remarks)

    @property
    def results(self) -> tuple[Finding, ...]:
        """Every instance of every check."""
        return self._results

    def findings_of(self, cell: CellId) -> tuple[Finding, ...]:
        """The failures in which a cell's figure takes part."""
        return self._by_cell.get(cell, ())

    @property
    def counts(self) -> dict[str, int]:
        """How many failures of each class."""
        return counts(self.findings)

    @property
    def gate(self) -> Gate:
        """What stands in the way of finalising."""
        return gate(self._results, self.report.form.checks)

    # What the officer does.

    def apply(self, change: Change) -> None:
        """Makes a change: one undo step, one transaction. An empty change is none.

        Raises:
            RefusedChange: the report is final or was opened read-only, or is no longer as the change takes it to be.
        """
        if not change:
            return
        if not self.is_editable:
            raise RefusedChange(
                "这份报告已经定稿，或以只读方式打开，不能修改。" if self._stored else "没有打开的报告。"
            )
        try:
            self.report.applied(change)
        except StaleChange as stale:
            # Before it is on the stack or in the journal: from there nothing could be taken back or saved any more.
            raise RefusedChange("报告在此期间已有改动，这一步没有执行。请核对现在的内容后重新操作。") from stale
        self.stack.push(ChangeCommand(self, change, is_new=True))

    def type_figure(self, cell: CellId, typed: str) -> None:
        """Takes what was typed into a cell.

        Raises:
            RefusedFigure: it is no figure of the cell's kind; the report is as it was.
            RefusedChange: the cell or the report cannot be changed.
        """
        figure = read_figure(typed, self.report.form.places[cell].kind)
        self.apply(editing.set_figure(self.report, cell, figure))

    def clear(self, cells: Iterable[CellId]) -> None:
        """Blanks cells as one step; totals that follow their parts are left to follow."""
        wanted = [cell for cell in cells if self.report.is_typed or cell not in self.report.form.totals]
        self.apply(editing.set_figures(self.report, dict.fromkeys(wanted), f"清空 {len(wanted)} 格"))

    def type_text(self, key: str, text: str) -> None:
        """Takes the whole of a text as it is now."""
        self.apply(editing.set_text(self.report, key, text))

    def switch_totals(self, mode: TotalsMode) -> None:
        """Switches 核对模式 on (typed) or off (filled)."""
        self.apply(editing.switch_totals(self.report, mode))

    # Called by the commands on the stack.

    def make(self, change: Change) -> None:
        """Makes a new change and enters it into the journal."""
        self._keep(lambda journal, report_id: journal.record(report_id, change))
        self._take(change)

    def make_again(self, change: Change) -> None:
        """Makes an undone change again."""
        if not self._replaying and self.is_editable:
            self._keep(lambda journal, report_id: journal.redo(report_id))
            self._take(change)

    def take_back(self, change: Change) -> None:
        """Undoes a change."""
        if not self._replaying and self.is_editable:
            self._keep(lambda journal, report_id: journal.undo(report_id))
            self._take(change.inverted())

    def _keep(self, commit: Callable[[Journal, int], object]) -> None:
        journal, report_id = self._journal, self.stored.summary.id
        if journal is None:
            raise RuntimeError("no journal")

        def work() -> datetime:
            saved = commit(journal, report_id)
            return saved if isinstance(saved, datetime) else datetime.now().astimezone()

        self.writer.put(work)

    def _take(self, change: Change) -> None:
        self._report = self.report.applied(change)
        touched: dict[Part, set[str]] = defaultdict(set)
        for edit in change.edits:
            touched[edit.part].add(edit.key)
        self._check()
        if cells := touched[Part.CELL] | touched[Part.UNIT]:
            self.cells_changed.emit(frozenset(cells))
        for key in touched[Part.NARRATIVE]:
            self.text_changed.emit(key)
        if noted := touched[Part.ANNOTATION]:
            self.annotations_changed.emit(frozenset(CellId(key.rpartition("#")[0]) for key in noted))
        if touched[Part.AGENCY] or touched[Part.REPORT] or touched[Part.PRIOR]:
            self.particulars_changed.emit()
        self.findings_changed.emit()

    def _replay(self, done: tuple[Change, ...], undone: tuple[Change, ...]) -> None:
        """Puts the journal's changes on the stack without making them: the report has them already."""
        self._replaying = True
        self.stack.blockSignals(True)  # noqa: FBT003  ``opened`` tells of all the steps at once
        try:
            self.stack.clear()
            for change in (*done, *undone):
                self.stack.push(ChangeCommand(self, change, is_new=False))
            self.stack.setIndex(len(done))
        finally:
            self.stack.blockSignals(False)  # noqa: FBT003
            self._replaying = False

    def _check(self) -> None:
        if self._report is None:
            return
        self._results = evaluate(self._report, self.previous)
        self._failures = tuple(reasoned(self._report, each, self._results) for each in failures(self._results))
        by_cell: dict[CellId, list[Finding]] = defaultdict(list)
        for finding in self._failures:
            # A blank cell says so by being blank; only figures that disagree are marked.
            for cell in finding.cells if finding.actual is not None else ():
                by_cell[cell].append(finding)
        self._by_cell = {cell: tuple(found) for cell, found in by_cell.items()}
