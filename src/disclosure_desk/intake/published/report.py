"""Reads the published text of a report: headings, tables with merged cells unrolled, running text."""

from collections.abc import Iterator, Mapping

from disclosure_desk.checks.finding import Finding
from disclosure_desk.formats.catalogue import Catalogue
from disclosure_desk.formats.form import PREAMBLE, Form
from disclosure_desk.formats.schema import TableSection
from disclosure_desk.intake.published.sections import SplitText, paragraphs_of, split
from disclosure_desk.intake.published.tables import TableReader, TableReading
from disclosure_desk.intake.reading import LEFT_OUT, REWORDED, UNREAD, Reading, remark
from disclosure_desk.intake.row_sums import row_sums
from disclosure_desk.report.document import Agency, ReportDocument, TotalsMode

Readings = Mapping[str, Mapping[str, TableReading]]
"""Section id -> format id -> what was read of the section as that format's table."""


def read_published_text(text: str, name: str, formats: Catalogue) -> Reading:
    """Reads a published text into a report; what cannot be read with certainty stays blank and is reported.

    Args:
        text: the whole text.
        name: the file's name, for messages.
        formats: the formats that are known; the one that fits the document best is chosen, the year breaks ties.

    Raises:
        UnreadableFile: it has no title with agency and year, or no section headings.
    """
    parts = split(text, name, formats)
    readings = _tables(parts, formats)
    base, replaced = _chosen(readings, parts.title.year, formats)
    form = formats.form(base, replaced)
    tables = [readings[table.id][form.origins[table.id]] for table in form.tables]
    narratives, remarks = _narratives(parts, form.narrative_keys)
    report = ReportDocument(
        form,
        Agency(parts.title.agency),
        parts.title.year,
        TotalsMode.TYPED,
        {cell: figure for table in tables for cell, figure in table.cells.items()},
        narratives,
        {cell: unit for table in tables for cell, unit in table.units.items()},
    )
    said = [*_headings(parts, form), *_of_tables(parts, form, tables), *remarks, *_furniture(parts)]
    return Reading(report, tuple(said), tuple(source for table in tables for source in table.sources.items()))


def _tables(parts: SplitText, formats: Catalogue) -> Readings:
    readings: dict[str, dict[str, TableReading]] = {}
    for format_id in formats.ids:
        sums = row_sums(formats.form(format_id))
        for table in formats.get(format_id).tables:
            lines = parts.parts.get(table.id, ())
            readings.setdefault(table.id, {})[format_id] = TableReader(table, sums.get(table.id)).read(lines)
    return readings


def _chosen(readings: Readings, year: int, formats: Catalogue) -> tuple[str, dict[str, str]]:
    """The format that fits the document best, and the sections that another fits better."""
    proposed = formats.proposed_for(year).id
    order = [proposed, *(format_id for format_id in formats.ids if format_id != proposed)]

    def fit(format_id: str) -> int:
        return sum(table[format_id].score for table in readings.values() if format_id in table)

    telling = [table for table in readings.values() if len({reading.score for reading in table.values()}) > 1]
    # A format is not left for the sake of one section: that section takes another's form.
    stays = any(
        proposed in table and table[proposed].score == max(r.score for r in table.values()) for table in telling
    )
    base = proposed if stays or not telling else max(order, key=fit)
    replaced = {
        section: best
        for section, table in readings.items()
        if base in table
        and (best := max((f for f in order if f in table), key=lambda f: table[f].score)) != base
        and table[best].score > table[base].score
    }
    return base, replaced


def _narratives(parts: SplitText, keys: tuple[str, ...]) -> tuple[dict[str, str], list[Finding]]:
    texts, remarks = {}, []
    for key in keys:
        lines = parts.parts.get(key, [])
        tables = [line for line in lines if line.is_table]
        text, joined = paragraphs_of(line for line in lines if not line.is_table)
        if text:
            texts[key] = text
        if joined:
            numbers = "、".join(str(number) for number in joined)
            remarks.append(remark(REWORDED, key, f"第 {numbers} 行接在上一段之后：上一段被换页断开。"))
        if tables:
            message = f"第 {tables[0].number} 行起的表格不属于报告格式，没有读取。"
            remarks.append(remark(LEFT_OUT, key, message))
    return texts, remarks


def _headings(parts: SplitText, form: Form) -> Iterator[Finding]:
    for section in form.sections:
        if section.id in parts.reworded:
            message = f"标题“{parts.reworded[section.id]}”按“{section.heading}”读取。"
            yield remark(REWORDED, section.id, message)
        elif section.id not in parts.parts:
            cells = section.cells if isinstance(section, TableSection) else ()
            blank = "各格留空" if cells else "正文留空"
            yield remark(UNREAD, section.id, f"没有找到“{section.heading}”这一部分，{blank}。", cells)


def _of_tables(parts: SplitText, form: Form, tables: list[TableReading]) -> Iterator[Finding]:
    """What is said of the tables; of one that is not there at all its missing heading says enough."""
    for section, table in zip(form.tables, tables, strict=True):
        if section.id in parts.parts:
            yield from table.remarks


def _furniture(parts: SplitText) -> Iterator[Finding]:
    if parts.furniture:
        numbers = "、".join(str(number) for number in parts.furniture)
        message = f"第 {numbers} 行是网页上的附带文字（如附件、分享、打印），不属于报告，没有读取。"
        yield remark(LEFT_OUT, PREAMBLE, message)
