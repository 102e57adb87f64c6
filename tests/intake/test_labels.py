"""How far a wording is from a label."""

from hypothesis import given
from hypothesis import strategies as st

from disclosure_desk.intake.labels import distance

_LETTERS = st.text("公开信息", max_size=9)


def _levenshtein(a: str, b: str) -> int:
    if not a or not b:
        return len(a) + len(b)
    return min(_levenshtein(a[1:], b) + 1, _levenshtein(a, b[1:]) + 1, _levenshtein(a[1:], b[1:]) + (a[0] != b[0]))


@given(_LETTERS.map(lambda text: text[:6]), _LETTERS.map(lambda text: text[:6]), st.integers(0, 3))
def test_that_a_distance_within_the_limit_is_exact_and_one_beyond_it_is_only_beyond(a: str, b: str, limit: int) -> None:
    true, found = _levenshtein(a, b), distance(a, b, limit)
    assert found == true if true <= limit else found > limit
