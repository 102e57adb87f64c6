"""Finds the programs that the build needs from the system, and installs them where that is allowed."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tools.telling import SetUpError, tell

# Program -> Debian package.
PACKAGES = {
    "makensis": "nsis",
    "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64-win32",
    "x86_64-w64-mingw32-windres": "binutils-mingw-w64-x86-64",
    "x86_64-w64-mingw32-objdump": "binutils-mingw-w64-x86-64",
}
_PREFIX = "x86_64-w64-mingw32-"
_NSIS_FOLDERS = ("C:/Program Files (x86)/NSIS", "C:/Program Files/NSIS")


def find(program: str) -> Path | None:
    """Where a program is; on Windows also by the name it has there, and NSIS beside the search path."""
    if found := shutil.which(program):
        return Path(found)
    if sys.platform != "win32":
        return None
    names = [program.removeprefix(_PREFIX), *(f"{folder}/{program}.exe" for folder in _NSIS_FOLDERS)]
    return next((Path(found) for name in names if (found := shutil.which(name))), None)


def provide() -> None:
    """See to it that every program of ``PACKAGES`` is there.

    Raises:
        SetUpError: some are missing and cannot be installed from here; the text names the command that does.
    """
    missing = [program for program in PACKAGES if not find(program)]
    if missing and sys.platform == "linux" and os.geteuid() == 0 and shutil.which("apt-get"):
        tell("Installing what the Windows program is built with.", "正在安装制作 Windows 程序所需的工具。")
        _apt(missing)
        missing = [program for program in PACKAGES if not find(program)]
    if missing:
        raise remedy(missing)


def versions() -> dict[str, str]:
    """What the set-up program and the launchers are made with and hold parts of, by the component's name.

    Raises:
        SetUpError: a program does not say its version.
    """
    header = "#include <_mingw.h>\n__MINGW64_VERSION_MAJOR.__MINGW64_VERSION_MINOR.__MINGW64_VERSION_BUGFIX\n"
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "version.c")
        source.write_text(header, encoding="ascii")
        compiler = [find(f"{_PREFIX}gcc") or f"{_PREFIX}gcc", "-E", "-P", source.name]
        told = {
            "NSIS": run([find("makensis") or "makensis", "-VERSION"], what="makensis"),
            "MinGW-w64": run(compiler, cwd=source.parent, what="the compiler").splitlines()[-1].replace(" ", ""),
        }
    found = {name: re.search(r"\d+(\.\d+)+", said) for name, said in told.items()}
    if unknown := [name for name, version in found.items() if version is None]:
        raise SetUpError(f"The version of {', '.join(unknown)} is not known.", "制作工具没有说明版本。")
    return {name: version[0] for name, version in found.items() if version}


def apt_command(missing: Sequence[str]) -> list[str]:
    """The command that installs the missing programs on Debian."""
    packages = sorted({PACKAGES[program] for program in missing})
    return ["apt-get", "install", "-y", "--no-install-recommends", *packages]


def remedy(missing: Sequence[str]) -> SetUpError:
    """What to do about missing programs, in one sentence."""
    names = ", ".join(missing)
    if sys.platform == "win32":
        return SetUpError(
            f"The build needs NSIS and MinGW-w64 for 64 bits on the search path; missing here: {names}",
            f"缺少制作 Windows 程序所需的工具（{names}）。请先安装 NSIS 和 64 位的 MinGW-w64，并加入 PATH。",
        )
    command = " ".join(apt_command(missing))
    return SetUpError(
        f"The build needs programs that are missing here ({names}); on Debian, run as root: {command}",
        f"缺少制作 Windows 程序所需的工具，请以管理员身份运行：{command}",
    )


def run(command: Sequence[str | Path], *, cwd: Path | None = None, what: str, epoch: int = 0) -> str:
    """Run a program of the build and return what it wrote.

    Raises:
        SetUpError: it could not be started or failed; its last lines and ``what`` say so.
    """
    # Python writes sets out in the order of their hashes.
    fixed = {"SOURCE_DATE_EPOCH": str(epoch), "PYTHONHASHSEED": "0"} if epoch else {}
    try:
        done = subprocess.run(
            command,
            cwd=cwd,
            env=os.environ | fixed,
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )
    except OSError as error:
        raise _failure(what, str(error)) from error
    if done.returncode != 0:
        raise _failure(what, done.stdout)
    return done.stdout


def _failure(what: str, said: str) -> SetUpError:
    last = "\n".join(said.rstrip().splitlines()[-15:])
    return SetUpError(f"{last}\nThe build stopped: {what} failed, see above.", "Windows 程序没有做成，原因见上。")


def _apt(missing: Sequence[str]) -> None:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for step in (["apt-get", "update"], apt_command(missing)):
        # Another apt-get may be at work, a fresh machine updating itself for example.
        patient = [step[0], "-o", "DPkg::Lock::Timeout=600", *step[1:]]
        subprocess.run(patient, check=False, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
