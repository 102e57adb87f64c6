"""What stands in the way of finalising, and what the officer confirms when nothing does."""

from collections.abc import Iterable
from dataclasses import dataclass

from disclosure_desk.checks.finding import Finding
from disclosure_desk.formats.schema import CheckRecord, NoBlankCells, Severity, TextPresent


@dataclass(frozen=True)
class Gate:
    """Whether a report can become final.

    Attributes:
        obstacles: errors and blanks; while there is one, the report cannot become final.
        warnings: to be confirmed once.
    """

    obstacles: tuple[Finding, ...]
    warnings: tuple[Finding, ...]

    @property
    def is_open(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.obstacles


def gate(findings: Iterable[Finding], checks: Iterable[CheckRecord]) -> Gate:
    """Sorts the failures of a report into what blocks finalising and what has to be confirmed."""
    completeness = {check.code for check in checks if isinstance(check, NoBlankCells | TextPresent)}
    obstacles, warnings = [], []
    for finding in findings:
        if finding.failed and (finding.severity is Severity.ERROR or finding.code in completeness):
            obstacles.append(finding)
        elif finding.failed and finding.severity is Severity.WARNING:
            warnings.append(finding)
    return Gate(tuple(obstacles), tuple(warnings))
