"""A finished workbook as bytes: the same contents give the same file, and every formula carries what it comes to."""

import re
from collections.abc import Collection, Mapping
from datetime import datetime
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.xml.functions import tostring

_CORE = "docProps/core.xml"
_FORMULA = re.compile(r'<c r="([A-Z]+[0-9]+)"([^>]*)><f>([^<]*)</f><v\s*(?:/>|></v>)</c>')
_FIXED_HEIGHT = b' customHeight="1"'
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


def workbook_file(
    book: Workbook, dated: datetime, shown: Mapping[str, Mapping[str, str]], growing: Collection[str] = ()
) -> bytes:
    """The workbook as a file.

    Args:
        book: the workbook.
        dated: what its properties bear as the day of making.
        shown: what each formula comes to, by sheet title and reference; openpyxl itself writes formulas without it,
            and a preview that does not calculate would show them blank.
        growing: titles of the sheets whose rows grow with what is typed; openpyxl fixes every height it is given.
    """
    written = BytesIO()
    book.save(written)
    # openpyxl sets this to the clock's time while saving.
    book.properties.created = book.properties.modified = dated
    titles = {f"xl/worksheets/sheet{n}.xml": title for n, title in enumerate(book.sheetnames, 1)}
    finished = BytesIO()
    with ZipFile(written) as source, ZipFile(finished, "w") as target:
        for name in source.namelist():
            content = tostring(book.properties.to_tree()) if name == _CORE else source.read(name)
            title = titles.get(name, "")
            if shown.get(title):
                content = _with_results(content.decode("utf-8"), shown[title]).encode("utf-8")
            if title in growing:
                content = content.replace(_FIXED_HEIGHT, b"")
            target.writestr(_entry(name), content)
    return finished.getvalue()


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = ZIP_DEFLATED
    entry.create_system = 3  # the same file whatever system writes it
    entry.external_attr = 0o644 << 16
    return entry


def _with_results(xml: str, results: Mapping[str, str]) -> str:
    def filled(match: re.Match[str]) -> str:
        result = results.get(match[1])
        if result is None:
            return match[0]
        kind = "" if _NUMBER.fullmatch(result) else ' t="str"'
        return f'<c r="{match[1]}"{match[2]}{kind}><f>{match[3]}</f><v>{escape(result)}</v></c>'

    return _FORMULA.sub(filled, xml)
