"""Begins a text on its page: headings of topics, preamble and fees, offered while they are missing."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt

from disclosure_desk.errors import DeskError, RefusedChange
from disclosure_desk.formats.form import PREAMBLE
from disclosure_desk.formats.schema import NarrativeSection
from disclosure_desk.gui.session import Session
from disclosure_desk.gui.text_edit import NarrativeEdit
from disclosure_desk.gui.text_start import StartPanel
from disclosure_desk.gui.text_topics import TopicsPanel
from disclosure_desk.report.beginnings import insert_fees, insert_preamble, insert_topics, insertion_point, lacks_fees
from disclosure_desk.report.changes import Change
from disclosure_desk.report.document import ReportDocument
from disclosure_desk.report.topics import OPEN_BLANK, Topic, topics
from disclosure_desk.settings import Contact


class TextBeginning(QObject):
    """What is missing in one text, and the buttons that begin it.

    Args:
        session: the report on the desk.
        key: key of the text.
        editor: where it is written.
        panels: what shows the topics, and what offers a first sentence.
        commit: hands what was typed to the session.

    Attributes:
        contact: what the preamble gives as contact.
    """

    def __init__(
        self,
        session: Session,
        key: str,
        editor: NarrativeEdit,
        panels: tuple[TopicsPanel, StartPanel],
        commit: Callable[[], object],
    ) -> None:
        super().__init__(editor)
        self._session, self._key, self._editor, self._commit = session, key, editor, commit
        self._panel, self._start = panels
        self.contact = Contact()
        self._panel.chosen.connect(self._go_to)
        self._panel.insert_wanted.connect(self._insert_topics)
        self._start.preamble_wanted.connect(lambda: self._begin(lambda r: insert_preamble(r, self.contact)))
        self._start.fees_wanted.connect(self._insert_fees)

    def refresh(self) -> None:
        """Shows how far the text is, and offers what it lacks."""
        text, editable = self._editor.words, self._session.is_editable
        self._panel.show_topics(self._topics(), editable=editable)
        if editable and self._key == PREAMBLE and not text.strip():
            self._start.offer_preamble(unknown=self.contact == Contact())
        elif editable and lacks_fees(self._session.report, self._key, text):
            self._start.offer_fees(empty=not text.strip())
        else:
            self._start.hide()

    def begin(self) -> None:
        """Inserts what the text still lacks of its ready-made beginnings.

        Raises:
            RefusedChange: it lacks none, or the report cannot be changed.
        """
        text = self._editor.words
        missing = tuple(order for order, topic in enumerate(self._topics()) if topic.start is None)
        if missing:
            self._insert_topics(missing)
        elif self._key == PREAMBLE and not text.strip():
            self._begin(lambda report: insert_preamble(report, self.contact))
        elif lacks_fees(self._session.report, self._key, text):
            self._begin(lambda report: insert_fees(report, ""))
        else:
            raise RefusedChange("这一部分没有还可以插入的开头文字。")

    def _topics(self) -> tuple[Topic, ...]:
        section = None if self._key == PREAMBLE else self._session.report.form.section(self._key)
        return topics(section, self._editor.words) if isinstance(section, NarrativeSection) else ()

    def _go_to(self, order: int) -> None:
        found = self._topics()
        missing = found[order].start is None
        self._show(insertion_point(found, order, self._editor.words) if missing else found[order].end)

    def _insert_topics(self, orders: tuple[int, ...]) -> None:
        names = tuple(topic.name for order, topic in enumerate(self._topics()) if order in orders)
        self._commit()
        missing = [topic.name for topic in self._topics() if topic.start is None]
        self._session.apply(insert_topics(self._session.report, self._key, names))
        first = next((t for t in self._topics() if t.name in (names or missing) and t.start is not None), None)
        if first is not None:
            self._show(first.end)

    def _insert_fees(self, amount: str) -> None:
        try:
            self._begin(lambda report: insert_fees(report, amount))
        except DeskError as refused:
            self._start.refuse(str(refused))

    def _begin(self, compose: Callable[[ReportDocument], Change]) -> None:
        """Writes into this text after taking what was typed, and leads to the first blank in it."""
        self._commit()
        self._session.apply(compose(self._session.report))
        text = self._editor.words
        blank = OPEN_BLANK.search(text)
        self._show(*(blank.span() if blank else (len(text), len(text))))

    def _show(self, start: int, end: int | None = None) -> None:
        self._editor.mark(start, start if end is None else end)
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)
