"""The title on paper: broken as the officer wants it, else between words, and never too small."""

from itertools import pairwise

import pytest

from disclosure_desk.export.blocks import FontRole, Run
from disclosure_desk.export.fonts import font_set
from disclosure_desk.export.layout import laid_out, title_lines
from disclosure_desk.export.page import LEADING, TEXT_WIDTH, TITLE_SIZE
from disclosure_desk.export.pdf_writer import pdf_bytes
from disclosure_desk.export.title_setting import SMALLEST_TITLE, title_set
from disclosure_desk.report.document import Agency, ReportDocument
from disclosure_desk.report.editing import set_title
from tests.export.pages import MM, pages_of
from tests.reports import official_form

FONTS = font_set()
OFFICE = "示例省示例市示例区人民政府办公室政务公开与信息化管理服务中心"
BUREAU = "示例壮族自治区示例市人力资源和社会保障局劳动保障监察综合行政执法支队示例经济技术开发区大队"


def _report(agency: str) -> ReportDocument:
    return ReportDocument(official_form(), Agency(agency), 2024)


def _set(text: str) -> tuple[list[str], float]:
    lines, size = title_set([Run(text, FontRole.TITLE)], FONTS)
    assert all(line.width <= TEXT_WIDTH + 1.01 for line in lines)
    return [line.text for line in lines], size


@pytest.mark.parametrize(
    ("agency", "lines"),
    [
        ("某局", ("某局2024年政府信息公开工作年度报告",)),
        ("示例区交警大队", ("示例区交警大队", "2024年政府信息公开工作年度报告")),
    ],
)
def test_that_a_title_takes_one_line_or_breaks_after_the_agency(agency: str, lines: tuple[str, ...]) -> None:
    assert title_lines(_report(agency)) == lines


def test_that_the_officers_own_lines_are_printed() -> None:
    report = _report("示例区交警大队")
    wanted = ("示例区交警大队2024年", "政府信息公开工作年度报告")
    report = report.applied(set_title(report, wanted))
    page = pages_of(pdf_bytes(laid_out(report), FONTS))[0]
    assert tuple("".join(char.text for char in line) for line in page.lines(TITLE_SIZE)) == wanted


@pytest.mark.parametrize("length", [1, 20, 21, 24, 25, 30, 40, 50, 60, 90, 200])
def test_that_no_title_is_smaller_than_18_points_or_wider_than_the_type_area(length: int) -> None:
    lines, size = _set("字" * length)
    assert "".join(lines) == "字" * length
    assert size >= SMALLEST_TITLE
    assert len(lines) == 1 or size == TITLE_SIZE


@pytest.mark.parametrize("length", [26, 30, 39, 45, 50, 60])
def test_that_lines_of_a_long_title_are_of_like_length(length: int) -> None:
    lines, _ = _set("字" * length)
    assert len(lines) == (2 if length <= 40 else 3)
    assert max(map(len, lines)) - min(map(len, lines)) <= 1


def test_that_a_long_name_is_broken_between_its_words() -> None:
    assert _set(OFFICE)[0] == ["示例省示例市示例区人民政府办公室", "政务公开与信息化管理服务中心"]
    assert len(BUREAU) > 40
    assert _set(BUREAU)[0][1:] == ["劳动保障监察综合行政执法支队", "示例经济技术开发区大队"]


@pytest.mark.parametrize("agency", [OFFICE, BUREAU])
def test_that_a_long_agency_stands_centred_above_the_rest_of_the_title(agency: str) -> None:
    page = pages_of(pdf_bytes(laid_out(_report(agency)), FONTS))[0]
    lines = page.lines(TITLE_SIZE)
    assert "".join(char.text for line in lines for char in line) == f"{agency}2024年政府信息公开工作年度报告"
    for above, below in pairwise(lines):
        assert below[0].baseline - above[0].baseline == pytest.approx(LEADING, abs=0.01)
    for line in lines:
        assert (line[0].left + line[-1].right) / 2 == pytest.approx((28 + 184) / 2 * MM, abs=0.6)
