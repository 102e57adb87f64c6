"""Blocks of figures out of a table and down it: each one change, or none at all."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from disclosure_desk.errors import DeskError, RefusedFigure
from disclosure_desk.formats.grid import Box
from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui.copied_block import CopiedBlock
from disclosure_desk.gui.table_paths import FigurePaths, Way
from disclosure_desk.report.changes import Change
from disclosure_desk.report.document import ReportDocument
from disclosure_desk.report.editing import set_figures
from disclosure_desk.report.figures import read_figure

Block = Sequence[Sequence[Box]]


def block_of(paths: FigurePaths, cells: Iterable[CellId]) -> tuple[tuple[Box, ...], ...]:
    """Cells as lines of boxes, in the form's order."""
    wanted = set(cells)
    lines = (tuple(box for box in line if box.cell in wanted) for line in paths.lines)
    return tuple(line for line in lines if line)


def offered(block: CopiedBlock) -> QMimeData:
    """A copied block as the clipboard offers it: text for the one, a table for the other."""
    content = QMimeData()
    content.setText(block.text)
    content.setHtml(block.html)
    return content


def holds_several() -> bool:
    """Whether more than the text of one cell is on the clipboard."""
    return any(mark in QGuiApplication.clipboard().text().strip() for mark in "\t\n\r")


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
            raise DeskError(f"没有填充，表中数字未改动。{place.spoken}：{error}") from error
    return figures
