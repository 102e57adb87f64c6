"""Glued figures are cut only where their own sum leaves one reading."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_desk.intake.pasted.glued import Effort, split_by_sum


def _readings(digits: str, size: int) -> list[list[str]]:
    """Every way to cut digits so that the last figure is the sum of the others, by trying all of them."""
    found = []
    for cuts in combinations(range(1, len(digits)), size - 1):
        pieces = [digits[a:b] for a, b in zip((0, *cuts), (*cuts, len(digits)), strict=True)]
        plain = all(len(piece) == 1 or piece[0] != "0" for piece in pieces)
        if plain and sum(map(int, pieces[:-1])) == int(pieces[-1]):
            found.append(pieces)
    return found


@pytest.mark.parametrize(
    ("shown", "figures"),
    [
        ("713000074", "71 3 0 0 0 0 74"),
        ("21710000218", "217 1 0 0 0 0 218"),
        ("20 0 00 0 121", "20 0 0 0 0 1 21"),
        ("640020470", "64 0 0 2 0 4 70"),
        ("0000000", "0 0 0 0 0 0 0"),
    ],
)
def test_that_a_row_with_one_reading_is_cut(shown: str, figures: str) -> None:
    assert split_by_sum(shown.split(), 7) == figures.split()


@pytest.mark.parametrize("shown", ["6233440", "713000075", "", "12", "71300a074", "1" * 80, "9" * 500])
def test_that_a_row_without_one_reading_is_not_cut(shown: str) -> None:
    assert split_by_sum([shown], 7) is None


@given(st.lists(st.integers(0, 30), min_size=4, max_size=4))
def test_that_a_row_is_cut_exactly_where_trying_all_ways_finds_one(parts: list[int]) -> None:
    digits = "".join(map(str, [*parts, sum(parts)]))
    readings = _readings(digits, 5)
    assert split_by_sum([digits], 5) == (readings[0] if len(readings) == 1 else None)


@given(st.text("0123456789", max_size=12))
def test_that_any_digits_are_cut_only_into_their_one_reading(digits: str) -> None:
    readings = _readings(digits, 4) if len(digits) >= 4 else []
    assert split_by_sum([digits], 4) == (readings[0] if len(readings) == 1 else None)


def test_that_three_rows_side_by_side_are_cut_by_their_three_sums() -> None:
    assert split_by_sum(["510281000120103"], 5, 3) == list("510281000120103")
    assert split_by_sum(["510291000120103"], 5, 3) is None


def test_that_rows_share_one_effort_and_none_is_cut_when_it_is_spent() -> None:
    effort = Effort()
    before = effort.left
    assert split_by_sum(["713000074"], 7, effort=effort) is not None
    assert 0 < effort.left < before
    assert split_by_sum(["713000074"], 7, effort=Effort(3)) is None
