"""Reads a figure from a cell of a workbook, and says in words why one was not read."""

from dataclasses import dataclass

from disclosure_desk.errors import RefusedFigure
from disclosure_desk.formats.schema import FigureKind
from disclosure_desk.intake.reading import LEFT_OUT, UNREAD
from disclosure_desk.intake.workbook_sheets import Value
from disclosure_desk.report.figures import EXPECTED, STORED, read_figure
from disclosure_desk.report.workbook_values import DIGITS, figure_of, number_cell, rescales

_LONGEST = 64
_NOT_A_NUMBER = {
    "boolean": "是逻辑值，不是数字",
    "date": "是日期，可能是表格软件自动改写的",
    "overlong": "是一段过长的文字，不是数字",
}


@dataclass(frozen=True, slots=True)
class ReadFigure:
    """A figure, or why there is none.

    Attributes:
        figure: a stored figure, or None where the cell stays blank.
        code: code of the remark that is due, or "".
        problem: what the remark says of the cell, following its name.
    """

    figure: str | None = None
    code: str = ""
    problem: str = ""


def read_cell(value: Value | None, kind: FigureKind, *, is_formula: bool = False) -> ReadFigure:
    """Reads one cell.

    A figure that is not of its kind is kept as it stands, for check V1 to name; what is no figure at all is not read.
    """
    if value is None:
        return ReadFigure(None, UNREAD, "是公式，文件里没有它的结果") if is_formula else ReadFigure()
    read = _read(value, kind)
    if is_formula and read.figure is not None:
        return ReadFigure(read.figure, LEFT_OUT, "是公式，已按保存时的结果读入，公式不保留")
    return read


def _read(value: Value, kind: FigureKind) -> ReadFigure:
    if value.sort == "text":
        return _read_text(value.content, kind)
    if value.sort == "number":
        return _read_number(value, kind)
    if value.sort == "error":
        return ReadFigure(None, UNREAD, f"是错误值 {value.content}")
    return ReadFigure(None, UNREAD, _NOT_A_NUMBER[value.sort])


def _read_number(value: Value, kind: FigureKind) -> ReadFigure:
    if rescales(value.number_format):
        return ReadFigure(None, UNREAD, "以百分比或缩小的倍数显示，看到的与保存的不是同一个数")
    figure = figure_of(value.content, value.number_format, kind)
    if figure is None:
        return ReadFigure(None, UNREAD, f"超过 {DIGITS} 位，表格软件已不能保留全部数字；请把该格设为文本后重填")
    return ReadFigure(figure) if STORED.fullmatch(figure) else _read_text(figure, kind)


def _read_text(text: str, kind: FigureKind) -> ReadFigure:
    if STORED.fullmatch(text) and number_cell(text, kind) is None:
        return ReadFigure(text)  # it stands as text because no number holds all its digits
    if len(text) > _LONGEST:
        return ReadFigure(None, UNREAD, f"是一段文字，这里应填{EXPECTED[kind]}")
    try:
        return ReadFigure(read_figure(text, kind))
    except RefusedFigure as refusal:
        stripped = text.strip()
        if STORED.fullmatch(stripped):
            return ReadFigure(stripped)
        return ReadFigure(None, UNREAD, f"没有读入：{str(refusal).removesuffix('。')}")
