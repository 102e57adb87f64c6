"""What a workbook is written from: a report, or the blank form that figures are collected with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from disclosure_desk import __version__
from disclosure_desk.formats.form import Form
from disclosure_desk.formats.schema import CellId
from disclosure_desk.report.document import Agency, ReportDocument, TotalsMode
from disclosure_desk.report.exact_json import exact_dumps
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
        return exact_dumps(members).replace("_", "\\u005f")

    @cached_property
    def formulas(self) -> Mapping[CellId, tuple[CellId, ...]]:
        """The totals that are written as formulas, each with its parts.

        Those that follow their parts; not one that is stated otherwise (an edited file may do so), and not one whose
        parts are too long for numbers: they are written as they are stated.
        """
        return {each.total: each.parts for each in self.form.fillings if each.total in self._calculated}

    @cached_property
    def figures(self) -> Mapping[CellId, str]:
        """Every figure that the workbook shows: those of the report, and what its formulas come to."""
        results = {total: figure for total, figure in self._calculated.items() if figure is not None}
        return {**self.cells, **results}

    @cached_property
    def _calculated(self) -> Mapping[CellId, str | None]:
        figures, results = dict(self.cells), {}
        for each in self.form.fillings if self.totals is TotalsMode.FILLED else ():
            result, stated = sum_of(figures, each.parts), figures.get(each.total)
            if stated in (None, result) and not any(self._is_too_long(figures, part) for part in each.parts):
                results[each.total] = result
                figures |= {} if result is None else {each.total: result}
        return results

    def _is_too_long(self, figures: Mapping[CellId, str], cell: CellId) -> bool:
        return cell in figures and number_cell(figures[cell], self.form.places[cell].kind) is None

    def adds_up(self, cells: tuple[CellId, ...]) -> str | None:
        """The sum of figures as a spreadsheet gives it; None while one is blank, or text since it is too long."""
        return None if any(self._is_too_long(self.figures, cell) for cell in cells) else sum_of(self.figures, cells)
