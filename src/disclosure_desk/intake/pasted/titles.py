"""Tells from a report's title on the clipboard that its tables are of another year or another agency."""

import re
import unicodedata

from disclosure_desk.intake.pasted.reading import Clip
from disclosure_desk.intake.published.lines import TextLine
from disclosure_desk.intake.published.title import find_title
from disclosure_desk.report.agency_name import comparable

_TITLE = re.compile(r"(20[0-9]{2})年.{0,12}?政府信息公开(?:工作)?年度报告")
_TAG = re.compile(r"<[^<>]*>")
_SURELY_AN_AGENCY = re.compile(
    r"[\u4e00-\u9fff（）()]{2,}(?:人民政府|委员会|办公室|办事处|[局厅部署院司处会]|[总支大中]队|中心|监狱)"
)
_MOST, _LONGEST_LINE = 2_000_000, 100


def cautions(clip: Clip, agency: str, year: int) -> tuple[str, ...]:
    """What has to be said before figures of a clipboard go into a report; nothing where it has no title.

    The first title counts: a page goes on with links to others.

    Args:
        clip: what was copied.
        agency: the report's agency.
        year: the report's year.
    """
    text = unicodedata.normalize("NFKC", (clip.text.strip() or _TAG.sub("\n", clip.html[:_MOST]))[:_MOST])
    found = _TITLE.search("".join(text.split()))
    said = []
    if found and int(found[1]) != year:
        said.append(f"剪贴板里的标题是“{found[0]}”，本报告是 {year} 年的，请先核对是否复制了别的年度的表。")
    other = _other_agency(text, agency)
    if other:
        said.append(f"剪贴板里的标题写的是“{other}”，本报告的机关是“{agency}”，请先核对是否复制了别的机关的表。")
    return tuple(said)


def _other_agency(text: str, agency: str) -> str:
    """The agency of the first title, where it surely is one and no shorter or longer name of the report's own."""
    for line in text.splitlines():
        if len(line) <= _LONGEST_LINE and _TITLE.search("".join(line.split())):
            title = find_title([TextLine(1, "".join(line.split()))])
            name = title.agency if title else ""
            own, other = comparable(agency), comparable(name)
            return name if _SURELY_AN_AGENCY.fullmatch(other) and other not in own and own not in other else ""
    return ""
