"""Finds the title of a published text: whose report it is, and of which year."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from disclosure_desk.intake.published.lines import TextLine
from disclosure_desk.report.agency_name import NOT_IN_A_NAME

_YEAR = r"(?P<year>(?:19|20)[0-9]{2})年?度?"
_WHAT = r"政府信息公开(?:工作)?(?:年度)?(?:报告|年报)(?:全文)?"
_TITLES = (
    re.compile(rf"(?P<agency>.+?)(?:关于)?{_YEAR}{_WHAT}"),
    re.compile(rf"{_YEAR}(?P<agency>(?![年度]).{{2,}}?){_WHAT}"),
)
_DROPPED = re.compile(r"[\s#*_\u00ad\u200b-\u200f\u2060-\u2064\ufeff《》]+")
_LEADING = re.compile(r".*[:：>＞]|^关于")
_NO_NAME = re.compile(r"[，。；、？]")
_LONGEST_NAME = 50
_MOST_LINES = 3


@dataclass(frozen=True)
class PublishedTitle:
    """What the title says, and the number of its last line."""

    agency: str
    year: int
    last_line: int


def find_title(lines: Sequence[TextLine]) -> PublishedTitle | None:
    """The title, which may stand on up to three lines; None where there is none with agency and year."""
    for at, line in enumerate(lines):
        for count in range(1, _MOST_LINES + 1):
            part = lines[max(at - count + 1, 0) : at + 1]
            if any(each.is_table for each in part):
                break
            title = _title("".join(each.text for each in part))
            if title is not None:
                return PublishedTitle(*title, line.number)
    return None


def _title(text: str) -> tuple[str, int] | None:
    closed = "".join(
        unicodedata.normalize("NFKC", c) if c.isdecimal() else c for c in _DROPPED.sub("", NOT_IN_A_NAME.sub("", text))
    )
    for pattern in _TITLES:
        match = pattern.fullmatch(closed)
        agency = _LEADING.sub("", match["agency"]) if match else ""
        if match and agency and len(agency) <= _LONGEST_NAME and not _NO_NAME.search(agency):
            return agency, int(match["year"])
    return None
