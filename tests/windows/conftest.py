"""The built Windows program on a machine of its own; skipped where no build is named or Wine is not there.

``DISCLOSURE_DESK_WINDOWS`` names the folder that ``start.py installer`` filled. The tests of one machine run in order.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from disclosure_desk import __version__
from installer.places import Products
from installer.setup_program import pack_quickly
from installer.wine.machine import Machine, missing, screen
from tests.windows.officer_pc import OLDER, OfficerPc

ROOT = Path(__file__).resolve().parents[2]
BUILT = "DISCLOSURE_DESK_WINDOWS"
ENORMOUS_KB = 1_000_000_000


@pytest.fixture(scope="session")
def products() -> Products:
    """What the build made."""
    if BUILT not in os.environ:
        pytest.skip(f"no built Windows program is named in {BUILT}")
    lacking = missing()
    if lacking:
        pytest.skip(f"this machine cannot try a Windows program, it lacks {', '.join(lacking)}")
    found = Products((ROOT / os.environ[BUILT]).resolve(), __version__)
    assert found.set_up.is_file(), f"{found.set_up} was not built"
    return found


@pytest.fixture(scope="session")
def pc(products: Products, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OfficerPc]:
    """A Windows 10 fresh from the shop."""
    with screen() as display:
        machine = Machine(tmp_path_factory.mktemp("wine") / "prefix", display)
        machine.make()
        pc = OfficerPc(machine, products)
        try:
            yield pc
        finally:
            machine.shut_down()
            shutil.rmtree(machine.drive, ignore_errors=True)


@pytest.fixture(scope="session")
def older(products: Products, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A set-up program of an older version, with one file that the present one lacks."""
    folder = tmp_path_factory.mktemp("older")
    program = folder / "program"
    shutil.copytree(products.program, program, copy_function=os.link)
    (program / "app" / "only-in-the-older.txt").write_text("older", encoding="utf-8")
    return pack_quickly(program, OLDER, folder, 1)


@pytest.fixture(scope="session")
def enormous(products: Products, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A set-up program that believes it needs nearly two terabytes."""
    return pack_quickly(products.program, __version__, tmp_path_factory.mktemp("enormous"), ENORMOUS_KB)
