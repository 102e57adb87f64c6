"""Breaks Chinese text into lines as official documents want it: no forbidden mark at a line's start or end.

reportlab's own CJK wrapping leaves such marks and does not justify. The sets of marks are those of
GB/T 15834-2011, section 5.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, combinations, pairwise

from disclosure_desk.export.blocks import FontRole, Run
from disclosure_desk.export.fonts import FontSet
from disclosure_desk.export.pieces import BLANKS, Piece, pieces_of, width_of

NEVER_FIRST = frozenset("，。、；：？！）》〉〕】」』”’…—％‰℃·．,.;:?!)]}%～~／/°′″〗﹚﹜︶")
"""Marks that never begin a line."""
NEVER_LAST = frozenset("（《〈〔【「『“‘([{〖￥¥$＄#＃№")
"""Marks that never end a line."""
SQUEEZABLE = frozenset("，。、；：）》〉〕】”’！？")
"""Full-width marks whose blank half may be given up at a line's end."""
_COUNTED_IN = frozenset("年月日时万亿元件条项次人个份")
"""Units that stay on the line of their number."""
_SQUEEZE = 0.5
_JOINTS = frozenset("/._-?&=@")
"""Where an address that is longer than a line is cut, if it can be."""
_CLOSE = 0.01
"""Points that nobody sees."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line.

    Attributes:
        pieces: its text, a blank at its end included.
        width: natural width without that blank, in points.
        measure: the width that it may fill.
        is_last: whether the paragraph ends with it.
    """

    pieces: tuple[Piece, ...]
    width: float
    measure: float
    is_last: bool

    @property
    def text(self) -> str:
        """The characters of the line."""
        return "".join([piece.text for piece in self.pieces])

    @property
    def spacing(self) -> float:
        """Points to add after each character, so that the line fills its measure (negative where it is squeezed)."""
        gaps = len(self.text.rstrip(BLANKS)) - 1
        slack = self.measure - self.width
        if gaps < 1 or (self.is_last and slack >= 0):
            return 0.0
        return slack / gaps


class _Group:
    """Pieces between which a line may not end; ``blank`` is the width of the blanks at the end."""

    __slots__ = ("blank", "pieces", "width")

    def __init__(self, piece: Piece) -> None:
        self.pieces = [piece]
        self.width = piece.width
        self.blank = 0.0

    def add(self, piece: Piece) -> None:
        self.pieces.append(piece)
        self.width += piece.width
        self.blank = piece.width if piece.text[0] in BLANKS else 0.0


def break_lines(
    runs: Iterable[Run], fonts: FontSet, size: float, measure: float, *, indent: float = 0.0
) -> tuple[Line, ...]:
    """Breaks runs into lines of at most ``measure`` points; the first is shorter by ``indent``.

    Every line but the last is meant to be spread over its measure by :attr:`Line.spacing`.
    """
    return _broken(tuple(runs), fonts, size, measure, indent)


def divisions(
    runs: Iterable[Run], fonts: FontSet, size: float, measure: float, count: int
) -> Iterator[tuple[Line, ...]]:
    """Every way to break runs into ``count`` lines of at most ``measure`` points."""
    groups = _groups(piece for run in runs for piece in pieces_of(run, fonts, size))
    begun = (0.0, *accumulate(group.width for group in groups))
    limits = [measure + _CLOSE + group.blank + _squeeze_room(group, size) for group in groups]
    for ends in combinations(range(1, len(groups)), count - 1):
        rows = list(pairwise((0, *ends, len(groups))))
        if all(begun[end] - begun[start] <= limits[end - 1] for start, end in rows):
            yield _lines([groups[start:end] for start, end in rows], measure, 0.0)


def one_line(text: str, role: FontRole, fonts: FontSet, size: float) -> Line:
    """A text on one line, whatever its width."""
    pieces = pieces_of(Run(text, role), fonts, size)
    width = width_of(pieces)
    return Line(pieces, width, width, is_last=True)


def text_width(text: str, role: FontRole, fonts: FontSet, size: float) -> float:
    """How wide a text is on one line, in points."""
    return width_of(pieces_of(Run(text, role), fonts, size))


@lru_cache(maxsize=1024)  # between two exports an officer changes a figure or a paragraph, not all of them
def _broken(runs: tuple[Run, ...], fonts: FontSet, size: float, measure: float, indent: float) -> tuple[Line, ...]:
    groups = _groups(piece for run in runs for piece in pieces_of(run, fonts, size))
    rows = _without_orphan(_filled(groups, size, measure, indent))
    return _lines(rows, measure, indent)


def _lines(rows: Sequence[Sequence[_Group]], measure: float, indent: float) -> tuple[Line, ...]:
    last = len(rows) - 1
    return tuple(
        Line(
            tuple([piece for group in row for piece in group.pieces]),
            _row_width(row),
            measure - indent if at == 0 else measure,
            at == last,
        )
        for at, row in enumerate(rows)
    )


def _row_width(row: Sequence[_Group]) -> float:
    return sum([group.width for group in row]) - row[-1].blank


def _groups(pieces: Iterable[Piece]) -> list[_Group]:
    groups: list[_Group] = []
    before = ""
    for piece in pieces:
        if before and _is_bound(before, piece.text[0]):
            groups[-1].add(piece)
        else:
            groups.append(_Group(piece))
        before = piece.text[-1]
    return groups


def _is_bound(before: str, after: str) -> bool:
    """Whether a line may not end between two characters."""
    if after in NEVER_FIRST or after in BLANKS or before in NEVER_LAST:
        return True
    if before.isascii() and before.isalnum():
        return after in _COUNTED_IN if before.isdigit() and not after.isascii() else after.isascii() and after.isalnum()
    return False


def _filled(groups: Sequence[_Group], size: float, measure: float, indent: float) -> list[list[_Group]]:
    rows: list[list[_Group]] = []
    row: list[_Group] = []
    width, limit = 0.0, measure - indent
    for group in groups:
        for part in (group,) if group.width - group.blank <= measure - indent else _cut(group, measure - indent):
            over = width + part.width - part.blank - limit
            if row and over > _CLOSE and over > _squeeze_room(part, size):
                rows.append(row)
                row, width, limit = [], 0.0, measure
            row.append(part)
            width += part.width
    return [*rows, row] if row else rows


def _squeeze_room(group: _Group, size: float) -> float:
    """How much a line may be over its measure if it ends with this group: the blank half of a mark at its end."""
    return size * _SQUEEZE if group.pieces[-1].text[-1] in SQUEEZABLE else 0.0


def _cut(group: _Group, measure: float) -> Iterator[_Group]:
    """A group wider than a line is cut between characters: better an ugly break than text in the margin."""
    part: list[Piece] = []
    width = 0.0
    for single in _characters(group):
        if part and width + single.width > measure:
            kept = _joint(part)
            yield _group_of(part[:kept])
            part = part[kept:]
            width = width_of(part)
        part.append(single)
        width += single.width
    yield _group_of(part)


def _joint(part: Sequence[Piece]) -> int:
    """How many characters stay on the line: up to the last joint of an address in its second half, else all."""
    joints = [at for at, piece in enumerate(part, 1) if piece.text in _JOINTS and at > len(part) // 2]
    return joints[-1] if joints else len(part)


def _group_of(pieces: Sequence[Piece]) -> _Group:
    group = _Group(pieces[0])
    for piece in pieces[1:]:
        group.add(piece)
    return group


def _characters(group: _Group) -> Iterator[Piece]:
    for piece in group.pieces:
        whole = piece.face.width(piece.text)
        for char in piece.text:
            yield Piece(char, piece.face, piece.width * piece.face.width(char) / whole if whole else 0.0)


def _without_orphan(rows: list[list[_Group]]) -> list[list[_Group]]:
    """A last line of a single group takes one from the line above, where that has enough."""
    if len(rows) > 1 and len(rows[-1]) == 1 and len(rows[-2]) > 8:  # noqa: PLR2004 - a line short enough not to miss one
        rows[-1].insert(0, rows[-2].pop())
    return rows
