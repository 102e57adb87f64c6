"""Where things are printed, against what another program reads from the same PDF."""

from dataclasses import replace
from itertools import pairwise

import pytest

from disclosure_desk.export.blocks import MarkKind
from disclosure_desk.export.fonts import font_set
from disclosure_desk.export.layout import laid_out
from disclosure_desk.export.page import LEADING, LINES, TOP
from disclosure_desk.export.pdf_writer import pdf_bytes, pdf_with_places
from disclosure_desk.export.places import Placed
from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.intake.report_json import read_report_json
from disclosure_desk.report.document import ReportDocument
from disclosure_desk.report.editing import set_text
from disclosure_desk.report.paragraphs import paragraphs
from disclosure_desk.resources import resource
from tests.export.pages import Char, PrintedPage, pages_of

FONTS = font_set()
SAMPLE = read_report_json(resource("sample", "示例区交警大队-2024.gknb").read_bytes(), "sample", catalogue())


def _inside(placed: Placed, page: PrintedPage) -> str:
    """The characters whose middle lies in a place."""

    def middle(char: Char) -> tuple[float, float]:
        return (char.left + char.right) / 2, char.baseline - char.size / 3

    return "".join(char.text for char in page.chars if placed.rect.contains(*middle(char)))


def _printed(report: ReportDocument) -> tuple[list[PrintedPage], tuple[Placed, ...]]:
    content, places = pdf_with_places(laid_out(report), FONTS)
    return pages_of(content), places


def test_that_the_bytes_are_those_of_the_export() -> None:
    assert pdf_with_places(laid_out(SAMPLE), FONTS)[0] == pdf_bytes(laid_out(SAMPLE), FONTS)


@pytest.mark.parametrize("format_id", catalogue().ids)
def test_that_every_cell_has_one_place_and_its_figure_is_printed_there(format_id: str) -> None:
    form = catalogue().form(format_id)
    cells = {cell: str(1001 + at) for at, cell in enumerate(form.places)}
    pages, places = _printed(ReportDocument(form, SAMPLE.agency, 2024, cells=cells))
    found = {placed.mark.key: placed for placed in places if placed.mark.kind is MarkKind.CELL}
    assert sum(placed.mark.kind is MarkKind.CELL for placed in places) == len(found) == len(form.places)
    for cell, placed in found.items():
        assert _inside(placed, pages[placed.page]) == cells[cell], cell


def test_that_blank_cells_have_their_places_too() -> None:
    _, places = _printed(replace(SAMPLE, cells={}, narratives={}))
    assert {p.mark.key for p in places if p.mark.kind is MarkKind.CELL} == set(SAMPLE.form.places)


def test_that_headings_and_title_are_where_they_are_printed() -> None:
    pages, places = _printed(SAMPLE)
    headings = {p.mark.key: _inside(p, pages[p.page]) for p in places if p.mark.kind is MarkKind.HEADING}
    assert headings == {section.id: section.heading for section in SAMPLE.form.sections}
    title = [_inside(p, pages[p.page]) for p in places if p.mark.kind is MarkKind.TITLE]
    assert "".join(title) == SAMPLE.title


def test_that_every_line_says_which_characters_of_its_text_it_prints() -> None:
    pages, places = _printed(SAMPLE)
    for key, text in SAMPLE.narratives.items():
        lines = [p for p in places if p.mark.kind is MarkKind.TEXT and p.mark.key == key]
        for line in lines:
            printed = _inside(line, pages[line.page]).replace(" ", "")
            assert printed == text[line.start : line.end].replace(" ", "").strip()
        covered = [at for line in lines for at in range(line.start, line.end)]
        assert covered == [at for each in paragraphs(text) for at in range(each.start, each.start + len(each.text))]


def test_that_marks_nobody_sees_leave_no_character_without_its_line() -> None:
    text = "政\u200b府\u00ad信息" * 40 + "\n第二段。"
    _, places = _printed(SAMPLE.applied(set_text(SAMPLE, "other_matters", text)))
    lines = [p for p in places if p.mark.key == "other_matters" and p.mark.kind is MarkKind.TEXT]
    assert [lines[0].start, lines[-2].end, lines[-1].start, lines[-1].end] == [0, 240, 241, 245]
    assert all(a.end == b.start for a, b in pairwise(lines[:-1]))


def test_that_every_place_lies_in_the_type_area() -> None:
    _, places = _printed(SAMPLE)
    for placed in places:
        assert placed.rect.top >= TOP - 0.01
        assert placed.rect.top + placed.rect.height <= TOP + LINES * LEADING + 0.01
