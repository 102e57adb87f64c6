"""Print preview and printing through Qt, from the same PDF that is exported."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QBuffer, QByteArray, QPoint, QRect, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPaintEngine, QPainter
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo, QPrintPreviewDialog
from PySide6.QtWidgets import QProgressDialog, QWidget

from disclosure_desk.errors import DeskError
from disclosure_desk.export.report_file import bytes_as
from disclosure_desk.gui.background import Work
from disclosure_desk.gui.desk import Desk
from disclosure_desk.gui.window import Noticing, widget
from disclosure_desk.report.document import ReportDocument
from disclosure_desk.settings import Places, load_settings

_PREVIEW_DPI = 150
_PRINT_DPI = 600
_POINTS = 72
_SAME = 0.99
"""Paper that is so nearly large enough is A4 in whole pixels: nothing is made smaller for it."""
_BLINK = 300
_NO_PRINTER = "这台电脑上没有可用的打印机。请先在系统中添加打印机；也可以导出 PDF，到别的电脑上打印。"
_UNREACHABLE = "打印机没有响应，没有打印。请检查打印机是否接通，再打印一次。"

Sheets = Callable[[int, int], bool]
"""Told which sheet of how many comes next; False stops."""


class PrintablePdf:
    """A finished PDF that a printer or a preview can draw."""

    def __init__(self, content: bytes) -> None:
        self._buffer = QBuffer()
        self._buffer.setData(QByteArray(content))
        self._buffer.open(QBuffer.OpenModeFlag.ReadOnly)
        self.document = QPdfDocument(self._buffer)
        self.document.load(self._buffer)

    def draw(self, printer: QPrinter, dpi: int | None = None, go_on: Sheets = lambda *_: True) -> bool:
        """Draws the chosen pages in the chosen order, A4 in its true size; False where it was stopped.

        Args:
            printer: a printer, or the preview of one.
            dpi: dots per inch; by default those of the printer as far as an eye can tell, fewer for a preview.
            go_on: asked before each sheet.

        Raises:
            DeskError: the printer cannot be begun.
        """
        painter = QPainter()
        if not painter.begin(printer):
            raise DeskError(_UNREACHABLE)
        resolution = dpi or (_PREVIEW_DPI if _is_preview(printer) else _PRINT_DPI)
        sheets = list(_chosen(printer, self.document.pageCount()))
        try:
            for at, page in enumerate(sheets):
                if not go_on(at, len(sheets)):
                    printer.abort()
                    return False
                if at:
                    printer.newPage()
                self._draw_page(painter, printer, page, min(resolution, printer.resolution()))
        finally:
            painter.end()
        return True

    def _draw_page(self, painter: QPainter, printer: QPrinter, page: int, dpi: int) -> None:
        points = self.document.pagePointSize(page)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(_on_paper(printer, points), self._picture(page, QSizeF(points * (dpi / _POINTS)).toSize()))

    def _picture(self, page: int, size: QSize) -> QImage:
        """The page in black on white: a quarter of the memory, and nothing transparent that a printer would fill."""
        picture = QImage(size, QImage.Format.Format_Grayscale8)
        picture.fill(Qt.GlobalColor.white)
        painter = QPainter(picture)
        painter.drawImage(0, 0, self.document.render(page, size, QPdfDocumentRenderOptions()))
        painter.end()
        return picture


def _chosen(printer: QPrinter, count: int) -> Iterator[int]:
    """The pages to print, from 0, each as often as the printer does not do that itself."""
    ranges = printer.pageRanges()
    is_ranged = printer.printRange() is QPrinter.PrintRange.PageRange and not ranges.isEmpty()
    pages = [page for page in range(count) if not is_ranged or ranges.contains(page + 1)]
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        pages.reverse()
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    if printer.collateCopies():
        yield from pages * copies
    else:
        yield from (page for page in pages for _ in range(copies))


def _on_paper(printer: QPrinter, points: QSizeF) -> QRect:
    """Where a page stands on the sheet, in the printer's pixels: in its true size, smaller only on smaller paper."""
    paper = printer.pageLayout().fullRectPixels(printer.resolution())
    size = points * (printer.resolution() / _POINTS)
    fitting = min(paper.width() / size.width(), paper.height() / size.height())
    if fitting < _SAME:
        size *= fitting
    left, top = (paper.width() - size.width()) / 2, (paper.height() - size.height()) / 2
    return QRect(QPoint(round(left), round(top)), size.toSize())


def _is_preview(printer: QPrinter) -> bool:
    """Whether the printer only records what it would print; the preview's own print button prints the real way."""
    return printer.paintEngine().type() is QPaintEngine.Type.Picture


def pdf_of(report: ReportDocument, places: Places) -> Callable[[], bytes]:
    """What makes the report's PDF with the fonts that the officer chose."""
    return lambda: bytes_as(".pdf", report, load_settings(places).fonts)


def preview(window: Noticing, desk: Desk, places: Places) -> Work:
    """Shows the report as it will print."""
    report = desk.session.report
    return preview_pdf(window, report.title, pdf_of(report, places))


def preview_pdf(window: Noticing, title: str, make: Callable[[], bytes]) -> Work:
    """Makes a PDF beside the window and shows it as it will print.

    Args:
        window: the main window.
        title: names the printer's job.
        make: makes the PDF, in another thread.
    """

    def show(content: bytes) -> None:
        pdf, printer = PrintablePdf(content), _printer(title)
        dialog = QPrintPreviewDialog(printer, widget(window))
        dialog.setWindowTitle("打印预览")
        dialog.setAccessibleName("打印预览")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # The dialog does not own its printer: what is connected to it keeps printer and file until it closes.
        dialog.paintRequested.connect(lambda asked, _kept=printer: _draw(window, pdf, asked))
        dialog.resize(900, 720)
        dialog.open()

    return _made(window, make, show)


def print_report(window: Noticing, desk: Desk, places: Places) -> Work | None:
    """Asks for a printer and prints; says so where there is none."""
    report = desk.session.report
    return print_pdf(window, report.title, pdf_of(report, places))


def print_pdf(window: Noticing, title: str, make: Callable[[], bytes]) -> Work | None:
    """Makes a PDF beside the window, asks for a printer and prints it; says so where there is none."""
    if not QPrinterInfo.availablePrinterNames():
        window.notice(_NO_PRINTER, "warning")
        return None

    def ask(content: bytes) -> None:
        pdf, printer = PrintablePdf(content), _printer(title)
        dialog = QPrintDialog(printer, widget(window))
        dialog.setWindowTitle("打印")
        dialog.setMinMax(1, pdf.document.pageCount())
        if dialog.exec() == QPrintDialog.DialogCode.Accepted and _draw(window, pdf, printer):
            window.notice("已送往打印机。")

    return _made(window, make, ask)


def _draw(window: Noticing, pdf: PrintablePdf, printer: QPrinter) -> bool:
    """Draws, with a bar of progress where it takes longer than a blink; says what went wrong."""
    progress = _progress(widget(window))

    def go_on(at: int, count: int) -> bool:
        progress.setMaximum(count)
        progress.setLabelText(f"正在打印第 {at + 1} 页，共 {count} 页")
        progress.setValue(at)
        return not progress.wasCanceled()

    try:
        return pdf.draw(printer) if _is_preview(printer) else pdf.draw(printer, go_on=go_on)
    except DeskError as error:
        window.notice(str(error), "error")
        return False
    finally:
        progress.reset()
        progress.deleteLater()


def _progress(parent: QWidget) -> QProgressDialog:
    progress = QProgressDialog("正在打印", "取消", 0, 1, parent)
    progress.setWindowTitle("公开年报")
    progress.setAccessibleName("正在打印")
    progress.setWindowModality(Qt.WindowModality.WindowModal)
    progress.setMinimumDuration(_BLINK)
    return progress


def _made(window: Noticing, make: Callable[[], bytes], use: Callable[[bytes], None]) -> Work:
    work = Work(widget(window), "正在准备打印", make)
    work.done.connect(use)
    work.failed.connect(lambda error: window.notice(str(error), "error"))
    work.start()
    return work


def _printer(title: str) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)
    printer.setDocName(title)
    return printer
