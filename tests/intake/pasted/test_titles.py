"""A clipboard whose title is of another year or another agency: said before anything is taken."""

import pytest

from disclosure_desk.intake.pasted import Clip, cautions

AGENCY = "示例市教育局"


@pytest.mark.parametrize(
    "title",
    [
        "2023年政府信息公开工作年度报告",
        "示例市教育局2023年政府信息公开年度报告",
        "示例市教育局\n2023 年政府信息公开\n工作年度报告",
        "２０２３年度政府信息公开工作年度报告",
        "2023年示例市教育局政府信息公开工作年度报告",
    ],
)
def test_that_a_title_of_another_year_is_told_with_both_years(title: str) -> None:
    (said,) = cautions(Clip(text=f"{title}\n规章\t1\t2\t3"), AGENCY, 2024)
    assert "2023年" in said
    assert "本报告是 2024 年" in said


def test_that_a_title_in_html_alone_is_read_too() -> None:
    html = "<p><b>2023</b><span>年政府信息公开工作年度报告</span></p><table><tr><td>规章<td>1</table>"
    assert len(cautions(Clip(html), AGENCY, 2024)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "规章\t1\t2\t3",
        "示例市教育局2024年政府信息公开工作年度报告",
        "示例市教育局2024年政府信息公开工作年度报告\n下一篇：示例市教育局2023年政府信息公开工作年度报告",
        "教育局2024年政府信息公开工作年度报告",
        "某省示例市教育局2024年政府信息公开工作年度报告",
        "示例市2024年政府信息公开工作年度报告",
        "2023年共公开政府信息12条，2024年政府信息公开工作年度报告如下",
    ],
)
def test_that_nothing_is_said_of_the_right_title_or_of_none_or_of_one_that_could_be_the_agency(text: str) -> None:
    assert cautions(Clip(text=text), AGENCY, 2024) == ()


def test_that_a_title_of_another_agency_is_told_with_both_names() -> None:
    (said,) = cautions(Clip(text="示例市民政局2024年政府信息公开工作年度报告\n规章\t1"), AGENCY, 2024)
    assert "“示例市民政局”" in said
    assert f"“{AGENCY}”" in said


def test_that_a_title_of_another_agency_and_year_is_told_twice() -> None:
    assert len(cautions(Clip(text="示例市民政局2022年政府信息公开年度报告"), AGENCY, 2024)) == 2
