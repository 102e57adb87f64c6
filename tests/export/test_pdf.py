"""The PDF, read back and rendered as other programs do."""

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from disclosure_desk.errors import UnprintableText
from disclosure_desk.export.fonts import font_set
from disclosure_desk.export.layout import laid_out
from disclosure_desk.export.line_breaking import NEVER_FIRST, NEVER_LAST
from disclosure_desk.export.page import BODY_SIZE, LEADING, LINES
from disclosure_desk.export.pdf_writer import pdf_bytes
from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.formats.schema import CellId
from disclosure_desk.intake.report_json import read_report_json
from disclosure_desk.report.document import ReportDocument
from disclosure_desk.report.editing import set_text
from disclosure_desk.report.paragraphs import paragraphs
from disclosure_desk.resources import resource
from tests.export.pages import MM, pages_of, text_of

FONTS = font_set()
SAMPLE_FILE = resource("sample", "示例区交警大队-2024.gknb")
SAMPLE = read_report_json(SAMPLE_FILE.read_bytes(), "sample", catalogue())
JARS = [
    Path("/usr/share/java") / name
    for name in (
        "preflight.jar",
        "pdfbox2.jar",
        "fontbox2.jar",
        "xmpbox.jar",
        "commons-logging.jar",
        "commons-io.jar",
        "javax.activation.jar",
        "jaxb-api.jar",
    )
]


def _pdf(report: ReportDocument) -> bytes:
    return pdf_bytes(laid_out(report), FONTS)


@pytest.fixture(scope="module")
def printed() -> bytes:
    """The sample report's PDF."""
    return _pdf(SAMPLE)


def _numbered(form_of: ReportDocument) -> ReportDocument:
    """Every cell with a figure of its own, so that each can be told from the others."""
    cells = {cell: str(1001 + at) for at, cell in enumerate(form_of.form.places)}
    return replace(form_of, cells=cells)


def test_that_every_figure_and_every_sentence_is_printed() -> None:
    report = _numbered(SAMPLE)
    text = text_of(_pdf(report))
    assert [figure for figure in report.cells.values() if figure not in text] == []
    flat = text.replace("\n", "").replace(" ", "")
    for narrative in report.narratives.values():
        for paragraph in paragraphs(narrative):
            # A page number may stand between two pages of a paragraph.
            assert all(sentence in flat for sentence in paragraph.text[:40].split("。")[:1]), paragraph.text


@pytest.mark.parametrize("format_id", catalogue().ids)
def test_that_every_figure_stands_in_the_column_of_its_cell(format_id: str) -> None:
    report = _numbered(ReportDocument(catalogue().form(format_id), SAMPLE.agency, 2024))
    words = [word for page in pages_of(_pdf(report)) for word in page.words()]
    spans = {word.text: word for word in words}
    for grid in report.form.grids.values():
        edges = [28 * MM + sum(grid.widths[:column]) * 156 * MM for column in range(grid.column_count + 1)]
        for cell, box in grid.figures.items():
            word = spans[report.cells[cell]]
            assert edges[box.column] < word.left, cell
            assert word.right < edges[box.column + box.column_span], cell


def test_that_every_page_is_rendered_and_none_is_blank(printed: bytes) -> None:
    document = pypdfium2.PdfDocument(printed)
    assert len(document) == 5
    for page in document:
        assert (page.get_width() / MM, page.get_height() / MM) == pytest.approx((210, 297), abs=0.1)
        picture = page.render(scale=0.5).to_pil().convert("L")
        dark = sum(picture.histogram()[:128])
        assert dark > 300


def test_that_nothing_but_the_page_number_stands_in_the_margins(printed: bytes) -> None:
    for page in pages_of(printed):
        body = [char for char in page.chars if round(char.size) != 14 and char.text.strip()]
        assert min(char.left for char in body) >= 28 * MM - 0.5
        assert max(char.right for char in body) <= 184 * MM + 1.0
        assert min(char.top for char in body) >= 37 * MM - 0.5
        assert max(char.bottom for char in body) <= 262 * MM + 4.5
        assert all(27.9 * MM <= x <= 184.1 * MM for rule in page.rules for x in (rule[0], rule[2]))


def test_that_the_page_number_stands_on_the_outer_side_7_mm_below_the_type_area(printed: bytes) -> None:
    for number, page in enumerate(pages_of(printed), 1):
        chars = [char for char in page.chars if round(char.size) == 14]
        assert "".join(char.text for char in chars).split() == ["—", str(number), "—"]
        digit = next(char for char in chars if char.text.isdigit())
        assert digit.top > (297 - 35 + 6) * MM
        side = chars[-1].right if number % 2 else chars[0].left
        assert side == pytest.approx(184 * MM - 14 if number % 2 else 28 * MM + 14, abs=4)


def test_that_the_body_stands_on_a_grid_of_22_lines_of_15_75_points(printed: bytes) -> None:
    page = pages_of(printed)[0]
    baselines = [line[0].baseline for line in page.lines(BODY_SIZE)]
    steps = [(b - a) / LEADING for a, b in pairwise(baselines)]
    assert all(step == pytest.approx(round(step), abs=0.01) for step in steps)
    assert 22 * LEADING <= 225 * MM


def test_that_no_printed_line_begins_or_ends_with_a_forbidden_mark(printed: bytes) -> None:
    for page in pages_of(printed):
        lines = page.lines(BODY_SIZE)
        assert [line[0].text for line in lines if line[0].text in NEVER_FIRST] == []
        assert [line[-1].text for line in lines if line[-1].text in NEVER_LAST] == []


def test_that_full_lines_are_flush_at_both_edges(printed: bytes) -> None:
    ends: list[float] = []
    for page in pypdfium2.PdfDocument(printed):
        text = page.get_textpage()
        boxes = [text.get_charbox(at, loose=True) for at in range(text.count_chars())]
        body = [box for box in boxes if box[0] >= 28 * MM - 1 and box[1] > 35 * MM - 5]
        for box, following in pairwise(body):
            # A line is full where the next one begins at the left edge, without an indent.
            if following[1] < box[1] - 20 and following[0] == pytest.approx(28 * MM, abs=0.6):
                ends.append(box[2])
    assert len(ends) > 20
    assert ends == pytest.approx([184 * MM] * len(ends), abs=1.5)


def test_that_headings_text_and_asides_stand_in_their_typefaces(printed: bytes) -> None:
    chars = [char for page in pages_of(printed) for char in page.chars]
    text = "".join(char.text for char in chars)

    def font(words: str) -> str:
        return chars[text.index(words)].font

    assert "Biaosong" in font("示例区交警大队")
    assert "Hei" in font("一、总体情况")
    assert "Kai" in font("（一）主动公开情况。")
    assert "Fangsong" in font("围绕群众关心")
    assert "Kai" in font("（区分处理的")
    assert "Roman" in font("194798")


def test_that_all_fonts_are_embedded_and_none_is_helvetica(printed: bytes) -> None:
    pdf = pikepdf.open(BytesIO(printed))
    fonts = {str(font.BaseFont): font for page in pdf.pages for font in page.Resources.Font.values()}
    assert len(fonts) >= 5
    for name, font in fonts.items():
        assert "Helvetica" not in name
        assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor, name


def test_that_title_author_language_outline_and_dates_come_from_the_report(printed: bytes) -> None:
    pdf = pikepdf.open(BytesIO(printed))
    assert str(pdf.docinfo.Title) == "示例区交警大队2024年政府信息公开工作年度报告"
    assert str(pdf.docinfo.Author) == "示例区交警大队"
    assert str(pdf.docinfo.CreationDate) == "D:20241231000000+08'00'"
    assert str(pdf.Root.Lang) == "zh-CN"
    with pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == [section.heading for section in SAMPLE.form.sections]
    assert pdf.Root.OutputIntents[0].DestOutputProfile.read_bytes()[8] == 2


def test_that_nothing_in_the_file_is_transparent(printed: bytes) -> None:
    pdf = pikepdf.open(BytesIO(printed))
    for page in pdf.pages:
        assert "/ExtGState" not in page.Resources
        assert "/Group" not in page


def test_that_the_file_is_pdf_a_1b(printed: bytes, tmp_path: Path) -> None:
    missing = [jar.name for jar in JARS if not jar.exists()]
    if missing or shutil.which("java") is None:
        pytest.skip(
            f"the PDF/A validator (Apache PDFBox Preflight, Debian: libpdfbox2-java) is not installed: {missing}"
        )
    path = tmp_path / "report.pdf"
    path.write_bytes(printed)
    command = ["java", "-cp", os.pathsep.join(map(str, JARS)), "org.apache.pdfbox.preflight.Validator_A1b", str(path)]
    said = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert "is a valid PDF/A-1b file" in said.stdout + said.stderr


def test_that_another_process_writes_the_same_bytes(printed: bytes, tmp_path: Path) -> None:
    for seed in ("1", "2"):
        path = tmp_path / f"{seed}.pdf"
        subprocess.run(
            [sys.executable, "-m", "disclosure_desk", "pdf", str(SAMPLE_FILE), "-o", str(path)],
            env={
                **os.environ,
                "PYTHONHASHSEED": seed,
                "DISCLOSURE_DESK_DATA": str(tmp_path / "data"),
                "TZ": f"UTC{seed}",
            },
            check=True,
            capture_output=True,
        )
        assert path.read_bytes() == printed


def test_that_section_three_stands_whole_on_one_page(printed: bytes) -> None:
    whole = [
        page for page in pages_of(printed) if "一、本年新收政府" in page.text and "四、结转下年度继续办理" in page.text
    ]
    assert len(whole) == 1


@pytest.mark.parametrize("length", range(0, 700, 24))
def test_that_no_heading_is_the_last_line_of_a_page(length: int) -> None:
    report = SAMPLE.applied(set_text(SAMPLE, "overview", "字" * length))
    report = report.applied(set_text(report, "issues_and_improvements", "（一）小标题\n" + "文" * length))
    headings = (*(section.heading for section in report.form.sections), "（一）小标题")
    for page in pages_of(_pdf(report)):
        last = "".join(char.text for char in page.chars if round(char.size) != 14)[-40:]
        assert not last.endswith(headings)


def test_that_large_figures_stay_inside_their_cells() -> None:
    amount = CellId("proactive_disclosure/fees/amount_collected")
    report = replace(SAMPLE, cells={**dict.fromkeys(SAMPLE.form.places, "11398889"), amount: "123456789012.75"})
    narrowest = min(min(grid.widths) for grid in report.form.grids.values()) * 156 * MM
    words = [word for page in pages_of(_pdf(report)) for word in page.words()]
    figures = [word for word in words if word.text == "11398889"]
    assert len(figures) == 199
    assert any(word.text == "123456789012.75" for word in words)
    for grid in report.form.grids.values():
        assert min(grid.widths) * 156 * MM >= narrowest
    assert sum(word.right - word.left < narrowest for word in figures) >= 190


def test_that_blank_cells_print_empty() -> None:
    pages = pages_of(_pdf(replace(SAMPLE, cells={}, narratives={})))
    assert "None" not in "".join(page.text for page in pages)
    numbers = [word.text for page in pages for word in page.words()]
    # What is left are the year in the title's own face, numbers inside labels, and page numbers.
    assert [number for number in numbers if len(number.strip(" .")) > 1] == []


def test_that_rare_characters_are_printed_and_can_be_copied() -> None:
    rare = "喆堃珺镕昇邨䶮⑪⑳㎡𫖯"
    report = SAMPLE.applied(set_text(SAMPLE, "other_matters", f"联系人{rare}。"))
    assert f"联系人{rare}。" in text_of(_pdf(report))


@pytest.mark.parametrize("odd", ["\u2009", "\u202f", "\u3000", "\u00a0", "\u2003", "\u205f", "\u1680"])
def test_that_blanks_of_odd_widths_are_printed_as_blanks_and_stay_in_the_text(odd: str) -> None:
    report = SAMPLE.applied(set_text(SAMPLE, "other_matters", f"甲单位{odd}乙单位。"))
    assert report.narratives["other_matters"] == f"甲单位{odd}乙单位。"
    assert "甲单位乙单位。" in "".join(text_of(_pdf(report)).split())


@pytest.mark.parametrize("unseen", ["\ufe0f", "\ufe00", "\u200b", "\u00ad", "\U000e0100", "\u2060", "\u2066", "\ufeff"])
def test_that_marks_nobody_sees_do_not_stop_an_export(unseen: str) -> None:
    report = SAMPLE.applied(set_text(SAMPLE, "other_matters", f"甲{unseen}单位。"))
    assert "甲单位。" in text_of(_pdf(report))


def test_that_what_looks_like_markup_is_printed_as_it_was_typed() -> None:
    typed = "<b>粗</b>&amp;&nbsp;<font size=9>%s{0}\\n(括号)"
    report = SAMPLE.applied(set_text(SAMPLE, "other_matters", typed))
    assert typed.replace(" ", "") in text_of(_pdf(report)).replace(" ", "")


def test_that_a_character_no_font_has_is_named_with_its_place() -> None:
    report = SAMPLE.applied(set_text(SAMPLE, "other_matters", "第一段。\n有\U0001f600和\u0007。"))
    with pytest.raises(UnprintableText, match=r"六、其他需要报告的事项 第 2 段.*U\+1F600.*U\+0007"):
        pdf_bytes(laid_out(report), FONTS)


@pytest.mark.parametrize("items", [8, 12, 200])
def test_that_a_list_of_short_numbered_paragraphs_fills_its_pages(items: int) -> None:
    listed = "\n".join(f"{number}.完善公开制度" for number in range(1, items + 1))
    report = SAMPLE.applied(set_text(SAMPLE, "overview", listed))
    pages = pages_of(_pdf(report))
    first = next(at for at, page in enumerate(pages) if f"{items}.完善公开制度" in page.text)
    assert first == (items + 3) // LINES  # below two lines of title and an empty one, and the heading
