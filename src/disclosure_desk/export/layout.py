"""Lays a report out as blocks: what is printed, in which order and typeface."""

from collections.abc import Iterator

from disclosure_desk.export.blocks import (
    Block,
    FontRole,
    Heading,
    Mark,
    MarkKind,
    Paragraph,
    PrintedDocument,
    Run,
    Table,
    Title,
)
from disclosure_desk.formats.form import PREAMBLE
from disclosure_desk.formats.schema import NarrativeSection, Section
from disclosure_desk.report.canonical import fingerprint
from disclosure_desk.report.document import ReportDocument
from disclosure_desk.report.paragraphs import TextParagraph, paragraphs

_ONE_LINE = 20
"""As many characters of the title's size fit on one line of 156 mm."""
_HEADING_ROLES = {2: FontRole.SUBHEADING}


def laid_out(report: ReportDocument) -> PrintedDocument:
    """The printed form of a report: title, optional preamble, the six sections in the order of the form."""
    return PrintedDocument(
        title=report.title,
        author=report.agency.name,
        subject="政府信息公开工作年度报告",
        year=report.year,
        fingerprint=fingerprint(report),
        blocks=tuple(_blocks(report)),
    )


def _blocks(report: ReportDocument) -> Iterator[Block]:
    yield Title(tuple(Run(line, FontRole.TITLE, "标题") for line in title_lines(report)), Mark(MarkKind.TITLE))
    yield from _paragraphs(report, PREAMBLE, "引言")
    for section in report.form.sections:
        yield Heading(Run(section.heading, FontRole.HEADING, section.heading), Mark(MarkKind.HEADING, section.id))
        yield from _section(report, section)


def _section(report: ReportDocument, section: Section) -> Iterator[Block]:
    if isinstance(section, NarrativeSection):
        yield from _paragraphs(report, section.id, section.heading)
    else:
        cells = {cell: report.cells[cell] for cell in section.cells if cell in report.cells}
        yield Table(report.form.grids[section.id], cells, section.heading, Mark(MarkKind.TABLE, section.id))


def title_lines(report: ReportDocument) -> tuple[str, ...]:
    """The title as the officer broke it; else on one line, or the agency above the rest where it is long."""
    if report.title_lines:
        return report.title_lines
    title, agency = report.title, report.agency.name
    if len(title) <= _ONE_LINE or not title.startswith(agency):
        return (title,)
    return (agency, title.removeprefix(agency))


def _paragraphs(report: ReportDocument, key: str, heading: str) -> Iterator[Paragraph]:
    for number, paragraph in enumerate(paragraphs(report.narratives.get(key, "")), 1):
        yield _paragraph(paragraph, key, f"{heading} 第 {number} 段")


def _paragraph(paragraph: TextParagraph, key: str, place: str) -> Paragraph:
    role = _HEADING_ROLES.get(paragraph.level, FontRole.BODY)
    head, body = Run(paragraph.heading, role, place), Run(paragraph.body, FontRole.BODY, place)
    alone = bool(paragraph.heading) and not paragraph.body
    mark = Mark(MarkKind.TEXT, key, paragraph.start, paragraph.start + len(paragraph.text))
    return Paragraph(tuple(run for run in (head, body) if run.text), alone, paragraph.level, mark)
