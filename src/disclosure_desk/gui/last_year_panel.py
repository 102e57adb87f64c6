"""The current cell over the years: its figures, the change against last year, and what is carried over."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui.figure_history import Origin, change_in_words, last_year, origin
from disclosure_desk.gui.last_year_strip import YearFigure, YearStrip
from disclosure_desk.gui.session import Session
from disclosure_desk.report.annotations import Aspect, annotation

_SIDE, _GAP, _MOST = 16, 12, 10
_NO_CELL = "选中表中的一格，这里显示这一格的历年数字。"
_NO_REPORT = "打开一份报告，选中表中的一格，这里显示这一格的历年数字。"
_BY_HAND = "上年数字为手工填写，只有需要逐年衔接的几项。"


class LastYearPanel(QScrollArea):
    """The cell's history.

    Args:
        session: the report on the desk.
    """

    title = "去年"
    wanted = Signal(str, object)
    """A place and a cell id or None: the keyboard goes back to where the officer was."""
    prior_wanted = Signal()
    """Last year's figures are to be typed by hand."""
    import_wanted = Signal()
    """Last year's report is to be imported."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._place, self._cell = "", None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.title)
        self.viewport().setAccessibleName(self.title)
        self._heading, self._change, self._carried = _label(), _label(), _label()
        self._reason, self._none = _label(muted=True), _label()
        self._import = _button("导入上年报告…")
        self._prior = _button("填写上年对照数字…")
        self._import.clicked.connect(self.import_wanted)
        self._prior.clicked.connect(self.prior_wanted)
        self.strip = YearStrip()
        self._lay_out()
        session.opened.connect(self._refresh_if_seen)
        session.cells_changed.connect(self._refresh_if_seen)
        session.annotations_changed.connect(self._refresh_if_seen)
        session.particulars_changed.connect(self._refresh_if_seen)
        self._refresh()

    _cell: CellId | None

    def _lay_out(self) -> None:
        sheet = QFrame()
        sheet.setObjectName("panel")
        sheet.setAccessibleName("历年数字")
        column = QVBoxLayout(sheet)
        column.setContentsMargins(_SIDE, _GAP, _SIDE, _SIDE)
        column.setSpacing(_GAP)
        for widget in (self._heading, self.strip, self._change, self._carried, self._reason, self._none):
            column.addWidget(widget)
        for button in (self._import, self._prior):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.setWidget(sheet)

    def follow(self, place: str, cell: CellId | None) -> None:
        """Another page or cell is current."""
        is_elsewhere = (place, cell) != (self._place, self._cell)
        self._place, self._cell = place, cell
        self._refresh()
        if is_elsewhere:
            self.verticalScrollBar().setValue(0)

    @property
    def said(self) -> str:
        """All that is on show in words, one line for each sentence."""
        labels = (self._heading, self._change, self._carried, self._reason, self._none)
        lines = [label.text() for label in labels if not label.isHidden()]
        if not self.strip.isHidden():
            lines.insert(1, self.strip.accessibleDescription())
        return "\n".join(lines)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Wide enough for a sentence in a few lines."""
        return QSize(280, 400)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Figures may have changed while it was hidden."""
        super().showEvent(event)
        self._refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc goes back to the page; other keys scroll."""
        if event.key() == Qt.Key.Key_Escape and self._place:
            self.wanted.emit(self._place, self._cell)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The bars are painted in the colours of the scheme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "strip"):
            self.strip.update()

    # What is shown.

    def _refresh_if_seen(self, *_: object) -> None:
        if self.isVisible():
            self._refresh()

    def _known_cell(self) -> CellId | None:
        """The cell may be one of a report that has been put away."""
        known = self._session.has_report and self._cell in self._session.report.form.places
        return self._cell if known else None

    def _refresh(self) -> None:
        cell, session = self._known_cell(), self._session
        _say(self._heading, session.report.form.places[cell].spoken if cell else "")
        self.strip.show_years(list(_years(session, cell)) if cell else [])
        self.strip.setVisible(bool(cell))
        has_last = session.has_report and session.previous is not None
        _say(self._change, self._change_words(cell) if cell and has_last else "")
        comes = origin(session, cell) if cell else None
        _say(self._carried, _carried_words(comes) if comes else "")
        reason = annotation(session.report, cell, Aspect.REASON) if cell else ""
        _say(self._reason, f"原因：{reason}" if reason else "")
        _say(self._none, self._none_words(cell, has_last=has_last))
        can_bring = session.has_report and session.is_editable and not has_last
        for button in (self._import, self._prior):
            button.setVisible(can_bring)

    def _change_words(self, cell: CellId) -> str:
        session = self._session
        previous = session.previous
        if previous is None:
            return ""
        if cell not in previous.form.places:
            return f"{previous.year} 年的表格格式不同，没有这一格。"
        if session.previous_is_by_hand and cell not in previous.cells:
            return ""
        return change_in_words(session.report.cells.get(cell, ""), last_year(session, cell), previous.year)

    def _none_words(self, cell: CellId | None, *, has_last: bool) -> str:
        if not self._session.has_report:
            return _NO_REPORT
        if not has_last:
            year = self._session.report.year - 1
            return (
                f"往年报告中没有 {year} 年的，无从对照。可以导入 {year} 年的报告；"
                f"手头没有的，填写其中需要衔接的几项数字即可。"
            )
        if self._session.previous_is_by_hand:
            return _BY_HAND
        return "" if cell else _NO_CELL


def _years(session: Session, cell: CellId) -> Iterator[YearFigure]:
    """This year, then the years before it, the newest first; at most ten in all."""
    report = session.report
    earlier = dict(session.past)
    if session.previous is not None:
        earlier.setdefault(session.previous.year, session.previous)
    figure = report.cells.get(cell, "")
    yield YearFigure(report.year, figure, "" if figure else "未填")
    for year in sorted((year for year in earlier if year < report.year), reverse=True)[: _MOST - 1]:
        document = earlier[year]
        by_hand = session.previous_is_by_hand and document is not session.past.get(year)
        if cell not in document.form.places:
            yield YearFigure(year, "", "格式不同")
        elif found := document.cells.get(cell, ""):
            yield YearFigure(year, found, "手工填写" if by_hand else "")
        else:
            yield YearFigure(year, "", "不详" if by_hand else "空白")


def _carried_words(comes: Origin) -> str:
    said = f"{comes.sentence}：{comes.figure or '空白'}。"
    if comes.agrees is None:
        return said + ("上年此格空白，无从核对。" if not comes.figure else "本格尚未填写。")
    return said + ("本格与其相符。" if comes.agrees else "本格与其不符。")


def _label(*, muted: bool = False) -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    label.setAccessibleName("历年数字")
    if muted:
        label.setObjectName("muted")
    return label


def _button(words: str) -> QPushButton:
    button = QPushButton(words)
    button.setAccessibleName(words)
    return button


def _say(label: QLabel, text: str) -> None:
    if label.text() != text:
        label.setText(text)
        label.setAccessibleName(text or "历年数字")
    label.setVisible(bool(text))
