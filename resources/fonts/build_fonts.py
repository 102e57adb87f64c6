#!/usr/bin/env python3
"""Rebuild the bundled fonts from public packages, as fonts.toml says, to the same bytes every time.

    python resources/fonts/build_fonts.py             # fetch, verify, build, compare with the recorded hashes
    python resources/fonts/build_fonts.py --accept    # the same, and record the hashes of what was built

Needs fontTools (a development dependency), `npm` and, on Debian, `apt-get` and `dpkg`.
"""

from __future__ import annotations

import argparse
import hashlib
import logging
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from font_outlines import REPAIRS, to_truetype
from fontTools import subset
from fontTools.misc.timeTools import timestampFromString
from fontTools.ttLib import TTFont, newTable

HERE = Path(__file__).resolve().parent
RECIPE = HERE / "fonts.toml"
MODIFIED = timestampFromString("Mon Nov 23 00:00:00 2026")
"""The one moment written into every font, so that a rebuild gives the same bytes."""
DROPPED_TABLES = ("BASE", "DSIG", "GDEF", "GPOS", "GSUB", "HVAR", "STAT", "VORG", "meta", "vhea", "vmtx")
"""Layout of vertical and foreign text, and kerning: neither the PDF nor the window uses them."""
KEPT_NAMES = (0, 7, 8, 9, 11, 12, 13, 14)
"""Copyright, trademark, makers, their addresses, licence, its address: stay as their owners wrote them."""
GPL_NOTICE = (
    "GNU General Public License, version 3, with the font exception: a document which embeds this font, or unaltered "
    "portions of it, is not by that alone covered by the licence."
)
EXTRA = (
    "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹ"
    "〇℃℉㎡㎥㎏㎎㎜㎝㎞㏄‰№※·•‥…—–―‘’“”〔〕《》【】✓√×÷±≈≥≤≠∶￥€←→↑↓■□▲△◆◇●○★☆﹏"
)
"""Marks that official documents use beside GB 2312; a source that lacks some of them simply goes without."""
LOG = logging.getLogger("build_fonts")


class BuildError(Exception):
    """The fonts cannot be built as the recipe says."""


@dataclass(frozen=True)
class Source:
    """One font file inside one version of a public package."""

    font: str
    registry: str
    package: str
    version: str
    member: str
    sha256: str


@dataclass(frozen=True)
class Role:
    """One font to be built: its place in the program, its source, and what it shall hold."""

    name: str
    file: str
    family: str
    licence: str
    characters: str
    repairs: tuple[str, ...]
    sha256: str
    source: Source


def read_recipe(path: Path = RECIPE) -> list[Role]:
    """Return the roles of fonts.toml in their order."""
    tables: dict[str, dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["roles"]
    return [
        Role(
            name=name,
            file=table["file"],
            family=table["family"],
            licence=table["licence"],
            characters=table["characters"],
            repairs=tuple(table["repairs"]),
            sha256=table["sha256"],
            source=Source(**table["source"]),
        )
        for name, table in tables.items()
    ]


def digest(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def run(folder: Path, *command: str) -> None:
    """Run a program found on the PATH inside a folder."""
    program = shutil.which(command[0])
    if program is None:
        raise BuildError(f"{command[0]} is needed and was not found")
    completed = subprocess.run([program, *command[1:]], cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603 - fixed programs, names from the recipe
    if completed.returncode:
        raise BuildError(f"{' '.join(command)}: {completed.stderr.strip()}")


def fetch(source: Source, folder: Path) -> Path:
    """Unpack a source's package under a folder, once, by the registry's own client; return where its files are."""
    place = folder / re.sub(r"\W+", "-", f"{source.registry} {source.package} {source.version}").strip("-")
    if place.exists():
        return place
    place.mkdir()
    LOG.info("fetching %s %s", source.package, source.version)
    if source.registry == "debian":
        run(place, "apt-get", "download", f"{source.package}={source.version}")
        run(place, "dpkg", "-x", next(place.glob("*.deb")).name, ".")
    else:
        run(place, "npm", "pack", f"{source.package}@{source.version}")
        with tarfile.open(next(place.glob("*.tgz"))) as archive:
            archive.extractall(place, filter="data")
    return place


def original(source: Source, folder: Path) -> Path:
    """Return the source's font file, fetched and verified."""
    path = fetch(source, folder) / source.member
    found = digest(path)
    if found != source.sha256:
        raise BuildError(f"{source.font}: the package holds {found}, not the recorded {source.sha256}")
    return path


def gb2312() -> set[int]:
    """Return the code points of the 6763 hanzi and 682 marks of GB 2312."""
    points: set[int] = set()
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            decoded = bytes((row, cell)).decode("gb2312", errors="ignore")
            points.update(map(ord, decoded))
    return points


def wanted(characters: str, font: TTFont) -> set[int]:
    """Return the code points of a named repertoire ("gb2312", "latin" or "all") for a font."""
    latin = {*range(0x20, 0x7F), *range(0xA0, 0x100)}
    if characters == "all":
        return set(font.getBestCmap())
    if characters == "latin":
        return latin | {*range(0x2000, 0x20D0), 0x2116, 0x2122, 0x2212, 0x2260, 0x2264, 0x2265}
    return latin | gb2312() | set(map(ord, EXTRA))


def take(font: TTFont, points: set[int], *, hinting: bool) -> None:
    """Reduce a font in place to some code points and to the tables that drawing needs."""
    options = subset.Options()
    options.layout_features = []
    options.hinting = hinting
    options.notdef_outline = True
    options.glyph_names = False
    options.name_IDs = ["*"]
    options.name_languages = ["*"]
    options.drop_tables += DROPPED_TABLES
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=points)
    subsetter.subset(font)


def rename(font: TTFont, role: Role) -> None:
    """Give the font our own name and style, keep its makers' notices, and say what was done to it."""
    old = font["name"]
    kept = {number: old.getName(number, 3, 1, 0x409) for number in KEPT_NAMES}
    version = old.getName(5, 3, 1, 0x409).toUnicode()
    names = {number: record.toUnicode() for number, record in kept.items() if record and record.toUnicode()}
    if role.licence.startswith("GPL"):
        names[13] = GPL_NOTICE
    postscript = Path(role.file).stem
    names |= {
        1: role.family,
        2: "Regular",
        3: f"1.000;{postscript}",
        4: role.family,
        5: f"Version 1.000; from {version}",
        6: postscript,
        10: f"Modified in November 2026: characters taken from {role.source.font}, renamed; see the README beside it.",
    }
    font["name"] = table = newTable("name")
    table.names = []
    for number, text in sorted(names.items()):
        table.setName(text, number, 3, 1, 0x409)


def settle(font: TTFont) -> None:
    """Make the font the one regular face of its family and free of the moment of building."""
    font["head"].modified = MODIFIED
    font["head"].macStyle = 0
    metrics = font["OS/2"]
    metrics.usWeightClass = 400
    metrics.fsSelection = metrics.fsSelection & 0x80 | 0x40
    metrics.achVendID = "NONE"


def build(role: Role, source: Path, target: Path) -> None:
    """Write the font of a role from its verified source file."""
    font = TTFont(source, recalcTimestamp=False)
    take(font, wanted(role.characters, font), hinting=role.name == "ui")
    if "CFF " in font:
        to_truetype(font)
    for repair in role.repairs:
        REPAIRS[repair](font)
    rename(font, role)
    settle(font)
    font.save(target, reorderTables=True)


def accept(role: Role, sha256: str) -> None:
    """Record the hash of a built font in fonts.toml."""
    text = RECIPE.read_text(encoding="utf-8")
    pattern = rf'(\[roles\.{role.name}\]\n(?:(?!\[).*\n)*?sha256 = ")[0-9a-f]*"'
    RECIPE.write_text(re.sub(pattern, rf'\g<1>{sha256}"', text), encoding="utf-8")


def build_all(folder: Path, target: Path, *, accepting: bool) -> bool:
    """Build every role into a target folder; return whether all came out as recorded (or were accepted)."""
    good = True
    for role in read_recipe():
        path = target / role.file
        build(role, original(role.source, folder), path)
        found = digest(path)
        same = found == role.sha256
        LOG.info("%-12s %-26s %9d bytes  %s", role.name, role.file, path.stat().st_size, "same" if same else found)
        if accepting and not same:
            accept(role, found)
        good = good and (same or accepting)
    return good


def main() -> int:
    """Build the fonts; exit 1 if a result differs from its recorded hash."""
    parser = argparse.ArgumentParser(description="Rebuild the bundled fonts from public packages.")
    parser.add_argument("--target", type=Path, default=HERE, help="folder for the fonts (default: beside this script)")
    parser.add_argument("--cache", type=Path, help="keep fetched packages here, and use those already there")
    parser.add_argument("--accept", action="store_true", help="record the hashes of what was built in fonts.toml")
    chosen = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    try:
        with tempfile.TemporaryDirectory() as temporary:
            folder = chosen.cache or Path(temporary)
            return 0 if build_all(folder, chosen.target, accepting=chosen.accept) else 1
    except BuildError as error:
        LOG.error("%s", error)  # noqa: TRY400 - the sentence is what the reader needs, not the traceback
        return 1


if __name__ == "__main__":
    sys.exit(main())
