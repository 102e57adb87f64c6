"""Writes laid-out blocks as a print-ready PDF."""

from collections.abc import Iterator

from disclosure_desk.errors import UnprintableText
from disclosure_desk.export.blocks import FontRole, Heading, Paragraph, PrintedDocument, Run, Table, Title
from disclosure_desk.export.drawing import drawn
from disclosure_desk.export.fonts import FontSet
from disclosure_desk.export.pagination import Page, paginated
from disclosure_desk.export.pdf_file import file_of
from disclosure_desk.export.pieces import printed
from disclosure_desk.export.places import Placed, places_of


def pdf_bytes(document: PrintedDocument, fonts: FontSet, *, archival: bool = True) -> bytes:
    """The PDF of a document: A4, fonts embedded, PDF/A-1b unless ``archival`` is off; same document, same bytes.

    Raises:
        UnprintableText: characters that no font has, each with its place.
    """
    return _written(_paged(document, fonts), document, fonts, archival=archival)


def pdf_with_places(document: PrintedDocument, fonts: FontSet) -> tuple[bytes, tuple[Placed, ...]]:
    """The same bytes, and where on the pages everything stands that bears a mark.

    Raises:
        UnprintableText: characters that no font has, each with its place.
    """
    pages = _paged(document, fonts)
    return _written(pages, document, fonts, archival=True), places_of(pages)


def _paged(document: PrintedDocument, fonts: FontSet) -> list[Page]:
    refuse_unprintable(document, fonts)
    return paginated(document, fonts)


def _written(pages: list[Page], document: PrintedDocument, fonts: FontSet, *, archival: bool) -> bytes:
    sheets, inks = drawn(pages, fonts)
    return file_of(sheets, inks, document, archival=archival)


def missing_characters(document: PrintedDocument, fonts: FontSet) -> list[tuple[str, str]]:
    """The characters that no font has, each with the place where it stands first."""
    found: dict[str, str] = {}
    seen: dict[FontRole, set[str]] = {role: set() for role in FontRole}
    for run in _runs(document):
        text = printed(run.text)
        unseen = set(text) - seen[run.role]
        if unseen:
            seen[run.role] |= unseen
            for char in sorted(unseen, key=text.index):
                if char not in found and fonts.printing(char, run.role) is None:
                    found[char] = run.place
    return list(found.items())


def refuse_unprintable(document: PrintedDocument, fonts: FontSet) -> None:
    """Raises UnprintableText if a character could not be printed."""
    missing = missing_characters(document, fonts)
    if missing:
        named = "；".join(f"{place}的{_shown(char)}" for char, place in missing)
        raise UnprintableText(f"没有字体能印出这些字符：{named}。请改用其他写法后再导出。")


def _shown(char: str) -> str:
    return f"“{char}”（U+{ord(char):04X}）" if char.isprintable() else f"不可见字符（U+{ord(char):04X}）"


def _runs(document: PrintedDocument) -> Iterator[Run]:
    for block in document.blocks:
        if isinstance(block, Title):
            yield from block.lines
        elif isinstance(block, Heading):
            yield block.run
        elif isinstance(block, Paragraph):
            yield from block.runs
        elif isinstance(block, Table):
            for box in block.grid.boxes:
                yield Run(box.text, FontRole.BODY, block.place)
            for figure in block.figures.values():
                yield Run(figure, FontRole.LATIN, block.place)
