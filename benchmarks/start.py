"""Times and weighs the start of the window against a bare PySide6 window, in turn.

From process start: the first painted window of each, and for ours the moment at which the last report's table is
painted and can be typed into. Then, after some seconds at rest, the memory of each that is in use (resident; on Windows
the working set). Run: ``python benchmarks/start.py [--runs N] [--before FOLDER]``; ``QT_QPA_PLATFORM=offscreen`` where
there is no display. Each process runs with -OO, as the distributions are compiled in the installed program. FOLDER is a
checkout of another version, which is then timed and weighed in turn with this one.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.intake.read import read_report
from disclosure_desk.resources import resource
from disclosure_desk.settings import LastPlace, Settings, places, save_settings
from disclosure_desk.store.database import Database

RUNS = 9
WATCH = """
import ctypes, sys, time
from pathlib import Path
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTableWidget
began = int(sys.argv[1])

def moment(name):
    print(name, (time.monotonic_ns() - began) / 1e6, flush=True)

class Painting(QObject):
    def __init__(self, window, then):
        super().__init__(window)
        self.then = then
        window.installEventFilter(self)

    def eventFilter(self, watched, event):
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            moment("painted")
            QTimer.singleShot(0, self.then)
        return False

def rest():
    QTimer.singleShot(int(sys.argv[3]), end)

def end():
    print("megabytes", memory() / 2**20, flush=True)
    QApplication.closeAllWindows()

def memory():
    if sys.platform != "win32":
        return int(Path("/proc/self/statm").read_text().split()[1]) * 4096
    sizes = (ctypes.c_size_t * 10)()
    ctypes.windll.kernel32.K32GetProcessMemoryInfo(ctypes.c_void_p(-1), sizes, ctypes.sizeof(sizes))
    return sizes[2]

app = QApplication([])
"""
"""What both have in common. Only the window is watched: a filter on the whole application would wrap objects of unknown
class, for which PySide6 sets up every class it knows."""
BARE = """
window = QMainWindow()
window.setCentralWidget(QTableWidget(30, 12))
window.resize(1180, 720)
Painting(window, rest)
window.show()
app.exec()
"""
OURS = """
from disclosure_desk import app as desk
from disclosure_desk.settings import places

start, load = desk.start, desk.load

def watched_start(window, **more):
    Painting(window, lambda: None)
    return start(window, **more)

def watched_load():
    formats = load()
    from disclosure_desk.gui.table_view import TableView
    paint, painted = TableView.paintEvent, []

    def watched_paint(view, event):
        paint(view, event)
        if not painted:
            painted.append(view)
            moment("usable")
            rest()

    TableView.paintEvent = watched_paint
    return formats

desk.start, desk.load = watched_start, watched_load
desk.run_window(places(Path(sys.argv[2])))
"""
AT_REST = 4000
"""Milliseconds after the report is on show."""
PAUSE = 0.4
"""Seconds before each process, in which the one before has gone."""


def main() -> None:
    """Prints a table with medians and ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--before", type=Path, help="a checkout of another version")
    wanted = parser.parse_args()
    names = ["bare", *(["before"] if wanted.before else []), "now"]
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder))
        for name in names:
            moments(name, folder, wanted.before)  # fills the page cache and the compiled modules
        rounds = [in_turn(names, at, folder, wanted.before) for at in range(wanted.runs)]
        weights = [in_turn(names, at, folder, wanted.before, AT_REST) for at in range(3)]
    print(f"{'':44}{'min':>8}{'median':>8}{'max':>8}   ratio to the bare window")
    for name in names:
        row(f"{name}: painted, ms", rounds, name, "painted", "painted")
    for name in names[1:]:
        row(f"{name}: the last report editable, ms", rounds, name, "usable", "painted")
    for name in names:
        row(f"{name}: memory, MB", weights, name, "megabytes", "megabytes")


def prepare(folder: Path) -> None:
    """A database with the sample report, left on section three."""
    where = places(folder)
    reading = read_report(resource("sample", "示例区交警大队-2024.gknb"), catalogue())
    with Database.open(where.database) as database:
        database.reports.add(reading.report)
    save_settings(Settings(last_place=LastPlace(reading.report.year, "requests", "")), where)


def in_turn(names: list[str], at: int, folder: str, before: Path | None, rest: int = 0) -> dict[str, dict[str, float]]:
    """One round, begun with another of them each time: what runs last on a warm machine runs slower."""
    first = at % len(names)
    measured = {}
    for name in (*names[first:], *names[:first]):
        time.sleep(PAUSE)
        measured[name] = moments(name, folder, before, rest)
    return measured


def moments(name: str, folder: str, before: Path | None, rest: int = 0) -> dict[str, float]:
    """Runs one process; milliseconds from its start to each moment, and megabytes after ``rest`` milliseconds."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    if name == "before" and before is not None:
        environment["PYTHONPATH"] = str(before.resolve() / "src")
    began = str(time.monotonic_ns())
    done = subprocess.run(
        [sys.executable, "-OO", "-c", WATCH + (BARE if name == "bare" else OURS), began, folder, str(rest)],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
        timeout=60,
    )
    lines = (line.split() for line in done.stdout.splitlines())
    return {moment: float(figure) for moment, figure in lines}


def row(label: str, rounds: list[dict[str, dict[str, float]]], name: str, moment: str, against: str) -> None:
    """One line of the table; the ratio is the median of the ratios round by round."""
    figures = [each[name][moment] for each in rounds]
    ratio = statistics.median(each[name][moment] / each["bare"][against] for each in rounds)
    print(f"{label:44}{min(figures):8.0f}{statistics.median(figures):8.0f}{max(figures):8.0f}   {ratio:.2f}")


if __name__ == "__main__":
    main()
