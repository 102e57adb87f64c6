"""Times the store against a bare sqlite3 script that writes and reads the same rows, and prints a table with ratios.

Both work on the same disk in turn, with the same pragmas, so that what the disk costs is in both columns.
Run: ``python benchmarks/store.py [FOLDER]`` (a temporary folder by default; name one to measure that disk).
"""

import argparse
import json
import os
import platform
import shutil
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.report.changes import Change, Edit, Part
from disclosure_desk.report.document import Agency, ReportDocument
from disclosure_desk.store.database import Database

FIGURES = 400
"""Figures typed; the journal grows to as many entries, as in a long day's work."""
LOADS = 200
OPENINGS = 60
TEXT = "本年度，本机关认真落实条例要求，主动公开政府信息，依法办理公开申请。" * 60


def bare(file: Path) -> sqlite3.Connection:
    """The file as a script would open it that cares as much about losing nothing."""
    connection = sqlite3.connect(file, isolation_level=None)
    for pragma in ("foreign_keys=ON", "journal_mode=DELETE", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def bare_record(connection: sqlite3.Connection, edit: Edit, sequence: int) -> None:
    """One figure: the cell, the entry in the journal, the time."""
    at, edits = datetime.now(UTC).isoformat(), json.dumps([["cell", edit.key, edit.before, edit.after]])
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("DELETE FROM change WHERE report_id = 1 AND undone")
    connection.execute("INSERT INTO change VALUES (1, ?, ?, ?, '', ?, 0)", [sequence, "填写", edits, at])
    connection.execute(
        "INSERT INTO cell VALUES (1, ?, ?) ON CONFLICT DO UPDATE SET figure = excluded.figure", [edit.key, edit.after]
    )
    connection.execute("UPDATE report SET changed_at = ? WHERE id = 1", [at])
    connection.execute("COMMIT")


def bare_load(connection: sqlite3.Connection) -> tuple[dict[str, str], dict[str, str], list[object]]:
    """The figures, texts and journal of the report, as plain values."""
    connection.execute("BEGIN")
    connection.execute("SELECT * FROM report WHERE year = 2024 AND recycled_at IS NULL").fetchone()
    cells = dict(connection.execute("SELECT cell_id, figure FROM cell WHERE report_id = 1").fetchall())
    texts = dict(connection.execute("SELECT key, text FROM narrative WHERE report_id = 1").fetchall())
    connection.execute("SELECT * FROM unit WHERE report_id = 1").fetchall()
    entries = connection.execute("SELECT label, edits, reason FROM change WHERE report_id = 1 ORDER BY sequence")
    changes: list[object] = [(label, json.loads(edits), reason) for label, edits, reason in entries]
    connection.execute("COMMIT")
    return cells, texts, changes


def bare_open(file: Path) -> None:
    """Opens the file and sees that it is whole and what years it has."""
    connection = bare(file)
    connection.execute("PRAGMA quick_check").fetchall()
    connection.execute("SELECT version_num FROM alembic_version").fetchone()
    connection.execute("SELECT year FROM report").fetchall()
    connection.close()


def store_open(file: Path) -> None:
    """The same by the store."""
    with Database.open(file) as database:
        database.reports.shelf()


def sample() -> ReportDocument:
    """A report with every cell filled and four long texts."""
    form = catalogue().form("2021")
    cells = {cell: str(number) for number, cell in enumerate(form.places)}
    texts = dict.fromkeys(form.narrative_keys, TEXT)
    return ReportDocument(form, Agency("示例区交警大队"), 2024, cells=cells, narratives=texts)


def edits() -> list[Edit]:
    """Figures typed one after the other into all cells, again and again."""
    held, made = dict(sample().cells), []
    places = list(held)
    for number in range(FIGURES):
        cell, after = places[number % len(places)], str(10_000 + number)
        made.append(Edit(Part.CELL, cell, held[cell], after))
        held[cell] = after
    return made


def timed(work: Callable[[], object]) -> float:
    """Milliseconds."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def measured(file: Path, other: Path) -> dict[str, tuple[list[float], list[float]]]:
    """Milliseconds by the store and by the script, taken in turn so that both meet the same moods of the machine."""
    rows: dict[str, tuple[list[float], list[float]]] = {
        name: ([], []) for name in ("record one figure", "load a year", "open the database")
    }
    with Database.open(file) as database:
        connection = bare(other)
        for sequence, edit in enumerate(edits(), 1):
            change = Change("填写", (edit,))
            rows["record one figure"][0].append(timed(lambda change=change: database.reports.record(1, change)))
            rows["record one figure"][1].append(
                timed(lambda edit=edit, sequence=sequence: bare_record(connection, edit, sequence))
            )
        for _ in range(LOADS):
            rows["load a year"][0].append(timed(lambda: database.reports.latest(2024)))
            rows["load a year"][1].append(timed(lambda: bare_load(connection)))
        if database.reports.latest(2024).document.cells != bare_load(connection)[0]:
            raise SystemExit("the script did not do the same work")
        connection.close()
    for _ in range(OPENINGS):
        rows["open the database"][0].append(timed(lambda: store_open(file)))
        rows["open the database"][1].append(timed(lambda: bare_open(other)))
    return rows


def shown(name: str, store: list[float], script: list[float]) -> str:
    """One line of the table."""
    cells = [name.ljust(20)]
    for figures in (store, script):
        p99 = statistics.quantiles(figures, n=100)[98]
        cells += [f"{min(figures):8.2f}", f"{statistics.median(figures):8.2f}", f"{p99:8.2f}"]
    cells.append(f"{statistics.median(store) / statistics.median(script):6.1f} x")
    return " ".join(cells)


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, help="where the databases are put")
    with tempfile.TemporaryDirectory(dir=parser.parse_args().folder) as folder:
        file, other = Path(folder) / "store.sqlite", Path(folder) / "script.sqlite"
        first = timed(lambda: Database.open(file).close())
        with Database.open(file) as database:
            database.reports.add(sample())
        shutil.copy(file, other)
        rows = measured(file, other)
        size = file.stat().st_size
    print(f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {os.cpu_count()} cores; milliseconds")
    print(f"{'':20} {'store':>8} {'':8} {'':8} {'sqlite3':>8}")
    print(f"{'':20} {'min':>8} {'median':>8} {'p99':>8} {'min':>8} {'median':>8} {'p99':>8}  ratio of medians")
    for name, (store, script) in rows.items():
        print(shown(name, store, script))
    print(
        f"make a new database, with Alembic's import: {first:.0f} once; file after {FIGURES} figures: {size // 1024} kB"
    )


if __name__ == "__main__":
    main()
