"""The typefaces of the printed report: bundled ones, or those of this PC; which of them prints which character."""

import hashlib
import threading
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from disclosure_desk.errors import UnreadableFile
from disclosure_desk.export.blocks import FontRole
from disclosure_desk.export.truetype import TrueTypeFont, UnusableFont
from disclosure_desk.resources import resource

_LOCK = threading.Lock()
CHOSEN_ROLES = (FontRole.TITLE, FontRole.HEADING, FontRole.SUBHEADING, FontRole.BODY)
"""The roles for which the officer may choose a font of this PC."""
_LATIN_END = 0x0250
"""Letters with accents, which Chinese fonts often lack, are sought in the Latin one first."""


class Face:
    """One font of a file.

    Attributes:
        name: its name, for the file and for messages.
        font: what the file holds.
    """

    def __init__(self, name: str, font: TrueTypeFont) -> None:
        self.name = name
        self.font = font
        self._widths: dict[str, float] = {}

    def has(self, char: str) -> bool:
        """Whether the font prints that character."""
        return self.font.glyph_of(ord(char)) != 0

    def width(self, text: str) -> float:
        """How wide a text is, in thousandths of the size."""
        widths = self._widths
        for char in text:
            if char not in widths:
                widths[char] = self.font.advance(self.font.glyph_of(ord(char)))
        return sum([widths[char] for char in text])


@dataclass(frozen=True)
class FontSource:
    """Where a font lies: a file, and which font in it where it is a collection."""

    path: Path
    index: int = 0

    @property
    def name(self) -> str:
        """A name of its own, in characters that a PDF file takes."""
        stem = self.path.stem
        if not stem.isascii() or not stem.replace("-", "").isalnum():
            stem = f"Font{hashlib.sha256(stem.encode()).hexdigest()[:8]}"
        return f"{stem}-{self.index}" if self.index else stem


@cache
def _face(source: FontSource) -> Face:
    try:
        return Face(source.name, TrueTypeFont(source.path, source.index))
    except (UnusableFont, OSError) as error:
        raise UnreadableFile(f"字体文件“{source.path.name}”无法使用。请在设置中改用程序自带的字体。") from error


@dataclass(frozen=True, eq=False)  # one object for each choice of fonts: what is measured with it is kept by identity
class FontSet:
    """A font for each role; faces are read when first needed and kept for the life of the process."""

    sources: tuple[tuple[FontRole, FontSource], ...]

    @cached_property
    def _by_role(self) -> dict[FontRole, FontSource]:
        return dict(self.sources)

    def face(self, role: FontRole) -> Face:
        """The role's own font."""
        with _LOCK:
            return _face(self._by_role[role])

    def printing(self, char: str, role: FontRole) -> Face | None:
        """The font that prints a character in a role: its own, else another that has it, else none."""
        known = self._printing[role]
        if char not in known:
            known[char] = next((face for face in self._candidates(char, role) if face.has(char)), None)
        return known[char]

    @cached_property
    def _printing(self) -> dict[FontRole, dict[str, Face | None]]:
        return {role: {} for role in FontRole}

    def placed(self, char: str, role: FontRole) -> tuple[Face, float]:
        """The font that shows a character in a role, and its width in thousandths of the size.

        Where no font prints it that is the role's own, which shows a blank box: check before.
        """
        known = self._placed[role]
        found = known.get(char)
        if found is None:
            face = self.printing(char, role) or self.face(role)
            found = known[char] = (face, face.width(char))
        return found

    @cached_property
    def _placed(self) -> dict[FontRole, dict[str, tuple[Face, float]]]:
        return {role: {} for role in FontRole}

    def _candidates(self, char: str, role: FontRole) -> Iterator[Face]:
        """Lazily, because the wide font is large and seldom needed."""
        yield self.face(role)
        if ord(char) < _LATIN_END:
            yield self.face(FontRole.LATIN)
        yield self.face(FontRole.BODY)
        yield self.face(FontRole.SUBHEADING)
        yield self.face(FontRole.FALLBACK)


@cache
def bundled() -> Mapping[FontRole, FontSource]:
    """The fonts that ship with the program."""
    listed = tomllib.loads(resource("fonts", "fonts.toml").read_text(encoding="utf-8"))["roles"]
    return {role: FontSource(resource("fonts", listed[role.value]["file"])) for role in FontRole}


@cache
def font_set(chosen: tuple[tuple[FontRole, FontSource], ...] = ()) -> FontSet:
    """The bundled fonts, with those replaced for which the officer chose one of this PC."""
    return FontSet(tuple({**bundled(), **dict(chosen)}.items()))
