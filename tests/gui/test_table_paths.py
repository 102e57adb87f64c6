"""Ways through a table: lines, wide boxes, edges of blocks."""

import pytest

from disclosure_desk.formats.form import Form
from disclosure_desk.formats.grid import Box, grid
from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui.table_paths import FigurePaths, Way
from tests.reports import official_form


def paths_of(section: str, form: Form | None = None) -> FigurePaths:
    table = next(t for t in (form or official_form()).tables if t.id == section)
    return FigurePaths(grid(table))


def box(paths: FigurePaths, cell: str) -> Box:
    return next(each for each in paths.in_order if each.cell == cell)


def cell_of(found: Box | None) -> CellId | None:
    return found.cell if found else None


@pytest.mark.parametrize("section", ["proactive_disclosure", "requests", "review_and_litigation"])
def test_that_the_order_is_that_of_the_form(section: str) -> None:
    table = next(t for t in official_form().tables if t.id == section)
    assert tuple(each.cell for each in paths_of(section).in_order) == table.cells


def test_that_stubs_and_headers_are_not_on_the_way_down() -> None:
    paths = paths_of("proactive_disclosure")
    below = paths.beside(box(paths, "proactive_disclosure/normative_documents/issued"), Way.DOWN)
    assert cell_of(below) == "proactive_disclosure/licensing/decisions"


def test_that_the_column_is_kept_past_a_wide_box() -> None:
    paths = paths_of("proactive_disclosure")
    start = box(paths, "proactive_disclosure/licensing/decisions")
    assert cell_of(paths.beside(start, Way.UP, column=3)) == "proactive_disclosure/normative_documents/in_force"
    assert cell_of(paths.beside(start, Way.UP)) == "proactive_disclosure/normative_documents/issued"


def test_that_the_way_ends_at_the_edge() -> None:
    paths = paths_of("requests")
    first, last = paths.in_order[0], paths.in_order[-1]
    assert [paths.beside(first, way) for way in (Way.LEFT, Way.UP)] == [None, None]
    assert [paths.beside(last, way) for way in (Way.RIGHT, Way.DOWN)] == [None, None]


def test_that_a_block_ends_where_the_filled_cells_end() -> None:
    paths = paths_of("requests")
    line = paths.lines[0]
    filled = {line[0], line[1], line[2], line[5]}

    def edge(at: int) -> int:
        return line.index(paths.block_edge(line[at], Way.RIGHT, filled.__contains__))

    assert [edge(at) for at in range(7)] == [2, 2, 5, 5, 5, 6, 6]


def test_that_following_runs_both_ways_through_the_whole_table() -> None:
    paths = paths_of("review_and_litigation")
    middle = paths.in_order[7]
    assert list(paths.following(middle, 1)) == list(paths.in_order[8:])
    assert list(paths.following(middle, -1)) == list(reversed(paths.in_order[:7]))
