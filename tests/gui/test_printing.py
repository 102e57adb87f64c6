"""Printing: the right pages, in the right order and number, in their true size; here to files, read by others."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PySide6.QtGui import QPageLayout, QPageRanges, QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo, QPrintPreviewDialog, QPrintPreviewWidget
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from disclosure_desk.errors import DeskError
from disclosure_desk.export.fonts import font_set
from disclosure_desk.export.layout import laid_out
from disclosure_desk.export.pdf_writer import pdf_bytes
from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.gui import printing
from disclosure_desk.gui.printing import PrintablePdf, preview_pdf, print_pdf
from disclosure_desk.gui.window import Deed
from disclosure_desk.intake.report_json import read_report_json
from disclosure_desk.resources import resource

PAGES = 5
A4 = (210 / 25.4 * 72, 297 / 25.4 * 72)
DPI = 150


class Window(QWidget):
    """Keeps what it was asked to say."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[tuple[str, str]] = []

    def notice(self, sentence: str, kind: str = "info", actions: Sequence[Deed] = ()) -> None:
        """Keeps a sentence."""
        del actions
        self.said.append((sentence, kind))


@pytest.fixture(scope="module")
def content() -> bytes:
    """The sample's PDF."""
    file = resource("sample", "示例区交警大队-2024.gknb")
    return pdf_bytes(laid_out(read_report_json(file.read_bytes(), "sample", catalogue())), font_set())


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[Window]:
    """A window with a notice bar."""
    made = Window()
    qtbot.addWidget(made)
    yield made
    QApplication.processEvents()


@pytest.fixture
def pdf(qapp: QApplication, content: bytes) -> PrintablePdf:
    """The sample, ready to be printed."""
    assert qapp
    return PrintablePdf(content)


@pytest.fixture
def printer(tmp_path: Path) -> QPrinter:
    """A printer that writes a file, set up as the program sets up any."""
    return to_file(printing._printer("年度报告"), tmp_path / "printed.pdf")


def to_file(printer: QPrinter, path: Path) -> QPrinter:
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def small(content: bytes) -> list[bytes]:
    """Each page as a small grey picture."""
    size = (35, 50)
    return [
        page.render(scale=1).to_pil().convert("L").resize(size).tobytes() for page in pypdfium2.PdfDocument(content)
    ]


def printed_pages(printer: QPrinter, content: bytes) -> list[int]:
    """Which pages of the sample, from 1, the printed file has."""

    def differ(one: bytes, other: bytes) -> int:
        return sum(abs(a - b) for a, b in zip(one, other, strict=True))

    wanted = small(content)
    found = small(Path(printer.outputFileName()).read_bytes())
    return [min(range(PAGES), key=lambda page: differ(wanted[page], each)) + 1 for each in found]


def only_first(printer: QPrinter) -> QPrinter:
    """The printer set to its first page, because sharp pages take long."""
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(1, 1)
    return printer


def widths(path: str | Path) -> list[int]:
    """The widths of all pictures of a PDF, in pixels."""
    return [int(image.Width) for page in pikepdf.open(path).pages for image in page.get_images().values()]


def test_that_every_page_is_printed_once_in_order(pdf: PrintablePdf, printer: QPrinter, content: bytes) -> None:
    assert pdf.draw(printer, DPI)
    assert printed_pages(printer, content) == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(("wanted", "pages"), [("2-3", [2, 3]), ("1,4-5", [1, 4, 5]), ("5", [5]), ("4-9", [4, 5])])
def test_that_a_range_of_pages_is_printed_and_no_other(
    pdf: PrintablePdf, printer: QPrinter, content: bytes, wanted: str, pages: list[int]
) -> None:
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setPageRanges(QPageRanges.fromString(wanted))
    pdf.draw(printer, DPI)
    assert printed_pages(printer, content) == pages


@pytest.mark.parametrize(("collated", "pages"), [(True, [1, 2, 1, 2]), (False, [1, 1, 2, 2])])
def test_that_copies_are_printed_where_the_printer_cannot_make_them(
    pdf: PrintablePdf, printer: QPrinter, content: bytes, *, collated: bool, pages: list[int]
) -> None:
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(1, 2)
    printer.setCopyCount(2)
    printer.setCollateCopies(collated)
    assert not printer.supportsMultipleCopies()
    pdf.draw(printer, DPI)
    assert printed_pages(printer, content) == pages


def test_that_the_last_page_comes_first_where_that_is_wanted(
    pdf: PrintablePdf, printer: QPrinter, content: bytes
) -> None:
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    pdf.draw(printer, DPI)
    assert printed_pages(printer, content) == [5, 4, 3, 2, 1]


def ink_box(content: bytes) -> tuple[float, float, float, float]:
    """The edges of what is printed on the first page, in points."""
    picture = pypdfium2.PdfDocument(content)[0].render(scale=4).to_pil().convert("L")
    left, top, right, bottom = picture.point(lambda grey: 255 if grey < 128 else 0).getbbox()
    return left / 4, top / 4, right / 4, bottom / 4


def test_that_a4_is_printed_without_scaling(pdf: PrintablePdf, printer: QPrinter, content: bytes) -> None:
    pdf.draw(only_first(printer))
    printed = Path(printer.outputFileName()).read_bytes()
    page = pypdfium2.PdfDocument(printed)[0]
    assert (page.get_width(), page.get_height()) == pytest.approx(A4, abs=1)
    assert ink_box(printed) == pytest.approx(ink_box(content), abs=0.8)


@pytest.mark.parametrize("paper", [QPageSize.PageSizeId.A3, QPageSize.PageSizeId.Letter, QPageSize.PageSizeId.A5])
def test_that_other_paper_gets_the_whole_page_and_never_a_larger_one(
    pdf: PrintablePdf, printer: QPrinter, content: bytes, paper: QPageSize.PageSizeId
) -> None:
    printer.setPageSize(QPageSize(paper))
    pdf.draw(printer, DPI)
    printed = Path(printer.outputFileName()).read_bytes()
    page, box, own = pypdfium2.PdfDocument(printed)[0], ink_box(printed), ink_box(content)
    fitting = min(1.0, page.get_width() / A4[0], page.get_height() / A4[1])
    assert box[2] - box[0] == pytest.approx((own[2] - own[0]) * fitting, rel=0.02)
    assert (box[0] + box[2]) / 2 - page.get_width() / 2 == pytest.approx(
        ((own[0] + own[2]) / 2 - A4[0] / 2) * fitting, abs=2
    )


def test_that_pages_are_printed_as_sharp_as_the_eye_can_tell(pdf: PrintablePdf, printer: QPrinter) -> None:
    assert printer.resolution() >= 600
    pdf.draw(only_first(printer))
    assert min(widths(printer.outputFileName())) >= 210 / 25.4 * 590


def test_that_printing_can_be_stopped_between_two_pages(pdf: PrintablePdf, printer: QPrinter) -> None:
    asked: list[tuple[int, int]] = []

    def go_on(at: int, count: int) -> bool:
        asked.append((at, count))
        return at < 2

    assert not pdf.draw(printer, DPI, go_on)
    assert asked == [(0, 5), (1, 5), (2, 5)]


def test_that_a_printer_that_cannot_be_begun_is_said(pdf: PrintablePdf, tmp_path: Path) -> None:
    printer = to_file(QPrinter(), tmp_path / "nowhere" / "printed.pdf")
    with pytest.raises(DeskError, match="打印机没有响应"):
        pdf.draw(printer, DPI)


def test_that_a_pc_without_a_printer_says_so_and_what_to_do(
    window: Window, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))
    assert print_pdf(window, "年度报告", lambda: content) is None
    ((sentence, kind),) = window.said
    assert kind == "warning"
    assert "没有可用的打印机" in sentence
    assert "导出 PDF" in sentence


def _in_preview(
    qtbot: QtBot, window: Window, make: Callable[[], bytes]
) -> tuple[QPrintPreviewDialog, QPrintPreviewWidget]:
    with qtbot.waitSignal(preview_pdf(window, "年度报告", make).done, timeout=20_000):
        pass
    dialog = window.findChild(QPrintPreviewDialog)
    shown = dialog.findChild(QPrintPreviewWidget)
    qtbot.waitUntil(lambda: shown.pageCount() == PAGES)
    return dialog, shown


def test_that_the_print_button_of_the_preview_prints_as_sharply_as_printing(
    qtbot: QtBot, window: Window, content: bytes, tmp_path: Path
) -> None:
    dialog, shown = _in_preview(qtbot, window, lambda: content)
    only_first(to_file(dialog.printer(), tmp_path / "printed.pdf"))
    shown.print_()
    assert min(widths(tmp_path / "printed.pdf")) >= 210 / 25.4 * 590
    dialog.close()


def test_that_the_preview_is_a4_upright(qtbot: QtBot, window: Window, content: bytes) -> None:
    dialog, _ = _in_preview(qtbot, window, lambda: content)
    layout = dialog.printer().pageLayout()
    assert layout.pageSize().id() is QPageSize.PageSizeId.A4
    assert layout.orientation() is QPageLayout.Orientation.Portrait
    assert dialog.windowTitle() == "打印预览"
    dialog.close()


def test_that_a_report_that_cannot_be_laid_out_says_why(qtbot: QtBot, window: Window) -> None:
    def refuse() -> bytes:
        raise DeskError("没有字体能印出这些字符。")

    with qtbot.waitSignal(preview_pdf(window, "年度报告", refuse).failed, timeout=20_000):
        pass
    assert window.said == [("没有字体能印出这些字符。", "error")]
