"""What the window says of a finding whose reason the officer has written down."""

from dataclasses import replace

from disclosure_desk.checks.finding import Finding
from disclosure_desk.formats.schema import Severity
from disclosure_desk.report.annotations import Aspect, annotation
from disclosure_desk.report.document import ReportDocument

ASKED = "请核对；确有原因的，请予注明。"


def reasoned(report: ReportDocument, finding: Finding) -> Finding:
    """The finding, with the reason in place of the request for one where its first cell has it.

    It stays a finding: whether the reason is good enough is for whoever signs.
    """
    if finding.severity is not Severity.WARNING or not finding.cells or not finding.message.endswith(ASKED):
        return finding
    reason = annotation(report, finding.cells[0], Aspect.REASON)
    if not reason:
        return finding
    return replace(finding, message=f"{finding.message.removesuffix(ASKED)}已注明原因：{reason}")
