"""What an officer may send to whoever helps: versions, settings, facts about files, the log; nothing of a report.

Each file of the bundle is made from what is known to be harmless. No name of an agency or a person, no path, no figure
and no sentence of a report is among it; ``tests/store/test_support_bundle.py`` holds that.
"""

import io
import os
import platform
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from disclosure_desk import __version__
from disclosure_desk.settings import HOME_VARIABLE, PORTABLE_FOLDER, Places, Settings, load_settings
from disclosure_desk.store.backup import backups_of
from disclosure_desk.store.census import Census, census
from disclosure_desk.store.log_excerpt import excerpt
from disclosure_desk.whole_file import write_whole

MOST_OF_A_LOG = 200_000
"""Characters of each log, the newest: a bundle is read before it is sent."""
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Sheet:
    """One text file of the bundle.

    Attributes:
        name: of the file.
        what: what it holds, in a few words for the officer.
        text: all of it.
    """

    name: str
    what: str
    text: str


def support_sheets(places: Places, surroundings: Mapping[str, str]) -> list[Sheet]:
    """Gather everything that would go into the bundle, so that the officer reads it before anything is written.

    Args:
        places: the officer's folders; no report in them is changed.
        surroundings: what only the window knows, by its name: the version of Qt, screens, fonts. No paths.
    """
    return [
        Sheet("版本.txt", "程序和电脑的版本", _lined(_versions() | dict(surroundings))),
        Sheet("设置.txt", "设置，不含机关名称和联系方式", _lined(_preferences(load_settings(places)))),
        Sheet("数据情况.txt", "数据文件的大小和完整性，不含报告内容", _lined(_files(places))),
        *_logs(places),
    ]


def write_bundle(sheets: list[Sheet], file: Path) -> None:
    """Write the sheets as one zip, the whole file or nothing.

    Raises:
        UnwritableFile: the place cannot be written.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for sheet in sheets:
            entry = zipfile.ZipInfo(sheet.name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            # A byte order mark: the officer's Notepad reads the Chinese right, whichever version it is.
            archive.writestr(entry, sheet.text.encode("utf-8-sig"))
    write_whole(file, packed.getvalue())


def _lined(facts: Mapping[str, str]) -> str:
    return "".join(f"{name}：{fact}\n" for name, fact in facts.items())


def _versions() -> dict[str, str]:
    return {
        "程序版本": __version__,
        "语言环境": f"{platform.python_implementation()} {platform.python_version()}",
        "操作系统": f"{platform.system()} {platform.release()} {platform.version()} {platform.machine()}",
        "处理器位数": "64 位" if sys.maxsize > 2**32 else "32 位",
    }


def _preferences(settings: Settings) -> dict[str, str]:
    """What is chosen from a list is told; what is typed is told only to be there."""
    typed = {
        "机关名称": settings.agency.name,
        "联系方式": "".join(settings.contact),
    }
    fonts, shown = sum(map(bool, settings.fonts)), settings.window
    return {
        **{name: _filled(value) for name, value in typed.items()},
        "打印字体": f"{fonts} 种用本机字体，其余为程序自带" if fonts else "程序自带",
        "界面颜色": settings.colour_scheme,
        "表格显示比例": f"{settings.zoom_percent}%",
        "显示侧栏": _yes(shown.side_shown),
        "显示目录": _yes(shown.outline_shown),
        "格角显示去年数字": _yes(shown.corners_shown),
    }


def _files(places: Places) -> dict[str, str]:
    found = census(places.database)
    facts = {
        "数据文件夹": _kind_of(places.data),
        "数据文件": "没有" if found.size is None else f"{found.size} 字节",
        "数据结构版本": found.revision or "未知",
        "完整性": _state(found),
        "备份": _sizes(backups_of(places.database), "*.sqlite"),
    }
    return facts | {f"数据表 {name} 的行数": str(count) for name, count in found.rows.items()}


def _state(found: Census) -> str:
    if found.size is None:
        return "没有数据文件"
    return f"有问题（{found.fault}）" if found.fault else "没有发现问题"


def _kind_of(folder: Path) -> str:
    """What a path may have to do with a fault, without the path."""
    kinds = {
        "随程序在 U 盘": folder.name == PORTABLE_FOLDER and HOME_VARIABLE in os.environ,
        "在网络上": str(folder).startswith(("\\\\", "//")),
        "含中文": not str(folder).isascii(),
        "含空格": " " in str(folder),
    }
    return "、".join([*(kind for kind, holds in kinds.items() if holds), f"全长 {len(str(folder))} 个字符"])


def _sizes(folder: Path, pattern: str) -> str:
    try:
        sizes = sorted(file.stat().st_size for file in folder.glob(pattern))
    except OSError:
        return "读不到"
    return f"{len(sizes)} 份，最大 {sizes[-1]} 字节" if sizes else "没有"


def _logs(places: Places) -> list[Sheet]:
    """The newest log first; a log that cannot be read is left out."""
    found = [places.log_file, *(Path(f"{places.log_file}.{number}") for number in range(1, 6))]
    return [
        Sheet(f"日志-{at}.txt", "运行日志，只留时间、模块和出错位置", excerpt(text))
        for at, text in enumerate(filter(None, map(_end_of, found)), 1)
    ]


def _end_of(log: Path) -> str:
    try:
        return log.read_text("utf-8", errors="replace")[-MOST_OF_A_LOG:]
    except OSError:
        return ""


def _filled(value: str) -> str:
    return "已填" if value.strip() else "未填"


def _yes(on: bool) -> str:  # noqa: FBT001  a fact
    return "是" if on else "否"
