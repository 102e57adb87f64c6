"""Reads the texts of a workbook: the cells under each section's name, or under its heading."""

from collections.abc import Iterator
from dataclasses import dataclass

from disclosure_desk.checks.finding import Finding
from disclosure_desk.formats.form import Form
from disclosure_desk.intake.reading import LEFT_OUT, UNREAD, remark
from disclosure_desk.intake.workbook_located import normalised
from disclosure_desk.intake.workbook_sheets import Area, Book, Sheet, Value, spoken
from disclosure_desk.report.workbook_names import CONTINUED, EMPTY_LINE, text_name
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
        place, unwritten = (area, ()) if area else (_under_heading(book, form, key), _unwritten(form, key))
        if place is None:
            if named:
                message = f"“{_heading(form, key)}”的位置已丢失，正文没有读入。请把这一部分的文字重新填入。"
                remarks.append(remark(UNREAD, key, message))
            continue
        text, said = _read(book.sheets[place.sheet], place, key, unwritten)
        remarks += said
        if text:
            narratives[key] = text
    remarks += _left_out(book, [area for area in areas.values() if area is not None])
    return Texts(narratives, tuple(remarks))


def _unwritten(form: Form, key: str) -> tuple[str, ...]:
    """What a blank form prints under a heading: no text of the report."""
    return next(((section.guide, section.placeholder) for section in form.narratives if section.id == key), ())


def _read(sheet: Sheet, area: Area, key: str, unwritten: tuple[str, ...]) -> tuple[str, list[Finding]]:
    lines: list[str] = []
    remarks: list[Finding] = []
    characters = 0
    for row in range(area.top, min(area.bottom, _last_row(sheet)) + 1):
        mark = sheet.text(row, area.left).strip() if area.left < area.right else ""
        value = sheet.values.get((row, area.right))
        at = spoken(sheet.title, row, area.right)
        if value is not None and value.sort in _NOT_TEXT:
            remarks.append(remark(UNREAD, key, f"{at}是{_NOT_TEXT[value.sort]}，没有读入。请改为文字。"))
            continue
        text = _text_of(value)
        if text in unwritten:
            continue
        if (row, area.right) in sheet.formulas:
            what = "已按保存时的结果读入，公式不保留" if text else "文件里没有它的结果，没有读入"
            remarks.append(remark(LEFT_OUT if text else UNREAD, key, f"{at}是公式，{what}。请核对。"))
        characters += len(text)
        if characters > _MOST_CHARACTERS:
            message = f"{at}起的文字过多，没有读入。请删去重复的内容。"
            return "\n".join(lines), [*remarks, remark(UNREAD, key, message)]
        _add_line(lines, mark, text)
    return "\n".join(lines), remarks


def _add_line(lines: list[str], mark: str, text: str) -> None:
    if mark == CONTINUED and lines:
        lines[-1] += text
    elif text or mark == EMPTY_LINE:
        lines.append(text)


def _text_of(value: Value | None) -> str:
    if value is None:
        return ""
    return value.content if value.sort == "text" else plain_number(value.content)


def _last_row(sheet: Sheet) -> int:
    return max((row for row, _ in sheet.values), default=0)


def _heading(form: Form, key: str) -> str:
    return next((section.heading for section in form.narratives if section.id == key), "引言")


def _headings(form: Form) -> dict[str, str]:
    """The key of each section by the wordings of its heading; tables too, since their headings end a text."""
    return {
        normalised(heading): section.id
        for section in form.sections
        for heading in (section.heading, *section.heading_aliases)
    }


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
