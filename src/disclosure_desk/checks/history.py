"""This year's figures against last year's (Y1, Y2); both years may be right and differ, so these are warnings."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from disclosure_desk.checks.arithmetic import BLANK, total_of
from disclosure_desk.checks.finding import Finding, Result
from disclosure_desk.formats.schema import CarriedForward, CellId, StockContinues, TableSection, cell_id
from disclosure_desk.report.document import ReportDocument
from disclosure_desk.report.figures import plain

NO_PREVIOUS = "没有上年度报告可供对照。"
OTHER_FORM = "上年度报告的表格格式不同，不作对照。"


@dataclass(frozen=True, slots=True)
class _Comparison:
    """A stated cell = last year's cell ``before`` + ``added`` - ``removed``, the last two of this year."""

    record: CarriedForward | StockContinues
    stated: CellId
    before: CellId
    added: tuple[CellId, ...] = ()
    removed: tuple[CellId, ...] = ()

    def found(self, result: Result, **more: object) -> Finding:
        cells = (self.stated, *self.added, *self.removed)
        record = self.record
        return Finding(record.code, record.severity, result, record.section, cells, (self.before,), **more)  # type: ignore[arg-type]  # passed on by name

    def made(self, report: ReportDocument, previous: ReportDocument | None) -> Finding:
        """The finding of this comparison between two years."""
        if previous is None:
            return self.found(Result.NOT_APPLICABLE, reason=NO_PREVIOUS)
        if self.before not in previous.form.places:
            return self.found(Result.NOT_APPLICABLE, reason=OTHER_FORM)
        then, now = total_of(previous, (self.before,)), total_of(report, (self.stated,))
        added, removed = total_of(report, self.added), total_of(report, self.removed)
        if then is None or now is None or added is None or removed is None:
            return self.found(Result.UNKNOWN, reason=BLANK)
        expected = then + added - removed
        if expected == now:
            return self.found(Result.PASSED, expected=expected, actual=now)
        message = _message(report, previous, self, expected, now)
        return self.found(Result.FAILED, expected=expected, actual=now, message=message)


def carried_forward(
    report: ReportDocument, previous: ReportDocument | None, record: CarriedForward
) -> Iterator[Finding]:
    """Each column's opening figure against last year's closing one."""
    table = report.form.section(record.section)
    if not isinstance(table, TableSection):
        raise TypeError(record.section)
    for column in (column.id for block in table.blocks for column in block.leaf_columns):
        opening, closing = (cell_id(table.id, row, column) for row in (record.opening, record.closing))
        yield _Comparison(record, opening, closing).made(report, previous)


def stock_continues(
    report: ReportDocument, previous: ReportDocument | None, record: StockContinues
) -> Iterator[Finding]:
    """Each row's stock against last year's plus what came less what went."""
    for row in record.rows:
        stock, added, removed = (cell_id(record.section, row, c) for c in (record.stock, record.added, record.removed))
        yield _Comparison(record, stock, stock, (added,), (removed,)).made(report, previous)


def _message(
    report: ReportDocument, previous: ReportDocument, made: _Comparison, expected: Decimal, actual: Decimal
) -> str:
    here, there = report.form.places[made.stated], previous.form.places[made.before]
    if isinstance(made.record, StockContinues):
        where, formula = (
            f"{here.section.short}“{here.row.spoken}”“{here.column.spoken}”",
            "按上年现行有效加本年制发减本年废止",
        )
    else:
        where, formula = (
            f"{here.section.short}“{here.column.spoken}”一列的“{here.row.spoken}”",
            f"按 {previous.year} 年报告的“{there.row.spoken}”",
        )
    return (
        f"{where}为 {plain(actual)}，{formula}应为 {plain(expected)}，"
        f"差 {plain(abs(actual - expected))}。请核对；确有原因的，请予注明。"
    )
