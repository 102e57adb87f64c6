"""Groups failures that one wrong figure explains, so that the officer is told once."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from disclosure_desk.checks.finding import Finding, Result
from disclosure_desk.formats.schema import Balance, CellId, CheckRecord, SumAcross, SumDown


@dataclass(frozen=True, slots=True)
class _Suspect:
    """Changing ``cell`` by ``by`` would settle the findings at those positions."""

    cell: CellId
    by: Decimal
    positions: tuple[int, ...]


def grouped(findings: Iterable[Finding], checks: Iterable[CheckRecord]) -> tuple[Finding, ...]:
    """The findings with ``cause`` set on each failure: equal for failures that one figure explains."""
    made = list(findings)
    arithmetic = {c.code: c for c in checks if isinstance(c, SumAcross | SumDown | Balance)}
    passed = Counter(
        cell
        for finding in made
        if finding.result is Result.PASSED and finding.code in arithmetic
        for cell in finding.cells
    )
    left = {at for at, finding in enumerate(made) if finding.failed}
    number = 0
    while left:
        number += 1
        chosen = _strongest(made, left, arithmetic, passed) or (min(left),)
        for at in chosen:
            made[at] = made[at].caused_by(str(number))
        left -= set(chosen)
    return tuple(made)


def _strongest(
    made: list[Finding], left: set[int], arithmetic: Mapping[str, CheckRecord], passed: Mapping[CellId, int]
) -> tuple[int, ...] | None:
    """The largest group that one figure explains without upsetting more checks that hold than it settles."""
    groups: dict[tuple[CellId, Decimal], list[int]] = defaultdict(list)
    for at in sorted(left):
        record = arithmetic.get(made[at].code)
        difference = made[at].difference
        if record is not None and difference is not None:
            for cell, sign in _signs(made[at], record):
                groups[cell, -difference * sign].append(at)
    suspects = (_Suspect(cell, by, tuple(at)) for (cell, by), at in groups.items() if len(at) > 1)
    best = max(suspects, key=lambda s: (len(s.positions) - passed.get(s.cell, 0), len(s.positions)), default=None)
    return best.positions if best else None


def _signs(finding: Finding, record: CheckRecord) -> Iterable[tuple[CellId, int]]:
    """Each cell with +1 where it counts on the stated side, -1 where on the computed side."""
    stated = len(record.left) if isinstance(record, Balance) else None
    for at, cell in enumerate(finding.cells):
        on_stated_side = at >= stated if stated is not None else at == 0
        yield cell, 1 if on_stated_side else -1
