"""Commands that copy the whole local database, and put a copy back: backup, restore."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from disclosure_desk.cli.output import DONE, say, show
from disclosure_desk.cli.shelf import is_there
from disclosure_desk.errors import DamagedDatabase, DeskError, NotFound
from disclosure_desk.settings import Places, configure_logging

if TYPE_CHECKING:
    from disclosure_desk.store.restore import Kept

# The store is slow to import; commands on files do without it.


def register(program: typer.Typer) -> None:
    """Adds these commands."""
    program.command("backup", help="备份本地数据，并核对备份。")(backup)
    program.command("restore", help="用一份备份替换本地数据；替换前先备份现有数据。")(restore)


def backup(
    context: typer.Context,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="写到哪个文件，默认放在数据文件夹的备份里")
    ] = None,
    if_any: Annotated[bool, typer.Option("--if-any", help="没有本地数据或已损坏时不算出错")] = False,  # noqa: FBT002 - a flag
) -> int:
    """Makes a verified copy, also while the window is open, and prints its path.

    Without a database there is nothing to copy: status 2, or with ``--if-any`` 0 and no path. A damaged one gives no
    verified copy: status 2, or with ``--if-any``, as the set-up program asks, a plain one and 0. Where that refused to
    go on, nobody whose data are damaged could install the program that restores them.
    """
    from disclosure_desk.store.backup import back_up_to  # noqa: PLC0415

    where: Places = context.obj
    if not is_there(where):
        if not if_any:
            raise NotFound(f"还没有本地数据（“{where.data}”），没有可以备份的内容。")
        say("还没有本地数据，没有可以备份的内容。")
        return DONE
    configure_logging(where)
    if output is None:
        return _beside_the_others(where.database, or_as_it_is=if_any)
    back_up_to(where.database, output.absolute())
    return _made(output.absolute(), "已备份，并已核对。")


def _beside_the_others(database: Path, *, or_as_it_is: bool) -> int:
    from disclosure_desk.store.backup import back_up, backups_of, keep_as_it_is  # noqa: PLC0415

    try:
        return _made(back_up(database, backups_of(database)), "已备份，并已核对。")
    except DamagedDatabase:
        if not or_as_it_is:
            raise
    return _made(keep_as_it_is(database), "本地数据已经损坏，按原样留存了一份。打开程序后，请从备份恢复。")


def _made(copy: Path, sentence: str) -> int:
    say(sentence)
    show(str(copy))
    return DONE


def restore(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="备份文件", show_default=False)],
    yes: Annotated[bool, typer.Option("--yes", help="不再询问")] = False,  # noqa: FBT002 - a flag
) -> int:
    """Puts a copy in the place of the local database; what was there is copied first.

    Asks before it does so; where nobody can answer, it needs ``--yes``.
    """
    from disclosure_desk.store.restore import look_into  # noqa: PLC0415
    from disclosure_desk.store.restore import restore as put_back  # noqa: PLC0415

    where: Places = context.obj
    kept = look_into(file)
    say(_told(kept))
    if not yes and not _agreed(replaces=is_there(where)):
        say("没有恢复，本地数据没有变化。")
        return DONE
    configure_logging(where)
    replaced = put_back(where.database, file)
    if replaced is not None:
        say("恢复前的数据已备份在：")
        show(str(replaced))
    say(f"已从“{file.name}”恢复。")
    return DONE


def _agreed(*, replaces: bool) -> bool:
    if not sys.stdin.isatty():
        raise DeskError("恢复会替换本地数据，需要确认。没有终端可以询问时，请加上 --yes。没有做任何改动。")
    question = "用这份备份替换现有的本地数据吗？" if replaces else "用这份备份作为本地数据吗？"
    answer = typer.prompt(f"{question}输入 y 并回车表示同意", default="", show_default=False, err=True)
    return str(answer).strip().lower() in ("y", "yes", "是", "好")


def _told(kept: "Kept") -> str:
    lines = [f"“{kept.file.name}”，{kept.written_at:%Y-%m-%d %H:%M} 备份，{kept.agency_name or '没有报告'}："]
    lines += [
        f"  {each.year} 年  修订 {each.revision}  {each.state.spoken}  {each.changed_at:%Y-%m-%d %H:%M} 修改"
        for each in kept.reports
    ]
    return "\n".join(lines)
