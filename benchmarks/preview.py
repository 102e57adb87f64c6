"""Times the preview: from a change to the repainted pages, and how long meanwhile the window could not answer.

Run ``python benchmarks/preview.py``; it needs no display. The event loop beats every millisecond: the longest time
between two beats is what a key would have waited at worst. The same changes with the preview hidden say how much of
that is the change itself and the machine.
"""

import argparse
import os
import platform
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from measures import sample, share
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui.preview_panel import PAUSE, PreviewPanel
from disclosure_desk.gui.session import Session
from disclosure_desk.gui.theme import apply_theme
from disclosure_desk.report.editing import set_figure
from disclosure_desk.report.state import State
from disclosure_desk.store.stored import ReportSummary, StoredReport

CELL = CellId("requests/received/natural_person")
LONGEST = 10_000


class NoJournal:
    """Keeps nothing: what is measured is the preview."""

    def record(self, *_: object) -> datetime:
        """Nothing is recorded."""
        return datetime.now(UTC)

    undo = redo = record


@contextmanager
def beats(into: list[float]) -> Iterator[None]:
    """Measures the longest time between two beats of the event loop, in milliseconds, while what stands inside runs."""
    last, longest = time.perf_counter(), 0.0

    def beat() -> None:
        nonlocal last, longest
        now = time.perf_counter()
        last, longest = now, max(longest, (now - last) * 1000)

    timer = QTimer(interval=1)
    timer.timeout.connect(beat)
    timer.start()
    yield
    timer.stop()
    into.append(longest)


def opened() -> Session:
    """The sample on the desk."""
    report, session, now = sample(), Session(), datetime.now(UTC)
    summary = ReportSummary(
        id=1,
        year=report.year,
        revision=1,
        state=State.DRAFT,
        agency_name=report.agency.name,
        format_id=report.format_id,
        totals=report.totals.value,
        changed_at=now,
        published=False,
    )
    session.open(StoredReport(summary, report, (), (), (), now), None, NoJournal())
    return session


def until(done: Callable[[], bool]) -> None:
    """Lets the events go on until something has come about."""
    loop, look = QEventLoop(), QTimer(interval=1)
    look.timeout.connect(lambda: loop.quit() if done() else None)
    look.start()
    QTimer.singleShot(LONGEST, loop, loop.quit)
    loop.exec()
    look.stop()
    if not done():
        raise RuntimeError("the pages were not made")


def change(session: Session, number: int) -> None:
    """Another figure, as after Enter."""
    session.apply(set_figure(session.report, CELL, str(1000 + number)))


def shown(session: Session, panel: PreviewPanel, rounds: int) -> tuple[list[float], list[float]]:
    """From each change to its painted pages without the pause before, and the longest gap, in milliseconds."""
    spent: list[float] = []
    gaps: list[float] = []
    panel.show()
    panel.follow("requests", CELL)
    until(lambda: panel.is_current)
    for number in range(rounds):
        change(session, number)
        start = time.perf_counter()
        with beats(gaps):
            until(lambda: panel.is_current)
        spent.append((time.perf_counter() - start) * 1000 - PAUSE)
    return spent, gaps


def hidden(session: Session, panel: PreviewPanel, rounds: int) -> list[float]:
    """The longest gap over as long a time after each change, while there is nothing to make."""
    gaps: list[float] = []
    panel.hide()
    for number in range(rounds):
        change(session, number)
        start = time.perf_counter()
        with beats(gaps):
            until(lambda begun=start: time.perf_counter() - begun > (PAUSE + 100) / 1000)
    return gaps


def main() -> None:
    """Measures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=60)
    rounds = parser.parse_args().rounds
    app = QApplication([])
    apply_theme(app, "light")
    session = opened()
    panel = PreviewPanel(session)
    panel.resize(420, 800)
    spent, gaps = shown(session, panel, rounds)
    quiet = hidden(session, panel, rounds)
    session.writer.close()
    print(
        f"{datetime.now(UTC):%Y-%m-%d}, {platform.system()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    )
    print(f"{'':58} {'p50':>7} {'p99':>7} {'max':>7}")
    for name, times in (
        (f"change to painted pages, after the pause of {PAUSE} ms", spent),
        ("longest wait of a key in that time", gaps),
        ("the same with the preview hidden", quiet),
    ):
        print(f"{name:58} {share(times, 0.5):7.2f} {share(times, 0.99):7.2f} {max(times):7.2f}")


if __name__ == "__main__":
    main()
