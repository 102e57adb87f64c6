"""Paragraphs with their level and heading, as the contract defines them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_desk.report.paragraphs import paragraphs


@pytest.mark.parametrize(
    ("text", "level", "heading"),
    [
        ("2024年，工作平稳。", 0, ""),
        ("（一）主动公开情况。全年公开信息46条。", 2, "（一）主动公开情况。"),
        ("(二)依申请公开情况", 2, "(二)依申请公开情况"),
        ("（十一）其他。", 2, "（十一）其他。"),
        ("1.驾驶人情况：", 3, "1.驾驶人情况："),
        ("2、业务办理情况。详见下文。", 3, "2、业务办理情况。"),
        ("1.5万件已办结。", 0, ""),
        ("（1）截至年底，全部办结。", 4, "（1）截至年底，全部办结。"),
        ("(2) 业务办理", 4, "(2) 业务办理"),
        ("（一）" + "甲" * 40 + "。", 2, ""),
        ("（一）" + "甲" * 27, 2, "（一）" + "甲" * 27),
        ("（一）" + "甲" * 28, 2, ""),
        ("（一）" + "甲" * 26 + "。其余", 2, "（一）" + "甲" * 26 + "。"),
    ],
)
def test_that_markers_give_level_and_heading(text: str, level: int, heading: str) -> None:
    (paragraph,) = paragraphs(text)
    assert (paragraph.level, paragraph.heading) == (level, heading)
    assert paragraph.heading + paragraph.body == text


def test_that_blank_lines_and_indents_are_no_text() -> None:
    found = paragraphs("\u3000\u3000一段。\n\n  \n二段。")
    assert [(p.text, p.start) for p in found] == [("一段。", 2), ("二段。", 10)]


@given(st.text(st.sampled_from("一二（）()1.、。甲 \n"), max_size=60))
def test_that_every_paragraph_stands_where_it_says(text: str) -> None:
    for paragraph in paragraphs(text):
        assert text[paragraph.start : paragraph.start + len(paragraph.text)] == paragraph.text
