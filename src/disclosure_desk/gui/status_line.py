"""The line at the foot of the window: when it was saved, what is left to do, until when, how much is filled in."""

from collections import Counter
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStatusBar, QWidget

from disclosure_desk.gui.theme import theme

if TYPE_CHECKING:
    from disclosure_desk.errors import DeskError
    from disclosure_desk.gui.session import Session
    from disclosure_desk.report.document import ReportDocument


_EACH_MINUTE_MS = 60_000


class StatusLine(QStatusBar):
    """Empty until :meth:`attach`."""

    deadline_wanted = Signal()
    """The officer wants to see or change until when the report is due."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("状态栏")
        self.setSizeGripEnabled(False)
        self._session: Session | None = None
        self._saved_at: datetime | None = None
        self.saving = self._label("保存情况")
        self.retry = QPushButton("重试", self)
        self.retry.setObjectName("flat")
        self.retry.setAccessibleName("重试保存")
        self.retry.hide()
        self.counts = self._label("校验情况")
        self.deadline = QPushButton(self)
        self.deadline.setObjectName("flat")
        self.deadline.setToolTip("查看或修改公布期限")
        self.deadline.clicked.connect(self.deadline_wanted)
        self.deadline.hide()
        self.filled = self._label("填写进度")
        midnight = QTimer(self)
        midnight.timeout.connect(self._count_down)
        midnight.start(_EACH_MINUTE_MS)
        row = QHBoxLayout()
        row.setContentsMargins(16, 4, 16, 4)
        row.setSpacing(8)
        for widget in (self.saving, self.retry):
            row.addWidget(widget)
        row.addSpacing(24)
        row.addWidget(self.counts)
        row.addSpacing(16)
        row.addWidget(self.deadline)
        row.addStretch(1)
        row.addWidget(self.filled)
        whole = QWidget(self)
        whole.setAccessibleName("状态栏内容")
        whole.setLayout(row)
        self.addWidget(whole, 1)

    def _label(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setAccessibleName(name)
        return label

    def attach(self, session: "Session") -> None:
        """Follows a session."""
        self._session = session
        session.opened.connect(self._start)
        session.findings_changed.connect(self.refresh)
        session.particulars_changed.connect(self._count_down)
        session.stack.indexChanged.connect(self._saving)
        session.writer.saved.connect(self._saved)
        session.writer.failed.connect(self._failed)
        self.retry.clicked.connect(self._retry)
        self._start()

    def refresh(self) -> None:
        """Counts anew."""
        session = self._session
        if session is None or not session.has_report:
            for label in (self.saving, self.counts, self.filled):
                label.clear()
            self.deadline.hide()
            return
        error, warning = _entries(session)
        self.counts.setText(f"剩 {error} 处强制、{warning} 处核实" if error or warning else "没有强制、核实问题")
        self.filled.setText(_filled(session.report))
        self._count_down()

    def _count_down(self) -> None:
        """Says how long there is; only for a report that is still being worked on."""
        session = self._session
        is_open = (
            session is not None
            and session.has_report
            and not session.is_practice
            and session.stored.summary.state.is_open
        )
        self.deadline.setVisible(is_open)
        if session is None or not is_open:
            return
        from disclosure_desk.report.deadline import deadline  # noqa: PLC0415  loaded behind the first painting

        words = time_left(deadline(session.report), _today())
        self.deadline.setText(words)
        self.deadline.setAccessibleName(f"公布期限　{words}")

    def _start(self) -> None:
        self.retry.hide()
        if self._session is not None and self._session.has_report:
            self._saved(self._session.stored.saved_at)
        self.refresh()

    def _saving(self) -> None:
        session = self._session
        if session is not None and session.writer.waiting and not session.writer.has_stopped:
            self._show("正在保存", "muted")

    def _saved(self, at: datetime) -> None:
        self._saved_at = at
        if self._session is not None and self._session.writer.waiting:
            return
        self.retry.hide()
        self._show(f"已保存 {at.astimezone():%H:%M}", "text")

    def _failed(self, error: "DeskError") -> None:
        self._show("保存失败", "error")
        self.saving.setToolTip(str(error))
        self.retry.show()

    def _retry(self) -> None:
        if self._session is not None:
            self.retry.hide()
            self._show("正在保存", "muted")
            self._session.writer.retry()

    def _show(self, text: str, colour: str) -> None:
        palette = self.palette()
        palette.setColor(self.saving.foregroundRole(), getattr(theme(), colour))
        self.saving.setPalette(palette)
        self.saving.setToolTip("")
        self.saving.setText(text)


def time_left(until: date, today: date) -> str:
    """How long there is until a day, counted in whole days: 距 1 月 31 日还有 12 天."""
    days = (until - today).days
    if days < 0:
        return f"已过期限 {-days} 天"
    if days == 0:
        return "今天截止"
    year = f"{until.year} 年 " if until.year != today.year and days > MONTHS_APART else ""
    return f"距 {year}{until.month} 月 {until.day} 日还有 {days} 天"


MONTHS_APART = 180
"""Days from which the year is said too."""


def _today() -> date:
    return datetime.now().astimezone().date()


def _entries(session: "Session") -> tuple[int, int]:
    """How many things there are to look at, of the classes 强制 and 核实: as many as the panel lists."""
    from disclosure_desk.checks.folding import folded  # noqa: PLC0415  loaded behind the first painting

    counted = Counter(entry.severity.value for entry in folded(session.findings))
    return counted["error"], counted["warning"]


def _filled(report: "ReportDocument") -> str:
    """How many of the officer's figures and required texts are there, of all: no computed total, only whole texts."""
    from disclosure_desk.formats.schema import NarrativeSection  # noqa: PLC0415  loaded behind the first painting
    from disclosure_desk.report.topics import Progress, progress  # noqa: PLC0415

    own = report.form.places.keys() - (frozenset() if report.is_typed else report.form.totals)
    texts = [section for section in report.form.sections if isinstance(section, NarrativeSection)]
    written = sum(progress(section, report.narratives.get(section.id, "")) is Progress.WRITTEN for section in texts)
    return f"已填数字 {len(own & report.cells.keys())}/{len(own)}、文字 {written}/{len(texts)}"


def leaves_unsaved(parent: QWidget) -> bool:
    """Asks whether to close although something could not be saved; the usual answer is no."""
    from PySide6.QtWidgets import QMessageBox  # noqa: PLC0415  rarely needed, and never at the start

    box = QMessageBox(parent)
    box.setText("还有修改没有写入磁盘。现在关闭，这些修改会丢失。")
    stay = box.addButton("返回窗口", QMessageBox.ButtonRole.RejectRole)
    box.addButton("仍然关闭", QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.exec()
    return box.clickedButton() is not stay
