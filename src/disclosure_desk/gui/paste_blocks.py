"""Where a plain block of values from the clipboard may land in a table; where it does not fit, what could be done."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from disclosure_desk.formats.grid import Box
from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui.copied_block import rectangle
from disclosure_desk.gui.table_paths import FigurePaths

Block = Sequence[Sequence[Box]]
Values = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Landing:
    """One way in which a block could land.

    Attributes:
        words: what the officer chooses it by; "" where it is the only way.
        values: what would stand in which cell.
    """

    words: str
    values: Mapping[CellId, str]


@dataclass(frozen=True)
class Landings:
    """Every way in which a block could land.

    Attributes:
        ways: the best first; empty where nothing can land at all.
        question: why there is something to choose; "" where the block fits as it is.
    """

    ways: tuple[Landing, ...]
    question: str = ""


def landings(paths: FigurePaths, cells: Iterable[CellId], values: Values) -> Landings:
    """How ``values`` can land at the selected figures, of which there is at least one.

    One value goes into every selected cell; a block goes down and right from a single selected cell, or into a
    selection of its own shape. Anything else has to be chosen by the officer. Cells that were selected one by one
    stand for the rectangle that holds them, as they do when they are copied.
    """
    wanted = tuple(cells)
    if len(values) == 1 and len(values[0]) == 1:
        return Landings((Landing("", dict.fromkeys(wanted, values[0][0])),))
    selected = rectangle(paths, wanted)
    spread, is_whole = _spread(paths, selected[0][0], values)
    is_single = len(selected) == 1 and len(selected[0]) == 1
    if is_single or _fills(selected, values):
        if is_whole:
            return Landings((Landing("", spread),))
        return Landings((Landing("只粘贴放得下的部分", spread),), f"剪贴板里的 {_size(values)}，从这一格起放不下。")
    return Landings(tuple(_offers(selected, values, spread, is_whole=is_whole)), _mismatch(selected, values))


def _offers(selected: Block, values: Values, spread: Mapping[CellId, str], *, is_whole: bool) -> list[Landing]:
    rows, columns = _shape(values)
    down, across = len(selected), max(map(len, selected))
    offers = []
    if down % rows == 0 and across % columns == 0:
        offers.append(Landing("重复粘贴，填满所选的格", _repeated(selected, values)))
    offers.append(Landing("从所选的第一格起，全部粘贴" if is_whole else "从所选的第一格起，只粘贴放得下的部分", spread))
    if down < rows or across < columns:
        offers.append(Landing("只粘贴到所选的格", _within(selected, values)))
    return offers


def _spread(paths: FigurePaths, start: Box, values: Values) -> tuple[dict[CellId, str], bool]:
    """The block from a figure on, and whether all that is written in it has a place."""
    top, left = paths.line_of(start), paths.place_in_line(start)
    wanted: dict[CellId, str] = {}
    is_whole = True
    for down, row in enumerate(values):
        line = paths.lines[top + down][left:] if top + down < len(paths.lines) else ()
        is_whole &= not any(value.strip() for value in row[len(line) :])
        wanted |= {_cell(box): value for box, value in zip(line, row, strict=False)}
    return wanted, is_whole


def _repeated(selected: Block, values: Values) -> dict[CellId, str]:
    columns = _shape(values)[1]
    wanted: dict[CellId, str] = {}
    for down, line in enumerate(selected):
        row = values[down % len(values)]
        for across, box in enumerate(line):
            at = across % columns
            wanted[_cell(box)] = row[at] if at < len(row) else ""
    return wanted


def _within(selected: Block, values: Values) -> dict[CellId, str]:
    pairs = zip(selected, values, strict=False)
    return {_cell(box): value for line, row in pairs for box, value in zip(line, row, strict=False)}


def _fills(selected: Block, values: Values) -> bool:
    """Whether a selection has the block's own shape; lines of figures may end before the block's blanks do."""
    if len(selected) != len(values):
        return False
    return max(map(len, selected)) == _shape(values)[1]


def _shape(values: Values) -> tuple[int, int]:
    return len(values), max(map(len, values))


def _size(values: Values) -> str:
    rows, columns = _shape(values)
    return f"{rows} 行 {columns} 列"


def _mismatch(selected: Block, values: Values) -> str:
    return f"剪贴板里是 {_size(values)}，所选的是 {len(selected)} 行 {max(map(len, selected))} 列，大小不同。"


def _cell(box: Box) -> CellId:
    if box.cell is None:
        raise TypeError("no figure stands there")
    return box.cell
