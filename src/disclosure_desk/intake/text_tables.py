"""Reads a table of a published text by its labels; what cannot be read with certainty stays blank and is reported."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from disclosure_desk.checks.finding import Finding
from disclosure_desk.errors import RefusedFigure
from disclosure_desk.formats.schema import (
    Block,
    CellId,
    Column,
    ColumnGroup,
    FigureKind,
    Row,
    RowGroup,
    TableSection,
    cell_id,
)
from disclosure_desk.intake.labels import Wordings, bare
from disclosure_desk.intake.reading import LEFT_OUT, REWORDED, UNREAD, remark
from disclosure_desk.intake.text_sections import TextLine
from disclosure_desk.report.figures import read_figure

_BLANK_MARKS = frozenset({"", "/", "／", "\\", "-", "—", "——", "–", "－", "无", "无数据", "N/A", "不适用"})
_WITH_REMARK = re.compile(r"([0-9][0-9,]*(?:\.[0-9]+)?)\s*[（(].+[）)]")
_SURE_LABEL = 4


@dataclass
class TableReading:
    """What was read of one table.

    Attributes:
        cells: figures by cell id.
        sources: where each came from.
        remarks: what has to be said.
        score: how well the document fits the form of the table.
    """

    cells: dict[CellId, str] = field(default_factory=dict)
    sources: dict[CellId, str] = field(default_factory=dict)
    remarks: list[Finding] = field(default_factory=list)
    score: int = 0


class TableReader:
    """Reads the lines of one section as one form of its table."""

    def __init__(self, table: TableSection) -> None:
        self._table = table
        self._rows: Wordings[tuple[Block, Row]] = Wordings(
            ((block, row), row.label, row.aliases) for block in table.blocks for row in block.leaf_rows
        )
        self._columns = {id(block): _column_wordings(block) for block in table.blocks}
        self._groups = {bare(group.label) for block in table.blocks for group in _groups(block.rows)}
        self._known = self._groups | {bare(text) for text in _other_wordings(table)}
        self._read = TableReading()

    def read(self, lines: Sequence[TextLine]) -> TableReading:
        """Reads what can be read with certainty."""
        for block in self._table.blocks:
            if self._has_columns_in_order(block, lines):
                if block.layout == "abreast":
                    self._abreast(block, lines)
                else:
                    self._stacked(block, lines)
        self._say_what_is_missing()
        return self._read

    # Headers.

    def _has_columns_in_order(self, block: Block, lines: Sequence[TextLine]) -> bool:
        """The columns' labels have to be there, in the order of the form: never by position alone."""
        wanted = [column.id for column in block.leaf_columns]
        found = self._named_columns(block, lines)
        if block.layout == "abreast":
            wanted = wanted * len(block.leaf_rows)
            if found == wanted:
                self._read.score += len(wanted)
                return True
        elif set(found) >= set(wanted) and _is_in_order(found, wanted):
            self._read.score += len(wanted)
            return True
        rows = "、".join(row.spoken for row in block.leaf_rows[:2])
        message = f"{self._table.short}“{rows}”等行的表头与格式不符，没有读取，请按原件填写。"
        self._say(UNREAD, message, _cells_of(self._table, block))
        return False

    def _named_columns(self, block: Block, lines: Sequence[TextLine]) -> list[str]:
        """Columns named in header lines, in reading order; misprints are reported once each."""
        found = []
        for line in lines:
            if self._row_on(line) is not None:
                continue
            for cell in line.cells:
                match = self._columns[id(block)].find(cell) if bare(cell) not in self._groups else None
                if match is not None:
                    found.append(match.target.id)
                    if not match.is_official and bare(cell) != bare(match.target.label):
                        self._say(REWORDED, f"{self._table.short}表头“{cell}”按“{match.target.label}”读取。")
                        self._read.score -= 1
        return found

    # Rows.

    def _row_on(self, line: TextLine) -> tuple[Block, Row, int, bool] | None:
        """The row that a line is about: its block, the row, where its label stands, whether officially worded."""
        for at, cell in enumerate(line.cells):
            match = self._rows.find(cell) if cell else None
            if match is not None and self._may_precede(line.cells[:at], cell, official=match.is_official):
                return (*match.target, at, match.is_official)
        return None

    def _may_precede(self, before: Iterable[str], label: str, *, official: bool) -> bool:
        """Before a row's label stand only the labels of its groups; anything else only before a long, exact label."""
        strangers = [cell for cell in before if cell and bare(cell) not in self._groups]
        sure = official and len(bare(label)) >= _SURE_LABEL
        return not strangers or (sure and not any(bare(cell) in self._known for cell in strangers))

    def _stacked(self, block: Block, lines: Sequence[TextLine]) -> None:
        seen: set[str] = set()
        for line in lines:
            found = self._row_on(line)
            if found is None or found[0] is not block:
                continue
            _, row, at, official = found
            if row.id in seen:
                self._say(LEFT_OUT, f"{self._table.short}“{row.spoken}”出现了两次，第 {line.number} 行没有读取。")
                continue
            seen.add(row.id)
            self._read.score += 2
            if not official:
                self._read.score -= 1
                self._say(REWORDED, f"{self._table.short}“{line.cells[at]}”按“{row.label}”读取。")
            self._take(block, row, _placed(line.cells[at + 1 :], len(block.leaf_columns)), line)

    def _abreast(self, block: Block, lines: Sequence[TextLine]) -> None:
        """One line of figures for all rows: row after row, each with all columns."""
        across = len(block.leaf_columns)
        count = across * len(block.leaf_rows)
        for line in lines:
            if any(char.isdigit() for char in line.text) and self._row_on(line) is None and not self._has_words(line):
                figures = _placed(line.cells, count)
                for at, row in enumerate(block.leaf_rows):
                    part = None if figures is None else figures[at * across : (at + 1) * across]
                    self._take(block, row, part, line)
                    self._read.score += 2
                return

    def _has_words(self, line: TextLine) -> bool:
        return any(bare(cell) in self._known for cell in line.cells if cell)

    def _take(self, block: Block, row: Row, figures: list[str] | None, line: TextLine) -> None:
        cells = [cell_id(self._table.id, row.id, column.id) for column in block.leaf_columns]
        if figures is None:
            quote = "、".join(cell for cell in line.cells if cell)[:60]
            message = (
                f"{self._table.short}“{row.spoken}”一行（第 {line.number} 行）应有 {len(cells)} 个数字，"
                f"原文是“{quote}”，无法确定各属哪一格，没有读取。"
            )
            self._say(UNREAD, message, tuple(cells))
            return
        for column, cell, text in zip(block.leaf_columns, cells, figures, strict=True):
            self._take_figure(row, column, cell, text, line)

    def _take_figure(self, row: Row, column: Column, cell: CellId, text: str, line: TextLine) -> None:
        where = f"{self._table.short}“{row.spoken}”“{column.spoken}”（第 {line.number} 行）"
        figure, said = _figure(text, row.kind or column.kind or FigureKind.COUNT)
        if said:
            self._say(UNREAD, f"{where}{said}", (cell,))
        if figure is not None:
            self._read.cells[cell] = figure
            self._read.sources[cell] = f"第 {line.number} 行"

    # Remarks.

    def _say_what_is_missing(self) -> None:
        spoken_of = {cell for finding in self._read.remarks for cell in finding.cells} | self._read.cells.keys()
        missing = [cell for cell in self._table.cells if cell not in spoken_of]
        if missing:
            rows = dict.fromkeys(row.spoken for row in self._table.rows for cell in missing if f"/{row.id}/" in cell)
            named = "、".join(f"“{row}”" for row in list(rows)[:3]) + ("等" if len(rows) > 3 else "")  # noqa: PLR2004 - three names are enough
            message = f"{self._table.short}没有找到{named} {len(rows)} 行，共 {len(missing)} 格留空。"
            self._say(UNREAD, message, tuple(missing))
            self._read.score -= len(rows)

    def _say(self, code: str, message: str, cells: tuple[CellId, ...] = ()) -> None:
        self._read.remarks.append(remark(code, self._table.id, message, cells))


def _figure(text: str, kind: FigureKind) -> tuple[str | None, str]:
    """The figure, and what has to be said about it; nothing is guessed."""
    if text in _BLANK_MARKS:
        return None, "原文为空白，没有填写。" if not text else f"原文是“{text}”，按未填处理。"
    with_remark = _WITH_REMARK.fullmatch(text)
    number = with_remark[1] if with_remark else text
    if any(char.isspace() for char in number):
        return None, f"原文是“{text}”，不能确定是一个数字，没有读取。"
    try:
        figure = read_figure(number, kind)
    except RefusedFigure as refusal:
        return None, f"没有读取：{refusal}"
    return figure, f"原文是“{text}”，读作 {figure}。" if with_remark else ""


def _placed(cells: Sequence[str], count: int) -> list[str] | None:
    """Exactly ``count`` figures: all cells, or all that are not empty (merged stubs leave empty ones); else None."""
    if len(cells) == count:
        return list(cells)
    present = [cell for cell in cells if cell]
    if len(present) == count:
        return present
    # A row that is empty from end to end is blank, wherever its cells stand.
    return [""] * count if not present and len(cells) > count else None


def _is_in_order(found: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether columns named on the lowest header line stand in the form's order (merged heads come before them)."""
    last = {column: at for at, column in enumerate(found)}
    tail = [column for column in found if wanted.count(column) == 1]
    positions = [wanted.index(column) for column in dict.fromkeys(tail)]
    inner = [p for p in positions if p not in (0, len(wanted) - 1)]
    return len(last) >= len(set(wanted)) and inner == sorted(inner)


def _column_wordings(block: Block) -> Wordings[Column]:
    return Wordings((column, column.label, column.aliases) for column in block.leaf_columns)


def _groups(nodes: Iterable[Row | RowGroup]) -> Iterable[RowGroup]:
    for node in nodes:
        if isinstance(node, RowGroup):
            yield node
            yield from _groups(node.rows)


def _column_groups(nodes: Iterable[Column | ColumnGroup]) -> Iterable[str]:
    for node in nodes:
        yield node.label
        if isinstance(node, ColumnGroup):
            yield from _column_groups(node.columns)


def _other_wordings(table: TableSection) -> Iterable[str]:
    for block in table.blocks:
        yield from (text for text in (block.title, block.corner) if text)
        yield from _column_groups(block.columns)
        if block.layout == "abreast":
            yield from (row.label for row in block.leaf_rows)


def _cells_of(table: TableSection, block: Block) -> tuple[CellId, ...]:
    return tuple(cell_id(table.id, row.id, column.id) for row in block.leaf_rows for column in block.leaf_columns)
