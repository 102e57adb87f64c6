"""What the checks found, at the right of the window: by class, folded where one figure explains several."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QStackedLayout,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from disclosure_desk.gui.finding_classes import CLASS, CLASSES, FACTS, FINDING, FOLD_WIDTH

# The frame of the window is painted before anything that knows about reports is imported.
if TYPE_CHECKING:
    from disclosure_desk.checks.finding import Finding
    from disclosure_desk.checks.folding import Entry

NOTHING_FOUND = "没有需要处理的问题。"


class FindingsPanel(QFrame):
    """A heading with the counts, and the findings below; choosing one asks to go there.

    What one wrong figure explains is one entry, and counts once; its facts are inside, unfolded on demand.
    """

    chosen = Signal(object)
    """An entry or a fact was clicked, or Enter was pressed on it; as a finding, the first cell being the place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAccessibleName("校验结果")
        self.setMinimumWidth(200)
        self.heading = QLabel("校验", self)
        self.heading.setAccessibleName("校验")
        self.heading.setContentsMargins(16, 0, 12, 0)
        self.heading.setFixedHeight(40)
        self.tree = _FindingsTree(self)
        self.tree.picked.connect(self.chosen)
        self._calm = QLabel("", self)
        self._calm.setObjectName("muted")
        self._calm.setAccessibleName("校验情况")
        self._calm.setWordWrap(True)
        self._calm.setContentsMargins(16, 4, 16, 4)
        self._calm.setAlignment(Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.heading)
        self._stack = QStackedLayout()
        self._stack.addWidget(self._calm)
        self._stack.addWidget(self.tree)
        column.addLayout(self._stack, 1)
        self._order: list[Finding] = []
        self._shown: tuple[Finding, ...] | None = None
        self._waiting: tuple[Finding, ...] | None = None

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """What was found while the panel was hidden is shown now."""
        super().showEvent(event)
        self._fill()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Wide enough for a sentence in a few lines."""
        return QSize(248, 400)

    @property
    def calm_sentence(self) -> str:
        """What is said where there is nothing to show; "" while there is something."""
        return self._calm.text() if self._stack.currentWidget() is self._calm else ""

    @property
    def findings(self) -> list["Finding"]:
        """The entries on show, from top to bottom, each as one finding."""
        self._fill()
        return self._order

    def show_nothing(self, sentence: str = "") -> None:
        """Shows one sentence instead of findings."""
        self._order, self._shown, self._waiting = [], None, None
        self.tree.clear()
        self.heading.setText("校验")
        self._calm.setText(sentence)
        self._stack.setCurrentWidget(self._calm)

    def show_findings(self, findings: Iterable["Finding"]) -> None:
        """Shows findings by class, folded by their cause, in the order given within each; once it can be seen."""
        self._waiting = tuple(findings)
        if self.isVisible():
            self._fill()

    def _fill(self) -> None:
        """Makes the lines anew where they are not those of what was found last."""
        found, self._waiting = self._waiting, None
        if found is None or found == self._shown:
            return
        from disclosure_desk.checks.folding import folded  # noqa: PLC0415  see above

        closed, opened = self.tree.folded(), self.tree.unfolded()
        entries = folded(found)
        if not entries:
            self.show_nothing(NOTHING_FOUND)
        self._shown = found
        if not entries:
            return
        self._order = []
        self.tree.clear()
        self.tree.learn_to_paint()
        for severity in CLASSES:
            of_class = [entry for entry in entries if entry.severity.value == severity]
            if of_class:
                self._order += self.tree.add_class(severity, of_class, is_open=severity not in closed, opened=opened)
        self.heading.setText(f"共 {counted(entries)}")
        self._stack.setCurrentWidget(self.tree)

    def step(self, by: int) -> "Finding | None":
        """The next (1) or previous (-1) entry after the marked one, which is then marked; None where none is."""
        if not self.findings:
            return None
        marked = self.tree.marked_entry()
        at = self._order.index(marked) + by if marked in self._order else (0 if by > 0 else -1)
        finding = self._order[at % len(self._order)]
        self.tree.mark(finding)
        return finding


def counted(entries: Sequence["Entry"]) -> str:
    """How many entries, and of how many facts where that is more: 3 处（5 项不符）."""
    facts = sum(len(entry.facts) for entry in entries)
    return f"{len(entries)} 处" + (f"（{facts} 项不符）" if facts > len(entries) else "")


class _FindingsTree(QTreeWidget):
    picked = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("findings")
        self.setAccessibleName("问题列表")
        self.setHeaderHidden(True)
        self.setIndentation(0)
        self.setUniformRowHeights(False)
        self.setExpandsOnDoubleClick(False)
        self.setVerticalScrollMode(QTreeWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(self._pick)

    def add_class(
        self, severity: str, entries: Sequence["Entry"], *, is_open: bool, opened: set[object]
    ) -> list["Finding"]:
        """One class with its entries; returns each as one finding, in the order of the lines."""
        top = self._line(self.invisibleRootItem(), f"{CLASSES[severity][0]}　{counted(entries)}", severity, None)
        shown = []
        for entry in entries:
            finding = entry.finding
            line = self._line(top, entry.sentence, severity, finding)
            shown.append(finding)
            if len(entry.facts) > 1:
                line.setData(0, FACTS, _key(entry.facts))
                self._name(line, f"{entry.sentence}　内含 {len(entry.facts)} 项，可展开")
                for fact in entry.facts:
                    self._line(line, fact.message, severity, fact)
                line.setExpanded(_key(entry.facts) in opened)
        top.setExpanded(is_open)
        return shown

    def folded(self) -> set[str]:
        """The classes that the officer has folded."""
        tops = [self.topLevelItem(at) for at in range(self.topLevelItemCount())]
        return {top.data(0, CLASS) for top in tops if top is not None and not top.isExpanded()}

    def unfolded(self) -> set[object]:
        """The entries whose facts the officer has unfolded."""
        return {item.data(0, FACTS) for item in self._all() if item.data(0, FACTS) and item.isExpanded()}

    def marked(self) -> "Finding | None":
        """The finding of the current line."""
        item = self.currentItem()
        return item.data(0, FINDING) if item else None

    def marked_entry(self) -> "Finding | None":
        """The finding of the entry that the current line belongs to."""
        item = self.currentItem()
        above = item.parent() if item else None
        if above is not None and above.data(0, FACTS):
            item = above
        return item.data(0, FINDING) if item else None

    def mark(self, finding: "Finding") -> None:
        """Makes the line of a finding current, unfolding what hides it."""
        for item in self._all():
            if item.data(0, FINDING) is finding:
                self.setCurrentItem(item)
                self.scrollToItem(item)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter goes to the finding; space folds and unfolds."""
        item = self.currentItem()
        if item is not None and event.key() == Qt.Key.Key_Space and item.childCount():
            item.setExpanded(not item.isExpanded())
        elif item is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._pick(item)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click on the sign at the right of an entry unfolds its facts; elsewhere it leads to the entry."""
        item = self.itemAt(event.position().toPoint())
        is_on_sign = event.position().x() >= self.viewport().width() - FOLD_WIDTH
        if item is not None and item.data(0, FACTS) and is_on_sign:
            item.setExpanded(not item.isExpanded())
        else:
            super().mouseReleaseEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Sentences wrap anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def learn_to_paint(self) -> None:
        """Before there is a line; what it takes would hold up the first painting of the window."""
        from disclosure_desk.gui.finding_delegate import FindingDelegate  # noqa: PLC0415

        if not isinstance(self.itemDelegate(), FindingDelegate):
            self.setItemDelegate(FindingDelegate(self))

    def _line(self, parent: QTreeWidgetItem, text: str, severity: str, finding: "Finding | None") -> QTreeWidgetItem:
        item = QTreeWidgetItem(parent, [text])
        item.setData(0, FINDING, finding)
        item.setData(0, CLASS, severity)
        self._name(item, text)
        return item

    def _name(self, item: QTreeWidgetItem, text: str) -> None:
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, text.replace("\n", "　"))

    def _all(self) -> list[QTreeWidgetItem]:
        return self.findItems("", Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive)

    def _pick(self, item: QTreeWidgetItem) -> None:
        finding = item.data(0, FINDING)
        if finding is None:
            item.setExpanded(not item.isExpanded())
        else:
            self.picked.emit(finding)


def _key(facts: Sequence["Finding"]) -> str:
    """What an entry is known by when the checks run again."""
    return f"{facts[0].code} {' '.join(facts[0].cells)}"
