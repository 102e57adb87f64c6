"""Last year by hand: the few figures of last year's report that this year's is compared with."""

from collections.abc import Iterator, Mapping

from disclosure_desk.formats.form import Form
from disclosure_desk.formats.schema import CarriedForward, CellId, StockContinues, TableSection, cell_id
from disclosure_desk.report.changes import Change, Edit, Part
from disclosure_desk.report.document import ReportDocument, TotalsMode


def prior_cells(form: Form) -> tuple[CellId, ...]:
    """The cells of last year's report that the checks between years look at, in the form's order."""
    wanted = set(_compared(form))
    return tuple(cell for cell in form.places if cell in wanted)


def previous_by_hand(report: ReportDocument) -> ReportDocument | None:
    """Last year's report as far as it was typed by hand, None where nothing was."""
    if not report.prior:
        return None
    return ReportDocument(report.form, report.agency, report.year - 1, TotalsMode.TYPED, report.prior)


def set_prior(report: ReportDocument, figures: Mapping[CellId, str | None]) -> Change:
    """Sets figures of last year (None blanks one).

    Raises:
        KeyError: no check between years looks at that cell.
    """
    known = prior_cells(report.form)
    edits = []
    for cell, figure in figures.items():
        if cell not in known:
            raise KeyError(cell)
        before = report.prior.get(cell)
        if before != figure:
            edits.append(Edit(Part.PRIOR, cell, before, figure))
    return Change(f"填写 {report.year - 1} 年对照数字", tuple(edits))


def _compared(form: Form) -> Iterator[CellId]:
    for record in form.checks:
        if isinstance(record, StockContinues):
            yield from (cell_id(record.section, row, record.stock) for row in record.rows)
        if isinstance(record, CarriedForward):
            table = form.section(record.section)
            if not isinstance(table, TableSection):
                raise TypeError(record.section)
            for block in table.blocks:
                yield from (cell_id(table.id, record.closing, column.id) for column in block.leaf_columns)
