"""A line under the table: a figure does not go on from last year's, and somebody will ask why."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from disclosure_desk.errors import DeskError
from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui.figure_history import openings, origin, stocks
from disclosure_desk.gui.icons import pixmap
from disclosure_desk.gui.reasons import asking, asking_parts
from disclosure_desk.gui.session import Session
from disclosure_desk.gui.theme import theme
from disclosure_desk.report.annotations import Aspect, annotate, annotation
from disclosure_desk.report.editing import set_figure
from disclosure_desk.report.figures import plain

_ICON, _LINE_WIDTH, _ROOM_ACROSS = 16, 160, 760


class ReasonPrompt(QFrame):
    """Asks once for each figure of one table, and again where the officer goes into the finding; nothing waits for it.

    Args:
        session: the report on the desk.
        section: id of the table's section.
    """

    answered = Signal()
    """It was answered or put away: the keyboard goes back to the table."""
    resized = Signal()
    """It came or went; the table has more or less room."""

    def __init__(self, session: Session, section: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._section = session, section
        self._cell: CellId | None = None
        self._waiting: list[CellId] = []
        self._asked: set[tuple[CellId, str]] = set()
        self.setObjectName("notice")
        self.setProperty("kind", "warning")
        self.setAccessibleName("与上年不同的原因")
        self._sign = QLabel(self)
        self._sign.setAccessibleName("核实")
        self._sentence = QLabel(self)
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setWordWrap(True)
        self._caption = QLabel("原因(&Y)", self)
        self.line = QLineEdit(self)
        self.line.setMinimumWidth(_LINE_WIDTH)
        self._caption.setBuddy(self.line)
        self.keep = _button("保存原因", self)
        self.restore = _button("", self)
        self._parts = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._lay_out()
        self.line.installEventFilter(self)
        self.line.textChanged.connect(self._typed)
        self.keep.clicked.connect(self._keep)
        self.restore.clicked.connect(self._restore)
        session.cells_changed.connect(self._figures_changed)
        session.particulars_changed.connect(self._look_again)
        session.opened.connect(self._begin_anew)
        self.hide()

    def _lay_out(self) -> None:
        self._parts.setContentsMargins(16, 6, 8, 6)
        self._parts.setSpacing(8)
        asked, answer = QHBoxLayout(), QHBoxLayout()
        asked.addWidget(self._sign)
        asked.addWidget(self._sentence, 1)
        answer.addWidget(self._caption)
        answer.addWidget(self.line, 1)
        answer.addWidget(self.keep)
        answer.addWidget(self.restore)
        self._parts.addLayout(asked, 2)
        self._parts.addLayout(answer, 5)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Where there is little room, the question stands above its answer."""
        super().resizeEvent(event)
        across = event.size().width() >= _ROOM_ACROSS
        wanted = QBoxLayout.Direction.LeftToRight if across else QBoxLayout.Direction.TopToBottom
        if self._parts.direction() is not wanted:
            self._parts.setDirection(wanted)
            self.resized.emit()

    @property
    def sentence(self) -> str:
        """What it asks; "" while it is hidden."""
        return "" if self.isHidden() else self._sentence.text()

    @property
    def cell(self) -> CellId | None:
        """The cell that it asks about."""
        return self._cell

    def ask(self, cell: CellId) -> None:
        """The officer goes into what is found on a cell: where that asks for a reason, it can be written here."""
        session = self._session
        if not session.has_report or session.report.form.places[cell].section.id != self._section:
            return
        if self._differs(cell) and not asking_parts(session.report, session.results, cell):
            self._show(cell)

    def refresh(self) -> None:
        """Takes up the theme."""
        self._sign.setPixmap(pixmap("warning", _ICON, self.devicePixelRatioF(), theme().warning))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Enter keeps the reason, Esc puts the question away."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and watched is self.line:
            if event.key() == Qt.Key.Key_Escape:
                self._go_on()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._keep()
                return True
        return False

    # When it asks.

    def _begin_anew(self) -> None:
        self._asked.clear()
        self._waiting.clear()
        self._show(None)

    def _figures_changed(self, cells: frozenset[CellId]) -> None:
        form = self._session.report.form
        touched = [cell for cell in (*openings(form), *stocks(form)) if cell in cells and self._is_ours(cell)]
        for cell in touched:
            figure = self._session.report.cells.get(cell, "")
            if self._differs(cell) and (cell, figure) not in self._asked:
                self._asked.add((cell, figure))
                self._waiting = [*(each for each in self._waiting if each != cell), cell]
        if touched:
            self._look_again()

    def _look_again(self) -> None:
        """Drops what has come to agree; a question on show stays while it is still one."""
        if not self._session.has_report:
            return
        self._waiting = [cell for cell in self._waiting if self._differs(cell)]
        if self._cell is not None and self._cell not in self._waiting and not self._differs(self._cell):
            self._show(None)
        if self._waiting and (self._cell is None or self._cell in self._waiting):
            self._show(self._waiting.pop(self._waiting.index(self._cell) if self._cell in self._waiting else 0))

    def _is_ours(self, cell: CellId) -> bool:
        """Whether it stands in this table and is a figure that somebody typed."""
        report = self._session.report
        return report.form.places[cell].section.id == self._section and (
            report.is_typed or cell not in report.form.totals
        )

    def _differs(self, cell: CellId) -> bool:
        if not self._session.is_editable or cell not in self._session.report.form.places:
            return False
        return asking(self._session.results, cell) is not None

    def _show(self, cell: CellId | None) -> None:
        self._cell = cell
        if cell is not None:
            self._say(cell)
        if self.isHidden() == (cell is not None):
            self.setVisible(cell is not None)
            self.resized.emit()

    def _say(self, cell: CellId) -> None:
        place = self._session.report.form.places[cell]
        comes = origin(self._session, cell)
        name, other = place.column.spoken, self._expected(cell)
        if comes is not None:
            other = f"{comes.year} 年结转数 {comes.figure}"
            self.restore.setText(f"恢复为 {comes.figure}")
        else:
            name = f"{place.row.spoken}{name}"
        # Where three figures make a fourth, nobody but the officer knows which of them is wrong; a sum is not typed.
        report = self._session.report
        self.restore.setVisible(comes is not None and (report.is_typed or cell not in report.form.totals))
        self._sentence.setText(f"“{name}”与{' ' if comes else ''}{other} 不同。请写明原因。")
        self.line.setText(annotation(self._session.report, cell, Aspect.REASON))
        self.line.setAccessibleName(f"{place.spoken}与{' ' if comes else ''}{other} 不同的原因")
        for part in (self._sentence, self.restore):
            part.setAccessibleName(part.text())
        self._typed()
        self.refresh()

    def _expected(self, cell: CellId) -> str:
        finding = asking(self._session.results, cell)
        expected = finding.expected if finding is not None else None
        return f"按上年推算的 {plain(expected)}" if expected is not None else "上年"

    def _typed(self) -> None:
        self.keep.setEnabled(bool(self.line.text().strip()))

    # What is answered.

    def _keep(self) -> None:
        cell, reason = self._cell, self.line.text().strip()
        if cell is not None and reason:
            self._try(lambda: self._session.apply(annotate(self._session.report, cell, {Aspect.REASON: reason})))

    def _restore(self) -> None:
        """Last year's figure again; a reason that was given is one no longer."""
        cell = self._cell
        comes = origin(self._session, cell) if cell is not None else None
        if cell is None or comes is None:
            return
        report = self._session.report
        figure = set_figure(report, cell, comes.figure)
        reason = annotate(report, cell, {Aspect.REASON: None})
        label = f"恢复 {report.form.places[cell].spoken}的结转数"
        self._try(lambda: self._session.apply(replace(figure, label=label, edits=(*figure.edits, *reason.edits))))

    def _try(self, deed: Callable[[], object]) -> None:
        try:
            deed()
        except DeskError as error:
            self._sentence.setText(str(error))
            return
        self._go_on()

    def _go_on(self) -> None:
        """The next figure that differs, or back to the table."""
        self._show(self._waiting.pop(0) if self._waiting else None)
        if self._cell is None:
            self.answered.emit()


def _button(words: str, parent: QWidget) -> QPushButton:
    button = QPushButton(words, parent)
    button.setObjectName("flat")
    button.setAccessibleName(words or "恢复")
    return button
