"""What commands print: messages for people to standard error, results to standard output."""

import json
from collections.abc import Iterable
from typing import Any

import typer

from disclosure_desk.checks.evaluate import counts
from disclosure_desk.checks.finding import Finding
from disclosure_desk.formats.schema import Severity
from disclosure_desk.report.document import ReportDocument

DONE, HAS_ERRORS, REFUSED = 0, 1, 2
CLASSES = {Severity.ERROR: "强制", Severity.WARNING: "核实", Severity.NOTE: "提示"}
CHECK_SCHEMA = "disclosure-desk/check/1"


def say(sentence: str) -> None:
    """A message for a person."""
    typer.echo(sentence, err=True)


def show(text: str) -> None:
    """A result."""
    typer.echo(text)


def status_of(findings: Iterable[Finding]) -> int:
    """1 where a finding of class error is among them, else 0."""
    return HAS_ERRORS if counts(findings)["error"] else DONE


def summary(findings: Iterable[Finding]) -> str:
    """How many findings of each class, in words."""
    found = counts(findings)
    if not any(found.values()):
        return "没有发现问题。"
    return "、".join(f"{CLASSES[severity]} {found[severity.value]} 处" for severity in Severity) + "。"


def finding_lines(findings: Iterable[Finding]) -> str:
    """The failures, one a line, with their codes."""
    return "\n".join(f"{CLASSES[f.severity]} {f.code:<3} {f.message}" for f in findings if f.failed)


def check_json(name: str, report: ReportDocument, findings: Iterable[Finding], *, every: bool) -> str:
    """The object that ``check --json`` prints."""
    made = list(findings)
    shown: dict[str, Any] = {
        "schema": CHECK_SCHEMA,
        "report": name,
        "format": report.format_id,
        "year": report.year,
        "counts": counts(made),
        "findings": [finding.as_json() for finding in made if every or finding.failed],
    }
    return json.dumps(shown, ensure_ascii=False, indent=1)
