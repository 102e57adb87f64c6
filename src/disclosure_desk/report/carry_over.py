"""Starts a year from the last one."""

from disclosure_desk.formats.catalogue import Catalogue
from disclosure_desk.formats.schema import CarriedForward, CellId, TableSection, cell_id
from disclosure_desk.report.changes import Change
from disclosure_desk.report.document import Agency, ReportDocument, TotalsMode
from disclosure_desk.report.editing import set_figures


def begin(agency: Agency, year: int, formats: Catalogue) -> ReportDocument:
    """A blank report in the format in force for that year; its totals follow their parts."""
    form = formats.form(formats.proposed_for(year).id)
    return ReportDocument(form, agency, year, TotalsMode.FILLED)


def carry_over(report: ReportDocument, previous: ReportDocument) -> Change:
    """Fills what last year's report hands on: each opening row from last year's closing row, column by column.

    Totals that follow their parts come from the parts. Last year's blanks stay blank.
    """
    figures: dict[CellId, str | None] = {}
    for record in report.form.checks:
        if isinstance(record, CarriedForward):
            figures |= _handed_on(report, previous, record)
    return set_figures(report, figures, f"带入 {previous.year} 年结转数字")


def _handed_on(report: ReportDocument, previous: ReportDocument, record: CarriedForward) -> dict[CellId, str | None]:
    table = report.form.section(record.section)
    if not isinstance(table, TableSection):
        raise TypeError(record.section)
    columns = [column.id for block in table.blocks for column in block.leaf_columns]
    pairs = ((cell_id(table.id, record.opening, c), cell_id(table.id, record.closing, c)) for c in columns)
    settable = report.form.places.keys() if report.is_typed else report.form.places.keys() - report.form.totals
    return {to: previous.cells[source] for to, source in pairs if source in previous.cells and to in settable}
