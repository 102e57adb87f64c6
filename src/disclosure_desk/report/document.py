"""A report as a value: its form, agency, year, figures and texts; changes give a new document and leave the old one."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from disclosure_desk.formats.form import Form
from disclosure_desk.formats.schema import CellId
from disclosure_desk.report.aspects import is_annotation_key
from disclosure_desk.report.changes import Change, Edit, Part


class TotalsMode(StrEnum):
    """Whether totals follow their parts or are typed and compared."""

    FILLED = "filled"
    TYPED = "typed"


AGENCY_KINDS = {"government": "各级人民政府", "department": "县级以上部门", "township": "乡镇、街道", "other": "其他"}
AGENCY_LEVELS = {
    "national": "国家级",
    "provincial": "省级",
    "prefecture": "设区的市级",
    "county": "县级",
    "township": "乡镇级",
}
AGENCY_SCOPES = {"self": "本机关", "with_subordinates": "含下属单位", "territory": "全区域汇总"}


@dataclass(frozen=True)
class Agency:
    """The body whose report it is.

    Attributes:
        name: its full name.
        kind, level, scope: keys of AGENCY_KINDS, AGENCY_LEVELS, AGENCY_SCOPES, or None where not stated.
    """

    name: str
    kind: str | None = None
    level: str | None = None
    scope: str | None = None


PARTICULARS = ("title", "deadline")
"""What else is settled for one report: how its title is broken into lines, and until when it is due."""


class StaleChange(Exception):
    """A change whose ``before`` is not what the report holds: a fault of the program, never shown as it is."""


@dataclass(frozen=True)
class ReportDocument:
    """One report.

    Attributes:
        form: the sections and rules it is filled in by.
        year: the report year.
        cells: stored figures by cell id; a blank cell is absent, never "".
        narratives: texts by key, paragraphs separated by a line feed; an empty text is absent.
        units: the unit of an amount as published, by cell id.
        extras: unknown top-level members of a report file, kept and written back.
        annotations: notes, flags, sources and reasons on cells (``report.annotations``); never printed in the report.
        prior: figures of last year's report that were typed by hand, by last year's cell id.
        particulars: values by the names in PARTICULARS.
    """

    form: Form
    agency: Agency
    year: int
    totals: TotalsMode = TotalsMode.TYPED
    cells: Mapping[CellId, str] = field(default_factory=dict)
    narratives: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[CellId, str] = field(default_factory=dict)
    extras: Mapping[str, Any] = field(default_factory=dict)
    annotations: Mapping[str, str] = field(default_factory=dict)
    prior: Mapping[CellId, str] = field(default_factory=dict)
    particulars: Mapping[str, str] = field(default_factory=dict)

    @property
    def format_id(self) -> str:
        """Id of the report's format."""
        return self.form.base.id

    @property
    def section_formats(self) -> dict[str, str]:
        """Sections that use another format's form, with that format's id."""
        return {section: origin for section, origin in self.form.origins.items() if origin != self.format_id}

    @property
    def title(self) -> str:
        """The title in one line."""
        return self.form.base.title.format(agency=self.agency.name, year=self.year)

    @property
    def title_lines(self) -> tuple[str, ...]:
        """The title broken as the officer wants it; () where the printed form breaks it, or its words have changed."""
        lines = tuple(self.particulars.get("title", "").split("\n"))
        return lines if "".join(lines) == self.title else ()

    @property
    def is_typed(self) -> bool:
        """Whether totals are typed and compared."""
        return self.totals is TotalsMode.TYPED

    def applied(self, change: Change) -> "ReportDocument":
        """The report after a change.

        Raises:
            StaleChange: the change was made for another state of the report.
            KeyError: an edit names a cell or text that the form does not have.
        """
        report = self
        for part in Part:
            edits = [edit for edit in change.edits if edit.part is part]
            if edits:
                report = _APPLY[part](report, edits)
        return report


def _edited(held: Mapping[Any, str], edits: list[Edit], known: Any) -> dict[Any, str]:
    result = dict(held)
    for edit in edits:
        if edit.key not in known:
            raise KeyError(edit.key)
        if result.get(edit.key) != edit.before:
            raise StaleChange(f"{edit.part.value} {edit.key}")
        if edit.after is None:
            result.pop(edit.key, None)
        else:
            result[edit.key] = edit.after
    return result


def _apply_cells(report: ReportDocument, edits: list[Edit]) -> ReportDocument:
    return replace(report, cells=_edited(report.cells, edits, report.form.places))


def _apply_units(report: ReportDocument, edits: list[Edit]) -> ReportDocument:
    return replace(report, units=_edited(report.units, edits, report.form.places))


def _apply_narratives(report: ReportDocument, edits: list[Edit]) -> ReportDocument:
    return replace(report, narratives=_edited(report.narratives, edits, report.form.narrative_keys))


def _apply_agency(report: ReportDocument, edits: list[Edit]) -> ReportDocument:
    held = {key: text for key, text in vars(report.agency).items() if text is not None}
    return replace(report, agency=Agency(**_edited(held, edits, vars(report.agency))))


def _apply_report(report: ReportDocument, edits: list[Edit]) -> ReportDocument:
    held = _edited({"totals": report.totals.value, **report.particulars}, edits, {"totals", *PARTICULARS})
    return replace(report, totals=TotalsMode(held.pop("totals")), particulars=held)


def _apply_annotations(report: ReportDocument, edits: list[Edit]) -> ReportDocument:
    known = {edit.key for edit in edits if is_annotation_key(edit.key, report.form)}
    return replace(report, annotations=_edited(report.annotations, edits, known))


def _apply_prior(report: ReportDocument, edits: list[Edit]) -> ReportDocument:
    return replace(report, prior=_edited(report.prior, edits, report.form.places))


_APPLY = {
    Part.CELL: _apply_cells,
    Part.UNIT: _apply_units,
    Part.NARRATIVE: _apply_narratives,
    Part.AGENCY: _apply_agency,
    Part.REPORT: _apply_report,
    Part.ANNOTATION: _apply_annotations,
    Part.PRIOR: _apply_prior,
}
