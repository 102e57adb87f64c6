"""The whole database as a file, and back: what a person asks for at the console, and what set-up programs ask for."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from disclosure_desk.cli import main
from disclosure_desk.resources import resource
from disclosure_desk.store.database import Database

SAMPLE = str(resource("sample", "示例区交警大队-2024.gknb"))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "本机 数据"
    assert main(["--data-dir", str(folder), "import", SAMPLE]) == 0
    return folder


def years(data: Path) -> list[int]:
    with Database.open(data / "desk.sqlite", read_only=True) as database:
        return [report.year for report in database.reports.shelf()]


def backup(data: Path, file: Path) -> Path:
    assert main(["--data-dir", str(data), "backup", "-o", str(file)]) == 0
    return file


def without_report(data: Path) -> None:
    with Database.open(data / "desk.sqlite") as database:
        database.reports.recycle(database.reports.shelf()[0].id)
    assert years(data) == []


def test_that_a_backup_lies_in_the_data_folder_and_its_path_is_the_result(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main(["--data-dir", str(data), "backup"]) == 0
    copy = Path(capsys.readouterr().out.strip())
    assert copy.parent == data / "backups"
    with Database.open(copy, read_only=True) as kept:
        assert [report.year for report in kept.reports.shelf()] == [2024]


def test_that_a_backup_is_made_while_the_window_has_the_database(data: Path, tmp_path: Path) -> None:
    with Database.open(data / "desk.sqlite"):
        assert backup(data, tmp_path / "U盘 备份.sqlite").is_file()


@pytest.mark.parametrize(("more", "status"), [([], 2), (["--if-any"], 0)])
def test_that_without_a_database_there_is_nothing_to_copy_and_nothing_is_made(
    tmp_path: Path, more: list[str], status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--data-dir", str(tmp_path / "new"), "backup", *more]) == status
    said = capsys.readouterr()
    assert "没有可以备份的内容" in said.err
    assert said.out == ""
    assert list(tmp_path.iterdir()) == []


def test_that_a_backup_never_takes_the_place_of_the_database(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data-dir", str(data), "backup", "-o", str(data / "desk.sqlite")]) == 2
    assert "不能用备份覆盖" in capsys.readouterr().err
    assert years(data) == [2024]


def test_that_a_missing_folder_is_said_and_not_made(data: Path, tmp_path: Path) -> None:
    assert main(["--data-dir", str(data), "backup", "-o", str(tmp_path / "nowhere" / "a.sqlite")]) == 2
    assert not (tmp_path / "nowhere").exists()


def test_that_a_backup_comes_back_on_another_pc(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = backup(data, tmp_path / "示例区交警大队.sqlite")
    other = tmp_path / "新电脑"
    capsys.readouterr()
    assert main(["--data-dir", str(other), "restore", "--yes", str(copy)]) == 0
    said = capsys.readouterr()
    assert "示例区交警大队" in said.err
    assert "2024 年" in said.err
    assert said.out == ""  # there was nothing to keep
    assert years(other) == [2024]


def test_that_what_is_replaced_is_copied_first_and_named(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = backup(data, tmp_path / "copy.sqlite")
    without_report(data)
    capsys.readouterr()
    assert main(["--data-dir", str(data), "restore", str(copy), "--yes"]) == 0
    assert years(data) == [2024]
    (kept,) = capsys.readouterr().out.split("\n")[:-1]
    with Database.open(Path(kept), read_only=True) as before:
        assert before.reports.shelf() == ()


def test_that_without_a_terminal_a_restore_needs_a_yes(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = backup(data, tmp_path / "copy.sqlite")
    without_report(data)
    assert main(["--data-dir", str(data), "restore", str(copy)]) == 2
    assert "--yes" in capsys.readouterr().err
    assert years(data) == []


@pytest.mark.parametrize(("answer", "expected"), [("y", [2024]), ("", []), ("n", [])])
def test_that_a_person_is_asked_and_only_a_yes_restores(
    data: Path, tmp_path: Path, answer: str, expected: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = backup(data, tmp_path / "copy.sqlite")
    without_report(data)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("typer.prompt", lambda *_, **__: answer)
    assert main(["--data-dir", str(data), "restore", str(copy)]) == 0
    assert years(data) == expected


def test_that_nothing_is_restored_under_an_open_window(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = backup(data, tmp_path / "copy.sqlite")
    with Database.open(data / "desk.sqlite") as database:
        database.reports.recycle(database.reports.shelf()[0].id)
        assert main(["--data-dir", str(data), "restore", "--yes", str(copy)]) == 2
        assert "请先关闭窗口" in capsys.readouterr().err
        assert database.reports.shelf() == ()


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0" + bytes(200), "报告".encode() * 500])
def test_that_a_file_that_is_no_backup_changes_nothing(
    data: Path, tmp_path: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = tmp_path / "wrong.sqlite"
    wrong.write_bytes(content)
    before = sorted(data.rglob("*"))
    assert main(["--data-dir", str(data), "restore", "--yes", str(wrong)]) == 2
    assert "没有做任何改动" in capsys.readouterr().err
    assert sorted(data.rglob("*")) == before
    assert years(data) == [2024]


def test_that_a_missing_file_is_said(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data-dir", str(data), "restore", "--yes", str(tmp_path / "gone.sqlite")]) == 2
    assert "没有找到" in capsys.readouterr().err


def test_that_the_set_up_programs_question_works_as_a_process_of_its_own(data: Path) -> None:
    command = [sys.executable, "-m", "disclosure_desk", "--data-dir", str(data), "backup", "--if-any"]
    done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, check=True, timeout=120)
    assert Path(done.stdout.decode().strip()).is_file()


def test_that_a_crashed_transaction_does_not_keep_a_set_up_program_from_its_copy(data: Path) -> None:
    crash = (
        "import os, sqlite3, sys\n"
        "connection = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "connection.execute('PRAGMA cache_size=1')\n"
        "connection.execute('BEGIN IMMEDIATE')\n"
        "connection.execute(\"UPDATE report SET agency_name = '未提交'\")\n"
        "connection.execute(\"UPDATE cell SET figure = '9'\")\n"
        'connection.execute("CREATE TABLE filler AS SELECT * FROM cell")\n'
        "os._exit(1)\n"
    )
    subprocess.run([sys.executable, "-c", crash, str(data / "desk.sqlite")], check=False, timeout=60)
    assert (data / "desk.sqlite-journal").stat().st_size > 0
    assert main(["--data-dir", str(data), "backup"]) == 0
    assert years(data) == [2024]


def test_that_a_copy_of_a_copy_restores_as_well(data: Path, tmp_path: Path) -> None:
    copy = backup(data, tmp_path / "copy.sqlite")
    moved = Path(shutil.copy(copy, tmp_path / "改过 名字.备份"))
    assert main(["--data-dir", str(tmp_path / "other"), "restore", "--yes", str(moved)]) == 0
    assert years(tmp_path / "other") == [2024]


def test_that_damaged_data_keep_nobody_from_installing_the_program_that_can_restore(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database = tmp_path / "desk.sqlite"
    database.write_bytes(b"\xff" * 9000)
    assert main(["--data-dir", str(tmp_path), "backup"]) == 2
    capsys.readouterr()
    assert main(["--data-dir", str(tmp_path), "backup", "--if-any"]) == 0
    said = capsys.readouterr()
    assert "已经损坏" in said.err
    kept = Path(said.out.strip())
    assert kept.name.startswith("desk-damaged-")
    assert kept.read_bytes() == database.read_bytes() == b"\xff" * 9000
    assert list((tmp_path / "backups").iterdir()) == [kept]
