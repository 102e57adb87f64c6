"""The lines under a table: what is counted in the current cell, and what is wrong with it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QLayout, QSizePolicy, QWidget

from disclosure_desk.formats.schema import CellId, Severity
from disclosure_desk.gui.figure_look import SEVERITY_WORDS, running_remark
from disclosure_desk.gui.icons import pixmap
from disclosure_desk.gui.session import Session
from disclosure_desk.gui.theme import Theme, theme

_EDGE = 8
_LEAST_WIDTH = 480
_LINES = 3
_ICON = 16
_ICONS = {
    Severity.ERROR: "finding-error",
    Severity.WARNING: "finding-warning",
    Severity.NOTE: "finding-note",
}


class FigureGuide(QFrame):
    """Guidance for the current cell, in a strip of one height.

    Args:
        session: the report on the desk.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._cell: CellId | None = None
        self._guidance_now = ""
        self.setAccessibleName("填报说明")
        self._icon = QLabel(self)
        self.remark = QLabel(self)
        self.guide = QLabel(self)
        self.guide.setObjectName("muted")
        self._lines = lines = QGridLayout(self)
        lines.setSpacing(4)
        # The strip has one height, whatever it says: the window need not be measured again at every step.
        lines.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        lines.addWidget(self._icon, 0, 0, Qt.AlignmentFlag.AlignTop)
        lines.addWidget(self.remark, 0, 1)
        lines.addWidget(self.guide, 1, 0, 1, 2)
        lines.setColumnStretch(1, 1)
        lines.setRowStretch(2, 1)
        for label in (self.remark, self.guide):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.refresh()

    def refresh(self) -> None:
        """Takes up the theme and the font."""
        self.setFixedHeight(self.fontMetrics().lineSpacing() * _LINES + 2 * _EDGE + 8)
        # The cell may be one of a report that has been put away.
        known = self._session.has_report and self._cell in self._session.report.form.places
        self.show_cell(self._cell if known else None)

    def keep_to(self, left: int, width: int) -> None:
        """Keeps the text under the table: from its left edge, about as wide."""
        room = max(0, self.width() - left - max(width, _LEAST_WIDTH))
        self._lines.setContentsMargins(max(_EDGE, left), _EDGE, max(_EDGE, room), _EDGE)
        self._fit()

    def show_cell(self, cell: CellId | None) -> None:
        """Says what belongs to a cell; nothing where the report has been put away."""
        self._cell = cell = cell if self._session.has_report else None
        self._show_remark(cell)
        self._guidance_now = self._guidance(cell) if cell else ""
        self.guide.setAccessibleName(self._guidance_now or "填报说明")
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """There is more or less room for the guidance."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """What is wrong is said whole; guidance beside it keeps to one line (the panel of guidance has it whole)."""
        room = self.contentsRect().marginsRemoved(self._lines.contentsMargins()).width()
        said, is_beside = self._guidance_now, not self.remark.isHidden()
        if is_beside:
            said = self.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, max(0, room - 8))
        if said != self.guide.text():
            self.guide.setText(said)
        self.remark.setMinimumHeight(self.remark.heightForWidth(max(1, room - _ICON - 4)) if is_beside else 0)

    def _show_remark(self, cell: CellId | None) -> None:
        findings = self._session.findings_of(cell) if cell else ()
        said = running_remark(self._session, cell) if cell else ""
        if findings:
            others = f"另有 {len(findings) - 1} 项，见校验。" if len(findings) > 1 else ""
            said = f"{SEVERITY_WORDS[findings[0].severity]}：{findings[0].message}{others}"
            self._mark(findings[0].severity, theme())
        self._icon.setVisible(bool(findings))
        self.remark.setText(said)
        self.remark.setAccessibleName(said or "校验意见")
        self.remark.setVisible(bool(said))

    def _mark(self, severity: Severity, colours: Theme) -> None:
        ink = {Severity.ERROR: colours.error, Severity.WARNING: colours.warning}.get(severity, colours.note)
        self._icon.setPixmap(pixmap(_ICONS[severity], _ICON, self.devicePixelRatioF(), ink))
        self._icon.setToolTip(SEVERITY_WORDS[severity])
        self._icon.setAccessibleName(SEVERITY_WORDS[severity])

    def _guidance(self, cell: CellId) -> str:
        place = self._session.report.form.places[cell]
        text = place.row.guide or place.section.guide
        article = f"（{place.row.article}）" if place.row.article else ""
        return f"{place.row.spoken} · {place.column.spoken}　{text}{article}"
