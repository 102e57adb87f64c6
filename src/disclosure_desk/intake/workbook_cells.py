"""Reads all figures of a workbook from where they stand, and works out the totals that are formulas."""

from collections.abc import Iterator

from disclosure_desk.formats.schema import CellId
from disclosure_desk.intake.reading import LEFT_OUT, REWORDED, UNREAD
from disclosure_desk.intake.workbook_figures import read_cell
from disclosure_desk.intake.workbook_places import Places
from disclosure_desk.intake.workbook_problems import Problem
from disclosure_desk.intake.workbook_sheets import Area, Book
from disclosure_desk.report.document import ReportDocument
from disclosure_desk.report.figures import value
from disclosure_desk.report.workbook_values import sum_of

_LOST = "在文件中找不到，可能删去了行、列或工作表"
_MOVED = "的位置与旁边的表头不符，可能移动或排序过，没有读入"
_BY_LABELS = "是按表头认出的，原来的位置名称已丢失"


def read_figures(book: Book, report: ReportDocument, places: Places) -> tuple[dict[CellId, str], list[Problem]]:
    """Every figure of a report, and what is to be said of them.

    Args:
        book: the workbook.
        report: the report without figures: its form says which cells there are, its flag whether totals follow.
        places: where the figures stand.
    """
    return _FigureReader(book, report, places).read()


class _FigureReader:
    def __init__(self, book: Book, report: ReportDocument, places: Places) -> None:
        self._book = book
        self._report = report
        self._places = places
        self._cells: dict[CellId, str] = {}
        self._problems: list[Problem] = []

    def read(self) -> tuple[dict[CellId, str], list[Problem]]:
        self._problems += self._of_places()
        calculated = {cell: area for cell, area in self._places.areas.items() if self._is_calculated(cell, area)}
        for cell, area in self._places.areas.items():
            if cell not in calculated:
                self._read_one(cell, area)
        for each in self._report.form.fillings:
            if each.total in calculated:
                self._calculate(each.total, each.parts, calculated[each.total])
        # In the form's order, as every other reader gives them.
        return {cell: self._cells[cell] for cell in self._report.form.places if cell in self._cells}, self._problems

    def _of_places(self) -> Iterator[Problem]:
        by_labels = self._places.labelled if len(self._places.labelled) < len(self._places.areas) else []
        for code, cells, what in (
            (UNREAD, self._places.lost, _LOST),
            (UNREAD, self._places.moved, _MOVED),
            (REWORDED, by_labels, _BY_LABELS),
        ):
            for cell in cells:
                yield Problem(code, self._report.form.places[cell], "", what)

    def _is_formula(self, area: Area) -> bool:
        return (area.top, area.left) in self._book.sheets[area.sheet].formulas

    def _is_calculated(self, cell: CellId, area: Area) -> bool:
        """Whether a total is to be worked out: it is a formula, and follows its parts or has no result saved."""
        if cell not in self._report.form.totals or not self._is_formula(area):
            return False
        return not self._report.is_typed or self._book.value(area) is None

    def _read_one(self, cell: CellId, area: Area) -> None:
        place = self._report.form.places[cell]
        read = read_cell(self._book.value(area), place.kind, is_formula=self._is_formula(area))
        if read.figure is not None:
            self._cells[cell] = read.figure
        if read.code:
            self._problems.append(Problem(read.code, place, area.spoken, read.problem))

    def _calculate(self, total: CellId, parts: tuple[CellId, ...], area: Area) -> None:
        place, figure = self._report.form.places[total], sum_of(self._cells, parts)
        if figure is not None:
            self._cells[total] = figure
        shown = read_cell(self._book.value(area), place.kind).figure
        if shown is not None and (figure is None or value(shown) != value(figure)):
            taken = "各项没有填齐，该格留空" if figure is None else f"已改为各项之和 {figure}"
            what = f"在表中显示为 {shown}，与各项不符，{taken}"
            self._problems.append(Problem(LEFT_OUT, place, area.spoken, what))
