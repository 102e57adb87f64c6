"""What the officer is told about each row, column and text of the official formats."""

import re

import pytest

from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.formats.form import Form
from disclosure_desk.formats.guidance import (
    Guidance,
    cited,
    expected_in,
    of_column,
    of_cover,
    of_row,
    of_section,
    unguided,
)
from disclosure_desk.formats.schema import CellId
from disclosure_desk.report.document import AGENCY_KINDS
from tests.reports import TINY_CATALOGUE

FORMS = [catalogue().form(format_id) for format_id in catalogue().ids]
LONGEST = 90


def told_about_cells(form: Form) -> list[Guidance]:
    return [of(form, cell) for cell in form.places for of in (of_row, of_column)]


@pytest.mark.parametrize("form", FORMS, ids=catalogue().ids)
def test_that_every_row_and_column_has_guidance_a_source_and_the_usual_mistake(form: Form) -> None:
    assert unguided(form) == ()
    for told in told_about_cells(form):
        assert told.guide, told.heading
        assert told.source, told.heading
        assert told.mistake, told.heading


@pytest.mark.parametrize("form", FORMS, ids=catalogue().ids)
def test_that_guidance_is_short_and_made_of_whole_sentences(form: Form) -> None:
    for told in [*told_about_cells(form), *of_cover(form)]:
        assert max(len(told.guide), len(told.mistake)) <= LONGEST, told.heading
        assert told.guide.endswith("。"), told.heading
        assert told.mistake.endswith("。"), told.heading
        assert not re.search("[A-Za-z!！]", told.guide + told.mistake), told.heading


@pytest.mark.parametrize("form", FORMS, ids=catalogue().ids)
def test_that_a_source_is_an_article_or_a_document_with_its_number(form: Form) -> None:
    sources = {told.source for told in told_about_cells(form)}
    assert {s for s in sources if not re.match("《政府信息公开条例》第.+条|.+〔20[0-9]{2}〕[0-9]+号", s)} == set()


@pytest.mark.parametrize("form", FORMS, ids=catalogue().ids)
def test_that_every_text_says_what_belongs_in_it(form: Form) -> None:
    assert all(of_section(form, key).guide for key in form.narrative_keys)
    assert all(of_section(form, section.id).mistake for section in form.narratives)
    assert len(expected_in(form, "overview")) == 5
    assert expected_in(form, "preamble") == expected_in(form, "requests") == ()


def test_that_headings_are_the_wording_of_the_form() -> None:
    form = catalogue().form("2021")
    cell = CellId("requests/withheld.third_party_rights/commercial_enterprise")
    assert of_row(form, cell).heading == "4.保护第三方合法权益"
    assert of_row(form, cell).source == "《政府信息公开条例》第十五条、第三十二条"
    assert of_column(form, cell).heading == "商业企业"
    assert of_section(form, "overview").heading == "一、总体情况"


def test_that_a_label_without_an_article_rests_on_the_printed_form_of_its_section() -> None:
    cell = CellId("requests/outcomes_total/total")
    assert of_row(catalogue().form("2021"), cell).source == "国办公开办函〔2021〕30号所附表样"
    assert of_row(catalogue().form("2021", {"requests": "2019"}), cell).source == "2019年的表式"


def test_that_the_cover_explains_kind_level_and_scope() -> None:
    told = {each.heading: each for each in of_cover(catalogue().form("2021"))}
    assert list(told) == ["机关全称", "机关类别", "机关层级", "统计范围"]
    assert AGENCY_KINDS["township"] in told["机关类别"].mistake
    assert told["机关类别"].source == "《政府信息公开条例》第四十九条、第五十条"
    assert told["机关层级"].source == ""


def test_that_a_document_other_than_the_regulations_is_named_as_it_is() -> None:
    assert cited("第十四条", "") == "《政府信息公开条例》第十四条"
    assert cited("国办函〔2020〕109号", "表样") == "国办函〔2020〕109号"
    assert cited("", "表样") == "表样"


def test_that_what_has_no_guidance_yet_is_named_for_the_writer_of_a_format() -> None:
    lacking = unguided(TINY_CATALOGUE.form("tiny"))
    assert any("“" in words for words in lacking)
