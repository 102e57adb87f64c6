"""What a format file may say: the models that read ``formats/*.toml`` and refuse what they do not understand."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any, Literal, NewType

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, model_validator

from disclosure_desk.formats.beginnings import Beginnings

CellId = NewType("CellId", str)
"""``<section>/<row>/<column>``, for example ``requests/received/total``."""


def cell_id(section: str, row: str, column: str) -> CellId:
    """The permanent id of a cell."""
    return CellId(f"{section}/{row}/{column}")


class FigureKind(StrEnum):
    """What sort of number a cell takes."""

    COUNT = "count"
    SIGNED_COUNT = "signed_count"
    AMOUNT_WAN = "amount_wan"
    AMOUNT_AS_PUBLISHED = "amount_as_published"


class Severity(StrEnum):
    """How much a failed check matters."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class _Model(BaseModel):
    # Only whole formats are validated, so a model inside one needs no validator of its own.
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=False, defer_build=True)


Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$")]
SectionId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Label = Annotated[str, Field(min_length=1)]


class _Labelled(_Model):
    """Anything with an official wording.

    Attributes:
        label: the wording, character by character as the official form has it.
        short: what messages call it ("结转"); the label without its number where absent.
        aside: the part of the label that the form prints in 楷体.
        aliases: other wordings seen in published reports, which a reader accepts and a writer never emits.
    """

    label: Label
    short: str = ""
    aside: str = ""
    aliases: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _aside_is_part_of_label(self) -> "_Labelled":
        if self.aside not in self.label:
            raise ValueError(f"aside {self.aside!r} is not part of label {self.label!r}")
        return self

    @property
    def spoken(self) -> str:
        """The wording that a message to the officer uses."""
        return self.short or self.label


class _Guided(_Model):
    """Anything that the officer is told how to fill in.

    Attributes:
        guide: what is counted or written here.
        article: the article of the Regulations that it rests on, or another document with its number.
        mistake: what is often filled in wrongly here.
    """

    guide: str = ""
    article: str = ""
    mistake: str = ""


class Column(_Labelled, _Guided):
    """A column of figures."""

    id: SectionId
    kind: FigureKind | None = None


class ColumnGroup(_Labelled):
    """A header cell above several columns."""

    columns: tuple["ColumnNode", ...] = Field(min_length=1)


class Row(_Labelled, _Guided):
    """A row of figures.

    Attributes:
        kind: overrides the column's kind for this row.
    """

    id: Identifier
    kind: FigureKind | None = None


class RowGroup(_Labelled):
    """A stub cell beside several rows."""

    rows: tuple["RowNode", ...] = Field(min_length=1)


def _node_tag(value: Any) -> str:
    if isinstance(value, dict):
        return "leaf" if "id" in value else "group"
    return "leaf" if isinstance(value, Row | Column) else "group"


ColumnNode = Annotated[
    Annotated[Column, Tag("leaf")] | Annotated[ColumnGroup, Tag("group")],
    Discriminator(_node_tag),
]
RowNode = Annotated[
    Annotated[Row, Tag("leaf")] | Annotated[RowGroup, Tag("group")],
    Discriminator(_node_tag),
]


class Block(_Model):
    """One stretch of a table with its own header.

    Attributes:
        title: a line over the whole width (第二十条第（一）项), or "".
        corner: the text of the cell above the stubs, or "".
        corner_aside: True where the form prints the corner in 楷体.
        layout: "stacked": rows run down, columns across, as on most forms;
            "abreast": all rows stand side by side in one line of figures, their labels above the columns' labels.
    """

    title: str = ""
    corner: str = ""
    corner_aside: bool = False
    layout: Literal["stacked", "abreast"] = "stacked"
    columns: tuple[ColumnNode, ...] = Field(min_length=1)
    rows: tuple[RowNode, ...] = Field(min_length=1)

    @property
    def leaf_columns(self) -> tuple[Column, ...]:
        """The columns of figures, left to right."""
        return tuple(_leaves(self.columns, Column))

    @property
    def leaf_rows(self) -> tuple[Row, ...]:
        """The rows of figures, top to bottom."""
        return tuple(_leaves(self.rows, Row))


def _leaves(nodes: Any, leaf: type) -> Iterator[Any]:
    for node in nodes:
        if isinstance(node, leaf):
            yield node
        else:
            yield from _leaves(node.columns if isinstance(node, ColumnGroup) else node.rows, leaf)


class _Section(_Guided):
    id: SectionId
    heading: Label
    short: Label
    heading_aliases: tuple[str, ...] = ()


class NarrativeSection(_Section):
    """A section of running text.

    Attributes:
        placeholder: what the official form prints in the empty section.
        topics: the sub-headings that the official notice expects.
        topic_aliases: a topic and other words for it in the headings of published reports.
    """

    kind: Literal["narrative"]
    placeholder: str = ""
    topics: tuple[str, ...] = ()
    topic_aliases: tuple[tuple[str, ...], ...] = ()

    @model_validator(mode="after")
    def _aliases_are_of_topics(self) -> "NarrativeSection":
        if any(len(aliases) < 2 for aliases in self.topic_aliases):  # noqa: PLR2004 - the topic and one other word
            raise ValueError("key 'topic_aliases': each entry is a topic and at least one other word for it")
        if unknown := sorted({aliases[0] for aliases in self.topic_aliases} - set(self.topics)):
            raise ValueError(f"key 'topic_aliases': no topic {', '.join(unknown)}")
        return self


class TableSection(_Section):
    """A section that is one table of figures.

    Attributes:
        widths: relative widths of the grid's columns, stubs first.
    """

    kind: Literal["table"]
    widths: tuple[float, ...] = Field(min_length=1)
    blocks: tuple[Block, ...] = Field(min_length=1)

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every row of figures, in the form's order."""
        return tuple(row for block in self.blocks for row in block.leaf_rows)

    @property
    def cells(self) -> tuple[CellId, ...]:
        """Every cell of the table, row by row."""
        return tuple(
            cell_id(self.id, row.id, column.id)
            for block in self.blocks
            for row in block.leaf_rows
            for column in block.leaf_columns
        )


Section = Annotated[NarrativeSection | TableSection, Field(discriminator="kind")]


class _Check(_Model):
    code: Annotated[str, Field(pattern=r"^[A-Z][0-9]{1,2}$")]
    severity: Severity = Field(alias="class")
    label: Label
    section: SectionId


class SumAcross(_Check):
    """In each row the ``total`` column is the sum of the ``parts`` columns (S1, S3)."""

    kind: Literal["sum_across"]
    total: SectionId
    parts: tuple[SectionId, ...] = Field(min_length=1)


class SumDown(_Check):
    """In each column the ``total`` row is the sum of the ``parts`` rows (S2)."""

    kind: Literal["sum_down"]
    total: Identifier
    parts: tuple[Identifier, ...] = Field(min_length=1)


class Balance(_Check):
    """In each column the rows of ``left`` add up to those of ``right`` (H1)."""

    kind: Literal["balance"]
    left: tuple[Identifier, ...] = Field(min_length=1)
    right: tuple[Identifier, ...] = Field(min_length=1)


class FiguresOfKind(_Check):
    """Every figure of the section is of its cell's kind (V1)."""

    kind: Literal["figures_of_kind"]


class NoBlankCells(_Check):
    """No cell of the table is blank (C1)."""

    kind: Literal["no_blank_cells"]


class TextPresent(_Check):
    """A required text is there (C1)."""

    kind: Literal["text_present"]


class CarriedForward(_Check):
    """In each column row ``opening`` equals last year's row ``closing`` (Y1)."""

    kind: Literal["carried_forward"]
    opening: Identifier
    closing: Identifier


class StockContinues(_Check):
    """In each of ``rows``: ``stock`` = last year's ``stock`` + ``added`` - ``removed`` (Y2)."""

    kind: Literal["stock_continues"]
    rows: tuple[Identifier, ...] = Field(min_length=1)
    stock: SectionId
    added: SectionId
    removed: SectionId


CheckRecord = Annotated[
    SumAcross | SumDown | Balance | FiguresOfKind | NoBlankCells | TextPresent | CarriedForward | StockContinues,
    Field(discriminator="kind"),
]


class Particular(_Labelled, _Guided):
    """Something that the cover asks for (机关类别)."""


class Format(_Model):
    """One official format of the yearly report.

    Attributes:
        id: permanent id ("2021").
        name: what the officer sees ("2021年格式").
        title: the pattern of the report's title; ``{agency}`` and ``{year}`` stand for what is filled in.
        source: the document that fixed the format.
        first_year, last_year: report years for which the format is proposed; ``last_year`` None where still in force.
        beginnings: sentences that an officer may begin a text with.
        cover: what the cover asks for.
        sections: in the order of the form.
        checks: records of the rules.
    """

    id: Annotated[str, Field(pattern=r"^[a-z0-9_-]+$")]
    name: Label
    title: Label
    source: Label
    first_year: int
    last_year: int | None = None
    preamble_guide: str = ""
    cover: tuple[Particular, ...] = ()
    beginnings: Beginnings = Beginnings()
    sections: tuple[Section, ...] = Field(min_length=1)
    checks: tuple[CheckRecord, ...] = ()

    @property
    def tables(self) -> tuple[TableSection, ...]:
        """The sections that are tables."""
        return tuple(s for s in self.sections if isinstance(s, TableSection))

    @property
    def narratives(self) -> tuple[NarrativeSection, ...]:
        """The sections that are running text."""
        return tuple(s for s in self.sections if isinstance(s, NarrativeSection))

    @model_validator(mode="after")
    def _ids_are_known_and_single(self) -> "Format":
        _refuse_doubles("section", [s.id for s in self.sections])
        for table in self.tables:
            _refuse_doubles(f"cell of section {table.id!r}", list(table.cells))
        by_id = {s.id: s for s in self.sections}
        if self.beginnings.fees_section not in {"", *(s.id for s in self.narratives)}:
            raise ValueError(f"key 'beginnings': no narrative section {self.beginnings.fees_section!r}")
        for check in self.checks:
            _refuse_unknown(check, by_id.get(check.section))
        return self


def _refuse_doubles(what: str, ids: list[Any]) -> None:
    doubles = sorted({i for i in ids if ids.count(i) > 1})
    if doubles:
        raise ValueError(f"{what} given twice: {', '.join(doubles)}")


_ROW_KEYS = ("left", "right", "opening", "closing", "rows")
_COLUMN_KEYS = ("stock", "added", "removed")


def _names(check: Any, keys: tuple[str, ...]) -> set[str]:
    named: set[str] = set()
    for key in keys:
        value = getattr(check, key, ())
        named |= {value} if isinstance(value, str) else set(value)
    return named


def _refuse_unknown(check: Any, section: Any) -> None:
    place = f"check {check.code} ({check.kind})"
    if section is None:
        raise ValueError(f"{place}: key 'section': no section {check.section!r}")
    if isinstance(section, NarrativeSection) != (check.kind == "text_present"):
        raise ValueError(f"{place}: key 'section': {check.section!r} is of the wrong kind")
    if not isinstance(section, TableSection):
        return
    rows = {row.id for row in section.rows}
    columns = {column.id for block in section.blocks for column in block.leaf_columns}
    by_row = _names(check, _ROW_KEYS) | (_names(check, ("total", "parts")) if check.kind == "sum_down" else set())
    by_column = _names(check, _COLUMN_KEYS) | (
        _names(check, ("total", "parts")) if check.kind == "sum_across" else set()
    )
    for kind, unknown in (("row", by_row - rows), ("column", by_column - columns)):
        if unknown:
            raise ValueError(f"{place}: no {kind} {', '.join(sorted(unknown))} in section {section.id!r}")


ColumnGroup.model_rebuild()
RowGroup.model_rebuild()
Block.model_rebuild()
