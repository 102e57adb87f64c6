"""What the program writes to begin a text does not make the text complete."""

import pytest

from disclosure_desk.checks.evaluate import evaluate
from disclosure_desk.checks.finding import Finding
from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.report.beginnings import insert_fees, insert_topics
from disclosure_desk.report.carry_over import begin
from disclosure_desk.report.document import ReportDocument
from disclosure_desk.report.editing import set_text
from tests.reports import AGENCY

BLANK_REPORT = begin(AGENCY, 2024, catalogue())


def _unwritten(report: ReportDocument, section: str) -> list[Finding]:
    return [f for f in evaluate(report, None) if f.code == "C1" and f.failed and f.section == section]


def test_that_inserted_headings_do_not_make_a_section_complete() -> None:
    begun = BLANK_REPORT.applied(insert_topics(BLANK_REPORT, "overview"))
    (found,) = _unwritten(begun, "overview")
    assert "只有标题" in found.message


def test_that_headings_without_a_text_are_named_where_the_others_are_written() -> None:
    begun = BLANK_REPORT.applied(insert_topics(BLANK_REPORT, "overview"))
    text = f"{begun.narratives['overview']}落实到人。"
    (found,) = _unwritten(begun.applied(set_text(begun, "overview", text)), "overview")
    names = "".join(f"“{line.strip('。')}”" for line in text.split("\n")[:4])
    assert found.message == f"“一、总体情况”的{names}标题下还没有文字，请补写。"  # each of them is wanted
    assert [text[place.start : place.end] for place in found.places] == text.split("\n")[:4]
    written = "\n".join(f"{line}做好了。" for line in text.split("\n"))
    assert _unwritten(begun.applied(set_text(begun, "overview", written)), "overview") == []


def test_that_blanks_and_headings_without_a_text_are_told_together_in_the_order_of_the_text() -> None:
    text = "（一）主动公开情况。\n（二）依申请公开情况。收到____件。"
    begun = BLANK_REPORT.applied(set_text(BLANK_REPORT, "overview", text))
    (found,) = _unwritten(begun, "overview")
    assert found.message == (
        "“一、总体情况”还有 1 处空白待填，请填写，不需要的请删去。“（一）主动公开情况”标题下还没有文字，请补写。"
    )
    assert [place.quote for place in found.places] == ["（一）主动公开情况。", "____"]


@pytest.mark.parametrize(
    "line",
    [
        "（二）本年没有收到依申请公开。",
        "（二）依申请公开0件。",
        "2.主动公开更加及时。",
        "（一）主动公开扎实推进",
        "（一）主动公开情况。\n1.网站\n公开46条。",
        "（一）主动公开情况\n1.政府信息公开平台建设。依托网站。\n2.政策解读。多。",
        "（一）主动公开情况\n（1）强化监督。有。",
        "（一）主动公开情况\n保障群众知情权\n全年公开46条。",
        "（一）主动公开情况\n1.加强平台建设，优化栏目。",
        "1.主动公开情况\n（一）网站。公开46条。",
        "（1）主动公开情况\n1.网站公开。46条。",
        "1.主动公开情况\n1、网站。46条。",
        "主动公开\n依申请公开\n政府信息管理\n监督保障\n以上各项做好了。",
    ],
)
def test_that_a_short_sentence_or_a_heading_of_ones_own_stops_nobody(line: str) -> None:
    text = f"全年工作平稳。\n{line}\n（五）其他。有。"
    begun = BLANK_REPORT.applied(set_text(BLANK_REPORT, "overview", text))
    assert _unwritten(begun, "overview") == []


def test_that_a_blank_left_open_is_shown_where_it_stands() -> None:
    begun = BLANK_REPORT.applied(insert_fees(BLANK_REPORT, ""))
    (found,) = _unwritten(begun, "other_matters")
    (place,) = found.places
    assert begun.narratives["other_matters"][place.start : place.end] == place.quote == "____"
    assert "还有 1 处空白待填" in found.message
    assert _unwritten(BLANK_REPORT.applied(insert_fees(BLANK_REPORT, "0")), "other_matters") == []
