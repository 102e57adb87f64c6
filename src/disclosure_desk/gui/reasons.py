"""What the window says of a finding whose reason the officer has written down."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from disclosure_desk.checks.finding import Finding
from disclosure_desk.formats.schema import CellId, Severity
from disclosure_desk.report.annotations import Aspect, annotation
from disclosure_desk.report.document import ReportDocument

ASKED = "请核对；确有原因的，请予注明。"
PARTS_ASKED = "这是各列相加的数，请看不一致的各列。"
PARTS_EXPLAINED = "这是各列相加的数，各列已注明原因。"


def asking(findings: Iterable[Finding], cell: CellId) -> Finding | None:
    """The finding that asks for a reason on a cell; None where none does. The findings are as the checks made them."""
    return next((each for each in findings if _asks(each) and each.cells[0] == cell), None)


def _asks(finding: Finding) -> bool:
    return (
        finding.failed
        and finding.severity is Severity.WARNING
        and bool(finding.cells)
        and finding.message.endswith(ASKED)
    )


def asking_parts(report: ReportDocument, findings: Iterable[Finding], cell: CellId) -> tuple[CellId, ...]:
    """The parts of a computed total that are asked about and by which it differs: their reasons are the total's."""
    if report.is_typed or cell not in report.form.totals:
        return ()
    parts = next(each.parts for each in report.form.fillings if each.total == cell)
    asked = {each.cells[0]: each.difference or Decimal(0) for each in findings if _asks(each)}
    explained = sum((asked.get(part, Decimal(0)) for part in parts), Decimal(0))
    if asked.get(cell) != explained:
        return ()  # something else is wrong with the total, last year's own for example
    return tuple(part for part in parts if part in asked)


def reasoned(report: ReportDocument, finding: Finding, findings: Iterable[Finding] = ()) -> Finding:
    """The finding, with the reason in place of the request for one where its first cell has it.

    It stays a finding: whether the reason is good enough is for whoever signs.

    Args:
        report: the report.
        finding: as the checks made it.
        findings: all that they made.
    """
    if not _asks(finding):
        return finding
    said = finding.message.removesuffix(ASKED)
    if parts := asking_parts(report, findings, finding.cells[0]):
        done = all(annotation(report, part, Aspect.REASON) for part in parts)
        return replace(finding, message=f"{said}{PARTS_EXPLAINED if done else PARTS_ASKED}")
    reason = annotation(report, finding.cells[0], Aspect.REASON)
    return replace(finding, message=f"{said}已注明原因：{reason}") if reason else finding
