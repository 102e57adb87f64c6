"""Pastes words into a text: in order, as one step, with a note on what was changed and the way back."""

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QObject

from disclosure_desk.gui.notice_bar import Action, NoticeBar
from disclosure_desk.gui.text_edit import OWN_WORDS, NarrativeEdit
from disclosure_desk.report.word_html import LONGEST_HTML, read_html
from disclosure_desk.report.word_text import LONGEST, Tidied, full_width, half_width_marks, is_tabular, tidy

Settle = Callable[[str], None]
"""Hands the text to the session as a step of that name; "" where it is what was typed before."""


class TextPaste(QObject):
    """Pasting on one page.

    Args:
        editor: where the words go.
        note: says what was changed.
        settle: makes what stands in the editor one step.
    """

    def __init__(self, editor: NarrativeEdit, note: NoticeBar, settle: Settle) -> None:
        super().__init__(editor)
        self._editor, self._note, self._settle = editor, note, settle
        self._after = ""
        editor.brought.connect(self.take)
        editor.textChanged.connect(self._forget)

    def take(self, source: QMimeData) -> None:
        """Pastes what the clipboard holds, or says why not."""
        raw = _plain(source)
        if source.hasFormat(OWN_WORDS):
            self._insert(raw)
            return
        html = source.html() if source.hasHtml() else ""
        if max(len(raw), len(html) - LONGEST_HTML) > LONGEST:
            self._say(_too_long(len(raw)), "warning")
            return
        copied = read_html(html if len(html) <= LONGEST_HTML else "")
        # Broken HTML may hold less than the plain text beside it.
        whole = 2 * len(copied.tidied.text) > len(raw)
        if copied.tabular if whole else is_tabular(raw):
            self._refuse_table(raw)
            return
        tidied = copied.tidied if whole else tidy(raw)
        if len(tidied.text) > LONGEST:
            self._say(_too_long(len(tidied.text)), "warning")
            return
        self._insert(tidied.text)
        self._report(tidied, raw or tidied.text)

    def _insert(self, words: str) -> None:
        if not words:
            return
        if not self._editor.is_dropping:
            self._settle("")
        self._note.hide()
        self._editor.textCursor().insertText(words)
        self._editor.ensureCursorVisible()
        self._settle("粘贴")
        self._after = self._editor.words

    def _refuse_table(self, raw: str) -> None:
        said = "剪贴板里是表格，没有粘贴。表格请到表二、表三或表四，用“粘贴整表”填入。"
        self._say(said, "warning", [("仍按文字粘贴", lambda: self._insert(tidy(raw).text))] if raw else [])

    def _report(self, tidied: Tidied, raw: str) -> None:
        end = self._editor.position
        start, marks = end - len(tidied.text), half_width_marks(tidied.text)
        said = f"已整理粘贴的文字：{'，'.join(tidied.deeds)}。" if tidied.deeds else ""
        said += f"其中有半角标点 {marks} 处。" if marks else ""
        actions: list[Action] = []
        if marks:
            actions.append(("改为全角", lambda: self._put(start, end, full_width(tidied.text), "改为全角标点")))
        if tidied.deeds:
            actions.append(("撤销整理", lambda: self._put(start, end, raw, "撤销整理")))
        if said:
            self._say(said, "info", actions)

    def _put(self, start: int, end: int, words: str, step: str) -> None:
        """Puts other words where those stand that were pasted."""
        self._editor.stretch(start, end).insertText(words)
        self._settle(step)

    def _say(self, sentence: str, kind: str, actions: list[Action] | None = None) -> None:
        self._after = self._editor.words
        self._note.say(sentence, kind, actions or [])

    def _forget(self) -> None:
        """The note speaks of a text that is no longer there."""
        if not self._note.isHidden() and self._editor.words != self._after:
            self._note.hide()


def _plain(source: QMimeData) -> str:
    return source.text().replace("\r\n", "\n").replace("\r", "\n").replace("\0", "") if source.hasText() else ""


def _too_long(length: int) -> str:
    return f"剪贴板里的文字有 {length} 字，一次最多粘贴 {LONGEST // 10_000} 万字，没有粘贴。请分几次复制和粘贴。"
