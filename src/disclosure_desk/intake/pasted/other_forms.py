"""Tells whether a pasted table is of another official format than the report's."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.formats.form import Form
from disclosure_desk.formats.schema import Block, Format, TableSection
from disclosure_desk.intake.labels import bare
from disclosure_desk.intake.pasted.finding import Found, FoundRow, Stranger
from disclosure_desk.intake.pasted.names import FormNames, form_names
from disclosure_desk.intake.pasted.reading import Refusal


@dataclass(frozen=True)
class OtherForm:
    """A section that seems to be of another format."""

    section: str
    format_id: str
    refusal: Refusal


def other_form_of(form: Form, found: Found) -> Iterator[OtherForm]:
    """The sections whose words are known to another format rather than to this one."""
    for table in form.tables:
        strangers = [each for each in found.strangers if each.section in ("", table.id) and not each.is_in_text]
        rows = [row for row in found.rows if row.name.table.id == table.id]
        best = max(((_weight(each, table, strangers, rows), each.id) for each in _others(form, table)), default=(0, ""))
        if best[0] > 0:
            yield OtherForm(table.id, best[1], _refusal(table, catalogue().get(best[1]), form))


def _refusal(table: TableSection, other: Format, form: Form) -> Refusal:
    own = form.origins.get(table.id, form.base.id)
    known = own in catalogue().ids
    sentence = (
        f"{table.short}粘贴的内容是“{other.name}”的表，"
        f"本报告的{table.short}用的是“{catalogue().get(own).name if known else form.base.name}”，没有读取。"
        f"请确认是否粘贴了往年的表。"
    )
    return Refusal(table.id, sentence)


def _others(form: Form, table: TableSection) -> Iterator[Format]:
    """The shipped formats that have the section, other than the one that the form takes it from."""
    for format_id in catalogue().ids:
        other = catalogue().get(format_id)
        if format_id != form.origins.get(table.id) and any(each.id == table.id for each in other.tables):
            yield other


@lru_cache(maxsize=64)
def _names_of(format_id: str) -> FormNames:
    return form_names(catalogue().form(format_id))


def _weight(other: Format, table: TableSection, strangers: list[Stranger], rows: list[FoundRow]) -> int:
    """How many of the words only the other format has, less those that only this one has."""
    names = _names_of(other.id)
    theirs = sum(_is_theirs(names, table.id, stranger) for stranger in strangers)
    theirs += sum(_count_is_theirs(names, row) for row in rows)
    if not theirs:
        return 0
    known = {name.row.id for found in names.official.values() for name in found if name.table.id == table.id}
    ours = len({row.name.row.id for row in rows} - known) + sum(_count_is_ours(names, row) for row in rows)
    return theirs - ours


def _is_theirs(names: FormNames, section: str, stranger: Stranger) -> bool:
    """Whether words are a row with values, or a column, of the other format's table."""
    match = names.row(stranger.wording, section)
    if match is not None and match.name.table.id == section:
        return stranger.values > 0
    return stranger.values == 0 and bare(stranger.wording) in names.words[section].columns


def _counts(names: FormNames, row: FoundRow) -> tuple[int, int] | None:
    """How many figures a row has in this format and in the other."""
    match = names.row(row.wording, row.name.table.id)
    if match is None or match.name.row.id != row.name.row.id:
        return None
    return len(row.name.block.leaf_columns), len(match.name.block.leaf_columns)


def _count_is_theirs(names: FormNames, row: FoundRow) -> bool:
    counts = _counts(names, row)
    return counts is not None and counts[0] != counts[1] == len(row.filled)


def _count_is_ours(names: FormNames, row: FoundRow) -> bool:
    counts = _counts(names, row)
    return counts is not None and counts[1] != counts[0] == len(row.filled)


def is_same_without_header(form: Form, found: Found, row: FoundRow) -> bool:
    """Whether a row without a header could as well be another format's with other columns.

    A row of this format alone, or the official wording of one, beside it tells them apart.
    """
    table = row.name.table
    for other in _others(form, table):
        names = _names_of(other.id)
        match = names.row(row.wording, table.id)
        if (
            match is None
            or match.name.row.id != row.name.row.id
            or _columns(match.name.block) == _columns(row.name.block)
        ):
            continue
        if len(match.name.block.leaf_columns) != len(row.name.block.leaf_columns):
            continue
        if not any(_is_ours(names, each) for each in found.rows if each.name.table.id == table.id):
            return True
    return False


def _columns(block: Block) -> list[str]:
    return [column.id for column in block.leaf_columns]


def _is_ours(names: FormNames, row: FoundRow) -> bool:
    """Whether a row shows that the table is of this format: its wording or the count of its figures."""
    known = names.official.get(bare(row.wording))
    return (row.is_official and not known) or _count_is_ours(names, row)
