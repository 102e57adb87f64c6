"""Finds words in the text of a page, then in the report's other texts, and replaces them."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QTextEdit

from disclosure_desk.gui.session import Session
from disclosure_desk.gui.text_edit import NarrativeEdit
from disclosure_desk.gui.text_search import SearchBar
from disclosure_desk.gui.theme import theme
from disclosure_desk.report.changes import Change
from disclosure_desk.report.editing import narrative_name, set_text
from disclosure_desk.report.searching import Span, counted, replace_everywhere

_MOST_MARKED = 500


@dataclass(frozen=True)
class Found:
    """A place in another text of the report.

    Attributes:
        key: which text.
        start: first character.
        end: the one behind the last.
        bar: what was asked for.
    """

    key: str
    start: int
    end: int
    bar: SearchBar


class TextSearch(QObject):
    """Finding and replacing on one page.

    Args:
        session: the report on the desk.
        key: the page's text.
        editor: where it is written.
        bar: where the officer asks.
    """

    found_elsewhere = Signal(object)
    """The next place is in another text; a Found."""
    settling = Signal()
    """What was typed has to reach the session before something is replaced."""

    def __init__(self, session: Session, key: str, editor: NarrativeEdit, bar: SearchBar) -> None:
        super().__init__(editor)
        self._session, self._key, self._editor, self._bar = session, key, editor, bar
        bar.changed.connect(self._look_afresh)
        bar.next_wanted.connect(self.next)
        bar.previous_wanted.connect(self.previous)
        bar.replace_wanted.connect(self.replace)
        bar.replace_all_wanted.connect(self.replace_all)
        bar.closed.connect(self.close)
        editor.textChanged.connect(self.refresh)

    def open(self, *, replacing: bool) -> None:
        """Opens the bar, on the selected words if they are few."""
        selected = self._editor.textCursor().selectedText()
        few = "" if "\u2029" in selected or len(selected) > _MOST_MARKED else selected
        self._bar.allow_replacing(self._session.is_editable)
        self._bar.open(few, replacing=replacing)
        self.refresh()

    def close(self) -> None:
        """Closes the bar and goes back to the text."""
        self._bar.hide()
        self.refresh()
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_up(self, found: Found) -> None:
        """Goes on with a search that began in another text."""
        if found.bar is not self._bar:
            self._bar.allow_replacing(self._session.is_editable)
            self._bar.take_over(found.bar)
        self._show((found.start, found.end), "")

    def refresh(self) -> None:
        """Marks every place."""
        spans = [] if self._bar.isHidden() else self._spans()
        look = QTextCharFormat()
        look.setBackground(theme().warning_fill)
        marks = []
        for start, end in spans[:_MOST_MARKED]:
            mark = QTextEdit.ExtraSelection()
            mark.cursor, mark.format = self._editor.stretch(start, end), look
            marks.append(mark)
        self._editor.setExtraSelections(marks)

    def next(self) -> None:
        """Goes to the next place: here, else in the texts that follow, else round to the beginning."""
        here, at = self._spans(), self._selection()[1]
        after = next((span for span in here if span[0] >= at), None)
        if after is not None:
            self._show(after, "")
        elif not self._go_on(1) and here:
            self._show(here[0], "已到末尾，从头查找。")
        elif not here:
            self._nothing()

    def previous(self) -> None:
        """Goes to the place before, the other way round."""
        here, at = self._spans(), self._selection()[0]
        before = next((span for span in reversed(here) if span[1] <= at), None)
        if before is not None:
            self._show(before, "")
        elif not self._go_on(-1) and here:
            self._show(here[-1], "已到开头，从末尾查找。")
        elif not here:
            self._nothing()

    def replace(self) -> None:
        """Replaces the place that is selected, and goes to the next; finds one first where none is selected."""
        span = self._selection()
        if self._session.is_editable and span in self._spans():
            self.settling.emit()
            self._editor.stretch(*span).insertText(self._bar.by.text())
            end = span[0] + len(self._bar.by.text())
            self._editor.setTextCursor(self._editor.stretch(end, end))
            name = narrative_name(self._session.report.form, self._key)
            self._apply(set_text(self._session.report, self._key, self._editor.words), f"替换 {name}")
        self.next()

    def replace_all(self) -> None:
        """Replaces every place as one step and says how many there were."""
        if not self._session.is_editable or not self._bar.wanted.words:
            return
        self.settling.emit()
        report = self._session.report
        change, counts = replace_everywhere(report, self._texts(), self._bar.wanted, self._bar.by.text())
        self._session.apply(change)
        if not counts:
            self._nothing()
        else:
            self._bar.say(f"已替换 {sum(counts.values())} 处：{counted(report, counts)}，可以撤销。")

    def _texts(self) -> dict[str, str]:
        """Every text that is searched, this one first, then those that follow it, then those before it."""
        report = self._session.report
        keys = list(report.form.narrative_keys)
        at = keys.index(self._key)
        others = [*keys[at + 1 :], *keys[:at]] if self._bar.everywhere.isChecked() else []
        return {self._key: self._editor.words} | {key: report.narratives.get(key, "") for key in others}

    def _spans(self) -> list[Span]:
        return self._bar.wanted.spans(self._editor.words)

    def _selection(self) -> Span:
        cursor = self._editor.textCursor()
        return self._editor.characters(cursor.selectionStart()), self._editor.characters(cursor.selectionEnd())

    def _look_afresh(self) -> None:
        """Shows the first place from the cursor on while the words are being typed; never leaves this text."""
        self.refresh()
        here, at = self._spans(), self._selection()[0]
        if here:
            self._show(next((span for span in here if span[0] >= at), here[0]), "")
        else:
            self._nothing()

    def _go_on(self, step: int) -> bool:
        """Goes to the first place of the next text that has one, or to the last of the one before."""
        others = [(key, text) for key, text in self._texts().items() if key != self._key]
        for key, text in others[::step]:
            spans = self._bar.wanted.spans(text)
            if spans:
                start, end = spans[0 if step > 0 else -1]
                self.found_elsewhere.emit(Found(key, start, end, self._bar))
                return True
        return False

    def _show(self, span: Span, more: str) -> None:
        self._editor.mark(*span)
        spans = self._spans()
        number = spans.index(span) + 1 if span in spans else 0
        self._bar.say(f"{more}本篇第 {number} 处，共 {len(spans)} 处")

    def _nothing(self) -> None:
        if not self._bar.wanted.words:
            self._bar.say("")
            return
        elsewhere = sum(len(self._bar.wanted.spans(text)) for text in self._texts().values())
        self._bar.say(f"本篇没有，其他正文有 {elsewhere} 处" if elsewhere else "没有找到")

    def _apply(self, change: Change, label: str) -> None:
        self._session.apply(Change(label, change.edits))
