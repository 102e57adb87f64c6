"""Walks through the XML of a workbook once, without building anything, and refuses what is dangerous or endless.

The walk is defusedxml's: a document type or an entity ends it. What comes out is a package of those parts only that a
report can be read from, each of them seen whole; nothing else of the file is ever parsed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from posixpath import basename, dirname, join, normpath
from typing import Any
from xml.sax import SAXException
from xml.sax.handler import ContentHandler, LexicalHandler, property_lexical_handler
from zipfile import ZIP_STORED, ZipFile

from defusedxml import DefusedXmlException
from defusedxml.expatreader import DefusedExpatParser
from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries

from disclosure_desk.errors import UnreadableFile
from disclosure_desk.intake.workbook_archive import damaged, open_archive, read_part

MOST_ELEMENTS = 200_000
MOST_ROWS, MOST_COLUMNS = 5_000, 500
MOST_CELLS = 60_000
_MOST_DEPTH = 100
_MOST_ATTRIBUTES = 200
_LONGEST_MARKUP = 100_000
_ROOTS = ("Types", "Relationships", "workbook", "styleSheet", "sst", "worksheet")
_BINARY = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".bin", ".svg", ".ico")
_STRICT = "http://purl.oclc.org/ooxml"


@dataclass
class SheetOutline:
    """What one sheet claims and holds; rows and columns count from 1.

    Attributes:
        claimed: the last row and column that the sheet says it has.
        rows, columns: the last row and column that a cell stands in.
        formulas: the cells that hold formulas.
        merges: the merged stretches, as first and last row and column.
    """

    claimed: tuple[int, int] = (0, 0)
    rows: int = 0
    columns: int = 0
    cells: int = 0
    formulas: set[tuple[int, int]] = field(default_factory=set)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)


@dataclass(frozen=True)
class Package:
    """What is left of a workbook after the walk.

    Attributes:
        content: the parts that a report is read from, as a workbook of their own.
        outlines: each sheet by its title.
    """

    content: bytes
    outlines: Mapping[str, SheetOutline]


def scanned_package(content: bytes, name: str) -> Package:
    """The safe part of a workbook.

    Raises:
        UnreadableFile: it is no workbook, is damaged, or holds what no report has; the message says what and where.
    """
    archive = open_archive(content, name)
    walks: dict[str, _Walk] = {}
    budget = _Budget()
    for part in archive.namelist():
        if not part.lower().endswith(_BINARY) and not part.endswith("/"):
            walks[part] = _walked(archive, part, name, budget)
    outlines = _outlines(walks, name)
    for title, outline in outlines.items():
        _refuse_endless(title, outline, name)
    return Package(_package(archive, walks, name), outlines)


class _Endless(Exception):
    """More elements, depth or cells than a report can have."""


@dataclass
class _Budget:
    """What is left of the elements that one workbook may have."""

    elements: int = MOST_ELEMENTS


class _Walk(ContentHandler, LexicalHandler):
    """What is remembered of one part."""

    def __init__(self, budget: _Budget) -> None:
        super().__init__()
        self.root = ""
        self.is_strict = False
        self.outline = SheetOutline()
        self.sheets: list[tuple[str, str]] = []
        self.targets: dict[str, str] = {}
        self.content_types: list[str] = []
        self._budget = budget
        self._depth = 0
        self._at = (0, 0)

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802 - the interface's name
        self._budget.elements -= 1
        self._depth += 1
        if self._budget.elements < 0 or self._depth > _MOST_DEPTH or len(attrs) > _MOST_ATTRIBUTES:
            raise _Endless
        _refuse_long(name, *attrs.values())
        local = name.rpartition(":")[2]
        if not self.root:
            self.root = local
            self.is_strict = any(str(text).startswith(_STRICT) for _, text in attrs.items())
        seen = getattr(self, f"_see_{self.root}_{local}", None)
        if seen is not None:
            seen(attrs)

    def endElement(self, name: str) -> None:  # noqa: ARG002, N802 - the interface's name
        self._depth -= 1

    def comment(self, content: str) -> None:
        _refuse_long(content)

    def processingInstruction(self, target: str, data: str) -> None:  # noqa: N802 - the interface's name
        _refuse_long(target, data)

    def _see_Types_Override(self, attrs: Any) -> None:  # noqa: N802 - named after the elements
        self.content_types.append(attrs.get("ContentType", ""))

    def _see_Relationships_Relationship(self, attrs: Any) -> None:  # noqa: N802
        if attrs.get("TargetMode") != "External":
            self.targets[attrs.get("Id", "")] = attrs.get("Target", "")

    def _see_workbook_sheet(self, attrs: Any) -> None:
        key = next((text for key, text in attrs.items() if key.rpartition(":")[2] == "id"), "")
        self.sheets.append((attrs.get("name", ""), key))

    def _see_worksheet_dimension(self, attrs: Any) -> None:
        _, _, columns, rows = _bounds(attrs.get("ref", "A1"))
        self.outline.claimed = (rows, columns)

    def _see_worksheet_row(self, attrs: Any) -> None:
        self._at = (int(attrs["r"]) if "r" in attrs else self._at[0] + 1, 0)

    def _see_worksheet_c(self, attrs: Any) -> None:
        self._at = coordinate_to_tuple(attrs["r"]) if "r" in attrs else (self._at[0], self._at[1] + 1)
        self.outline.cells += 1
        self.outline.rows = max(self.outline.rows, self._at[0])
        self.outline.columns = max(self.outline.columns, self._at[1])

    def _see_worksheet_f(self, attrs: Any) -> None:  # noqa: ARG002 - all that counts is where it stands
        self.outline.formulas.add(self._at)

    def _see_worksheet_mergeCell(self, attrs: Any) -> None:  # noqa: N802
        left, top, right, bottom = _bounds(attrs.get("ref", "A1"))
        self.outline.merges.append((top, left, bottom, right))


def _refuse_long(*texts: str) -> None:
    """Refuses a single long piece of markup: older versions of expat take quadratic time to read one in blocks."""
    if sum(map(len, texts)) > _LONGEST_MARKUP:
        raise _Endless


def _bounds(reference: str) -> tuple[int, int, int, int]:
    left, top, right, bottom = range_boundaries(reference)
    if left is None or top is None or right is None or bottom is None:
        raise _Endless
    return left, top, right, bottom


def _walked(archive: ZipFile, part: str, name: str, budget: _Budget) -> _Walk:
    walk, parser = _Walk(budget), DefusedExpatParser(forbid_dtd=True)
    parser.setContentHandler(walk)
    parser.setProperty(property_lexical_handler, walk)
    content = read_part(archive, part, name)
    try:
        parser.feed(content)
        parser.close()
    except DefusedXmlException as error:
        raise _refused(name, "含有不安全的内容（文档类型或实体声明），不予读取。请向来源核实。") from error
    except _Endless as error:
        raise _refused(name, "内容过多，不像填报表。请把各表另存到新的工作簿后再试。") from error
    except (SAXException, ValueError, KeyError, OverflowError, TypeError) as error:
        # What is not XML and does not claim to be may lie there; it is left out.
        if walk.root in _ROOTS or part.lower().endswith((".xml", ".rels")):
            raise damaged(name) from error
        walk.root = ""
    return walk


def _refused(name: str, what: str) -> UnreadableFile:
    return UnreadableFile(f"文件“{name}”{what}")


def _outlines(walks: Mapping[str, _Walk], name: str) -> dict[str, SheetOutline]:
    """The outline of each sheet by its title, as the workbook lists them."""
    book = next((part for part, walk in walks.items() if walk.root == "workbook"), None)
    if book is None:
        raise _refused(name, "不是 Excel 工作簿（.xlsx）。请选择 .xlsx 文件，或用表格软件另存后再试。")
    if any("macroenabled" in each.lower() for walk in walks.values() for each in walk.content_types):
        raise _refused(name, "是带宏的工作簿，不予读取。请另存为不含宏的 .xlsx 文件后再试。")
    if walks[book].is_strict:
        raise _refused(name, "是“严格 Open XML”格式，无法读取。请另存为普通的 .xlsx 文件后再试。")
    folder = dirname(book)
    relations = walks.get(join(folder, "_rels", f"{basename(book)}.rels"))
    targets = relations.targets if relations else {}
    outlines: dict[str, SheetOutline] = {}
    for title, key in walks[book].sheets:
        walk = walks.get(normpath(join("/", folder, targets.get(key, "")))[1:])
        if walk is not None and walk.root == "worksheet":
            if title in outlines:
                raise damaged(name)
            outlines[title] = walk.outline
    return outlines


def _refuse_endless(title: str, outline: SheetOutline, name: str) -> None:
    rows, columns = max(outline.rows, outline.claimed[0]), max(outline.columns, outline.claimed[1])
    if rows > MOST_ROWS or columns > MOST_COLUMNS or outline.cells > MOST_CELLS:
        raise _refused(
            name,
            f"的工作表“{title}”有 {rows} 行、{columns} 列，超出填报表应有的范围。请删除表格以外的行和列，另存后再试。",
        )


def _package(archive: ZipFile, walks: Mapping[str, _Walk], name: str) -> bytes:
    kept = BytesIO()
    with ZipFile(kept, "w", ZIP_STORED) as target:
        for part in (part for part, walk in walks.items() if walk.root in _ROOTS):
            content = read_part(archive, part, name)
            if walks[part].root == "sst":
                # openpyxl strikes every x005F_ out of shared strings, and with it the mark of an escaped underscore;
                # of these two it leaves one.
                content = content.replace(b"x005F_", b"x005Fx005F__")
            target.writestr(part, content)
    return kept.getvalue()
