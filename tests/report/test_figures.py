"""Figures: what may be typed, what is offered, and what is refused in words."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_desk.errors import RefusedFigure
from disclosure_desk.formats.schema import FigureKind
from disclosure_desk.report.figures import STORED, fault, plain, read_figure, value

COUNT, SIGNED, WAN = FigureKind.COUNT, FigureKind.SIGNED_COUNT, FigureKind.AMOUNT_WAN


@pytest.mark.parametrize(
    ("typed", "kind", "stored"),
    [
        ("12", COUNT, "12"),
        (" 12 ", COUNT, "12"),
        ("１２", COUNT, "12"),
        ("12,345", COUNT, "12345"),
        ("１２，３４５，６７８", COUNT, "12345678"),
        ("12 345", COUNT, "12345"),
        ("+7", COUNT, "7"),
        ("007", COUNT, "7"),
        ("0", COUNT, "0"),
        ("000", COUNT, "0"),
        ("11398889", COUNT, "11398889"),
        ("-8", SIGNED, "-8"),
        ("－8", SIGNED, "-8"),
        ("534.75", WAN, "534.75"),
        ("7545.00", WAN, "7545.00"),
        ("００．５０", WAN, "0.50"),
        ("1,234.5", WAN, "1234.5"),
        ("0.000001", WAN, "0.000001"),
    ],
)
def test_that_what_is_typed_is_normalised_and_keeps_its_digits(typed: str, kind: FigureKind, stored: str) -> None:
    assert read_figure(typed, kind) == stored


@pytest.mark.parametrize("typed", ["", " ", "\u3000", "\t\n"])
def test_that_blank_is_blank_and_not_zero(typed: str) -> None:
    assert read_figure(typed, COUNT) is None


@pytest.mark.parametrize(
    ("typed", "kind", "offer"),
    [
        ("1.2万", COUNT, "12000"),
        ("3件", COUNT, "3"),
        ("12.0", COUNT, "12"),
        ("2 0", COUNT, "20"),
        ("251000元", WAN, "25.1"),
        ("534.75万元", WAN, "534.75"),
        ("1.5亿元", WAN, "15000"),
    ],
)
def test_that_what_was_probably_meant_is_offered_and_never_taken_silently(
    typed: str, kind: FigureKind, offer: str
) -> None:
    with pytest.raises(RefusedFigure) as refusal:
        read_figure(typed, kind)
    assert refusal.value.offer == offer


@pytest.mark.parametrize(
    ("typed", "kind", "said"),
    [
        ("-1", COUNT, "负数"),
        ("1.5", COUNT, "小数"),
        ("12a", COUNT, "不是数字"),
        ("=SUM(A1:A3)", COUNT, "公式"),
        ("1" * 40, COUNT, "太长"),
        ("-0.5", WAN, "负数"),
        ("1.1234567", WAN, "超过 6 位"),
        ("1.5", SIGNED, "小数"),
        ("/", COUNT, "不是数字"),
        ("—", COUNT, "不是数字"),
        ("无", COUNT, "不是数字"),
        ("1e5", COUNT, "不是数字"),
        ("٣", COUNT, "不是数字"),
        ("1,23", COUNT, "不是数字"),
        ("--1", SIGNED, "不是数字"),
    ],
)
def test_that_a_refusal_says_what_is_wrong_and_what_is_expected(typed: str, kind: FigureKind, said: str) -> None:
    with pytest.raises(RefusedFigure, match=said) as refusal:
        read_figure(typed, kind)
    assert refusal.value.offer is None
    assert len(str(refusal.value)) < 80


def _read(typed: str, kind: FigureKind) -> str | RefusedFigure | None:
    try:
        return read_figure(typed, kind)
    except RefusedFigure as refusal:
        return refusal


@given(st.text(max_size=30), st.sampled_from(FigureKind))
def test_that_anything_typed_is_stored_well_or_refused_in_words(typed: str, kind: FigureKind) -> None:
    outcome = _read(typed, kind)
    if isinstance(outcome, RefusedFigure):
        assert str(outcome).endswith("。")
        assert outcome.offer is None or read_figure(outcome.offer, kind) == outcome.offer
    else:
        assert outcome is None or (STORED.fullmatch(outcome) and not fault(outcome, kind))


@pytest.mark.parametrize("typed", ["12\t345", "12\n345", "12\r\n345", "12\u2028345", "1 \t 234"])
def test_that_tabs_and_line_breaks_part_figures_and_not_thousands(typed: str) -> None:
    with pytest.raises(RefusedFigure) as refused:
        read_figure(typed, COUNT)
    assert refused.value.offer is None


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=0, max_value=10**12))
def test_that_a_stored_amount_is_read_as_itself(number: Decimal) -> None:
    typed = format(number, "f")
    assert read_figure(typed, WAN) == typed
    assert value(typed) == number


@pytest.mark.parametrize(("number", "shown"), [("12", "12"), ("12.50", "12.5"), ("0.00", "0"), ("1E+3", "1000")])
def test_that_a_computed_number_is_shown_without_exponent_or_idle_zeros(number: str, shown: str) -> None:
    assert plain(Decimal(number)) == shown
