"""Texts that the program begins and the officer goes on with."""

from dataclasses import replace

import pytest

from disclosure_desk.errors import RefusedFigure
from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.formats.form import PREAMBLE
from disclosure_desk.report.beginnings import insert_fees, insert_preamble, insert_topics, lacks_fees
from disclosure_desk.report.carry_over import begin
from disclosure_desk.report.changes import Change
from disclosure_desk.report.document import ReportDocument
from disclosure_desk.report.topics import BLANK
from disclosure_desk.settings import Contact
from tests.reports import AGENCY

KEY = "overview"
CONTACT = Contact("示例路1号", "341000", "0000-0000000", "gk@example.cn")
HEADINGS = [
    "（一）主动公开情况。",
    "（二）依申请公开情况。",
    "（三）政府信息管理情况。",
    "（四）政府信息公开平台建设情况。",
    "（五）监督保障情况。",
]


def report(text: str = "", key: str = KEY, year: int = 2024) -> ReportDocument:
    blank = begin(AGENCY, year, catalogue())
    return replace(blank, narratives={key: text} if text else {})


def outcome(document: ReportDocument, change: Change, key: str = KEY) -> str:
    return document.applied(change).narratives.get(key, "")


def test_that_the_five_headings_begin_an_empty_section() -> None:
    document = report()
    change = insert_topics(document, KEY)
    assert outcome(document, change).split("\n") == HEADINGS
    assert change.label == "插入 五个标题"


def test_that_only_missing_headings_come_in_and_the_numbers_run_on() -> None:
    document = report("（一）主动公开情况。甲。\n（二）政府信息管理情况。乙。\n丙。")
    assert outcome(document, insert_topics(document, KEY)).split("\n") == [
        "（一）主动公开情况。甲。",
        "（二）依申请公开情况。",
        "（三）政府信息管理情况。乙。",
        "丙。",
        "（四）政府信息公开平台建设情况。",
        "（五）监督保障情况。",
    ]


def test_that_one_heading_comes_to_its_place() -> None:
    document = report("前言。\n（一）依申请公开情况。甲。")
    change = insert_topics(document, KEY, ("主动公开",))
    assert outcome(document, change) == "前言。\n（一）主动公开情况。\n（二）依申请公开情况。甲。"
    assert change.label == "插入 标题“主动公开”"


def test_that_numbers_that_did_not_run_on_are_left_to_the_officer() -> None:
    document = report("（一）主动公开情况。甲。\n（五）监督保障情况。乙。")
    text = outcome(document, insert_topics(document, KEY, ("政府信息管理",)))
    assert text == "（一）主动公开情况。甲。\n（三）政府信息管理情况。\n（五）监督保障情况。乙。"


def test_that_nothing_comes_in_twice() -> None:
    document = report("\n".join(HEADINGS))
    assert not insert_topics(document, KEY)


def test_that_a_preamble_gives_basis_parts_period_and_contact() -> None:
    document = report()
    text = outcome(document, insert_preamble(document, CONTACT), PREAMBLE)
    for words in (
        "国办公开办函〔2021〕30号",
        "2024年1月1日至2024年12月31日",
        "总体情况、主动公开政府信息情况、",
        "六部分",
        "示例区交警大队联系（地址：示例路1号，邮政编码：341000，联系电话：0000-0000000，电子邮箱：gk@example.cn）",
    ):
        assert words in text
    assert BLANK not in text
    assert "网站" not in text


def test_that_what_is_not_known_is_a_blank_to_be_filled_and_a_website_is_named_where_there_is_one() -> None:
    document = report()
    text = outcome(document, insert_preamble(document, Contact(website="www.example.cn")), PREAMBLE)
    assert f"联系电话：{BLANK}" in text
    assert "www.example.cn" in text


def test_that_a_preamble_goes_before_what_is_there() -> None:
    document = report("原有。", PREAMBLE)
    assert outcome(document, insert_preamble(document, CONTACT), PREAMBLE).endswith("\n原有。")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("3940", "2024年共收取信息处理费3940元。"),
        ("３９４０元", "2024年共收取信息处理费3940元。"),
        ("0", "2024年未收取信息处理费。"),
        ("0.00", "2024年未收取信息处理费。"),
        ("", f"2024年共收取信息处理费{BLANK}元。"),
    ],
)
def test_that_the_sentence_about_fees_says_what_was_charged(typed: str, said: str) -> None:
    document = report()
    text = outcome(document, insert_fees(document, typed), "other_matters")
    assert text == f"按照《政府信息公开信息处理费管理办法》（国办函〔2020〕109号），{said}"


@pytest.mark.parametrize("typed", ["很多", "-5", "3万多"])
def test_that_what_is_no_amount_is_refused_in_words(typed: str) -> None:
    with pytest.raises(RefusedFigure, match="不是金额"):
        insert_fees(report(), typed)


def test_that_the_trial_format_names_no_rule_that_came_later() -> None:
    document = report(year=2020)
    text = outcome(document, insert_fees(document, "0"), "other_matters")
    assert text == "2020年未收取信息处理费。"


def test_that_fees_are_missed_only_where_they_belong() -> None:
    assert lacks_fees(report(), "other_matters", "无其他事项。")
    assert not lacks_fees(report(), "other_matters", "未收取信息处理费。")
    assert not lacks_fees(report(), KEY, "")
