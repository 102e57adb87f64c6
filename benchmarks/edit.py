"""How long one edit takes, from the key event to the repainted table, beside the plainest alternative Qt has.

Run it with ``python benchmarks/edit.py``; it needs no display. Every sample is one figure of table three that is
committed with Enter: it is read, becomes one change with the totals that follow from it, all checks run, the model
tells what looks different, and the window paints it. Beside it: the same figure put into a bare ``QTableWidget`` of the
same size, which reads, checks, totals and keeps nothing. Then the whole window with every panel open
(``whole_window.py``).
"""

import argparse
import gc
import os
import random
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import whole_window
from measures import Paints, Spent, heading, line, painted, sample, stopwatch, verdict
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableWidget, QTableWidgetItem

from disclosure_desk.checks.evaluate import evaluate
from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui.session import Session
from disclosure_desk.gui.table_page import TablePage
from disclosure_desk.gui.theme import apply_theme, ui_font
from disclosure_desk.report.changes import Change
from disclosure_desk.report.editing import set_figure
from disclosure_desk.report.state import State
from disclosure_desk.store.database import Database
from disclosure_desk.store.stored import ReportSummary, StoredReport

SECTION = "requests"
SIZE = (720, 640)
AIM = 8.0


class NoJournal:
    """A journal that keeps nothing, so that the window alone is measured."""

    def record(self, report_id: int, change: Change) -> datetime:
        """Nothing is kept."""
        del report_id, change
        return datetime.now(UTC)

    def undo(self, report_id: int) -> datetime:
        """Nothing is kept."""
        del report_id
        return datetime.now(UTC)

    redo = undo


@contextmanager
def session_in_memory() -> Iterator[Session]:
    """A session that keeps its changes nowhere."""
    report = sample()
    now = datetime.now(UTC)
    summary = ReportSummary(
        1, report.year, 1, State.DRAFT, report.agency.name, report.format_id, "filled", now, published=False
    )
    session = Session()
    session.open(StoredReport(summary, report, (), (), (), now), None, NoJournal())
    yield session
    session.writer.close()


@contextmanager
def session_in_store() -> Iterator[Session]:
    """A session on a database on disk, committed by the background writer."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database.open(Path(folder) / "desk.sqlite")
        session = Session()
        session.open(database.reports.add(sample()), None, database.reports)
        yield session
        session.writer.close()
        database.close()


def figures(count: int) -> list[tuple[CellId, str]]:
    """What is typed: inputs of table three and figures, the same at every run."""
    chance = random.Random(2024)  # noqa: S311 - a repeatable choice, no secret
    form = sample().form
    inputs = [c for c, p in form.places.items() if p.section.id == SECTION and c not in form.totals]
    return [(chance.choice(inputs), str(chance.randrange(1, 3000))) for _ in range(count)]


def edits(app: QApplication, session: Session, count: int) -> tuple[list[Spent], list[Spent]]:
    """Milliseconds of each typed character, and of each Enter that commits a figure."""
    page = TablePage(session, SECTION)
    page.resize(*SIZE)
    page.show()
    page.activateWindow()
    app.processEvents()
    paints = Paints(page.view.viewport())
    characters: list[Spent] = []
    commits: list[Spent] = []
    for cell, figure in figures(count):
        page.go_to(cell)
        session.writer.flush()
        app.processEvents()
        editor = page.view.entry.editor
        for digit in figure:
            painted(app, paints, characters, partial(QTest.keyClick, editor, digit))
        painted(app, paints, commits, partial(QTest.keyClick, editor, Qt.Key.Key_Return))
        if session.report.cells[cell] != figure:
            raise RuntimeError(f"{cell} holds {session.report.cells[cell]}, not {figure}")
    page.close()
    return characters, commits


def bare_edits(app: QApplication, count: int) -> list[Spent]:
    """Milliseconds of each figure put into a bare table of the same size."""
    table = QTableWidget(28, 10)
    table.resize(*SIZE)
    for row in range(28):
        for column in range(10):
            table.setItem(row, column, QTableWidgetItem("0"))
    table.show()
    app.processEvents()
    paints = Paints(table.viewport())
    chance = random.Random(2024)  # noqa: S311 - a repeatable choice, no secret
    spent: list[Spent] = []
    for _, figure in figures(count):
        row, column = chance.randrange(18), chance.randrange(6)
        item = QTableWidgetItem(figure)
        painted(app, paints, spent, partial(table.setItem, row, column, item))
    table.close()
    return spent


def checks(count: int) -> tuple[list[Spent], list[Spent]]:
    """Milliseconds of composing and applying one change, and of running every check."""
    report = sample()
    composing: list[Spent] = []
    checking: list[Spent] = []
    for cell, figure in figures(count):
        with stopwatch(composing):
            report = report.applied(set_figure(report, cell, figure))
        with stopwatch(checking):
            evaluate(report)
    return composing, checking


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--edits", type=int, default=400, help="figures typed in each run")
    count = parser.parse_args().edits
    app = QApplication([])
    apply_theme(app, "light")
    app.setFont(ui_font())
    gc.collect()
    bare = bare_edits(app, count)
    with session_in_memory() as session:
        characters, commits = edits(app, session, count)
    with session_in_store() as session:
        _, stored = edits(app, session, count)
    composing, checking = checks(count)
    print(f"{count} figures of table three, window {SIZE[0]} × {SIZE[1]}; milliseconds")
    print(heading())
    print(line("bare QTableWidget.setItem, painted", bare))
    print(line("a character typed, painted", characters, bare))
    print(line("a figure committed, checked, painted", commits, bare))
    print(line("the same, while a database is written", stored, bare))
    print(line("  of which: composing and applying the change", composing))
    print(line("  of which: all checks", checking))
    print(verdict(AIM, "a figure committed", commits))
    print()
    whole_window.report(app, max(1, count // 2))


if __name__ == "__main__":
    main()
