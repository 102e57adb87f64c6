"""What the officer is told about a place of the form: the wording of the form, what belongs there, on what it rests."""

from dataclasses import dataclass

from disclosure_desk.formats.form import PREAMBLE, Form
from disclosure_desk.formats.schema import CellId, Column, NarrativeSection, Row, TableSection

REGULATIONS = "《政府信息公开条例》"


@dataclass(frozen=True, slots=True)
class Guidance:
    """Guidance for one row, column, text or particular.

    Attributes:
        heading: the official wording of what it is about.
        guide: what is counted or written there.
        source: the document and article that it rests on, or "".
        mistake: what is often filled in wrongly, or "".
    """

    heading: str
    guide: str
    source: str
    mistake: str


def of_row(form: Form, cell: CellId) -> Guidance:
    """Guidance for the row of a cell (KeyError if the form has no such cell)."""
    place = form.places[cell]
    return _of(form, place.section.id, place.row)


def of_column(form: Form, cell: CellId) -> Guidance:
    """Guidance for the column of a cell (KeyError if the form has no such cell)."""
    place = form.places[cell]
    return _of(form, place.section.id, place.column)


def of_section(form: Form, key: str) -> Guidance:
    """Guidance for a whole section, or for the preamble (KeyError if the form has no such section)."""
    if key == PREAMBLE:
        return Guidance("引言（可选）", form.base.preamble_guide, "", "")
    section = form.section(key)
    source = cited(section.article, form.base.source)
    return Guidance(section.heading, section.guide, source, section.mistake)


def of_cover(form: Form) -> tuple[Guidance, ...]:
    """Guidance for what the cover asks for."""
    return tuple(Guidance(each.label, each.guide, cited(each.article, ""), each.mistake) for each in form.base.cover)


def expected_in(form: Form, key: str) -> tuple[str, ...]:
    """The topics that the official notice expects in a text; none for tables and the preamble."""
    section = None if key == PREAMBLE else form.section(key)
    return section.topics if isinstance(section, NarrativeSection) else ()


def cited(article: str, otherwise: str) -> str:
    """An article with the document that it is of; ``otherwise`` names what a place without an article rests on."""
    if not article:
        return otherwise
    return f"{REGULATIONS}{article}" if article.startswith("第") else article


def unguided(form: Form) -> tuple[str, ...]:
    """What the officer is told nothing about yet, by its wording: for whoever writes a new format."""
    lacking: dict[str, None] = {}
    for section in form.sections:
        if not section.guide:
            lacking[section.heading] = None
        for block in section.blocks if isinstance(section, TableSection) else ():
            parts: tuple[Row | Column, ...] = (*block.leaf_rows, *block.leaf_columns)
            lacking |= dict.fromkeys(f"{section.short}“{part.label}”" for part in parts if not _is_full(part))
    return tuple(lacking)


def _is_full(part: Row | Column) -> bool:
    return bool(part.guide and part.mistake)


def _of(form: Form, section: str, part: Row | Column) -> Guidance:
    return Guidance(part.label, part.guide, cited(part.article, _printed(form, section)), part.mistake)


def _printed(form: Form, section: str) -> str:
    """The printed form itself, on which a label rests that no article explains."""
    origin = form.origins[section]
    return f"{form.base.source}所附表样" if origin == form.base.id else f"{origin}年的表式"
