"""A new database for each test: a copy of one that is made once."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from disclosure_desk.store.database import Database


@pytest.fixture(scope="session")
def blank_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("blank") / "desk.sqlite"
    Database.open(path).close()
    return path


@pytest.fixture
def file(blank_file: Path, tmp_path: Path) -> Path:
    """A database file without reports, which nobody has opened."""
    folder = tmp_path / "本机 数据 100%"
    folder.mkdir()
    return Path(shutil.copy(blank_file, folder / "desk.sqlite"))


@pytest.fixture
def database(file: Path) -> Iterator[Database]:
    with Database.open(file) as opened:
        yield opened


@pytest.fixture(scope="session")
def session_database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """One database for the many examples of property tests; each example replaces the report of the last."""
    with Database.open(tmp_path_factory.mktemp("examples") / "desk.sqlite") as opened:
        yield opened
