"""The official typefaces that this PC has, for officers who want those instead of the bundled ones."""

import logging
import os
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTCollection, TTFont, TTLibError

from disclosure_desk.export.blocks import FontRole
from disclosure_desk.export.fonts import CHOSEN_ROLES, FontSet, FontSource, font_set
from disclosure_desk.settings import FontChoices

_log = logging.getLogger(__name__)

FAMILIES: Mapping[FontRole, tuple[str, ...]] = {
    FontRole.TITLE: ("方正小标宋简体", "方正小标宋_GBK", "华文中宋"),
    FontRole.HEADING: ("黑体", "方正黑体_GBK", "方正黑体简体"),
    FontRole.SUBHEADING: ("楷体_GB2312", "方正楷体_GBK", "楷体"),
    FontRole.BODY: ("仿宋_GB2312", "方正仿宋_GBK", "仿宋"),
}
"""What offices use for each role (GB/T 9704-2012 names the typefaces, not their makers)."""

_FAMILY_NAME, _PREFERRED_FAMILY_NAME = 1, 16
_USE, _RESTRICTED = 0x000F, 0x0002
_WHOLE_ONLY_OR_BITMAPS = 0x0300
_SUFFIXES = (".ttf", ".ttc", ".otf")


def installed_choices(folders: tuple[Path, ...] | None = None) -> Mapping[FontRole, Mapping[str, FontSource]]:
    """For each role the families of this PC that can be embedded, the most official first."""
    found = _families(folders or font_folders())
    return {role: {family: found[family] for family in FAMILIES[role] if family in found} for role in CHOSEN_ROLES}


def chosen_fonts(choices: FontChoices, folders: tuple[Path, ...] | None = None) -> FontSet:
    """The bundled fonts, with the families that the officer chose; one that is gone gives way to the bundled font."""
    wanted = {role: getattr(choices, role.value) for role in CHOSEN_ROLES}
    if not any(wanted.values()):
        return font_set()
    offered = installed_choices(folders)
    for role, family in wanted.items():
        if family and family not in offered[role]:
            _log.warning("the chosen font for %s is not installed any more; the bundled one is used", role.value)
    chosen = ((role, offered[role][family]) for role, family in wanted.items() if family in offered[role])
    return font_set(tuple(chosen))


def font_folders() -> tuple[Path, ...]:
    """Where this system keeps fonts: of everybody, and of this user."""
    home = Path.home()
    if sys.platform == "win32":
        local = Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local"))
        return (Path(os.environ.get("WINDIR", "C:\\Windows")) / "Fonts", local / "Microsoft" / "Windows" / "Fonts")
    return (
        Path("/usr/share/fonts"),
        Path("/usr/local/share/fonts"),
        home / ".local" / "share" / "fonts",
        home / ".fonts",
    )


@cache
def _families(folders: tuple[Path, ...]) -> Mapping[str, FontSource]:
    found: dict[str, FontSource] = {}
    for folder in folders:
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            if path.suffix.lower() in _SUFFIXES:
                for family, source in _in_file(path):
                    found.setdefault(family, source)
    return found


def _in_file(path: Path) -> Iterator[tuple[str, FontSource]]:
    """The families of a file that could be embedded; a file that cannot be read has none."""
    try:
        collection = path.suffix.lower() == ".ttc"
        fonts = list(TTCollection(path, lazy=True)) if collection else [TTFont(path, lazy=True)]
        for index, font in enumerate(fonts):
            if _can_be_embedded(font):
                for family in _family_names(font):
                    yield family, FontSource(path, index)
    except (TTLibError, OSError, KeyError, AssertionError):
        _log.debug("not a font that can be read: %s", path.name)


def _can_be_embedded(font: TTFont) -> bool:
    """TrueType outlines (the PDF library takes no others), and a licence that lets documents carry it."""
    rights = font["OS/2"].fsType
    return "glyf" in font and rights & _USE != _RESTRICTED and not rights & _WHOLE_ONLY_OR_BITMAPS


def _family_names(font: TTFont) -> set[str]:
    names = font["name"].names
    return {str(name) for name in names if name.nameID in (_FAMILY_NAME, _PREFERRED_FAMILY_NAME)}
