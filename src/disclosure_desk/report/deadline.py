"""Until when a report has to be published.

Articles 49 and 50 of the 政府信息公开条例: an administrative organ publishes its report by 31 January of the next year,
a people's government at or above county level (its department in charge, for the whole territory) by 31 March.
"""

from datetime import date

from disclosure_desk.report.document import ReportDocument


def deadline(report: ReportDocument) -> date:
    """The day that the officer set, else the day of the regulation."""
    own = report.particulars.get("deadline")
    return date.fromisoformat(own) if own else default_deadline(report)


def default_deadline(report: ReportDocument) -> date:
    """31 March of the next year for a government, 31 January for everybody else."""
    return date(report.year + 1, 3 if report.agency.kind == "government" else 1, 31)
