"""Notes, flags, sources and reasons on the cells of a report: for the officer, never printed in the report."""

from collections.abc import Mapping

from disclosure_desk.formats.schema import CellId
from disclosure_desk.report.aspects import FLAGGED, Aspect, annotation_key
from disclosure_desk.report.changes import Change, Edit, Part
from disclosure_desk.report.document import ReportDocument

__all__ = ["FLAGGED", "Aspect", "annotate", "annotated_cells", "annotation", "is_flagged"]

_WORDS = {Aspect.NOTE: "备注", Aspect.SOURCE: "数字来源", Aspect.REASON: "原因"}


def annotation(report: ReportDocument, cell: CellId, aspect: Aspect) -> str:
    """What is noted on a cell, "" where nothing is."""
    return report.annotations.get(annotation_key(cell, aspect), "")


def is_flagged(report: ReportDocument, cell: CellId) -> bool:
    """Whether a figure is still to be verified (待核实)."""
    return bool(annotation(report, cell, Aspect.FLAG))


def annotated_cells(report: ReportDocument) -> tuple[CellId, ...]:
    """The cells with any annotation, in the form's order."""
    noted = {key.rpartition("#")[0] for key in report.annotations}
    return tuple(cell for cell in report.form.places if cell in noted)


def flagged_cells(report: ReportDocument) -> tuple[CellId, ...]:
    """The cells whose figures are still to be verified, in the form's order."""
    return tuple(cell for cell in annotated_cells(report) if is_flagged(report, cell))


def annotate(
    report: ReportDocument, cell: CellId, wanted: Mapping[Aspect, str | None], label: str | None = None
) -> Change:
    """Sets annotations of a cell; None or "" takes one away.

    Raises:
        KeyError: the form has no such cell.
    """
    place = report.form.places[cell]
    edits = []
    for aspect, text in wanted.items():
        before, after = report.annotations.get(annotation_key(cell, aspect)), text or None
        if before != after:
            edits.append(Edit(Part.ANNOTATION, annotation_key(cell, aspect), before, after))
    return Change(label or f"{_deed(edits)} {place.spoken}", tuple(edits))


def _deed(edits: list[Edit]) -> str:
    """What is done, for the menu."""
    words = []
    for edit in edits:
        aspect = Aspect(edit.key.rpartition("#")[2])
        if aspect is Aspect.FLAG:
            words.append("标为待核实" if edit.after else "取消待核实")
        else:
            words.append(f"{'填写' if edit.after else '清除'}{_WORDS[aspect]}")
    return "、".join(words)
