"""Commands on report files: check, pdf, convert, format, template."""

from pathlib import Path
from typing import Annotated

import typer

from disclosure_desk.checks.evaluate import failures
from disclosure_desk.cli import files
from disclosure_desk.cli.output import DONE, check_json, finding_lines, say, show, status_of, summary
from disclosure_desk.errors import DeskError, UnwritableFile
from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.formats.proofread import format_text

Report = Annotated[Path, typer.Argument(metavar="REPORT", help="报告文件", show_default=False)]
Output = Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="写到哪个文件", show_default=False)]
Previous = Annotated[Path | None, typer.Option("--previous", metavar="REPORT", help="上年度的报告文件")]


def register(program: typer.Typer) -> None:
    """Adds these commands."""
    program.command("check", help="核对一份报告文件。")(check)
    program.command("pdf", help="生成可以打印的 PDF。")(pdf)
    program.command("convert", help="把报告文件转成另一种文件，种类由文件名的结尾决定。")(convert)
    program.command("format", help="以文字列出一种报告格式，供校对。")(print_format)
    program.command("template", help="生成收集数据用的空白 Excel 表。")(template)


def check(
    report: Report,
    previous: Previous = None,
    as_json: Annotated[bool, typer.Option("--json", help="结果写成 JSON")] = False,  # noqa: FBT002 - a flag
    every: Annotated[bool, typer.Option("--all", help="没有问题的项目也列出")] = False,  # noqa: FBT002 - a flag
) -> int:
    """Runs every check on that file alone; years are compared only with ``--previous``."""
    reading = files.read(report)
    found = files.all_findings(reading, files.read_previous(previous, reading.report))
    if as_json:
        ordered = found if every else failures(found)
        show(check_json(str(report), reading.report, ordered, every=every))
    else:
        show(finding_lines(failures(found)) or summary(found))
        if every:
            show(_others(found))
        say(f"{reading.report.title}：{summary(found)}")
    return status_of(found)


def _others(found: files.Findings) -> str:
    results = {"passed": "通过", "unknown": "未定", "not_applicable": "不适用"}
    return "\n".join(
        f"{results[f.result]} {f.code:<3} {'、'.join(f.cells[:1]) or f.section} {f.reason}".rstrip()
        for f in found
        if not f.failed
    )


def pdf(context: typer.Context, report: Report, output: Output, previous: Previous = None) -> int:
    """Writes the print-ready PDF."""
    if previous is not None:
        raise DeskError("本版本还不能附上年对照页，请去掉 --previous 再试。")
    if output.suffix.lower() != ".pdf":
        raise UnwritableFile(f"“{output.name}”不是 PDF 文件名，请以 .pdf 结尾。")
    return _written(context, report, output)


def convert(
    context: typer.Context,
    source: Annotated[Path, typer.Argument(metavar="IN", help="报告文件", show_default=False)],
    target: Annotated[Path, typer.Argument(metavar="OUT", help="写到哪个文件", show_default=False)],
) -> int:
    """Reads one kind of file and writes another, by suffix."""
    return _written(context, source, target)


def _written(context: typer.Context, source: Path, target: Path) -> int:
    reading = files.read(source)
    found = files.failed_findings(reading)
    files.write(reading.report, target, context.obj)
    if found:
        say(finding_lines(found))
    say(f"已写入 {target}。{summary(found)}")
    return status_of(found)


def print_format(
    format_id: Annotated[str, typer.Argument(metavar="ID", help="格式名称", show_default=False)],
) -> int:
    """Prints an official format as text, to proof-read."""
    show(format_text(catalogue().form(format_id)).rstrip("\n"))
    return DONE


def template(
    output: Output,
    format_id: Annotated[str | None, typer.Option("--format", metavar="ID", help="格式名称")] = None,
    year: Annotated[int | None, typer.Option("--year", metavar="YEAR", min=1949, max=9999, help="报告年度")] = None,
    agency: Annotated[str, typer.Option("--agency", metavar="NAME", help="机关全称")] = "",
) -> int:
    """Writes a blank workbook to fill in."""
    # openpyxl is imported only where a workbook is written.
    from disclosure_desk.export.workbook import template_bytes  # noqa: PLC0415
    from disclosure_desk.whole_file import write_whole  # noqa: PLC0415

    if output.suffix.lower() != ".xlsx":
        raise UnwritableFile(f"“{output.name}”不是 Excel 文件名，请以 .xlsx 结尾。")
    formats = catalogue()
    chosen = format_id or (formats.proposed_for(year).id if year else formats.ids[-1])
    write_whole(output, template_bytes(formats.form(chosen), year=year, agency=agency))
    say(f"已写入 {output}。")
    return DONE
