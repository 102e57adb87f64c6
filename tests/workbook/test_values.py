"""Figures and texts as cells of a workbook."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_desk.formats.schema import FigureKind
from disclosure_desk.report.figures import STORED
from disclosure_desk.report.workbook_values import (
    escaped,
    figure_of,
    number_cell,
    rescales,
    shown,
    unescaped,
)

FIGURES = st.from_regex(STORED, fullmatch=True).filter(str.isascii)


@given(figure=FIGURES, kind=st.sampled_from(FigureKind))
def test_that_a_number_cell_gives_every_digit_back(figure: str, kind: FigureKind) -> None:
    cell = number_cell(figure, kind)
    if cell is not None:
        assert figure_of(cell.number, cell.number_format, kind) == figure
        # A spreadsheet keeps fifteen digits, whatever it does to the binary number behind them.
        assert figure_of(float(f"{cell.number:.15g}"), cell.number_format, kind) == figure


@pytest.mark.parametrize("figure", ["1234567890123456", "-0", "-0.00", "0.1234567890123456", "00000000000000007"])
def test_that_what_a_number_cannot_hold_becomes_text(figure: str) -> None:
    assert number_cell(figure, FigureKind.AMOUNT_WAN) is None


def test_that_a_fraction_in_a_count_becomes_text_so_that_no_format_makes_a_count_a_fraction() -> None:
    assert number_cell("12.00", FigureKind.COUNT) is None
    assert figure_of(12, "0.00", FigureKind.COUNT) == "12"


@pytest.mark.parametrize(
    ("number", "number_format", "figure"),
    [
        (7545.0, "0.00", "7545.00"),
        (7545, "#,##0.00", "7545.00"),
        (7545, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "7545.00"),
        (534.75, "General", "534.75"),
        (534.756, "0.00", "534.756"),
        (0.1 + 0.2, "General", "0.3"),
        (1.1000000000000001, "General", "1.1"),
        (3.0, "General", "3"),
        (-0.0, "General", "0"),
        (1e14, "General", "100000000000000"),
        (1e20, "0", None),
        (1234567890123456, "0", None),
        (float("inf"), "0", None),
    ],
)
def test_that_a_number_is_read_as_its_cell_shows_it(number: float, number_format: str, figure: str | None) -> None:
    assert figure_of(number, number_format, FigureKind.AMOUNT_WAN) == figure


@pytest.mark.parametrize("number_format", ["0%", "0.00%", "#,##0,", '0!.0,"万"', "0.00,,"])
def test_that_a_format_that_shows_another_number_is_known(number_format: str) -> None:
    assert rescales(number_format)


@pytest.mark.parametrize("number_format", ["General", "0", "#,##0", "#,##0.00_);(#,##0.00)", '0"%以内"', "0.00_ "])
def test_that_a_format_that_shows_the_number_itself_is_left_alone(number_format: str) -> None:
    assert not rescales(number_format)


@given(st.text(st.sampled_from("_x0D5FA\r\x01\x0b甲\ufffe")) | st.text())
def test_that_escaping_can_always_be_taken_back(text: str) -> None:
    assert unescaped(escaped(text)) == text


@given(st.text(st.characters(categories=["Cc", "Cs", "Lo"])))
def test_that_no_character_that_xml_refuses_is_left(text: str) -> None:
    assert not set(escaped(text)) & {chr(code) for code in range(0x20) if chr(code) not in "\t\n"}
    assert not any("\ud800" <= character <= "\udfff" for character in escaped(text))


def test_that_a_shown_text_is_one_short_line() -> None:
    assert shown(" 甲\r\n乙\x01" + "丙" * 500).startswith("甲 乙 丙")
    assert len(shown("丙" * 500)) == 200
