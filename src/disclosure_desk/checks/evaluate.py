"""Runs every check of a report's form; there is no dependency graph, all checks run on every edit."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from disclosure_desk.checks.arithmetic import balances, sums
from disclosure_desk.checks.cause import grouped
from disclosure_desk.checks.completeness import figures_of_kind, no_blank_cells, text_present
from disclosure_desk.checks.finding import Finding
from disclosure_desk.checks.history import carried_forward, stock_continues
from disclosure_desk.formats.schema import Severity
from disclosure_desk.report.document import ReportDocument

_WITHIN: dict[str, Callable[[ReportDocument, Any], Iterator[Finding]]] = {
    "sum_across": sums,
    "sum_down": sums,
    "balance": balances,
    "figures_of_kind": figures_of_kind,
    "no_blank_cells": no_blank_cells,
    "text_present": text_present,
}
_BETWEEN: dict[str, Callable[[ReportDocument, ReportDocument | None, Any], Iterator[Finding]]] = {
    "carried_forward": carried_forward,
    "stock_continues": stock_continues,
}


def evaluate(report: ReportDocument, previous: ReportDocument | None = None) -> tuple[Finding, ...]:
    """Every instance of every check, whatever its result.

    Args:
        report: the report.
        previous: last year's report of the same agency, or None where there is none to compare with.
    """
    return grouped(_instances(report, previous), report)


def _instances(report: ReportDocument, previous: ReportDocument | None) -> Iterator[Finding]:
    for record in report.form.checks:
        within = _WITHIN.get(record.kind)
        yield from within(report, record) if within else _BETWEEN[record.kind](report, previous, record)


def failures(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those to tell the officer, the gravest first, else in the order of the form's records."""
    order = list(Severity)
    return tuple(sorted((f for f in findings if f.failed), key=lambda f: order.index(f.severity)))


def counts(findings: Iterable[Finding]) -> dict[str, int]:
    """How many failures there are of each class."""
    seen = Counter(finding.severity for finding in findings if finding.failed)
    return {severity.value: seen[severity] for severity in Severity}
