"""The sheet between the clipboard and the report: what would change, cell by cell, before anything lands."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from disclosure_desk.errors import DeskError
from disclosure_desk.formats.schema import CellId, Severity
from disclosure_desk.gui.paste_plan import PastePlan, TotalLine, errors_after, table_names
from disclosure_desk.gui.paste_tree import PasteTree
from disclosure_desk.gui.session import Session
from disclosure_desk.gui.sheet import Sheet
from disclosure_desk.gui.theme import theme
from disclosure_desk.report.changes import Change

TITLE = "粘贴预览"
Way = tuple[str, PastePlan]
"""Words by which the officer chooses, and what would be done."""

_SIZE = (912, 640)
_MOST_WORDS = 120
_ROOM = 24
_GAP = 8


class PastePreview(Sheet):
    """Shows a paste and takes of it what the officer accepts, as one step.

    Args:
        window: the main window.
        session: the report on the desk.
        ways: what can be done; the officer chooses where there are several.
        question: why there is something to choose, or "".
        done: called with the change that was made.
    """

    def __init__(
        self,
        window: QWidget,
        session: Session,
        ways: Sequence[Way],
        question: str = "",
        done: Callable[[Change], object] | None = None,
    ) -> None:
        super().__init__(window, TITLE, "全部接受", wide=True)
        # The figures behind it are those that the preview compares with.
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._session, self._ways, self._done = session, tuple(ways), done
        self._plan = self._ways[0][1]
        self.choices = self._choices(question)
        self.summary = self.say("")
        self.words = _Words(self)
        self.add(self.words)
        self.tree = PasteTree(self)
        self.frame = _framed(self.tree)
        self.add(self.frame)
        self.detail = self.say("")
        self.kept = QCheckBox(self)
        self.totals = QCheckBox(self)
        self.blanks, self.outlook = QLabel(self), QLabel(self)
        self.chosen = QPushButton("接受所选", self)
        self._aside = QWidget(self)
        self._add_foot()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._connect()
        self._show_plan()
        self._take_size(window)

    @property
    def plan(self) -> PastePlan:
        """The chosen plan."""
        return self._plan

    # Putting together.

    def _choices(self, question: str) -> tuple[QRadioButton, ...]:
        has_choice = len(self._ways) > 1
        self.question = self.say(f"{question}请选择：" if has_choice else f"{question}只能粘贴放得下的部分。")
        self.question.setVisible(bool(question))
        if not has_choice:
            return ()
        group, buttons = QButtonGroup(self), []
        for words, _ in self._ways:
            button = QRadioButton(words, self)
            button.setAccessibleName(words)
            group.addButton(button)
            self.add(button)
            buttons.append(button)
        buttons[0].setChecked(True)
        return tuple(buttons)

    def _add_foot(self) -> None:
        self.blanks.setStyleSheet(f"color: {theme().warning.name()}")
        row = QHBoxLayout(self._aside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP * 2)
        row.addWidget(self.kept)
        row.addWidget(self.blanks)
        row.addStretch(1)
        self.add(self._aside)
        self.add(self.totals)
        below = QWidget(self)
        row = QHBoxLayout(below)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        row.addWidget(self.outlook, 1)
        for button in (self.cancel, self.chosen, self.verb):
            row.addWidget(button)
        self.add(below)

    def _connect(self) -> None:
        for button, (_, plan) in zip(self.choices, self._ways, strict=False):
            button.toggled.connect(partial(self._choose, plan))
        self.tree.currentItemChanged.connect(self._show_detail)
        self.kept.toggled.connect(lambda on: self.tree.show_kept(wanted=on))
        self.tree.ticked.connect(self._later.start)
        self.totals.toggled.connect(self._later.start)
        self._later.timeout.connect(self._weigh)
        self.verb.clicked.connect(self._accept_all)
        self.chosen.clicked.connect(self._accept_chosen)
        self._session.opened.connect(self.reject)
        stops = (*self.choices, self.tree, self.kept, self.totals, self.cancel, self.chosen, self.verb)
        for stop, following in pairwise(stops):
            self.setTabOrder(stop, following)

    def _take_size(self, window: QWidget) -> None:
        """As large as its lines need, and no larger than the window behind it."""
        room = window.window().size()
        width = min(_SIZE[0], max(room.width() - 2 * _ROOM, self.minimumWidth()))
        self.resize(width, min(self._lines.totalHeightForWidth(width), _SIZE[1], room.height() - 2 * _ROOM))

    # What is shown.

    def _choose(self, plan: PastePlan, on: bool) -> None:  # noqa: FBT001  a slot for a switch
        if on:
            self._plan = plan
            self._show_plan()

    def _show_plan(self) -> None:
        plan = self._plan
        self.summary.setText(_summary(plan))
        self.summary.setAccessibleName(self.summary.text())
        self.words.show_sentences((*plan.cautions, *plan.refusals, *plan.remarks))
        self.tree.show_plan(plan)
        self.kept.setText(f"显示不变的 {len(plan.kept)} 格")
        self.kept.setVisible(bool(plan.kept))
        blanked = sum(line.becomes_blank for line in plan.changing)
        self.frame.setVisible(self.tree.topLevelItemCount() > 0)
        self.detail.setVisible(any(line.sentence for line in (*plan.lines, *plan.questions)))
        self._show_detail()
        self.blanks.setText(f"注意：{blanked} 格现有数字将变为空白。" if blanked else "")
        self._aside.setVisible(bool(plan.kept or blanked))
        self._weigh()

    def _show_detail(self) -> None:
        self.detail.setText(self.tree.sentence)
        self.detail.setAccessibleName(self.detail.text() or "说明")

    def _weigh(self) -> None:
        """What the ticked cells would lead to."""
        self._later.stop()
        accepted = self.tree.accepted
        differing = self._plan.differing_totals(accepted)
        self.tree.show_totals(self._plan.report.form, differing)
        self.totals.setText(f"打开核对模式，一并粘贴合计{_differing(differing)}")
        self.totals.setVisible(bool(differing) or self.totals.isChecked())
        self._name_buttons(accepted)
        self._look_ahead(accepted)

    def _name_buttons(self, accepted: frozenset[CellId]) -> None:
        """Enter takes what is ticked, whichever button that is."""
        everything, some = accepted | self.tree.left_out, len(accepted)
        can_accept = bool(everything) or self.totals.isChecked()
        self.verb.setText(f"全部接受 {len(everything)} 格" if everything else "全部接受")
        self.verb.setVisible(self._plan.offers_something)
        self.verb.setEnabled(can_accept)
        self.chosen.setText(f"接受所选 {some} 格" if some else "接受所选")
        self.chosen.setVisible(self._plan.offers_something)
        self.chosen.setEnabled(bool(some) or self.totals.isChecked())
        self._lead(self.chosen if self.tree.left_out and self.chosen.isEnabled() else self.verb)
        self.cancel.setText("取消" if self._plan.offers_something else "关闭")
        for button in (self.verb, self.chosen, self.cancel, self.kept, self.totals):
            button.setAccessibleName(button.text())

    def _lead(self, main: QPushButton) -> None:
        """Makes a button the one that Enter presses, and lets it look so."""
        main.setDefault(True)
        for button in (self.verb, self.chosen):
            name = "primary" if button is main else ""
            if button.objectName() != name:
                button.setObjectName(name)
                button.style().unpolish(button)
                button.style().polish(button)

    def _look_ahead(self, accepted: frozenset[CellId]) -> None:
        try:
            change = self._plan.change(accepted, with_totals=self.totals.isChecked())
        except DeskError as error:
            self.outlook.setText(str(error))
            return
        before = self._session.counts[Severity.ERROR.value]
        after = errors_after(self._plan, change, self._session.previous)
        self.outlook.setText(f"接受后，强制问题 {before} → {after} 处" if change else "")
        self.outlook.setAccessibleName(self.outlook.text() or "接受后的校验结果")

    # What is done.

    def _accept_all(self) -> None:
        self._accept(self.tree.accepted | self.tree.left_out)

    def _accept_chosen(self) -> None:
        self._accept(self.tree.accepted)

    def _accept(self, cells: frozenset[CellId]) -> None:
        self.message.hide()
        try:
            change = self._plan.change(cells, with_totals=self.totals.isChecked())
            self._session.apply(change)
        except DeskError as error:
            self.complain(str(error))
            return
        self.accept()
        if change and self._done is not None:
            self._done(change)


class _Words(QScrollArea):
    """Sentences that belong to no line of the tree: what was not read, and what has to be said."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("没有读出的内容和说明")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._label = QLabel(self)
        self._label.setWordWrap(True)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._label.setContentsMargins(12, _GAP, 12, _GAP)
        sheet = QFrame(self)
        sheet.setObjectName("notice")
        sheet.setProperty("kind", "warning")
        lines = QVBoxLayout(sheet)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self._label)
        self.setWidget(sheet)

    @property
    def text(self) -> str:
        """What is said, one sentence a line."""
        return self._label.text()

    def show_sentences(self, sentences: Sequence[str]) -> None:
        """Shows the sentences, one a line; hidden where there are none."""
        self._label.setText("\n".join(sentences))
        self._label.setAccessibleName(self._label.text() or "说明")
        self.setVisible(bool(sentences))
        width = _SIZE[0] - 2 * 24 - 24
        self.setFixedHeight(min(_MOST_WORDS, self._label.heightForWidth(width) + 2))


def _framed(widget: QWidget) -> QFrame:
    frame = QFrame()
    frame.setObjectName("sheet")
    frame.setAccessibleName(widget.accessibleName())
    lines = QVBoxLayout(frame)
    lines.setContentsMargins(1, 1, 1, 1)
    lines.addWidget(widget)
    return frame


def _summary(plan: PastePlan) -> str:
    changing, questions = len(plan.changing), len(plan.questions)
    lines = (*plan.changing, *plan.questions, *plan.kept)
    names = table_names(plan.report.form, (line.cell for line in lines))
    if not lines:
        return "没有可以粘贴的数字。"
    parts = [f"{changing} 格将改变" if changing else "没有数字需要改动"]
    parts += [f"{questions} 格需要确认"] if questions else []
    parts += [f"{len(plan.kept)} 格不变"] if plan.kept else []
    return f"剪贴板里有{names}的数字：{'，'.join(parts)}。"


def _differing(totals: Sequence[TotalLine]) -> str:
    """How many pasted totals are wrong, and how many nothing can be said about while parts of theirs are blank."""
    unknown = sum(total.expected is None for total in totals)
    said = [f"{len(totals) - unknown} 处与各项之和不同"] if len(totals) > unknown or not unknown else []
    said += [f"{unknown} 处因有空格暂不能核对"] if unknown else []
    return f"（{'，'.join(said)}）"
