"""Begins texts: the headings of a section's topics, a preamble, the sentence about fees; each as a text to be set."""

import re

from disclosure_desk.errors import RefusedFigure
from disclosure_desk.formats.form import PREAMBLE
from disclosure_desk.formats.schema import FigureKind, NarrativeSection
from disclosure_desk.report.changes import Change
from disclosure_desk.report.document import ReportDocument
from disclosure_desk.report.editing import set_text
from disclosure_desk.report.figures import read_figure
from disclosure_desk.report.paragraphs import paragraphs
from disclosure_desk.report.topics import BLANK, Progress, Topic, topics
from disclosure_desk.settings import Contact

_NUMERALS = "零一二三四五六七八九十"
_TEN = 10
_NUMBERED = re.compile("[（(]([一二三四五六七八九十]+)[）)]")
_SECTION_NUMBER = re.compile("^[一二三四五六七八九十]+、")


def insert_topics(report: ReportDocument, key: str, names: tuple[str, ...] = ()) -> Change:
    """Inserts the headings of topics that are missing, each at its place among those that are there.

    Numbers that ran on before run on after. ``names`` limits it to some of the topics; () takes all.
    """
    section = report.form.section(key)
    if not isinstance(section, NarrativeSection):
        return Change("", ())
    text = report.narratives.get(key, "")
    wanted = [topic.name for topic in topics(section, text) if topic.progress is Progress.MISSING]
    wanted = [name for name in wanted if not names or name in names]
    runs_on = _runs_on(text)
    for name in wanted:
        text = _with_heading(report, section, text, name)
    label = f"插入 标题“{wanted[0]}”" if len(wanted) == 1 else f"插入 {_numeral(len(wanted))}个标题"
    return _named(set_text(report, key, _renumbered(text) if runs_on else text), label)


def insert_preamble(report: ReportDocument, contact: Contact) -> Change:
    """Puts a preamble before what is there: legal basis, contents, period and contact; blanks stand for the unknown."""
    held = report.narratives.get(PREAMBLE, "")
    begun = "\n".join(_preamble(report, contact))
    return _named(set_text(report, PREAMBLE, f"{begun}\n{held}" if held.strip() else begun), "插入 引言")


def insert_fees(report: ReportDocument, amount: str) -> Change:
    """Puts the sentence about fees for handling information before what is there.

    Args:
        report: the report.
        amount: in yuan, as typed; "0" where none were charged, "" where it is not known yet.

    Raises:
        RefusedFigure: it is no amount.
    """
    beginnings = report.form.base.beginnings
    held = report.narratives.get(beginnings.fees_section, "")
    sentence = _fees(report, _yuan(amount))
    text = f"{sentence}\n{held}" if held.strip() else sentence
    return _named(set_text(report, beginnings.fees_section, text), "插入 收费情况")


def lacks_fees(report: ReportDocument, key: str, text: str) -> bool:
    """Whether fees are to be reported in this text and it does not speak of them."""
    beginnings = report.form.base.beginnings
    return key == beginnings.fees_section != "" and beginnings.fees_word not in text


def _preamble(report: ReportDocument, contact: Contact) -> list[str]:
    beginnings = report.form.base.beginnings
    headings = [_SECTION_NUMBER.sub("", section.heading) for section in report.form.sections]
    words = {
        "agency": report.agency.name,
        "year": str(report.year),
        "source": report.form.base.source,
        "sections": "、".join(headings),
        "count": _numeral(len(headings)),
        **{name: told.strip() or BLANK for name, told in contact._asdict().items()},
    }
    website = [beginnings.website] if beginnings.website and contact.website.strip() else []
    return [sentence.format(**words) for sentence in (*beginnings.preamble, *website)]


def _fees(report: ReportDocument, amount: str | None) -> str:
    beginnings = report.form.base.beginnings
    sentence = beginnings.no_fees if amount is not None and not amount.strip("0.") else beginnings.fees
    return sentence.format(year=report.year, amount=amount or BLANK)


def _yuan(typed: str) -> str | None:
    """The amount as digits, with or without 元 behind it; what is no amount is refused in words."""
    try:
        return read_figure(typed.removesuffix("元"), FigureKind.AMOUNT_AS_PUBLISHED)
    except RefusedFigure:
        raise RefusedFigure(f"“{typed}”不是金额。请填写以元为单位的数字；没有收取的，填 0。") from None


def _with_heading(report: ReportDocument, section: NarrativeSection, text: str, name: str) -> str:
    """The text with one topic's heading behind the topics that come before it."""
    found = topics(section, text)
    order = section.topics.index(name)
    heading = report.form.base.beginnings.topic.format(number=_numeral(order + 1), topic=name)
    place = insertion_point(found, order, text)
    before, after = text[:place].rstrip("\n"), text[place:].lstrip("\n")
    return "\n".join(part for part in (before, heading, after) if part.strip())


def insertion_point(found: tuple[Topic, ...], order: int, text: str) -> int:
    """Where the heading of a missing topic belongs, in characters: behind those before it, else before the next."""
    earlier = [topic.end for topic in found[:order] if topic.start is not None]
    later = [topic.start for topic in found[order:] if topic.start is not None]
    return max(earlier) if earlier else min(later, default=len(text))


def _runs_on(text: str) -> bool:
    """Whether the numbers of the second level are 一, 二, 三 and so on."""
    numbers = [match[1] for match in map(_NUMBERED.match, _second_level(text)) if match]
    return numbers == [_numeral(at + 1) for at in range(len(numbers))]


def _renumbered(text: str) -> str:
    """The text with its paragraphs of the second level numbered 一, 二, 三 and so on."""
    count, lines = 0, text.split("\n")
    for at, line in enumerate(lines):
        match = _NUMBERED.search(line) if _second_level(line) else None
        if match:
            count += 1
            lines[at] = line[: match.start(1)] + _numeral(count) + line[match.end(1) :]
    return "\n".join(lines)


def _second_level(text: str) -> list[str]:
    return [paragraph.text for paragraph in paragraphs(text) if paragraph.level == 2]  # noqa: PLR2004 - the level （一）


def _numeral(number: int) -> str:
    """A number up to 99 in Chinese."""
    tens, ones = divmod(number, _TEN)
    if not tens:
        return _NUMERALS[ones]
    return (_NUMERALS[tens] if tens > 1 else "") + "十" + (_NUMERALS[ones] if ones else "")


def _named(change: Change, label: str) -> Change:
    return Change(label, change.edits)
