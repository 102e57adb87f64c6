"""The installed program does its work on Windows: the window, the command line, the zip for a USB stick."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from disclosure_desk import __version__
from disclosure_desk.gui.theme import LIGHT
from installer.places import Products
from installer.wine.machine import wait_for
from tests.windows.officer_pc import TITLE, OfficerPc
from tests.windows.test_set_up import REFUSED, SAMPLE

ON_SHOW = " 2024 年 "
"""In the title once the report is on show."""


WORD_OF_A_STATE = 36
"""Pixels; 通过 is narrower, with its sign beside it it is wider."""


def width_of_states(picture: Path) -> int:
    """How wide the states in the outline are, in pixels; 0 before they are painted. Nothing else has their colour."""
    with Image.open(picture) as taken:
        seen = taken.convert("RGB")
    differs = ImageChops.difference(seen, Image.new("RGB", seen.size, LIGHT.fine.name()))
    box = differs.convert("L").point(lambda grey: 255 if grey < 8 else 0).getbbox()
    return box[2] - box[0] if box else 0


def picture_of_the_report(desk: OfficerPc, to: Path) -> Path:
    """The screen, once the report is painted, which is a moment after the title says so."""
    wait_for(lambda: desk.machine.windows(ON_SHOW))
    wait_for(lambda: width_of_states(desk.machine.picture(to)))
    return to


@pytest.fixture(scope="module")
def desk(pc: OfficerPc) -> OfficerPc:
    """The PC with the program, for all tests of this file."""
    pc.tidy_up()
    assert pc.set_up() == 0
    return pc


def test_that_the_main_job_gives_the_very_files_that_linux_gives(desk: OfficerPc, tmp_path: Path) -> None:
    made = desk.machine.drive / "demo"
    code, said = desk.command("demo", "-o", made)
    assert code == 0, said
    here = tmp_path / "demo"
    subprocess.run([sys.executable, "-m", "disclosure_desk", "demo", "-o", here], check=True, capture_output=True)
    for suffix in (".pdf", ".gknb"):
        ours, theirs = (next(folder.glob(f"*{suffix}")) for folder in (here, made))
        assert ours.name == theirs.name
        assert ours.read_bytes() == theirs.read_bytes()


def test_that_the_command_line_speaks_chinese_and_says_by_its_exit_code_how_it_went(desk: OfficerPc) -> None:
    assert desk.command("check", SAMPLE)[0] == 0
    code, said = desk.command("check", "C:\\没有这个文件.gknb")
    assert code == REFUSED
    assert "没有找到文件" in said


def test_that_the_window_opens_and_nothing_is_replaced_or_removed_under_it(desk: OfficerPc, products: Products) -> None:
    assert desk.command("import", SAMPLE)[0] == 0
    with desk.window():
        wait_for((desk.data / "desk.sqlite.owner.json").exists)
        picture = picture_of_the_report(desk, products.folder / "pictures" / "window.png")
        assert width_of_states(picture) > WORD_OF_A_STATE, "the signs of the states are missing"
        assert desk.set_up() == REFUSED
        assert desk.uninstall() == REFUSED
        assert (desk.home / "app" / "python313.dll").is_file()
        assert desk.version() == __version__
    assert not (desk.data / "desk.sqlite.owner.json").exists()


def test_that_a_report_file_is_opened_by_its_type_and_a_second_start_uses_the_first_window(
    desk: OfficerPc, products: Products
) -> None:
    copy = desk.machine.drive / "甲 乙.gknb"
    copy.write_bytes(SAMPLE.read_bytes())
    told = desk.registered()
    command = next(text for name, text in told.items() if "shell\\open\\command" in name)
    assert command == f'"{desk.machine.windows_path(desk.home)}\\公开年报.exe" "%1"'
    with desk.window() as first:
        wait_for((desk.data / "desk.sqlite.owner.json").exists)
        second = desk.machine.start(desk.home / "公开年报.exe", str(desk.machine.windows_path(copy)))
        assert second.wait(60) == 0
        assert first.poll() is None
        assert len(desk.machine.windows(f"^{TITLE}$")) <= 1
        wait_for(lambda: desk.machine.windows("导入报告"))
        desk.machine.picture(products.folder / "pictures" / "second-start.png")


def test_that_the_zip_runs_from_a_stick_with_its_data_beside_it(desk: OfficerPc, products: Products) -> None:
    stick = desk.machine.drive / "stick"
    with zipfile.ZipFile(products.portable_zip) as archive:
        archive.extractall(stick)
    (home,) = stick.iterdir()
    before = {path.name for path in desk.data.rglob("*")} if desk.data.exists() else set()
    code, said = desk.command("import", SAMPLE, home=home)
    assert code == 0, said
    assert (home / "数据" / "desk.sqlite").is_file()
    with desk.window(home=home):
        wait_for((home / "数据" / "desk.sqlite.owner.json").exists)
        picture_of_the_report(desk, products.folder / "pictures" / "from-a-stick.png")
    assert before == ({path.name for path in desk.data.rglob("*")} if desk.data.exists() else set())
