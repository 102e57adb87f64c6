"""Breaks Chinese text into lines as official documents want it: no forbidden mark at a line's start or end.

reportlab's own CJK wrapping leaves such marks and does not justify. The sets of marks are those of
GB/T 15834-2011, section 5.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from disclosure_desk.export.blocks import FontRole, Run
from disclosure_desk.export.fonts import Face, FontSet

NEVER_FIRST = frozenset("，。、；：？！）》〉〕】」』”’…—％‰℃·．,.;:?!)]}%～~／/°′″〗﹚﹜︶")
"""Marks that never begin a line."""
NEVER_LAST = frozenset("（《〈〔【「『“‘([{〖￥¥$＄#＃№")
"""Marks that never end a line."""
SQUEEZABLE = frozenset("，。、；：）》〉〕】”’！？")
"""Full-width marks whose blank half may be given up at a line's end."""

_WORD = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.,%/@:_+\-]*[A-Za-z0-9%])?|——|……|.", re.DOTALL)
_SQUEEZE = 0.5
_WORD_ROLES = (FontRole.BODY, FontRole.SUBHEADING, FontRole.LATIN)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text in one font, not to be broken; ``width`` in points."""

    text: str
    face: Face
    width: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its pieces, their natural width, the measure it may fill, and whether the paragraph ends with it."""

    pieces: tuple[Piece, ...]
    width: float
    measure: float
    is_last: bool

    @property
    def text(self) -> str:
        """The characters of the line."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def spacing(self) -> float:
        """Points to add after each character, so that the line fills its measure (negative where it is squeezed)."""
        gaps = sum(len(piece.text) for piece in self.pieces) - 1
        slack = self.measure - self.width
        if gaps < 1 or (self.is_last and slack >= 0):
            return 0.0
        return slack / gaps


@dataclass(slots=True)
class _Group:
    """Pieces between which a line may not end."""

    pieces: list[Piece]
    width: float = 0.0

    def add(self, piece: Piece) -> None:
        self.pieces.append(piece)
        self.width += piece.width


def break_lines(
    runs: Iterable[Run], fonts: FontSet, size: float, measure: float, *, indent: float = 0.0
) -> tuple[Line, ...]:
    """Breaks runs into lines of at most ``measure`` points; the first is shorter by ``indent``.

    Every line but the last is meant to be spread over its measure by :attr:`Line.spacing`.
    """
    return _broken(tuple(runs), fonts, size, measure, indent)


@lru_cache(maxsize=1024)  # between two exports an officer changes a figure or a paragraph, not all of them
def _broken(runs: tuple[Run, ...], fonts: FontSet, size: float, measure: float, indent: float) -> tuple[Line, ...]:
    groups = list(_groups(_pieces(runs, fonts, size)))
    rows = _without_orphan(_filled(groups, size, measure, indent))
    return tuple(
        Line(
            tuple(piece for group in row for piece in group.pieces),
            sum(group.width for group in row),
            measure - indent if at == 0 else measure,
            at == len(rows) - 1,
        )
        for at, row in enumerate(rows)
    )


@lru_cache(maxsize=4096)  # most figures of a report are alike
def one_line(text: str, role: FontRole, fonts: FontSet, size: float) -> Line:
    """A text on one line, whatever its width."""
    pieces = tuple(_pieces([Run(text, role)], fonts, size))
    width = sum(piece.width for piece in pieces)
    return Line(pieces, width, width, is_last=True)


def text_width(text: str, role: FontRole, fonts: FontSet, size: float) -> float:
    """How wide a text is on one line, in points."""
    return sum(piece.width for piece in _pieces([Run(text, role)], fonts, size))


def _pieces(runs: Iterable[Run], fonts: FontSet, size: float) -> Iterator[Piece]:
    for run in runs:
        for match in _WORD.finditer(run.text):
            yield from _in_faces(match[0], run.role, fonts, size)


def _in_faces(word: str, role: FontRole, fonts: FontSet, size: float) -> Iterator[Piece]:
    """A word in as few faces as it takes; Latin words and numbers stand in the Latin face, as in real reports."""
    wanted = FontRole.LATIN if role in _WORD_ROLES and word[0].isascii() and word[0].isalnum() else role
    start, face = 0, _printing(word[0], wanted, fonts)
    for at, char in enumerate(word[1:], 1):
        other = _printing(char, wanted, fonts)
        if other is not face:
            yield _piece(word[start:at], face, size)
            start, face = at, other
    yield _piece(word[start:], face, size)


def _printing(char: str, role: FontRole, fonts: FontSet) -> Face:
    return fonts.printing(char, role) or fonts.face(role)


def _piece(text: str, face: Face, size: float) -> Piece:
    return Piece(text, face, face.width(text) * size / 1000)


def _groups(pieces: Iterable[Piece]) -> Iterator[_Group]:
    group: _Group | None = None
    for piece in pieces:
        if group is not None and (_is_bound(group.pieces[-1].text, piece.text)):
            group.add(piece)
            continue
        if group is not None:
            yield group
        group = _Group([piece], piece.width)
    if group is not None:
        yield group


def _is_bound(before: str, after: str) -> bool:
    if before[-1].isascii() and after[0].isascii() and before[-1].isalnum() and after[0].isalnum():
        return True
    return after[0] in NEVER_FIRST or before[-1] in NEVER_LAST


def _filled(groups: Sequence[_Group], size: float, measure: float, indent: float) -> list[list[_Group]]:
    rows: list[list[_Group]] = []
    row: list[_Group] = []
    width, limit = 0.0, measure - indent
    for group in (part for whole in groups for part in _cut(whole, measure - indent)):
        over = width + group.width - limit
        if row and over > 0.01 and over > _squeeze_room(group, size):  # noqa: PLR2004 - a hundredth of a point
            rows.append(row)
            row, width, limit = [], 0.0, measure
        row.append(group)
        width += group.width
    return [*rows, row] if row else rows


def _squeeze_room(group: _Group, size: float) -> float:
    """How much a line may be over its measure if it ends with this group: the blank half of a mark at its end."""
    return size * _SQUEEZE if group.pieces[-1].text[-1] in SQUEEZABLE else 0.0


def _cut(group: _Group, measure: float) -> Iterator[_Group]:
    """A group wider than a line is cut between characters: better an ugly break than text in the margin."""
    if group.width <= measure:
        yield group
        return
    part = _Group([])
    for piece in group.pieces:
        for char in piece.text:
            single = Piece(char, piece.face, _share(piece, char))
            if part.pieces and part.width + single.width > measure:
                yield part
                part = _Group([])
            part.add(single)
    yield part


def _share(piece: Piece, char: str) -> float:
    """The width of one character of a piece."""
    whole = piece.face.width(piece.text)
    return piece.width * piece.face.width(char) / whole if whole else 0.0


def _without_orphan(rows: list[list[_Group]]) -> list[list[_Group]]:
    """A last line of a single group takes one from the line above, where that has enough."""
    if len(rows) > 1 and len(rows[-1]) == 1 and len(rows[-2]) > 8:  # noqa: PLR2004 - a line short enough not to miss one
        rows[-1].insert(0, rows[-2].pop())
    return rows
