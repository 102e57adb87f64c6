"""Reads what a workbook of this program says of itself: its format, its year, and what no visible cell shows."""

from collections.abc import Mapping
from typing import Any

from disclosure_desk.errors import UnreadableFile
from disclosure_desk.intake.workbook_sheets import Book
from disclosure_desk.report.exact_json import exact_loads
from disclosure_desk.report.workbook_names import STAMP, WORKBOOK_SCHEMA
from disclosure_desk.report.workbook_values import shown

Stamp = Mapping[str, Any]
_FIELDS = {"format": str, "section_formats": dict, "agency": dict, "totals": str, "units": dict, "extras": dict}


def read_stamp(book: Book, name: str) -> Stamp | None:
    """The members of the stamp; None if the workbook has none.

    Raises:
        UnreadableFile: the stamp is damaged, or a newer program wrote it.
    """
    area = book.names.get(STAMP)
    if area is None:
        return None
    sheet = book.sheets[area.sheet]
    bottom = min(area.bottom, max((row for row, _ in sheet.values), default=0))
    altered = UnreadableFile(
        f"文件“{name}”的{area.spoken}（程序记录）已被改动，无法确认表格的格式。请用新的填报表重新填写。"
    )
    try:
        stamp = exact_loads("".join(sheet.text(row, area.left) for row in range(area.top, bottom + 1)))
    except (ValueError, RecursionError) as error:
        raise altered from error
    if not isinstance(stamp, dict):
        raise altered
    if stamp.get("schema") != WORKBOOK_SCHEMA:
        raise UnreadableFile(f"文件“{name}”出自更新版本的程序，本版本不认识它的记录。请升级本程序后再读入。")
    if any(not isinstance(stamp.get(key), kind) for key, kind in _FIELDS.items()):
        raise altered
    if not all(isinstance(other, str) for other in stamp["section_formats"].values()):
        raise altered
    return stamp


def described(stamp: Stamp) -> str:
    """Which template it is, for messages: 2021 格式、2024 年（程序版本 0.1.0）."""
    year = f"、{stamp['year']} 年" if isinstance(stamp.get("year"), int) else ""
    program = shown(str(stamp.get("program", "未知")))
    return f"{shown(stamp['format'])} 格式{year}（程序版本 {program}）"
