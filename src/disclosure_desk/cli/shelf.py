"""Commands on the local database: list, show, import, export, demo."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from disclosure_desk.checks.evaluate import evaluate, failures
from disclosure_desk.cli import files
from disclosure_desk.cli.output import DONE, check_json, finding_lines, say, show, status_of, summary
from disclosure_desk.cli.reports import Output, Report
from disclosure_desk.errors import DeskError, NotFound
from disclosure_desk.report.state import State
from disclosure_desk.resources import resource
from disclosure_desk.settings import Places, configure_logging, places

if TYPE_CHECKING:
    from disclosure_desk.checks.finding import Finding
    from disclosure_desk.store.database import Database
    from disclosure_desk.store.reports import StoredReport

Year = Annotated[int, typer.Argument(metavar="YEAR", help="报告年度", show_default=False)]
SAMPLE = ("sample", "示例区交警大队-2024.gknb")


def register(program: typer.Typer) -> None:
    """Adds these commands."""
    program.command("list", help="列出本地保存的报告。")(list_reports)
    program.command("show", help="显示一个年度的报告和核对结果。")(show_report)
    program.command("import", help="把报告文件存入本地。")(import_report)
    program.command("export", help="把本地的报告写成文件，种类由文件名的结尾决定。")(export_report)
    program.command("demo", help="用示例报告走一遍：存入、核对、生成 PDF 和报告文件。")(demo)


def _open(where: Places, *, read_only: bool) -> "Database":
    # The store is slow to import; commands on files do without it.
    from disclosure_desk.store.database import Database  # noqa: PLC0415

    configure_logging(where)
    return Database.open(where.database, read_only=read_only)


def is_there(where: Places) -> bool:
    """Whether there is a local database.

    Raises:
        DeskError: that cannot be seen.
    """
    try:
        where.database.stat()
    except FileNotFoundError as error:
        # Windows says of what would lie in a file, too, only that it is not there.
        if any(place.exists() and not place.is_dir() for place in where.database.parents):
            raise _no_place(where) from error
        return False
    except OSError as error:
        raise _no_place(where) from error
    return True


def _no_place(where: Places) -> DeskError:
    return DeskError(f"“{where.data}”打不开：不是文件夹，或没有权限。请检查后再试，或用 --data-dir 另选位置。")


def list_reports(context: typer.Context) -> int:
    """Lists the reports in the local database, the newest year first."""
    if not is_there(context.obj):
        say("本地还没有报告。")
        return DONE
    with _open(context.obj, read_only=True) as database:
        kept = database.reports.shelf()
    for each in kept:
        show(f"{each.year}\t{each.revision}\t{each.state.spoken}\t{each.agency_name}\t{each.changed_at:%Y-%m-%d %H:%M}")
    say(f"共 {len(kept)} 份报告。" if kept else "本地还没有报告。")
    return DONE


def _stored(where: Places, year: int) -> "tuple[StoredReport, tuple[Finding, ...]]":
    if not is_there(where):
        raise NotFound(f"本地没有 {year} 年的报告。用 list 可以查看已有的报告。")
    with _open(where, read_only=True) as database:
        stored = database.reports.latest(year)
        previous = database.reports.previous_of(year)
    return stored, failures(evaluate(stored.document, previous) + stored.remarks)


def show_report(context: typer.Context, year: Year) -> int:
    """Shows a year's report: what it is, how far it is, and what the checks say."""
    stored, found = _stored(context.obj, year)
    report, kept = stored.document, stored.summary
    blank = len(report.form.places) - len(report.cells)
    show(report.title)
    show(f"格式：{report.form.base.name}    修订：{kept.revision}    状态：{kept.state.spoken}")
    show(f"表格：已填 {len(report.cells)} 格，未填 {blank} 格    核对：{summary(found)}")
    if found:
        show(finding_lines(found))
    return status_of(found)


def import_report(
    context: typer.Context,
    report: Report,
    published: Annotated[bool, typer.Option("--published", help="按已公开的往年报告原样存入")] = False,  # noqa: FBT002 - a flag
    replace: Annotated[bool, typer.Option("--replace", help="替换同一年度的报告，原报告移入回收站")] = False,  # noqa: FBT002 - a flag
    alias: Annotated[bool, typer.Option("--alias", help="报告上的机关名称是本机关的曾用名")] = False,  # noqa: FBT002 - a flag
) -> int:
    """Takes a report file into the local database."""
    reading = files.read(report)
    with _open(context.obj, read_only=False) as database:
        # Read first: what hinders the comparison must not come after the report was taken in.
        previous = database.reports.previous_of(reading.report.year)
        database.reports.add(
            reading.report,
            state=State.PUBLISHED if published else State.DRAFT,
            published=published,
            remarks=reading.remarks,
            replace=replace,
            alias=alias,
        )
    found = files.failed_findings(reading, previous)
    if found:
        say(finding_lines(found))
    say(f"已存入 {reading.report.title}。{summary(found)}")
    return DONE if published else status_of(found)


def export_report(context: typer.Context, year: Year, output: Output) -> int:
    """Writes a year's report as a file, by suffix."""
    stored, found = _stored(context.obj, year)
    files.write(stored.document, output, context.obj)
    say(f"已写入 {output}。{summary(found)}")
    return status_of(found)


def demo(
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="DIR", help="结果放在哪个文件夹", show_default=False)
    ],
) -> int:
    """The main job on the shipped sample: a fresh database, import, check, PDF, JSON."""
    folder = files.made_folder(output)
    where = places(folder / "database")
    _clear(where)
    reading = files.read(resource(*SAMPLE))
    with _open(where, read_only=False) as database:
        database.reports.add(reading.report, remarks=reading.remarks)
        report = database.reports.latest(reading.report.year).document
    found = evaluate(report)
    name = report.title
    files.write(report, folder / f"{name}.pdf", where)
    files.write(report, folder / f"{name}.gknb", where)
    files.write_text(folder / "check.json", check_json(f"{name}.gknb", report, found, every=True) + "\n")
    say(f"示例报告已存入、核对、导出。{summary(found)}")
    for path in (folder / f"{name}.pdf", folder / f"{name}.gknb", folder / "check.json", where.database):
        show(str(path))
    return status_of(found)


def _clear(where: Places) -> None:
    """Takes away the database of an earlier demonstration, unless somebody works with it."""
    # The store is slow to import; see _open.
    from disclosure_desk.store.failures import in_words  # noqa: PLC0415
    from disclosure_desk.store.writer_lock import WriterLock  # noqa: PLC0415

    with in_words(where.database):
        where.data.mkdir(exist_ok=True)
        lock = WriterLock.take(where.database)
        try:
            where.database.unlink(missing_ok=True)
        finally:
            lock.release()
