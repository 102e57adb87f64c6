"""Removes from the program what it never imports, by the rules of ``pruning.toml``."""

import fnmatch
import shutil
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from installer.places import INSTALLER
from tools.telling import SetUpError

RULES = INSTALLER / "pruning.toml"


@dataclass(frozen=True)
class Keep:
    """Of the files below a folder only those that match one of the patterns stay."""

    of: str
    patterns: tuple[str, ...]


@dataclass(frozen=True)
class Rules:
    """What is kept of some folders, and what is dropped anywhere."""

    keeps: tuple[Keep, ...]
    drops: tuple[str, ...]


def load_rules(file: Path = RULES) -> Rules:
    """Read the rules."""
    text = tomllib.loads(file.read_text(encoding="utf-8"))
    keeps = tuple(Keep(rule["of"], tuple(rule["patterns"])) for rule in text.get("keep", []))
    return Rules(keeps, tuple(pattern for rule in text.get("drop", []) for pattern in rule["patterns"]))


def prune(app: Path, rules: Rules) -> set[str]:
    """Remove what the rules say and return the removed files' paths below ``app``.

    Raises:
        SetUpError: a pattern matches nothing, so that a newer distribution has to be looked at; nothing was removed.
    """
    files = sorted(path.relative_to(app).as_posix() for path in app.rglob("*") if path.is_file())
    kept, unused = _judge(files, rules)
    if unused:
        raise SetUpError(
            f"These patterns of {RULES.name} match nothing any more; look at what has changed: {', '.join(unused)}",
            f"{RULES.name} 中有规则已不对应任何文件，请按新版本修改。",
        )
    removed = set(files) - kept
    for name in removed:
        (app / name).unlink()
    _remove_empty_folders(app)
    return removed


def _judge(files: list[str], rules: Rules) -> tuple[set[str], list[str]]:
    """What stays, and the patterns that match nothing."""
    kept = set(files)
    unused = []
    for rule in rules.keeps:
        below = {name for name in files if name.startswith(rule.of + "/")}
        wanted = {pattern: set(matching(below, f"{rule.of}/{pattern}")) for pattern in rule.patterns}
        unused += [f"{rule.of}/{pattern}" for pattern, names in wanted.items() if not names]
        kept -= below - set().union(*wanted.values())
    for pattern in rules.drops:
        names = set(matching(files, pattern))
        unused += [] if names else [pattern]
        kept -= names
    return kept, unused


def matching(files: list[str] | set[str], pattern: str) -> Iterator[str]:
    """The files that a pattern names, or that lie in a folder it names; ``*`` stays within one folder, ``**`` does not.

    Upper and lower case differ on every system: the rules must mean the same wherever the program is built.
    """
    wanted = pattern.split("/")
    for name in files:
        parts = name.split("/")
        if any(_match(parts[:length], wanted) for length in range(1, len(parts) + 1)):
            yield name


def _match(parts: list[str], wanted: list[str]) -> bool:
    if not wanted:
        return not parts
    if wanted[0] == "**":
        return any(_match(parts[skip:], wanted[1:]) for skip in range(len(parts) + 1))
    return bool(parts) and fnmatch.fnmatchcase(parts[0], wanted[0]) and _match(parts[1:], wanted[1:])


def _remove_empty_folders(top: Path) -> None:
    folders = [path for path in top.rglob("*") if path.is_dir()]
    for folder in sorted(folders, key=lambda path: len(path.parts), reverse=True):
        if not any(folder.iterdir()):
            shutil.rmtree(folder)
