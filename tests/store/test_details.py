"""What is kept beside the figures survives a restart, is undone like everything else, and ends with the report."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from disclosure_desk.errors import RefusedChange
from disclosure_desk.formats.schema import CellId
from disclosure_desk.report.annotations import FLAGGED, Aspect, annotate
from disclosure_desk.report.changes import Change, Edit, Part
from disclosure_desk.report.document import ReportDocument, StaleChange
from disclosure_desk.report.editing import set_deadline, set_title
from disclosure_desk.report.prior import set_prior
from disclosure_desk.report.state import State
from disclosure_desk.store.database import Database
from tests.store.samples import AGENCY, CELL, report

OUT = CellId("requests/carried_over_out/total")
DEEDS: tuple[Callable[[ReportDocument], Change], ...] = (
    lambda held: annotate(held, CELL, {Aspect.NOTE: "两份登记簿不一", Aspect.SOURCE: "办公室"}),
    lambda held: annotate(held, CELL, {Aspect.NOTE: None, Aspect.FLAG: FLAGGED}),
    lambda held: set_prior(held, {OUT: "3"}),
    lambda held: set_deadline(held, date(2025, 3, 1)),
    lambda held: set_title(held, (AGENCY.name, held.title.removeprefix(AGENCY.name))),
    lambda held: set_deadline(held, None),
)


def test_that_details_are_kept_and_undone_step_by_step_over_a_restart(file: Path) -> None:
    stages = [report()]
    with Database.open(file) as database:
        report_id = database.reports.add(report()).summary.id
        for deed in DEEDS:
            change = deed(stages[-1])
            database.reports.record(report_id, change)
            stages.append(stages[-1].applied(change))
    for stage in reversed(stages):
        with Database.open(file) as database:
            assert database.reports.load(report_id).document == stage
            database.reports.undo(report_id)
    for stage in stages[1:]:
        with Database.open(file) as database:
            database.reports.redo(report_id)
            assert database.reports.load(report_id).document == stage


def test_that_a_report_is_put_on_the_shelf_with_its_details(database: Database) -> None:
    document = report()
    for deed in DEEDS:
        document = document.applied(deed(document))
    assert database.reports.add(document).document == document


@pytest.mark.parametrize(
    "edit",
    [
        Edit(Part.ANNOTATION, f"{CELL}#note", "甲", "乙"),
        Edit(Part.PRIOR, OUT, "1", None),
        Edit(Part.REPORT, "deadline", "2025-01-01", "2025-01-02"),
    ],
)
def test_that_a_detail_that_is_not_there_cannot_be_replaced(database: Database, edit: Edit) -> None:
    report_id = database.reports.add(report()).summary.id
    with pytest.raises(StaleChange):
        database.reports.record(report_id, Change("填写", (edit,)))


@pytest.mark.parametrize(
    "edit",
    [
        Edit(Part.ANNOTATION, "requests/nothing/total#note", None, "乙"),
        Edit(Part.ANNOTATION, f"{CELL}#colour", None, "乙"),
        Edit(Part.PRIOR, "requests/nothing/total", None, "1"),
    ],
)
def test_that_a_detail_of_no_cell_is_a_fault(database: Database, edit: Edit) -> None:
    report_id = database.reports.add(report()).summary.id
    with pytest.raises(KeyError):
        database.reports.record(report_id, Change("填写", (edit,)))
    with pytest.raises(KeyError):
        report().applied(Change("填写", (edit,)))


def test_that_a_final_report_keeps_its_details_even_against_plain_sql(file: Path) -> None:
    with Database.open(file) as database:
        document = report()
        document = document.applied(DEEDS[0](document))
        report_id = database.reports.add(document, state=State.FINAL).summary.id
        with pytest.raises(RefusedChange):
            database.reports.record(report_id, DEEDS[2](document))
    with closing(sqlite3.connect(file)) as connection:
        for statement in (
            "UPDATE detail SET text = 'x'",
            "DELETE FROM detail",
            "INSERT INTO detail SELECT id, 'prior', 'a', '1' FROM report",
        ):
            with pytest.raises(sqlite3.IntegrityError, match="the report is final"):
                connection.execute(statement)


def test_that_the_years_before_come_newest_first_in_their_newest_revision(database: Database) -> None:
    for year in (2012, 2020, 2023, 2021, 2024, 2019, 2018, 2017, 2016, 2015, 2014, 2013):
        database.reports.add(report(year))
    years = [each.year for each in database.reports.years_before(2024)]
    assert years == [2023, 2021, 2020, 2019, 2018, 2017, 2016, 2015, 2014, 2013]
    assert database.reports.years_before(2012) == ()
