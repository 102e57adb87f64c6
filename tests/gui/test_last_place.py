"""Where the officer is: noted while the program runs, and read without trust."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from disclosure_desk.gui.last_place import FILE, PlaceKeeper, last_place
from disclosure_desk.gui.writer import Writer
from disclosure_desk.settings import LastPlace, Places, Settings, places

HERE = LastPlace(2024, "requests", "requests/received/natural_person")
EARLIER = Settings(last_place=LastPlace(2023, "overview", ""))


@pytest.fixture
def where(tmp_path: Path) -> Places:
    return places(tmp_path / "desk")


@pytest.fixture
def writer(qapp: QApplication) -> Iterator[Writer]:
    made = Writer()
    yield made
    made.close()


def test_that_the_last_place_is_read_back(where: Places, writer: Writer) -> None:
    keeper = PlaceKeeper(where, writer)
    keeper.note(LastPlace(2024, "cover", ""))
    keeper.note(HERE)
    assert writer.close()
    assert last_place(where, EARLIER) == HERE
    assert [file.name for file in where.settings.iterdir()] == [FILE]


def test_that_a_place_that_is_noted_already_is_not_written_again(
    where: Places, writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    left: list[object] = []
    monkeypatch.setattr(writer, "leave", left.append)
    keeper = PlaceKeeper(where, writer)
    keeper.note(HERE)
    keeper.note(LastPlace(HERE.year, HERE.section, HERE.cell))
    assert len(left) == 1
    keeper.note(LastPlace(HERE.year, HERE.section, ""))
    assert len(left) == 2


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\xff",
        b'{"year": 2024}',
        json.dumps({"year": "2024", "section": "requests", "cell": ""}).encode(),
        json.dumps({"year": True, "section": "requests", "cell": ""}).encode(),
        json.dumps({"year": 2024, "section": None, "cell": ""}).encode(),
        b"[" * 100_000,
    ],
)
def test_that_a_damaged_note_counts_as_none(where: Places, content: bytes) -> None:
    where.settings.mkdir(parents=True)
    (where.settings / FILE).write_bytes(content)
    assert last_place(where, EARLIER) == EARLIER.last_place


def test_that_without_a_note_the_settings_know(where: Places) -> None:
    assert last_place(where, EARLIER) == EARLIER.last_place


def test_that_a_folder_that_cannot_be_written_costs_no_more_than_the_place(tmp_path: Path, writer: Writer) -> None:
    (tmp_path / "file").write_bytes(b"")
    PlaceKeeper(places(tmp_path / "file"), writer).note(HERE)
    assert writer.close()
    assert not writer.has_stopped
