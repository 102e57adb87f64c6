"""Report files as commands take them: read one, compare it with last year's, write one by its suffix."""

from pathlib import Path

from disclosure_desk.checks.evaluate import evaluate, failures
from disclosure_desk.checks.finding import Finding
from disclosure_desk.errors import UnreadableFile, UnwritableFile
from disclosure_desk.export.report_file import bytes_as
from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.intake.read import read_report
from disclosure_desk.intake.reading import Reading
from disclosure_desk.report.agency_name import comparable
from disclosure_desk.report.document import ReportDocument
from disclosure_desk.settings import Places, load_settings
from disclosure_desk.whole_file import write_whole

Findings = tuple[Finding, ...]


def read(path: Path) -> Reading:
    """Reads a report file of any kind (UnreadableFile if it cannot be read)."""
    return read_report(path, catalogue())


def read_previous(path: Path | None, report: ReportDocument) -> ReportDocument | None:
    """Last year's report of the same agency, for comparison.

    Raises:
        UnreadableFile: it is of another year or agency.
    """
    if path is None:
        return None
    previous = read(path).report
    if previous.year != report.year - 1:
        raise UnreadableFile(f"“{path}”是 {previous.year} 年的报告，对照需要 {report.year - 1} 年的报告。")
    if comparable(previous.agency.name) != comparable(report.agency.name):
        raise UnreadableFile(f"“{path}”是“{previous.agency.name}”的报告，对照需要“{report.agency.name}”的报告。")
    return previous


def all_findings(reading: Reading, previous: ReportDocument | None = None) -> tuple[Finding, ...]:
    """Every result of every check, with what was remarked while reading."""
    return evaluate(reading.report, previous) + reading.remarks


def failed_findings(reading: Reading, previous: ReportDocument | None = None) -> tuple[Finding, ...]:
    """The failures, the gravest first."""
    return failures(all_findings(reading, previous))


def write(report: ReportDocument, path: Path, where: Places) -> None:
    """Writes a report as the kind of file that the suffix names.

    Raises:
        UnwritableFile: the suffix is unknown or the place cannot be written; nothing was written.
        UnprintableText: for a PDF, a character that no font has.
    """
    write_whole(path, bytes_as(path.suffix, report, load_settings(where).fonts))


def write_text(path: Path, text: str) -> None:
    """Writes a text file whole or not at all."""
    write_whole(path, text.encode("utf-8"))


def made_folder(path: Path) -> Path:
    """The folder, made if it is not there.

    Raises:
        UnwritableFile: it cannot be made.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnwritableFile(f"文件夹“{path}”无法建立：没有写入权限，或已有同名的文件。请换一个位置再试。") from error
    return path
