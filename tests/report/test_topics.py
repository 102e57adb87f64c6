"""Which topics of a section are written, begun or missing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_desk.formats.schema import NarrativeSection
from disclosure_desk.report.topics import BLANK, Progress, has_own_words, progress, topics
from tests.reports import official_form

FORM = official_form()
MISSING, BEGUN, WRITTEN = Progress.MISSING, Progress.BEGUN, Progress.WRITTEN


def overview() -> NarrativeSection:
    section = FORM.section("overview")
    assert isinstance(section, NarrativeSection)
    return section


def states(text: str) -> list[Progress]:
    return [topic.progress for topic in topics(overview(), text)]


def test_that_an_empty_text_lacks_all_five() -> None:
    assert states("") == [MISSING] * 5
    assert progress(overview(), " \n") is MISSING


@pytest.mark.parametrize(
    "text",
    [
        "（一）主动公开情况。全年公开46条。",
        "（一）主动公开\n全年公开46条。",
        "(一) 主动公开政府信息情况\n\n1.网站\n公开46条。",
        "1.主动公开情况。全年公开46条。",
        "主动公开情况\n全年公开46条。",
    ],
)
def test_that_a_topic_is_written_where_something_follows_its_heading(text: str) -> None:
    assert states(text) == [WRITTEN, MISSING, MISSING, MISSING, MISSING]


@pytest.mark.parametrize(
    "text", ["（一）主动公开情况。", "（一）主动公开\n（二）其他。有。", f"（一）主动公开情况。公开{BLANK}条。"]
)
def test_that_a_heading_alone_or_an_open_blank_is_only_a_beginning(text: str) -> None:
    assert states(text)[0] is BEGUN


@pytest.mark.parametrize(
    "text", ["我单位认真做好主动公开、依申请公开、政府信息管理、平台建设和监督保障工作。", "主动公开了，信息。"]
)
def test_that_a_topic_is_not_written_because_a_sentence_names_it(text: str) -> None:
    assert states(text) == [MISSING] * 5


def test_that_topics_go_by_other_words_too() -> None:
    names = ("主动公开", "依法办理依申请公开", "政府信息资源管理", "平台建设", "监督")
    text = "\n".join(f"（{number}）{name}。有。" for number, name in zip("一二三四五", names, strict=True))
    assert states(text) == [WRITTEN] * 5


def test_that_the_full_name_goes_before_another_topics_alias() -> None:
    found = topics(overview(), "（一）公开保障平台建设。有。\n（二）监督保障。有。")
    assert [topic.start for topic in found if topic.start is not None] == [0, 15]
    assert found[3].name == "政府信息公开平台建设"


def test_that_a_topic_knows_where_it_begins_and_where_writing_goes_on() -> None:
    text = "前言。\n（一）主动公开情况。甲。\n乙。\n（二）依申请公开情况。丙。"
    first, second = topics(overview(), text)[:2]
    assert text[first.start : first.end] == "（一）主动公开情况。甲。\n乙。"
    assert text[second.start : second.end] == "（二）依申请公开情况。丙。"


def test_that_headings_alone_are_no_words_of_ones_own() -> None:
    headings = "（一）主动公开情况。\n（二）依申请公开情况。"
    assert not has_own_words(overview(), headings)
    assert progress(overview(), headings) is BEGUN
    assert has_own_words(overview(), headings + "收到申请3件。")


def test_that_an_open_blank_leaves_a_text_unfinished() -> None:
    other = FORM.section("other_matters")
    assert isinstance(other, NarrativeSection)
    assert progress(other, f"收取信息处理费{BLANK}元。") is BEGUN
    assert progress(other, "收取信息处理费3940元。") is WRITTEN


@given(st.text(st.sampled_from("（一二）主动公开依申请监督保障平台建设信息管理。，1. \n_"), max_size=80))
def test_that_no_two_topics_share_a_heading_and_every_place_is_in_the_text(text: str) -> None:
    starts = [topic.start for topic in topics(overview(), text) if topic.start is not None]
    assert len(starts) == len(set(starts))
    for topic in topics(overview(), text):
        assert topic.start is None or 0 <= topic.start < topic.end <= len(text)


def test_that_a_section_with_a_bare_heading_is_not_written_yet_and_one_that_leaves_a_topic_out_may_be() -> None:
    assert progress(overview(), "（一）主动公开情况。公开49条。\n（二）依申请公开情况。") is BEGUN
    assert progress(overview(), "（一）主动公开情况。公开49条。\n（二）依申请公开情况。收到3件。") is WRITTEN
