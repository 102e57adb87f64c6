"""Sums and balances inside one report (H1, S1, S2, S3)."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from disclosure_desk.checks.finding import Finding, Result
from disclosure_desk.formats.form import Sum
from disclosure_desk.formats.schema import Balance, CellId, SumAcross, SumDown, TableSection, cell_id
from disclosure_desk.report.document import ReportDocument
from disclosure_desk.report.figures import plain, value

BLANK = "有空格未填，暂不能判断。"
_ORDINAL = re.compile(r"（?[一二三四五六七八九十]+）?")


def sums(report: ReportDocument, record: SumAcross | SumDown) -> Iterator[Finding]:
    """Each total against the sum of its parts."""
    for each in report.form.sums:
        if each.record is record:
            yield _sum(report, each)


def _sum(report: ReportDocument, each: Sum) -> Finding:
    code, severity, section = each.record.code, each.record.severity, each.record.section
    cells = (each.total, *each.parts)
    expected, actual = total_of(report, each.parts), total_of(report, (each.total,))
    if expected is None or actual is None:
        return Finding(code, severity, Result.UNKNOWN, section, cells, reason=BLANK)
    if expected == actual:
        return Finding(code, severity, Result.PASSED, section, cells, expected=expected, actual=actual)
    message = _sum_message(report, each, expected, actual)
    return Finding(code, severity, Result.FAILED, section, cells, expected=expected, actual=actual, message=message)


def _sum_message(report: ReportDocument, each: Sum, expected: Decimal, actual: Decimal) -> str:
    place = report.form.places[each.total]
    across = isinstance(each.record, SumAcross)
    line = f"“{place.row.spoken}”一行" if across else f"“{place.column.spoken}”一列"
    stated = place.column.spoken if across else place.row.spoken
    return (
        f"{place.section.short}{line}：各项之和为 {plain(expected)}，“{stated}”填的是 {plain(actual)}，"
        f"差 {plain(abs(actual - expected))}。请核对各项数字。"
    )


def balances(report: ReportDocument, record: Balance) -> Iterator[Finding]:
    """In each column the first rows against the last ones (printed on the form itself)."""
    table = report.form.section(record.section)
    if not isinstance(table, TableSection):
        raise TypeError(record.section)
    for block in table.blocks:
        for column in block.leaf_columns:
            left = tuple(cell_id(table.id, row, column.id) for row in record.left)
            right = tuple(cell_id(table.id, row, column.id) for row in record.right)
            yield _balance(report, record, left, right)


def _balance(report: ReportDocument, record: Balance, left: tuple[CellId, ...], right: tuple[CellId, ...]) -> Finding:
    code, severity, section = record.code, record.severity, record.section
    expected, actual = total_of(report, left), total_of(report, right)
    if expected is None or actual is None:
        return Finding(code, severity, Result.UNKNOWN, section, left + right, reason=BLANK)
    if expected == actual:
        return Finding(code, severity, Result.PASSED, section, left + right, expected=expected, actual=actual)
    place, last = report.form.places[left[0]], report.form.places[right[-1]]
    message = (
        f"{place.section.short}“{place.column.spoken}”一列不平："
        f"{_ordinals(report, left)}={plain(expected)}，{_ordinals(report, right)}={plain(actual)}，"
        f"差 {plain(abs(actual - expected))}。请核对“{last.row.label}”。"
    )
    return Finding(
        code, severity, Result.FAILED, section, left + right, expected=expected, actual=actual, message=message
    )


def _ordinals(report: ReportDocument, cells: Iterable[CellId]) -> str:
    """The rows by the numbers that the form prints before them: 一+二, （七）+四."""
    labels = (report.form.places[cell].row for cell in cells)
    return "+".join(match[0] if (match := _ORDINAL.match(row.label)) else row.spoken for row in labels)


def total_of(report: ReportDocument, cells: tuple[CellId, ...]) -> Decimal | None:
    """The sum of those cells; None if one is blank (blank is not zero)."""
    figures = [report.cells.get(cell) for cell in cells]
    return None if None in figures else sum((value(f) for f in figures if f is not None), Decimal(0))
