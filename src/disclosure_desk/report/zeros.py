"""Fills what is blank with 0 on the officer's word: blank is not zero, so this is a statement and is kept on record."""

from collections.abc import Collection, Iterable, Mapping

from disclosure_desk.formats.schema import CellId
from disclosure_desk.report.changes import Change, Part
from disclosure_desk.report.document import ReportDocument
from disclosure_desk.report.editing import set_figures
from disclosure_desk.report.figures import total, value

ZERO = "0"


def input_cells(report: ReportDocument, sections: Iterable[str] | None = None) -> tuple[CellId, ...]:
    """The cells that are no totals, in the form's order; of some sections only, where they are named."""
    wanted = None if sections is None else set(sections)
    places = report.form.places
    return tuple(
        cell
        for cell in places
        if cell not in report.form.totals and (wanted is None or places[cell].section.id in wanted)
    )


def zeros_for_blanks(
    report: ReportDocument, sections: Iterable[str] | None = None, *, spared: Collection[CellId] = ()
) -> Change:
    """Sets every blank cell that is no total to 0; totals follow (typed totals only where they come to 0).

    Args:
        report: the report as it is.
        sections: ids of the tables that are meant, None for all.
        spared: cells that stay blank.
    """
    blank = [c for c in input_cells(report, sections) if c not in report.cells and c not in spared]
    label = f"其余空白填 0（共 {len(blank)} 格）"
    return _change(report, blank, label, "由填报人确认其余各项均为 0", overwrites=False)


def table_of_zeros(report: ReportDocument, section: str, *, spared: Collection[CellId] = ()) -> Change:
    """Sets every cell of a table to 0, whatever stands there (KeyError if the form has no such section)."""
    name = report.form.section(section).short
    chosen = [c for c in input_cells(report, (section,)) if c not in spared and not _is_zero(report.cells.get(c))]
    label = f"{name}全部填 0（共 {len(chosen)} 格）"
    return _change(report, chosen, label, f"由填报人确认{name}各项均为 0", overwrites=True)


def overwritten(report: ReportDocument, change: Change) -> Mapping[CellId, str]:
    """The figures that a change replaces by others, totals that follow their parts left out."""
    replaced = (edit for edit in change.edits if edit.part is Part.CELL and edit.before is not None)
    followed = frozenset() if report.is_typed else report.form.totals
    return {CellId(edit.key): edit.before or "" for edit in replaced if edit.key not in followed}


def _change(report: ReportDocument, chosen: list[CellId], label: str, reason: str, *, overwrites: bool) -> Change:
    if not chosen:
        return Change(label, (), reason)
    figures: dict[CellId, str | None] = dict.fromkeys(chosen, ZERO)
    if report.is_typed:
        totals = _totals_of_zero(report, figures)
        figures |= {cell: ZERO for cell in totals if overwrites or cell not in report.cells}
    return set_figures(report, figures, label, reason)


def _totals_of_zero(report: ReportDocument, figures: Mapping[CellId, str | None]) -> list[CellId]:
    """Typed totals over these figures that come to 0; a total of other figures is left for the officer to type."""
    after: dict[CellId, str | None] = {**report.cells, **figures}
    found: list[CellId] = []
    for each in report.form.fillings:
        parts = [figure for part in each.parts if (figure := after.get(part)) is not None]
        touched = any(part in figures or part in found for part in each.parts)
        if touched and len(parts) == len(each.parts) and total(parts) == 0 and not _is_zero(after.get(each.total)):
            found.append(each.total)
            after[each.total] = ZERO
    return found


def _is_zero(figure: str | None) -> bool:
    return figure is not None and value(figure) == 0
