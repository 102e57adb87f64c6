"""Files that would harm, hang or fill the memory are refused in words, before openpyxl sees them."""

import re
import struct
import zlib
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest

from disclosure_desk.errors import UnreadableFile
from disclosure_desk.export.workbook import template_bytes
from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.intake import workbook_archive, workbook_scan
from tests.workbook.books import NAME, codes, read, repacked, replaced

TEMPLATE = template_bytes(catalogue().form("2021"), year=2025, agency="示例区交警大队")
TABLE = "xl/worksheets/sheet3.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BOMB = '<!DOCTYPE a [<!ENTITY a "甲"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'


def _refusal(content: bytes) -> str:
    with pytest.raises(UnreadableFile) as refused:
        read(content)
    message = str(refused.value)
    assert message.startswith(f"文件“{NAME}”")
    assert message.endswith("。")
    return message


@pytest.fixture
def unopened(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fails the test if openpyxl is given the file."""

    def opened(*args: Any, **kwargs: Any) -> None:
        pytest.fail("openpyxl was given the file")

    monkeypatch.setattr(openpyxl, "load_workbook", opened)


def test_that_openpyxl_reads_sheets_with_defusedxml() -> None:
    assert openpyxl.DEFUSEDXML


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "不是 Excel 工作簿"),
        (b"PK", "已损坏"),
        (b"PK\x03\x04" + b"\0" * 100, "已损坏"),
        (TEMPLATE[:-200], "已损坏"),
        (TEMPLATE[: len(TEMPLATE) // 2], "已损坏"),
        ("年度报告".encode(), "不是 Excel 工作簿"),
        (OLE + b"\0" * 600 + "Workbook".encode("utf-16-le"), "旧版 .xls"),
        (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "设有打开密码"),
        (repacked(TEMPLATE, {"xl/vbaProject.bin": b"macro"}), "含有宏"),
        (
            repacked(TEMPLATE, {"[Content_Types].xml": replaced("sheet.main+xml", "sheet.macroEnabled.main+xml")}),
            "带宏",
        ),
        (repacked(TEMPLATE, {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), ".ods"),
        (repacked(TEMPLATE, {"xl/workbook.bin": b"x"}), ".xlsb"),
        (repacked(TEMPLATE, {"[Content_Types].xml": None}), "不是 Excel 工作簿"),
        (repacked(TEMPLATE, {"xl/workbook.xml": None}), "不是 Excel 工作簿"),
        (repacked(TEMPLATE, {TABLE: b"<worksheet><sheetData>"}), "已损坏"),
        (
            repacked(
                TEMPLATE,
                {
                    "xl/workbook.xml": replaced(
                        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                        "http://purl.oclc.org/ooxml/spreadsheetml/main",
                    )
                },
            ),
            "严格 Open XML",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
@pytest.mark.usefixtures("unopened")
def test_that_a_file_of_another_kind_is_told_apart(content: bytes, words: str) -> None:
    assert words in _refusal(content)


@pytest.mark.parametrize(
    "part", [TABLE, "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml", "docProps/core.xml"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.usefixtures("unopened")
def test_that_a_document_type_is_refused_in_every_part(part: str, encoding: str) -> None:
    def bombed(content: bytes) -> bytes:
        text = content.decode("utf-8")
        head, _, rest = text.partition("?>") if text.startswith("<?xml") else ("", "", text)
        return f'<?xml version="1.0" encoding="{encoding}"?>{BOMB}{rest}'.encode(encoding) + head.encode(encoding)[:0]

    assert "不安全的内容" in _refusal(repacked(TEMPLATE, {part: bombed}))


@pytest.mark.usefixtures("unopened")
def test_that_a_part_that_only_pretends_to_be_a_picture_is_never_parsed() -> None:
    content = repacked(
        TEMPLATE,
        {
            "xl/media/sheet.png": f"{BOMB}<worksheet/>".encode(),
            "xl/_rels/workbook.xml.rels": replaced("/xl/worksheets/sheet3.xml", "/xl/media/sheet.png"),
        },
    )
    package = workbook_scan.scanned_package(content, NAME)
    assert "表三" not in package.outlines
    assert "xl/media/sheet.png" not in ZipFile(BytesIO(package.content)).namelist()


@pytest.mark.parametrize("reference", ["A1:J1048576", "A1:XFD20", "A1:XFD1048576", "XFD1048576"])
@pytest.mark.usefixtures("unopened")
def test_that_a_sheet_that_claims_a_million_rows_is_refused_and_not_iterated(reference: str) -> None:
    message = _refusal(
        repacked(TEMPLATE, {TABLE: replaced('<dimension ref="A1:J32"', f'<dimension ref="{reference}"')})
    )
    assert "工作表“表三”" in message
    assert "超出填报表应有的范围" in message


@pytest.mark.parametrize("cell", ["A1048576", "XFD1", "XFD1048576"])
@pytest.mark.usefixtures("unopened")
def test_that_a_cell_far_outside_is_refused(cell: str) -> None:
    row = f'<row r="40"><c r="{cell}"><v>1</v></c></row></sheetData>'
    assert "工作表“表三”有" in _refusal(repacked(TEMPLATE, {TABLE: replaced("</sheetData>", row)}))


@pytest.mark.parametrize(
    "rows",
    [
        "".join(f'<row r="{n}"/>' for n in range(300_000)),
        '<row r="41">' + "<c/>" * 80_000 + "</row>",
        "<a>" * 200 + "</a>" * 200,
    ],
    ids=["rows", "cells", "depth"],
)
@pytest.mark.usefixtures("unopened")
def test_that_endless_markup_is_refused(rows: str) -> None:
    message = _refusal(repacked(TEMPLATE, {TABLE: replaced("</sheetData>", f"{rows}</sheetData>")}))
    assert "内容过多" in message or "超出填报表" in message


@pytest.mark.parametrize("markup", ["<!--{}-->", '<row a="{}"/>', "<?x {}?>", "<{}/>"])
@pytest.mark.usefixtures("unopened")
def test_that_one_piece_of_markup_cannot_be_of_any_length(markup: str) -> None:
    long = markup.format("x" * 200_000)
    assert "内容过多" in _refusal(repacked(TEMPLATE, {TABLE: replaced("</sheetData>", f"{long}</sheetData>")}))


@pytest.mark.parametrize("reference", ["A1:XFD1048576", "A1:B9999999"])
def test_that_a_huge_merged_stretch_is_not_spread_out(reference: str) -> None:
    merged = replaced(
        "<mergeCells count=", f'<mergeCells><mergeCell ref="{reference}"/></mergeCells><mergeCells count='
    )
    content = repacked(TEMPLATE, {TABLE: merged})
    assert read(content).report.year == 2025


@pytest.mark.usefixtures("unopened")
def test_that_a_file_that_unpacks_to_too_much_is_refused() -> None:
    assert "展开后过大" in _refusal(repacked(TEMPLATE, {"xl/worksheets/sheet9.xml": b" " * 30_000_000}))
    many = {f"xl/media/{n}.png": zlib.compress(bytes(range(256))) * 60_000 for n in range(4)}
    assert "展开后过大" in _refusal(repacked(TEMPLATE, many))


@pytest.mark.usefixtures("unopened")
def test_that_a_file_that_is_too_large_is_refused_by_its_size() -> None:
    assert "超过 20 MB" in _refusal(TEMPLATE + b"\0" * workbook_archive.MOST_BYTES)


@pytest.mark.usefixtures("unopened")
def test_that_a_file_of_too_many_parts_is_refused_before_its_list_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    many = repacked(TEMPLATE, {f"xl/media/{n}": b"" for n in range(1_100)})
    monkeypatch.setattr(workbook_archive, "ZipFile", None)
    assert "部件过多" in _refusal(many)


@pytest.mark.usefixtures("unopened")
def test_that_a_second_end_record_does_not_hide_a_long_list() -> None:
    end = TEMPLATE.rfind(b"PK\x05\x06")
    claim = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 60_000, 60_000, 9_000_000, 0, 22)
    assert "部件过多" in _refusal(TEMPLATE[:end] + claim + TEMPLATE[end:])


@pytest.mark.usefixtures("unopened")
def test_that_two_parts_of_one_name_are_refused() -> None:
    content = BytesIO(TEMPLATE)
    with ZipFile(content, "a", ZIP_DEFLATED) as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr(TABLE, b"<worksheet/>")
    assert "已损坏" in _refusal(content.getvalue())


def test_that_a_part_with_damaged_bytes_is_refused() -> None:
    damaged = bytearray(TEMPLATE)
    damaged[len(damaged) // 2] ^= 0xFF
    message = _refusal(bytes(damaged))
    assert "已损坏" in message


def test_that_external_links_are_neither_followed_nor_kept() -> None:
    link = b'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><externalBook/></externalLink>'
    content = repacked(TEMPLATE, {"xl/externalLinks/externalLink1.xml": link})
    package = workbook_scan.scanned_package(content, NAME)
    assert not [part for part in ZipFile(BytesIO(package.content)).namelist() if "external" in part]
    assert read(content).report.year == 2025


@pytest.mark.parametrize("part", ["xl/styles.xml", "xl/workbook.xml", TABLE])
@pytest.mark.parametrize(
    "markup", ['<a b="1"/>', "甲", '<c r="XX"><v>1</v></c>', '<row r="-1"/>', '<c r="A1" t="s"><v>9</v></c>']
)
def test_that_odd_but_wellformed_parts_are_read_or_refused_but_never_fail(part: str, markup: str) -> None:
    def put_in(content: bytes) -> bytes:
        text = content.decode("utf-8")
        end = text.rindex("</")
        return (text[:end] + markup + text[end:]).encode("utf-8")

    content = repacked(TEMPLATE, {part: put_in})
    try:
        assert read(content).report.year == 2025
    except UnreadableFile:
        assert "已损坏" in _refusal(content)


def _shared(content: bytes, string: str, sheet: str) -> bytes:
    """The workbook with one shared string, and a sheet that makes use of it."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return repacked(
        content,
        {
            "xl/sharedStrings.xml": f'<sst xmlns="{main}"><si><t>{string}</t></si></sst>'.encode(),
            "[Content_Types].xml": replaced(
                "</Types>", f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
            ),
            sheet: replaced("<sheetData>", '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row>'),
        },
    )


def test_that_one_long_string_shared_by_many_cells_does_not_fill_the_memory() -> None:
    def share(content: bytes) -> bytes:
        rows = "".join(f'<row r="{n}"><c r="B{n}" t="s"><v>0</v></c></row>' for n in range(1, 4_000))
        text = content.decode("utf-8")
        return re.sub(r"<sheetData>.*</sheetData>", f"<sheetData>{rows}</sheetData>", text, flags=re.DOTALL).encode()

    names = replaced("'正文'!$A$3:$B$14", "'正文'!$A$1:$B$4000")
    for length in (200_000, 1_000_000):
        string = "".join(f"{n}。" for n in range(length // 7))
        content = _shared(TEMPLATE, string, "xl/worksheets/sheet6.xml")
        reading = read(repacked(content, {"xl/worksheets/sheet5.xml": share, "xl/workbook.xml": names}))
        assert max(map(len, reading.report.narratives.values()), default=0) <= 5_000_000
        assert "R1" in codes(reading)


def test_that_a_label_that_stands_everywhere_is_no_label() -> None:
    rows = "".join(
        f'<row r="{row}">'
        + '<c t="inlineStr"><is><t>总计</t></is></c><c t="inlineStr"><is><t>1.属于国家秘密</t></is></c>' * 15
        + "</row>"
        for row in range(100, 1_500)
    )
    unnamed = repacked(
        TEMPLATE,
        {
            TABLE: replaced("</sheetData>", f"{rows}</sheetData>"),
            "xl/workbook.xml": replaced("dd.requests.withheld.state_secret.natural_person", "gone"),
        },
    )
    reading = read(unnamed)
    assert codes(reading) == ["R1"]


@pytest.mark.parametrize("reference", ["$D$9999999", "$XFD$8", "$D$8:$XFD$1048576", "$D$0"])
def test_that_a_name_that_points_far_away_is_lost_or_cut_short(reference: str) -> None:
    content = repacked(TEMPLATE, {"xl/workbook.xml": replaced("'表三'!$D$8<", f"'表三'!{reference}<")})
    assert codes(read(content)) == (["R2"] if ":" not in reference else [])
