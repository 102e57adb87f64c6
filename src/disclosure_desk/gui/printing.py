"""Print preview and printing through Qt, from the same PDF that is exported."""

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QRectF, QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewDialog

from disclosure_desk.gui.background import Work
from disclosure_desk.gui.desk import Desk
from disclosure_desk.gui.export_flow import bytes_of
from disclosure_desk.gui.window import Noticing, widget
from disclosure_desk.settings import Places

_PREVIEW_DPI = 150
_PRINT_DPI = 600


class PrintablePdf:
    """A finished PDF that a printer or a preview can draw."""

    def __init__(self, content: bytes) -> None:
        self._buffer = QBuffer()
        self._buffer.setData(QByteArray(content))
        self._buffer.open(QBuffer.OpenModeFlag.ReadOnly)
        self.document = QPdfDocument(self._buffer)
        self.document.load(self._buffer)

    def draw(self, printer: QPrinter, dpi: int = _PRINT_DPI) -> None:
        """Draws the chosen pages, each on a whole sheet."""
        first = max(printer.fromPage(), 1)
        last = printer.toPage() or self.document.pageCount()
        painter = QPainter(printer)
        try:
            for number in range(first, min(last, self.document.pageCount()) + 1):
                if number > first:
                    printer.newPage()
                self._draw_page(painter, printer, number - 1, dpi)
        finally:
            painter.end()

    def _draw_page(self, painter: QPainter, printer: QPrinter, page: int, dpi: int) -> None:
        points = self.document.pagePointSize(page)
        pixels = QSizeF(points * (min(dpi, printer.resolution()) / 72)).toSize()
        picture = self.document.render(page, pixels, QPdfDocumentRenderOptions())
        sheet = printer.pageLayout().fullRectPixels(printer.resolution())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(sheet), picture)


def preview(window: Noticing, desk: Desk, places: Places) -> Work:
    """Shows the report as it will print."""

    def show(content: bytes) -> None:
        pdf, printer = PrintablePdf(content), _printer(desk)
        dialog = QPrintPreviewDialog(printer, widget(window))
        dialog.setWindowTitle("打印预览")
        dialog.setAccessibleName("打印预览")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # The dialog does not own its printer: what is connected to it keeps printer and file until it closes.
        dialog.paintRequested.connect(lambda asked, _kept=printer: pdf.draw(asked, _PREVIEW_DPI))
        dialog.resize(900, 720)
        dialog.open()

    return _made(window, desk, places, show)


def print_report(window: Noticing, desk: Desk, places: Places) -> Work:
    """Asks for a printer and prints."""

    def ask(content: bytes) -> None:
        pdf, printer = PrintablePdf(content), _printer(desk)
        dialog = QPrintDialog(printer, widget(window))
        dialog.setWindowTitle("打印")
        dialog.setMinMax(1, pdf.document.pageCount())
        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            pdf.draw(printer)
            window.notice("已送往打印机。")

    return _made(window, desk, places, ask)


def _made(window: Noticing, desk: Desk, places: Places, use: Callable[[bytes], None]) -> Work:
    work = Work(widget(window), "正在准备打印", bytes_of(desk.session.report, "pdf", places))
    work.done.connect(use)
    work.failed.connect(lambda error: window.notice(str(error), "error"))
    work.start()
    return work


def _printer(desk: Desk) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)
    printer.setDocName(desk.session.report.title)
    return printer
