"""Looks at a workbook as an archive before anything in it is parsed: its kind, its size, the number of its parts."""

import struct
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from disclosure_desk.errors import UnreadableFile

MOST_BYTES = 20 * 1024 * 1024
MOST_PARTS = 1_000
MOST_UNPACKED = 64_000_000
MOST_RATIO = 200
"""How many times larger than in the file a part may be, if it is large; zlib's own limit is about 1000."""

_LARGE = 1_000_000
_MOST_DIRECTORY = 400 * MOST_PARTS  # bytes of the list of parts
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = b"PK\x05\x06"
_TAIL = 65_557  # the end record with the longest comment
_NEEDED = "[Content_Types].xml"
_ENCRYPTED_FLAG = 0x1

Parts = dict[str, bytes]


def open_archive(content: bytes, name: str) -> ZipFile:
    """The archive of a workbook, once its size, list of parts and kind are found fit to be read.

    Raises:
        UnreadableFile: it is no workbook of that kind, is damaged or locked, or is larger than any report needs.
    """
    if len(content) > MOST_BYTES:
        raise _refused(name, "超过 20 MB，不像填报表。请删除其中的图片和无关工作表后再试。")
    _refuse_other_kinds(content, name)
    _refuse_long_directory(content, name)
    try:
        archive = ZipFile(BytesIO(content))
    except (BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise damaged(name) from error
    _refuse_parts(archive.infolist(), name)
    return archive


def read_part(archive: ZipFile, part: str, name: str) -> bytes:
    """One part, unpacked; never more than the list of parts admits.

    Raises:
        UnreadableFile: the part is damaged.
    """
    try:
        return archive.read(part)
    except Exception as error:  # zipfile, zlib and struct each fail in their own ways over damaged bytes
        raise damaged(name) from error


def damaged(name: str) -> UnreadableFile:
    """What is said of a file that cannot be unpacked or parsed."""
    return _refused(name, "已损坏或不完整，无法读取。请用表格软件打开后另存为 .xlsx 文件，再试一次。")


def _refused(name: str, what: str) -> UnreadableFile:
    return UnreadableFile(f"文件“{name}”{what}")


def _refuse_other_kinds(content: bytes, name: str) -> None:
    if content.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise _refused(name, "设有打开密码，无法读取。请在表格软件中去掉密码，另存后再试。")
        raise _refused(name, "是旧版 .xls 文件，无法读取。请用表格软件打开，另存为 .xlsx 文件后再试。")
    if not content.startswith(b"PK"):
        raise _refused(name, "不是 Excel 工作簿（.xlsx）。请选择 .xlsx 文件，或用表格软件另存后再试。")


def _refuse_long_directory(content: bytes, name: str) -> None:
    """Refuses by the end records alone: opening the archive would already read the whole list of parts."""
    tail = content[-_TAIL:]
    at, seen = tail.find(_END), False
    while at >= 0:
        record = tail[at : at + 22]
        if len(record) == 22:  # noqa: PLR2004 - the record's length
            count, size = struct.unpack("<10xHL6x", record)
            if count > MOST_PARTS or size > _MOST_DIRECTORY:
                raise _refused(name, "包含的部件过多，不像填报表。请把各表另存到新的工作簿后再试。")
            seen = True
        at = tail.find(_END, at + 1)
    if not seen:
        raise damaged(name)


def _refuse_parts(parts: list[ZipInfo], name: str) -> None:
    names = [part.filename for part in parts]
    if len(parts) > MOST_PARTS or len(set(names)) != len(names):
        raise damaged(name)
    if any(part.flag_bits & _ENCRYPTED_FLAG for part in parts):
        raise _refused(name, "设有密码，无法读取。请在表格软件中去掉密码，另存后再试。")
    if any(part.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for part in parts):
        raise damaged(name)
    if sum(part.file_size for part in parts) > MOST_UNPACKED or any(_is_bomb(part) for part in parts):
        raise _refused(name, "展开后过大，不像填报表。请把各表另存到新的工作簿后再试。")
    _refuse_other_packages(set(names), name)


def _is_bomb(part: ZipInfo) -> bool:
    return part.file_size > _LARGE and part.file_size > MOST_RATIO * part.compress_size


def _refuse_other_packages(names: set[str], name: str) -> None:
    if "mimetype" in names:
        raise _refused(name, "是 .ods 文件，无法读取。请用表格软件另存为 .xlsx 文件后再试。")
    if any(each.lower().endswith(("vbaproject.bin", "macrosheets.xml")) for each in names):
        raise _refused(name, "含有宏，不予读取。请用表格软件另存为不含宏的 .xlsx 文件后再试。")
    if any(each.endswith("workbook.bin") for each in names):
        raise _refused(name, "是 .xlsb 文件，无法读取。请用表格软件另存为 .xlsx 文件后再试。")
    if _NEEDED not in names:
        raise _refused(name, "不是 Excel 工作簿（.xlsx）。请选择 .xlsx 文件，或用表格软件另存后再试。")
