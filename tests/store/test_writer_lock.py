"""One writer at a time, known by name; what a crash leaves behind stops nobody."""

import json
import os
import subprocess
import sys
import textwrap
from datetime import UTC, datetime
from pathlib import Path

import pytest

from disclosure_desk.errors import DatabaseInUse
from disclosure_desk.store.database import Database
from disclosure_desk.store.writer_lock import WriterLock
from tests.store.samples import report

_HOLD = textwrap.dedent(
    """
    import sys
    from pathlib import Path
    from disclosure_desk.store.writer_lock import WriterLock
    lock = WriterLock.take(Path(sys.argv[1]))
    print("held", flush=True)
    sys.stdin.readline()
    lock.release()
    """
)


def _holder(file: Path) -> "subprocess.Popen[str]":
    process = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_that_the_holder_in_another_process_is_named(file: Path) -> None:
    asked = datetime.now(UTC)
    process = _holder(file)
    with pytest.raises(DatabaseInUse, match=r"在电脑“.+”上（自 \d{4}-\d\d-\d\d \d\d:\d\d 起）") as caught:
        Database.open(file)
    holder = caught.value.holder
    assert holder is not None
    assert holder.pid == process.pid != os.getpid()
    assert holder.host in str(caught.value)
    assert holder.user in str(caught.value)
    assert asked <= holder.since <= datetime.now(UTC)
    process.communicate("\n")
    Database.open(file).close()


def test_that_a_lock_whose_holder_was_killed_is_free(file: Path) -> None:
    process = _holder(file)
    process.kill()
    process.communicate()
    note = file.with_name("desk.sqlite.owner.json")
    assert json.loads(note.read_bytes())["pid"] == process.pid
    with Database.open(file) as database:
        assert json.loads(note.read_bytes())["pid"] == os.getpid()
        assert database.reports.add(report()).summary.year == 2024
    assert not note.exists()


@pytest.mark.parametrize("content", [None, "", "{", "[]", '{"user": "x"}', '{"user": 1, "since": 5}', "\ud7ff"])
def test_that_an_unreadable_note_makes_the_holder_unknown_not_the_lock_free(file: Path, content: str | None) -> None:
    with Database.open(file):
        note = file.with_name("desk.sqlite.owner.json")
        if content is None:
            note.unlink()
        else:
            note.write_text(content, encoding="utf-8")
        with pytest.raises(DatabaseInUse, match="另一个程序窗口") as caught:
            Database.open(file)
        assert caught.value.holder is None


def test_that_a_note_that_cannot_be_written_does_not_stop_the_holder(file: Path) -> None:
    file.with_name("desk.sqlite.owner.json").mkdir()
    lock = WriterLock.take(file)
    with pytest.raises(DatabaseInUse):
        WriterLock.take(file)
    lock.release()


def test_that_two_databases_have_two_locks(file: Path) -> None:
    with Database.open(file), Database.open(file.with_name("other.sqlite")) as other:
        assert other.reports.shelf() == ()


def test_that_a_failed_opening_lets_the_next_one_in(file: Path) -> None:
    kept = file.read_bytes()
    file.write_bytes(b"")
    with pytest.raises(Exception, match="文件是空的"):
        Database.open(file)
    file.write_bytes(kept)
    Database.open(file).close()
