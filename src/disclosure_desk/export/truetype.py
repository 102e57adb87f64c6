"""Reads a TrueType font: which characters it has, how wide they are, and the part of it that a document needs.

fontTools and reportlab read whole fonts and need tens of milliseconds for each; an export wants five fonts of some
megabytes, and of each a few hundred characters.
"""

import struct
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from pathlib import Path

_COLLECTION = b"ttcf"
_CHARACTER_MAPS = ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3))
"""Platform and encoding of the character maps that speak Unicode, the most complete first."""
_MORE_COMPONENTS = 0x0020
_LONG_ARGUMENTS = 0x0001
_SCALES = ((0x0008, 2), (0x0040, 4), (0x0080, 8))
_FOR_THE_RASTERISER = ("cvt ", "fpgm", "prep")
_MAGIC = 0xB1B0AFBA

GlyphOf = Callable[[int], int]
"""Number of the glyph of a code point; 0 where the font has none."""


class UnusableFont(ValueError):
    """The file is no TrueType font with outlines of its own, or it is damaged."""


class TrueTypeFont:
    """One font of a file.

    Args:
        path: the file.
        index: which font of a collection.

    Attributes:
        glyph_of: number of the glyph of a code point; 0 where the font has none.
        units_per_em: the unit of ``box``, ``ascent`` and ``descent``.
        italic_angle: in degrees.

    Raises:
        UnusableFont: it cannot be read.
        OSError: the file cannot be opened.
    """

    def __init__(self, path: Path, index: int = 0) -> None:
        try:
            self._tables = _directory(path.read_bytes(), index)
            self._read_metrics()
            self._read_places()
            self.glyph_of = _character_map(self._tables["cmap"])
        except (struct.error, KeyError, IndexError, ValueError) as error:
            raise UnusableFont(f"{path.name}: {error}") from error

    def _read_metrics(self) -> None:
        head, hhea, measures = self._tables["head"], self._tables["hhea"], self._tables["hmtx"]
        self.units_per_em, *self.box = _numbers(">18xH16x4h", head)
        self.ascent, self.descent = _numbers(">4x2h", hhea)
        self.italic_angle = _numbers(">4xl", self._tables["post"])[0] / 65536
        (self._measured,) = _numbers(">34xH", hhea)
        self._advances = _numbers(f">{2 * self._measured}H", measures)[::2]

    def _read_places(self) -> None:
        (self._count,) = _numbers(">4xH", self._tables["maxp"])
        (is_long,) = _numbers(">50xh", self._tables["head"])
        kind = "L" if is_long else "H"
        self._places = _numbers(f">{self._count + 1}{kind}", self._tables["loca"])
        self._step = 1 if is_long else 2

    def advance(self, glyph: int) -> float:
        """Advance of a glyph, in thousandths of the size."""
        return self._advances[min(glyph, self._measured - 1)] * 1000 / self.units_per_em

    def subset(self, glyphs: Sequence[int]) -> tuple[bytes, int]:
        """A font file with glyph 0 and the given glyphs as 1, 2, 3 …, and what those are composed of behind them.

        Returns:
            The file, and how many glyphs are in it.
        """
        order, outlines = [0, *glyphs], []
        places = {glyph: at for at, glyph in reversed(list(enumerate(order)))}
        for glyph in order:  # grows while it is read
            outline = self._outline(glyph)
            if outline[:1] >= b"\x80":
                outline = _composed_anew(outline, order, places)
            outlines.append(outline + bytes(-len(outline) % 4))
        ends = accumulate(map(len, outlines), initial=0)
        tables = {tag: bytes(self._tables[tag]) for tag in _FOR_THE_RASTERISER if tag in self._tables}
        tables["glyf"] = b"".join(outlines)
        tables["loca"] = struct.pack(f">{len(order) + 1}L", *ends)
        tables["hmtx"] = b"".join(map(self._measure, order))
        tables["maxp"] = _with(self._tables["maxp"], 4, len(order))
        tables["hhea"] = _with(self._tables["hhea"], 34, len(order))
        tables["head"] = _with(_with(_with(self._tables["head"], 8, 0), 10, 0), 50, 1)
        return _file(tables), len(order)

    def _outline(self, glyph: int) -> bytes:
        if glyph >= self._count:
            return b""
        start, end = self._places[glyph] * self._step, self._places[glyph + 1] * self._step
        return bytes(self._tables["glyf"][start:end])

    def _measure(self, glyph: int) -> bytes:
        """Advance and left bearing; behind the last advance only bearings are listed."""
        table, beyond = self._tables["hmtx"], glyph - self._measured + 1
        if beyond <= 0:
            return bytes(table[4 * glyph : 4 * glyph + 4])
        last, bearing = 4 * self._measured - 4, 4 * self._measured + 2 * beyond - 2
        return bytes(table[last : last + 2]) + bytes(table[bearing : bearing + 2])


def _numbers(pattern: str, table: bytes | bytearray | memoryview, at: int = 0) -> tuple[int, ...]:
    return struct.unpack_from(pattern, table, at)


def _directory(content: bytes, index: int) -> dict[str, memoryview]:
    start = 0
    if content[:4] == _COLLECTION:
        (start,) = _numbers(">L", content, 12 + 4 * index)
    (count,) = _numbers(">4xH", content, start)
    records = struct.iter_unpack(">4s4xLL", content[start + 12 : start + 12 + 16 * count])
    whole = memoryview(content)
    tables = {tag.decode("latin-1"): whole[at : at + length] for tag, at, length in records}
    if "glyf" not in tables:
        raise ValueError("it has no TrueType outlines")
    return tables


def _character_map(table: memoryview) -> GlyphOf:
    """How to find glyphs in a font's table of character maps.

    Raises:
        ValueError: there is no map that is understood.
    """
    (count,) = _numbers(">2xH", table)
    found = {(platform, kind): at for platform, kind, at in struct.iter_unpack(">HHL", table[4 : 4 + 8 * count])}
    for at in (found[key] for key in _CHARACTER_MAPS if key in found):
        (layout,) = _numbers(">H", table, at)
        if layout in _LAYOUTS:
            return _LAYOUTS[layout](table[at:])
    raise ValueError("it has no character map for Unicode")


def _segmented(table: memoryview) -> GlyphOf:
    """The character map of format 4: segments with a shift, or with glyphs listed one by one."""
    (length, doubled) = _numbers(">2xH2xH", table)
    count = doubled // 2
    words = _numbers(f">{min(length, len(table)) // 2}H", table)
    ends, starts = words[7 : 7 + count], words[8 + count : 8 + 2 * count]
    shifts, offsets = words[8 + 2 * count : 8 + 3 * count], words[8 + 3 * count : 8 + 4 * count]

    def glyph_of(code: int) -> int:
        at = bisect_left(ends, code)
        if at == count or code < starts[at]:
            return 0
        if not offsets[at]:
            return (code + shifts[at]) & 0xFFFF
        listed = 8 + 3 * count + at + offsets[at] // 2 + code - starts[at]
        glyph = words[listed] if listed < len(words) else 0
        return (glyph + shifts[at]) & 0xFFFF if glyph else 0

    return glyph_of


def _ranged(table: memoryview) -> GlyphOf:
    """The character map of format 12: ranges of characters whose glyphs follow each other too."""
    (count,) = _numbers(">12xL", table)
    numbers = _numbers(f">{3 * count}L", table, 16)
    starts, ends, firsts = numbers[::3], numbers[1::3], numbers[2::3]

    def glyph_of(code: int) -> int:
        at = bisect_right(starts, code) - 1
        return firsts[at] + code - starts[at] if at >= 0 and code <= ends[at] else 0

    return glyph_of


_LAYOUTS = {4: _segmented, 12: _ranged}


def _composed_anew(outline: bytes, order: list[int], places: dict[int, int]) -> bytes:
    """A composed glyph that names its parts by their new numbers; parts not yet there are added to ``order``."""
    anew, at, flags = bytearray(outline), 10, _MORE_COMPONENTS
    while flags & _MORE_COMPONENTS:
        flags, part = _numbers(">HH", anew, at)
        if part not in places:
            places[part] = len(order)
            order.append(part)
        struct.pack_into(">H", anew, at + 2, places[part])
        at += 8 if flags & _LONG_ARGUMENTS else 6
        at += next((size for flag, size in _SCALES if flags & flag), 0)
    return bytes(anew)


def _with(table: Iterable[int], at: int, number: int) -> bytes:
    """A table with another number of two bytes."""
    changed = bytearray(table)
    struct.pack_into(">H", changed, at, number)
    return bytes(changed)


def _file(tables: dict[str, bytes]) -> bytes:
    """A font file of these tables, with its checksums."""
    count = len(tables)
    power = count.bit_length() - 1
    records = struct.pack(">L4H", 0x00010000, count, 16 << power, power, 16 * count - (16 << power))
    parts, at, head_at, total = [], 12 + 16 * count, 0, 0
    for tag, table in sorted(tables.items()):
        padded = table + bytes(-len(table) % 4)
        checksum = _checksum(padded)
        records += struct.pack(">4sLLL", tag.encode("latin-1"), checksum, at, len(table))
        head_at = at if tag == "head" else head_at
        parts.append(padded)
        at += len(padded)
        total += checksum
    whole = bytearray(b"".join([records, *parts]))
    struct.pack_into(">L", whole, head_at + 8, (_MAGIC - total - _checksum(records)) & 0xFFFFFFFF)
    return bytes(whole)


def _checksum(padded: bytes) -> int:
    return sum(_numbers(f">{len(padded) // 4}L", padded)) & 0xFFFFFFFF
