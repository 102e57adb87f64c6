"""Makes the set-up program from the program's folder, with NSIS."""

import sys
from pathlib import Path

from installer.places import INSTALLER, Products
from installer.system_tools import find, remedy, run
from installer.tree import write_file_list

SCRIPT = INSTALLER / "setup.nsi"
TARGETS = ("amd64-unicode", "x86-unicode")


def build_setup(products: Products, size: int, epoch: int) -> None:
    """Run NSIS; ``size`` is what the program takes when installed, in bytes."""
    size_kb = -(-size // 1024)
    _pack(products.program, products.file_list, products.set_up, epoch, VERSION=products.version, SIZE_KB=size_kb)


def pack_quickly(program: Path, version: str, folder: Path, size_kb: int) -> Path:
    """Pack a program's folder without compressing it, in seconds: a set-up program for trying, in ``folder``."""
    file_list, out = folder / "files.nsh", folder / f"{version}-{size_kb}.exe"
    write_file_list(program, file_list)
    _pack(program, file_list, out, 0, VERSION=version, SIZE_KB=size_kb, COMPRESSION="off")
    return out


def _pack(program: Path, file_list: Path, out: Path, epoch: int, **more: str | int) -> None:
    makensis = find("makensis")
    if makensis is None:
        raise remedy(["makensis"])
    paths = {"PROGRAM": program.resolve(), "FILES": file_list.resolve(), "OUT": out.resolve()}
    defines = {"TARGET": target(makensis), **paths, **more}
    options = [f"-D{name}={value}" for name, value in defines.items()]
    run([makensis, "-V2", "-INPUTCHARSET", "UTF8", *options, SCRIPT], what="making the set-up program", epoch=epoch)


def target(makensis: Path) -> str:
    """64 bits where this NSIS can (Debian's); the official one for Windows has only 32-bit stubs."""
    stubs = stub_folder(makensis)
    return next((each for each in TARGETS if (stubs / f"lzma_solid-{each}").is_file()), TARGETS[-1])


def stub_folder(makensis: Path) -> Path:
    """Where NSIS keeps the beginnings of the programs that it makes."""
    return makensis.resolve().parent / "Stubs" if sys.platform == "win32" else Path("/usr/share/nsis/Stubs")
