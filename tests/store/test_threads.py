"""Any thread may use a database; what they do is committed one after the other."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from disclosure_desk.report.changes import Change, Edit, Part
from disclosure_desk.store.database import Database
from tests.store.samples import report


def test_that_changes_from_several_threads_are_all_kept(database: Database) -> None:
    report_id = database.reports.add(report()).summary.id
    cells = list(report().form.places)[:40]

    def work(cell: str) -> int:
        database.reports.record(report_id, Change(cell, (Edit(Part.CELL, cell, None, "1"),)))
        return len(database.reports.latest(2024).done)

    with ThreadPoolExecutor(max_workers=4) as pool:
        seen = list(pool.map(work, cells))
    stored = database.reports.load(report_id)
    assert set(stored.document.cells) == set(cells)
    assert sorted(change.label for change in stored.done) == sorted(cells)
    assert all(1 <= number <= len(cells) for number in seen)


def test_that_a_database_opened_in_one_thread_is_closed_in_another(file: Path) -> None:
    with ThreadPoolExecutor(max_workers=1) as pool:
        opened = pool.submit(Database.open, file).result()
    opened.close()
    Database.open(file).close()
