"""The page of one running text: guidance, what is still missing, the text as it will print, and how long it is."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from disclosure_desk.formats.form import PREAMBLE
from disclosure_desk.formats.schema import NarrativeSection
from disclosure_desk.gui.notice_bar import NoticeBar
from disclosure_desk.gui.session import Session
from disclosure_desk.gui.text_beginning import TextBeginning
from disclosure_desk.gui.text_edit import NarrativeEdit
from disclosure_desk.gui.text_finding import Found, TextSearch
from disclosure_desk.gui.text_paste import TextPaste
from disclosure_desk.gui.text_search import SearchBar
from disclosure_desk.gui.text_start import StartPanel
from disclosure_desk.gui.text_topics import TopicsPanel
from disclosure_desk.gui.theme import bundled_family, heading_font
from disclosure_desk.report.changes import Change
from disclosure_desk.report.editing import narrative_name, set_text
from disclosure_desk.report.paragraphs import paragraphs
from disclosure_desk.report.topics import OPEN_BLANK
from disclosure_desk.settings import Contact

PAUSE_MS = 600
_BEHIND_THE_CURSOR = "\u3000" * 3
"""The first line of a paragraph is indented, and Qt writes a placeholder where there is no indent."""
_LOW = 440
"""In a lower page the guidance gives way to the text."""


class NarrativePage(QWidget):
    """One text of the report on the desk.

    Args:
        session: the report on the desk.
        key: key of the text.
    """

    typed = Signal()
    """Something was typed that the session does not have yet."""
    cursor_moved = Signal(str, int)
    """The cursor stands elsewhere; the text's key and before which character."""
    found_elsewhere = Signal(object)
    """A search goes on in another text; a ``Found``, to be handed to that text's page by ``take_up``."""

    def __init__(self, session: Session, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._key = key
        self._putting_back = False
        self._shown = ""
        self._last = ""
        self._heading, self._guide, self._count = (_label(self, muted=muted) for muted in (False, True, True))
        # In the order in which Tab goes through them.
        self._offers = QWidget(self)
        self.topics, self.start = TopicsPanel(self._offers), StartPanel(self._offers)
        self.search = SearchBar(self)
        self.editor = NarrativeEdit(self)
        self.note = NoticeBar(self)
        self._search = TextSearch(session, key, self.editor, self.search)
        self._beginning = TextBeginning(session, key, self.editor, (self.topics, self.start), self.commit)
        self._paste = TextPaste(self.editor, self.note, self._settle)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._sheet = QFrame(self)
        self._lay_out()
        self.setFocusProxy(self.editor)
        self._connect()
        self.refresh()

    @property
    def text(self) -> str:
        """The text as it stands in the editor."""
        return self.editor.words

    @property
    def contact(self) -> Contact:
        """What the preamble gives as contact; the window sets it from the settings."""
        return self._beginning.contact

    @contact.setter
    def contact(self, contact: Contact) -> None:
        self._beginning.contact = contact
        self._note_progress()

    @property
    def is_pending(self) -> bool:
        """Whether something was typed that the session does not have yet."""
        return self._session.is_editable and self._exists() and self.text != self._shown

    def commit(self) -> bool:
        """Hands what was typed to the session; always True."""
        self.editor.finish_composing()
        self._pause.stop()
        if self.is_pending:
            self._session.type_text(self._key, self.text)
        return True

    def select(self, start: int, end: int) -> None:
        """Marks a stretch of the text, in characters, and gives the editor the keyboard."""
        self.editor.mark(start, end)
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to(self, position: int) -> None:
        """Puts the cursor before a character and gives the editor the keyboard."""
        self.select(position, position)

    def insert_beginning(self) -> None:
        """Inserts the beginning that the text still lacks (RefusedChange: it lacks none)."""
        self._beginning.begin()

    def open_search(self, *, replacing: bool = False) -> None:
        """Opens the bar for finding, or for finding and replacing."""
        self._search.open(replacing=replacing)

    def search_next(self, *, back: bool = False) -> None:
        """Goes to the next place that was looked for, or to the one before; asks first where nothing was."""
        if self.search.isHidden():
            self.open_search()
        elif back:
            self._search.previous()
        else:
            self._search.next()

    def take_up(self, found: Found) -> None:
        """Goes on with a search that began on another page."""
        self._search.take_up(found)

    def set_zoom(self, zoom: float) -> None:
        """Shows the text larger or smaller; 1.0 is its own size."""
        self.editor.set_zoom(zoom)
        self._sheet.setMaximumWidth(self.editor.comfortable_width)

    def refresh(self) -> None:
        """Shows another report."""
        self._pause.stop()
        if not self._exists():
            return
        form = self._session.report.form
        heading, guide, placeholder = "引言（可选）", form.base.preamble_guide, ""
        section = self._section()
        if section is not None:
            heading, guide, placeholder = section.heading, section.guide, section.placeholder
        self._heading.setText(heading)
        self._guide.setText(guide)
        self._guide.setVisible(bool(guide))
        self.editor.setPlaceholderText(_BEHIND_THE_CURSOR + (placeholder or "可以不写。"))
        for widget in (self, self.editor, self._heading):
            widget.setAccessibleName(heading)
        self._guide.setAccessibleName("填报说明")
        self.note.hide()
        self._put_back()
        self.editor.go_to_start()
        self.editor.setReadOnly(not self._session.is_editable)
        self._note_progress()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Opens and steers the search where the window has no keys for that."""
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_F, Qt.Key.Key_H):
            self.open_search(replacing=event.key() == Qt.Key.Key_H)
        elif event.key() == Qt.Key.Key_F3:
            self.search_next(back=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif event.key() == Qt.Key.Key_Escape and not self.search.isHidden():
            self._search.close()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Takes up another theme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "_pause"):
            for part in (self.editor, self.note, self.search, self._search):
                part.refresh()
            self._note_progress()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Leaves the guidance out where the window is too low for it and for the text."""
        super().resizeEvent(event)
        self._guide.setVisible(bool(self._guide.text()) and self.height() >= _LOW)

    def _lay_out(self) -> None:
        heading = QFont(heading_font())
        heading.setFamilies([bundled_family("heiti"), *heading.families()])
        self._heading.setFont(heading)
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._count.setWordWrap(False)
        self._sheet.setAccessibleName("正文")
        self._offers.setAccessibleName("要点和开头")
        self._sheet.setMaximumWidth(self.editor.comfortable_width)
        column = QVBoxLayout(self._sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        offers = QVBoxLayout(self._offers)
        offers.setContentsMargins(0, 0, 0, 0)
        offers.addWidget(self.topics)
        offers.addWidget(self.start)
        for widget in (self._heading, self._guide, self._offers, self.search):
            column.addWidget(widget)
        column.addWidget(self.editor, 1)
        column.addWidget(self.note)
        column.addWidget(self._count)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 20, 24, 12)
        row.addStretch(1)
        row.addWidget(self._sheet, 1000)
        row.addStretch(1)

    def _connect(self) -> None:
        self._pause.timeout.connect(self._commit_after_pause)
        self.editor.textChanged.connect(self._note_typing)
        self.editor.selectionChanged.connect(self._note_length)
        self.editor.left.connect(self.commit)
        self.editor.moved.connect(lambda at: self.cursor_moved.emit(self._key, at))
        # The bar takes the room of what is only needed for writing.
        self.search.turned.connect(lambda: self._offers.setVisible(self.search.isHidden()))
        self._search.settling.connect(self.commit)
        self._search.found_elsewhere.connect(self.found_elsewhere)
        self._session.opened.connect(self.refresh)
        self._session.text_changed.connect(self._text_changed)

    def _exists(self) -> bool:
        return self._session.has_report and self._key in self._session.report.form.narrative_keys

    def _section(self) -> NarrativeSection | None:
        """The section that this text is; None for the preamble."""
        found = None if self._key == PREAMBLE else self._session.report.form.section(self._key)
        return found if isinstance(found, NarrativeSection) else None

    def _settle(self, step: str) -> None:
        """Makes what stands in the editor one step of that name; "" goes by the text's own."""
        if not step or not self.is_pending:
            self.commit()
            return
        self._pause.stop()
        report = self._session.report
        name = narrative_name(report.form, self._key)
        self._session.apply(Change(f"{step} {name}", set_text(report, self._key, self.text).edits))

    # What follows from it.

    def _note_typing(self) -> None:
        if self.text == self._last:
            return  # only its looks changed
        self._last = self.text
        self._note_progress()
        if not self._putting_back:
            self._pause.start()
            self.typed.emit()

    def _note_progress(self) -> None:
        self._note_length()
        if self._exists():
            self._beginning.refresh()

    def _note_length(self) -> None:
        chosen = _letters(self.editor.textCursor().selectedText())
        text = self.text
        whole = f"共 {_letters(text)} 字、{len(paragraphs(text))} 段"
        blanks = len(OPEN_BLANK.findall(text))
        left = [f"待填 {blanks} 处"] * bool(blanks) + [f"选中 {chosen} 字"] * bool(chosen)
        self._count.setText("，".join([*left, whole]))
        self._count.setAccessibleName(self._count.text())

    def _commit_after_pause(self) -> None:
        if self.editor.is_composing:
            self._pause.start()
        else:
            self.commit()

    def _text_changed(self, key: str) -> None:
        if key == self._key and self._exists():
            self._put_back()

    def _put_back(self) -> None:
        """Shows what the session holds, changing no more of the editor than differs."""
        self._putting_back = True
        try:
            self.editor.become(self._session.report.narratives.get(self._key, ""))
            # What the editor makes of a text is what it is compared with: only the officer's changes are pending.
            self._shown = self.text
            self._note_typing()
        finally:
            self._putting_back = False


def _letters(text: str) -> int:
    return sum(not character.isspace() for character in text)


def _label(parent: QWidget, *, muted: bool) -> QLabel:
    label = QLabel(parent)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    if muted:
        label.setObjectName("muted")
    return label
