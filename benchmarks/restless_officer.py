"""An officer who types at random into the real window until killed, and keeps a record of what the window announced.

Started by ``benchmarks/kill.py``: ``restless_officer.py FOLDER SEED``; begins when a line comes on standard input.
Every line on standard output is one JSON object: a ``change`` about to be put into the line of the background writer
(with the fingerprint of the report that it leads to and its place in the undo history), ``saved`` (the window announces
a commit), ``at`` (the officer is at another place), ``noted`` (that place was written), ``typed`` (the last key of a
text), ``fault`` (anything that must not happen).
"""

import faulthandler
import hashlib
import json
import os
import random
import sys
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from disclosure_desk.app import prepare, start
from disclosure_desk.gui import last_place
from disclosure_desk.gui.cover_page import CoverPage
from disclosure_desk.gui.main_window import MainWindow
from disclosure_desk.gui.narrative_page import NarrativePage
from disclosure_desk.gui.session import Session
from disclosure_desk.gui.table_page import TablePage
from disclosure_desk.gui.theme import apply_theme
from disclosure_desk.report.changes import Change, Part
from disclosure_desk.report.document import ReportDocument
from disclosure_desk.settings import LastPlace, Places, places
from disclosure_desk.store.database import Database

if TYPE_CHECKING:
    from disclosure_desk.gui.desk import Desk

Key = Qt.Key
CONTROL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
NONE = Qt.KeyboardModifier.NoModifier
WORDS = ("本年度", "受理", "依法", "办理", "公开", "信息", "一件", "，", "。", "\n")
STUCK = 100
"""Seconds after which it says where it is stuck; it should have been killed long ago."""
LATEST_MS = 1400
"""How long the officer sometimes leaves the keyboard alone: longer than a text may take to be committed."""


def fingerprint(report: ReportDocument) -> str:
    """The same for two reports exactly if every member of them is the same."""
    parts = {field.name: getattr(report, field.name) for field in fields(report) if field.name != "form"}
    plain = {name: sorted(part.items()) if hasattr(part, "items") else repr(part) for name, part in parts.items()}
    text = json.dumps([report.format_id, report.section_formats, plain], ensure_ascii=False, default=repr)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


Deed = Callable[[Change], None]
_one_at_a_time = threading.Lock()


def tell(kind: str, **particulars: object) -> None:
    """Writes one line that no kill can take back: it is with the operating system when this returns."""
    line = json.dumps({"kind": kind, "time": time.monotonic(), **particulars}, ensure_ascii=False) + "\n"
    with _one_at_a_time:
        os.write(1, line.encode())


def report_session(session: Session) -> None:
    """Tells of each change before the session makes it, and of each commit at the moment it is announced."""
    stack = session.stack

    def telling(deed: Deed, by: int, lead: Callable[[Change], Change], *, is_new: bool = False) -> Deed:
        def told(change: Change) -> None:
            if session._replaying or not session.is_editable:  # noqa: SLF001 - what the journal has is no news
                return
            after = session.report.applied(lead(change))
            steps = stack.index() + 1 if is_new else stack.count()
            is_text = is_new and any(edit.part is Part.NARRATIVE for edit in change.edits)
            tell("change", done=stack.index() + by, steps=steps, report=fingerprint(after), text=is_text)
            deed(change)

        return told

    session.make = telling(session.make, 1, lambda change: change, is_new=True)  # type: ignore[method-assign]
    session.make_again = telling(session.make_again, 1, lambda change: change)  # type: ignore[method-assign]
    session.take_back = telling(session.take_back, -1, Change.inverted)  # type: ignore[method-assign]
    session.writer.saved.connect(lambda _: tell("saved"), Qt.ConnectionType.DirectConnection)
    session.writer.failed.connect(lambda error: tell("fault", what=str(error)), Qt.ConnectionType.DirectConnection)


def report_places() -> None:
    """Tells where the officer is, and when that was written."""
    note, write = last_place.PlaceKeeper.note, last_place._write  # noqa: SLF001 - the moment after writing is meant

    def noting(keeper: last_place.PlaceKeeper, place: LastPlace) -> None:
        tell("at", **place._asdict())
        note(keeper, place)

    def writing(where: Places, place: LastPlace) -> None:
        write(where, place)
        tell("noted", **place._asdict())

    last_place.PlaceKeeper.note = noting  # type: ignore[method-assign]
    last_place._write = writing  # noqa: SLF001


class RestlessOfficer:
    """Presses keys at random, a few of them in each turn of the event loop."""

    def __init__(self, window: MainWindow, chance: random.Random) -> None:
        self._window = window
        self._chance = chance
        self._desk: Desk | None = None
        self._timer = QTimer(window, singleShot=True)
        self._timer.timeout.connect(self._turn)
        self._timer.start(0)

    def _turn(self) -> None:
        # First: a dialog that holds on to the loop is to be answered too.
        self._timer.start(self._chance.choice((0, 1, 5, 20, 60)) if self._chance.random() < 0.97 else LATEST_MS)
        if self._desk is None:
            self._take_desk()
        if self._desk is not None and self._desk.session.has_report:
            self._act()

    def _take_desk(self) -> None:
        self._desk = self._window.desk
        if self._desk is not None:
            report_session(self._desk.session)

    def _act(self) -> None:
        dialog = next((each for each in self._window.findChildren(QDialog) if each.isVisible()), None)
        if dialog is not None:
            QTest.keyClick(dialog, self._chance.choice((Key.Key_Return, Key.Key_Escape)))
            return
        if not self._window.isActiveWindow():
            self._window.activateWindow()  # as a desktop does when a dialog has gone
            return
        roll = self._chance.random()
        if roll < 0.08:
            self._press(Qt.Key(Key.Key_0 + self._chance.choice((0, 1, 2, 3, 3, 3, 4, 5, 6))), ALT)
        elif roll < 0.22:
            key = self._chance.choice((Key.Key_Z, Key.Key_Z, Key.Key_Y))
            for _ in range(self._chance.choice((1, 1, 2, 6))):
                self._press(key, CONTROL)
        elif roll < 0.25:
            self._press(self._chance.choice((Key.Key_1, Key.Key_2, Key.Key_3, Key.Key_4, Key.Key_5)), CONTROL)
        elif isinstance(self._window.page, TablePage):
            self._at_table()
        elif isinstance(self._window.page, NarrativePage):
            self._at_text()
        elif isinstance(self._window.page, CoverPage):
            self._at_cover(self._window.page)

    def _at_table(self) -> None:
        chance, roll = self._chance, self._chance.random()
        if roll < 0.55:
            self._type(str(chance.randrange(10 ** chance.randrange(1, 6))))
            self._press(chance.choice((Key.Key_Return, Key.Key_Tab, Key.Key_Down, Key.Key_Right)))
        elif roll < 0.7:
            self._press(chance.choice((Key.Key_Up, Key.Key_Left, Key.Key_PageDown, Key.Key_Home, Key.Key_End)))
        elif roll < 0.78:
            self._press(chance.choice((Key.Key_Right, Key.Key_Down)), SHIFT)
        elif roll < 0.84:
            lines = [[str(chance.randrange(99)) for _ in range(chance.randrange(1, 4))] for _ in range(2)]
            QApplication.clipboard().setText("\n".join("\t".join(line) for line in lines))
            self._press(Key.Key_V, CONTROL)
        elif roll < 0.9:
            self._press(chance.choice((Key.Key_Delete, Key.Key_F2)))
        elif roll < 0.96:
            self._press(chance.choice((Key.Key_D, Key.Key_M)), CONTROL)
        elif roll < 0.97:
            self._press(Key.Key_0, CONTROL | SHIFT)
        else:
            self._type("12x")  # no figure
            self._press(Key.Key_Tab)
            self._press(Key.Key_Escape)

    def _at_text(self) -> None:
        tell("typed")  # a paste is committed before its key has been dealt with
        roll = self._chance.random()
        if roll < 0.6:
            event = QInputMethodEvent()
            event.setCommitString("".join(self._chance.choices(WORDS[:-1], k=3)))
            QCoreApplication.sendEvent(self._keyboard, event)
        elif roll < 0.8:
            self._type("2024")
        elif roll < 0.9:
            self._press(Key.Key_Backspace)
        else:
            QApplication.clipboard().setText("".join(self._chance.choices(WORDS, k=12)))
            self._press(Key.Key_V, CONTROL)
        tell("typed")

    def _at_cover(self, page: CoverPage) -> None:
        if self._chance.random() < 0.3:
            QTest.mouseClick(page.typed_totals, Qt.MouseButton.LeftButton)
        elif self._keyboard is page.name:
            self._type("x")
            self._press(Key.Key_Return)
        else:
            self._press(Key.Key_Tab)

    @property
    def _keyboard(self) -> QWidget:
        return QApplication.focusWidget() or self._window

    def _press(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self._keyboard, key, held)

    def _type(self, text: str) -> None:
        for character in text:
            QTest.keyClick(self._keyboard, character)


def _fault(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
    tell("fault", what="".join(traceback.format_exception(kind, fault, trace)))


def main() -> None:
    """Waits for the word, opens the window and types until killed."""
    folder, seed = Path(sys.argv[1]), int(sys.argv[2])
    faulthandler.dump_traceback_later(STUCK, file=sys.stderr)
    sys.excepthook = _fault
    threading.excepthook = lambda args: _fault(args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback)
    app = QApplication([])
    prepare(app)
    apply_theme(app, "light")
    report_places()
    assert Database  # noqa: S101 - imported for its time, which does not belong to the seconds before the kill
    tell("waiting")
    sys.stdin.readline()
    window = MainWindow(places(folder))
    start(window)
    window.show()
    window.activateWindow()
    tell("begun")
    officer = RestlessOfficer(window, random.Random(seed))  # noqa: S311 - keys to press, no secret
    app.exec()
    del officer


if __name__ == "__main__":
    main()
