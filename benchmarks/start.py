"""Times the start of the window against a bare PySide6 window, in turn, from process start to painted pixels.

Three moments: the first painted window of each, and for ours the moment at which the last report's table is painted and
can be typed into. Run: ``python benchmarks/start.py [RUNS]``; ``QT_QPA_PLATFORM=offscreen`` where there is no display.
"""

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
import sys, time
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QMainWindow, QTableWidget
began = int(sys.argv[1])
class Watch(QObject):
    def __init__(self, wanted):
        super().__init__()
        self.wanted = dict(wanted)
    def eventFilter(self, watched, event):
        if event.type() is QEvent.Type.Paint:
            for name, suits in list(self.wanted.items()):
                if suits(watched):
                    del self.wanted[name]
                    print(name, (time.monotonic_ns() - began) / 1e6, flush=True)
            if not self.wanted:
                QApplication.exit(0)
        return False
app = QApplication([])
"""
BARE = """
watch = Watch({"painted": lambda widget: True})
app.installEventFilter(watch)
window = QMainWindow()
window.setCentralWidget(QTableWidget(30, 12))
window.resize(1180, 720)
window.show()
app.exec()
"""
OURS = """
from pathlib import Path
def is_table(widget):
    page = widget
    while page is not None and type(page).__name__ != "TablePage":
        page = page.parent()
    return page is not None
watch = Watch({"painted": lambda widget: True, "usable": is_table})
app.installEventFilter(watch)
from disclosure_desk.app import run_window
from disclosure_desk.settings import places
run_window(places(Path(sys.argv[2])))
"""


def main() -> None:
    """Prints a table with medians and ratios."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder))
        for script in (BARE, OURS):
            moments(script, folder)  # fills the page cache and the compiled modules
        pairs = [(moments(BARE, folder), moments(OURS, folder)) for _ in range(runs)]
    bare = [pair[0]["painted"] for pair in pairs]
    print(f"{'process start to':34}{'min':>8}{'median':>8}{'max':>8}   ratio to the bare window")
    row("a bare window painted", bare, bare)
    row("our window painted", [pair[1]["painted"] for pair in pairs], bare)
    row("our last report painted, editable", [pair[1]["usable"] for pair in pairs], bare)


def prepare(folder: Path) -> None:
    """A database with the sample report, left on section three."""
    where = places(folder)
    reading = read_report(resource("sample", "示例区交警大队-2024.gknb"), catalogue())
    with Database.open(where.database) as database:
        database.reports.add(reading.report)
    save_settings(Settings(last_place=LastPlace(reading.report.year, "requests", "")), where)


def moments(script: str, folder: str) -> dict[str, float]:
    """Runs one process; milliseconds from its start to each moment."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    began = str(time.monotonic_ns())
    done = subprocess.run(
        [sys.executable, "-c", WATCH + script, began, folder],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
        timeout=60,
    )
    lines = (line.split() for line in done.stdout.splitlines())
    return {name: float(milliseconds) for name, milliseconds in lines}


def row(name: str, figures: list[float], bare: list[float]) -> None:
    """One line of the table; the ratio is the median of the ratios pair by pair."""
    ratio = statistics.median(a / b for a, b in zip(figures, bare, strict=True))
    print(f"{name:34}{min(figures):8.0f}{statistics.median(figures):8.0f}{max(figures):8.0f}   {ratio:.2f}")


if __name__ == "__main__":
    main()
