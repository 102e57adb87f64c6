"""A process that is killed loses nothing that it had reported as committed."""

import random
import sqlite3
import subprocess
import sys
import textwrap
import time
from collections import deque
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from disclosure_desk.store.database import Database
from tests.store.samples import CELL, report

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.slow
ROUNDS = 24
_TEXT = "一段够长的文字，使一次提交写到好几页上。" * 200
_WRITE = textwrap.dedent(
    """
    import sys
    from pathlib import Path
    from disclosure_desk.report.changes import Change, Edit, Part
    from disclosure_desk.store.database import Database

    file, cell, filling = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    sys.stdin.readline()
    with Database.open(file) as database:
        stored = database.reports.latest(2024)
        number, text = stored.document.cells.get(cell), stored.document.narratives.get("overview")
        while True:
            following = str(int(number or 0) + 1)
            edits = (
                Edit(Part.CELL, cell, number, following),
                Edit(Part.NARRATIVE, "overview", text, following + filling),
            )
            database.reports.record(stored.summary.id, Change(following, edits))
            print(following, flush=True)
            number, text = following, following + filling
    """
)


def _writers(file: Path) -> "Iterator[subprocess.Popen[str]]":
    """Processes that wait to be told to write; each is started ahead of its turn, for the time that imports take."""
    started: deque[subprocess.Popen[str]] = deque()
    for number in range(ROUNDS + 3):
        if number < ROUNDS:
            command = [sys.executable, "-c", _WRITE, str(file), CELL, _TEXT]
            started.append(subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True))
        if number >= 3:
            yield started.popleft()


def _last_reported(writer: "subprocess.Popen[str]", moment: random.Random) -> int:
    """Lets a process write for a while and kills it; the last number that it reported."""
    assert writer.stdin is not None
    assert writer.stdout is not None
    writer.stdin.write("\n")
    writer.stdin.flush()
    reported = [writer.stdout.readline() for _ in range(moment.randint(1, 12))]
    time.sleep(moment.random() * 0.02)
    writer.kill()
    rest, _ = writer.communicate()
    whole = [line for line in [*reported, *rest.splitlines(keepends=True)] if line.endswith("\n")]
    return int(whole[-1])


def test_that_every_change_that_was_reported_is_there_after_the_process_was_killed(file: Path) -> None:
    with Database.open(file) as database:
        report_id = database.reports.add(report()).summary.id
    moment = random.Random(20240131)  # noqa: S311 - moments to kill at, no secrets
    for writer in _writers(file):
        last = _last_reported(writer, moment)
        with Database.open(file) as database:
            stored = database.reports.load(report_id)
        kept = int(stored.document.cells[CELL])
        # What was under way may have been committed before its report was sent.
        assert last <= kept <= last + 1
        assert stored.document.narratives["overview"] == f"{kept}{_TEXT}"
        assert [change.label for change in stored.done] == [str(number) for number in range(1, kept + 1)]
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert kept > ROUNDS
