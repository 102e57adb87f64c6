"""A report that is final stays as it is, whoever writes to the file and with whatever program."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from disclosure_desk.report.state import State
from disclosure_desk.store.database import Database
from tests.store.samples import CELL, figure, remark, report

CLOSED = [state for state in State if not state.is_open]
WRITES = [
    "INSERT INTO cell VALUES ({id}, 'requests/received/total', '1')",
    "INSERT OR REPLACE INTO cell VALUES ({id}, '{cell}', '1')",
    "UPDATE cell SET figure = '1' WHERE report_id = {id}",
    "UPDATE cell SET report_id = {id}, cell_id = 'requests/received/total' WHERE report_id = {draft}",
    "UPDATE cell SET report_id = {draft}, cell_id = 'requests/received/total' WHERE report_id = {id}",
    "DELETE FROM cell WHERE report_id = {id}",
    "DELETE FROM cell",
    "INSERT INTO narrative VALUES ({id}, 'other_matters', '无')",
    "UPDATE narrative SET text = '改' WHERE report_id = {id}",
    "DELETE FROM narrative WHERE report_id = {id}",
    "INSERT INTO unit VALUES ({id}, 'requests/received/total', '元')",
    "UPDATE unit SET unit = '元' WHERE report_id = {id}",
    "DELETE FROM unit WHERE report_id = {id}",
    "INSERT INTO remark VALUES ({id}, 9, '')",
    "UPDATE remark SET finding = '' WHERE report_id = {id}",
    "DELETE FROM remark WHERE report_id = {id}",
    "INSERT INTO change VALUES ({id}, 9, '', '[]', '', '', 0)",
    "UPDATE change SET undone = 1 WHERE report_id = {id}",
    "DELETE FROM change WHERE report_id = {id}",
    "UPDATE report SET agency_name = '别的机关' WHERE id = {id}",
    "UPDATE report SET agency_kind = NULL WHERE id = {id}",
    "UPDATE report SET agency_level = NULL WHERE id = {id}",
    "UPDATE report SET agency_scope = NULL WHERE id = {id}",
    "UPDATE report SET totals = 'typed' WHERE id = {id}",
    "UPDATE report SET year = 1999 WHERE id = {id}",
    "UPDATE report SET revision = 2 WHERE id = {id}",
    "UPDATE report SET format = '2019' WHERE id = {id}",
    "UPDATE report SET section_formats = '{{}}' WHERE id = {id}",
    "UPDATE report SET extras = '{{}}' WHERE id = {id}",
    "UPDATE report SET published = 1 WHERE id = {id}",
    "UPDATE report SET id = 99 WHERE id = {id}",
    "UPDATE report SET state = 'draft' WHERE id = {id}",
    "UPDATE report SET state = 'in_review' WHERE id = {id}",
    "DELETE FROM report WHERE id = {id}",
    (
        "INSERT OR REPLACE INTO report SELECT id, year, revision, 'draft', published, format, section_formats,"
        " agency_name, agency_kind, agency_level, agency_scope, totals, extras, changed_at, recycled_at"
        " FROM report WHERE id = {id}"
    ),
    "UPDATE step SET reason = '' WHERE report_id = {id}",
    "DELETE FROM step",
]


@pytest.fixture
def reports(file: Path) -> tuple[Path, int, int]:
    """A file with a report that has some of everything, and a draft of another year."""
    with Database.open(file) as database:
        document = report()
        stored = database.reports.add(
            type(document)(
                document.form,
                document.agency,
                2024,
                document.totals,
                narratives={"overview": "综述"},
                units={CELL: "件"},
                extras={"x": 1},
            ),
            remarks=[remark()],
        )
        database.reports.record(stored.summary.id, figure(None, "7"))
        draft = database.reports.add(report(2023)).summary.id
        database.reports.record(draft, figure(None, "8"))
    return file, stored.summary.id, draft


def _close(file: Path, report_id: int, state: State) -> None:
    with Database.open(file) as database:
        database.reports.set_state(report_id, State.FINAL)
        for following in CLOSED[1 : CLOSED.index(state) + 1]:
            database.reports.set_state(report_id, following)


def _write(file: Path, statement: str, report_id: int, draft: int) -> int:
    """How many rows the statement changed."""
    with closing(sqlite3.connect(file)) as connection, connection:
        return connection.execute(statement.format(id=report_id, draft=draft, cell=CELL)).rowcount


@pytest.mark.parametrize("statement", WRITES)
@pytest.mark.parametrize("state", CLOSED)
def test_that_no_program_can_change_a_closed_report(
    reports: tuple[Path, int, int], state: State, statement: str
) -> None:
    file, report_id, draft = reports
    _close(file, report_id, state)
    before = file.read_bytes()
    with pytest.raises(sqlite3.IntegrityError, match="the report is final"):
        _write(file, statement, report_id, draft)
    assert file.read_bytes() == before


@pytest.mark.parametrize("statement", [each for each in WRITES if " step" not in each])
def test_that_the_same_statements_change_a_draft(reports: tuple[Path, int, int], statement: str) -> None:
    """So that the test above does not pass because the statements are wrong."""
    assert _write(reports[0], statement, *reports[1:]) > 0


def test_that_a_final_report_may_still_go_on_and_into_the_recycle_bin(reports: tuple[Path, int, int]) -> None:
    file, report_id, _ = reports
    _close(file, report_id, State.FINAL)
    with Database.open(file) as database:
        database.reports.set_state(report_id, State.ARCHIVED)
        database.reports.recycle(report_id)
        assert database.reports.put_back(report_id).state is State.ARCHIVED
        assert database.reports.load(report_id).document.cells == {CELL: "7"}


def test_that_the_reason_for_each_step_is_on_record(reports: tuple[Path, int, int]) -> None:
    file, report_id, _ = reports
    with Database.open(file) as database:
        database.reports.set_state(report_id, State.FINAL, "已核对")
    with closing(sqlite3.connect(file)) as connection:
        steps = connection.execute("SELECT before, after, reason FROM step WHERE report_id = ?", [report_id]).fetchall()
    assert steps == [("draft", "final", "已核对")]
