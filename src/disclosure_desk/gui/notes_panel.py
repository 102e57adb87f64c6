"""Notes on the current cell — where its figure comes from, what to remember, whether to verify it — and all of them."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui.note_fields import NoteFields
from disclosure_desk.gui.notes_list import NotesList
from disclosure_desk.gui.session import Session
from disclosure_desk.report.notes import note_lines

_SIDE, _GAP = 16, 8
_NO_CELL = "选中表中的一格，即可记下数字来源和备注。备注不印入报告。"
_NONE_YET = "还没有备注。"
_NONE_FLAGGED = "没有待核实的数字。"


class NotesPanel(QFrame):
    """A form for the current cell, and the list of all that is noted.

    Args:
        session: the report on the desk.
    """

    title = "备注"
    wanted = Signal(str, object)
    """A place and a cell id: a note was chosen, or Esc was pressed."""
    print_wanted = Signal()
    """The list is to be printed."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._cell: CellId | None = None
        self.setObjectName("panel")
        self.setAccessibleName(self.title)
        self.heading = _sentence()
        self.fields = NoteFields(session)
        self.only_flagged = QCheckBox("只看待核实")
        self.only_flagged.setAccessibleName("只看待核实")
        self.summary = _sentence(muted=True)
        self.list = NotesList()
        self.print = QPushButton("打印清单…")
        self.print.setAccessibleName("打印清单")
        self.setFocusProxy(self.fields.source)
        self._lay_out()
        self.setFocusProxy(self.fields.note)
        self.only_flagged.toggled.connect(self._list)
        self.list.chosen.connect(self._go)
        self.print.clicked.connect(self._print)
        session.opened.connect(self._opened)
        session.annotations_changed.connect(self._list)
        session.cells_changed.connect(self._list_if_noted)
        self._refresh()

    def follow(self, place: str, cell: CellId | None) -> None:
        """Another page or cell is current; what was typed for the last one is kept first."""
        del place
        if cell != self._cell:
            self.commit()
            self._cell = cell
        self._refresh()

    def commit(self) -> None:
        """Hands what was typed to the session."""
        self.fields.commit()

    @property
    def is_pending(self) -> bool:
        """Whether something was typed that the session does not have yet."""
        return self.fields.is_pending

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Wide enough for a few words in a line."""
        return QSize(300, 400)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc keeps what is typed and goes back to the cell."""
        if event.key() == Qt.Key.Key_Escape and self.fields.isVisible() and self._cell is not None:
            self._go(self._cell)
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 12)
        column.setSpacing(_GAP)
        rule = QFrame()
        rule.setObjectName("rule")
        rule.setAccessibleName("分隔线")
        rule.setFixedHeight(1)
        foot = QHBoxLayout()
        foot.addWidget(self.only_flagged, 1)
        foot.addWidget(self.print)
        column.addLayout(_inset(self.heading))
        column.addLayout(_inset(self.fields))
        column.addSpacing(4)
        column.addWidget(rule)
        column.addLayout(_inset(self.summary))
        # The list runs from edge to edge; where there is nothing in it, the buttons stay at the foot.
        column.addWidget(self.list, 1)
        self._nothing = QWidget()
        self._nothing.setAccessibleName("没有备注")
        column.addWidget(self._nothing, 1)
        column.addLayout(_inset(foot))

    def _refresh(self) -> None:
        known = self._session.has_report and self._cell in self._session.report.form.places
        cell = self._cell if known else None
        self.fields.show_cell(cell)
        self.fields.setVisible(cell is not None)
        said = self._session.report.form.places[cell].spoken if cell is not None else _NO_CELL
        self.heading.setText(said)
        self.heading.setAccessibleName(said)
        self._list()

    def _opened(self) -> None:
        self._cell = None
        self._refresh()

    def _list_if_noted(self, cells: frozenset[CellId]) -> None:
        """A noted figure stands in the list; the others need not be looked at."""
        if any(f"{cell}#" in key for cell in cells for key in self._session.report.annotations):
            self._list()

    def _list(self) -> None:
        noted = note_lines(self._session.report) if self._session.has_report else ()
        flagged = tuple(line for line in noted if line.flagged)
        shown = flagged if self.only_flagged.isChecked() else noted
        self.list.show_lines(shown, self._cell)
        self.list.setVisible(bool(shown))
        self._nothing.setVisible(not shown)
        self._summarise(len(noted), len(flagged))
        self.print.setEnabled(bool(noted))
        self.only_flagged.setEnabled(bool(noted))

    def _summarise(self, noted: int, flagged: int) -> None:
        said = f"共 {noted} 处，其中待核实 {flagged} 处" if noted else _NONE_YET
        if noted and not flagged and self.only_flagged.isChecked():
            said = _NONE_FLAGGED
        self.summary.setText(said)
        self.summary.setAccessibleName(said)

    def _go(self, cell: CellId) -> None:
        self.commit()
        self.wanted.emit(self._session.report.form.places[cell].section.id, cell)

    def _print(self) -> None:
        self.commit()
        self.print_wanted.emit()


def _sentence(*, muted: bool = False) -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setAccessibleName("备注")
    if muted:
        label.setObjectName("muted")
    return label


def _inset(inside: QWidget | QLayout) -> QHBoxLayout:
    """Keeps to the panel's margins."""
    row = QHBoxLayout()
    row.setContentsMargins(_SIDE, 0, _SIDE, 0)
    row.addLayout(inside) if isinstance(inside, QLayout) else row.addWidget(inside)
    return row
