"""One cell over the years: last year's figure, what is carried over from it, and the change in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from disclosure_desk.formats.form import Form
from disclosure_desk.formats.schema import CarriedForward, CellId, StockContinues, cell_id
from disclosure_desk.gui.session import Session
from disclosure_desk.report.figures import EXACT, plain, value

_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a carried-over figure comes from.

    Attributes:
        year: last year.
        row: the official wording of the row that hands it on.
        figure: what last year hands on, "" where that is blank.
        agrees: whether this year's figure is the same; None while one of the two is blank.
    """

    year: int
    row: str
    figure: str
    agrees: bool | None

    @property
    def sentence(self) -> str:
        """Where it comes from, in words."""
        return f"带自 {self.year} 年“{self.row}”"


@cache
def openings(form: Form) -> Mapping[CellId, CellId]:
    """The cells that last year's report hands on, each with the cell of last year that it comes from."""
    found: dict[CellId, CellId] = {}
    for record in form.checks:
        if isinstance(record, CarriedForward):
            rows = (p for p in form.places.values() if p.section.id == record.section and p.row.id == record.opening)
            found |= {p.cell: cell_id(record.section, record.closing, p.column.id) for p in rows}
    return found


@cache
def stocks(form: Form) -> tuple[CellId, ...]:
    """The cells that go on from last year's by what came and what went."""
    records = (record for record in form.checks if isinstance(record, StockContinues))
    return tuple(cell_id(record.section, row, record.stock) for record in records for row in record.rows)


def last_year(session: Session, cell: CellId) -> str:
    """Last year's figure of the same cell, "" where there is none."""
    previous = session.previous
    return previous.cells.get(cell, "") if previous is not None else ""


def origin(session: Session, cell: CellId) -> Origin | None:
    """Where a figure is carried over from; None where it is not, or where last year is not known."""
    source, previous = openings(session.report.form).get(cell), session.previous
    if source is None or previous is None or source not in previous.form.places:
        return None
    then, now = previous.cells.get(source), session.report.cells.get(cell)
    agrees = None if then is None or now is None else value(then) == value(now)
    return Origin(previous.year, previous.form.places[source].row.label, then or "", agrees)


def change_in_words(now: str, then: str, year: int) -> str:
    """How a figure differs from that of ``year``, in figures and per cent where these mean something."""
    if not then:
        return f"{year} 年此格空白，无从比较。"
    if not now:
        return f"{year} 年为 {then}，本年尚未填写。"
    before, by = value(then), EXACT.subtract(value(now), value(then))
    if not by:
        return f"与 {year} 年相同，均为 {now}。"
    said = f"比 {year} 年{'增加' if by > 0 else '减少'} {plain(abs(by))}"
    if before == 0:
        return f"{said}；{year} 年为 0，不计百分比。"
    if before < 0:
        return f"{said}；{year} 年为负数，不计百分比。"
    return f"{said}（{_per_cent(by, before)}）。"


def _per_cent(by: Decimal, before: Decimal) -> str:
    share = EXACT.divide(EXACT.multiply(abs(by), Decimal(100)), before)
    # A change is never said to be none.
    return f"{plain(share.quantize(_TENTH, ROUND_HALF_UP, EXACT))}%" if share >= _TENTH else "不到 0.1%"
