"""The background writer: in order, and after the window has had its turn."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QApplication

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
