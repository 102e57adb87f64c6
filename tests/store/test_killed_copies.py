"""A process killed at any step of a copy, a restore or an upgrade leaves the old state whole, or the new one."""

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from disclosure_desk.store import backup, restore
from disclosure_desk.store.database import Database
from disclosure_desk.store.restore import look_into
from tests.store.samples import CELL, figure, report

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="forks, so that each of the many kills is quick")
OLDER = Path(__file__).parent.parent / "fixtures" / "databases" / "0001.sqlite"
STEPS = {"open", "os.rename", "os.remove", "os.mkdir", "sqlite3.connect", "shutil.copyfile"}
MOST = 60


def opened(file: Path) -> None:
    with Database.open(file) as database:
        database.reports.shelf()


def restored(file: Path) -> None:
    restore.restore(file, file.parent / "copy.sqlite")


DEEDS: dict[str, Callable[[Path], object]] = {
    "backup": lambda file: backup.back_up(file, backup.backups_of(file)),
    "daily": backup.back_up_today,
    "restore": restored,
    "restore an older one": restored,
    "upgrade": opened,
    "another version": opened,
}


@pytest.fixture
def desk(file: Path) -> Path:
    """A database that has gone on since a copy of it was made."""
    with Database.open(file) as database:
        report_id = database.reports.add(report()).summary.id
        backup.back_up_to(file, file.parent / "copy.sqlite")
        database.reports.record(report_id, figure(None, "7"))
    return file


def prepared(desk: Path, folder: Path, deed: str) -> Path:
    """The desk, copied for one kill, as the deed is to find it."""
    shutil.copytree(desk.parent, folder)
    file = folder / desk.name
    if deed == "restore an older one":
        shutil.copy(OLDER, folder / "copy.sqlite")
    elif deed == "upgrade":
        shutil.copy(OLDER, file)
    elif deed == "another version":
        file.with_name(f"{file.name}.version").write_text("0.0.1", encoding="utf-8")
    return file


def is_done(act: Callable[[Path], object], file: Path, kill_at: int) -> bool:
    """Runs a deed in a process that dies at that step; whether it came to its end before."""
    child = os.fork()
    if child == 0:
        left = [kill_at]

        def dies(event: str, told: tuple[object, ...]) -> None:
            if event in STEPS and str(file.parent) in str(told):
                left[0] -= 1
                if left[0] == 0:
                    os._exit(9)

        sys.addaudithook(dies)
        try:
            act(file)
        except BaseException:  # noqa: BLE001 - the child must not go on with the tests
            os._exit(1)
        os._exit(0)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status in (0, 9)
    return status == 0


def figure_in(file: Path) -> str | None:
    with Database.open(file) as database:
        newest = database.reports.shelf()[0]
        return database.reports.load(newest.id).document.cells.get(CELL)


@pytest.mark.parametrize("deed", DEEDS)
def test_that_a_kill_at_any_step_loses_nothing_and_leaves_no_half_copy_with_a_good_name(
    desk: Path, tmp_path: Path, deed: str
) -> None:
    whole = prepared(desk, tmp_path / "whole", deed)
    before = figure_in(whole) if deed != "upgrade" else None
    DEEDS[deed](whole)
    after, standing = figure_in(whole), []
    for kill_at in range(1, MOST):
        file = prepared(desk, tmp_path / str(kill_at), deed)
        done = is_done(DEEDS[deed], file, kill_at)
        for copy in backup.backups_of(file).glob("*.sqlite"):
            assert look_into(copy).reports
        standing.append(figure_in(file))
        if done:
            break
    assert done
    assert len(standing) > 4
    assert set(standing) <= {before, after} if deed != "upgrade" else set(standing) == {after}
    assert standing[-1] == after
