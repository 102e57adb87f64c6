"""Lays out the list of all notes and flags of a report, for the office's own use; it is no part of the report."""

import hashlib
from collections.abc import Iterator, Sequence

from disclosure_desk.export.blocks import Block, FontRole, Heading, Paragraph, PrintedDocument, Run, Table, Title
from disclosure_desk.export.fonts import FontSet
from disclosure_desk.export.pdf_writer import pdf_bytes
from disclosure_desk.formats.grid import Band, Box, BoxRole, Grid
from disclosure_desk.report.notes import NotedCell

HEADING = "备注与待核实清单"
_INTERNAL = "内部清单，供核对数字使用，不是年度报告的组成部分，不对外公开。"
_NONE = "没有备注，也没有待核实的数字。"
_COLUMNS = (("位置", 0.26), ("数字", 0.11), ("核实", 0.09), ("数字来源", 0.18), ("备注", 0.20), ("改动原因", 0.16))
_SIZE = 10.5
_PLACE = "备注清单"
_MOST_OF_A_CELL = 160
"""Characters; what is longer goes on in a further row, so that every row fits a page."""


def notes_pdf(agency: str, year: int, lines: Sequence[NotedCell], fonts: FontSet) -> bytes:
    """The list as a PDF, printed like the report.

    Raises:
        UnprintableText: characters that no font has.
    """
    return pdf_bytes(notes_document(agency, year, lines), fonts)


def notes_document(agency: str, year: int, lines: Sequence[NotedCell]) -> PrintedDocument:
    """The list laid out: title, whose and of which year, what it is, then one row for each cell."""
    return PrintedDocument(
        title=f"{agency}{year}年{HEADING}",
        author=agency,
        subject=HEADING,
        year=year,
        fingerprint=hashlib.sha256(repr((agency, year, lines)).encode("utf-8", "surrogatepass")).hexdigest(),
        blocks=tuple(_blocks(agency, year, lines)),
    )


def _blocks(agency: str, year: int, lines: Sequence[NotedCell]) -> Iterator[Block]:
    yield Title((Run(HEADING, FontRole.TITLE, "标题"),))
    yield Paragraph((Run(f"{agency}，{year}年。{_INTERNAL}", FontRole.BODY, _PLACE),))
    if not lines:
        yield Paragraph((Run(_NONE, FontRole.BODY, _PLACE),))
        return
    flagged = sum(line.flagged for line in lines)
    yield Heading(Run(f"共{len(lines)}处，其中待核实{flagged}处", FontRole.HEADING, _PLACE))
    yield Table(_grid(lines), {}, _PLACE, size=_SIZE)


def _grid(lines: Sequence[NotedCell]) -> Grid:
    """One band under one header, which is repeated on every page."""
    rows = [[words for words, _ in _COLUMNS], *(row for line in lines for row in _rows(line))]
    boxes = (
        Box(at, column, BoxRole.HEADER if at == 0 else BoxRole.STUB, text=text)
        for at, row in enumerate(rows)
        for column, text in enumerate(row)
    )
    widths = tuple(width for _, width in _COLUMNS)
    return Grid("notes", widths, len(rows), len(_COLUMNS), (Band(0, 1, len(rows)),), tuple(boxes))


def _rows(line: NotedCell) -> Iterator[list[str]]:
    """The row of a cell, and further ones where a text is long."""
    figure, flag = line.figure or "未填", "待核实" if line.flagged else ""
    columns = [_pieces(text) for text in (line.place, figure, flag, line.source, line.note, line.reason)]
    for at in range(max(map(len, columns))):
        row = [column[at] if at < len(column) else "" for column in columns]
        yield row if at == 0 else [f"{line.place}（续）", *row[1:]]


def _pieces(text: str) -> list[str]:
    return [text[at : at + _MOST_OF_A_CELL] for at in range(0, len(text), _MOST_OF_A_CELL)] or [""]
