"""Groups failures that one wrong figure explains, so that the officer is told once."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal  # noqa: TC003 - read where the groups are typed

from disclosure_desk.checks.finding import Finding, Result
from disclosure_desk.formats.schema import Balance, CellId, CheckRecord, SumAcross, SumDown

_Position = int
"""Where a finding stands in the list."""


def grouped(findings: Iterable[Finding], checks: Iterable[CheckRecord]) -> tuple[Finding, ...]:
    """The findings with ``cause`` set on each failure: equal for failures that one figure explains."""
    made = list(findings)
    failed = [at for at, finding in enumerate(made) if finding.failed]
    if not failed:
        return tuple(made)
    arithmetic = {c.code: c for c in checks if isinstance(c, SumAcross | SumDown | Balance)}
    group_of = {at: group[0] for group in _groups(made, failed, arithmetic) for at in group}
    firsts = dict.fromkeys(group_of.get(at, at) for at in failed)
    numbers = {first: str(number) for number, first in enumerate(firsts, 1)}
    for at in failed:
        made[at] = made[at].caused_by(numbers[group_of.get(at, at)])
    return tuple(made)


def _groups(
    made: list[Finding], failed: list[_Position], arithmetic: Mapping[str, CheckRecord]
) -> Iterator[list[_Position]]:
    """Failures that one figure explains, the largest groups first; no failure is in two."""
    explained: dict[tuple[CellId, Decimal], list[_Position]] = defaultdict(list)
    for at in failed:
        record, difference = arithmetic.get(made[at].code), made[at].difference
        if record is not None and difference is not None:
            for cell, sign in _signs(made[at], record):
                explained[cell, -difference * sign].append(at)
    upset = _sums_that_hold(made, arithmetic)
    candidates = [(cell, positions) for (cell, _), positions in explained.items() if len(positions) > 1]
    candidates.sort(key=lambda c: (len(c[1]) - upset[c[0]], len(c[1])), reverse=True)
    left = set(failed)
    for _, positions in candidates:
        group = [at for at in positions if at in left]
        if len(group) > 1:
            left.difference_update(group)
            yield group


def _sums_that_hold(made: list[Finding], arithmetic: Mapping[str, CheckRecord]) -> Counter[CellId]:
    """How many sums and balances that hold a change of each cell would upset."""
    holding = (f for f in made if f.result is Result.PASSED and f.code in arithmetic)
    return Counter(cell for finding in holding for cell in finding.cells)


def _signs(finding: Finding, record: CheckRecord) -> Iterable[tuple[CellId, int]]:
    """Each cell with +1 where it counts on the stated side, -1 where on the computed side."""
    stated = len(record.left) if isinstance(record, Balance) else None
    for at, cell in enumerate(finding.cells):
        on_stated_side = at >= stated if stated is not None else at == 0
        yield cell, 1 if on_stated_side else -1
