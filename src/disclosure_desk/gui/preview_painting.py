"""Paints the pages of one PDF in a thread of its own, so that the window never waits for a page."""

from PySide6.QtCore import QBuffer, QByteArray, QObject, QSize, Signal
from PySide6.QtGui import QImage
from PySide6.QtPdf import QPdfDocument, QPdfPageRenderer


class PagePainter(QObject):
    """The pages of a PDF in memory.

    Args:
        content: the PDF.
        parent: goes after this.
    """

    painted = Signal(int, QImage)
    """A page, from 0, and its picture."""
    rested = Signal()
    """Every page that was asked for is painted."""

    def __init__(self, content: bytes, parent: QObject) -> None:
        super().__init__(parent)
        # Qt takes children apart in this order: the thread ends before what it reads goes.
        self._renderer = QPdfPageRenderer(self)
        self._document = QPdfDocument(self)
        self._buffer = QBuffer(self)
        self._buffer.setData(QByteArray(content))
        self._buffer.open(QBuffer.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)
        # Asked while a page is being painted, the document would wait for that.
        self.count = self._document.pageCount()
        self._asked: dict[int, tuple[int, QSize]] = {}
        self._renderer.setRenderMode(QPdfPageRenderer.RenderMode.MultiThreaded)
        self._renderer.setDocument(self._document)
        self._renderer.pageRendered.connect(self._take)

    def paint(self, page: int, size: QSize) -> None:
        """Has a page painted, ``size`` in device pixels; ``painted`` brings it."""
        if (page, size) not in self._asked.values():
            self._asked[self._renderer.requestPage(page, size)] = (page, size)

    @property
    def is_idle(self) -> bool:
        """Whether no page is being painted."""
        return not self._asked

    def _take(self, _page: int, _size: QSize, picture: QImage, _options: object, request: int) -> None:
        page, _ = self._asked.pop(request, (-1, QSize()))
        if page >= 0 and not picture.isNull():
            self.painted.emit(page, picture)
        if self.is_idle:
            self.rested.emit()
