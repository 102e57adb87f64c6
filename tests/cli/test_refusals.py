"""A command that gives 2 has said one sentence and left everything as it was."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from disclosure_desk.cli import main
from disclosure_desk.resources import resource
from disclosure_desk.store.database import Database

SAMPLE = resource("sample", "示例区交警大队-2024.gknb")


def test_that_the_demo_leaves_a_database_alone_that_somebody_works_with(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["demo", "-o", str(tmp_path)]) == 0
    with Database.open(tmp_path / "database" / "desk.sqlite") as database:
        capsys.readouterr()
        assert main(["demo", "-o", str(tmp_path)]) == 2
        assert "使用" in capsys.readouterr().err
        assert [report.year for report in database.reports.shelf()] == [2024]


def test_that_the_demo_says_what_stands_in_its_way_in_one_chinese_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    in_the_way = tmp_path / "a"
    in_the_way.write_text("")
    assert main(["demo", "-o", str(in_the_way)]) == 2
    said = capsys.readouterr().err.strip()
    assert not any(char.isascii() and char.isalpha() for char in said.replace(str(in_the_way), ""))


def test_that_an_import_that_gives_2_took_nothing_in(tmp_path: Path) -> None:
    last_year = tmp_path / "2023.json"
    last_year.write_text(json.dumps(json.loads(SAMPLE.read_bytes()) | {"year": 2023}), encoding="utf-8")
    data = tmp_path / "data"
    assert main(["--data-dir", str(data), "import", str(last_year)]) == 0
    with closing(sqlite3.connect(data / "desk.sqlite")) as connection, connection:
        connection.execute("UPDATE report SET format = '2031'")  # as a later version of the program may have it
    assert main(["--data-dir", str(data), "import", str(SAMPLE)]) == 2
    with Database.open(data / "desk.sqlite") as database:
        assert [report.year for report in database.reports.shelf()] == [2023]


@pytest.mark.skipif(sys.platform != "linux", reason="only there a file's name can be any bytes")
@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "gbk"])
def test_that_a_file_whose_name_is_no_text_is_checked_like_any_other(tmp_path: Path, encoding: str) -> None:
    path = os.fsencode(tmp_path) + b"/\xff.json"
    with open(path, "wb") as file:  # noqa: PTH123 - a path in bytes
        file.write(SAMPLE.read_bytes())
    command = [sys.executable, "-m", "disclosure_desk", "check", "--json", path]
    done = subprocess.run(
        command, capture_output=True, env={**os.environ, "PYTHONIOENCODING": f"{encoding}:strict"}, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    assert json.loads(done.stdout)["report"].encode("utf-8", "surrogateescape").endswith(b"/\xff.json")


@pytest.mark.parametrize("command", [["list"], ["show", "2024"], ["export", "2024", "-o", "a.json"]])
def test_that_a_place_that_cannot_hold_a_database_is_not_taken_for_an_empty_one(
    tmp_path: Path, command: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_text("")
    assert main(["--data-dir", "file", *command]) == 2
    assert "打不开" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
