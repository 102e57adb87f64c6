"""The page of the cover: whose report it is, its title as it will print, and whether totals are computed."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from disclosure_desk.errors import RefusedChange
from disclosure_desk.export.layout import title_lines
from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui.session import Session
from disclosure_desk.gui.text_title import TitleEdit
from disclosure_desk.report.agency_name import typed_name
from disclosure_desk.report.changes import Change, Part
from disclosure_desk.report.document import AGENCY_KINDS, AGENCY_LEVELS, AGENCY_SCOPES, TotalsMode
from disclosure_desk.report.editing import set_agency, set_title, switch_totals

_CHOICES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "kind": ("机关类别", AGENCY_KINDS),
    "level": ("机关层级", AGENCY_LEVELS),
    "scope": ("统计范围", AGENCY_SCOPES),
}
_LISTED = 8
_TITLE_CAPTION = "标题（按此印出）；回车键换行，退格键合并"


class CoverPage(QScrollArea):
    """The particulars of the report on the desk.

    Args:
        session: the report on the desk.
    """

    typed = Signal()
    """The name is being typed."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setAccessibleName("封面与本机关")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.title = TitleEdit(self)
        self.title_told = _label(_TITLE_CAPTION, "标题说明", muted=True)
        self.automatic = QPushButton("恢复自动换行", self)
        self.name = AgencyName(self)
        self.name.setAccessibleName("机关全称")
        self.name.setPlaceholderText("机关全称，与公章一致")
        self.combos = {key: _combo(name, words) for key, (name, words) in _CHOICES.items()}
        self.year, self.state, self.form = _label("", "年度"), _label("", "报告状态"), _label("", "采用格式")
        self.typed_totals = QCheckBox("核对模式", self)
        self.typed_totals.setAccessibleName("核对模式")
        self.totals_panel = TotalsPanel(self)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.name)
        self.refresh()

    @property
    def is_pending(self) -> bool:
        """Whether the name was typed anew and the session does not have it yet."""
        return self._session.is_editable and typed_name(self.name.text()) not in ("", self._session.report.agency.name)

    def commit(self) -> bool:
        """Hands what was typed to the session; always True."""
        if self._session.has_report and self._session.is_editable:
            name = typed_name(self.name.text())
            if name:
                self._session.apply(set_agency(self._session.report, name=name))
            else:
                self.name.setText(self._session.report.agency.name)
        return True

    def refresh(self) -> None:
        """Shows the report as it is."""
        if not self._session.has_report:
            return
        report, editable = self._session.report, self._session.is_editable
        if self.name.text() != report.agency.name:
            self.name.setText(report.agency.name)
        self.name.setReadOnly(not editable)
        for key, combo in self.combos.items():
            combo.setCurrentIndex(max(combo.findData(getattr(report.agency, key)), 0))
            combo.setEnabled(editable)
        self.typed_totals.setChecked(report.is_typed)
        self.typed_totals.setEnabled(editable)
        self.year.setText(f"{report.year} 年")
        self.form.setText(report.form.base.name)
        self.state.setText(self._session.stored.summary.state.spoken)
        self.totals_panel.hide()
        self._show_title()

    def _lay_out(self) -> None:
        sheet = QFrame(self)
        sheet.setObjectName("sheet")
        sheet.setAccessibleName("封面")
        sheet.setMaximumWidth(680)
        column = QVBoxLayout(sheet)
        column.setContentsMargins(48, 40, 48, 40)
        column.setSpacing(16)
        column.addWidget(self.title)
        column.addLayout(self._title_words())
        column.addSpacing(8)
        column.addLayout(self._fields())
        column.addSpacing(8)
        column.addWidget(self.typed_totals)
        about = "打开时，总计照纸面录入，由程序与各项比对；关闭时，总计按各项自动计算。"
        column.addWidget(_label(about, "核对模式说明", muted=True))
        column.addWidget(self.totals_panel)
        desk = QWidget(self)
        desk.setAccessibleName("封面页")
        outer = QHBoxLayout(desk)
        outer.setContentsMargins(24, 24, 24, 24)
        outer.addStretch(1)
        outer.addWidget(sheet, 1000, Qt.AlignmentFlag.AlignTop)
        outer.addStretch(1)
        self.setWidget(desk)

    def _title_words(self) -> QHBoxLayout:
        self.title_told.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.automatic.setObjectName("flat")
        self.automatic.setAccessibleName(self.automatic.text())
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.title_told, 100)
        row.addWidget(self.automatic)
        row.addStretch(1)
        return row

    def _fields(self) -> QFormLayout:
        fields = QFormLayout()
        fields.setHorizontalSpacing(24)
        fields.setVerticalSpacing(12)
        fields.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        fields.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        fields.addRow(_label("机关全称", "机关全称"), self.name)
        for key, combo in self.combos.items():
            fields.addRow(_label(_CHOICES[key][0], _CHOICES[key][0]), combo)
        for text, value in (("年度", self.year), ("采用格式", self.form), ("状态", self.state)):
            fields.addRow(_label(text, text), value)
        return fields

    def _connect(self) -> None:
        self.name.textChanged.connect(self._show_title)
        self.title.broken.connect(self._break_title)
        self.title.refused.connect(self.title_told.setText)
        self.automatic.clicked.connect(lambda: self._session.apply(set_title(self._session.report, ())))
        self.name.textEdited.connect(self.typed)
        self.name.editingFinished.connect(self.commit)
        for key, combo in self.combos.items():
            combo.activated.connect(lambda _, key=key: self._choose(key))
        self.typed_totals.clicked.connect(self._switch)
        self.totals_panel.taken.connect(lambda: self._session.switch_totals(TotalsMode.FILLED))
        self.totals_panel.refused.connect(self.refresh)
        self._session.opened.connect(self.refresh)
        self._session.particulars_changed.connect(self.refresh)

    def _show_title(self) -> None:
        if not self._session.has_report:
            return
        report, name = self._session.report, typed_name(self.name.text()) or "（机关全称）"
        shown = replace(report, agency=replace(report.agency, name=name))
        settled = name == report.agency.name
        self.title.show_lines(title_lines(shown))
        self.title.setReadOnly(not (settled and self._session.is_editable))
        self.title_told.setText(_TITLE_CAPTION if self._session.is_editable else "标题（按此印出）")
        self.automatic.setVisible(self._session.is_editable and settled and bool(report.title_lines))

    def _break_title(self, lines: tuple[str, ...]) -> None:
        """Keeps where the officer breaks the title; as the program would have it is nothing to keep."""
        report = self._session.report
        without = replace(report, particulars={**report.particulars, "title": ""})
        wanted = () if lines == title_lines(without) else lines
        try:
            self._session.apply(set_title(report, wanted))
        except RefusedChange as refused:
            self._show_title()
            self.title_told.setText(str(refused))

    def _choose(self, key: str) -> None:
        wanted = {key: self.combos[key].currentData()}
        self._session.apply(set_agency(self._session.report, **wanted))

    def _switch(self, typed: bool) -> None:  # noqa: FBT001 - Qt calls it so
        """Computed totals may overwrite what was typed: what would change is shown first."""
        if typed:
            self._session.switch_totals(TotalsMode.TYPED)
            return
        change = switch_totals(self._session.report, TotalsMode.FILLED)
        lines = self._lines(change)
        if lines:
            self.totals_panel.ask(lines)
            # The page has to grow before the panel can be scrolled into sight.
            QTimer.singleShot(0, self, lambda: self.ensureWidgetVisible(self.totals_panel))
        else:
            self._session.apply(change)

    def _lines(self, change: Change) -> list[str]:
        places = self._session.report.form.places
        return [
            f"{places[CellId(edit.key)].spoken}：{edit.before or '未填'} → {edit.after or '未填'}"
            for edit in change.edits
            if edit.part is Part.CELL
        ]


class AgencyName(QLineEdit):
    """The agency's full name; undo belongs to the window once nothing is left to undo here."""

    def event(self, event: QEvent) -> bool:
        """Leaves undo to the window where the name is as the report has it."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
            if any(event.matches(key) for key in keys):
                event.ignore()
                return False
        return super().event(event)


class TotalsPanel(QFrame):
    """Lists the totals that would change, with 应用 and 取消."""

    taken = Signal()
    """The officer wants the computed totals."""
    refused = Signal()
    """The officer leaves things as they are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inset")
        self.setAccessibleName("总计变化")
        self.text = _label("", "将变化的总计")
        self.take = QPushButton("应用", self)
        self.refuse = QPushButton("取消", self)
        self.take.setObjectName("primary")
        row = QHBoxLayout()
        row.setSpacing(8)
        for button, signal in ((self.take, self.taken), (self.refuse, self.refused)):
            button.setAccessibleName(button.text())
            button.clicked.connect(signal)
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(12)
        column.addWidget(self.text)
        column.addLayout(row)
        self.hide()

    def ask(self, lines: list[str]) -> None:
        """Shows what would change."""
        more = [f"…… 另有 {len(lines) - _LISTED} 处"] if len(lines) > _LISTED else []
        heading = f"改为自动计算后，以下 {len(lines)} 处总计会变化，可以撤销："
        self.text.setText("\n".join([heading, *lines[:_LISTED], *more]))
        self.show()


def _label(text: str, name: str, *, muted: bool = False) -> QLabel:
    label = QLabel(text)
    label.setAccessibleName(name)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    if muted:
        label.setObjectName("muted")
    return label


class _QuietCombo(QComboBox):
    """A choice that the mouse wheel does not change in passing."""

    def wheelEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        event.ignore()


def _combo(name: str, words: Mapping[str, str]) -> QComboBox:
    combo = _QuietCombo()
    combo.setAccessibleName(name)
    combo.view().setAccessibleName(name)
    combo.addItem("未指定", None)
    for key, word in words.items():
        combo.addItem(word, key)
    return combo
