"""How commands are written, in Chinese: their help, and what is wrong where one was written wrongly."""

import re
from collections.abc import Callable
from functools import partial
from typing import Any

import typer

_WORDS = {
    "Usage: ": "用法：",
    "Arguments:": "参数：",
    "Options:": "选项：",
    "Commands:": "命令：",
    "COMMAND [ARGS]...": "命令 [参数]...",
    "[OPTIONS]": "[选项]",
    "[required]": "[必填]",
    "Show this message and exit.": "显示这份说明",
}
"""What the library says of its own accord, and only in English."""
_RANGE = re.compile(r"\s*\[(\d+)<=x<=(\d+)\]")
_TYPES = re.compile(r" <\w+(?: range)?>|[{}]")


def command_of(program: typer.Typer) -> Any:
    """The program as one command, whose help and whose commands' help is Chinese."""
    whole: Any = typer.main.get_command(program)
    for command in (whole, *whole.commands.values()):
        command.get_help = partial(_help, command.get_help)
    return whole


def _help(in_english: Callable[[Any], str], context: Any) -> str:
    text = in_english(context)
    for english, chinese in _WORDS.items():
        text = text.replace(english, chinese)
    return _TYPES.sub("", _RANGE.sub(r"，\1 至 \2", text))


def complaint(error: typer.TyperException) -> str:
    """What is wrong with how the command was written."""
    option, parameter = getattr(error, "option_name", None), getattr(error, "param", None)
    if isinstance(error, typer.BadParameter):
        shown = _shown(parameter)
        sentence = f"缺少 {shown.rstrip()}。" if not error.message else f"{shown}的值不对{_allowed(parameter)}。"
    elif option is not None:
        sentence = f"选项 {option} 不认识，或缺少后面的值。"
    else:
        sentence = "没有这个命令，或命令写得不完整。"
    return f"{sentence}用 --help 可以查看用法。"


def _shown(parameter: Any) -> str:
    """A parameter as it is written: an option with its dashes, anything else by its place holder."""
    options = [name for name in getattr(parameter, "opts", ()) if name.startswith("-")]
    about = getattr(parameter, "help", None)
    written = options[-1] if options else getattr(parameter, "metavar", None) or "参数"
    return f"{written}（{about}）" if about else f"{written} "


def _allowed(parameter: Any) -> str:
    least, most = getattr(parameter, "min", None), getattr(parameter, "max", None)
    return "" if least is None or most is None else f"，应为 {least} 至 {most} 的整数"
