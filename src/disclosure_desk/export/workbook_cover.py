"""The first sheet: whose report it is and of which year, and how the workbook is filled in."""

from collections.abc import Callable, Mapping
from typing import Any

from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from disclosure_desk.export.workbook_contents import Contents
from disclosure_desk.export.workbook_rules import choice_rule, year_rule
from disclosure_desk.export.workbook_styles import (
    ENTRY,
    HEADING,
    LABEL,
    NOTE,
    PLAIN,
    TITLE,
    Spot,
    draw,
    draw_text,
    set_up_page,
    text_height,
    write_text,
)
from disclosure_desk.report.document import AGENCY_KINDS, AGENCY_LEVELS, AGENCY_SCOPES, TotalsMode
from disclosure_desk.report.workbook_names import report_name, shown_units, unit_name
from disclosure_desk.report.workbook_values import shown

_WIDTHS = (26.0, 70.0)
_FIRST_ENTRY = 4
_ENTRY_HEIGHT = 26.0
_CHOICES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "kind": ("机关类别", AGENCY_KINDS),
    "level": ("机关层级", AGENCY_LEVELS),
    "scope": ("统计范围", AGENCY_SCOPES),
}

NOTES = (
    "请填白色的格；浅灰色的格是固定文字或自动计算的总计，已锁定（没有设密码）。",
    "没有发生的填 0；还不清楚的留空。空着的格表示“尚未填写”，不等于 0。",
    "数字直接填阿拉伯数字，不带单位；超过 15 位的数字请先把格式设为“文本”再填。",
    "表下“勾稽关系”一行显示“平”或“不平”；不平时请核对该列数字，填齐以前不显示。",
    "正文在“正文”表中填写，一段占一格；左边标“续”的格接上一格，是同一段。",
    "可以调整行高、列宽，可以另存；请不要删除行列，不要改动表头文字。",
    "填完后保存为 .xlsx 文件，用公开年报的“导入”读入，数字会再核对一遍。",
)
_TOTALS = {
    TotalsMode.FILLED: "总计由各项自动相加；各项没有填齐以前，总计为空。",
    TotalsMode.TYPED: "总计照原报告填写，不自动计算；导入后由程序与各项核对。",
}


def write_cover(sheet: Worksheet, contents: Contents, name: Callable[[str, Worksheet, Spot], None]) -> None:
    """Fills the cover; ``name`` gives a defined name to a stretch of a sheet."""
    for column, width in zip("AB", _WIDTHS, strict=True):
        sheet.column_dimensions[column].width = width
    _write_head(sheet, contents)
    row = _FIRST_ENTRY
    for label, key, text, rule in _entries(contents):
        _write_entry(sheet, row, label, text, rule)
        name(key, sheet, Spot(row, 2))
        row += 1
    _write_notes(sheet, row + 1, contents)
    set_up_page(sheet)


def _write_head(sheet: Worksheet, contents: Contents) -> None:
    base = contents.form.base
    draw_text(sheet, Spot(1, 1, 1, 2), "政府信息公开工作年度报告填报表", TITLE)
    sheet.row_dimensions[1].height = 36.0
    others = [
        f"{table.short}采用{contents.form.origins[table.id]}年的表式"
        for table in contents.form.tables
        if contents.form.origins[table.id] != base.id
    ]
    draw_text(sheet, Spot(2, 1, 1, 2), "；".join([f"{base.name}（{base.source}）", *others]), NOTE)
    sheet.row_dimensions[2].height = 20.0


def _entries(contents: Contents) -> list[tuple[str, str, str | int | None, DataValidation | None]]:
    agency: dict[str, str | None] = vars(contents.agency)
    listed: list[tuple[str, str, str | int | None, DataValidation | None]] = [
        ("报告年度", report_name("year"), contents.year, year_rule()),
        ("机关名称", report_name("agency.name"), shown(contents.agency.name) or None, None),
    ]
    for member, (label, words) in _CHOICES.items():
        rule = choice_rule(tuple(words.values()), label)
        listed.append((label, report_name(f"agency.{member}"), words.get(agency[member] or ""), rule))
    for cell in shown_units(contents.form):
        place, unit = contents.form.places[cell], contents.units.get(cell)
        label = f"{place.row.spoken}{place.column.spoken}的单位"
        listed.append((label, unit_name(cell), None if unit is None else shown(unit) or None, None))
    return listed


def _write_entry(sheet: Worksheet, row: int, label: str, text: str | int | None, rule: DataValidation | None) -> None:
    draw_text(sheet, Spot(row, 1), label, LABEL)
    entry: Any = draw(sheet, Spot(row, 2), ENTRY)
    sheet.row_dimensions[row].height = _ENTRY_HEIGHT
    if isinstance(text, str):
        write_text(entry, text)
        sheet.row_dimensions[row].height = max(_ENTRY_HEIGHT, text_height(text, _WIDTHS[1]))
    elif text is not None:
        entry.value, entry.number_format = text, "0"
    if rule is not None:
        rule.add(entry.coordinate)
        sheet.add_data_validation(rule)


def _write_notes(sheet: Worksheet, row: int, contents: Contents) -> None:
    draw_text(sheet, Spot(row, 1, 1, 2), "填写说明", HEADING)
    sheet.row_dimensions[row].height = 26.0
    for number, note in enumerate((NOTES[0], NOTES[1], _TOTALS[contents.totals], *NOTES[2:]), 1):
        text = f"{number}. {note}"
        draw_text(sheet, Spot(row + number, 1, 1, 2), text, PLAIN)
        sheet.row_dimensions[row + number].height = text_height(text, sum(_WIDTHS))
