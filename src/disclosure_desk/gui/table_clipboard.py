"""Blocks of figures out of a table and into it: each one change, or none at all."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from disclosure_desk.errors import DeskError, RefusedFigure
from disclosure_desk.formats.grid import Box
from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui.table_paths import FigurePaths, Way
from disclosure_desk.report.changes import Change
from disclosure_desk.report.document import ReportDocument
from disclosure_desk.report.editing import set_figures
from disclosure_desk.report.figures import read_figure

Block = Sequence[Sequence[Box]]

_COMPUTED = "总计由程序按各项自动计算，不需要粘贴。如需按纸面数字核对，请先打开“核对模式”。"
_NOT_FIGURES = "没有粘贴：剪贴板里的文字不是表格数字。请只复制数字部分后再粘贴。"
_EMPTY = "剪贴板里没有可以粘贴的文字。请先复制数字，再粘贴。"


def block_of(paths: FigurePaths, cells: Iterable[CellId]) -> tuple[tuple[Box, ...], ...]:
    """Cells as lines of boxes, in the form's order."""
    wanted = set(cells)
    lines = (tuple(box for box in line if box.cell in wanted) for line in paths.lines)
    return tuple(line for line in lines if line)


def as_text(report: ReportDocument, block: Block) -> str:
    """A block as tab-separated text; blank cells are empty."""
    return "\n".join("\t".join(report.cells.get(_cell(box), "") for box in line) for line in block)


def parsed(text: str) -> list[list[str]]:
    """Tab-separated text, as spreadsheets put it on the clipboard, in lines of values.

    Raises:
        DeskError: it is no such text.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    try:
        return [line or [""] for line in csv.reader(io.StringIO(plain), delimiter="\t")]
    except csv.Error as error:
        raise DeskError(_NOT_FIGURES) from error


def pasted(report: ReportDocument, paths: FigurePaths, selected: Block, text: str) -> Change:
    """What pasting ``text`` at the selected block does.

    One value goes into every selected cell, a block goes down and right from the block's first cell. Totals that follow
    their parts are left to follow.

    Raises:
        DeskError: nothing is to be pasted, it does not fit, or a value is no figure of its cell.
    """
    values = parsed(text)
    if not values:
        raise DeskError(_EMPTY)
    if len(values) == 1 and len(values[0]) == 1:
        wanted = {_cell(box): values[0][0] for line in selected for box in line}
    else:
        wanted = _spread(paths, selected[0][0], values)
    figures = _read(report, wanted)
    if not figures:
        raise DeskError(_COMPUTED)
    return set_figures(report, figures, f"粘贴 {len(figures)} 格")


def filled_down(report: ReportDocument, paths: FigurePaths, selected: Block) -> Change:
    """Repeats the first selected line downwards; a single line takes the figures above it.

    Raises:
        DeskError: a figure does not suit the cell below.
    """
    wanted: dict[CellId, str] = {}
    for line in selected if len(selected) == 1 else selected[1:]:
        for at, box in enumerate(line):
            source = _above(paths, selected, at, box)
            if source is not None:
                wanted[_cell(box)] = report.cells.get(_cell(source), "")
    figures = _read(report, wanted)
    return set_figures(report, figures, f"向下填充 {len(figures)} 格")


def _above(paths: FigurePaths, selected: Block, at: int, box: Box) -> Box | None:
    if len(selected) == 1:
        return paths.beside(box, Way.UP)
    first = selected[0]
    return next((other for other in first if other.column == box.column), first[min(at, len(first) - 1)])


def _cell(box: Box) -> CellId:
    if box.cell is None:
        raise TypeError("no figure stands there")
    return box.cell


def _spread(paths: FigurePaths, start: Box, values: list[list[str]]) -> dict[CellId, str]:
    top, left = paths.line_of(start), paths.place_in_line(start)
    wanted: dict[CellId, str] = {}
    for down, row in enumerate(values):
        line = paths.lines[top + down][left:] if top + down < len(paths.lines) else ()
        if any(value.strip() for value in row[len(line) :]):
            size = f"{len(values)} 行 {max(map(len, values))} 列"
            raise DeskError(f"没有粘贴：剪贴板里的 {size}，从这一格起放不下。请选对左上角的一格后再粘贴。")
        wanted |= {_cell(box): value for box, value in zip(line, row, strict=False)}
    return wanted


def _read(report: ReportDocument, wanted: Mapping[CellId, str]) -> dict[CellId, str | None]:
    """Every value as a figure of its cell, or a sentence about the first one that is none."""
    figures: dict[CellId, str | None] = {}
    for cell, typed in wanted.items():
        if cell in report.form.totals and not report.is_typed:
            continue
        place = report.form.places[cell]
        try:
            figures[cell] = read_figure(typed, place.kind)
        except RefusedFigure as error:
            raise DeskError(f"没有粘贴，表中数字未改动。{place.spoken}：{error}") from error
    return figures
