"""Everything that is shipped: the program, its Python distributions and the other components, with their licences."""

import platform
import re
import tomllib
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from PySide6.QtCore import qVersion

from disclosure_desk import __version__
from disclosure_desk.resources import resource
from disclosure_desk.store.engine import SQLITE_VERSION

PROJECT = "disclosure-desk"
_REQUIREMENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_LICENCE_FILE = re.compile(r"(?i)(licen[cs]e|copying|notice|authors)")
_MOST_OF_A_NAME = 60


@dataclass(frozen=True)
class Part:
    """One thing that is shipped.

    Attributes:
        name: by its makers, or by us where the licence asks for another name.
        version: as installed.
        licence: an SPDX expression.
        what: one sentence for the officer; "" where nobody wrote one.
        source: where its source is had; "" for a Python distribution whose metadata says it.
        texts: the licences in full, and what belongs to them.
    """

    name: str
    version: str
    licence: str
    what: str
    source: str
    texts: tuple[Path, ...]

    def read(self) -> str:
        """All texts, one below the other, each under its name."""
        return "\n\n".join(f"【{text.name}】\n\n{text.read_text('utf-8', errors='replace')}" for text in self.texts)


def shipped_parts() -> list[Part]:
    """The program first, then what it stands on: the components, then the distributions, each in their order."""
    told = tomllib.loads(resource("licences", "components.toml").read_text("utf-8"))
    sentences = {entry["name"]: entry for entry in told["distribution"]}
    licence = resource("licences", "Apache-2.0.txt")
    program = Part("公开年报", __version__, "Apache-2.0", "本程序。", "", (licence,))
    running = versions_running()
    components = [_component(entry, running) for entry in told["component"]]
    return [program, *components, *(_of_distribution(each, sentences) for each in runtime_closure())]


def versions_running() -> dict[str, str]:
    """The versions of components that say so themselves; the list may have been written for another build."""
    return {
        "CPython": platform.python_version(),
        "SQLite": SQLITE_VERSION,
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        "Qt": qVersion(),
    }


def runtime_closure() -> list[Distribution]:
    """The distributions that the program needs to run, as installed; not what a checkout has for development.

    A requirement that is not installed belongs to another system or another Python.
    """
    found: dict[str, Distribution] = {}
    waiting = [PROJECT]
    while waiting:
        name = normalised(waiting.pop())
        if name in found:
            continue
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:
            continue
        waiting += _required(found[name])
    return [found[name] for name in sorted(found) if name != PROJECT]


def normalised(name: str) -> str:
    """The name of a distribution as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _required(of: Distribution) -> Iterator[str]:
    for requirement in of.requires or ():
        name = _REQUIREMENT.match(requirement)
        if name and not re.search(r";.*\bextra\s*==", requirement):
            yield name[0]


def _component(entry: Mapping[str, Any], running: Mapping[str, str]) -> Part:
    name, licence, what, source = (entry[key] for key in ("name", "licence", "what", "source"))
    return Part(name, running.get(name, entry["version"]), licence, what, source, _texts(entry, "files"))


def _of_distribution(installed: Distribution, sentences: Mapping[str, Mapping[str, Any]]) -> Part:
    name = installed.metadata["Name"]
    entry = sentences.get(normalised(name), {})
    texts = (_texts(entry, "files") or _own_texts(installed)) + _texts(entry, "files_besides")
    licence = entry.get("licence") or _stated(installed)
    return Part(name, installed.version, licence, entry.get("what", ""), entry.get("source", ""), texts)


def _texts(entry: Mapping[str, Any], key: str) -> tuple[Path, ...]:
    return tuple(resource(*text.split("/")) for text in entry.get(key, ()))


def _stated(installed: Distribution) -> str:
    """The licence by its own metadata; older ones put a name, or the whole text, into another field."""
    fields = installed.metadata.json
    stated = str(fields.get("license_expression") or fields.get("license") or "")
    return stated if len(stated) <= _MOST_OF_A_NAME and "\n" not in stated else ""


def _own_texts(installed: Distribution) -> tuple[Path, ...]:
    """The licence files beside its metadata. An installed program has no list of files (RECORD) to find them by."""
    name = normalised(installed.metadata["Name"])
    found: list[Path] = []
    for folder in Path(str(installed.locate_file(""))).glob("*.dist-info"):
        if normalised(folder.name.partition("-")[0]) == name:
            found += [*(folder / "licenses").rglob("*"), *(f for f in folder.iterdir() if _LICENCE_FILE.match(f.name))]
    return tuple(sorted(file for file in found if file.is_file()))
