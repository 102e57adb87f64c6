"""The reports to practise on: last year's and this year's of the shipped sample, the latter with three mistakes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from disclosure_desk.formats.schema import CellId
from disclosure_desk.report.document import ReportDocument
from disclosure_desk.report.editing import filled_totals

if TYPE_CHECKING:
    from disclosure_desk.formats.catalogue import Catalogue

TOTAL = CellId("review_and_litigation/reconsideration/total")
LEFT = CellId("requests/carried_over_out/natural_person")
BROUGHT = CellId("requests/carried_over_in/commercial_enterprise")
_PERSON, _FIRM = "natural_person", "commercial_enterprise"
_THIS_YEAR: Mapping[tuple[str, str], str] = {
    ("received", _PERSON): "30",
    ("received", _FIRM): "4",
    ("carried_over_in", _PERSON): "1",
    ("carried_over_in", _FIRM): "1",
    ("granted", _PERSON): "25",
    ("granted", _FIRM): "3",
    ("withheld.third_party_rights", _PERSON): "2",
    ("unavailable.not_held", _PERSON): "3",
    ("unavailable.not_held", _FIRM): "1",
    ("carried_over_out", _PERSON): "1",
    ("carried_over_out", _FIRM): "1",
}
_LAST_YEAR: Mapping[tuple[str, str], str] = {
    ("received", _PERSON): "20",
    ("received", _FIRM): "3",
    ("granted", _PERSON): "18",
    ("granted", _FIRM): "2",
    ("unavailable.not_held", _PERSON): "1",
    ("carried_over_out", _PERSON): "1",
    ("carried_over_out", _FIRM): "1",
}


@dataclass(frozen=True)
class Practice:
    """Two years and what is wrong in the second.

    Attributes:
        last_year: without a mistake.
        this_year: with the mistakes.
        mistakes: the wrong cells, each with the figure that is right.
    """

    last_year: ReportDocument
    this_year: ReportDocument
    mistakes: Mapping[CellId, str]


def practice(formats: "Catalogue") -> Practice:
    """The reports, made from the sample as it is shipped, so that they can never be of another form."""
    # Reading files is not needed before the officer asks for it.
    from disclosure_desk.gui.desk import SAMPLE  # noqa: PLC0415
    from disclosure_desk.intake.read import read_report  # noqa: PLC0415
    from disclosure_desk.resources import resource  # noqa: PLC0415

    sample = read_report(resource(*SAMPLE), formats).report
    right = _with_requests(sample, _THIS_YEAR)
    wrong = {TOTAL: _one_more(right, TOTAL), LEFT: _one_more(right, LEFT), BROUGHT: "0"}
    return Practice(
        last_year=replace(_with_requests(sample, _LAST_YEAR), year=sample.year - 1),
        this_year=replace(right, cells={**right.cells, **wrong}),
        mistakes={cell: right.cells[cell] for cell in wrong},
    )


def _with_requests(sample: ReportDocument, figures: Mapping[tuple[str, str], str]) -> ReportDocument:
    """The sample with these figures in table three; its other tables as they are."""
    cells: dict[CellId, str | None] = {
        cell: figures.get((place.row.id, place.column.id), "0")
        if place.section.id == "requests"
        else sample.cells[cell]
        for cell, place in sample.form.places.items()
    }
    cells |= filled_totals(sample.form, cells)
    return replace(sample, cells={cell: figure for cell, figure in cells.items() if figure is not None})


def _one_more(report: ReportDocument, cell: CellId) -> str:
    return str(int(report.cells[cell]) + 1)
