"""Finds where in a workbook the figures of a form stand: by names first, by the wording of rows and columns next."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from disclosure_desk.errors import UnreadableFile
from disclosure_desk.formats.form import Form
from disclosure_desk.formats.schema import Block, CellId, TableSection, cell_id
from disclosure_desk.intake.workbook_located import LabelledSheet, StatedLabels
from disclosure_desk.intake.workbook_sheets import Area, Book
from disclosure_desk.report.workbook_names import cell_name, cells_by_name


@dataclass
class Places:
    """Where the figures of a form stand.

    Attributes:
        areas: the cell of the workbook that holds each figure.
        labelled: the figures that were found by labels, their names being gone.
        moved: the figures whose name points beside the label of another row or column.
        lost: the figures that were found neither way.
    """

    areas: dict[CellId, Area] = field(default_factory=dict)
    labelled: list[CellId] = field(default_factory=list)
    moved: list[CellId] = field(default_factory=list)
    lost: list[CellId] = field(default_factory=list)


class Finder:
    """Looks for tables in one workbook.

    Args:
        book: the workbook.
        name: the file's name, for messages.
    """

    def __init__(self, book: Book, name: str) -> None:
        self._book = book
        self._name = name
        self._labelled: Mapping[str, LabelledSheet] = {
            title: LabelledSheet.of(sheet) for title, sheet in book.sheets.items()
        }

    def named(self, table: TableSection) -> dict[CellId, Area]:
        """The cells of a table whose names still point somewhere."""
        areas = ((cell, self._book.names.get(cell_name(cell).lower())) for cell in table.cells)
        return {cell: area for cell, area in areas if area is not None}

    def worded(self, table: TableSection) -> dict[CellId, Area]:
        """The cells of a table by its labels; empty unless one sheet has at least half of them.

        Raises:
            UnreadableFile: two sheets have the table alike, so that neither can be trusted.
        """
        located = {title: labelled.locate(table) for title, labelled in self._labelled.items()}
        best = max(located.values(), key=len, default={})
        if 2 * len(best) < len(table.cells):
            return {}
        alike = [title for title, found in located.items() if len(found) == len(best)]
        if len(alike) > 1:
            sheets = "、".join(f"“{title}”" for title in alike)
            raise UnreadableFile(
                f"文件“{self._name}”的工作表{sheets}都有“{table.heading}”的表格，无法判断用哪一个。请只保留一个，再试。"
            )
        return best

    def find(self, form: Form) -> Places:
        """Where every figure of a form stands."""
        places = Places()
        by_name = cells_by_name(form)
        for table in form.tables:
            named = {cell: area for cell, area in self.named(table).items() if cell in by_name.values()}
            missing = [cell for cell in table.cells if cell not in named]
            worded = self._worded_beside(table, named) if missing else {}
            for cell in missing:
                if cell in worded:
                    places.areas[cell] = worded[cell]
                    places.labelled.append(cell)
                else:
                    places.lost.append(cell)
            moved = self._moved(table, named)
            places.moved += moved
            places.areas |= {cell: area for cell, area in named.items() if cell not in moved}
        return places

    def _worded_beside(self, table: TableSection, named: Mapping[CellId, Area]) -> dict[CellId, Area]:
        """By labels, but only in the sheet where the table's other figures are, if that is known."""
        sheets = {area.sheet for area in named.values()}
        if not sheets:
            return self.worded(table)
        found: dict[CellId, Area] = {}
        for title in sheets:
            found |= self._labelled[title].locate(table)
        taken = set(named.values())
        return {cell: area for cell, area in found.items() if area not in taken}

    def _moved(self, table: TableSection, named: Mapping[CellId, Area]) -> list[CellId]:
        labels = StatedLabels(table, self._labelled)
        return [
            cell
            for block in table.blocks
            if block.layout == "stacked"
            for cell, row, column in _cells(table, block)
            if cell in named and labels.contradict(named[cell], row, column)
        ]


def _cells(table: TableSection, block: Block) -> list[tuple[CellId, str, str]]:
    return [
        (cell_id(table.id, row.id, column.id), row.id, column.id)
        for row in block.leaf_rows
        for column in block.leaf_columns
    ]
