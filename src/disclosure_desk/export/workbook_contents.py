"""What a workbook is written from: a report, or the blank form that figures are collected with."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from disclosure_desk import __version__
from disclosure_desk.formats.form import Form
from disclosure_desk.formats.schema import CellId
from disclosure_desk.report.document import Agency, ReportDocument, TotalsMode
from disclosure_desk.report.workbook_names import WORKBOOK_SCHEMA
from disclosure_desk.report.workbook_values import number_cell, shown, sum_of


@dataclass(frozen=True)
class Contents:
    """A report whose year and agency may be missing still.

    Attributes:
        is_blank: True for a template.
        year: the report year, or None where it is to be filled in.
    """

    form: Form
    agency: Agency
    year: int | None
    totals: TotalsMode
    is_blank: bool = True
    cells: Mapping[CellId, str] = field(default_factory=dict)
    narratives: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[CellId, str] = field(default_factory=dict)
    extras: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, report: ReportDocument) -> "Contents":
        """The contents of a report."""
        return cls(
            form=report.form,
            agency=report.agency,
            year=report.year,
            totals=report.totals,
            is_blank=False,
            cells=report.cells,
            narratives=report.narratives,
            units=report.units,
            extras=report.extras,
        )

    @property
    def title(self) -> str:
        """The workbook's title, for its properties."""
        if self.year is None:
            return "政府信息公开工作年度报告填报表"
        return shown(self.form.base.title.format(agency=self.agency.name, year=self.year))

    @property
    def dated(self) -> datetime:
        """The day that the workbook bears: the last of the report year, never the clock's."""
        return datetime(self.year or self.form.base.first_year, 12, 31)  # noqa: DTZ001 - a date without a place

    @property
    def stamp(self) -> str:
        """What a reader needs to know beyond what is seen, as JSON in ASCII."""
        members = {
            "schema": WORKBOOK_SCHEMA,
            "program": __version__,
            "format": self.form.base.id,
            "section_formats": {s: o for s, o in self.form.origins.items() if o != self.form.base.id},
            "agency": {key: text for key, text in vars(self.agency).items() if text is not None},
            "year": self.year,
            "totals": self.totals.value,
            "units": dict(self.units),
            "extras": dict(self.extras),
        }
        # Spreadsheets read _x000D_ as an escape; outside strings JSON has no underscore.
        return json.dumps(members).replace("_", "\\u005f")

    @cached_property
    def filled_by_formula(self) -> Mapping[CellId, tuple[CellId, ...]]:
        """The totals that a formula gives as they are stated, each with its parts.

        A total that is stated otherwise, and one whose parts are too long for numbers, is written as it is stated.
        """
        if self.totals is TotalsMode.TYPED:
            return {}
        return {each.total: each.parts for each in self.form.fillings if self._follows(each.total, each.parts)}

    def is_number(self, cell: CellId) -> bool:
        """Whether the figure of a cell is there and short enough for a spreadsheet to add up."""
        figure = self.cells.get(cell)
        return figure is not None and number_cell(figure, self.form.places[cell].kind) is not None

    def _follows(self, total: CellId, parts: tuple[CellId, ...]) -> bool:
        if any(part in self.cells and not self.is_number(part) for part in parts):
            return False
        return self.cells.get(total) == sum_of(self.cells, parts)
