"""The defined names by which a workbook and a report find each other, whatever rows and columns move in between."""

from collections.abc import Mapping

from disclosure_desk.formats.form import Form
from disclosure_desk.formats.schema import CellId, FigureKind

WORKBOOK_SCHEMA = "disclosure-desk/workbook/1"
"""What the stamp of a workbook says first; a reader refuses another one."""

STAMP = "dd_stamp"
"""Name of the hidden cells that say which program wrote the workbook, and for which format and year."""

CONTINUED = "续"
"""Beside a text: this cell goes on with the paragraph of the cell above."""
EMPTY_LINE = "空行"
"""Beside a text: the paragraph is an empty line of the report's text, not a cell that nobody filled in."""

PREAMBLE_HEADING = "引言（可以不写）"
"""What stands above the text before section one, which has no heading on the official form."""


def cell_name(cell: CellId) -> str:
    """The defined name of a figure: ``dd.requests.withheld.state_secret.natural_person``.

    A section and a column have no full stop in their ids, so that no two cells share a name; a reader goes from the
    form's cells to names and never takes a name apart. Nothing that begins with ``dd.`` looks like a cell reference.
    """
    return f"dd.{cell.replace('/', '.')}"


def text_name(key: str) -> str:
    """The defined name of the cells of a narrative; its left column holds the marks, its right one the text."""
    return f"dd_text.{key}"


def unit_name(cell: CellId) -> str:
    """The defined name of the unit of an amount as published."""
    return f"dd_unit.{cell.replace('/', '.')}"


def report_name(member: str) -> str:
    """The defined name of ``year`` or of a member of the agency."""
    return f"dd_report.{member}"


def cells_by_name(form: Form) -> Mapping[str, CellId]:
    """Every figure of a form by its defined name in lower case, since a spreadsheet does not mind the case."""
    names = {cell_name(cell).lower(): cell for cell in form.places}
    if len(names) != len(form.places):
        raise ValueError(f"format {form.base.id!r}: two cells would share a defined name")
    return names


def shown_units(form: Form) -> tuple[CellId, ...]:
    """The amounts whose unit the cover asks for."""
    return tuple(cell for cell, place in form.places.items() if place.kind is FigureKind.AMOUNT_AS_PUBLISHED)
