"""Reads the texts of a workbook: the cells under each section's name, or under its heading."""

from collections.abc import Iterator
from dataclasses import dataclass

from disclosure_desk.checks.finding import Finding
from disclosure_desk.formats.form import PREAMBLE, Form
from disclosure_desk.intake.reading import LEFT_OUT, UNREAD, remark
from disclosure_desk.intake.workbook_located import normalised
from disclosure_desk.intake.workbook_sheets import Area, Book, Sheet, Value, spoken
from disclosure_desk.report.workbook_names import CONTINUED, EMPTY_LINE, PREAMBLE_HEADING, text_name
from disclosure_desk.report.workbook_values import plain_number

_NOT_TEXT = {"boolean": "逻辑值", "error": "错误值", "date": "日期", "overlong": "过长的文字"}
_MOST_CHARACTERS = 5_000_000


@dataclass(frozen=True)
class Texts:
    """The texts of a workbook by their keys, and what is to be said of them."""

    narratives: dict[str, str]
    remarks: tuple[Finding, ...]


def read_texts(book: Book, form: Form) -> Texts:
    """Reads every text of a report, by names first, by headings next."""
    areas = {key: book.names.get(text_name(key)) for key in form.narrative_keys}
    named = any(area is not None for area in areas.values())
    narratives: dict[str, str] = {}
    remarks: list[Finding] = []
    for key, area in areas.items():
        place = area or _under_heading(book, form, key)
        if place is None:
            if named:
                message = f"“{_heading(form, key)}”的位置已丢失，正文没有读入。请把这一部分的文字重新填入。"
                remarks.append(remark(UNREAD, key, message))
            continue
        text, said = _Column(book.sheets[place.sheet], place, key, () if area else _unwritten(form, key)).read()
        remarks += said
        if text:
            narratives[key] = text
    remarks += _left_out(book, [area for area in areas.values() if area is not None])
    return Texts(narratives, tuple(remarks))


class _Column:
    """Reads the cells of one text, one below the other.

    Args:
        sheet: the sheet.
        area: the cells; where it is two columns wide, the left one holds the marks.
        key: the narrative's key.
        unwritten: what a blank form prints there, which is no text of the report.
    """

    def __init__(self, sheet: Sheet, area: Area, key: str, unwritten: tuple[str, ...]) -> None:
        self._sheet = sheet
        self._area = area
        self._key = key
        self._unwritten = unwritten
        self._lines: list[list[str]] = []
        self._characters = 0
        self._problems: dict[tuple[str, str], list[str]] = {}

    def read(self) -> tuple[str, list[Finding]]:
        for row in range(self._area.top, min(self._area.bottom, _last_row(self._sheet)) + 1):
            self._read_row(row)
        return "\n".join("".join(line) for line in self._lines), list(self._remarks())

    def _read_row(self, row: int) -> None:
        at = (row, self._area.right)
        value = self._sheet.values.get(at)
        if value is not None and value.sort in _NOT_TEXT:
            self._say(row, UNREAD, f"{_NOT_TEXT[value.sort]}，没有读入。请改为文字。")
            return
        text = _text_of(value)
        if at in self._sheet.formulas:
            what = "已按保存时的结果读入，公式不保留" if text else "文件里没有它的结果，没有读入"
            self._say(row, LEFT_OUT if text else UNREAD, f"公式，{what}。请核对。")
        self._characters += len(text)
        if self._characters > _MOST_CHARACTERS:
            self._say(row, UNREAD, "过多的文字，没有读入。请删去重复的内容。")
        elif text not in self._unwritten:
            self._add(row, text)

    def _add(self, row: int, text: str) -> None:
        mark = self._sheet.text(row, self._area.left).strip() if self._area.left < self._area.right else ""
        if mark == CONTINUED and self._lines:
            self._lines[-1].append(text)
        elif text or mark == EMPTY_LINE:
            self._lines.append([text])

    def _say(self, row: int, code: str, what: str) -> None:
        where = spoken(self._sheet.title, row, self._area.right)
        self._problems.setdefault((code, what), []).append(where)

    def _remarks(self) -> Iterator[Finding]:
        for (code, what), places in self._problems.items():
            where = places[0] if len(places) == 1 else f"{places[0]}等 {len(places)} 格"
            yield remark(code, self._key, f"{where}是{what}")


def _text_of(value: Value | None) -> str:
    if value is None:
        return ""
    return value.content if value.sort == "text" else plain_number(value.content)


def _unwritten(form: Form, key: str) -> tuple[str, ...]:
    """What a blank form prints under a heading: no text of the report."""
    if key == PREAMBLE:
        return (form.base.preamble_guide,)
    return next((section.guide, section.placeholder) for section in form.narratives if section.id == key)


def _last_row(sheet: Sheet) -> int:
    return max((row for row, _ in sheet.values), default=0)


def _heading(form: Form, key: str) -> str:
    return next((section.heading for section in form.narratives if section.id == key), PREAMBLE_HEADING)


def _headings(form: Form) -> dict[str, str]:
    """The key of each section by the wordings of its heading; tables too, since their headings end a text."""
    known = {
        normalised(heading): section.id
        for section in form.sections
        for heading in (section.heading, *section.heading_aliases)
    }
    return known | {normalised(PREAMBLE_HEADING): PREAMBLE, "引言": PREAMBLE}


def _under_heading(book: Book, form: Form, key: str) -> Area | None:
    """The cells from below a section's heading to above the next one; None unless it stands in one place only."""
    known = _headings(form)
    found = list(_headings_in(book, known))
    places = [(sheet, at) for sheet, at, section in found if section == key]
    if len(places) != 1:
        return None
    sheet, (row, _) = places[0]
    after = [at[0] for other, at, _ in found if other is sheet and at[0] > row]
    bottom = min(after, default=_last_row(sheet) + 1) - 1
    columns = [c for (r, c), text in sheet.texts.items() if row < r <= bottom and text not in _unwritten(form, key)]
    if not columns:
        return None
    # The longest texts are the text; marks and numbers beside it are short.
    widest = max(set(columns), key=lambda c: sum(len(sheet.text(r, c)) for r in range(row + 1, bottom + 1)))
    return Area(sheet.title, row + 1, widest, bottom, widest)


def _headings_in(book: Book, known: dict[str, str]) -> Iterator[tuple[Sheet, tuple[int, int], str]]:
    for sheet in book.sheets.values():
        for at, text in sheet.texts.items():
            if len(text) < 60 and normalised(text) in known:  # noqa: PLR2004 - no heading is longer
                yield sheet, at, known[normalised(text)]


def _left_out(book: Book, areas: list[Area]) -> Iterator[Finding]:
    """Texts that stand in the column of texts, but under no section."""
    covered = {(a.sheet, row, a.right) for a in areas for row in range(a.top, a.bottom + 1)}
    for title, column in sorted({(area.sheet, area.right) for area in areas if area.left < area.right}):
        for row, at in sorted(book.sheets[title].texts):
            if at == column and (title, row, column) not in covered:
                message = f"{spoken(title, row, column)}不在任何一个部分的范围内，没有读入。请移到所属部分的空格中。"
                yield remark(LEFT_OUT, "", message)
