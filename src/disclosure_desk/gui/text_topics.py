"""What a section is to speak of, and how far each topic is written; a click leads there."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from disclosure_desk.gui.icons import icon
from disclosure_desk.gui.page_button import PageButton
from disclosure_desk.gui.theme import theme
from disclosure_desk.report.topics import Progress, Topic

_ICONS = {
    Progress.MISSING: ("state-empty", "muted"),
    Progress.BEGUN: ("state-progress", "note"),
    Progress.WRITTEN: ("state-done", "fine"),
}
_COLUMNS = 2
_ICON = 16


class TopicLine(QWidget):
    """One topic: its state and name as a button that leads there, and 插入 where it is missing."""

    chosen = Signal()
    """The officer wants to go there."""
    insert_wanted = Signal()
    """The officer wants its heading."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.name = PageButton(self)
        self.name.setObjectName("flat")
        # The signs stand below the first letter of the heading.
        self.name.setStyleSheet("padding-left: 0px")
        self.name.setIconSize(QSize(_ICON, _ICON))
        self.insert = PageButton("插入", self)
        self.insert.setObjectName("flat")
        self.name.clicked.connect(self.chosen)
        self.insert.clicked.connect(self.insert_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.name)
        row.addWidget(self.insert)
        row.addStretch(1)

    def show_topic(self, topic: Topic, *, editable: bool) -> None:
        """Shows a topic as it is now."""
        sign, colour = _ICONS[topic.progress]
        self.name.setText(f"{topic.name} {topic.progress.value}")
        self.name.setIcon(icon(sign, getattr(theme(), colour)))
        self.setAccessibleName(topic.name)
        self.name.setAccessibleName(f"{topic.name}：{topic.progress.value}")
        self.name.setToolTip("转到这里" if topic.progress is not Progress.MISSING else "转到应写的位置")
        self.insert.setVisible(editable and topic.progress is Progress.MISSING)
        self.insert.setAccessibleName(f"插入标题“{topic.name}”")
        self.insert.setToolTip(self.insert.accessibleName())


class TopicsPanel(QFrame):
    """The topics of a section, two beside each other, and one button for all headings that are missing."""

    chosen = Signal(int)
    """The officer wants to go to a topic; its number in the format's order."""
    insert_wanted = Signal(object)
    """The officer wants headings; a tuple of topics, () for all that are missing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("本节要点")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.lines: list[TopicLine] = []
        self.summary = QLabel(self)
        self.summary.setObjectName("muted")
        self.insert_all = PageButton(self)
        self.insert_all.clicked.connect(lambda: self.insert_wanted.emit(()))
        head = QHBoxLayout()
        head.addWidget(self.summary, 1)
        head.addWidget(self.insert_all)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addLayout(self._grid)

    def show_topics(self, topics: tuple[Topic, ...], *, editable: bool) -> None:
        """Shows how far each topic is; a section without topics shows nothing."""
        self.setVisible(bool(topics))
        self._make_lines(len(topics))
        for line, topic in zip(self.lines, topics, strict=True):
            line.show_topic(topic, editable=editable)
        missing = sum(topic.progress is Progress.MISSING for topic in topics)
        written = sum(topic.progress is Progress.WRITTEN for topic in topics)
        self.summary.setText(_summary(len(topics), missing, written))
        self.summary.setAccessibleName(self.summary.text())
        number = _NUMERALS.get(missing, str(missing))
        self.insert_all.setText(f"插入{number}个标题" if missing == len(topics) else f"插入所缺的{number}个标题")
        self.insert_all.setAccessibleName(self.insert_all.text())
        self.insert_all.setVisible(editable and missing > 1)
        primary = "primary" if missing == len(topics) else ""
        if self.insert_all.objectName() != primary:
            self.insert_all.setObjectName(primary)
            self.insert_all.style().unpolish(self.insert_all)
            self.insert_all.style().polish(self.insert_all)

    def _make_lines(self, number: int) -> None:
        while len(self.lines) > number:
            self.lines.pop().deleteLater()
        for at in range(len(self.lines), number):
            line = TopicLine(self)
            # Made late, yet reached in the order in which they stand.
            QWidget.setTabOrder(self.lines[-1].insert if self.lines else self.insert_all, line.name)
            QWidget.setTabOrder(line.name, line.insert)
            line.chosen.connect(lambda at=at: self.chosen.emit(at))
            line.insert_wanted.connect(lambda at=at: self.insert_wanted.emit((at,)))
            self.lines.append(line)
            self._grid.addWidget(line, at // _COLUMNS, at % _COLUMNS, Qt.AlignmentFlag.AlignLeft)
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column, 1)


_NUMERALS = {2: "两", 3: "三", 4: "四", 5: "五", 6: "六", 7: "七", 8: "八", 9: "九"}


def _summary(all_of_them: int, missing: int, written: int) -> str:
    if missing == all_of_them:
        return "可以先插入标题，再逐项填写；也可以直接粘贴已有的文字。"
    if written == all_of_them:
        return f"本节要点 {all_of_them} 项，均已写。"
    begun = all_of_them - missing - written
    parts = [f"已写 {written} 项"] + [f"待补充 {begun} 项"] * bool(begun) + [f"未写 {missing} 项"] * bool(missing)
    return f"本节要点 {all_of_them} 项：{'，'.join(parts)}。"
