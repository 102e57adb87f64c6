"""Reads a format file; whatever is wrong with one is said with file, section and key."""

import tomllib
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from disclosure_desk.errors import UnreadableFile
from disclosure_desk.formats.grid import grid
from disclosure_desk.formats.schema import Format


def read_format(path: Path) -> Format:
    """Reads one format file.

    Raises:
        UnreadableFile: the file is not TOML or breaks the schema; the message lists every fault with its place.
    """
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise UnreadableFile(f"格式文件 {path.name} 无法读取：{error}。请重新安装程序，或改正该文件。") from error
    try:
        read = Format.model_validate(raw)
        for table in read.tables:
            grid(table)
    except ValidationError as error:
        faults = "；".join(_fault(raw, fault) for fault in error.errors())
        raise UnreadableFile(f"格式文件 {path.name} 有误：{faults}。请重新安装程序，或改正该文件。") from error
    except ValueError as error:
        raise UnreadableFile(f"格式文件 {path.name} 有误：{error}。请重新安装程序，或改正该文件。") from error
    return read


def _fault(raw: dict[str, Any], fault: Any) -> str:
    place = fault["loc"]
    return f"{_section(raw, place)}{_key(place)}{fault['msg']}"


def _section(raw: dict[str, Any], place: tuple[Any, ...]) -> str:
    """Names the section (or check) by its own id, so that nobody has to count tables in the file."""
    if len(place) < 2 or not isinstance(place[1], int):  # noqa: PLR2004 - a list name and a position in it
        return ""
    entry = raw[place[0]][place[1]]
    name = entry.get("id") or entry.get("code") if isinstance(entry, dict) else None
    return f"{place[0]}[{name or place[1] + 1}] "


def _key(place: tuple[Any, ...]) -> str:
    rest = place[2:] if len(place) > 1 and isinstance(place[1], int) else place
    return f"{'.'.join(map(str, rest))}：" if rest else ""
