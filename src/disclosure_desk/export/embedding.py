"""Puts fonts into a PDF: of each face one composite font with the characters that the document uses, and no others."""

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from reportlab.pdfbase import pdfdoc

from disclosure_desk.export.fonts import Face
from disclosure_desk.export.pdf_objects import name, packed_stream

_WHOLE_EM = 1000
_SYMBOLIC = 4
_STEM = 80
"""PDF wants the stem's width and TrueType does not tell; readers use it only for fonts that are not embedded."""
_QUICK = 2
"""How hard outlines are deflated: harder takes ten milliseconds more and saves a twentieth."""
_LISTED_AT_ONCE = 100
"""A block of a character map may not be longer (PDF 32000-1, 9.10.3)."""


class Ink:
    """A face as one document uses it.

    Args:
        key: its name in the pages' resources.
        characters: everything that is set in it; in the order of code points, so that the same set gives the same font.
    """

    def __init__(self, key: str, face: Face, characters: Iterable[str]) -> None:
        self.key = key
        self._face = face
        self._characters = "".join(sorted(characters))
        self._codes = {char: f"{code:04X}" for code, char in enumerate(self._characters, 1)}

    def shown(self, text: str) -> str:
        """The operand that shows a text: its characters' codes."""
        return f"<{''.join([self._codes[char] for char in text])}>"

    def added_to(self, document: Any) -> Any:
        """Adds the font to a document of reportlab and returns the reference to it."""
        part = _part(self._face, self._characters)
        descendant = {
            "Type": name("Font"),
            "Subtype": name("CIDFontType2"),
            "BaseFont": name(part.name),
            "CIDSystemInfo": pdfdoc.PDFDictionary(
                {"Registry": pdfdoc.PDFString("Adobe"), "Ordering": pdfdoc.PDFString("Identity"), "Supplement": 0}
            ),
            "CIDToGIDMap": name("Identity"),
            "DW": _WHOLE_EM,
            "W": part.widths,
            "FontDescriptor": document.Reference(pdfdoc.PDFDictionary(_descriptor(self._face, part, document))),
        }
        font = {
            "Type": name("Font"),
            "Subtype": name("Type0"),
            "BaseFont": name(part.name),
            "Encoding": name("Identity-H"),
            "DescendantFonts": pdfdoc.PDFArray([document.Reference(pdfdoc.PDFDictionary(descendant))]),
            "ToUnicode": document.Reference(packed_stream(part.character_map)),
        }
        return document.Reference(pdfdoc.PDFDictionary(font))


def inks(used: Mapping[Face, Iterable[str]]) -> dict[Face, Ink]:
    """An ink for each face, numbered in the order of the faces' names."""
    faces = sorted(used, key=lambda face: face.name)
    return {face: Ink(f"F{number}", face, used[face]) for number, face in enumerate(faces, 1)}


@dataclass(frozen=True)
class _Part:
    """What is embedded of a face; streams are deflated."""

    name: str
    outlines: bytes
    length: int
    character_map: bytes
    present: bytes
    widths: str


# An officer exports the same report again and again while it is finished: most of the characters are the same then.
@lru_cache(maxsize=32)
def _part(face: Face, characters: str) -> _Part:
    font = face.font
    file, count = font.subset([font.glyph_of(ord(char)) for char in characters])
    return _Part(
        name=f"{_prefix(characters)}+{face.name}",
        outlines=zlib.compress(file, _QUICK),
        length=len(file),
        character_map=zlib.compress(_character_map(characters).encode("ascii")),
        present=zlib.compress(_bits(count)),
        widths=f"[ {' '.join(_widths(face, characters))} ]",
    )


def _descriptor(face: Face, part: _Part, document: Any) -> dict[str, Any]:
    font = face.font
    scale = _WHOLE_EM / font.units_per_em
    file = packed_stream(part.outlines)
    file.dictionary["Length1"] = part.length
    return {
        "Type": name("FontDescriptor"),
        "FontName": name(part.name),
        "Flags": _SYMBOLIC,
        "FontBBox": pdfdoc.PDFArray([round(edge * scale) for edge in font.box]),
        "ItalicAngle": font.italic_angle,
        "Ascent": round(font.ascent * scale),
        "Descent": round(font.descent * scale),
        "CapHeight": round(font.ascent * scale),
        "StemV": _STEM,
        "FontFile2": document.Reference(file),
        "CIDSet": document.Reference(packed_stream(part.present)),
    }


def _prefix(characters: str) -> str:
    """Six letters that tell one part of a font from another; they follow from the characters."""
    digest = hashlib.sha256(characters.encode("utf-8")).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _widths(face: Face, characters: str) -> Iterator[str]:
    """The widths that are not a whole em, by code."""
    for code, char in enumerate(characters, 1):
        width = face.width(char)
        if width != _WHOLE_EM:
            yield f"{code} [{width:.6g}]"


def _bits(count: int) -> bytes:
    """A bit for each glyph that is there, the first one highest."""
    whole, rest = divmod(count, 8)
    return b"\xff" * whole + (bytes([0xFF00 >> rest & 0xFF]) if rest else b"")


def _character_map(characters: str) -> str:
    """The map by which a reader gets text back; characters beyond U+FFFF stand in it as two halves, as UTF-16."""
    pairs = [f"<{code:04X}> <{char.encode('utf-16-be').hex().upper()}>" for code, char in enumerate(characters, 1)]
    blocks = [pairs[at : at + _LISTED_AT_ONCE] for at in range(0, len(pairs), _LISTED_AT_ONCE)]
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <0000> <FFFF> endcodespacerange",
    ]
    for block in blocks:
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(lines)
