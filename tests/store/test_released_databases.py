"""Every database that a released program wrote is opened for ever, with all that was in it."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from disclosure_desk.errors import RefusedChange
from disclosure_desk.export.report_json import report_members
from disclosure_desk.formats.schema import CellId
from disclosure_desk.report.changes import Change, Edit, Part
from disclosure_desk.store.database import Database
from disclosure_desk.store.reports import Reports, StoredReport
from disclosure_desk.store.schema_version import SHIPPED

RELEASED = Path(__file__).parents[1] / "fixtures" / "databases"
NEW = CellId("requests/granted/natural_person")


def _described(stored: StoredReport) -> dict[str, Any]:
    kept = stored.summary
    return {
        "summary": [kept.year, kept.revision, kept.state.value, kept.published, kept.agency_name, kept.format_id],
        "report": report_members(stored.document),
        "details": {name: dict(getattr(stored.document, name)) for name in ("annotations", "prior", "particulars")},
        "done": [[change.label, change.as_json(), change.reason] for change in stored.done],
        "undone": [[change.label, change.as_json(), change.reason] for change in stored.undone],
        "remarks": [remark.as_json() for remark in stored.remarks],
    }


def _content(reports: Reports) -> dict[str, Any]:
    return {
        "shelf": [_described(reports.load(each.id)) for each in reports.shelf()],
        "recycled": [_described(reports.load(each.id)) for each in reports.recycled()],
    }


def test_that_every_revision_has_its_database() -> None:
    assert {file.stem for file in RELEASED.glob("*.sqlite")} == set(SHIPPED.revisions)


@pytest.fixture(params=SHIPPED.revisions)
def released(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return Path(shutil.copy(RELEASED / f"{request.param}.sqlite", tmp_path / f"{request.param}.sqlite"))


def test_that_a_released_database_opens_with_all_that_was_in_it(released: Path) -> None:
    expected = json.loads((RELEASED / f"{released.stem}.json").read_text(encoding="utf-8"))
    for report in (*expected["shelf"], *expected["recycled"]):
        report.setdefault("details", {"annotations": {}, "prior": {}, "particulars": {}})
    with Database.open(released) as database:
        assert _content(database.reports) == expected
    assert [each["summary"][0] for each in expected["shelf"]] == [2024, 2023, 2021, 2020]


def test_that_work_goes_on_in_a_released_database(released: Path) -> None:
    change = Change("填写", (Edit(Part.CELL, NEW, None, "9"),))
    with Database.open(released) as database:
        draft, final, *_ = database.reports.shelf()
        undone = database.reports.load(draft.id).undone
        assert (database.reports.redo(draft.id),) == undone
        database.reports.record(draft.id, change)
        with pytest.raises(RefusedChange):
            database.reports.record(final.id, change)
    with Database.open(released) as database:
        assert database.reports.latest(2024).document.cells[NEW] == "9"
        assert database.reports.latest(2024).done[-1] == change
