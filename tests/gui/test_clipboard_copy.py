"""What a copied block of a table looks like to other programs."""

import re
from collections.abc import Iterable
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.formats.grid import grid
from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui.copied_block import CopiedBlock, bare, headed
from disclosure_desk.gui.table_paths import FigurePaths
from disclosure_desk.report.document import ReportDocument
from tests.gui.table_driver import requests
from tests.reports import AGENCY


class TableReader(HTMLParser):
    """An HTML table as rows of (text, row span, column span, style)."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.rows: list[list[tuple[str, int, int, str]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        if tag == "tr":
            self.rows.append([])
        if tag == "td":
            spans = int(given.get("rowspan", 1)), int(given.get("colspan", 1))
            self.rows[-1].append(("", *spans, given.get("style", "")))

    def handle_data(self, data: str) -> None:
        if self.rows and self.rows[-1]:
            _, *rest = self.rows[-1][-1]
            self.rows[-1][-1] = (data, *rest)  # type: ignore[assignment]

    def covered(self) -> dict[tuple[int, int], str]:
        """Which text covers each place of the table; a place that is covered twice fails."""
        places: dict[tuple[int, int], str] = {}
        for down, row in enumerate(self.rows):
            across = 0
            for text, rows, columns, _ in row:
                while (down, across) in places:
                    across += 1
                for place in ((down + r, across + c) for r in range(rows) for c in range(columns)):
                    assert place not in places
                    places[place] = text
                across += columns
        return places


def numbered(format_id: str = "2021") -> ReportDocument:
    """A report in which every cell holds its own number, from 1."""
    form = catalogue().form(format_id)
    return ReportDocument(form, AGENCY, 2024, cells={cell: str(at) for at, cell in enumerate(form.places, 1)})


def paths_of(report: ReportDocument, section: str) -> FigurePaths:
    return FigurePaths(grid(next(table for table in report.form.tables if table.id == section)))


def copied(section: str, cells: Iterable[CellId], *, with_headings: bool = False) -> CopiedBlock:
    report = numbered()
    paths = paths_of(report, section)
    return headed(report, paths, cells) if with_headings else bare(report, paths, cells)


BLOCK = [requests(row, column) for row in ("received", "granted") for column in ("natural_person", "total")]


def test_that_figures_alone_are_copied_as_the_rectangle_that_holds_them() -> None:
    block = copied(
        "requests", [requests("received", "other_organization"), requests("granted", "legal_service_institution")]
    )
    assert block.text == "15\t16\n22\t23\n29\t30"


def test_that_headings_are_copied_with_their_figures_as_text() -> None:
    lines = copied("requests", BLOCK[:1], with_headings=True).text.split("\n")
    assert lines[-1].endswith("一、本年新收政府信息公开申请数量\t\t\t11")
    assert [line.split("\t")[-1] for line in lines] == ["申请人情况", "自然人", "", "11"]


@pytest.mark.parametrize("format_id", catalogue().ids)
def test_that_a_whole_table_with_headings_is_the_printed_form(format_id: str) -> None:
    report = numbered(format_id)
    for table in report.form.tables:
        printed = grid(table)
        block = headed(report, paths_of(report, table.id), table.cells)
        covered = TableReader(block.html).covered()
        expected = {place: report.cells[box.cell] if box.cell else box.text for place, box in printed.covering.items()}
        assert covered == expected


def test_that_a_part_of_a_table_keeps_only_its_own_rows_and_columns() -> None:
    covered = TableReader(copied("requests", BLOCK[:1], with_headings=True).html).covered()
    assert {across for _, across in covered} == {0, 1, 2, 3}
    texts = set(covered.values())
    assert "自然人" in texts
    assert "总计" not in texts
    assert not any("予以公开" in text for text in texts)


def test_that_the_titles_of_table_two_are_copied_with_their_own_figures_only() -> None:
    cell = CellId("proactive_disclosure/licensing/decisions")
    texts = set(TableReader(copied("proactive_disclosure", [cell], with_headings=True).html).covered().values())
    assert "第二十条第（五）项" in texts
    assert "第二十条第（一）项" not in texts


def test_that_figures_stand_to_the_right_and_labels_do_not() -> None:
    for row in TableReader(copied("requests", BLOCK, with_headings=True).html).rows:
        for text, _, _, style in row:
            assert ("text-align:right" in style) == bool(re.fullmatch("[0-9]+", text))


@pytest.mark.parametrize(
    ("figure", "number_format"), [("7545.00", r"'0\.00'"), ("12", "'0'"), ("12345678901234567890", r"'\@'")]
)
def test_that_a_spreadsheet_is_told_to_keep_every_digit(figure: str, number_format: str) -> None:
    cell = CellId("proactive_disclosure/licensing/decisions")
    report = replace(numbered(), cells={cell: figure})
    block = bare(report, paths_of(report, "proactive_disclosure"), [cell])
    assert f"mso-number-format:{number_format}" in block.html
    assert f">{figure}</td>" in block.html


def test_that_text_of_a_copied_label_is_no_markup() -> None:
    report = numbered()
    marked = replace(report, cells={BLOCK[0]: "<b>1</b>"})
    assert "&lt;b&gt;1&lt;/b&gt;" in bare(marked, paths_of(report, "requests"), BLOCK[:1]).html


def test_that_values_with_tabs_quotes_and_line_ends_are_quoted() -> None:
    report = numbered()
    odd = replace(report, cells={BLOCK[0]: 'a\tb"c\nd', requests("received", "commercial_enterprise"): "2"})
    wanted = [BLOCK[0], requests("received", "commercial_enterprise")]
    assert bare(odd, paths_of(report, "requests"), wanted).text == '"a\tb""c\nd"\t2'


def test_that_a_blank_last_line_of_one_column_is_not_lost() -> None:
    report = replace(numbered(), cells={requests("received"): "1"})
    paths = paths_of(report, "requests")
    assert bare(report, paths, [requests("received"), requests("carried_over_in")]).text == "1\n\n"
    assert bare(report, paths, [requests("received")]).text == "1"
