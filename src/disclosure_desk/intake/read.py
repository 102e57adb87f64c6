"""Reads a report file of any kind that the program knows, chosen by its suffix."""

from pathlib import Path

from disclosure_desk.errors import UnreadableFile
from disclosure_desk.formats.catalogue import Catalogue
from disclosure_desk.intake.reading import Reading
from disclosure_desk.intake.report_json import read_report_file

READABLE = (".gknb", ".json", ".xlsx", ".md", ".txt")
_LATER = {".docx": "Word", ".doc": "Word", ".html": "网页", ".htm": "网页", ".pdf": "PDF"}
_LARGEST, _LARGEST_WORKBOOK = 2, 20
"""Megabytes. A report has some 200 figures and three texts; taking a larger one apart could hold up the window."""


def read_report(path: Path, formats: Catalogue) -> Reading:
    """Reads a report file.

    Raises:
        UnreadableFile: it cannot be read; the message names the file, and where and why.
    """
    if path.is_dir():
        raise UnreadableFile(f"“{path.name}”是文件夹，请选择其中的报告文件。")
    suffix = path.suffix.lower()
    if suffix in _LATER:
        raise UnreadableFile(
            f"本版本还不能读取{_LATER[suffix]}文件“{path.name}”。"
            "请打开它，全选、复制，粘贴到“记事本”，存成 .txt 文件，再导入那个文件。"
        )
    if suffix == ".sqlite":
        raise UnreadableFile(f"“{path.name}”像是数据备份，不是一份报告。请用“文件”菜单的“从备份恢复…”。")
    if suffix not in READABLE:
        raise UnreadableFile(f"不认识“{path.name}”这种文件。可以读取 {_readable()} 文件。")
    content = _content(path)
    if suffix in (".gknb", ".json"):
        return read_report_file(content, path.name, formats)
    # The other readers bring libraries or tables that a report file does not need.
    if suffix == ".xlsx":
        from disclosure_desk.intake.workbook import read_workbook  # noqa: PLC0415

        return read_workbook(content, path.name, formats)
    from disclosure_desk.intake.published_text import read_published_text  # noqa: PLC0415

    return read_published_text(_text(content, path.name), path.name, formats)


def _readable() -> str:
    return "、".join(READABLE)


def _content(path: Path) -> bytes:
    try:
        most = _LARGEST_WORKBOOK if path.suffix.lower() == ".xlsx" else _LARGEST
        if path.stat().st_size > most * 1024 * 1024:
            raise UnreadableFile(f"文件“{path.name}”超过 {most} MB，不像是一份报告。请核对是否选错了文件。")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableFile(f"没有找到文件“{path}”。请核对文件名和位置。") from error
    except OSError as error:
        raise UnreadableFile(f"文件“{path}”打不开。请核对是否有权限，或是否正被其他程序占用。") from error


def _text(content: bytes, name: str) -> str:
    """UTF-8, or what Chinese Windows programs write."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableFile(f"文件“{name}”的文字编码无法识别。请用 UTF-8 编码另存后再试。")
