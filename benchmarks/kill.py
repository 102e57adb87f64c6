"""Kills the real window at random moments, at least 200 times, and looks whether anything that was announced is lost.

Run it with ``python benchmarks/kill.py [--kills 200] [--seed N]``; it needs no display and takes about ten minutes. An
officer in a process of its own (``restless_officer.py``) types figures and texts, pastes, fills, undoes and redoes by
key events on a scratch database, until SIGKILL. Then the window is opened again, and these must hold, or the script
ends with what did not:

* it opens at once, with no question, although the killed process left its lock behind;
* every change whose commit was announced is there, and what is there is the state after one of the changes that were
  made since, with exactly its undo history: at most the end of what had not been announced is lost;
* undoing everything leads to the report as it began, and redoing everything back;
* SQLite finds the file whole;
* the window stands on the page and the cell that were noted last, and no commit was announced before the place at
  which it was made was noted.
"""

import argparse
import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.append(str(Path(__file__).parent))

from PySide6.QtWidgets import QApplication
from restless_officer import fingerprint

from disclosure_desk.app import prepare, start
from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.gui.last_place import FILE
from disclosure_desk.gui.main_window import MainWindow
from disclosure_desk.report.carry_over import begin
from disclosure_desk.report.document import Agency
from disclosure_desk.settings import LastPlace, places
from disclosure_desk.store.database import Database
from disclosure_desk.store.stored import StoredReport

KILLS, AT_A_TIME, SAME_DATABASE = 200, 2, 25
LONGEST, PATIENCE = 2.5, 120.0
"""Seconds: how long an officer may type, and how long anything may take before something is wrong."""
BEGINNING = begin(Agency("示例区交警大队", "department", "county", "self"), 2024, catalogue())
LEFT_BEHIND = {
    "desk.sqlite",
    "desk.sqlite.lock",
    "desk.sqlite-journal",  # one that was begun and holds nothing: SQLite takes it up again with the next change
    "settings.json",
    FILE,
    f"{FILE}.unfinished",  # taken up again with the next note
    "logs",
    "desk.sqlite.version",
    "backups",  # where a window that stays open for a while puts the copy of the day
}
"""What may lie in the folder after a kill, once the window was opened again and closed as usual."""


_OF_NO_MATTER = ("This plugin does not support propagateSizeHints()",)
"""What Qt says of a display that is none."""


class Broken(Exception):
    """What must hold did not."""


@dataclass(frozen=True)
class Standing:
    """How a report stands: how many steps are done, how many there are, and what the report then is."""

    done: int
    steps: int
    report: str

    @classmethod
    def of(cls, stored: StoredReport) -> "Standing":
        """As the store has it."""
        steps = len(stored.done) + len(stored.undone)
        return cls(len(stored.done), steps, fingerprint(stored.document))


class Officer:
    """One officer's process and what it told."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._told = folder.with_name(f"told by {seed}.jsonl")
        command = [sys.executable, str(Path(__file__).with_name("restless_officer.py")), str(folder), str(seed)]
        with self._told.open("wb") as told:
            self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=told, stderr=subprocess.STDOUT)

    def begin(self) -> None:
        """Says that it is this officer's turn, once all is imported."""
        self._wait_for("waiting", 1)
        assert self._process.stdin is not None  # noqa: S101 - it was asked for
        self._process.stdin.write(b"\n")
        self._process.stdin.flush()

    def type_for(self, seconds: float) -> None:
        """Lets the officer type."""
        time.sleep(seconds)

    def type_until(self, kind: str, count: int, seconds: float) -> None:
        """Lets the officer type until so many lines of a kind were told, and then a little longer."""
        self._wait_for(kind, count)
        time.sleep(seconds)

    def kill(self) -> list[dict[str, Any]]:
        """Kills the process; what it had told, each line a whole one."""
        self._process.kill()
        self._process.communicate()
        return self._lines()

    def _wait_for(self, kind: str, count: int) -> None:
        until = time.monotonic() + PATIENCE
        while sum(line["kind"] == kind for line in self._lines()) < count:
            if time.monotonic() > until or self._process.poll() is not None:
                last = "".join(map(str, self._lines()[-30:]))
                raise Broken(
                    f"the officer never told {kind} {count} times; it ended with {self._process.poll()}: {last}"
                )
            time.sleep(0.002)

    def _lines(self) -> list[dict[str, Any]]:
        written = self._told.read_bytes().decode()
        return [_line(line) for line in written.split("\n")[:-1] if line not in _OF_NO_MATTER]


def _line(line: str) -> dict[str, Any]:
    try:
        parsed = json.loads(line)
    except ValueError:
        parsed = None
    return parsed if isinstance(parsed, dict) else {"kind": "fault", "what": line}


@dataclass
class Tally:
    """What all officers did."""

    kills: int = 0
    changes: int = 0
    announced: int = 0
    lost: int = 0
    before_opening: int = 0
    text_seconds: list[float] = field(default_factory=list)

    def take(self, told: list[dict[str, Any]], kept: int) -> None:
        """Counts one kill, after which ``kept`` changes were there."""
        self.kills += 1
        made = sum(line["kind"] == "change" for line in told)
        self.changes += made
        self.announced += sum(line["kind"] == "saved" for line in told)
        self.lost += made - kept
        self.before_opening += made == 0
        self.text_seconds += _text_seconds(told)


def _text_seconds(told: list[dict[str, Any]]) -> list[float]:
    """For each text that was committed: seconds from its last key to the announcement."""
    waits, typed, changes, saved = [], 0.0, [], 0
    for line in told:
        if line["kind"] == "typed":
            typed = line["time"]
        elif line["kind"] == "change":
            changes.append(typed if line["text"] else None)
        elif line["kind"] == "saved":
            if last_key := changes[saved]:
                waits.append(line["time"] - last_key)
            saved += 1
    return waits


def hold(fact: object, otherwise: str) -> None:
    """Ends the run where something does not hold."""
    if not fact:
        raise Broken(otherwise)


def look_at_file(database: Path, before: Standing, told: list[dict[str, Any]]) -> tuple[Standing, int]:
    """Holds the database against what was told; how the report stands now, and how many of the changes are in it."""
    with Database.open(database) as opened:
        stored = opened.reports.latest(BEGINNING.year)
    now = Standing.of(stored)
    changes = [Standing(line["done"], line["steps"], line["report"]) for line in told if line["kind"] == "change"]
    announced = sum(line["kind"] == "saved" for line in told)
    states = [before, *changes]
    hold(now in states[announced:], f"{announced} of {len(changes)} changes were announced, but it stands at {now}")
    _look_at_history(stored)
    with closing(sqlite3.connect(database)) as connection:
        hold(connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)], "the file is damaged")
        hold(connection.execute("PRAGMA foreign_key_check").fetchall() == [], "a row belongs to nothing")
    return now, max(at for at, state in enumerate(states) if state == now)


def _look_at_history(stored: StoredReport) -> None:
    """Goes back to the beginning and forward to the end, in memory, by the journal alone."""
    report = stored.document
    for change in reversed(stored.done):
        report = report.applied(change.inverted())
    hold(fingerprint(report) == fingerprint(BEGINNING), "undoing everything does not lead to the beginning")
    for change in stored.done:
        report = report.applied(change)
    hold(fingerprint(report) == fingerprint(stored.document), "redoing everything does not lead back")
    for change in stored.undone:
        report = report.applied(change)


def look_at_places(folder: Path, told: list[dict[str, Any]], before: LastPlace | None) -> LastPlace | None:
    """Holds that each commit was announced after its place was noted, and the last one kept; that place."""
    visited, noted, at_change, saved = [before], 0, [], 0
    for line in told:
        if line["kind"] == "at":
            visited.append(_place(line))
        elif line["kind"] == "noted":
            noted = max(at for at, place in enumerate(visited) if place == _place(line))
        elif line["kind"] == "change":
            at_change.append(len(visited) - 1)
        elif line["kind"] == "saved":
            hold(noted >= at_change[saved], "a commit was announced before its place was noted")
            saved += 1
    hold(len(visited) > 1 or not at_change, "the window notes no place")
    kept = _kept_place(folder)
    # The last note may have been written without there having been time to tell of it.
    hold(kept in visited[noted:], f"{kept} is kept, of {visited[noted:]}")
    return kept


def _kept_place(folder: Path) -> LastPlace | None:
    note = folder / FILE
    return _place(json.loads(note.read_bytes())) if note.exists() else None


def _place(line: dict[str, Any]) -> LastPlace:
    return LastPlace(line["year"], line["section"], line["cell"])


@contextmanager
def reopened(folder: Path) -> Iterator[MainWindow]:
    """The window as the program opens it, with the report on its desk; closed as usual."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)  # noqa: S101 - made in main
    window = MainWindow(places(folder))
    loading = start(window)
    window.show()
    until = time.monotonic() + PATIENCE
    while window.desk is None or not window.desk.session.has_report:
        hold(time.monotonic() < until, "the window did not open")
        app.processEvents()
        time.sleep(0.001)
    app.processEvents()
    yield window
    window.close()
    hold(not window.isVisible(), "the window asked something before closing")
    loading.finish()
    window.deleteLater()
    app.processEvents()


def look_at_window(folder: Path, now: Standing, last: LastPlace | None) -> LastPlace | None:
    """Holds that the window opens without a question, where it was, with the history of the file; where it then is."""
    with reopened(folder) as window:
        desk = window.desk
        assert desk is not None  # noqa: S101 - reopened waits for it
        session = desk.session
        shown = Standing(session.stack.index(), session.stack.count(), fingerprint(session.report))
        hold(shown == now, f"the window shows {shown}, the file has {now}")
        hold(session.is_editable, "the report cannot be changed")
        if last is not None:
            hold(window.place == last.section, f"it opens at {window.place}, not at {last.section}")
            cell = getattr(window.page, "current_cell", None) or ""
            hold(cell == last.cell or not last.cell, f"it opens at {cell}, not at {last.cell}")
    hold({file.name for file in folder.iterdir()} <= LEFT_BEHIND, f"left behind: {sorted(folder.iterdir())}")
    return _kept_place(folder)


def begun(folder: Path) -> Standing:
    """A database in a new folder that holds the report as it begins."""
    with Database.open(places(folder).database) as database:
        return Standing.of(database.reports.add(BEGINNING))


def interrupt(officer: Officer, chance: random.Random) -> list[dict[str, Any]]:
    """Kills at a random moment: any, or just when something is being committed or the place noted."""
    officer.begin()
    if chance.random() < 0.4:
        officer.type_for(chance.random() * LONGEST)
    else:
        kind = chance.choice(("change", "change", "saved", "at"))
        officer.type_until(kind, chance.randrange(1, 25), chance.random() * 0.04)
    told = officer.kill()
    faults = [line["what"] for line in told if line["kind"] == "fault"]
    hold(not faults, "\n".join(map(str, faults)))
    return told


def kill_again_and_again(folder: Path, kills: int, seed: int) -> Tally:
    """So many kills on databases in a folder, each used some times; what was done in all."""
    chance, tally = random.Random(seed), Tally()  # noqa: S311 - moments to kill at, no secret
    desks = [folder / f"desk{number // SAME_DATABASE}" for number in range(kills)]
    ahead: list[Officer] = []
    standing, last = Standing(0, 0, ""), None
    try:
        for number, desk in enumerate(desks):
            while len(ahead) < AT_A_TIME and number + len(ahead) < kills:
                at = number + len(ahead)
                ahead.append(Officer(desks[at], seed + at))
            if not desk.exists():
                standing, last = begun(desk), None
            told = interrupt(ahead.pop(0), chance)
            standing, kept = look_at_file(places(desk).database, standing, told)
            last = look_at_window(desk, standing, look_at_places(desk, told, last))
            tally.take(told, kept)
            if number % 10 == 9:
                print(f"{number + 1} kills", file=sys.stderr)
    finally:
        for officer in ahead:
            officer.kill()
    return tally


def main() -> None:
    """Prints what was done and that it held."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=KILLS)
    parser.add_argument("--seed", type=int, default=20240131)
    wanted = parser.parse_args()
    prepare(QApplication([]))
    with tempfile.TemporaryDirectory() as folder:
        tally = kill_again_and_again(Path(folder), wanted.kills, wanted.seed)
    print(f"{tally.kills} kills, {tally.before_opening} of them before the first change: everything held")
    print(f"{tally.changes} changes, {tally.announced} announced before the kill, {tally.lost} not yet written lost")
    if tally.text_seconds:
        print(f"a text, from its last key to its commit: at most {max(tally.text_seconds):.2f} s")


if __name__ == "__main__":
    main()
