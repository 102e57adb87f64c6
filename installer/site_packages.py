"""Fills site-packages for Windows: the locked wheels by uv, then the program's own wheel and its manual."""

import shutil
import sys
import zipfile
from pathlib import Path

from installer.places import PRINTED_MANUAL
from installer.system_tools import run
from tools.environment import LOCKS, ROOT, uv

_FOR_WINDOWS = ("--python-platform", "x86_64-pc-windows-msvc", "--python-version", "3.13", "--only-binary", ":all:")
OWN = "disclosure_desk"


def install_locked(target: Path) -> None:
    """Install the wheels of ``requirements.lock`` for 64-bit Windows and CPython 3.13; uv checks their hashes."""
    lock = ("--require-hashes", "-r", str(LOCKS["runtime"]))
    # Copies: a file of uv's cache must not change when the build works on the tree.
    uv("pip", "install", "--quiet", *_FOR_WINDOWS, "--link-mode", "copy", "--target", str(target), *lock)


def list_wheels(listing: Path) -> None:
    """Write the wheels that uv chooses from, with their hashes, as ``pylock.toml``."""
    # uv would take an old list for its wishes.
    listing.unlink(missing_ok=True)
    lock = str(LOCKS["runtime"])
    compile_ = ("pip", "compile", "--quiet", "--format", "pylock.toml", "--no-deps", "--no-header")
    uv(*compile_, *_FOR_WINDOWS, "--output-file", str(listing), lock)


def install_program(target: Path, wheels: Path, epoch: int) -> None:
    """Build the program's wheel with the locked hatchling and unpack it; it is pure Python with resources."""
    build: list[str | Path] = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", wheels]
    run(build, cwd=ROOT, what="building the program's wheel", epoch=epoch)
    (wheel,) = wheels.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(target)


def add_manual(target: Path, home: Path, epoch: int) -> None:
    """Make the manual where the Help menu looks for it, and lay its PDF where an officer looks for it."""
    folder = target / OWN / "_resources" / "manual"
    run([sys.executable, "-m", "tools.manual", "all", folder], cwd=ROOT, what="making the manual", epoch=epoch)
    shutil.copyfile(folder / PRINTED_MANUAL, home / PRINTED_MANUAL)
