"""The background writer: in order, and after the window has had its turn."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from disclosure_desk.errors import DeskError
from disclosure_desk.gui import writer as writers
from disclosure_desk.gui.writer import Writer

NOW = datetime(2026, 1, 12, tzinfo=UTC)


@pytest.fixture
def patient(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Writer]:
    """A writer that would let the window paint for a minute."""
    monkeypatch.setattr(writers, "PAUSE", 60.0)
    writer = Writer()
    yield writer
    writer.close()


def test_that_whoever_waits_for_a_commit_does_not_wait_for_the_window_to_paint(patient: Writer) -> None:
    done: list[int] = []

    def work(number: int) -> datetime:
        done.append(number)
        return NOW

    for number in range(3):
        patient.put(lambda number=number: work(number))
    assert patient.waiting == 3
    assert done == []
    assert patient.flush()
    assert done == [0, 1, 2]


def test_that_closing_commits_what_is_left_at_once(patient: Writer) -> None:
    patient.put(lambda: NOW)
    assert patient.close()
    assert patient.waiting == 0


def test_that_a_note_is_written_before_the_commit_that_it_goes_with_is_announced(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writers, "LULL", 60.0)
    writer, told = Writer(), []
    writer.saved.connect(lambda _: told.append("saved"), Qt.ConnectionType.DirectConnection)
    writer.leave(lambda: told.append("first"))
    writer.leave(lambda: told.append("second"))
    writer.put(lambda: NOW)
    assert writer.flush()
    assert writer.close()
    assert told == ["second", "saved"], "only the latest place matters"


def test_that_a_note_is_written_in_a_lull_and_at_the_end(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    written = threading.Event()
    monkeypatch.setattr(writers, "LULL", 0.01)
    writer = Writer()
    writer.leave(written.set)
    assert written.wait(20)
    monkeypatch.setattr(writers, "LULL", 60.0)
    at_the_end = threading.Event()
    writer.leave(at_the_end.set)
    assert writer.close()
    assert at_the_end.is_set()


def test_that_a_note_that_cannot_be_written_holds_up_nothing(qapp: QApplication) -> None:
    def fail() -> None:
        raise OSError

    writer = Writer()
    writer.leave(fail)
    writer.put(lambda: NOW)
    assert writer.flush()
    assert not writer.has_stopped
    assert writer.close()


def test_that_a_note_is_written_although_the_line_has_stopped(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writers, "LULL", 0.01)
    written, may_commit = threading.Event(), threading.Event()

    def work() -> datetime:
        if not may_commit.is_set():
            raise DeskError("没有写入。")
        return NOW

    writer = Writer()
    writer.put(work)
    assert not writer.flush()
    writer.leave(written.set)
    assert written.wait(20)
    assert writer.waiting == 1
    may_commit.set()
    writer.retry()
    assert writer.close()
