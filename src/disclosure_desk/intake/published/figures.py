"""Places the cells of a line, and reads a figure as it was published; nothing is guessed."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from disclosure_desk.errors import RefusedFigure
from disclosure_desk.formats.schema import FigureKind
from disclosure_desk.intake.published.remarks import Note
from disclosure_desk.report.figures import read_figure

BLANK_MARKS = frozenset({"", "/", "／", "\\", "-", "—", "——", "–", "－", "无", "无数据", "N/A", "不适用"})
UNIT = "亿元|万元|元"
_WITH_REMARK = re.compile(r"([+-]?[0-9][0-9,]*(?:\.[0-9]+)?)\s*[（(].+[）)]")
_WITH_UNIT = re.compile(rf"([0-9][0-9,]*(?:\.[0-9]+)?)\s*({UNIT})")
_FIGURE_LIKE = re.compile(r"[+-]?[0-9０-９][0-9０-９,，. ]*")
_GLUED = re.compile(r"[+-]?0[0-9]")
_QUOTED = 40


@dataclass(frozen=True)
class PublishedFigure:
    """What a cell of a published table says.

    Attributes:
        figure: the stored figure, or None where it is blank or could not be read.
        note: what kind of thing has to be said of it, or None.
        words: what is said, after the place.
        unit: the unit that stands with the figure, or "".
    """

    figure: str | None
    note: Note | None = None
    words: str = ""
    unit: str = ""


def published_figure(text: str, kind: FigureKind) -> PublishedFigure:
    """Reads what stands in a cell."""
    if not text:
        return PublishedFigure(None, Note.BLANK)
    if text in BLANK_MARKS:
        return PublishedFigure(None, Note.MARKED, f"写的是“{text}”")
    if kind is FigureKind.AMOUNT_AS_PUBLISHED and (with_unit := _WITH_UNIT.fullmatch(text)):
        return PublishedFigure(read_figure(with_unit[1], kind), unit=with_unit[2])
    with_remark = _WITH_REMARK.fullmatch(text)
    number = with_remark[1] if with_remark else text
    if _GLUED.match(number) or any(char.isspace() for char in number):
        return PublishedFigure(None, Note.REFUSED, f"原文是“{quoted(text)}”，不能确定是一个数字")
    try:
        figure = read_figure(number, kind)
    except RefusedFigure as refusal:
        return PublishedFigure(None, Note.REFUSED, str(refusal).rstrip("。"))
    return PublishedFigure(figure, Note.ANNOTATED if with_remark else None, f"原文是“{quoted(text)}”，读作 {figure}")


def is_figure(cell: str) -> bool:
    """Whether a cell holds digits only, be they one figure or several."""
    return bool(_FIGURE_LIKE.fullmatch(cell))


def quoted(text: str) -> str:
    """A text short enough for a message."""
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED]}…"


def starts(cells: Sequence[str], count: int) -> set[int]:
    """Where ``count`` figures may begin so that only empty cells stand around them."""
    return {at for at in range(len(cells) - count + 1) if not any(cells[:at]) and not any(cells[at + count :])}


def sure_starts(runs: Iterable[tuple[int, Sequence[str]]], count: int) -> dict[tuple[int, int], set[int]]:
    """For each shape of line (where its label stands, how many cells follow): where figures begin without doubt.

    Lines tell it whose first and last figure are there and as far apart as they have to be.
    """
    sure: dict[tuple[int, int], set[int]] = {}
    for at, cells in runs:
        filled = [place for place, cell in enumerate(cells) if cell]
        if len(filled) == count and filled[-1] - filled[0] == count - 1:
            sure.setdefault((at, len(cells)), set()).add(filled[0])
    return sure


def placed(
    cells: Sequence[str], count: int, at: int = 0, sure: Mapping[tuple[int, int], set[int]] | None = None
) -> list[str] | None:
    """The ``count`` figures among the cells of a line, or None where they cannot be told with certainty.

    Args:
        cells: the cells after the label.
        count: how many figures there have to be.
        at: where the label stands.
        sure: where figures begin in lines of the same shape, as ``sure_starts`` gives it.
    """
    present = [cell for cell in cells if cell]
    if cells and not present:
        return [""] * count
    # One cell that could be all of the row's figures glued together, with empty cells after it.
    if count > 1 and len(present) == 1 and sum(char.isdigit() for char in present[0]) >= count:
        return None
    found = starts(cells, count)
    if len(present) < count < len(cells) or len(found) > 1:
        found &= (sure or {}).get((at, len(cells)), set())
    return list(cells[(start := found.pop()) : start + count]) if len(found) == 1 else None
