"""A block of a table as other programs take it: tab-separated text and an HTML table, with or without its headings."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from disclosure_desk.formats.grid import Box, BoxRole, Grid
from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui.table_paths import FigurePaths
from disclosure_desk.report.document import ReportDocument

_SPREADSHEET_DIGITS = 15
"""More digits than that a spreadsheet rounds; such figures are handed over as text."""
_MERGED = (BoxRole.CORNER, BoxRole.HEADER, BoxRole.TITLE)


@dataclass(frozen=True, slots=True)
class Piece:
    """What one box shows of itself in a copied block; rows and columns count from 0 within the block."""

    row: int
    column: int
    row_span: int
    column_span: int
    role: BoxRole
    text: str


@dataclass(frozen=True)
class CopiedBlock:
    """A stretch of a table, merged boxes and all.

    Attributes:
        pieces: what stands in it, in reading order.
        rows: how many rows it has.
    """

    pieces: tuple[Piece, ...]
    rows: int

    @property
    def text(self) -> str:
        """Tab-separated lines; a merged box's text stands at its top left position.

        Values that hold tabs, quotes or line ends are quoted, as spreadsheets do it. Only a last line that is empty
        is ended, for it would be lost otherwise.
        """
        written = io.StringIO()
        writer = csv.writer(written, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
        for line in self._lines():
            # The writer would put quotes around a single nothing, to tell it from no line at all.
            if line == [""]:
                written.write("\n")
            else:
                writer.writerow(line)
        whole = written.getvalue()
        return whole if whole.endswith("\n\n") else whole.removesuffix("\n")

    @property
    def html(self) -> str:
        """An HTML table with row and column spans, figures to the right."""
        rows = "".join(f"<tr>{self._cells(at)}</tr>" for at in range(self.rows))
        return (
            '<html><head><meta charset="utf-8"></head><body><!--StartFragment-->'
            f'<table border="1" cellspacing="0" cellpadding="3" style="border-collapse:collapse">{rows}</table>'
            "<!--EndFragment--></body></html>"
        )

    def _lines(self) -> list[list[str]]:
        lines: list[list[str]] = [[] for _ in range(self.rows)]
        for piece in self.pieces:
            for row in range(piece.row, piece.row + piece.row_span):
                missing = piece.column + piece.column_span - len(lines[row])
                lines[row] += [""] * missing
            lines[piece.row][piece.column] = piece.text
        return lines

    def _cells(self, row: int) -> str:
        return "".join(_cell(piece) for piece in self.pieces if piece.row == row)


def bare(report: ReportDocument, paths: FigurePaths, cells: Iterable[CellId]) -> CopiedBlock:
    """The figures alone: the smallest rectangle of figures that holds the wanted cells.

    Where lines of a table have different numbers of figures, the shorter ones end earlier.
    """
    lines = rectangle(paths, cells)
    pieces = tuple(
        Piece(down, across, 1, 1, BoxRole.FIGURE, _figure(report, box))
        for down, line in enumerate(lines)
        for across, box in enumerate(line)
    )
    return CopiedBlock(pieces, len(lines))


def headed(report: ReportDocument, paths: FigurePaths, cells: Iterable[CellId]) -> CopiedBlock:
    """The figures of one table, at least one, with the stubs at their left and the headers above them, as printed.

    All of a table gives the printed form itself.
    """
    chosen = {box.cell: box for line in rectangle(paths, cells) for box in line if box.cell is not None}
    grid = report.form.grids[report.form.places[next(iter(chosen))].section.id]
    rows = {box.row for box in chosen.values()}
    for band in grid.bands:
        if any(band.first <= row < band.first + band.count for row in rows):
            rows |= set(range(band.first, band.first + band.header))
    columns = set(range(grid.stub_columns))
    columns |= {column for box in chosen.values() for column in range(box.column, box.column + box.column_span)}
    return _clipped(report, grid, sorted(rows), sorted(columns))


def rectangle(paths: FigurePaths, cells: Iterable[CellId]) -> tuple[tuple[Box, ...], ...]:
    """The smallest rectangle of figures that holds the wanted cells, line by line; a line may be empty."""
    wanted = set(cells)
    boxes = [box for box in paths.in_order if box.cell in wanted]
    if not boxes:
        return ()
    lines = [paths.line_of(box) for box in boxes]
    places = [paths.place_in_line(box) for box in boxes]
    return tuple(line[min(places) : max(places) + 1] for line in paths.lines[min(lines) : max(lines) + 1])


def _clipped(report: ReportDocument, grid: Grid, rows: Sequence[int], columns: Sequence[int]) -> CopiedBlock:
    row_at = {row: at for at, row in enumerate(rows)}
    column_at = {column: at for at, column in enumerate(columns)}
    pieces = []
    for box in grid.boxes:
        down = _covered(row_at, box.row, box.row_span)
        across = _covered(column_at, box.column, box.column_span)
        if down and across:
            text = _figure(report, box) if box.cell is not None else box.text
            pieces.append(Piece(down[0], across[0], len(down), len(across), box.role, text))
    pieces.sort(key=lambda piece: (piece.row, piece.column))
    return CopiedBlock(tuple(pieces), len(rows))


def _covered(places: Mapping[int, int], first: int, span: int) -> list[int]:
    return [places[at] for at in range(first, first + span) if at in places]


def _figure(report: ReportDocument, box: Box) -> str:
    return report.cells.get(box.cell, "") if box.cell is not None else ""


def _cell(piece: Piece) -> str:
    spans = f' rowspan="{piece.row_span}"' if piece.row_span > 1 else ""
    spans += f' colspan="{piece.column_span}"' if piece.column_span > 1 else ""
    return f'<td{spans} style="{_style(piece)}">{escape(piece.text)}</td>'


def _style(piece: Piece) -> str:
    if piece.role is not BoxRole.FIGURE:
        return f"text-align:{'center' if piece.role in _MERGED else 'left'};vertical-align:middle"
    return f"text-align:right;vertical-align:middle;mso-number-format:{_number_format(piece.text)}"


def _number_format(figure: str) -> str:
    """Excel's own property: keeps the decimals that are there, and every digit of a long figure."""
    digits, _, fraction = figure.partition(".")
    if len(digits) + len(fraction) > _SPREADSHEET_DIGITS:
        return "'\\@'"
    return f"'0\\.{'0' * len(fraction)}'" if fraction else "'0'"
