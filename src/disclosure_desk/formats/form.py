"""The form of one report: a format with some sections taken from another, and the relations that follow from it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from graphlib import TopologicalSorter

from disclosure_desk.formats.grid import Grid, grid
from disclosure_desk.formats.schema import (
    Balance,
    CellId,
    CheckRecord,
    Column,
    FigureKind,
    Format,
    NarrativeSection,
    Row,
    Section,
    SumAcross,
    SumDown,
    TableSection,
    cell_id,
)

PREAMBLE = "preamble"
"""Key of the optional text before section one; it is no section of its own."""


@dataclass(frozen=True, eq=False)  # one object for each cell of a form, like the two below
class Place:
    """Where a cell stands: its section, row and column, and what kind of figure it takes."""

    cell: CellId
    section: TableSection
    row: Row
    column: Column
    kind: FigureKind

    @property
    def spoken(self) -> str:
        """How a message names the cell: 表三“予以公开”“自然人”."""
        return f"{self.section.short}“{self.row.spoken}”“{self.column.spoken}”"


@dataclass(frozen=True, eq=False)
class Sum:
    """One instance of a sum: ``total`` is stated, ``parts`` add up to it.

    Attributes:
        place: where the total stands.
    """

    record: SumAcross | SumDown
    total: CellId
    parts: tuple[CellId, ...]
    place: Place

    @cached_property
    def cells(self) -> tuple[CellId, ...]:
        """The total, then the parts."""
        return (self.total, *self.parts)


@dataclass(frozen=True, eq=False)
class Equation:
    """One instance of a balance: the cells of ``left`` add up to those of ``right``."""

    record: Balance
    left: tuple[Place, ...]
    right: tuple[Place, ...]

    @cached_property
    def cells(self) -> tuple[CellId, ...]:
        """The left side's cells, then the right side's."""
        return tuple(place.cell for place in (*self.left, *self.right))


@dataclass(
    frozen=True, eq=False
)  # one object for each form: compared and hashed by identity, thousands of times a second
class Form:
    """The sections and rules that one report is filled in and checked by.

    Attributes:
        base: the report's format.
        sections: the base's sections, some replaced by another format's section of the same id.
        checks: the records that go with those sections.
        origins: section id -> id of the format that the section comes from.
    """

    base: Format
    sections: tuple[Section, ...]
    checks: tuple[CheckRecord, ...]
    origins: Mapping[str, str]

    @cached_property
    def tables(self) -> tuple[TableSection, ...]:
        """The sections that are tables, in order."""
        return tuple(s for s in self.sections if isinstance(s, TableSection))

    @cached_property
    def grids(self) -> Mapping[str, Grid]:
        """Each table laid out as merged boxes, by section id."""
        return {table.id: grid(table) for table in self.tables}

    @cached_property
    def narratives(self) -> tuple[NarrativeSection, ...]:
        """The sections that are running text, in order."""
        return tuple(s for s in self.sections if isinstance(s, NarrativeSection))

    @cached_property
    def narrative_keys(self) -> tuple[str, ...]:
        """Every key that a report's texts may have, in order."""
        return (PREAMBLE, *(s.id for s in self.narratives))

    @cached_property
    def places(self) -> Mapping[CellId, Place]:
        """Every cell of the report, in the form's order."""
        return {place.cell: place for table in self.tables for place in _places(table)}

    @cached_property
    def sums(self) -> tuple[Sum, ...]:
        """Every sum that the records state, record by record."""
        return tuple(s for check in self.checks if isinstance(check, SumAcross | SumDown) for s in self._sums_of(check))

    @cached_property
    def equations(self) -> tuple[Equation, ...]:
        """Every balance that the records state, column by column."""
        return tuple(e for check in self.checks if isinstance(check, Balance) for e in self._equations_of(check))

    @cached_property
    def fillings(self) -> tuple[Sum, ...]:
        """The one sum that fills each total, parts before totals: the first record that claims a total has it."""
        chosen: dict[CellId, Sum] = {}
        for each in self.sums:
            chosen.setdefault(each.total, each)
        order = TopologicalSorter({total: each.parts for total, each in chosen.items()}).static_order()
        return tuple(chosen[cell] for cell in order if cell in chosen)

    @cached_property
    def totals(self) -> frozenset[CellId]:
        """The cells that are totals of others."""
        return frozenset(each.total for each in self.fillings)

    def section(self, section_id: str) -> Section:
        """The section of that id (KeyError if the form has none)."""
        return self._by_id[section_id]

    @cached_property
    def _by_id(self) -> Mapping[str, Section]:
        return {section.id: section for section in self.sections}

    def _equations_of(self, record: Balance) -> Iterator[Equation]:
        for column in dict.fromkeys(p.column.id for p in self.places.values() if p.section.id == record.section):
            sides = (
                tuple(self.places[cell_id(record.section, row, column)] for row in rows)
                for rows in (record.left, record.right)
            )
            yield Equation(record, *sides)

    def _sums_of(self, record: SumAcross | SumDown) -> Iterator[Sum]:
        table = self.section(record.section)
        if not isinstance(table, TableSection):
            raise TypeError(record.section)
        for block in table.blocks:
            rows, columns = [r.id for r in block.leaf_rows], [c.id for c in block.leaf_columns]
            if isinstance(record, SumAcross) and record.total in columns:
                for row in rows:
                    parts = tuple(cell_id(table.id, row, part) for part in record.parts)
                    yield self._sum(record, cell_id(table.id, row, record.total), parts)
            if isinstance(record, SumDown) and record.total in rows:
                for column in columns:
                    parts = tuple(cell_id(table.id, part, column) for part in record.parts)
                    yield self._sum(record, cell_id(table.id, record.total, column), parts)

    def _sum(self, record: SumAcross | SumDown, total: CellId, parts: tuple[CellId, ...]) -> Sum:
        return Sum(record, total, parts, self.places[total])


def _places(table: TableSection) -> Iterator[Place]:
    for block in table.blocks:
        for row in block.leaf_rows:
            for column in block.leaf_columns:
                kind = row.kind or column.kind or FigureKind.COUNT
                yield Place(cell_id(table.id, row.id, column.id), table, row, column, kind)


def compose(base: Format, replaced: Mapping[str, Format]) -> Form:
    """The form of a report whose format is ``base`` and whose sections named in ``replaced`` come from there.

    Raises:
        KeyError: a replacing format has no such section, or it is not a table.
    """
    tables = {key: {t.id: t for t in other.tables}[key] for key, other in replaced.items()}
    sections = tuple(tables.get(section.id, section) for section in base.sections)
    checks = [check for check in base.checks if check.section not in replaced]
    for key, other in replaced.items():
        checks += [check for check in other.checks if check.section == key]
    origins = {s.id: replaced[s.id].id if s.id in replaced else base.id for s in base.sections}
    return Form(base, sections, tuple(checks), origins)
