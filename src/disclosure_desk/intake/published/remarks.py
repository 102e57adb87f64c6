"""What has to be said about the reading of a table: alike things in one remark."""

from dataclasses import dataclass, field
from enum import Enum

from disclosure_desk.checks.finding import Finding
from disclosure_desk.formats.schema import CellId, TableSection
from disclosure_desk.intake.reading import LEFT_OUT, REWORDED, UNREAD, remark

_NAMED = 3
"""So many are named; of more it is said that there are more."""


class Note(Enum):
    """A kind of remark: its code, and its sentence with table, number of things, and the things."""

    LABEL = (REWORDED, "{table}中{things}读取。")
    HEADER = (UNREAD, "{table}{things}等行的表头与格式不符，没有读取，请按原件填写。")
    UNPLACED = (UNREAD, "{table}有 {n} 行不能确定各个数字属于哪一格，没有读取，请按原件填写：{things}。")
    CONFLICT = (UNREAD, "{table}有 {n} 行出现了不止一次，数字不同，没有读取，请按原件填写：{things}。")
    REFUSED = (UNREAD, "{table}有 {n} 格没有读取，请按原件填写：{things}。")
    BLANK = (UNREAD, "{table}有 {n} 格原文为空白，没有填写：{things}。")
    MARKED = (UNREAD, "{table}有 {n} 格原文写的是“/”“无”一类，按未填处理：{things}。")
    MISSING = (UNREAD, "{table}有 {n} 行没有找到，各格留空：{things}。")
    ANNOTATED = (LEFT_OUT, "{table}有 {n} 格只读取了数字，附注没有读取：{things}。")
    REPEATED = (LEFT_OUT, "{table}有 {n} 行出现了不止一次，数字相同，只读取一次：{things}。")
    SURPLUS = (LEFT_OUT, "{table}有 {n} 处数字不在表格各行之内，没有读取：{things}。")


@dataclass
class TableRemarks:
    """Collects what has to be said of one table."""

    table: TableSection
    things: dict[Note, dict[str, None]] = field(default_factory=dict)
    cells: dict[Note, list[CellId]] = field(default_factory=dict)

    def add(self, note: Note, thing: str, *cells: CellId) -> None:
        """Adds a thing to say; the same words are said once."""
        self.things.setdefault(note, {})[thing] = None
        self.cells.setdefault(note, []).extend(cells)

    @property
    def spoken_of(self) -> set[CellId]:
        """The cells of which something is said."""
        return {cell for cells in self.cells.values() for cell in cells}

    def findings(self) -> list[Finding]:
        """One remark for each kind of thing."""
        return [self._finding(note, list(self.things[note])) for note in Note if note in self.things]

    def _finding(self, note: Note, things: list[str]) -> Finding:
        code, sentence = note.value
        most = len(things) if note is Note.LABEL else _NAMED
        named = "、".join(things[:most]) + ("等" if len(things) > most else "")
        message = sentence.format(table=self.table.short, n=len(things), things=named)
        return remark(code, self.table.id, message, tuple(self.cells[note]))
