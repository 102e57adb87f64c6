"""Splits a published text into title, preamble and sections, and runs of text into paragraphs."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from disclosure_desk.errors import UnreadableFile
from disclosure_desk.formats.catalogue import Catalogue
from disclosure_desk.formats.form import PREAMBLE
from disclosure_desk.intake.labels import Wordings
from disclosure_desk.intake.published.lines import TextLine
from disclosure_desk.intake.published.title import PublishedTitle, find_title

_PAGE_NUMBER = re.compile(r"[-—–－ ]*[0-9]{1,3}[-—–－ ]*|第\s*[0-9]+\s*页.{0,12}|[0-9]+\s*/\s*[0-9]+")
_RULE = re.compile(r"[-|:=_*\s]+")
_FURNITURE = re.compile(
    r"(当前位置|您的位置|首页|分享|打印|关闭|【?(打印|关闭|下载|返回)|附件|扫一扫|上一篇|下一篇|责任编辑|责编|编辑[:：]"
    r"|信息来源|发布时间|发布日期|来源[:：]|浏览次数|目\s*录$|版权所有|主办[:：]|主办单位|承办单位|网站地图"
    r"|网站标识码|联系我们|[^，。]{0,20}ICP备)"
)
_CONTENTS_TAIL = re.compile(r"[\s.…·]{2,}[0-9]{1,3}$")
_LONGEST_HEADING = 40
_LONGEST_IN_CONTENTS = 300
_LONGEST_FURNITURE = 60
_LOWER_LEVEL = re.compile(r"[（(]|[0-9]")
_FIRST_LEVEL = re.compile(r"\s*(#|\**[一二三四五六七八九十]{1,2}\s*[、.．])")
_MARKER = re.compile(r"[（(]?[一二三四五六七八九十0-9]+[）)、.．]")
_ENDS = tuple("。！？：；”）.!?:;)…")
_SHORTEST_CUT = 20
_LONGEST_SUBHEADING = 36


@dataclass(frozen=True)
class SplitText:
    """A published text in parts.

    Attributes:
        parts: section id -> its lines, without the heading; ``preamble`` too.
        reworded: section id -> the heading as the file has it, where it is not the official one.
        furniture: numbers of the lines between title and end that belong to the site, not to the report.
    """

    title: PublishedTitle
    parts: dict[str, list[TextLine]]
    reworded: dict[str, str]
    furniture: list[int] = field(default_factory=list)


def split(text: str, name: str, formats: Catalogue) -> SplitText:
    """Splits a published text.

    Raises:
        UnreadableFile: it has no title with agency and year, or no section headings.
    """
    lines = [TextLine(number, line) for number, line in enumerate(text.splitlines(), 1) if _says_something(line)]
    candidates = _heading_lines(lines, formats)
    headings = _chosen(candidates)
    if not headings:
        raise UnreadableFile(f"文件“{name}”中没有找到“一、总体情况”等部分标题，不像是年度报告的全文。请核对文件内容。")
    title = find_title([line for line in lines[: headings[0].at] if not _is_furniture(line)])
    if title is None:
        raise UnreadableFile(
            f"文件“{name}”中没有找到“某机关2024年政府信息公开工作年度报告”这样的标题，无法确定机关和年度。"
        )
    return _parted(lines, title, candidates, headings)


def _says_something(line: str) -> bool:
    text = line.strip().strip("\ufeff")
    return bool(text) and not _PAGE_NUMBER.fullmatch(text) and not _RULE.fullmatch(text)


def _is_furniture(line: TextLine) -> bool:
    """Whether a line belongs to the site around the report: short, and no sentence."""
    text = line.plain
    return len(text) <= _LONGEST_FURNITURE and not text.endswith("。") and bool(_FURNITURE.match(text))


@dataclass(frozen=True, order=True)
class _Heading:
    at: int
    section: str
    is_official: bool
    is_contents: bool


def _heading_lines(lines: Sequence[TextLine], formats: Catalogue) -> list[_Heading]:
    """Every line that could be a section's heading; lines of a table of contents too."""
    sections = {s.id: s for format_id in formats.ids for s in formats.get(format_id).sections}
    wordings = Wordings((s.id, s.heading, s.heading_aliases) for s in sections.values())
    found = []
    for at, line in enumerate(lines):
        if len(line.text) > _LONGEST_IN_CONTENTS:  # dots without end would be gone through from each of them
            continue
        text = _CONTENTS_TAIL.sub("", line.plain)
        if line.is_table or len(text) > _LONGEST_HEADING or _LOWER_LEVEL.match(text):
            continue
        match = wordings.find(text)
        # A sentence may come near a heading ("无其他需要报告的事项。"): what is worded differently has to be numbered.
        if match is not None and (match.is_official or _FIRST_LEVEL.match(line.text)):
            found.append(_Heading(at, match.target, match.is_official, text != line.plain))
    return found


def _chosen(candidates: Sequence[_Heading]) -> list[_Heading]:
    """Each section once: the first heading with something under it, not a line of a table of contents."""
    after = {each.at for each in candidates}
    found: dict[str, _Heading] = {}
    for each in sorted(candidates, key=lambda each: (each.is_contents, each.at + 1 in after, each.at)):
        found.setdefault(each.section, each)
    return sorted(each for each in found.values() if not each.is_contents)


def _parted(
    lines: Sequence[TextLine], title: PublishedTitle, candidates: Sequence[_Heading], headings: Sequence[_Heading]
) -> SplitText:
    contents = {each.at for each in candidates} - {each.at for each in headings}
    starts = [(PREAMBLE, -1), *((each.section, each.at) for each in headings)]
    parts: dict[str, list[TextLine]] = {}
    furniture: list[int] = []
    for (section, at), end in zip(starts, [*(at for _, at in starts[1:]), len(lines)], strict=True):
        own = [lines[n] for n in range(at + 1, end) if n not in contents and lines[n].number > title.last_line]
        parts[section] = [line for line in own if not _is_furniture(line)]
        furniture += [line.number for line in own if _is_furniture(line)]
    reworded = {each.section: lines[each.at].plain for each in headings if not each.is_official}
    return SplitText(title, parts, reworded, furniture)


def paragraphs_of(lines: Iterable[TextLine]) -> tuple[str, list[int]]:
    """The text of those lines, and the numbers of the lines that were joined to the one before.

    A line joins the one before where that was cut by a page: it does not end a sentence, is long, is no heading of
    its own, and what follows begins no new paragraph.
    """
    found: list[str] = []
    joined: list[int] = []
    for line in lines:
        text = line.plain
        if found and _is_cut(found[-1]) and not _MARKER.match(text):
            found[-1] += text
            joined.append(line.number)
        elif text:
            found.append(text)
    return "\n".join(found), joined


def _is_cut(text: str) -> bool:
    is_heading = len(text) <= _LONGEST_SUBHEADING and bool(_MARKER.match(text)) and "，" not in text
    return len(text) > _SHORTEST_CUT and not text.endswith(_ENDS) and not is_heading
