"""Reads the program's own report file, and refuses in words whatever breaks the contract."""

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from disclosure_desk.errors import NotFound, UnreadableFile
from disclosure_desk.formats.catalogue import Catalogue
from disclosure_desk.formats.form import PREAMBLE, Form
from disclosure_desk.formats.schema import CellId
from disclosure_desk.intake.reading import LEFT_OUT, Reading, remark
from disclosure_desk.report.agency_name import LONGEST_NAME, NOT_IN_A_NAME
from disclosure_desk.report.canonical import SCHEMA
from disclosure_desk.report.document import (
    AGENCY_KINDS,
    AGENCY_LEVELS,
    AGENCY_SCOPES,
    Agency,
    ReportDocument,
    TotalsMode,
)
from disclosure_desk.report.exact_json import exact_loads, exact_number
from disclosure_desk.report.figures import STORED

KNOWN = (
    "schema",
    "format",
    "section_formats",
    "agency",
    "year",
    "totals",
    "cells",
    "narratives",
    "units",
    "title_lines",
)
_CHOICES: dict[str, Iterable[str]] = {"kind": AGENCY_KINDS, "level": AGENCY_LEVELS, "scope": AGENCY_SCOPES}
_SURROGATE = re.compile("[\ud800-\udfff]")
"""So many characters an agency's name may have."""
_LONGEST_PLACE = 120
_DEEPEST = 100


def read_report_json(content: bytes, name: str, formats: Catalogue) -> ReportDocument:
    """The report in a report file, without what is to be said of it; see ``read_report_file``."""
    return read_report_file(content, name, formats).report


def read_report_file(content: bytes, name: str, formats: Catalogue) -> Reading:
    """Reads a report file.

    Notes, sources, reasons, the deadline, and last year's figures typed by hand are not in it: they stay in the
    database of the PC where they were written.

    Args:
        content: the whole file.
        name: the file's name, for messages.
        formats: the formats that are known.

    Raises:
        UnreadableFile: the file breaks the contract; the message names file, place and what was expected.
    """
    try:
        return _with_its_title(_Reader(name, formats).report(_parsed(content)))
    except _Refusal as refusal:
        raise UnreadableFile(f"文件“{name}”{refusal}") from refusal
    except NotFound as error:
        raise UnreadableFile(f"文件“{name}”：{error}") from error


def _with_its_title(report: ReportDocument) -> Reading:
    """The report, without lines of a title that are not its own."""
    if not report.particulars or report.title_lines:
        return Reading(report)
    message = f"文件中分行的标题“{_shown(report.particulars['title'])}”与报告的标题“{report.title}”不同，没有采用。"
    return Reading(replace(report, particulars={}), (remark(LEFT_OUT, PREAMBLE, message),))


def _shown(title: str) -> str:
    text = _SURROGATE.sub("�", title.replace("\n", "／"))
    return text if len(text) <= _LONGEST_PLACE else f"{text[:_LONGEST_PLACE]}…"


class _Refusal(Exception):
    """Place and expectation, without the file's name."""


def _refuse(place: str, expected: str) -> _Refusal:
    shown = _SURROGATE.sub("�", place)  # what was read has to be printable in a message, whatever it is
    if len(shown) > _LONGEST_PLACE:
        shown = f"{shown[:_LONGEST_PLACE]}…"
    return _Refusal(f"的“{shown}”不符合要求：{expected}")


def _no_report_file(where: str) -> _Refusal:
    return _Refusal(f"不是报告文件，或已经损坏（{where}），没有读入。请核对是否选错，或请对方重新导出。")


def _parsed(content: bytes) -> dict[str, Any]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _no_report_file(f"第 {error.start + 1} 个字节不是 UTF-8 文字") from error
    try:
        parsed = exact_loads(text, object_pairs_hook=_single_keys, parse_constant=_no_constant, parse_float=_finite)
    except json.JSONDecodeError as error:
        raise _no_report_file(f"第 {error.lineno} 行第 {error.colno} 列读不下去") from error
    except (RecursionError, ValueError) as error:
        raise _no_report_file("嵌套过深，或数字过长") from error
    if not isinstance(parsed, dict):
        raise _no_report_file("最外层不是一个对象")
    _refuse_unwritable(parsed)
    return parsed


def _single_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        keys = [key for key, _ in pairs]
        double = next(key for key in keys if keys.count(key) > 1)
        raise _refuse(double, "同一个名称出现了两次，只能出现一次。")
    return members


def _no_constant(constant: str) -> Any:
    raise _refuse(constant, "不是 JSON 允许的值。")


def _finite(digits: str) -> float:
    try:
        return exact_number(digits)
    except ValueError as error:
        raise _refuse(digits, "这个数太大。") from error


def _refuse_unwritable(parsed: dict[str, Any]) -> None:
    """Refuses what could be read but never written back: half characters, and nesting without end."""
    layer: list[tuple[str, Any]] = [("", parsed)]
    for _ in range(_DEEPEST):
        inside: list[tuple[str, Any]] = []
        for place, member in layer:
            if isinstance(member, str) and _SURROGATE.search(member):
                raise _refuse(place, "含有不完整的字符。")
            inside += _members(place, member)
        layer = inside
    if layer:
        raise _refuse(layer[0][0], "嵌套过深。")


def _members(place: str, member: Any) -> list[tuple[str, Any]]:
    if isinstance(member, list):
        return [(place, each) for each in member]
    if not isinstance(member, dict):
        return []
    broken = next((key for key in member if _SURROGATE.search(key)), None)
    if broken is not None:
        raise _refuse(broken, "含有不完整的字符。")
    return [(f"{place}/{key}" if place else key, each) for key, each in member.items()]


class _Reader:
    """Reads the members of one file, each from its own place."""

    def __init__(self, name: str, formats: Catalogue) -> None:
        self._name = name
        self._formats = formats

    def report(self, o: dict[str, Any]) -> ReportDocument:
        if o.get("schema") != SCHEMA:
            raise _refuse("schema", f"应为“{SCHEMA}”。这可能不是本程序的报告文件，或出自更新的版本。")
        form = self._form(o)
        return ReportDocument(
            form=form,
            agency=_agency(_needed(o, "agency", dict)),
            year=_year(_needed(o, "year", int)),
            totals=_totals(o.get("totals", TotalsMode.TYPED.value)),
            cells=_cells(_optional(o, "cells"), form),
            narratives=_narratives(_optional(o, "narratives"), form),
            units=_units(_optional(o, "units"), form),
            particulars=_particulars(o.get("title_lines", [])),
            extras={key: member for key, member in o.items() if key not in KNOWN},
        )

    def _form(self, o: dict[str, Any]) -> Form:
        format_id, sections = _needed(o, "format", str), _optional(o, "section_formats")
        for section, other in sections.items():
            _text(other, f"section_formats/{section}")
        for name in (format_id, *sections, *sections.values()):
            if len(name) > _LONGEST_PLACE:
                raise _refuse(name, "没有这样的格式或部分。")
        return self._formats.form(format_id, sections)


_KINDS = {dict: "一个对象", str: "一段文字", int: "一个整数"}


def _needed(o: dict[str, Any], key: str, kind: type) -> Any:
    if key not in o:
        raise _refuse(key, "缺少这一项，必须填写。")
    if not isinstance(o[key], kind) or isinstance(o[key], bool):
        raise _refuse(key, f"应为{_KINDS[kind]}。")
    return o[key]


def _optional(o: dict[str, Any], key: str) -> dict[str, Any]:
    member = o.get(key, {})
    if not isinstance(member, dict):
        raise _refuse(key, "应为一个对象。")
    return member


def _text(member: Any, place: str) -> str:
    if not isinstance(member, str):
        raise _refuse(place, "应为一段文字。")
    return member


def _year(year: int) -> int:
    if not 1949 <= year <= 9999:  # noqa: PLR2004 - a year in four digits, of this republic
        raise _refuse("year", "应为四位数的报告年度。")
    return year


def _totals(mode: Any) -> TotalsMode:
    if mode not in [each.value for each in TotalsMode]:
        raise _refuse("totals", "应为 filled 或 typed。")
    return TotalsMode(mode)


def _agency(o: dict[str, Any]) -> Agency:
    for key, member in o.items():
        if key not in ("name", *_CHOICES):
            raise _refuse(f"agency/{key}", "不认识这一项，只能是 name、kind、level、scope。")
        if member is None and key != "name":
            continue
        text = _text(member, f"agency/{key}")
        if key in _CHOICES and text not in _CHOICES[key]:
            raise _refuse(f"agency/{key}", f"应为 {'、'.join(_CHOICES[key])} 之一。")
    name = str(o.get("name", ""))
    if not name.strip():
        raise _refuse("agency/name", "缺少机关名称，必须填写。")
    if NOT_IN_A_NAME.search(name):
        raise _refuse("agency/name", "机关名称应为一行文字，不能有换行、制表符等控制字符。")
    if len(name) > LONGEST_NAME:
        raise _refuse("agency/name", f"机关名称太长，最多 {LONGEST_NAME} 字。")
    return Agency(**o)


def _cells(o: dict[str, Any], form: Form) -> dict[CellId, str]:
    cells = {}
    for key, figure in o.items():
        if key not in form.places:
            raise _refuse(f"cells/{key}", "这份报告的格式没有这一格。")
        if figure is None:
            continue
        if not isinstance(figure, str) or not STORED.fullmatch(figure):
            raise _refuse(f"cells/{key}", '应为加引号的数字，整数最多 20 位、小数最多 10 位，例如 "12"。')
        cells[CellId(key)] = figure
    return cells


def _narratives(o: dict[str, Any], form: Form) -> dict[str, str]:
    texts = {}
    for key, member in o.items():
        if key not in form.narrative_keys:
            raise _refuse(f"narratives/{key}", f"不认识这一项，只能是 {'、'.join(form.narrative_keys)}。")
        if member is not None and (text := _text(member, f"narratives/{key}")):
            texts[key] = text
    return texts


def _particulars(lines: Any) -> dict[str, str]:
    """How the title is broken."""
    if not isinstance(lines, list):
        raise _refuse("title_lines", "应为一列文字，每行一段。")
    texts = [_text(line, "title_lines") for line in lines]
    if any("\n" in text or not text.strip() for text in texts):
        raise _refuse("title_lines", "每段应为一行文字，不能为空。")
    return {"title": "\n".join(texts)} if texts else {}


def _units(o: dict[str, Any], form: Form) -> dict[CellId, str]:
    units = {}
    for key, member in o.items():
        if key not in form.places:
            raise _refuse(f"units/{key}", "这份报告的格式没有这一格。")
        if member is not None:
            units[CellId(key)] = _text(member, f"units/{key}")
    return units
