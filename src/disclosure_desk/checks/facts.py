"""What a cell's row, column and last year must agree with, in words, with the figures as they stand."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from disclosure_desk.checks.arithmetic import added, gap, ordinals, shown, total_of
from disclosure_desk.checks.finding import Result
from disclosure_desk.formats.form import Equation, Form, Place, Sum
from disclosure_desk.formats.schema import CarriedForward, CellId, StockContinues, SumAcross, cell_id
from disclosure_desk.report.document import ReportDocument
from disclosure_desk.report.figures import EXACT, total

ROW, COLUMN, LAST_YEAR = "本行", "本列", "与上年"
BLANK = "空白"
GLUE = "\u00a0"
"""Keeps a figure on the line of what it is called."""
_KEPT = 2048
_FEW_TERMS = 7
_NUMERALS = "零一两三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Fact:
    """One relation that a cell takes part in.

    Attributes:
        line: ROW, COLUMN or LAST_YEAR.
        text: both sides with the present figures ("六项之和 74 = 总计 74").
        terms: the figures that are added, blanks said as blank; "" where they are many or all blank.
        result: whether it holds; unknown while a figure is blank.
    """

    line: str
    text: str
    terms: str
    result: Result


def facts(report: ReportDocument, previous: ReportDocument | None, cell: CellId) -> tuple[Fact, ...]:
    """Every relation of a cell: its row, its column, then last year (KeyError if the form has no such cell)."""
    sums, equations = _relations(report.form, cell)
    made = [_sum(report, each) for each in sums]
    made += [_equation(report, each) for each in equations]
    made += _between_years(report, previous, report.form.places[cell])
    return tuple(sorted(made, key=lambda fact: (ROW, COLUMN, LAST_YEAR).index(fact.line)))


@lru_cache(maxsize=_KEPT)
def _relations(form: Form, cell: CellId) -> tuple[tuple[Sum, ...], tuple[Equation, ...]]:
    """The sums that a cell is part of, and the balances that it enters directly or through a total of its column."""
    sums = tuple(each for each in form.sums if cell in each.cells)
    column = form.places[cell].column.id
    reached = {cell} | {each.total for each in sums if form.places[each.total].column.id == column}
    return sums, tuple(each for each in form.equations if reached.intersection(each.cells))


def _sum(report: ReportDocument, each: Sum) -> Fact:
    stated, parts = report.cells.get(each.total), [report.cells.get(part) for part in each.parts]
    across = isinstance(each.record, SumAcross)
    name = each.place.column.spoken if across else each.place.row.spoken
    items = f"{_counted(len(parts))}项"
    result = _result(added((stated,)), added(tuple(parts)))
    text = _sum_text(name, items, stated, parts) if result is Result.UNKNOWN else _sides(items, name, stated, parts)
    legible = len(parts) <= _FEW_TERMS and any(part is not None for part in parts)
    terms = " + ".join(part or BLANK for part in parts) if legible else ""
    return Fact(ROW if across else COLUMN, text, terms, result)


def _sides(items: str, name: str, stated: str | None, parts: list[str | None]) -> str:
    computed, claimed = added(tuple(parts)), added((stated,))
    if computed == claimed:
        return f"{items}之和 {shown(computed)} = {name} {shown(claimed)}"
    return f"{items}之和 {shown(computed)}，{name} {shown(claimed)}，差 {gap(computed, claimed)}"


def _sum_text(name: str, items: str, stated: str | None, parts: list[str | None]) -> str:
    present = [part for part in parts if part is not None]
    blanks = len(parts) - len(present)
    if not blanks:
        return f"{items}之和 {shown(total(present))}，{name}{BLANK}"
    if not present:
        return f"{items}均为{BLANK}" + (f"，{name} {stated}" if stated else "")
    said = f"{items}中 {blanks} 项{BLANK}，已填各项之和 {shown(total(present))}"
    return f"{said}，{name} {stated}" if stated else said


def _equation(report: ReportDocument, each: Equation) -> Fact:
    left, right = (total_of(report, tuple(p.cell for p in side)) for side in (each.left, each.right))
    sides = [f"{ordinals(side)}{_amount(amount)}" for side, amount in ((each.left, left), (each.right, right))]
    difference = f"，差 {gap(left, right)}" if _result(right, left) is Result.FAILED else ""
    terms = "；".join("，".join(_term(report, place) for place in side) for side in (each.left, each.right))
    return Fact(COLUMN, "，".join(sides) + difference, terms, _result(right, left))


def _amount(amount: Decimal | None) -> str:
    return f"有{BLANK}" if amount is None else f"={shown(amount)}"


def _term(report: ReportDocument, place: Place) -> str:
    return f"{ordinals((place,))}{GLUE}{report.cells.get(place.cell, BLANK)}"


def _between_years(report: ReportDocument, previous: ReportDocument | None, place: Place) -> Iterator[Fact]:
    for record in report.form.checks:
        if record.section != place.section.id:
            continue
        if isinstance(record, CarriedForward) and place.row.id == record.opening:
            yield _opening(report, previous, record, place)
        if isinstance(record, StockContinues) and place.row.id in record.rows:
            yield _stock(report, previous, record, place)


def _opening(report: ReportDocument, previous: ReportDocument | None, record: CarriedForward, place: Place) -> Fact:
    source = cell_id(record.section, record.closing, place.column.id)
    words = f"{report.year - 1} 年“{report.form.places[source].row.spoken}”"
    if not _is_known(previous, source):
        return _nothing_to_compare(report)
    then, now = _figure(previous, source), report.cells.get(place.cell)
    return _compared(f"{words} {then or BLANK}", f"本格 {now or BLANK}", "", added((then,)), added((now,)))


def _stock(report: ReportDocument, previous: ReportDocument | None, record: StockContinues, place: Place) -> Fact:
    ids = (record.stock, record.added, record.removed)
    stock, came, went = (report.form.places[cell_id(record.section, place.row.id, column)] for column in ids)
    if not _is_known(previous, stock.cell):
        return _nothing_to_compare(report)
    then, gained, lost = _figure(previous, stock.cell), *(report.cells.get(p.cell) for p in (came, went))
    known = [added((figure,)) for figure in (then, gained, lost)]
    expected = None if None in known else _continued(known)
    terms = f"上年 {then or BLANK} + {came.column.spoken} {gained or BLANK} - {went.column.spoken} {lost or BLANK}"
    now = report.cells.get(stock.cell)
    here = f"{stock.column.spoken} {now or BLANK}"
    wanted = f"上年或增减有{BLANK}" if expected is None else f"应为 {shown(expected)}"
    return _compared(wanted, here, terms, expected, added((now,)))


def _continued(known: Iterable[Decimal | None]) -> Decimal:
    then, gained, lost = (number or Decimal(0) for number in known)
    return EXACT.subtract(EXACT.add(then, gained), lost)


def _compared(wanted: str, here: str, terms: str, expected: Decimal | None, actual: Decimal | None) -> Fact:
    result = _result(actual, expected)
    joined = f"{wanted}，{here}"
    if result is Result.FAILED:
        joined += f"，差 {gap(expected, actual)}"
    return Fact(LAST_YEAR, joined, terms, result)


def _nothing_to_compare(report: ReportDocument) -> Fact:
    return Fact(LAST_YEAR, f"没有 {report.year - 1} 年的数字可供对照", "", Result.NOT_APPLICABLE)


def _is_known(previous: ReportDocument | None, cell: CellId) -> bool:
    return previous is not None and cell in previous.form.places


def _figure(previous: ReportDocument | None, cell: CellId) -> str | None:
    return previous.cells.get(cell) if previous is not None else None


def _result(actual: Decimal | None, expected: Decimal | None) -> Result:
    if actual is None or expected is None:
        return Result.UNKNOWN
    return Result.PASSED if actual == expected else Result.FAILED


def _counted(number: int) -> str:
    return _NUMERALS[number] if number < len(_NUMERALS) else f"{number} "
