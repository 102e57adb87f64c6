"""What the tests import and the program does not ship: wheels of the lock, in a folder outside the program."""

import hashlib
import re
import shutil
from pathlib import Path

from tools.environment import LOCKS, ROOT, uv

ASKED_FOR = {"pytest", "hypothesis", "syrupy", "jsonschema", "pdfplumber", "pikepdf", "pypdfium2"}
PRUNED = {"pygments"}
"""Shipped, but without what pytest needs of it."""
FOLDER = ROOT / "build" / "windows-tests"
_FOR_WINDOWS = ("--python-platform", "x86_64-pc-windows-msvc", "--python-version", "3.13", "--only-binary", ":all:")


def entries(lock: Path) -> dict[str, str]:
    """The entries of a lock file, with their hashes and the names of those that ask for them, by name."""
    parts = re.split(r"\n(?=[a-z])", lock.read_text(encoding="utf-8"))
    return {found[0]: part for part in parts if (found := re.match(r"[a-z0-9-]+(?===)", part))}


def asked_for_by(entry: str) -> set[str]:
    """Which distributions of the lock ask for the one of an entry."""
    return set(re.findall(r"^ +# +(?:via +)?([a-z0-9-]+)$", entry, re.MULTILINE))


def needed() -> str:
    """The lock of what is to be installed: what is asked for and all that asks for in turn, less what is shipped."""
    all_of_them, shipped = entries(LOCKS["dev"]), set(entries(LOCKS["runtime"]))
    names = set(ASKED_FOR)
    while more := {name for name, entry in all_of_them.items() if asked_for_by(entry) & names} - names:
        names |= more
    return "\n".join(all_of_them[name] for name in sorted(names - shipped | PRUNED)) + "\n"


def distributions() -> Path:
    """The folder of the distributions, made where it is not there for the present lock."""
    lock = needed()
    folder = FOLDER / hashlib.sha256(lock.encode()).hexdigest()[:12]
    if not folder.is_dir():
        shutil.rmtree(FOLDER, ignore_errors=True)
        unfinished = folder.with_suffix(".unfinished")
        unfinished.mkdir(parents=True)
        wanted = unfinished / "requirements.txt"
        wanted.write_text(lock, encoding="utf-8")
        exactly = ("--require-hashes", "--no-deps", "-r", str(wanted))
        uv("pip", "install", "--quiet", *_FOR_WINDOWS, "--link-mode", "copy", "--target", str(unfinished), *exactly)
        unfinished.rename(folder)
    return folder
