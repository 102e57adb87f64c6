"""The shelf, the recycle bin, the agency that a database belongs to, and the states of a report."""

from datetime import UTC, datetime, timedelta

import pytest

from disclosure_desk.errors import AlreadyThere, NotFound, RefusedChange
from disclosure_desk.report.state import FOLLOWING, State
from disclosure_desk.store.database import Database
from tests.store.samples import CELL, figure, remark, report


def test_that_a_report_comes_back_as_it_was_put_on_the_shelf(database: Database) -> None:
    stored = database.reports.add(report(), remarks=[remark()])
    assert stored.document == report()
    assert stored.remarks == (remark(),)
    assert database.reports.load(stored.summary.id) == stored
    assert database.reports.latest(2024) == stored
    assert (stored.done, stored.undone) == ((), ())


def test_that_the_shelf_shows_the_newest_year_first(database: Database) -> None:
    for year in (2022, 2024, 2023):
        database.reports.add(report(year))
    assert [each.year for each in database.reports.shelf()] == [2024, 2023, 2022]


def test_that_a_summary_says_what_the_shelf_needs(database: Database) -> None:
    database.reports.add(report())
    (kept,) = database.reports.shelf()
    assert (kept.year, kept.revision, kept.state, kept.published) == (2024, 1, State.DRAFT, False)
    assert (kept.agency_name, kept.format_id, kept.totals) == ("示例区交警大队", "2021", "filled")
    assert kept.recycled_at is None


def test_that_times_are_aware_and_those_of_the_commit(database: Database) -> None:
    begun = datetime.now(UTC)
    stored = database.reports.add(report())
    saved = database.reports.record(stored.summary.id, figure(None, "1"))
    assert saved.utcoffset() is not None
    assert begun <= stored.saved_at <= saved <= datetime.now(UTC) + timedelta(seconds=1)
    assert database.reports.latest(2024).saved_at == saved
    assert database.reports.shelf()[0].changed_at == saved


def test_that_a_year_that_is_missing_is_named_with_those_that_are_there(database: Database) -> None:
    with pytest.raises(NotFound, match=r"没有 2019 年的报告。现在还没有报告。"):
        database.reports.latest(2019)
    database.reports.add(report(2023))
    database.reports.add(report(2024))
    with pytest.raises(NotFound, match=r"没有 2019 年的报告。现有年度：2024、2023。"):
        database.reports.latest(2019)


def test_that_an_id_that_does_not_exist_is_not_found(database: Database) -> None:
    for ask in (database.reports.load, database.reports.undo, database.reports.redo, database.reports.recycle):
        with pytest.raises(NotFound):
            ask(99)
    with pytest.raises(NotFound):
        database.reports.record(99, figure(None, "1"))


def test_that_the_year_before_is_found_and_only_that(database: Database) -> None:
    database.reports.add(report(2022))
    assert database.reports.previous_of(2023) == report(2022)
    assert database.reports.previous_of(2024) is None


def test_that_a_year_that_is_there_is_refused_and_left_as_it_is(database: Database) -> None:
    stored = database.reports.add(report())
    database.reports.record(stored.summary.id, figure(None, "7"))
    with pytest.raises(AlreadyThere, match=r"已有 2024 年的报告（草稿）"):
        database.reports.add(report())
    assert database.reports.latest(2024).document.cells == {CELL: "7"}
    assert len(database.reports.shelf()) == 1


def test_that_replacing_a_year_puts_the_old_one_into_the_recycle_bin(database: Database) -> None:
    old = database.reports.add(report())
    database.reports.record(old.summary.id, figure(None, "7"))
    new = database.reports.add(report(), replace=True)
    assert [each.id for each in database.reports.shelf()] == [new.summary.id]
    assert (new.summary.revision, new.document.cells) == (1, {})
    (thrown_out,) = database.reports.recycled()
    assert thrown_out.id == old.summary.id
    assert thrown_out.recycled_at is not None
    assert database.reports.load(old.summary.id).document.cells == {CELL: "7"}


def test_that_a_final_report_too_can_be_replaced_and_put_back(database: Database) -> None:
    old = database.reports.add(report(), state=State.FINAL)
    new = database.reports.add(report(), replace=True)
    with pytest.raises(AlreadyThere):
        database.reports.put_back(old.summary.id)
    back = database.reports.put_back(old.summary.id, replace=True)
    assert (back.state, back.recycled_at) == (State.FINAL, None)
    assert [each.id for each in database.reports.recycled()] == [new.summary.id]


def test_that_what_is_in_the_recycle_bin_cannot_be_worked_on(database: Database) -> None:
    report_id = database.reports.add(report()).summary.id
    database.reports.record(report_id, figure(None, "7"))
    database.reports.recycle(report_id)
    assert database.reports.shelf() == ()
    with pytest.raises(NotFound):
        database.reports.latest(2024)
    with pytest.raises(RefusedChange, match="回收站"):
        database.reports.record(report_id, figure("7", "8"))
    with pytest.raises(RefusedChange, match="回收站"):
        database.reports.undo(report_id)
    with pytest.raises(RefusedChange, match="回收站"):
        database.reports.set_state(report_id, State.FINAL)
    with pytest.raises(RefusedChange, match="回收站"):
        database.reports.recycle(report_id)


def test_that_a_report_comes_back_from_the_recycle_bin_with_its_history(database: Database) -> None:
    report_id = database.reports.add(report()).summary.id
    database.reports.record(report_id, figure(None, "7"))
    database.reports.recycle(report_id)
    database.reports.put_back(report_id)
    assert database.reports.latest(2024).done == (figure(None, "7"),)
    with pytest.raises(NotFound, match="不在回收站"):
        database.reports.put_back(report_id)


def test_that_another_agencys_report_needs_to_be_called_an_earlier_name(database: Database) -> None:
    database.reports.add(report(2024))
    with pytest.raises(AlreadyThere, match=r"“示例区交警大队”的报告.*“示例县交警大队”"):
        database.reports.add(report(2020, "示例县交警大队"))
    database.reports.add(report(2020, "示例县交警大队"), alias=True)
    database.reports.add(report(2019, "示例县交警大队"))
    assert [each.year for each in database.reports.shelf()] == [2024, 2020, 2019]


def test_that_an_earlier_name_stays_known_when_its_reports_are_gone(database: Database) -> None:
    database.reports.add(report(2024))
    old = database.reports.add(report(2020, "示例县交警大队"), alias=True)
    database.reports.recycle(old.summary.id)
    assert database.reports.add(report(2019, "示例县交警大队")).summary.year == 2019


def test_that_renaming_the_agency_in_a_report_keeps_the_earlier_name_known(database: Database) -> None:
    from disclosure_desk.report.editing import set_agency  # noqa: PLC0415 - used once

    stored = database.reports.add(report(2024, "示例县交警大队"))
    database.reports.record(stored.summary.id, set_agency(stored.document, name="示例区交警大队"))
    assert database.reports.shelf()[0].agency_name == "示例区交警大队"
    assert database.reports.add(report(2023, "示例县交警大队")).summary.year == 2023


def test_that_spacing_and_width_make_no_other_agency(database: Database) -> None:
    database.reports.add(report(2024, "示例区交警大队（直属）"))
    assert database.reports.add(report(2023, "示例区 交警大队(直属)")).summary.year == 2023


def test_that_an_emptied_database_takes_the_next_agency_and_forgets_the_last(database: Database) -> None:
    sample = database.reports.add(report(2024, "甲局"))
    database.reports.recycle(sample.summary.id)
    database.reports.add(report(2024, "乙局"))
    with pytest.raises(AlreadyThere):
        database.reports.put_back(sample.summary.id, replace=True)
    assert [each.agency_name for each in database.reports.shelf()] == ["乙局"]


def test_that_an_agency_that_comes_to_an_empty_shelf_under_an_old_name_inherits_no_other_names(
    database: Database,
) -> None:
    first = database.reports.add(report(2024, "甲局"))
    others = [database.reports.add(report(2023 - at, name), alias=True) for at, name in enumerate(("乙局", "丙局"))]
    for each in (first, *others):
        database.reports.recycle(each.summary.id)
    database.reports.add(report(2024, "乙局"))
    with pytest.raises(AlreadyThere, match=r"“乙局”的报告.*“丙局”"):
        database.reports.add(report(2020, "丙局"))
    assert [each.agency_name for each in database.reports.shelf()] == ["乙局"]


def test_that_a_report_kept_as_it_was_published_is_closed_from_the_start(database: Database) -> None:
    stored = database.reports.add(report(2020), published=True, remarks=[remark()])
    assert (stored.summary.state, stored.summary.published) == (State.PUBLISHED, True)
    assert stored.remarks == (remark(),)
    with pytest.raises(RefusedChange):
        database.reports.record(stored.summary.id, figure(None, "1"))


@pytest.mark.parametrize("before", list(State))
@pytest.mark.parametrize("after", list(State))
def test_that_states_follow_as_the_rules_say_and_no_other_way(database: Database, before: State, after: State) -> None:
    report_id = database.reports.add(report(), state=before).summary.id
    if after in FOLLOWING[before]:
        assert database.reports.set_state(report_id, after, "理由").state is after
        assert database.reports.latest(2024).summary.state is after
    else:
        with pytest.raises(RefusedChange, match=before.spoken):
            database.reports.set_state(report_id, after)
        assert database.reports.latest(2024).summary.state is before
