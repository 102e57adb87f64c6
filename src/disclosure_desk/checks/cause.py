"""Groups failures that one wrong figure explains, so that the officer is told once, and names that figure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from disclosure_desk.checks.finding import Finding, Remedy, Result
from disclosure_desk.formats.form import Equation, Form, Sum
from disclosure_desk.formats.schema import CellId
from disclosure_desk.report.document import ReportDocument
from disclosure_desk.report.figures import EXACT, fault, plain, value

_Position = int
"""Where a finding stands in the list."""
_Weights = Mapping[CellId, int]
"""By how much the difference of one sum or balance grows when a typed figure grows by one."""
_FORMS = 16


def grouped(findings: Iterable[Finding], report: ReportDocument) -> tuple[Finding, ...]:
    """The findings with ``cause`` set on each failure: equal for failures that one figure explains.

    Where one figure alone explains several failures, and changing it upsets nothing that holds, each of them has it as
    its ``remedy``.
    """
    made = list(findings)
    failed = [at for at, finding in enumerate(made) if finding.failed]
    if not failed:
        return tuple(made)
    groups = list(_groups(made, failed, report))
    group_of = {at: group for group in groups for at in group.members}
    firsts = dict.fromkeys(group_of[at].members[0] if at in group_of else at for at in failed)
    numbers = {first: str(number) for number, first in enumerate(firsts, 1)}
    for at in failed:
        group = group_of.get(at)
        made[at] = made[at].caused_by(numbers[group.members[0] if group else at], group.remedy if group else None)
    return tuple(made)


@dataclass(frozen=True, slots=True)
class _Group:
    members: list[_Position]
    remedy: Remedy | None


@dataclass(frozen=True, slots=True)
class _Explanation:
    """What would hold again if a cell's figure grew by so much."""

    cell: CellId
    growth: Decimal
    members: list[_Position]
    upset: int
    """How many sums and balances that hold would fail."""
    backing: int
    """How many comparisons with last year that fail would hold as well."""

    @property
    def rank(self) -> tuple[int, int, int]:
        return len(self.members) - self.upset, len(self.members), self.backing


def _groups(made: list[Finding], failed: list[_Position], report: ReportDocument) -> Iterator[_Group]:
    """Failures that one figure explains, the largest groups first; no failure is in two."""
    weights = _weights(report.form, is_typed=report.is_typed)
    explanations = sorted(_explanations(made, failed, weights), key=lambda each: each.rank, reverse=True)
    left, settled = set(failed), set[_Position]()
    for each in explanations:
        members = [at for at in each.members if at in left]
        if len(members) > 1:
            left.difference_update(members)
            rivals = [other for other in explanations if other.rank >= each.rank and settled.isdisjoint(other.members)]
            remedy = _remedy(each, rivals, report) if members == each.members else None
            if remedy is not None:
                settled.update(members)
            yield _Group(members, remedy)


def _explanations(
    made: list[Finding], failed: list[_Position], weights: Mapping[tuple[str, tuple[CellId, ...]], _Weights]
) -> Iterator[_Explanation]:
    explained: dict[tuple[CellId, Decimal], list[_Position]] = defaultdict(list)
    for at in failed:
        difference = made[at].difference
        for cell, weight in weights.get((made[at].code, made[at].cells), {}).items():
            if difference is not None and abs(weight) == 1:
                explained[cell, -difference * weight].append(at)
    several = {key: members for key, members in explained.items() if len(members) > 1}
    upset = _upset_by({cell for cell, _ in several}, made, weights)
    backed = _backed(made[at] for at in failed)
    for (cell, growth), members in several.items():
        yield _Explanation(cell, growth, members, upset[cell], backed[cell, growth])


def _backed(failed: Iterable[Finding]) -> Counter[tuple[CellId, Decimal]]:
    """By how much a cell compared with last year's would have to grow, and in how many comparisons."""
    compared = (finding for finding in failed if finding.previous_cells and finding.difference is not None)
    return Counter((finding.cells[0], -(finding.difference or Decimal(0))) for finding in compared)


def _upset_by(
    cells: set[CellId], made: list[Finding], weights: Mapping[tuple[str, tuple[CellId, ...]], _Weights]
) -> Counter[CellId]:
    """How many sums and balances that hold a change of each cell would upset."""
    holding = (weights.get((f.code, f.cells), {}) for f in made if f.result is Result.PASSED)
    return Counter(cell for each in holding for cell in cells & each.keys())


def _remedy(each: _Explanation, rivals: list[_Explanation], report: ReportDocument) -> Remedy | None:
    """The figure that would let all agree; None where another would as well, or where it cannot be such a figure."""
    members = set(each.members)
    alike = [_offer(other, report) for other in rivals if not other.upset and not members.isdisjoint(other.members)]
    offered = [offer for offer in alike if offer is not None]
    return offered[0] if len(offered) == 1 and offered[0].cell == each.cell else None


def _offer(each: _Explanation, report: ReportDocument) -> Remedy | None:
    place, before = report.form.places[each.cell], report.cells[each.cell]
    after = plain(EXACT.add(value(before), each.growth))
    return None if fault(after, place.kind) else Remedy(each.cell, place.spoken, before, after)


@lru_cache(maxsize=_FORMS)
def _weights(form: Form, *, is_typed: bool) -> Mapping[tuple[str, tuple[CellId, ...]], _Weights]:
    """For each sum and balance, by its code and cells, how typed figures count in its difference."""
    follows = {} if is_typed else {each.total: each.parts for each in form.fillings}
    weights: dict[tuple[str, tuple[CellId, ...]], _Weights] = {}
    relations: tuple[Sum | Equation, ...] = (*form.sums, *form.equations)
    for each in relations:
        counted: Counter[CellId] = Counter()
        for cell, sign in _signs(each):
            for typed in _typed(cell, follows):
                counted[typed] += sign
        weights[each.record.code, each.cells] = {cell: weight for cell, weight in counted.items() if weight}
    return weights


def _typed(cell: CellId, follows: Mapping[CellId, tuple[CellId, ...]]) -> Iterator[CellId]:
    """The cells whose figures make up a cell's: itself, or the parts of a total that follows them."""
    if cell not in follows:
        yield cell
    for part in follows.get(cell, ()):
        yield from _typed(part, follows)


def _signs(each: Sum | Equation) -> Iterator[tuple[CellId, int]]:
    """Each cell with +1 where it counts on the stated side, -1 where on the computed side."""
    first_stated = len(each.left) if isinstance(each, Equation) else 0
    for at, cell in enumerate(each.cells):
        is_stated = at >= first_stated if isinstance(each, Equation) else at == 0
        yield cell, 1 if is_stated else -1
