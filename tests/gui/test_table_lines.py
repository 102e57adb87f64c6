"""Labels in lines: nothing lost, no mark where it must not stand, asides kept apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_desk.formats.grid import Box, BoxRole, grid
from disclosure_desk.gui.table_lines import lines_of
from tests.reports import official_form

EM = 13.0
FORBIDDEN_FIRST = "，。、；：？！）》”"
FORBIDDEN_LAST = "（《“"


def advance(text: str, is_aside: bool) -> float:  # noqa: FBT001 - the shape of table_lines.Advance
    return sum(EM if ord(char) > 127 else EM / 2 for char in text) * (0.95 if is_aside else 1.0)


def labels(year: int) -> list[Box]:
    return [box for table in official_form(year).tables for box in grid(table).boxes if box.text]


@pytest.mark.parametrize("year", [2019, 2024])
@pytest.mark.parametrize("characters", [3.2, 4, 6, 12, 17, 40])
def test_that_every_official_label_is_set_whole_and_within_its_width(year: int, characters: float) -> None:
    for box in labels(year):
        lines = lines_of(box, characters * EM, advance)
        assert "".join(line.text for line in lines) == box.text
        assert all(line.width <= characters * EM or len(line.text) <= 4 for line in lines), box.text
        assert not any(line.text[0] in FORBIDDEN_FIRST for line in lines), box.text
        assert not any(line.text[-1] in FORBIDDEN_LAST for line in lines), box.text


def test_that_the_aside_is_set_apart_in_its_own_runs() -> None:
    box = next(each for each in labels(2024) if each.aside and each.role is BoxRole.STUB)
    lines = lines_of(box, 12 * EM, advance)
    assert "".join(run.text for line in lines for run in line.runs if run.is_aside) == box.aside


def test_that_labels_above_columns_are_evened_out() -> None:
    box = Box(0, 0, BoxRole.HEADER, text="商业企业")
    assert [line.text for line in lines_of(box, 3 * EM, advance)] == ["商业", "企业"]


def test_that_an_ordinal_gets_its_own_line_where_that_takes_no_more_lines() -> None:
    box = Box(0, 0, BoxRole.STUB, row_span=8, text="（三）不予公开")
    assert [line.text for line in lines_of(box, 4 * EM, advance)] == ["（三）", "不予公开"]


@given(st.text("公开，。、（）“”12.a", min_size=1, max_size=40), st.floats(13, 400))
def test_that_no_character_is_lost(text: str, width: float) -> None:
    lines = lines_of(Box(0, 0, BoxRole.STUB, text=text), width, advance)
    assert "".join(line.text for line in lines) == text


def test_that_a_long_label_breaks_after_a_comma_where_that_takes_no_more_lines() -> None:
    long = "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"
    box = Box(0, 0, BoxRole.STUB, text=long)
    assert [line.text for line in lines_of(box, 18 * EM, advance)] == [
        "1.申请人无正当理由逾期不补正、",
        "行政机关不再处理其政府信息公开申请",
    ]
    assert len(lines_of(box, 12 * EM, advance)) == 3
