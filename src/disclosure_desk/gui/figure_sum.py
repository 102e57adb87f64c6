"""How a total stands against its parts: not yet to be said, agreeing, or off by so much."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from disclosure_desk.checks.arithmetic import added, shown
from disclosure_desk.formats.form import Form, Sum
from disclosure_desk.formats.schema import CellId, SumAcross
from disclosure_desk.gui.session import Session
from disclosure_desk.report.figures import EXACT, plain

MINUS = "−"


@dataclass(frozen=True, slots=True)
class Standing:
    """One total.

    Attributes:
        words: all of it (应为 11　现为 0　差 −11; 已填 3/6; 相符).
        short: only the difference, "" where there is none.
        tone: the theme's colour for it: error, fine or muted.
    """

    words: str
    short: str
    tone: str


@cache
def sums_of(form: Form) -> Mapping[CellId, tuple[Sum, ...]]:
    """Every sum of a total; a total of a row and a column has two."""
    found: dict[CellId, tuple[Sum, ...]] = {}
    for each in form.sums:
        found[each.total] = (*found.get(each.total, ()), each)
    return found


@cache
def row_totals(form: Form) -> Mapping[CellId, CellId]:
    """The total at the end of the row of each cell."""
    rows = (each for each in form.sums if isinstance(each.record, SumAcross))
    return {cell: each.total for each in rows for cell in each.cells}


def standing(session: Session, total: CellId, typing: Mapping[CellId, str | None] | None = None) -> Standing | None:
    """How a total stands; None where nothing is to be said.

    Args:
        session: the report on the desk.
        total: a cell that is a total.
        typing: figures that are being typed and not yet taken; None for a blank.
    """
    cells = session.report.cells
    held = typing or {}

    def figure(cell: CellId) -> str | None:
        return held[cell] if cell in held else cells.get(cell)

    all_ = [_standing(session, each, figure) for each in sums_of(session.report.form).get(total, ())]
    said = [each for each in all_ if each is not None]
    return next((each for each in said if each.tone == "error"), said[0] if said else None)


def difference_at(session: Session, total: CellId) -> str:
    """The difference to be shown in the cell itself, "" where a total agrees or cannot be judged."""
    report = session.report
    if total not in report.form.totals or total not in report.cells or not session.findings_of(total):
        return ""
    found = standing(session, total)
    return found.short if found else ""


def _standing(session: Session, each: Sum, figure: Callable[[CellId], str | None]) -> Standing | None:
    parts = tuple(map(figure, each.parts))
    present = len(parts) - parts.count(None)
    if present < len(each.parts):
        return Standing(f"已填 {present}/{len(each.parts)}", "", "muted") if present else None
    expected, stated = added(parts), added((figure(each.total),))
    if expected is None:
        return None
    if stated is None:
        return Standing(f"各项之和 {shown(expected)}", "", "muted") if session.report.is_typed else None
    if stated == expected:
        return Standing("相符", "", "fine") if session.report.is_typed else None
    short = f"差 {plain(EXACT.subtract(stated, expected)).replace('-', MINUS)}"
    return Standing(f"应为 {shown(expected)}　现为 {shown(stated)}　{short}", short, "error")
