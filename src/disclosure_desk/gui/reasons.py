"""What the window says of a finding whose reason the officer has written down."""

from collections.abc import Iterable
from dataclasses import replace

from disclosure_desk.checks.finding import Finding
from disclosure_desk.formats.schema import CellId, Severity
from disclosure_desk.report.annotations import Aspect, annotation
from disclosure_desk.report.document import ReportDocument

ASKED = "请核对；确有原因的，请予注明。"


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


def reasoned(report: ReportDocument, finding: Finding) -> Finding:
    """The finding, with the reason in place of the request for one where its first cell has it.

    It stays a finding: whether the reason is good enough is for whoever signs.
    """
    if not _asks(finding):
        return finding
    reason = annotation(report, finding.cells[0], Aspect.REASON)
    if not reason:
        return finding
    return replace(finding, message=f"{finding.message.removesuffix(ASKED)}已注明原因：{reason}")
