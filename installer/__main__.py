"""``python -m installer``: builds the Windows program into ``build/windows``; ``start.py installer`` prepares it."""

import argparse
import shlex
import shutil
import sys
import time
from pathlib import Path

from disclosure_desk import __version__
from installer import portable_zip, sizes, system_tools
from installer.checksums import write_checksums
from installer.commit import commit_time
from installer.places import BUILD, CONSOLE, PROGRAM_NAME, WINDOWED, Products
from installer.program import lay_out
from installer.setup_program import SCRIPT, build_setup
from installer.tree import files_of, set_times, write_file_list
from tools.telling import SetUpError, tell

PROBLEM = 2


def main(arguments: list[str] | None = None) -> int:
    """Build what is asked for; return the exit status."""
    wanted = _parse(arguments)
    try:
        system_tools.provide()
        build(Products(wanted.out.resolve(), __version__), wanted)
    except SetUpError as error:
        tell(error.english, error.chinese)
        return PROBLEM
    return 0


def build(products: Products, wanted: argparse.Namespace) -> None:
    """Make the program's folder, the zip, the set-up program, and what tells of them."""
    began = time.monotonic()
    epoch = commit_time()
    shutil.rmtree(products.folder, ignore_errors=True)
    products.folder.mkdir(parents=True)
    lay_out(products, wanted.embeddable, epoch)
    sign(wanted.sign, products.program / WINDOWED, products.program / CONSOLE)
    write_file_list(products.program, products.file_list)
    set_times(products.program, epoch)
    _say(began, f"{products.program}: {len(files_of(products.program))} files")
    if wanted.program_only:
        return
    top = f"{PROGRAM_NAME}-{products.version}-U盘版"
    portable_zip.write_zip(products.program, products.portable_zip, top, epoch)
    _say(began, products.portable_zip.name)
    _make_set_up(products, wanted.sign, epoch)
    _say(began, products.set_up.name)
    write_checksums(products.released, products.checksums)
    print(sizes.write_sizes(products), flush=True)


def _make_set_up(products: Products, signing: str, epoch: int) -> None:
    if not SCRIPT.is_file():
        raise SetUpError(f"There is no {SCRIPT}.", "缺少安装程序的脚本。")
    installed = sum((products.program / file).stat().st_size for file in files_of(products.program))
    build_setup(products, installed, epoch)
    sign(signing, products.set_up)
    sizes.check_limits(installed, products.set_up.stat().st_size)


def sign(command: str, *files: Path) -> None:
    """Run the signing command on each file; without a command nothing is signed."""
    for file in files if command else ():
        system_tools.run([*shlex.split(command), file], what=f"signing {file.name}")


def _say(began: float, what: str) -> None:
    print(f"{time.monotonic() - began:6.1f} s  {what}", flush=True)


def _parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="start.py installer", description=__doc__)
    parser.add_argument("--embeddable", type=Path, metavar="ZIP", help="the official embeddable CPython 3.13 for amd64")
    parser.add_argument("--sign", default="", metavar="COMMAND", help="run on each program that is made, file appended")
    parser.add_argument("--out", type=Path, default=BUILD, metavar="DIR", help="instead of build/windows")
    parser.add_argument("--program-only", action="store_true", help="the program's folder, no zip, no set-up program")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
