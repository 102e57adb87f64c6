"""Reads pasted tables into the cells of a form: rows by their labels, columns by their headers; nothing is guessed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from disclosure_desk.errors import DeskError
from disclosure_desk.formats.form import Form
from disclosure_desk.formats.schema import CellId, FigureKind, TableSection, cell_id
from disclosure_desk.intake.labels import bare
from disclosure_desk.intake.pasted.cells import CellReading, read_cell
from disclosure_desk.intake.pasted.finding import Finder, Found, FoundLine, FoundRow
from disclosure_desk.intake.pasted.glued import Effort
from disclosure_desk.intake.pasted.headers import Header, read_header, read_header_abreast
from disclosure_desk.intake.pasted.html_sheet import lines_of_html, text_of_html
from disclosure_desk.intake.pasted.names import RowName, form_names
from disclosure_desk.intake.pasted.other_forms import OtherForm, is_same_without_header, other_form_of
from disclosure_desk.intake.pasted.parts import parts_of
from disclosure_desk.intake.pasted.placing import Unplaced, Values, place, starts_by_shape
from disclosure_desk.intake.pasted.reading import Clip, PastedTables, Question, Refusal, Remark
from disclosure_desk.intake.pasted.sheet import Layout, Line
from disclosure_desk.intake.pasted.text_sheet import lines_of_text
from disclosure_desk.intake.row_sums import row_sums

_WRONG_HEADER = "上方的表头与本表各列不符，没有读取"
_NO_HEADER = "上方没有表头，不能确定各列是什么，没有读取"
_APART = "的数字不在行名后面，可能与行名错开，没有读取"
_TWICE = "出现了不止一次，数字不同，没有读取"
_TORN = "在剪贴板里分在几张表上，其中{}的数字不同，不能确定以哪一张为准，没有读取"
_MERGED = "{}在剪贴板里分在几张表上，已合在一起读取，请核对它们出自同一份报告。"
_OWN_UNIT = "万元"
_LOOK = "请对照原件填写。"
_MOST_NAMED = 24
"""Rows that a sentence names: all of a table's."""


def read_pasted(clip: Clip, form: Form) -> PastedTables | None:
    """Reads the tables of a form on a clipboard; None where there is no table with labels that anybody knows.

    Whatever is not certain is refused or asked, in words; it never raises for what the clipboard holds.
    """
    try:
        sheets = _sheets(clip)
        for lines in sheets:
            found = find(lines, form)
            reading = _Reader(form, found).reading()
            if reading is not None:
                return reading
    except DeskError as error:
        return PastedTables({}, refusals=(Refusal("", str(error)),))
    return None


def _sheets(clip: Clip) -> Iterable[list[Line]]:
    """The clipboard's tables; its text where there are none."""
    if clip.html and "<t" in clip.html.lower():
        yield lines_of_html(clip.html)
    if clip.text.strip():
        yield lines_of_text(clip.text)
    elif clip.html:
        yield lines_of_text(text_of_html(clip.html))


def find(lines: Sequence[Line], form: Form) -> Found:
    """The rows of a form among pasted lines."""
    abreast = [(table, block) for table in form.tables for block in table.blocks if block.layout == "abreast"]
    return Finder(form_names(form), abreast).find(lines)


@dataclass
class _Figures:
    """The texts of one row's cells, or why there are none."""

    texts: dict[CellId, str] = field(default_factory=dict)
    reason: str = ""
    units: dict[CellId, str] = field(default_factory=dict)


class _Reader:
    """Turns what was found into figures, questions, remarks and refusals."""

    def __init__(self, form: Form, found: Found) -> None:
        self._form = form
        self._found = found
        self._sums = row_sums(form)
        self._effort = Effort()
        self._headers: dict[tuple[int, tuple[int, ...]], Header | None] = {}
        self._remarks: dict[Remark, None] = {}
        self._reasons: dict[tuple[str, str], list[str]] = {}
        self._figures: dict[CellId, str | None] = {}
        self._questions: list[Question] = []

    def reading(self) -> PastedTables | None:
        """What was read, or None where no row of any form was found."""
        others = {other.section: other for other in other_form_of(self._form, self._found)}
        self._found.rows = [row for row in self._found.rows if self._is_told(row)]
        if not (self._found.rows or self._found.abreast or others):
            return None
        found = [row for row in self._found.rows if row.name.table.id not in others]
        torn = self._say_parts(found)
        rows = self._placed([row for row in found if row.name.table.id not in torn])
        for line in self._found.abreast:
            if line.table.id not in others.keys() | torn:
                rows += self._placed_abreast(line)
        self._take(rows)
        self._say_strangers(others)
        sections = {row.name.table.id for row in self._found.rows} | {line.table.id for line in self._found.abreast}
        refusals = [other.refusal for other in others.values()]
        return PastedTables(
            {cell: self._figures[cell] for cell in self._form.places if cell in self._figures},
            tuple(self._questions),
            tuple(self._remarks),
            tuple(refusals + self._refusals()),
            tuple(table.id for table in self._form.tables if table.id in sections | others.keys()),
            next((other.format_id for other in others.values()), ""),
        )

    def _is_told(self, row: FoundRow) -> bool:
        """Whether something stands behind a label, or cells do that are blank; a label alone is none of a table."""
        others = bool(self._found.abreast) or any(other.filled for other in self._found.rows)
        return bool(row.filled) or row.line.layout is Layout.GRID or len(row.values) > 0 or others

    def _say_parts(self, rows: Sequence[FoundRow]) -> set[str]:
        """Says which tables were put together from several; gives those that differ where they overlap."""
        torn = set()
        for parts in parts_of(rows, lambda row: (header := self._header(row)) is not None and header.is_there):
            if not parts.is_merged:
                continue
            differing = parts.differing()
            if differing:
                torn.add(parts.table.id)
                named = _named([f"“{row}”" for row in differing])
                self._refuse(parts.table, _TORN.format(named), "")
            else:
                self._remark(None, _MERGED.format(parts.table.short))
        return torn

    # Rows to texts.

    def _placed(self, rows: Sequence[FoundRow]) -> list[tuple[RowName, _Figures]]:
        values = [(row, self._values(row)) for row in rows]
        starts = starts_by_shape(each for _, each in values if isinstance(each, Values))
        inline = {row.name.table.id for row in rows if row.on_its_line and row.line.layout is Layout.RUN}
        placed: list[tuple[RowName, _Figures]] = []
        for row, each in values:
            figures = _Figures()
            if isinstance(each, str):
                figures.reason = each
            elif self._is_apart(row, inline):
                figures.reason = _APART
            else:
                self._fill(figures, each, row.name, starts)
            placed.append((row.name, figures))
            self._remark_label(row)
        return placed

    def _is_apart(self, row: FoundRow, inline: set[str]) -> bool:
        """Whether figures run beside the labels so that those of one row may stand behind another's label."""
        if row.line.layout is not Layout.RUN or not row.filled:
            return False
        table = row.name.table.id
        if row.on_its_line or table in self._found.loose:
            return not row.on_its_line
        return table in inline and not self._has_neighbours(row)

    def _has_neighbours(self, row: FoundRow) -> bool:
        """Whether the rows found before and behind are the form's next ones, so that no label between was lost."""
        form = [each.id for each in row.name.table.rows]
        found = [each for each in self._found.rows if each.name.table is row.name.table]
        at, place = next(n for n, each in enumerate(found) if each is row), form.index(row.name.row.id)
        around = [each.name.row.id for each in found[max(at - 1, 0) : at + 2]]
        return around == form[max(place - 1, 0) : place + 2]

    def _fill(self, figures: _Figures, values: Values, name: RowName, starts: dict[tuple[int, int], set[int]]) -> None:
        try:
            texts = place(values, starts)
        except Unplaced as reason:
            figures.reason = str(reason)
            return
        for spot, text in zip(values.header.spots, texts, strict=True):
            cell = cell_id(name.table.id, spot.row or name.row.id, spot.column.id)
            figures.texts[cell] = text
            if unit := values.header.units.get(spot.column.id) or self._unit_alone(cell):
                figures.units[cell] = unit

    def _unit_alone(self, cell: CellId) -> str:
        """The unit that stands above a table, for an amount whose own unit is another."""
        is_amount = self._form.places[cell].kind is FigureKind.AMOUNT_WAN
        return self._found.unit if is_amount and self._found.unit != _OWN_UNIT else ""

    def _values(self, row: FoundRow) -> Values | str:
        """What stands behind a label with the columns that it is for, or why these cannot be told."""
        header = self._header(row)
        if header is None:
            return _WRONG_HEADER
        if not header.is_there and is_same_without_header(self._form, self._found, row):
            return _NO_HEADER
        if row.header and row.header[-1].piece != row.line.piece and row.header[-1].reach != row.line.reach:
            header = replace(header, is_placed=False)
        return Values(row.line, row.values, header, self._sums.get(row.name.table.id), self._effort)

    def _header(self, row: FoundRow) -> Header | None:
        key = (id(row.name.block), tuple(id(line) for line in row.header))
        if key not in self._headers:
            self._headers[key] = header = read_header(row.name.block, row.header)
            for text, label in header.reworded if header else ():
                self._remark(None, f"{row.name.table.short}的表头“{text}”按“{label}”读取。")
        return self._headers[key]

    def _placed_abreast(self, found: FoundLine) -> list[tuple[RowName, _Figures]]:
        names = [RowName(found.table, found.block, row) for row in found.block.leaf_rows]
        header = read_header_abreast(found.block, found.header, names)
        figures = _Figures()
        if header is None:
            figures.reason = _WRONG_HEADER
        else:
            values = Values(found.line, found.values, header, self._sums.get(found.table.id), self._effort)
            self._fill(figures, values, names[0], {})
        return [
            (name, replace(figures, texts={c: t for c, t in figures.texts.items() if c.split("/")[1] == name.row.id}))
            for name in names
        ]

    # Texts to figures.

    def _take(self, rows: Sequence[tuple[RowName, _Figures]]) -> None:
        by_row: dict[tuple[str, str], list[tuple[RowName, _Figures]]] = {}
        for name, figures in rows:
            by_row.setdefault((name.table.id, name.row.id), []).append((name, figures))
        for found in by_row.values():
            name, figures = found[0]
            if any(other.reason or other.texts != figures.texts for _, other in found[1:]) and not figures.reason:
                figures = _Figures(reason=_TWICE)
            if figures.reason:
                self._refuse(name.table, figures.reason, f"“{name.row.spoken}”")
                continue
            for cell, text in figures.texts.items():
                self._take_cell(cell, read_cell(self._form.places[cell], text, figures.units.get(cell, "")))

    def _take_cell(self, cell: CellId, read: CellReading) -> None:
        if read.question is not None:
            self._questions.append(read.question)
            return
        self._figures[cell] = read.figure
        if read.remark is not None:
            self._remarks[read.remark] = None

    # What has to be said.

    def _remark_label(self, row: FoundRow) -> None:
        if bare(row.wording) != bare(row.name.row.label) and not row.is_official:
            self._remark(None, f"{row.name.table.short}“{row.wording}”按“{row.name.row.label}”读取。")

    def _remark(self, cell: CellId | None, sentence: str) -> None:
        self._remarks[Remark(cell, sentence)] = None

    def _refuse(self, table: TableSection, reason: str, row: str) -> None:
        named = self._reasons.setdefault((table.id, reason), [])
        if row not in named:
            named.append(row)

    def _refusals(self) -> list[Refusal]:
        """One sentence for each reason, with the rows that it is said of."""
        shorts = {table.id: table.short for table in self._form.tables}
        return [
            Refusal(section, f"{shorts[section]}{_named(rows)}{reason}。{_LOOK}")
            for (section, reason), rows in self._reasons.items()
        ]

    def _say_strangers(self, others: dict[str, OtherForm]) -> None:
        tables = {table.id: table for table in self._form.tables}
        for stranger in self._found.strangers:
            table = tables.get(stranger.section)
            if stranger.values == 0 or table is None or table.id in others:
                continue
            named = f"“{stranger.wording}”" if stranger.wording else ""
            reason = "不是这张表的行，没有读取" if named else "有一行数字没有行名，没有读取"
            reason = "的数字后面还有别的文字，没有读取" if stranger.is_in_text else reason
            self._refuse(table, reason, named)


def _named(rows: Sequence[str]) -> str:
    more = f"等 {len(rows)} 行" if len(rows) > _MOST_NAMED else ""
    return "".join(rows[:_MOST_NAMED]) + more
