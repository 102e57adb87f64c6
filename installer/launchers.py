"""Compiles the two programs that start Disclosure Desk: the window and the command line."""

import shutil
from pathlib import Path

from installer.places import CONSOLE, INSTALLER, WINDOWED
from installer.system_tools import PACKAGES, find, remedy, run
from tools.environment import ROOT

SOURCE = INSTALLER / "launcher"
ICON = ROOT / "resources" / "icons" / "app.ico"
_DESCRIPTIONS = {WINDOWED: "公开年报", CONSOLE: "公开年报（命令行）"}
_FLAGS = ("-std=c11", "-Os", "-s", "-Wall", "-Wextra", "-Werror", "-municode", "-static-libgcc")
# Address space randomisation and no executable data; no time of building, so that the same source gives the same file.
_LINKING = ("-Wl,--no-insert-timestamp", "-Wl,--dynamicbase", "-Wl,--nxcompat", "-Wl,--high-entropy-va")


def build_launchers(program: Path, work: Path, version: str, epoch: int) -> None:
    """Compile both launchers into the folder of the program.

    The tools for Windows take no other letters than ASCII from their command line, and some no blanks: they run in a
    folder that holds a copy of all they read, and are told names in it, wherever the checkout lies.
    """
    for name in (WINDOWED, CONSOLE):
        folder = work / ("windowed" if name == WINDOWED else "console")
        shutil.copytree(SOURCE, folder)
        shutil.copy(ICON, folder)
        (folder / "version.h").write_text(version_header(version, name), encoding="utf-8")
        _compile(program / name, folder, windowed=name == WINDOWED, epoch=epoch)


def version_header(version: str, name: str) -> str:
    """What the version resource says, for the resource compiler."""
    words = {
        "ICON_FILE": ICON.name,
        "DESCRIPTION": _DESCRIPTIONS[name],
        "VERSION_TEXT": version,
        "FILE_NAME": name,
    }
    lines = [f"#define VERSION_NUMBERS {','.join(map(str, version_numbers(version)))}"]
    return "\n".join([*lines, *(f'#define {key} "{word}"' for key, word in words.items()), ""])


def version_numbers(version: str) -> tuple[int, ...]:
    """Four numbers, as Windows counts versions; what follows the numbers of a version is left out."""
    numbers: list[int] = []
    for part in version.split("."):
        if not part.isdecimal():
            break
        numbers.append(int(part))
    return tuple([*numbers, 0, 0, 0, 0][:4])


def _compile(target: Path, folder: Path, *, windowed: bool, epoch: int) -> None:
    windres: list[str | Path] = [_tool("windres"), "-c", "65001", "launcher.rc", "-o", "resource.o"]
    run(windres, cwd=folder, what="compiling the launcher's resources", epoch=epoch)
    kind = ("-mwindows", "-DWINDOWED") if windowed else ("-mconsole",)
    command: list[str | Path] = [
        _tool("gcc"),
        *_FLAGS,
        *kind,
        "launcher.c",
        "resource.o",
        "-o",
        "launcher.exe",
        *_LINKING,
    ]
    run(command, cwd=folder, what="compiling the launcher", epoch=epoch)
    shutil.copyfile(folder / "launcher.exe", target)


def _tool(name: str) -> Path:
    program = next(each for each in PACKAGES if each.endswith(f"-{name}"))
    found = find(program)
    if found is None:
        raise remedy([program])
    return found
