"""Asks before blanks become 0: lists what becomes 0, what would be overwritten, and what last year's report says."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFrame, QLabel, QVBoxLayout

from disclosure_desk.checks.evaluate import evaluate
from disclosure_desk.errors import DeskError
from disclosure_desk.formats.form import Place
from disclosure_desk.formats.schema import CarriedForward, CellId, StockContinues
from disclosure_desk.gui.session import Session
from disclosure_desk.gui.sheet import Sheet
from disclosure_desk.gui.window import Noticing, widget
from disclosure_desk.gui.zero_tree import ZeroTree
from disclosure_desk.report.changes import Change
from disclosure_desk.report.document import ReportDocument
from disclosure_desk.report.figures import plain
from disclosure_desk.report.zeros import input_cells, table_of_zeros, zeros_for_blanks

_STATEMENT = "0 表示本年度确实没有发生，是一项填报数字；还没有核实的，请留空。填入后可以一步撤销，并留有记录。"
Made = Callable[[ReportDocument, Iterable[str], Collection[CellId]], Change]
"""Makes the change from the report, the ids of the chosen tables and the cells that stay blank."""


@dataclass(frozen=True)
class Implied:
    """What last year's report says about a cell that would become 0.

    Attributes:
        place: the cell.
        figure: the figure that goes with last year's, as digits.
        year: that year.
    """

    place: Place
    figure: str
    year: int

    @property
    def sentence(self) -> str:
        """As the sheet says it."""
        return f"{self.place.spoken}：按 {self.year} 年报告应为 {self.figure}"


def implied_by_last_year(session: Session, change: Change) -> Mapping[CellId, Implied]:
    """The cells that a change sets to 0 although last year's report hands on another figure."""
    previous = session.previous
    if previous is None:
        return {}
    report = session.report
    between_years = {c.code for c in report.form.checks if isinstance(c, CarriedForward | StockContinues)}
    inputs = {edit.key for edit in change.edits} - report.form.totals
    said: dict[CellId, Implied] = {}
    for finding in evaluate(report.applied(change), previous):
        stated = finding.cells[0] if finding.cells else None
        if finding.failed and finding.code in between_years and stated in inputs and finding.expected is not None:
            place = report.form.places[CellId(stated)]
            said[place.cell] = Implied(place, plain(finding.expected), previous.year)
    return said


def fill_rest_with_zeros(window: Noticing, session: Session) -> Sheet | None:
    """Lists what is blank and sets it to 0 once it is confirmed; None where nothing is blank."""
    if not zeros_for_blanks(session.report):
        window.notice("没有空白需要填 0。")
        return None
    tables = [table.id for table in session.report.form.tables]
    question = f"以下空白都将填 0。{_STATEMENT}"
    return _Question(window, session, tables, _rest).ask("其余空白填 0", question)


def fill_table_with_zeros(window: Noticing, session: Session, section: str) -> Sheet | None:
    """Lists what becomes 0 in one table, and the figures that are overwritten; None where it is all 0 already."""
    name = session.report.form.section(section).short
    if not table_of_zeros(session.report, section):
        window.notice(f"{name}各格已经都是 0。")
        return None
    question = f"{name}的以下各格都将填 0。{_STATEMENT}"
    return _Question(window, session, [section], _whole).ask("本表全部为 0", question)


def _rest(report: ReportDocument, tables: Iterable[str], spared: Collection[CellId]) -> Change:
    return zeros_for_blanks(report, tables, spared=spared)


def _whole(report: ReportDocument, tables: Iterable[str], spared: Collection[CellId]) -> Change:
    (table,) = tables
    return table_of_zeros(report, table, spared=spared)


class _Question:
    """What is asked on one sheet, and what it makes.

    Args:
        window: where the outcome is said.
        session: the report on the desk.
        tables: ids of the tables that are meant.
        made: makes the change.
    """

    def __init__(self, window: Noticing, session: Session, tables: list[str], made: Made) -> None:
        self._window, self._session, self._tables, self._made = window, session, tables, made
        self._implied = implied_by_last_year(session, made(session.report, tables, ()))
        self._also: QCheckBox | None = None
        self._tree = ZeroTree(can_choose=len(tables) > 1)

    def ask(self, title: str, question: str) -> Sheet:
        """Shows the sheet; it stops the work, for what is confirmed has to be what is filled in."""
        sheet = self._sheet = Sheet(widget(self._window), title, "填 0", wide=True)
        sheet.setWindowModality(Qt.WindowModality.WindowModal)
        sheet.say(question)
        if self._implied:
            self._warn()
        sheet.add(self._tree)
        self._tree.itemChanged.connect(self._count)
        self._list()
        sheet.ask(self._act)
        self._tree.setFocus()
        return sheet

    def _warn(self) -> None:
        """Says what last year hands on; those cells stay blank unless the officer says that 0 is meant."""
        said = "；".join(each.sentence for each in self._implied.values())
        label = QLabel(f"与上年度报告不一致，暂不填 0：{said}。")
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setAccessibleName(label.text())
        self._also = QCheckBox(f"这 {len(self._implied)} 格也填 0")
        self._also.setAccessibleName(self._also.text())
        self._also.toggled.connect(self._list)
        warning = QFrame()
        warning.setObjectName("notice")
        warning.setProperty("kind", "warning")
        warning.setAccessibleName("与上年度报告不一致")
        lines = QVBoxLayout(warning)
        lines.addWidget(label)
        lines.addWidget(self._also)
        self._sheet.add(warning)

    def _change(self, tables: Iterable[str]) -> Change:
        spared = () if self._also is None or self._also.isChecked() else tuple(self._implied)
        return self._made(self._session.report, tables, spared)

    def _chosen(self) -> Change:
        return self._change([table for table in self._tables if table not in self._tree.left_out])

    def _list(self) -> None:
        self._tree.show_change(self._session.report, self._change(self._tables))
        self._count()

    def _count(self) -> None:
        count = _declared(self._session.report, self._chosen())
        self._sheet.verb.setText(f"填 0（{count} 格）")
        self._sheet.verb.setAccessibleName(self._sheet.verb.text())
        self._sheet.verb.setEnabled(count > 0)

    def _act(self) -> bool:
        change = self._chosen()
        try:
            self._session.apply(change)
        except DeskError as error:
            self._sheet.complain(str(error))
            return False
        count = _declared(self._session.report, change)
        self._window.notice(f"已填 0，共 {count} 格。如需恢复，可以撤销。")
        return True


def _declared(report: ReportDocument, change: Change) -> int:
    """How many cells the officer declares to be 0; totals that follow are not counted."""
    inputs = set(input_cells(report))
    return sum(edit.key in inputs for edit in change.edits)
