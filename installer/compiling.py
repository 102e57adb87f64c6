"""Compiles the program with a CPython 3.13, so that it starts fast where nothing may be written.

Only the compiled files are shipped: about half the size and half the number of files of source and cache together,
which set-up programs and virus scanners feel. importlib, importlib.resources, pydantic and typer read them as well as
sources. alembic looks for its migrations as ``.py`` files, so those few keep their source, with the cache beside it.
Compiled files are "unchecked": CPython takes them as they are, whatever the time of a copied file says. The
program's own docstrings and assertions stay, for typer reads the former; those of the distributions go, as they do
with ``python -OO``: 4 MB less in memory with a report open.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from installer.system_tools import run
from tools.environment import uv
from tools.telling import SetUpError

KEEPS_SOURCE = ("disclosure_desk/store/migrations",)
WANTED = (3, 13)
_SCRIPT = Path(__file__).with_name("compile_tree.py")
_ASK = "import sys; print(*sys.version_info[:2])"
_WINE = ("/usr/lib/wine/wine64", "wine64")


def compile_site_packages(site_packages: Path, embedded: Path, epoch: int) -> str:
    """Compile the tree and say which Python did it; ``embedded`` is the program's own python.exe, the last resort.

    Raises:
        SetUpError: no CPython 3.13 runs on this machine, or a file does not compile.
    """
    command = find_python(embedded)
    command = [*command, "-X", "utf8", "-B", str(_SCRIPT), str(site_packages), *KEEPS_SOURCE]
    run(command, what="compiling", epoch=epoch)
    return command[0]


def find_python(embedded: Path) -> list[str]:
    """The command that starts a CPython 3.13."""
    found = next((command for command in _candidates(embedded) if _version(command) == WANTED), None)
    if found is None:
        raise SetUpError(
            "Compiling the Windows program needs a Python 3.13 on this machine, or wine64 to run the program's own.",
            "制作 Windows 程序需要本机装有 Python 3.13，或装有 wine64。",
        )
    return found


def _candidates(embedded: Path) -> Iterator[list[str]]:
    """In the order of trust: each is asked for its version before it is taken."""
    yield [sys.executable]
    for name in ("python3.13", "python3", "python"):
        if found := shutil.which(name):
            yield [found]
    for pyenv in sorted((Path.home() / ".pyenv" / "versions").glob("3.13.*/bin/python"), reverse=True):
        yield [str(pyenv)]
    if launcher := shutil.which("py"):
        yield [launcher, "-3.13"]
    found_by_uv = uv("python", "find", "3.13", check=False)
    if found_by_uv.returncode == 0:
        yield [found_by_uv.stdout.strip().splitlines()[-1]]
    if sys.platform == "win32":
        yield [str(embedded)]
    for name in _WINE:
        if found := shutil.which(name):
            yield [found, str(embedded)]


def _version(command: list[str]) -> tuple[int, ...]:
    try:
        done = subprocess.run(
            [*command, "-c", _ASK], check=False, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8"
        )
    except OSError:
        return ()
    return tuple(int(part) for part in done.stdout.split()) if done.returncode == 0 else ()
