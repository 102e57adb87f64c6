"""What an empty text may begin with: the preamble, or the sentence about fees for handling information."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from disclosure_desk.gui.page_button import PageButton

_AMOUNT_CHARACTERS = 14


class StartPanel(QFrame):
    """One sentence on what comes first, and a button that writes it."""

    preamble_wanted = Signal()
    """The officer wants a preamble."""
    fees_wanted = Signal(str)
    """The officer wants the sentence about fees; the amount as typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("开头")
        self.sentence = _label(self)
        self.amount_word, self.unit = _label(self), _label(self)
        self.amount_word.setText("收取信息处理费")
        self.unit.setText("元")
        self.amount = QLineEdit(self)
        self.amount.setAccessibleName("收取信息处理费（元）")
        self.amount.setPlaceholderText("没有收取的填 0")
        self.amount.setMaximumWidth(self.fontMetrics().horizontalAdvance("国") * _AMOUNT_CHARACTERS)
        self.preamble, self.fees = _button("插入引言", self), _button("插入收费情况一句", self)
        self.refusal = _label(self)
        self.refusal.setWordWrap(True)
        self._lay_out()
        self.preamble.clicked.connect(self.preamble_wanted)
        self.fees.clicked.connect(self._want_fees)
        self.amount.returnPressed.connect(self._want_fees)
        self.amount.textEdited.connect(lambda _: self.refuse(""))

    def offer_preamble(self, *, unknown: bool) -> None:
        """Offers a preamble; ``unknown``: the settings have no contact, so that blanks will be left."""
        more = "联系方式取自设置" if not unknown else "联系方式留空待填，也可以先在设置里填好"
        self.sentence.setText(f"需要写的，可以先插入编制依据、统计期限和联系方式；{more}。")
        self._show(preamble=True)

    def offer_fees(self, *, empty: bool) -> None:
        """Offers the sentence about fees; ``empty``: nothing is written yet."""
        self.sentence.setText(
            "可以先插入收取信息处理费的一句，再写其他事项。" if empty else "这里还没有写收取信息处理费的情况。"
        )
        self._show(preamble=False)

    def refuse(self, sentence: str) -> None:
        """Says why an amount cannot be taken; "" says nothing."""
        self.refusal.setText(sentence)
        self.refusal.setVisible(bool(sentence))

    def _want_fees(self) -> None:
        self.fees_wanted.emit(self.amount.text())

    def _show(self, *, preamble: bool) -> None:
        self.preamble.setVisible(preamble)
        for widget in (self.amount_word, self.amount, self.unit, self.fees):
            widget.setVisible(not preamble)
        self.show()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in (self.preamble, self.amount_word, self.amount, self.unit, self.fees):
            row.addWidget(widget)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.sentence.setWordWrap(True)
        column.addWidget(self.sentence)
        column.addLayout(row)
        column.addWidget(self.refusal)
        self.refusal.hide()
        self.hide()


def _label(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setObjectName("muted")
    return label


def _button(word: str, parent: QWidget) -> PageButton:
    button = PageButton(word, parent)
    button.setObjectName("primary")
    button.setAccessibleName(word)
    return button
