"""Splits a published text into title, preamble and sections, and runs of text into paragraphs."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from disclosure_desk.errors import UnreadableFile
from disclosure_desk.formats.catalogue import Catalogue
from disclosure_desk.intake.labels import Wordings, bare

_TITLE = re.compile(r"(?P<agency>.*?)(?P<year>(?:19|20)[0-9]{2})年?度?政府信息公开(?:工作)?(?:年度)?报告$")
_PAGE_NUMBER = re.compile(r"[-—–－ ]*[0-9]{1,3}[-—–－ ]*|第?[0-9]+页.*")
_RULE = re.compile(r"[-|:=_*\s]+")
_FURNITURE = re.compile(
    r"^(当前位置|您的位置|首页|分享|打印|关闭|【?(打印|关闭|下载|返回)|附件|扫一扫|上一篇|下一篇|责任编辑|信息来源|发布时间|来源[:：]|浏览次数)"
)
_LONGEST_HEADING = 40
_MARKER = re.compile(r"[（(]?[一二三四五六七八九十0-9]+[）)、.．]")
_ENDS = tuple("。！？：；”）.!?:;)…")
_SHORTEST_CUT = 20


@dataclass(frozen=True)
class TextLine:
    """A line that is not blank, with its number in the file, counted from 1."""

    number: int
    text: str

    @property
    def is_table(self) -> bool:
        """Whether cells stand on it."""
        return "\t" in self.text or self.text.count("|") > 1

    @property
    def cells(self) -> list[str]:
        """What stands between tabs or bars, without the blanks around."""
        text = self.text
        if "\t" not in text and "|" in text:
            parts = text.strip().removeprefix("|").removesuffix("|").split("|")
        else:
            parts = text.split("\t")
        return [part.strip().strip("*").strip() for part in parts]

    @property
    def plain(self) -> str:
        """The text without heading marks and emphasis."""
        return self.text.strip().lstrip("#").replace("**", "").replace("__", "").strip()


@dataclass(frozen=True)
class SplitText:
    """A published text in parts.

    Attributes:
        parts: section id -> its lines, without the heading; ``preamble`` too.
        reworded: section id -> the heading as the file has it, where it is not the official one.
    """

    agency: str
    year: int
    parts: dict[str, list[TextLine]]
    reworded: dict[str, str]


def split(text: str, name: str, formats: Catalogue) -> SplitText:
    """Splits a published text.

    Raises:
        UnreadableFile: it has no title with agency and year, or no section headings.
    """
    lines = [TextLine(number, line) for number, line in enumerate(text.splitlines(), 1) if _says_something(line)]
    headings = _headings(lines, formats)
    if not headings:
        raise UnreadableFile(f"文件“{name}”中没有找到“一、总体情况”等部分标题，不像是年度报告的全文。请核对文件内容。")
    first = headings[0][0]
    agency, year, after = _title(lines[:first], name)
    parts = {"preamble": [line for line in lines[after:first] if not _FURNITURE.match(line.plain)]}
    ends = [at for at, _, _ in headings[1:]] + [len(lines)]
    for (at, section, _), end in zip(headings, ends, strict=True):
        parts[section] = [line for line in lines[at + 1 : end] if not _FURNITURE.match(line.plain)]
    reworded = {section: lines[at].plain for at, section, official in headings if not official}
    return SplitText(agency, year, parts, reworded)


def _says_something(line: str) -> bool:
    text = line.strip()
    return bool(text) and not _PAGE_NUMBER.fullmatch(text) and not _RULE.fullmatch(text)


def _headings(lines: Sequence[TextLine], formats: Catalogue) -> list[tuple[int, str, bool]]:
    """Position, section id, and whether it is worded officially; each section once, the first time it is named."""
    sections = {s.id: s for format_id in formats.ids for s in formats.get(format_id).sections}
    wordings = Wordings((s.id, s.heading, s.heading_aliases) for s in sections.values())
    found: dict[str, tuple[int, str, bool]] = {}
    for at, line in enumerate(lines):
        if line.is_table or len(line.plain) > _LONGEST_HEADING:
            continue
        match = wordings.find(line.plain)
        if match is not None and match.target not in found:
            found[match.target] = (at, match.target, match.is_official)
    return sorted(found.values())


def _title(lines: Sequence[TextLine], name: str) -> tuple[str, int, int]:
    """Agency, year, and how many lines the title ends after."""
    for at, line in enumerate(lines):
        if line.is_table:
            continue
        for start in (at, at - 1):
            joined = "".join(bare(each.plain) for each in lines[max(start, 0) : at + 1])
            match = _TITLE.fullmatch(joined)
            if match and match["agency"]:
                return match["agency"], int(match["year"]), at + 1
    raise UnreadableFile(
        f"文件“{name}”中没有找到“某机关2024年政府信息公开工作年度报告”这样的标题，无法确定机关和年度。"
    )


def paragraphs_of(lines: Iterable[TextLine]) -> tuple[str, list[int]]:
    """The text of those lines, and the numbers of the lines that were joined to the one before.

    A line joins the one before where that was cut by a page: it does not end a sentence, is long, and what follows
    begins no new paragraph.
    """
    found: list[str] = []
    joined: list[int] = []
    for line in lines:
        text = line.plain
        cut = found and len(found[-1]) > _SHORTEST_CUT and not found[-1].endswith(_ENDS) and not _MARKER.match(text)
        if cut:
            found[-1] += text
            joined.append(line.number)
        elif text:
            found.append(text)
    return "\n".join(found), joined
