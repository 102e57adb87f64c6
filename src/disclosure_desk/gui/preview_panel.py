"""The pages as they will print, beside the form: they follow what is typed, and lead to it and back."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from disclosure_desk.export.blocks import MarkKind
from disclosure_desk.export.places import Placed
from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui.icons import icon
from disclosure_desk.gui.outline import COVER
from disclosure_desk.gui.preview_maker import PageMaker
from disclosure_desk.gui.preview_places import Printout, areas, character_at, line_of
from disclosure_desk.gui.preview_sheets import Sheets
from disclosure_desk.gui.session import Session
from disclosure_desk.report.document import ReportDocument
from disclosure_desk.settings import Places, load_settings

if TYPE_CHECKING:
    from disclosure_desk.export.fonts import FontSet

PAUSE = 300
"""Milliseconds without a change before the pages are made anew."""
_NO_REPORT = "打开报告后，这里显示印出来的样子。"
_MAKING = "正在排版……"
_SIDE, _ICON = 12, 16

Where = Callable[[Printout], tuple[Placed, ...]]


class PreviewPanel(QFrame):
    """The printed pages of the report on the desk.

    Args:
        session: the report on the desk.
        places: where the settings are, which name the typefaces; without them the program's own are used.
    """

    title = "预览"
    wanted = Signal(str, object)
    """A place and a cell id or None: what is printed where the officer clicked."""
    paragraph_wanted = Signal(str, int)
    """The key of a text and a character of it, after ``wanted`` led to the text."""

    def __init__(self, session: Session, parent: QWidget | None = None, *, places: Places | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._printout: Printout | None = None
        self._shown: ReportDocument | None = None
        self._at: tuple[str, CellId | int | None] = ("", None)
        self._is_waiting = False
        self.setObjectName("panel")
        self.setAccessibleName(self.title)
        self.sheets = Sheets(self)
        self.sheets.is_place = lambda page, x, y: self._found(page, x, y) is not None
        self.message, self.page_number = QLabel(self), QLabel(self)
        self._notice = QFrame(self)
        self._maker = PageMaker(partial(_fonts, places), self)
        self._timer = QTimer(self, singleShot=True, interval=PAUSE)
        self._tools: dict[str, QToolButton] = {}
        self._lay_out()
        self._connect()
        self._opened()

    # Where the officer is.

    def follow(self, place: str, cell: CellId | None) -> None:
        """Another page or cell is current: it is outlined, and shown where it is out of sight."""
        if cell is None and self._at[0] == place and isinstance(self._at[1], int):
            return  # the paragraph with the cursor is nearer than the text it belongs to
        self._go_to(place, cell)

    def follow_text(self, key: str, position: int) -> None:
        """The cursor stands elsewhere in a text: the paragraph is outlined."""
        self._go_to(key, position)

    def _go_to(self, place: str, where: CellId | int | None) -> None:
        if (place, where) != self._at:
            self._at, self._is_waiting = (place, where), True
        self._outline()

    def _outline(self) -> None:
        """Outlines what is current; shows it once, so that the officer may scroll away."""
        found = self._current()
        self.sheets.outline(areas(found))
        if found and self._is_waiting and self.isVisible():
            self._is_waiting = False
            at = self._at[1]
            seen = line_of(found, at) if isinstance(at, int) else found[0]
            self.sheets.reveal(seen.page, seen.rect)

    def _current(self) -> tuple[Placed, ...]:
        if self._printout is None:
            return ()
        place, where = self._at
        if isinstance(where, int):
            return self._printout.of_text(place, where) or self._printout.of_place(place)
        return self._printout.of_cell(where) if where is not None else self._printout.of_place(place)

    # What the officer clicks.

    def _choose(self, page: int, x: float, y: float) -> None:
        found = self._found(page, x, y)
        if found is None:
            return
        mark = found.mark
        if mark.kind is MarkKind.CELL:
            self._want(self._session.report.form.places[CellId(mark.key)].section.id, CellId(mark.key))
        elif mark.kind is MarkKind.TEXT:
            self._want(mark.key, character_at(found, x))
        else:
            self._want(COVER if mark.kind is MarkKind.TITLE else mark.key, None)

    def _want(self, place: str, where: CellId | int | None) -> None:
        self._at, self._is_waiting = (place, where), False
        self._outline()
        self.wanted.emit(place, None if isinstance(where, int) else where)
        if isinstance(where, int):
            self.paragraph_wanted.emit(place, where)

    def _return(self) -> None:
        """Goes back to the form, where it is outlined."""
        if self._at[0] and self._session.has_report:
            self._want(*self._at)

    def _found(self, page: int, x: float, y: float) -> Placed | None:
        return self._printout.at(page, x, y) if self._printout is not None and not self.sheets.is_stale else None

    # What changes.

    def refresh(self) -> None:
        """Makes the pages anew, as after a change of the typefaces; at once where the panel is visible."""
        self._shown = None
        if self.isVisible() and self._session.has_report:
            self._timer.stop()
            self._maker.make(self._session.report)

    @property
    def is_current(self) -> bool:
        """Whether the pages in sight are those of the report as it is now."""
        has_report = self._session.has_report
        return has_report and self._shown is self._session.report and self.sheets.is_complete

    def _changed(self) -> None:
        if self.isVisible():
            self._timer.start()

    def _opened(self) -> None:
        """Another report, or none: nothing of the last one stays."""
        self._printout, self._shown, self._at, self._is_waiting = None, None, ("", None), False
        self.sheets.clear()
        self._say(_MAKING if self._session.has_report else _NO_REPORT)
        self._tell_page()
        self.refresh()

    def _make(self) -> None:
        if self._session.has_report and self._shown is not self._session.report:
            self._maker.make(self._session.report)

    def _take(self, report: ReportDocument, printout: Printout) -> None:
        if not self._is_of_desk(report):
            return
        self._printout, self._shown = printout, report
        self._say("")
        self.sheets.show_pdf(printout.content)
        self._outline()
        self._tell_page()

    def _refuse(self, report: ReportDocument, sentence: str) -> None:
        if self._is_of_desk(report):
            self._shown = report
            self._say(sentence, "warning")
            self.sheets.set_stale(stale=True)

    def _is_of_desk(self, report: ReportDocument) -> bool:
        """Whether a report is one of this desk's, perhaps as it was a moment ago."""
        if not self._session.has_report:
            return False
        now = self._session.report
        return report is now or (report.year, report.form) == (now.year, now.form)

    # The bar, the sentence and the pages.

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(_SIDE, 4, _SIDE, 4)
        bar.setSpacing(4)
        self.page_number.setObjectName("muted")
        bar.addWidget(self.page_number)
        bar.addStretch(1)
        for name, words in (("zoom-out", "缩小"), ("zoom-in", "放大")):
            self._tools[name] = button = _button(words)
            bar.addWidget(button)
        self._tools["fit"] = button = _button("适合宽度")
        button.setText("适合宽度")
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        bar.addWidget(button)
        self.message.setWordWrap(True)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self._notice.setObjectName("notice")
        self._notice.setAccessibleName("预览提示")
        inner = QVBoxLayout(self._notice)
        inner.setContentsMargins(_SIDE, 8, _SIDE, 8)
        inner.addWidget(self.message)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self._notice)
        column.addWidget(self.sheets, 1)
        self._show_icons()

    def _connect(self) -> None:
        self._tools["zoom-in"].clicked.connect(partial(self.sheets.zoom, 1))
        self._tools["zoom-out"].clicked.connect(partial(self.sheets.zoom, -1))
        self._tools["fit"].clicked.connect(self.sheets.fit_width)
        self.sheets.chosen.connect(self._choose)
        self.sheets.returned.connect(self._return)
        self.sheets.moved.connect(self._tell_page)
        self._maker.made.connect(self._take)
        self._maker.refused.connect(self._refuse)
        self._timer.timeout.connect(self._make)
        for signal in (self._session.cells_changed, self._session.text_changed, self._session.particulars_changed):
            signal.connect(self._changed)
        self._session.opened.connect(self._opened)

    def _say(self, sentence: str, kind: str = "info") -> None:
        self.message.setText(sentence)
        self.message.setAccessibleName(sentence or "预览提示")
        self._notice.setProperty("kind", kind)
        self._notice.style().unpolish(self._notice)
        self._notice.style().polish(self._notice)
        self._notice.setVisible(bool(sentence))

    def _tell_page(self) -> None:
        count = self.sheets.count
        words = f"第 {self.sheets.page + 1} 页，共 {count} 页" if count else ""
        self.page_number.setText(words)
        self.page_number.setAccessibleName(words or "页码")
        self.sheets.setAccessibleName("预览页面")
        self.sheets.setAccessibleDescription(f"{words}，{self.sheets.percent}%" if words else "")
        self.sheets.viewport().setAccessibleName("预览页面")
        for button in self._tools.values():
            button.setEnabled(count > 0)
        self._tools["fit"].setEnabled(count > 0 and not self.sheets.fits_width)

    def _show_icons(self) -> None:
        for name in ("zoom-in", "zoom-out"):
            self._tools[name].setIcon(icon(name))
            self._tools[name].setIconSize(QSize(_ICON, _ICON))

    # Qt's side.

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Wide enough to read the pages."""
        return QSize(420, 560)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """What changed while it was hidden is made up for."""
        super().showEvent(event)
        self._make()
        self._outline()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """A hidden panel makes nothing."""
        super().hideEvent(event)
        self._timer.stop()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Another scheme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self._tools:
            self._show_icons()


def _fonts(places: Places | None) -> "FontSet":
    # Called beside the window, where the heavy libraries of the export may be loaded.
    from disclosure_desk.export.fonts import font_set  # noqa: PLC0415
    from disclosure_desk.export.installed_fonts import chosen_fonts  # noqa: PLC0415

    return chosen_fonts(load_settings(places).fonts) if places is not None else font_set()


def _button(words: str) -> QToolButton:
    button = QToolButton()
    button.setAccessibleName(words)
    button.setToolTip(words)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
