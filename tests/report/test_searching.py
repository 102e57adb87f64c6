"""Finding and replacing words in texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.report.carry_over import begin
from disclosure_desk.report.editing import set_text
from disclosure_desk.report.searching import Wanted, counted, replace_everywhere
from tests.reports import AGENCY

WORDS = st.text(st.sampled_from("甲aAａＡ1１，,ß㎡ \n"), max_size=12)


@pytest.mark.parametrize(
    ("wanted", "text", "spans"),
    [
        (Wanted("条例"), "条例与条例", [(0, 2), (3, 5)]),
        (Wanted("pdf"), "PDF、ＰＤＦ、pdf", [(0, 3), (4, 7), (8, 11)]),
        (Wanted("pdf", loose=False), "PDF、pdf", [(4, 7)]),
        (Wanted("(一)"), "（一）", [(0, 3)]),
        (Wanted("甲甲"), "甲甲甲", [(0, 2)]),
        (Wanted(""), "甲", []),
        (Wanted("𠀀"), "甲𠀀", [(1, 2)]),
    ],
)
def test_that_words_are_found_where_they_stand(wanted: Wanted, text: str, spans: list[tuple[int, int]]) -> None:
    assert wanted.spans(text) == spans


@given(WORDS, WORDS)
def test_that_words_replaced_by_themselves_change_nothing_when_exact(words: str, text: str) -> None:
    wanted = Wanted(words, loose=False)
    assert wanted.replaced(text, words) == text
    assert wanted.replaced(text, "乙").count("乙") == len(wanted.spans(text))


@given(WORDS, WORDS)
def test_that_loose_places_are_as_long_as_the_words_and_include_the_exact_ones(words: str, text: str) -> None:
    loose = Wanted(words).spans(text)
    assert all(end - start == len(words) for start, end in loose)
    assert len(loose) >= len(Wanted(words, loose=False).spans(text))


def test_that_all_texts_are_changed_in_one_step_and_the_places_counted() -> None:
    report = begin(AGENCY, 2024, catalogue())
    texts = {"overview": "甲乙甲", "issues_and_improvements": "乙", "other_matters": "甲"}
    for key, text in texts.items():
        report = report.applied(set_text(report, key, text))

    change, counts = replace_everywhere(report, texts, Wanted("甲"), "丙丙")

    assert change.label == "全部替换 3 处"
    assert counts == {"overview": 2, "other_matters": 1}
    assert counted(report, counts) == "总体情况 2 处、其他事项 1 处"
    assert report.applied(change).narratives == {**texts, "overview": "丙丙乙丙丙", "other_matters": "丙丙"}
