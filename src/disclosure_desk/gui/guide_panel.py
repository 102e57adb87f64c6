"""What is counted where the officer is, on what it rests, what often goes wrong, and what it must agree with now."""

import re
from collections.abc import Iterable

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from disclosure_desk.checks.facts import GLUE, Fact, facts
from disclosure_desk.checks.finding import Result
from disclosure_desk.formats.guidance import Guidance, expected_in, of_column, of_cover, of_row, of_section
from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui.icons import pixmap
from disclosure_desk.gui.outline import COVER
from disclosure_desk.gui.session import Session
from disclosure_desk.gui.theme import theme

_SIDE, _GAP, _ICON = 16, 12, 16
_FACTS, _BLOCKS = 4, 4
_WORDS = {
    Result.PASSED: ("相符", "state-done", "fine"),
    Result.FAILED: ("不符", "finding-error", "error"),
    Result.UNKNOWN: ("暂不能判断", "state-empty", "muted"),
    Result.NOT_APPLICABLE: ("无从对照", "state-empty", "muted"),
}
_BEFORE_FIGURE = re.compile(" (?=[0-9])")
_NOTHING = "打开报告，选中一格或一段，这里说明怎样填写。"

Told = tuple[str, Guidance]
"""A caption and what is said under it."""


class GuidePanel(QScrollArea):
    """Guidance for the current cell, text or cover.

    Args:
        session: the report on the desk.
    """

    title = "填报说明"
    wanted = Signal(str, object)
    """A place and a cell id or None: Esc was pressed, the keyboard goes back to where the officer was."""
    manual_wanted = Signal()
    """The officer wants to read on in the manual."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._place = ""
        self._cell: CellId | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.title)
        self.viewport().setAccessibleName(self.title)
        self._sheet = _Sheet()
        self._sheet.more.clicked.connect(self.manual_wanted)
        self.setWidget(self._sheet)
        session.opened.connect(self._refresh)
        session.cells_changed.connect(self._figures_changed)
        session.particulars_changed.connect(self._figures_changed)
        self._refresh()

    def follow(self, place: str, cell: CellId | None) -> None:
        """Another page or cell is current."""
        is_elsewhere = (place, cell) != (self._place, self._cell)
        self._place, self._cell = place, cell
        self._refresh()
        if is_elsewhere:
            self.verticalScrollBar().setValue(0)

    @property
    def said(self) -> str:
        """All that is on show, one line for each sentence."""
        return self._sheet.said

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Wide enough for a sentence in a few lines."""
        return QSize(300, 400)

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
        """The signs are painted in the colours of the scheme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self.isVisible():
            self._show_facts()

    def _refresh(self) -> None:
        cell = self._known_cell()
        heading, told = self._told(cell)
        self._sheet.tell(heading, told)
        self._sheet.more.setVisible(bool(told))
        self._show_facts()

    def _figures_changed(self) -> None:
        if self.isVisible():
            self._show_facts()

    def _show_facts(self) -> None:
        cell = self._known_cell()
        self._sheet.show_facts(facts(self._session.report, self._session.previous, cell) if cell else ())

    def _known_cell(self) -> CellId | None:
        """The cell may be one of a report that has been put away."""
        known = self._session.has_report and self._cell in self._session.report.form.places
        return self._cell if known else None

    def _told(self, cell: CellId | None) -> tuple[str, list[Told]]:
        if not self._session.has_report or not self._place:
            return _NOTHING, []
        form = self._session.report.form
        if cell is not None:
            told = [("本行", of_row(form, cell)), ("本列", of_column(form, cell))]
            return form.places[cell].spoken, told
        if self._place == COVER:
            return "封面与本机关", [("", each) for each in of_cover(form)]
        if self._place not in {*form.narrative_keys, *(section.id for section in form.sections)}:
            return _NOTHING, []
        about = of_section(form, self._place)
        topics = "、".join(expected_in(form, self._place))
        more = [("应写的方面", Guidance("", f"{topics}。", "", ""))] if topics else []
        return about.heading, [("", Guidance("", about.guide, about.source, about.mistake)), *more]


class _Sheet(QFrame):
    """A heading, the facts, and blocks of guidance; labels are kept and hidden rather than made anew."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAccessibleName("填报说明内容")
        self._heading = _label()
        self._facts = [_FactLine() for _ in range(_FACTS)]
        self._blocks = [_Block() for _ in range(_BLOCKS)]
        self.more = QPushButton("手册中的这一节")
        self.more.setObjectName("flat")
        self.more.setAccessibleName(self.more.text())
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE, _GAP, _SIDE, _SIDE)
        column.setSpacing(_GAP)
        for widget in (self._heading, *self._facts, *self._blocks):
            column.addWidget(widget)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    @property
    def said(self) -> str:
        """What is on show."""
        shown = [self._heading.text()]
        shown += [line.said for line in self._facts if not line.isHidden()]
        shown += [block.said for block in self._blocks if not block.isHidden()]
        return "\n".join(filter(None, shown))

    def tell(self, heading: str, told: Iterable[Told]) -> None:
        """Shows guidance."""
        _say(self._heading, heading)
        blocks = list(told)
        for at, block in enumerate(self._blocks):
            block.tell(*blocks[at]) if at < len(blocks) else block.hide()

    def show_facts(self, made: tuple[Fact, ...]) -> None:
        """Shows what must agree, as it stands."""
        for at, line in enumerate(self._facts):
            line.tell(made[at]) if at < len(made) else line.hide()


class _FactLine(QWidget):
    """One relation: its verdict as an icon and a word, both sides, and the figures that are added."""

    def __init__(self) -> None:
        super().__init__()
        self._icon, self._text, self._terms = QLabel(), _label(), _label(muted=True)
        self._shown: tuple[Fact, str] | None = None
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addWidget(self._text)
        lines.addWidget(self._terms)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._icon.setContentsMargins(0, 2, 0, 0)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(lines, 1)

    @property
    def said(self) -> str:
        """What is on show."""
        return "\n".join(filter(None, (self._text.text(), self._terms.text()))).replace(GLUE, " ")

    def tell(self, fact: Fact) -> None:
        """Shows one fact."""
        colours = theme()
        if self._shown != (fact, colours.name):
            word, sign, colour = _WORDS[fact.result]
            self._icon.setPixmap(pixmap(sign, _ICON, self.devicePixelRatioF(), getattr(colours, colour)))
            self._icon.setAccessibleName(word)
            self._icon.setToolTip(word)
            # What does not agree says by how much, and what is blank that it is blank.
            verdict = f"（{word}）" if fact.result is Result.PASSED else ""
            _say(self._text, _BEFORE_FIGURE.sub(GLUE, f"{fact.line}：{fact.text}{verdict}"))
            _say(self._terms, fact.terms)
            self.setAccessibleName(self.said)
            self._shown = (fact, colours.name)
        self.show()


class _Block(QWidget):
    """What is counted in one row or column, the usual mistake, and the source."""

    def __init__(self) -> None:
        super().__init__()
        self._caption, self._guide = _label(muted=True), _label()
        self._mistake, self._source = _label(), _label(muted=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        rule = QFrame()
        rule.setObjectName("rule")
        rule.setAccessibleName("分隔线")
        rule.setFixedHeight(1)
        column.addWidget(rule)
        column.addSpacing(4)
        for label in (self._caption, self._guide, self._mistake, self._source):
            column.addWidget(label)

    @property
    def said(self) -> str:
        """What is on show."""
        labels = (self._caption, self._guide, self._mistake, self._source)
        return "\n".join(label.text() for label in labels if label.text())

    def tell(self, caption: str, told: Guidance) -> None:
        """Shows guidance under a caption."""
        _say(self._caption, "　".join(filter(None, (caption, told.heading))))
        _say(self._guide, told.guide)
        _say(self._mistake, f"常见错误：{told.mistake}" if told.mistake else "")
        _say(self._source, f"依据：{told.source}" if told.source else "")
        self.setAccessibleName(self.said)
        self.show()


def _label(*, muted: bool = False) -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    label.setAccessibleName("填报说明")
    if muted:
        label.setObjectName("muted")
    return label


def _say(label: QLabel, text: str) -> None:
    """Shows a sentence, or nothing; a label that says the same already is left alone."""
    if label.text() != text:
        label.setText(text)
        label.setAccessibleName(text or "填报说明")
    label.setVisible(bool(text))
