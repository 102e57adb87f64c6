"""Reports and changes for the tests of the store."""

from disclosure_desk.checks.finding import Finding, Result, TextPlace
from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.formats.schema import CellId, Severity
from disclosure_desk.report.carry_over import begin
from disclosure_desk.report.changes import Change, Edit, Part
from disclosure_desk.report.document import Agency, ReportDocument

AGENCY = Agency("示例区交警大队", "department", "county", "self")
CELL = CellId("requests/received/natural_person")
OTHER_CELL = CellId("requests/carried_over_in/natural_person")


def report(year: int = 2024, name: str = AGENCY.name) -> ReportDocument:
    return begin(Agency(name, AGENCY.kind, AGENCY.level, AGENCY.scope), year, catalogue())


def figure(before: str | None, after: str | None, cell: CellId = CELL) -> Change:
    return Change(f"{before} → {after}", (Edit(Part.CELL, cell, before, after),))


def remark() -> Finding:
    place = TextPlace("overview", 3, 5, "三件")
    return Finding(
        "R1", Severity.NOTE, Result.FAILED, "requests", (CELL,), (OTHER_CELL,), (place,), message="第 3 行未能辨认。"
    )
