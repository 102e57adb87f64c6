"""Chinese line breaking: what never happens at a line's start or end, and that nothing is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_desk.export.blocks import FontRole, Run
from disclosure_desk.export.fonts import font_set
from disclosure_desk.export.line_breaking import NEVER_FIRST, NEVER_LAST, Line, break_lines
from disclosure_desk.export.page import BODY_SIZE, INDENT, TEXT_WIDTH

FONTS = font_set()
TEXT = st.text(
    st.sampled_from("政府信息公开年度报告一二三，。、；：？！（）《》“”〔〕—…%0123456789.ABab"), max_size=200
)


def _lines(text: str, measure: float = TEXT_WIDTH, indent: float = INDENT) -> tuple[Line, ...]:
    return break_lines([Run(text)], FONTS, BODY_SIZE, measure, indent=indent)


@given(TEXT, st.integers(8, 28))
def test_that_nothing_is_lost_and_nothing_stands_in_the_margin(text: str, chars: int) -> None:
    measure = chars * BODY_SIZE
    lines = _lines(text, measure)
    assert "".join(line.text for line in lines) == text
    for line in lines:
        count = len(line.text) - 1
        assert line.width + line.spacing * count <= line.measure + 0.02 or count == 0


WORDS = st.lists(
    st.sampled_from(
        ["政府", "信息公开", "2024年", "534.75万元", "（区分处理）", "“三安全”", "《条例》，", "情况。", "12,345件；"]
    ),
    max_size=60,
)


@given(WORDS, st.integers(12, 28))
def test_that_no_line_begins_or_ends_with_a_forbidden_mark(words: list[str], chars: int) -> None:
    lines = _lines("".join(words), chars * BODY_SIZE)
    assert [line.text for line in lines[1:] if line.text[0] in NEVER_FIRST] == []
    assert [line.text for line in lines[:-1] if line.text[-1] in NEVER_LAST] == []


@given(WORDS, st.integers(12, 28))
def test_that_every_line_but_the_last_fills_its_measure(words: list[str], chars: int) -> None:
    for line in _lines("".join(words), chars * BODY_SIZE)[:-1]:
        filled = line.width + line.spacing * (len(line.text) - 1)
        assert filled == pytest.approx(line.measure, abs=0.05)


@given(st.integers(0, 40), st.sampled_from(["194798", "534.75", "12,345", "7.16%", "2024"]))
def test_that_a_number_is_kept_whole(before: int, number: str) -> None:
    lines = _lines("字" * before + number + "万元" * 20)
    assert any(number in line.text for line in lines)


@pytest.mark.parametrize("pair", ["——", "……"])
@pytest.mark.parametrize("before", range(24, 30))
def test_that_a_double_mark_is_not_split(pair: str, before: int) -> None:
    assert any(pair in line.text for line in _lines("字" * before + pair + "字" * 10))


def test_that_28_characters_fill_a_line() -> None:
    lines = _lines("字" * 26 + "文" * 28 + "末" * 5)
    assert [len(line.text) for line in lines] == [26, 28, 5]
    assert lines[1].width == pytest.approx(TEXT_WIDTH, abs=2)


def test_that_the_first_line_is_indented_by_two_characters() -> None:
    lines = _lines("字" * 60)
    assert lines[0].measure == pytest.approx(TEXT_WIDTH - 2 * BODY_SIZE)


def test_that_a_word_longer_than_a_line_is_cut_rather_than_printed_into_the_margin() -> None:
    lines = _lines("https://" + "a" * 200)
    assert len(lines) > 2
    assert all(line.width <= line.measure + 0.02 for line in lines)


def test_that_no_last_line_holds_a_single_character() -> None:
    lines = _lines("字" * 26 + "字" * 28 + "末。")
    assert len(lines[-1].text) > 2


def test_that_numbers_and_latin_words_stand_in_the_latin_face() -> None:
    (line,) = _lines("全年534.75万元PDF")
    latin = FONTS.face(FontRole.LATIN)
    assert "".join(piece.text for piece in line.pieces if piece.face is latin) == "534.75PDF"


@given(st.lists(st.sampled_from(["政府", "信息", "GB/T", "9704-2012", "，", " ", "\u3000", "（一）"]), max_size=60))
def test_that_no_line_begins_with_a_blank_and_a_blank_at_its_end_takes_no_room(words: list[str]) -> None:
    lines = _lines("".join(words).strip(), 12 * BODY_SIZE)
    assert [line.text for line in lines[1:] if line.text[0] in " \u3000"] == []
    for line in lines[:-1]:
        seen = line.text.rstrip(" \u3000")
        edge = line.width + line.spacing * (len(seen) - 1)
        # A single character before a word that is longer than a line has nothing to be spread with.
        assert edge == pytest.approx(line.measure, abs=0.05) or len(seen) == 1


def test_that_marks_nobody_sees_are_left_out_and_tabs_are_blanks() -> None:
    (line,) = _lines("政\u200b府\ufeff信息\t公开\u00ad")
    assert line.text == "政府信息 公开"


@pytest.mark.parametrize("before", range(20, 28))
def test_that_a_number_stays_with_its_unit(before: int) -> None:
    lines = _lines("字" * before + "2024年" + "字" * 20)
    assert any("2024年" in line.text for line in lines)


def test_that_an_address_longer_than_a_line_is_cut_at_a_joint() -> None:
    lines = _lines("详见http://www.example.gov.cn/zwgk/zfxxgk/2024/01/15/content_123456.html网站。", 14 * BODY_SIZE)
    assert all(line.text[-1] in "/._" for line in lines[1:-1])
    assert all(line.width <= line.measure + 0.02 for line in lines)
