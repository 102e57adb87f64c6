"""Reads whose report a workbook holds and of which year: by names, by labels, by a title, last by the stamp."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from disclosure_desk.checks.finding import Finding
from disclosure_desk.errors import UnreadableFile
from disclosure_desk.formats.catalogue import Catalogue
from disclosure_desk.formats.form import Form
from disclosure_desk.formats.schema import CellId
from disclosure_desk.intake.reading import REWORDED, UNREAD, remark
from disclosure_desk.intake.workbook_located import normalised
from disclosure_desk.intake.workbook_sheets import Book, Value
from disclosure_desk.intake.workbook_stamp import Stamp
from disclosure_desk.report.agency_name import LONGEST_NAME, NOT_IN_A_NAME, typed_name
from disclosure_desk.report.document import AGENCY_KINDS, AGENCY_LEVELS, AGENCY_SCOPES
from disclosure_desk.report.workbook_names import report_name, shown_units, unit_name
from disclosure_desk.report.workbook_values import plain_number, shown

YEAR_LABELS = ("报告年度", "统计年度", "年度")
NAME_LABELS = ("机关名称", "行政机关名称", "填报机关", "填报单位", "单位名称", "机关（单位）名称")
_CHOICES = {"kind": AGENCY_KINDS, "level": AGENCY_LEVELS, "scope": AGENCY_SCOPES}
_YEAR = re.compile(r"([1-9][0-9]{3})年?度?")
_YEARS = range(1949, 10_000)
_LONGEST_TITLE = 300


class CoverReader:
    """Reads the cover of one workbook.

    Args:
        book: the workbook.
        name: the file's name, for messages.
        stamp: what the workbook says of itself, or None.
    """

    def __init__(self, book: Book, name: str, stamp: Stamp | None) -> None:
        self._book = book
        self._name = name
        self._stamp: Stamp = stamp or {}

    def stated_year(self, formats: Catalogue) -> int | None:
        """The report year, None where it is not stated or is no year."""
        area = self._book.names.get(report_name("year"))
        if area is not None:
            stated: Any = _year_of(_text_of(self._book.value(area)))
        else:
            stated = _year_of(_text_of(self._labelled(YEAR_LABELS))) or _year_of(self._titled(formats, "year"))
            stated = stated or self._stamp.get("year")
        return stated if isinstance(stated, int) and stated in _YEARS else None

    def year(self, formats: Catalogue) -> int:
        """The report year.

        Raises:
            UnreadableFile: it is not stated, or is no year.
        """
        stated = self.stated_year(formats)
        if stated is None:
            area = self._book.names.get(report_name("year"))
            place = area.spoken if area else "一格中写明“报告年度”，在它右边"
            raise UnreadableFile(f"文件“{self._name}”没有写明报告年度。请在{place}填写四位数的年度，例如 2024，再试。")
        return stated

    def agency(self, formats: Catalogue) -> tuple[dict[str, str], tuple[Finding, ...]]:
        """The members of the agency, and what is to be said of them.

        Raises:
            UnreadableFile: the agency's name is not stated.
        """
        named = self._agency_name(formats)
        members, remarks = {"name": named}, []
        if NOT_IN_A_NAME.search(named) or len(named) > LONGEST_NAME:
            members["name"] = typed_name(named)
            message = f"机关名称应为一行文字，最多 {LONGEST_NAME} 字，读作“{members['name']}”。请核对。"
            remarks.append(remark(REWORDED, "", message))
        for key, words in _CHOICES.items():
            area, stamped = self._book.names.get(report_name(f"agency.{key}")), self._stamped_agency().get(key)
            if area is None:
                stated = stamped
            else:
                text = _text_of(self._book.value(area)).strip()
                stated = next((each for each, word in words.items() if word == text), None)
                if text and stated is None:
                    message = f"{area.spoken}填的“{shown(text)}”不在可选的范围内，没有读入。请从列表中选择。"
                    remarks.append(remark(UNREAD, "", message))
            if stated is not None:
                members[key] = stated
        return members, tuple(remarks)

    def units(self, form: Form) -> dict[CellId, str]:
        """The units of amounts as published; where the cover shows one unchanged, it is the stamp's, to the letter."""
        units = {CellId(cell): unit for cell, unit in self._stamp.get("units", {}).items()}
        for cell in shown_units(form):
            area = self._book.names.get(unit_name(cell))
            if area is None:
                continue
            text = _text_of(self._book.value(area))
            if text == shown(str(units.get(cell, ""))):
                continue
            units.pop(cell, None)
            if text.strip():
                units[cell] = text.strip()
        return units

    def _agency_name(self, formats: Catalogue) -> str:
        area, stamped = self._book.names.get(report_name("agency.name")), self._stamped_agency().get("name", "")
        if area is not None:
            text, place = _text_of(self._book.value(area)), area.spoken
        else:
            text = _text_of(self._labelled(NAME_LABELS)) or self._titled(formats, "agency") or str(stamped)
            place = "一格中写明“机关名称”，在它右边"
        stated = stamped if text == shown(str(stamped)) else text.strip()
        if not isinstance(stated, str) or not typed_name(stated):
            raise UnreadableFile(f"文件“{self._name}”没有写明机关名称。请在{place}填写，再试。")
        return stated

    def _stamped_agency(self) -> Mapping[str, Any]:
        agency: Mapping[str, Any] = self._stamp.get("agency", {})
        return agency

    def _labelled(self, labels: tuple[str, ...]) -> Value | None:
        """What stands to the right of a label, or after its colon."""
        wanted = {normalised(label) for label in labels}
        for sheet in self._book.sheets.values():
            for at, text in sheet.texts.items():
                label, colon, rest = text[:_LONGEST_TITLE].replace("：", ":").partition(":")
                if normalised(label) in wanted:
                    return Value(rest.strip(), "text") if colon and rest.strip() else sheet.right_of(*at)
        return None

    def _titled(self, formats: Catalogue, part: str) -> str:
        """The agency or the year out of a report's title."""
        for pattern in {_title_pattern(formats.get(each).title) for each in reversed(formats.ids)}:
            for sheet in self._book.sheets.values():
                for text in sheet.texts.values():
                    match = pattern.fullmatch("".join(text[:_LONGEST_TITLE].split()))
                    if match:
                        return match[part]
        return ""


def _title_pattern(title: str) -> re.Pattern[str]:
    pattern = re.escape(title).replace(r"\{agency\}", "(?P<agency>.+?)").replace(r"\{year\}", "(?P<year>[1-9][0-9]{3})")
    return re.compile(pattern)


def _text_of(value: Value | None) -> str:
    if value is not None and value.sort == "number":
        return plain_number(value.content)
    return value.content if value is not None and value.sort == "text" else ""


def _year_of(text: str) -> int | None:
    match = _YEAR.fullmatch("".join(unicodedata.normalize("NFKC", text[:_LONGEST_TITLE]).split()))
    return int(match[1]) if match else None
