"""Puts the commands together and turns whatever goes wrong into one sentence and an exit status."""

import logging
import os
import sys
from collections.abc import Mapping
from contextvars import ContextVar
from pathlib import Path
from typing import Annotated

import typer

from disclosure_desk import __version__
from disclosure_desk.cli import backups, later, reports, shelf
from disclosure_desk.cli.output import DONE, REFUSED, say
from disclosure_desk.cli.usage import command_of, complaint
from disclosure_desk.errors import DeskError
from disclosure_desk.settings import Places, configure_logging, places

SPEAKS_VARIABLE = "DISCLOSURE_DESK_SPEAKS"
"""Set to ``ansi`` by the set-up program for Windows."""

_log = logging.getLogger(__name__)
_chosen: ContextVar[Places | None] = ContextVar("_chosen", default=None)
"""The folders that the command works on, for whoever has to log that it failed."""

program = typer.Typer(
    name="disclosure-desk",
    help="公开年报：填写、核对、打印和保存政府信息公开工作年度报告。不带命令时打开窗口。",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)
for module in (reports, shelf, backups, later):
    module.register(program)


def _version(wanted: bool) -> None:  # noqa: FBT001 - typer calls it so
    if wanted:
        typer.echo(__version__)
        raise typer.Exit(DONE)


@program.callback(invoke_without_command=True)
def _begin(
    context: typer.Context,
    data_dir: Annotated[Path | None, typer.Option("--data-dir", metavar="DIR", help="本地数据所在的文件夹")] = None,
    verbose: Annotated[bool, typer.Option("--verbose", help="日志写得更详细")] = False,  # noqa: FBT002 - a flag
    _version: Annotated[bool, typer.Option("--version", help="显示版本", callback=_version, is_eager=True)] = False,  # noqa: FBT002 - a flag
) -> None:
    context.obj = places(data_dir)
    _chosen.set(context.obj)
    if context.invoked_subcommand is None:
        _refuse_without_display()
        # The window's libraries are imported by the one command that needs them.
        from disclosure_desk.app import run_window  # noqa: PLC0415

        configure_logging(context.obj, verbose=verbose)
        raise typer.Exit(run_window(context.obj))


def _refuse_without_display() -> None:
    """Qt would end the process with messages of its own."""
    named = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    if sys.platform == "linux" and not named:
        raise DeskError("这台机器没有显示器，窗口打不开。其他命令都可以使用，用 --help 可以查看。")


def main(arguments: list[str] | None = None) -> int:
    """Runs one command.

    Returns:
        The exit status: 0 done, 1 done and the report has an error, 2 could not be carried out.
    """
    _choose_encoding()
    _chosen.set(None)
    # A command that only reads a file keeps no log; nothing may reach the person's console in its place.
    logging.getLogger().addHandler(logging.NullHandler())
    try:
        status = command_of(program)(arguments, prog_name="disclosure-desk", standalone_mode=False)
    except DeskError as error:
        return _refuse(str(error))
    except typer.TyperException as error:
        return _refuse(complaint(error))
    except (typer.Abort, KeyboardInterrupt):
        return _refuse("已中断，没有完成。")
    except BrokenPipeError:
        sys.stderr.close()
        return DONE
    except Exception:  # noqa: BLE001 - one sentence for the person, the trace for the log
        configure_logging(_chosen.get() or places())
        _log.exception("a command failed")
        return _refuse("程序内部出错，没有完成。详细情况已写入日志，请把日志交给技术人员。")
    return status if isinstance(status, int) else DONE


def _refuse(sentence: str) -> int:
    say(sentence)
    return REFUSED


def _choose_encoding() -> None:
    """Chinese must not fail on a console with another code page, nor the name of a file on half a character."""
    encoding = encoding_wanted(sys.platform, os.environ)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        if (stream.encoding or "").lower() not in ("utf-8", "utf8") and stream.isatty():
            reconfigure(errors="replace")
        else:
            reconfigure(encoding=encoding, errors="backslashreplace")


def encoding_wanted(platform: str, environment: Mapping[str, str]) -> str:
    """What is written to a file or to another program: UTF-8.

    The set-up program for Windows reads in the code page of that PC, and asks for it.
    """
    return "mbcs" if platform == "win32" and environment.get(SPEAKS_VARIABLE) == "ansi" else "utf-8"
