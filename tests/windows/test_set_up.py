"""The set-up program on a fresh Windows: what it lays down, keeps, refuses and takes away again."""

import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from disclosure_desk import __version__
from installer.places import CONSOLE, WINDOWED, Products
from installer.wine.machine import SHIMS, wait_for
from tests.windows.officer_pc import OLDER, TITLE, UNINSTALL_KEY, OfficerPc

SAMPLE = next((Path(__file__).resolve().parents[2] / "resources" / "sample").glob("*.gknb"))
REFUSED = 2


@pytest.fixture
def clean(pc: OfficerPc) -> Iterator[OfficerPc]:
    """The PC without the program, before and after."""
    pc.tidy_up()
    yield pc
    pc.tidy_up()


@pytest.fixture
def installed(clean: OfficerPc) -> OfficerPc:
    """The PC with the program."""
    assert clean.set_up() == 0
    return clean


def with_a_report(pc: OfficerPc) -> None:
    """Puts the sample report into the officer's database."""
    code, said = pc.command("import", SAMPLE)
    assert code == 0, said


def test_that_set_up_lays_the_program_down_and_tells_windows(installed: OfficerPc) -> None:
    assert {each.name for each in installed.home.iterdir()} >= {WINDOWED, CONSOLE, "app", "许可", "uninstall.exe"}
    assert not (installed.home / "portable.txt").exists()
    told = installed.registered()
    entry = {name.rpartition("\\")[2]: text for name, text in told.items() if "Uninstall" in name}
    assert entry["DisplayName"] == TITLE
    assert entry["DisplayVersion"] == __version__
    assert entry["InstallLocation"] == str(installed.machine.windows_path(installed.home))
    taken = sum(path.stat().st_size for path in installed.home.rglob("*") if path.is_file()) / 1024
    assert abs(int(entry["EstimatedSize"], 16) - taken) < taken / 10
    assert any(text.endswith(rf'\{WINDOWED}" "%1"') for text in told.values())
    assert (installed.machine.start_menu / TITLE / f"{TITLE}.lnk").is_file()


def test_that_a_shortcut_lies_on_the_desktop_only_where_it_was_wished(clean: OfficerPc) -> None:
    shortcut = clean.machine.desktop / f"{TITLE}.lnk"
    assert clean.set_up() == 0
    assert not shortcut.exists()
    assert clean.set_up(None, "/DESKTOP") == 0
    assert shortcut.is_file()
    assert clean.set_up() == 0
    assert shortcut.is_file()


def test_that_nothing_of_the_test_machine_is_shipped(products: Products) -> None:
    shims = {f"{source.stem}.dll" for source in SHIMS.glob("*.c")}
    shipped = {path.name.lower() for path in products.program.rglob("*")}
    with zipfile.ZipFile(products.portable_zip) as archive:
        shipped |= {Path(name).name.lower() for name in archive.namelist()}
    assert shims
    assert not shims & shipped


def test_that_uninstalling_leaves_nothing_behind_but_the_officers_data(clean: OfficerPc) -> None:
    files, registered = clean.files(), clean.registered()
    assert registered == {}
    assert clean.set_up(None, "/DESKTOP") == 0
    with_a_report(clean)
    assert clean.uninstall() == 0
    (clean.home / "uninstall.exe").unlink()  # it stays while it runs from where it stands, as it does for its exit code
    clean.home.rmdir()
    assert clean.registered() == {}
    left = {path for path in clean.files() - files if "/disclosure-desk" not in path and "/Temp" not in path}
    assert left <= {"users/" + (clean.home.parent.relative_to(clean.machine.drive / "users")).as_posix()}
    assert (clean.data / "desk.sqlite").is_file()
    assert clean.set_up() == 0
    assert "2024" in clean.command("list")[1]


def test_that_the_data_are_removed_where_that_is_asked_for(installed: OfficerPc) -> None:
    with_a_report(installed)
    assert installed.uninstall("/REMOVEDATA") == 0
    assert not installed.data.exists()


def test_that_a_file_of_the_officers_in_the_programs_folder_stays(installed: OfficerPc) -> None:
    own = installed.home / "我的笔记.txt"
    own.write_text("自己的文件", encoding="utf-8")
    assert installed.uninstall() == 0
    assert {each.name for each in installed.home.iterdir()} == {own.name, "uninstall.exe"}
    own.unlink()


def test_that_an_upgrade_keeps_the_data_backs_them_up_first_and_leaves_no_old_file(
    clean: OfficerPc, older: Path
) -> None:
    assert clean.set_up(older) == 0
    assert clean.version() == OLDER
    assert (clean.home / "app" / "only-in-the-older.txt").is_file()
    with_a_report(clean)
    before = clean.command("show", "2024")
    assert clean.set_up() == 0
    assert clean.version() == __version__
    assert not (clean.home / "app" / "only-in-the-older.txt").exists()
    assert not (clean.home / "app.old").exists()
    assert clean.command("show", "2024") == before
    copies = list((clean.data / "backups").glob("*.sqlite"))
    assert len(copies) == 1
    shutil.copy(copies[0], clean.machine.drive / "copy.sqlite")
    assert clean.command("restore", clean.machine.drive / "copy.sqlite", "--yes")[0] == 0
    assert clean.command("show", "2024") == before


def test_that_an_older_version_is_refused_and_changes_nothing(installed: OfficerPc, older: Path) -> None:
    assert installed.set_up(older) == REFUSED
    assert installed.version() == __version__
    assert not (installed.home / "app" / "only-in-the-older.txt").exists()
    assert installed.command("--help")[0] == 0


def test_that_damaged_data_stay_as_they_are_and_do_not_keep_a_newer_version_away(clean: OfficerPc, older: Path) -> None:
    assert clean.set_up(older) == 0
    damaged = b"not a database" * 100
    clean.data.mkdir(exist_ok=True)
    (clean.data / "desk.sqlite").write_bytes(damaged)
    assert clean.set_up() == 0
    assert clean.version() == __version__
    assert (clean.data / "desk.sqlite").read_bytes() == damaged


def test_that_set_up_stops_where_no_copy_of_the_data_could_be_laid_down(clean: OfficerPc, older: Path) -> None:
    assert clean.set_up(older) == 0
    with_a_report(clean)
    (clean.data / "backups").write_text("a file where the folder of copies should be", encoding="utf-8")
    assert clean.set_up() == REFUSED
    assert clean.version() == OLDER
    assert (clean.home / "app" / "only-in-the-older.txt").is_file()
    assert not (clean.home / "app.new").exists()
    assert "2024" in clean.command("list")[1]


def test_that_a_drive_without_room_is_refused_before_anything_is_written(clean: OfficerPc, enormous: Path) -> None:
    assert clean.set_up(enormous) == REFUSED
    assert not clean.home.exists()
    assert clean.registered() == {}


def test_that_a_folder_with_somebody_elses_files_is_refused(clean: OfficerPc) -> None:
    foreign = clean.machine.drive / "Foreign"
    foreign.mkdir(exist_ok=True)
    (foreign / "letter.txt").write_text("not ours", encoding="utf-8")
    assert clean.set_up(None, r"/D=C:\Foreign") == REFUSED
    assert [each.name for each in foreign.iterdir()] == ["letter.txt"]


def test_that_a_folder_with_blanks_signs_and_chinese_in_its_name_works(clean: OfficerPc) -> None:
    odd = clean.machine.drive / "甲 & 乙 (1)" / "公开 年报"
    where = str(clean.machine.windows_path(odd))
    clean.machine.run("reg", "add", UNINSTALL_KEY, "/v", "InstallLocation", "/d", where, "/f")
    assert clean.set_up() == 0
    made = clean.machine.drive / "甲 & 乙 (1)" / "out"
    code, said = clean.command("demo", "-o", made, home=odd)
    assert code == 0, said
    assert list(made.glob("*.pdf"))
    clean.machine.run(odd / "uninstall.exe", "/S", seconds=120)
    wait_for(lambda: not odd.exists())  # the uninstaller goes on from a copy of itself
    assert clean.registered() == {}


def test_that_the_program_is_not_set_up_a_second_time_in_another_folder(installed: OfficerPc) -> None:
    before = installed.registered()
    assert installed.set_up(None, r"/D=C:\Other") == REFUSED
    assert not (installed.machine.drive / "Other").exists()
    assert installed.registered() == before


def test_that_uninstalling_says_so_where_a_file_is_in_use_and_can_be_repeated(installed: OfficerPc) -> None:
    begun, script = installed.machine.drive / "begun", installed.machine.drive / "wait.py"
    script.write_text("import time\nopen(r'C:\\begun', 'w').close()\ntime.sleep(600)\n", encoding="utf-8")
    busy = installed.machine.start(installed.home / "app" / "python.exe", r"C:\wait.py")
    try:
        wait_for(begun.exists)
        assert installed.uninstall() == REFUSED
        assert installed.version() == __version__, "the entry in 应用和功能 stays, to be used again"
        assert (installed.home / "uninstall.exe").is_file()
    finally:
        busy.kill()
        installed.machine.shut_down()
    assert installed.uninstall() == 0
    assert {each.name for each in installed.home.iterdir()} == {"uninstall.exe"}
    assert installed.registered() == {}
