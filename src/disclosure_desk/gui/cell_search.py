"""Finds a cell by words as an officer says them: 表三 不予公开 3 商业企业."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from disclosure_desk.formats.form import Form, Place
from disclosure_desk.formats.schema import CellId, Column, ColumnGroup, ColumnNode, Row, RowGroup, RowNode

_MARKS = re.compile(r"[\s()、。,.:;“”\"'·\-—/《》<>]+")
_NUMBERED = re.compile(r"[(（]?([0-9]+|[一二三四五六七八九十])[)）、.．]")
_NUMERALS = "零一二三四五六七八九十"
_TABLE = re.compile(r"表\s*([1-9])")
_RUNS = re.compile(r"[0-9]+|[^0-9]+")
_FILLERS = frozenset("的第行列格项那")
_SHARED = 3
"""So many labels that begin with the same two characters let these characters say little."""
_EXACT, _HEAD, _TAIL, _INSIDE, _SCATTERED, _NUMBER = 1.0, 0.3, 0.2, 0.1, 0.05, 0.8
_WEIGHTS = {"section": 0.9, "group": 0.95, "row": 1.0, "column": 1.0}


@dataclass(frozen=True, slots=True)
class Hit:
    """One cell that the words may mean.

    Attributes:
        cell: its id.
        spoken: where it stands, with its number in its group (表三 · 不予公开 3 · 三安全一稳定 · 商业企业).
        score: how well the words fit; more is better, only good for comparing.
    """

    cell: CellId
    spoken: str
    score: float


@dataclass(frozen=True, slots=True)
class _Entry:
    """A cell with the names it is found by (places in the index) and its row's number in its group."""

    cell: CellId
    spoken: str
    names: tuple[int, ...]
    number: int | None


@dataclass(frozen=True, slots=True)
class _Name:
    """A section, group, row or column: what it is and how it is called."""

    role: str
    wordings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Index:
    names: tuple[_Name, ...]
    entries: tuple[_Entry, ...]
    vocabulary: str


def find_cells(form: Form, words: str, most: int = 50) -> list[Hit]:
    """The cells that fit all of the words, the best first, then in the form's order; nothing typed finds nothing.

    Blanks between words can be left out. A number is that of a row in its group.
    """
    index = _index(form)
    tokens = _tokens(words, index.vocabulary)
    if not tokens:
        return []
    fits = {token: _fits(token, index) for token in dict.fromkeys(tokens)}
    scored = ((_score(tokens, fits, entry), entry) for entry in index.entries)
    hits = [Hit(entry.cell, entry.spoken, score) for score, entry in scored if score is not None]
    return sorted(hits, key=lambda hit: -hit.score)[:most]


# What was typed.


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _bare(text: str) -> str:
    return _MARKS.sub("", _folded(text))


def _tokens(words: str, vocabulary: str) -> list[str]:
    """The words as pieces that stand somewhere in the form; a piece that does not is kept whole."""
    spelt = _TABLE.sub(lambda match: f"表{_NUMERALS[int(match[1])]}", _folded(words))
    tokens: list[str] = []
    for piece in _MARKS.split(spelt):
        for run in _RUNS.findall(piece):
            tokens += [run] if run.isdecimal() else _parted(run, vocabulary)
    return tokens


def _parted(run: str, vocabulary: str) -> list[str]:
    """A run of characters as the longest stretches that the form has, from the left."""
    parts: list[str] = []
    at = 0
    while at < len(run):
        end = next((end for end in range(len(run), at, -1) if run[at:end] in vocabulary), None)
        if end is None and run[at] not in _FILLERS:
            return [run]
        if end is not None:
            parts.append(run[at:end])
        at = end or at + 1
    return parts


# How well it fits.


def _fits(token: str, index: _Index) -> Mapping[int, float]:
    """How well a token fits each name, for those that it fits."""
    if token.isdecimal():
        return {}
    fits = {at: _fit(token, name) for at, name in enumerate(index.names)}
    return {at: fit for at, fit in fits.items() if fit}


def _fit(token: str, name: _Name) -> float:
    return _WEIGHTS[name.role] * max(_fit_wording(token, wording) for wording in name.wordings)


def _fit_wording(token: str, wording: str) -> float:
    if token == wording:
        return _EXACT
    if token in wording:
        place = _HEAD if wording.startswith(token) else _TAIL if wording.endswith(token) else _INSIDE
        return place + 0.5 * len(token) / len(wording)
    if len(token) == 1 or token[0] not in wording:
        return 0.0
    rest = iter(wording)
    return _SCATTERED if all(character in rest for character in token) else 0.0


def _score(tokens: list[str], fits: Mapping[str, Mapping[int, float]], entry: _Entry) -> float | None:
    """The sum over all tokens; the same word twice must name two different things."""
    score, named = 0.0, set[tuple[str, int]]()
    for token in tokens:
        if token.isdecimal():
            if entry.number != int(token):
                return None
            score += _NUMBER
            continue
        open_names = [(fits[token][at], at) for at in entry.names if at in fits[token] and (token, at) not in named]
        if not open_names:
            return None
        best, at = max(open_names)
        named.add((token, at))
        score += best
    return score


# What the form has.


@cache
def _index(form: Form) -> _Index:
    made = _Maker(form)
    return _Index(tuple(made.names), tuple(made.entries), "\n".join(w for name in made.names for w in name.wordings))


class _Maker:
    """Collects names and entries of a form."""

    def __init__(self, form: Form) -> None:
        self.names: list[_Name] = []
        self.entries: list[_Entry] = []
        self._weak = _weak_heads(form)
        self._known: dict[tuple[str, tuple[str, ...]], int] = {}
        for table in form.tables:
            section = self._name("section", table.short, table.heading)
            for block in table.blocks:
                title = (self._name("group", block.title),) if block.title else ()
                columns = dict(_paths(block.columns))
                for row, groups in _paths(block.rows):
                    above = (section, *title, *(self._name("group", group.label) for group in groups))
                    for column, over in columns.items():
                        self._enter(form, f"{table.id}/{row.id}/{column.id}", above, groups, over)

    def _enter(
        self,
        form: Form,
        cell: str,
        above: tuple[int, ...],
        groups: tuple[RowGroup | ColumnGroup, ...],
        over: tuple[RowGroup | ColumnGroup, ...],
    ) -> None:
        place = form.places[CellId(cell)]
        names = (
            *above,
            self._name("row", place.row.spoken, place.row.label, *place.row.aliases),
            *(self._name("group", group.label) for group in over),
            self._name("column", place.column.spoken, place.column.label, *place.column.aliases),
        )
        number = _number(place.row.label)
        self.entries.append(_Entry(place.cell, _spoken(place, groups, number), names, number))

    def _name(self, role: str, *wordings: str) -> int:
        bare = [_bare(wording) for wording in wordings]
        bare += [_bare(_NUMBERED.sub("", wording, count=1)) for wording in wordings if _NUMBERED.match(wording)]
        bare += [wording[2:] for wording in bare if wording[:2] in self._weak and len(wording) > 2]  # noqa: PLR2004
        key = (role, tuple(dict.fromkeys(bare)))
        if key not in self._known:
            self._known[key] = len(self.names)
            self.names.append(_Name(*key))
        return self._known[key]


def _paths(
    nodes: tuple[RowNode, ...] | tuple[ColumnNode, ...], above: tuple[RowGroup | ColumnGroup, ...] = ()
) -> Iterator[tuple[Row | Column, tuple[RowGroup | ColumnGroup, ...]]]:
    """Every row or column with the groups around it, the outermost first."""
    for node in nodes:
        if isinstance(node, RowGroup):
            yield from _paths(node.rows, (*above, node))
        elif isinstance(node, ColumnGroup):
            yield from _paths(node.columns, (*above, node))
        else:
            yield node, above


def _weak_heads(form: Form) -> frozenset[str]:
    """Two characters that many labels begin with (行政): what follows them counts as the name as well."""
    spoken = {axis.spoken for place in form.places.values() for axis in (place.row, place.column)}
    heads = Counter(wording[:2] for wording in spoken)
    return frozenset(head for head, count in heads.items() if count >= _SHARED)


def _number(label: str) -> int | None:
    match = _NUMBERED.match(label)
    if match is None:
        return None
    return int(match[1]) if match[1].isdecimal() else _NUMERALS.index(match[1])


def _spoken(place: Place, groups: tuple[RowGroup | ColumnGroup, ...], number: int | None) -> str:
    group = _NUMBERED.sub("", groups[-1].label, count=1) if groups else ""
    numbered = f"{group} {number}" if group and number and place.row.label[0].isdecimal() else ""
    return " · ".join(filter(None, (place.section.short, numbered, place.row.spoken, place.column.spoken)))
