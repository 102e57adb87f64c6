"""Puts a PDF file together from drawn pages: fonts, outline, properties, identifiers."""

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.pdfbase import pdfdoc

from disclosure_desk.export.archival import Properties, make_archival
from disclosure_desk.export.blocks import PrintedDocument
from disclosure_desk.export.embedding import Ink
from disclosure_desk.export.page import PAGE_HEIGHT, PAGE_WIDTH
from disclosure_desk.export.pdf_objects import name, packed_stream


@dataclass(frozen=True)
class Bookmark:
    """An entry of the outline: its words, and how far above the page's lower edge its place is, in points."""

    title: str
    top: float


@dataclass(frozen=True)
class DrawnPage:
    """The operators that draw a page, and the places on it that the outline names."""

    operators: str
    bookmarks: tuple[Bookmark, ...]


def file_of(pages: Sequence[DrawnPage], inks: Iterable[Ink], document: PrintedDocument, *, archival: bool) -> bytes:
    """The file: A4 pages, PDF 1.4, nothing in it from the clock or from chance."""
    file: Any = pdfdoc.PDFDocument(compression=1, invariant=1, pdfVersion=(1, 4), lang="zh-CN")
    file.info = Properties(document)
    file.updateSignature(document.fingerprint)
    fonts = file.Reference(pdfdoc.PDFDictionary({ink.key: ink.added_to(file) for ink in inks}))
    places = []
    for page in pages:
        here = file.thisPageRef()
        places += [(bookmark.title, _destination(here, bookmark.top)) for bookmark in page.bookmarks]
        file.addPage(_page(page.operators, fonts))
    file.Catalog.Outlines = _outline(file, places)
    file.Catalog.setPageMode("UseOutlines" if places else "UseNone")
    if archival:
        make_archival(file, document)
    return bytes(file.format())


def _page(operators: str, fonts: Any) -> Any:
    page: Any = pdfdoc.PDFPage()
    page.pagewidth, page.pageheight = PAGE_WIDTH, PAGE_HEIGHT
    page.Contents = packed_stream(zlib.compress(operators.encode("ascii")))
    page.Resources = pdfdoc.PDFDictionary({"Font": fonts, "ProcSet": pdfdoc.PDFArray([name("PDF"), name("Text")])})
    return page


def _destination(page: Any, top: float) -> Any:
    return pdfdoc.PDFArray([page, name("XYZ"), "null", round(top, 2), "null"])


def _outline(file: Any, places: Sequence[tuple[str, Any]]) -> Any:
    """The outline, one level; None where there is nothing to list."""
    if not places:
        return None
    outline = pdfdoc.PDFDictionary({"Type": name("Outlines"), "Count": len(places)})
    parent = file.Reference(outline)
    entries = [
        pdfdoc.PDFDictionary({"Title": pdfdoc.PDFString(title), "Dest": place, "Parent": parent})
        for title, place in places
    ]
    references = [file.Reference(entry) for entry in entries]
    outline["First"], outline["Last"] = references[0], references[-1]
    for at, entry in enumerate(entries):
        if at:
            entry["Prev"] = references[at - 1]
        if at + 1 < len(entries):
            entry["Next"] = references[at + 1]
    return outline
