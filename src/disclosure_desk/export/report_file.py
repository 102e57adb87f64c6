"""A report as the bytes of a file: the one table of what the program writes."""

from collections.abc import Callable
from types import MappingProxyType

from disclosure_desk.errors import UnwritableFile
from disclosure_desk.report.document import ReportDocument
from disclosure_desk.settings import FontChoices

# Each writer brings a heavy library, which is imported where it is used: by a command, or beside the window.


def bytes_as(suffix: str, report: ReportDocument, fonts: FontChoices) -> bytes:
    """The report as a file of that suffix (``.pdf``; upper case is the same).

    Raises:
        UnwritableFile: the suffix is unknown; the message names those that are known.
        UnprintableText: for a PDF, a character that no font has.
    """
    writer = _WRITERS.get(suffix.lower())
    if writer is None:
        raise UnwritableFile(f"不能写成“{suffix or '没有后缀的'}”文件：文件名应以 {'、'.join(WRITABLE)} 结尾。")
    return writer(report, fonts)


def _report_file(report: ReportDocument, _: FontChoices) -> bytes:
    from disclosure_desk.export.report_json import report_json  # noqa: PLC0415

    return report_json(report)


def _workbook(report: ReportDocument, _: FontChoices) -> bytes:
    from disclosure_desk.export.workbook import workbook_bytes  # noqa: PLC0415

    return workbook_bytes(report)


def _pdf(report: ReportDocument, fonts: FontChoices) -> bytes:
    from disclosure_desk.export.installed_fonts import chosen_fonts  # noqa: PLC0415
    from disclosure_desk.export.layout import laid_out  # noqa: PLC0415
    from disclosure_desk.export.pdf_writer import pdf_bytes  # noqa: PLC0415

    return pdf_bytes(laid_out(report), chosen_fonts(fonts))


_WRITERS: MappingProxyType[str, Callable[[ReportDocument, FontChoices], bytes]] = MappingProxyType(
    {".gknb": _report_file, ".json": _report_file, ".xlsx": _workbook, ".pdf": _pdf}
)
WRITABLE = tuple(_WRITERS)
