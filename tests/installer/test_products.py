"""The finished files: the same bytes from the same tree, true sizes, readable lists."""

import hashlib
import os
import subprocess
import sys
import zipfile
from pathlib import Path, PurePosixPath

import pytest

from installer import checksums, commit, launchers, portable_zip, sizes
from installer.compare import differences
from installer.compile_tree import compile_tree
from installer.launchers import version_header, version_numbers
from installer.places import Products
from installer.tree import files_of, set_times, write_file_list
from tools.environment import ROOT
from tools.telling import SetUpError

EPOCH = 1_700_000_000


def lay(folder: Path, *names: str) -> Path:
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name * 50, encoding="utf-8")
    return folder


@pytest.fixture
def program(tmp_path: Path) -> Path:
    return lay(tmp_path / "program", "公开年报.exe", "app/python313.dll", "app/site-packages/PySide6/QtCore.pyd")


def test_that_the_zip_is_the_same_whatever_the_order_and_the_times_of_the_files(program: Path, tmp_path: Path) -> None:
    other = lay(tmp_path / "other", *reversed([str(name) for name in files_of(program)]))
    os.utime(other / "公开年报.exe", (1, 1))
    for number, folder in enumerate((program, other)):
        portable_zip.write_zip(folder, tmp_path / f"{number}.zip", "公开年报-1.0-U盘版", EPOCH)
    assert (tmp_path / "0.zip").read_bytes() == (tmp_path / "1.zip").read_bytes()


def test_that_the_zip_holds_the_program_and_its_marker_in_one_folder_with_names_in_utf_8(
    program: Path, tmp_path: Path
) -> None:
    portable_zip.write_zip(program, tmp_path / "z.zip", "公开年报-1.0-U盘版", EPOCH)
    with zipfile.ZipFile(tmp_path / "z.zip") as archive:
        entries = archive.infolist()
    assert {entry.filename.split("/", 1)[0] for entry in entries} == {"公开年报-1.0-U盘版"}
    assert {entry.filename.split("/", 1)[1] for entry in entries} == {"portable.txt", *map(str, files_of(program))}
    assert all(entry.flag_bits & 0x800 for entry in entries)
    assert {entry.date_time for entry in entries} == {(2023, 11, 14, 22, 13, 20)}


def test_that_the_marker_opens_in_notepad_and_says_where_the_data_is() -> None:
    text = portable_zip.marker().decode("utf-8-sig")
    assert portable_zip.marker().startswith(b"\xef\xbb\xbf")
    assert "\r\n" in text
    assert "“数据”文件夹" in text


def test_that_a_commit_before_the_zip_formats_time_still_packs(program: Path, tmp_path: Path) -> None:
    portable_zip.write_zip(program, tmp_path / "z.zip", "x", 0)
    with zipfile.ZipFile(tmp_path / "z.zip") as archive:
        assert archive.testzip() is None


def test_that_every_file_of_a_tree_gets_the_commits_time(program: Path) -> None:
    set_times(program, EPOCH)
    assert {path.stat().st_mtime for path in program.rglob("*")} == {EPOCH}


def test_that_the_file_list_names_every_file_below_the_program_and_no_folder_of_this_machine(
    program: Path, tmp_path: Path
) -> None:
    lay(program, "许可/LICENSE.txt")
    write_file_list(program, tmp_path / "files.nsh")
    text = (tmp_path / "files.nsh").read_text(encoding="utf-8-sig")
    app, rest = text.split("!macro LAY_REST PLACE")
    assert str(Path("${PROGRAM}/app/site-packages/PySide6/QtCore.pyd")) in app
    assert r'SetOutPath "${PLACE}\site-packages\PySide6"' in app
    assert str(Path("${PROGRAM}/许可/LICENSE.txt")) in rest
    assert text.count("File ") == 3
    assert str(tmp_path) not in text


@pytest.mark.parametrize(
    ("file", "group"),
    [
        ("app/python313.dll", "CPython"),
        ("app/site-packages/PySide6/QtCore.pyd", "Qt and PySide6"),
        ("app/site-packages/disclosure_desk/_resources/fonts/a.ttf", "fonts"),
        ("app/site-packages/disclosure_desk/app.pyc", "the program itself"),
        ("app/site-packages/disclosure_desk-1.dist-info/METADATA", "other distributions"),
        ("公开年报.exe", "launchers and licences"),
    ],
)
def test_that_each_file_counts_for_what_it_belongs_to(file: str, group: str) -> None:
    assert sizes.group_of(PurePosixPath(file)) == group


def test_that_the_table_adds_up_to_the_program(program: Path, tmp_path: Path) -> None:
    portable_zip.write_zip(program, tmp_path / "z.zip", "top", EPOCH)
    lines = sizes.rows(tmp_path / "z.zip")
    installed = sum((program / file).stat().st_size for file in files_of(program))
    assert sum(row.installed for row in lines) == installed + len(portable_zip.marker())
    assert sum(row.files for row in lines) == 4
    assert "| **all** | 4 |" in sizes.table(lines, {"setup.exe": 12_340_000})
    assert "| setup.exe | 12.3 |" in sizes.table(lines, {"setup.exe": 12_340_000})


@pytest.mark.parametrize(("installed", "set_up"), [(200_000_001, 1), (1, 60_000_001)])
def test_that_a_program_over_its_limit_stops_the_build(installed: int, set_up: int) -> None:
    with pytest.raises(SetUpError, match="is the limit"):
        sizes.check_limits(installed, set_up)
    sizes.check_limits(200_000_000, 60_000_000)


def test_that_the_checksums_are_those_of_the_files_there_are(tmp_path: Path) -> None:
    file = lay(tmp_path, "公开年报.exe") / "公开年报.exe"
    checksums.write_checksums([file, tmp_path / "missing"], tmp_path / "SHA256SUMS")
    expected = hashlib.sha256(file.read_bytes()).hexdigest()
    assert (tmp_path / "SHA256SUMS").read_text(encoding="utf-8") == f"{expected} *公开年报.exe\n"


@pytest.mark.parametrize(
    ("version", "numbers"), [("0.1.0", (0, 1, 0, 0)), ("1.2", (1, 2, 0, 0)), ("1.2.3rc1", (1, 2, 0, 0))]
)
def test_that_windows_gets_four_numbers_of_a_version(version: str, numbers: tuple[int, ...]) -> None:
    assert version_numbers(version) == numbers


def test_that_the_launchers_carry_their_name_and_version() -> None:
    header = version_header("0.1.0", "公开年报.exe")
    assert "#define VERSION_NUMBERS 0,1,0,0" in header
    assert '#define FILE_NAME "公开年报.exe"' in header


def test_that_products_carry_the_version_and_lie_below_one_folder(tmp_path: Path) -> None:
    products = Products(tmp_path, "1.2.3")
    assert products.set_up.name == "公开年报-1.2.3-安装程序.exe"
    assert products.portable_zip.name == "公开年报-1.2.3-U盘版.zip"
    assert all(file.parent == tmp_path for file in (*products.released, products.checksums))


def test_that_compiling_leaves_a_module_without_source_that_imports(tmp_path: Path) -> None:
    lay(tmp_path, "a/__init__.py", "kept/b/c.py")
    (tmp_path / "a" / "__init__.py").write_text("ANSWER = 42\n", encoding="utf-8")
    (tmp_path / "kept" / "b" / "c.py").write_text("ANSWER = 43\n", encoding="utf-8")
    assert compile_tree(tmp_path, ["kept/b"]) == 2
    assert [path.suffix for path in (tmp_path / "a").iterdir()] == [".pyc"]
    assert (tmp_path / "kept" / "b" / "c.py").is_file()
    assert (tmp_path / "kept" / "b" / "__pycache__").is_dir()
    ask = "import a; print(a.ANSWER, a.__loader__.get_filename('a')[-4:])"
    done = subprocess.run([sys.executable, "-c", ask], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["42", ".pyc"]


def test_that_compiled_files_name_no_folder_of_this_machine(tmp_path: Path) -> None:
    lay(tmp_path, "a.py")
    (tmp_path / "a.py").write_text("def f():\n    return 1\n", encoding="utf-8")
    compile_tree(tmp_path, [])
    assert str(tmp_path).encode() not in (tmp_path / "a.pyc").read_bytes()


def test_that_the_time_is_the_environments_where_it_says_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert commit.commit_time() == EPOCH


def test_that_without_git_the_build_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "nothing"))
    with pytest.raises(SetUpError, match="set SOURCE_DATE_EPOCH"):
        commit.commit_time()


def test_that_the_launchers_icon_is_in_the_checkout() -> None:
    assert (ROOT / "resources" / "icons" / "app.ico").is_file()


def test_that_comparing_two_builds_names_what_differs_and_passes_over_working_files(tmp_path: Path) -> None:
    for name in ("one", "two"):
        lay(tmp_path / name, "program/a.dll", "program/b.dll", "work/c", "setup.exe")
        set_times(tmp_path / name, EPOCH)
    assert list(differences(tmp_path / "one", tmp_path / "two")) == []
    (tmp_path / "two" / "program" / "a.dll").write_text("other")
    (tmp_path / "two" / "setup.exe").unlink()
    (tmp_path / "two" / "work" / "c").unlink()
    os.utime(tmp_path / "two" / "program" / "b.dll", (1, 1))
    found = list(differences(tmp_path / "one", tmp_path / "two"))
    assert [line.rsplit(": ", 1)[1] for line in found] == ["setup.exe", "program/a.dll", "program/b.dll"]


def test_that_the_compilers_are_told_nothing_but_short_ascii_names(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    told: list[tuple[list[str], Path]] = []

    def note(command: list[str | Path], *, cwd: Path, what: str, epoch: int) -> str:
        told.append(([str(word) for word in command[1:]], cwd))
        (cwd / "launcher.exe").write_bytes(what.encode() + bytes(epoch))
        return ""

    monkeypatch.setattr(launchers, "run", note)
    monkeypatch.setattr(launchers, "_tool", Path)
    folder = tmp_path / "带 空格"
    (folder / "program").mkdir(parents=True)
    launchers.build_launchers(folder / "program", folder / "work", "0.1.0", 1)
    assert len(told) == 4
    for words, where in told:
        assert all(word.isascii() and " " not in word for word in words)
        assert {"launcher.rc", "launcher.c", "version.h", "app.ico"} <= {each.name for each in where.iterdir()}
        assert where.name.isascii()
