"""Reads a workbook: one that this program wrote and someone filled in, or one that someone rebuilt by hand."""

from dataclasses import replace
from typing import Any

from disclosure_desk.checks.finding import Finding
from disclosure_desk.errors import NotFound, UnreadableFile
from disclosure_desk.formats.catalogue import Catalogue
from disclosure_desk.formats.form import Form
from disclosure_desk.intake.reading import REWORDED, Reading, remark
from disclosure_desk.intake.report_json import KNOWN, read_report_json
from disclosure_desk.intake.workbook_cells import read_figures
from disclosure_desk.intake.workbook_cover import CoverReader
from disclosure_desk.intake.workbook_form import form_by_tables
from disclosure_desk.intake.workbook_places import Finder
from disclosure_desk.intake.workbook_problems import remarks_on
from disclosure_desk.intake.workbook_sheets import Book, read_book
from disclosure_desk.intake.workbook_stamp import Stamp, described, read_stamp
from disclosure_desk.intake.workbook_texts import read_texts
from disclosure_desk.report.canonical import SCHEMA
from disclosure_desk.report.document import ReportDocument, TotalsMode
from disclosure_desk.report.exact_json import exact_dumps

_BY_LABELS = "这个文件没有本程序的位置名称，数字是按表头的行名、列名认出的，总计按文件所写。请逐表核对。"


def read_workbook(content: bytes, name: str, formats: Catalogue) -> Reading:
    """Reads a workbook (.xlsx).

    Figures are found by their defined names, else by the wording of rows and columns. Each is checked again; what is
    not certain stays blank and is remarked. Totals that the program wrote as formulas are the sums of their parts as
    read, whatever result was saved with them; so they are right in files that nothing has calculated yet, too.

    Args:
        content: the whole file.
        name: the file's name, for messages.
        formats: the formats that are known.

    Raises:
        UnreadableFile: the file is no workbook with a report in it; the message says what it is and what to do.
    """
    return _Reader(read_book(content, name), name, formats).reading()


class _Reader:
    """Reads one workbook, step by step."""

    def __init__(self, book: Book, name: str, formats: Catalogue) -> None:
        self._book = book
        self._name = name
        self._formats = formats
        self._stamp: Stamp | None = read_stamp(book, name)
        self._finder = Finder(book, name)
        self._cover = CoverReader(book, name, self._stamp)

    def reading(self) -> Reading:
        form = self._form()
        places = self._finder.find(form)
        if not places.areas:
            raise self._unrecognised()
        report, remarks = self._framed(form)
        if len(places.labelled) == len(places.areas):
            remarks = (remark(REWORDED, "", _BY_LABELS), *remarks)
        cells, problems = read_figures(self._book, report, places)
        texts = read_texts(self._book, form)
        sources = tuple((cell, places.areas[cell].spoken) for cell in form.places if cell in cells)
        report = replace(report, cells=cells, narratives=texts.narratives)
        return Reading(report, (*remarks, *remarks_on(problems), *texts.remarks), sources)

    def _form(self) -> Form:
        if self._stamp is not None:
            try:
                return self._formats.form(self._stamp["format"], self._stamp["section_formats"])
            except NotFound as error:
                what = f"是 {described(self._stamp)}的填报表，本版本没有这种格式。请升级本程序后再读入。"
                raise UnreadableFile(f"文件“{self._name}”{what}") from error
        year = self._cover.stated_year(self._formats)
        tables = [table for each in self._formats.ids for table in self._formats.get(each).tables]
        if any(self._finder.named(table) for table in tables):
            return form_by_tables(self._formats, year, lambda table: len(self._finder.named(table)))
        return form_by_tables(self._formats, year, lambda table: len(self._finder.worded(table)))

    def _framed(self, form: Form) -> tuple[ReportDocument, tuple[Finding, ...]]:
        """The report without its figures and texts, held to the same rules as a report file."""
        stamp = self._stamp or {}
        agency, remarks = self._cover.agency(self._formats)
        members: dict[str, Any] = {key: each for key, each in stamp.get("extras", {}).items() if key not in KNOWN}
        members |= {
            "schema": SCHEMA,
            "format": form.base.id,
            "section_formats": {section: origin for section, origin in form.origins.items() if origin != form.base.id},
            "agency": agency,
            "year": self._cover.year(self._formats),
            "totals": stamp.get("totals", TotalsMode.TYPED.value),
            "units": self._cover.units(form),
        }
        return read_report_json(exact_dumps(members).encode("ascii"), self._name, self._formats), remarks

    def _unrecognised(self) -> UnreadableFile:
        if self._stamp is not None:
            what = (
                f"是 {described(self._stamp)}的填报表，但位置名称和表头都已改变，找不到数字。请用新的填报表重新填写。"
            )
        else:
            what = "不是填报表：没有本程序的位置名称，也没有认出官方表格的表头。请用本程序生成的填报表填写后再试。"
        return UnreadableFile(f"文件“{self._name}”{what}")
