"""Sums and balances inside one report (H1, S1, S2, S3)."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from disclosure_desk.checks.finding import Finding, Result
from disclosure_desk.formats.form import Equation, Place, Sum
from disclosure_desk.formats.schema import Balance, CellId, SumAcross, SumDown
from disclosure_desk.report.document import ReportDocument
from disclosure_desk.report.figures import EXACT, plain, total

_KEPT = 8192
"""Outcomes that are kept: an edit touches a handful of some forty sums and balances."""
BLANK = "有空格未填，暂不能判断。"
_ORDINAL = re.compile(r"（?[一二三四五六七八九十]+）?")


Figures = tuple[str | None, ...]


def sums(report: ReportDocument, record: SumAcross | SumDown) -> Iterator[Finding]:
    """Each total against the sum of its parts."""
    for each in report.form.sums:
        if each.record is record:
            yield _sum(each, tuple(map(report.cells.get, each.cells)))


@lru_cache(maxsize=_KEPT)
def _sum(each: Sum, figures: Figures) -> Finding:
    actual, expected = added(figures[:1]), added(figures[1:])
    return compared(each, expected, actual, lambda: _sum_message(each, expected, actual))


def _sum_message(each: Sum, expected: Decimal | None, actual: Decimal | None) -> str:
    place = each.place
    across = isinstance(each.record, SumAcross)
    line = f"“{place.row.spoken}”一行" if across else f"“{place.column.spoken}”一列"
    stated = place.column.spoken if across else place.row.spoken
    return (
        f"{place.section.short}{line}：各项之和为 {shown(expected)}，“{stated}”填的是 {shown(actual)}，"
        f"差 {gap(expected, actual)}。请核对各项数字。"
    )


def balances(report: ReportDocument, record: Balance) -> Iterator[Finding]:
    """In each column the first rows against the last ones (printed on the form itself)."""
    for each in report.form.equations:
        if each.record is record:
            yield _balance(each, tuple(map(report.cells.get, each.cells)))


@lru_cache(maxsize=_KEPT)
def _balance(each: Equation, figures: Figures) -> Finding:
    split = len(each.left)
    expected, actual = added(figures[:split]), added(figures[split:])
    made = compared(each, expected, actual, lambda: _balance_message(each, expected, actual))
    return replace(made, asks_about=each.right[-1].cell) if made.failed else made


def _balance_message(each: Equation, expected: Decimal | None, actual: Decimal | None) -> str:
    place = each.left[0]
    return (
        f"{place.section.short}“{place.column.spoken}”一列不平："
        f"{ordinals(each.left)}={shown(expected)}，{ordinals(each.right)}={shown(actual)}，"
        f"差 {gap(expected, actual)}。请核对“{each.right[-1].row.label}”。"
    )


def ordinals(places: Iterable[Place]) -> str:
    """The rows by the numbers that the form prints before them: 一+二, （七）+四."""
    rows = (place.row for place in places)
    return "+".join(match[0] if (match := _ORDINAL.match(row.label)) else row.spoken for row in rows)


def compared(
    each: Sum | Equation, expected: Decimal | None, actual: Decimal | None, message: Callable[[], str]
) -> Finding:
    """Both sides of a sum or a balance held against each other."""
    known = (each.record.code, each.record.severity)
    if expected is None or actual is None:
        return Finding(*known, Result.UNKNOWN, each.record.section, each.cells, reason=BLANK)
    failed = expected != actual
    return Finding(
        *known,
        Result.FAILED if failed else Result.PASSED,
        each.record.section,
        each.cells,
        expected=expected,
        actual=actual,
        message=message() if failed else "",
    )


def shown(number: Decimal | None) -> str:
    """A number in a sentence."""
    return "" if number is None else plain(number)


def gap(expected: Decimal | None, actual: Decimal | None) -> str:
    """How far apart two numbers are, in a sentence."""
    return "" if expected is None or actual is None else plain(EXACT.subtract(actual, expected).copy_abs())


def added(figures: Figures) -> Decimal | None:
    """The sum of figures; None if one is blank (blank is not zero)."""
    present = [figure for figure in figures if figure is not None]
    return total(present) if len(present) == len(figures) else None


def total_of(report: ReportDocument, cells: tuple[CellId, ...]) -> Decimal | None:
    """The sum of those cells; None if one is blank."""
    return added(tuple(map(report.cells.get, cells)))
