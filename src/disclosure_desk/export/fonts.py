"""The typefaces of the printed report: bundled ones, or those of this PC; which of them prints which character."""

import threading
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

from reportlab.pdfbase import pdfmetrics, ttfonts

from disclosure_desk.errors import UnreadableFile
from disclosure_desk.export.blocks import FontRole
from disclosure_desk.export.reportlab_mends import mend
from disclosure_desk.resources import resource

_LOCK = threading.Lock()
CHOSEN_ROLES = (FontRole.TITLE, FontRole.HEADING, FontRole.SUBHEADING, FontRole.BODY)
"""The roles for which the officer may choose a font of this PC."""


@dataclass(frozen=True)
class Face:
    """One font file, known to reportlab under ``name``.

    Attributes:
        widths: advance of each character it has, in thousandths of the size, by code point.
    """

    name: str
    widths: Mapping[int, float] = field(hash=False, repr=False)

    def has(self, char: str) -> bool:
        """Whether the font prints that character."""
        return ord(char) in self.widths


@dataclass(frozen=True)
class FontSource:
    """Where a font lies: a file, and which font in it where it is a collection."""

    path: Path
    index: int = 0

    @property
    def name(self) -> str:
        """The name under which reportlab knows it."""
        return f"{self.path.stem}-{self.index}" if self.index else self.path.stem


@cache
def _face(source: FontSource) -> Face:
    try:
        font = ttfonts.TTFont(source.name, str(source.path), subfontIndex=source.index)
    except (ttfonts.TTFError, OSError) as error:
        raise UnreadableFile(f"字体文件“{source.path.name}”无法使用。请在设置中改用程序自带的字体。") from error
    mend()
    pdfmetrics.registerFont(font)
    known = font.face.charToGlyph
    return Face(source.name, {code: width for code, width in font.face.charWidths.items() if known.get(code)})


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
        """The font that prints a character in a role: its own, else the one of wide coverage, else none."""
        key = (char, role)
        if key not in self._printing:
            self._printing[key] = next((face for face in self._candidates(role) if face.has(char)), None)
        return self._printing[key]

    @cached_property
    def _printing(self) -> dict[tuple[str, FontRole], Face | None]:
        return {}

    def _candidates(self, role: FontRole) -> Iterator[Face]:
        """Lazily, because the wide font is large and seldom needed."""
        yield self.face(role)
        yield self.face(FontRole.BODY)
        yield self.face(FontRole.FALLBACK)

    def warm_up(self) -> None:
        """Reads every font but the wide one, so that the first export need not wait for them."""
        for role in FontRole:
            if role is not FontRole.FALLBACK:
                self.face(role)


@cache
def bundled() -> Mapping[FontRole, FontSource]:
    """The fonts that ship with the program."""
    listed = tomllib.loads(resource("fonts", "fonts.toml").read_text(encoding="utf-8"))["roles"]
    return {role: FontSource(resource("fonts", listed[role.value]["file"])) for role in FontRole}


@cache
def font_set(chosen: tuple[tuple[FontRole, FontSource], ...] = ()) -> FontSet:
    """The bundled fonts, with those replaced for which the officer chose one of this PC."""
    return FontSet(tuple({**bundled(), **dict(chosen)}.items()))
