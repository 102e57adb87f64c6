"""Composes changes: what the officer did, with the totals that follow from it."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from disclosure_desk.errors import RefusedChange
from disclosure_desk.formats.form import Form, Sum
from disclosure_desk.formats.schema import CellId
from disclosure_desk.report.changes import Change, Edit, Part
from disclosure_desk.report.document import ReportDocument, TotalsMode
from disclosure_desk.report.figures import STORED, plain, total


def set_figures(report: ReportDocument, figures: Mapping[CellId, str | None], label: str, reason: str = "") -> Change:
    """Sets figures (None blanks a cell); totals that follow their parts are part of the same change.

    Raises:
        RefusedChange: a total was named while totals follow their parts.
        KeyError: the form has no such cell.
    """
    if not report.is_typed and any(cell in report.form.totals for cell in figures):
        raise RefusedChange("总计由程序按各项自动计算。如需按纸面数字核对，请先打开“核对模式”。")
    wanted = dict(figures)
    if not report.is_typed:
        wanted |= filled_totals(report.form, {**report.cells, **figures})
    return Change(label, tuple(_cell_edits(report, wanted)), reason)


def set_figure(report: ReportDocument, cell: CellId, figure: str | None, reason: str = "") -> Change:
    """Sets one figure, named after its cell."""
    verb = "清空" if figure is None else "填写"
    return set_figures(report, {cell: figure}, f"{verb} {report.form.places[cell].spoken}", reason)


def set_text(report: ReportDocument, key: str, text: str) -> Change:
    """Sets a narrative; line ends become line feeds, an empty text is absent."""
    kept = text.replace("\r\n", "\n").replace("\r", "\n") or None
    before = report.narratives.get(key)
    edits = () if kept == before else (Edit(Part.NARRATIVE, key, before, kept),)
    return Change(f"修改 {narrative_name(report.form, key)}", edits)


def narrative_name(form: Form, key: str) -> str:
    """What the officer calls a text."""
    names = {section.id: section.short for section in form.narratives}
    return names.get(key, "引言")


def set_agency(report: ReportDocument, **wanted: str | None) -> Change:
    """Sets members of the agency (name, kind, level, scope)."""
    held = vars(report.agency)
    edits = tuple(
        Edit(Part.AGENCY, key, held[key], text or None) for key, text in wanted.items() if held[key] != (text or None)
    )
    return Change("修改 本机关信息", edits)


def set_title(report: ReportDocument, lines: tuple[str, ...]) -> Change:
    """Breaks the title into these lines; () leaves that to the printed form.

    Raises:
        RefusedChange: the lines together are not the title.
    """
    wanted = tuple(line.strip() for line in lines if line.strip())
    if wanted and "".join(wanted) != report.title:
        raise RefusedChange(f"标题的文字由格式规定，应为“{report.title}”，这里只能调整换行的位置。")
    return _set_particular(report, "title", "\n".join(wanted) or None, "调整 标题换行")


def set_deadline(report: ReportDocument, day: date | None) -> Change:
    """Sets until when the report is due; None takes the day of the regulation."""
    return _set_particular(report, "deadline", day.isoformat() if day else None, "修改 公布期限")


def _set_particular(report: ReportDocument, key: str, after: str | None, label: str) -> Change:
    before = report.particulars.get(key)
    return Change(label, () if before == after else (Edit(Part.REPORT, key, before, after),))


def switch_totals(report: ReportDocument, mode: TotalsMode) -> Change:
    """Switches between totals that follow their parts and typed ones; the change lists every total that changes."""
    if report.totals is mode:
        return Change("", ())
    edits = [Edit(Part.REPORT, "totals", report.totals.value, mode.value)]
    if mode is TotalsMode.FILLED:
        edits += _cell_edits(report, filled_totals(report.form, report.cells))
    label = "切换为自动计算总计" if mode is TotalsMode.FILLED else "打开核对模式"
    return Change(label, tuple(edits))


def filled_totals(form: Form, cells: Mapping[CellId, str | None]) -> dict[CellId, str | None]:
    """What each total is when it follows its parts: blank until all of them are there.

    Raises:
        RefusedChange: a sum has more digits than a report file may hold.
    """
    figures = dict(cells)
    totals: dict[CellId, str | None] = {}
    for each in form.fillings:
        parts = [figures.get(part) for part in each.parts]
        present = [part for part in parts if part is not None]
        filled = plain(total(present)) if len(present) == len(parts) else None
        if filled is not None and not STORED.fullmatch(filled):
            raise RefusedChange(f"{each.place.spoken}的各项之和超过 20 位数字，无法保存。请核对各项数字。")
        totals[each.total] = figures[each.total] = filled
    return totals


def running_sum(each: Sum, cells: Mapping[CellId, str]) -> Decimal | None:
    """The sum of those parts that are there, None while none is."""
    present = [cells[part] for part in each.parts if part in cells]
    return total(present) if present else None


def _cell_edits(report: ReportDocument, wanted: Mapping[CellId, str | None]) -> list[Edit]:
    edits = []
    for cell, figure in wanted.items():
        if cell not in report.form.places:
            raise KeyError(cell)
        before = report.cells.get(cell)
        if before != figure:
            edits.append(Edit(Part.CELL, cell, before, figure))
    return edits
