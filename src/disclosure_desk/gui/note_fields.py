"""The fields for one cell's source, note and flag; what is typed is kept after a pause or when the keyboard leaves."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui.note_editors import NoteText, SourceLine
from disclosure_desk.gui.session import Session
from disclosure_desk.report.annotations import FLAGGED, Aspect, annotate, annotation

PAUSE_MS = 700
SOURCES = ("科室", "文件", "系统")


class NoteFields(QWidget):
    """Source, note and flag of one cell; each edit is one step that can be undone.

    Args:
        session: the report on the desk.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._cell: CellId | None = None
        self.setAccessibleName("本格备注")
        self.source, self.note = SourceLine(), NoteText()
        self.source.setPlaceholderText("如：法制科台账")
        self.note.setPlaceholderText("需要记住的事")
        self.note.fit()
        self.flag = QCheckBox("待核实")
        self.flag.setAccessibleName("待核实")
        self.kinds = {kind: self._kind(kind) for kind in SOURCES}
        self.reason = QLabel()
        self.reason.setObjectName("muted")
        self.reason.setWordWrap(True)
        self.reason.setTextFormat(Qt.TextFormat.PlainText)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._commit_after_pause)
        self._lay_out()
        for field in (self.source, self.note):
            field.changed.connect(self._pause.start)
            field.left.connect(self.commit)
        self.flag.clicked.connect(self._switch_flag)
        session.annotations_changed.connect(self._annotated)
        session.opened.connect(self._forget)

    def show_cell(self, cell: CellId | None) -> None:
        """Shows what is noted on a cell; what was typed for the last one is kept first."""
        if cell != self._cell:
            self.commit()
            self._turn_to(cell)
        self._put_back()
        for widget in (self.source, self.note):
            widget.setReadOnly(not self._session.is_editable)
        for button in (self.flag, *self.kinds.values()):
            button.setEnabled(self._session.is_editable)

    @property
    def is_pending(self) -> bool:
        """Whether something was typed that the session does not have yet."""
        return bool(self._typed())

    def commit(self) -> None:
        """Hands what was typed to the session, one step for each field."""
        for field in (self.source, self.note):
            field.finish_composing()
        self._pause.stop()
        for aspect, text in self._typed().items():
            self._apply(aspect, text)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        kinds = QHBoxLayout()
        kinds.setSpacing(0)
        kinds.addWidget(_name("数字来源", self.source), 1)
        for button in self.kinds.values():
            kinds.addWidget(button)
        column.addLayout(kinds)
        column.addWidget(self.source)
        column.addWidget(_name("备注", self.note))
        column.addWidget(self.note)
        column.addWidget(self.reason)
        column.addWidget(self.flag)

    def _kind(self, kind: str) -> QPushButton:
        button = QPushButton(kind)
        button.setObjectName("flat")
        button.setAccessibleName(f"数字来自{kind}")
        button.clicked.connect(lambda: self._begin_source(kind))
        return button

    def _begin_source(self, kind: str) -> None:
        """Puts the kind before what is typed, in place of another kind, and lets the officer go on typing."""
        begun, _, rest = self.source.text().partition("：")
        said = rest if begun in SOURCES else self.source.text()
        self.source.setText(f"{kind}：{said}")
        self.source.setFocus(Qt.FocusReason.OtherFocusReason)
        self.source.end(False)  # noqa: FBT003  Qt's signature
        self._pause.start()

    def _typed(self) -> dict[Aspect, str]:
        """What differs from what the session holds."""
        if self._cell is None or not self._session.is_editable or self._cell not in self._session.report.form.places:
            return {}
        written = {Aspect.SOURCE: self.source.words, Aspect.NOTE: self.note.words}
        return {aspect: text for aspect, text in written.items() if text != self._held(aspect)}

    def _held(self, aspect: Aspect) -> str:
        """What the session holds; a cell of a report that has been put away has nothing."""
        if self._cell is None or not self._session.has_report:
            return ""
        return annotation(self._session.report, self._cell, aspect)

    def _apply(self, aspect: Aspect, text: str) -> None:
        if self._cell is not None:
            self._session.apply(annotate(self._session.report, self._cell, {aspect: text or None}))

    def _switch_flag(self, wanted: bool) -> None:  # noqa: FBT001 - Qt calls it so
        self.commit()
        self._apply(Aspect.FLAG, FLAGGED if wanted else "")

    def _commit_after_pause(self) -> None:
        if self.source.is_composing or self.note.is_composing:
            self._pause.start()
        else:
            self.commit()

    def _annotated(self, cells: frozenset[CellId]) -> None:
        if self._cell in cells:
            self._put_back()

    def _forget(self) -> None:
        """Another report lies on the desk: nothing that was typed for the last one may land in it."""
        self._turn_to(None)
        self._put_back()

    def _turn_to(self, cell: CellId | None) -> None:
        self._pause.stop()
        self._cell = cell
        self.source.show_anew(self._held(Aspect.SOURCE))
        self.note.show_anew(self._held(Aspect.NOTE))

    def _put_back(self) -> None:
        """Shows what the session holds; a field that says the same already keeps its cursor."""
        self.source.put(self._held(Aspect.SOURCE))
        self.note.put(self._held(Aspect.NOTE))
        self.flag.setChecked(bool(self._held(Aspect.FLAG)))
        reason = self._held(Aspect.REASON)
        self.reason.setText(f"改动原因：{reason}" if reason else "")
        self.reason.setAccessibleName(self.reason.text() or "改动原因")
        self.reason.setVisible(bool(reason))


def _name(words: str, field: QWidget) -> QLabel:
    label = QLabel(words)
    label.setBuddy(field)
    label.setAccessibleName(words)
    field.setAccessibleName(words)
    return label
