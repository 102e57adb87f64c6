"""Checks that no shipped library asks for one that was pruned away."""

import re
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from installer.system_tools import PACKAGES, find, remedy, run
from tools.telling import SetUpError

_BINARIES = {".dll", ".pyd", ".exe"}
_ASKED_FOR = re.compile(r"^\s*DLL Name: (\S+)", re.MULTILINE)


def check_libraries(app: Path, removed: Iterable[str]) -> None:
    """Compare what every library imports with what is there.

    Raises:
        SetUpError: a library that came with the distributions, and was removed, is asked for.
    """
    here = [path for path in app.rglob("*") if path.suffix.lower() in _BINARIES]
    lost = lost_libraries(imported_by(here), (path.name for path in here), removed)
    if lost:
        raise SetUpError(
            f"Pruning removed libraries that others need: {', '.join(lost)}; keep them in pruning.toml.",
            "精简规则删掉了程序需要的库，请修改 pruning.toml。",
        )


def lost_libraries(wanted: set[str], here: Iterable[str], removed: Iterable[str]) -> list[str]:
    """The libraries that are asked for and were removed everywhere; Windows does not tell upper from lower case."""
    gone = {PurePosixPath(name).name.lower() for name in removed} - {name.lower() for name in here}
    return sorted({name.lower() for name in wanted} & gone)


def imported_by(files: list[Path]) -> set[str]:
    """The libraries that these files ask Windows to load with them."""
    program = next(name for name in PACKAGES if name.endswith("objdump"))
    objdump = find(program)
    if objdump is None:
        raise remedy([program])
    # Names outside ASCII do not reach every objdump: each is given the folder, and the plain name in it.
    said = (run([objdump, "-p", file.name], cwd=file.parent, what=f"reading {file.name}") for file in files)
    return {name for text in said for name in _ASKED_FOR.findall(text)}
