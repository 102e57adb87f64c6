"""Failures folded for the officer: what one wrong figure explains is one entry with its facts inside."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from disclosure_desk.checks.finding import Finding
from disclosure_desk.formats.schema import Severity


@dataclass(frozen=True)
class Entry:
    """One thing to look at.

    Attributes:
        facts: the failures that one figure explains; one where nothing else has the same cause.
    """

    facts: tuple[Finding, ...]

    @property
    def severity(self) -> Severity:
        """The class; all facts of an entry are of one."""
        return self.facts[0].severity

    @property
    def sentence(self) -> str:
        """What the officer is told: the likely wrong figure and what would agree, else the first fact."""
        first, count = self.facts[0], len(self.facts)
        if count == 1:
            return first.message
        if first.remedy is None:
            return f"{first.message}\n这 {count} 项不符可能由同一个数字引起。"
        remedy = first.remedy
        return f"{remedy.spoken}可能有误：填的是 {remedy.before}，改为 {remedy.after} 即可使 {count} 项同时相符。"

    @property
    def finding(self) -> Finding:
        """The entry as one finding, which leads to the figure that is likely wrong."""
        first = self.facts[0]
        if len(self.facts) == 1:
            return first
        cells = first.cells
        if first.remedy is not None:
            cells = (first.remedy.cell, *(cell for cell in cells if cell != first.remedy.cell))
        return replace(first, message=self.sentence, cells=cells)


def folded(findings: Iterable[Finding]) -> tuple[Entry, ...]:
    """Failures as entries, the gravest class first, else in the order given."""
    groups: dict[tuple[Severity, object], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.severity, finding.cause or id(finding)), []).append(finding)
    order = list(Severity)
    return tuple(
        Entry(tuple(facts)) for (severity, _), facts in sorted(groups.items(), key=lambda each: order.index(each[0][0]))
    )
