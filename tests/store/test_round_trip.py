"""Whatever a report holds, the store gives it back: save, then load, is equal."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from disclosure_desk.errors import NotFound
from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.formats.form import Form
from disclosure_desk.report.document import (
    AGENCY_KINDS,
    AGENCY_LEVELS,
    AGENCY_SCOPES,
    Agency,
    ReportDocument,
    TotalsMode,
)
from disclosure_desk.store.database import Database
from tests.reports import TINY_CATALOGUE, tiny_report
from tests.store.samples import remark, report

# Everything but halves of characters, NUL included: that is what a file may hold.
_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)
_ODD = st.sampled_from(["\x00", "𫖯", "e\u0301", "\ufeff喆", "a\r\nb", "\u2028", "' OR 1=1 --", "%s", "：１２"])
_STRANGE_TEXTS = st.lists(_TEXTS | _ODD, min_size=1, max_size=3).map("".join)
_FIGURES = st.from_regex(r"\A-?[0-9]{1,20}(\.[0-9]{1,10})?\Z")
_JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


def _forms() -> list[Form]:
    oldest, newest = catalogue().ids[0], catalogue().ids[-1]
    tables = [table.id for table in catalogue().get(newest).tables if table.id != "review_and_litigation"]
    mixed = [catalogue().form(newest, {table: oldest}) for table in tables]
    return [*(catalogue().form(each) for each in catalogue().ids), *mixed]


@st.composite
def _reports(draw: st.DrawFn) -> ReportDocument:
    form = draw(st.sampled_from(_forms()))
    cells = st.sampled_from(list(form.places))
    agency = Agency(
        draw(_STRANGE_TEXTS),
        *(draw(st.none() | st.sampled_from(list(words))) for words in (AGENCY_KINDS, AGENCY_LEVELS, AGENCY_SCOPES)),
    )
    return ReportDocument(
        form=form,
        agency=agency,
        year=draw(st.integers(1949, 9999)),
        totals=draw(st.sampled_from(list(TotalsMode))),
        cells=draw(st.dictionaries(cells, _FIGURES, max_size=12)),
        narratives=draw(st.dictionaries(st.sampled_from(form.narrative_keys), _STRANGE_TEXTS)),
        units=draw(st.dictionaries(cells, _STRANGE_TEXTS | st.just(""), max_size=2)),
        extras=draw(st.dictionaries(st.text(max_size=12), _JSON, max_size=3)),
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_reports())
def test_that_saving_and_loading_gives_an_equal_report(session_database: Database, document: ReportDocument) -> None:
    stored = session_database.reports.add(document, replace=True, alias=True)
    assert stored.document == document
    loaded = session_database.reports.load(stored.summary.id)
    assert loaded.document == document
    assert loaded.document.form is document.form
    # == takes 1 and 1.0 and True for the same
    assert repr(loaded.document.extras) == repr(document.extras)


def test_that_a_report_with_every_cell_filled_comes_back_whole(database: Database) -> None:
    form = report().form
    cells = {cell: f"{number}.50" for number, cell in enumerate(form.places)}
    document = ReportDocument(form, Agency("甲局"), 2024, cells=cells)
    database.reports.add(document)
    assert database.reports.latest(2024).document.cells == cells


def test_that_remarks_come_back_in_their_order(database: Database) -> None:
    remarks = tuple(remark().caused_by(str(number)) for number in range(12))
    stored = database.reports.add(report(), remarks=remarks)
    assert database.reports.load(stored.summary.id).remarks == remarks


def test_that_the_store_works_with_any_catalogue_of_formats(file: Path) -> None:
    document = tiny_report({next(iter(tiny_report().form.places)): "3"})
    with Database.open(file, formats=TINY_CATALOGUE) as database:
        assert database.reports.add(document).document == document
        assert database.reports.latest(document.year).document == document


def test_that_a_report_of_a_format_that_is_gone_is_named_and_does_not_hide_the_others(file: Path) -> None:
    with Database.open(file, formats=TINY_CATALOGUE) as database:
        database.reports.add(tiny_report(year=2023))
    with Database.open(file) as database:
        assert [each.year for each in database.reports.shelf()] == [2023]
        with pytest.raises(NotFound, match="“tiny”格式，这个版本的程序还没有"):
            database.reports.latest(2023)
