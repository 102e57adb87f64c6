"""Takes the pictures of the manual: ``python -m docs.manual_pictures [OUT [WORDS]]`` drives the real program.

By default into ``docs/manual/pictures``, the words that stand on each into ``docs/manual/pictures.json``.
"""  # noqa: INP001  a script, not a module

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TypeVar, cast

os.environ |= {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": "1.5"}  # SHARPNESS
# The user and the PC that hold the database are named in a sentence.
os.environ |= {"LOGNAME": "经办人", "COMPUTERNAME": "办公室"}

from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QDockWidget, QProgressDialog, QWidget

from disclosure_desk.app import prepare, start
from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui.desk import SAMPLE
from disclosure_desk.gui.figure_message import FigureMessage
from disclosure_desk.gui.import_flow import import_file
from disclosure_desk.gui.main_window import MainWindow
from disclosure_desk.gui.outline import COVER, SHELF
from disclosure_desk.gui.practice import BROUGHT, LEFT, TOTAL
from disclosure_desk.gui.printing import PrintablePdf, pdf_of
from disclosure_desk.gui.reason_prompt import ReasonPrompt
from disclosure_desk.gui.start_page import TroublePage
from disclosure_desk.gui.table_page import TablePage
from disclosure_desk.gui.theme import apply_theme
from disclosure_desk.gui.tour import TourCard
from disclosure_desk.intake.read import read_report
from disclosure_desk.report.annotations import FLAGGED, Aspect, annotate
from disclosure_desk.resources import resource
from disclosure_desk.settings import places
from disclosure_desk.store.backup import back_up, backups_of
from docs.manual_camera import Album, Clock, read_words, settle_looks, stop_the_clock
from docs.screenshots import HEIGHT, WIDTH, Studio, wait_until
from docs.screenshots import _paste as paste_tables

Thing = TypeVar("Thing")
MANUAL = Path(__file__).parent / "manual"
NEW_FROM_PERSONS = CellId("requests/received/natural_person")
FEES = CellId("proactive_disclosure/fees/amount_collected")
UPHELD = CellId("review_and_litigation/reconsideration/upheld")
JANUARY_2025, JANUARY_2026 = datetime(2025, 1, 13, 10, 32), datetime(2026, 1, 12, 10, 32)  # noqa: DTZ001
BEFORE_THE_NEW_YEAR = (
    ("desk-daily", datetime(2026, 1, 7, 8, 41)),  # noqa: DTZ001
    ("desk-version-0.0.9", datetime(2026, 1, 8, 9, 5)),  # noqa: DTZ001
    ("desk-daily", datetime(2026, 1, 9, 8, 36)),  # noqa: DTZ001
)
IN_THE_NEW_YEAR = (
    ("desk-daily", datetime(2026, 1, 12, 8, 33)),  # noqa: DTZ001
    ("desk-replaced", datetime(2026, 1, 12, 10, 20)),  # noqa: DTZ001
)
"""Names and times of the copies that the list for restoring shows."""
TALL = 1260
"""Height at which all rows of Table 3 are seen."""
PRINTED_DPI = 144
PRINTED = (1, 4)
OTHER_NAMES = {"dialog-paste": "paste"}


class Scenery(Studio):
    """The window, driven as for other pictures, whose pictures go into the album."""

    def __init__(self, app: QApplication, window: MainWindow, out: Path, album: Album) -> None:
        super().__init__(app, window, out, "light")
        self.album = album

    def save(self, widget: QWidget, name: str, framed: Sequence[QWidget] = ()) -> None:
        """Puts a picture of a widget into the album, once all that was typed has been saved."""
        if isinstance(widget, MainWindow) and widget.desk is not None:
            widget.desk.session.writer.flush()
        self.album.take(widget, OTHER_NAMES.get(name, name), framed)

    def framed(self, name: str, *meant: QWidget) -> None:
        """Puts a picture of the window into the album, with a frame around what is meant."""
        self.save(self.window, name, meant)

    def opened_by(self, name: str, deed: Callable[[], object]) -> None:
        """Puts a picture of the dialog that a deed opens into the album, and closes it."""
        deed()
        wait_until(lambda: _dialog() is not None)
        dialog = cast("QDialog", _dialog())
        self.save(dialog, name)
        dialog.close()
        dialog.deleteLater()
        self.album.settle()

    @property
    def table(self) -> TablePage:
        """The page of the table on show."""
        return cast("TablePage", self.window.page)


def main(out: Path = MANUAL / "pictures", words: Path = MANUAL / "pictures.json") -> None:
    """Takes every picture."""
    out.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    stop_the_clock()
    settle_looks(app)
    prepare(app)
    apply_theme(app, "light")
    album = Album(app, out)
    with tempfile.TemporaryDirectory() as folder:
        window = MainWindow(places(Path(folder)))
        window.resize(WIDTH, HEIGHT)
        start(window)
        window.show()
        studio = Scenery(app, window, out, album)
        for part in (_first_start, _tour, _sample, _tables, _lines, _notes, _dialogs, _defect, _import):
            part(studio)
        for part in (_final, _next_year, _in_use):
            part(studio)
        window.close()
        _printed(album, Path(folder))
    album.write_words(words)


def _dialog() -> QDialog | None:
    shown = (each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible())
    return next((each for each in shown if not isinstance(each, QProgressDialog)), None)


def _keyboard() -> QWidget:
    """Where keys go."""
    return _there(QApplication.focusWidget())


def _there(thing: Thing | None) -> Thing:
    """What the program has by now; a picture without it would show something else."""
    if thing is None:
        raise LookupError
    return thing


def _button(window: MainWindow, word: str) -> QWidget:
    """The button on show that says a word."""
    shown = (each for each in window.findChildren(QAbstractButton) if each.isVisible())
    return next(each for each in shown if each.text() == word)


def _type(text: str) -> None:
    """Types characters, Chinese ones too."""
    for character in text:
        key = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, character)
        QApplication.sendEvent(_keyboard(), key)


def _first_start(studio: Scenery) -> None:
    Clock.shown = JANUARY_2026
    wait_until(lambda: studio.window.place == "start")
    studio.picture("start")
    studio.dialog("new-report", "new")


def _tour(studio: Scenery) -> None:
    Clock.shown = JANUARY_2025
    studio.window.actions_["tour"].trigger()
    practice = next(
        each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow) and each is not studio.window
    )
    practice.resize(1440, 860)
    dock = _there(practice.findChild(QDockWidget, "tour"))
    session = _there(practice.desk).session
    _there(practice.findChild(TourCard)).wanted.emit()
    session.type_figure(TOTAL, "17")
    practice.go("requests", LEFT)
    studio.save(practice, "tour", [dock])
    session.type_figure(LEFT, "1")
    session.type_figure(BROUGHT, "1")
    dock.hide()
    practice.resize(WIDTH, HEIGHT)
    practice.go("requests", NEW_FROM_PERSONS)
    studio.save(practice, "last-year", [practice.show_side("last_year")])
    practice.resize(WIDTH, TALL)
    practice.go("requests", CellId("requests/granted_in_part/natural_person"))
    practice.show_side("guide")
    studio.save(practice, "table-three")
    practice.resize(WIDTH, HEIGHT)
    practice.show_side("findings")
    session.type_figure(BROUGHT, "2")
    practice.go("requests", BROUGHT)
    studio.save(practice, "reason", [_there(_there(practice.page).findChild(ReasonPrompt))])
    practice.close()


def _sample(studio: Scenery) -> None:
    window = studio.window
    window.actions_["sample"].trigger()
    wait_until(lambda: bool(window.section_places))
    window.notice_bar.hide()
    for place, name in ((COVER, "cover"), ("overview", "overview")):
        window.show_place(place)
        studio.picture(name)


def _tables(studio: Scenery) -> None:
    window = studio.window
    window.go("requests", NEW_FROM_PERSONS)
    studio.picture("window")
    window.go("proactive_disclosure", FEES)
    studio.picture("table-two")
    window.activateWindow()
    studio.album.settle()
    _type("251000元")
    QTest.keyClick(_keyboard(), Qt.Key.Key_Return)
    studio.framed("figure-refused", _there(studio.table.findChild(FigureMessage)))
    for _ in range(2):
        QTest.keyClick(_keyboard(), Qt.Key.Key_Escape)
    window.go("review_and_litigation", UPHELD)
    studio.picture("table-four")
    window.go("requests", NEW_FROM_PERSONS)
    panel = window.show_side("preview")
    wait_until(lambda: bool(getattr(panel, "is_current", False)))
    studio.picture("preview-panel")
    window.show_side("findings")


def _lines(studio: Scenery) -> None:
    window = studio.window
    for name, action, words in (("palette", "palette", "备注"), ("go-to", "go_to", "结转 总计")):
        window.show_place("requests")
        window.activateWindow()
        studio.album.settle()
        window.actions_[action].trigger()
        line = QApplication.focusWidget()
        line.setText(words)  # type: ignore[union-attr]
        studio.picture(name)
        QTest.keyClick(_keyboard(), Qt.Key.Key_Escape)


def _notes(studio: Scenery) -> None:
    window, session = studio.window, studio.desk.session
    window.go("requests", NEW_FROM_PERSONS)
    noted = {Aspect.SOURCE: "办公室：依申请公开登记簿", Aspect.NOTE: "与信访登记再核对一次", Aspect.FLAG: FLAGGED}
    session.apply(annotate(session.report, NEW_FROM_PERSONS, noted))
    studio.framed("notes", window.show_side("notes"))
    window.show_side("findings")
    session.stack.undo()


def _dialogs(studio: Scenery) -> None:
    for name, action in (
        ("finalise", "finalise"),
        ("prior", "prior"),
        ("deadline", "deadline"),
        ("settings", "settings"),
    ):
        studio.dialog(name, action)
    paste_tables(studio)


def _defect(studio: Scenery) -> None:
    window, session = studio.window, studio.desk.session
    window.show_place("requests")
    session.type_figure(NEW_FROM_PERSONS, str(int(session.report.cells[NEW_FROM_PERSONS]) + 1))
    window.step_finding(1)
    studio.picture("finding")
    studio.dialog("obstacles", "finalise")
    session.stack.undo()


def _import(studio: Scenery) -> None:
    copy = Path(shutil.copy(resource(*SAMPLE), studio.window.places.settings.parent))
    studio.opened_by("import", lambda: import_file(studio.window, studio.desk, studio.window.places, copy))


def _final(studio: Scenery) -> None:
    studio.window.show_place("requests")
    studio.desk.finalise()
    studio.picture("final")


def _next_year(studio: Scenery) -> None:
    window, desk = studio.window, studio.desk
    _keep_copies(studio, BEFORE_THE_NEW_YEAR)
    Clock.shown = JANUARY_2026
    desk.begin_year(desk.session.report.agency, desk.session.report.year + 1)
    _keep_copies(studio, IN_THE_NEW_YEAR)
    studio.opened_by("restore", window.actions_["restore"].trigger)
    window.go("requests", CellId("requests/carried_over_in/natural_person"))
    studio.picture("next-year")
    for place, name, word in (
        ("overview", "overview-empty", "插入五个标题"),
        ("other_matters", "other-matters-empty", "插入收费情况一句"),
    ):
        window.show_place(place)
        studio.framed(name, _button(window, word))
    studio.dialog("zeros", "zeros")
    desk.recycle(desk.session.stored.summary.id)
    window.show_place(SHELF)
    studio.picture("shelf")


def _keep_copies(studio: Scenery, made: Sequence[tuple[str, datetime]]) -> None:
    """The copies that the program would have made by itself at those times; others are cleared away."""
    studio.desk.session.writer.flush()
    folder, present = backups_of(studio.desk.path), Clock.shown
    wanted = {name for name, _ in BEFORE_THE_NEW_YEAR + IN_THE_NEW_YEAR}
    for other in folder.glob("*"):
        if not any(other.name.startswith(f"{name}-2026") for name in wanted):
            other.unlink()
    for name, Clock.shown in made:
        back_up(studio.desk.path, folder, name=name)
    Clock.shown = present


def _in_use(studio: Scenery) -> None:
    """A second window on the same database."""
    second = MainWindow(studio.window.places)
    second.resize(WIDTH, HEIGHT)
    loading = start(second)
    second.show()
    wait_until(lambda: isinstance(second.page, TroublePage))
    studio.save(second, "database-in-use")
    loading.finish()
    second.close()


def _printed(album: Album, folder: Path) -> None:
    """Pages of the sample's PDF, with a hairline around the paper."""
    made = pdf_of(read_report(resource(*SAMPLE), catalogue()).report, places(folder))()
    pdf = PrintablePdf(made)
    for page in PRINTED:
        size = (pdf.document.pagePointSize(page - 1) * PRINTED_DPI / 72).toSize()
        picture = QImage(size, QImage.Format.Format_RGB32)
        picture.fill("white")
        painter = QPainter(picture)
        painter.drawImage(0, 0, pdf.document.render(page - 1, size))
        painter.setPen(QColor("#C3C8CF"))
        painter.drawRect(QRect(QPoint(), size).adjusted(0, 0, -1, -1))
        painter.end()
        album.words[f"printed-{page}"] = read_words(made, page - 1)
        album.keep(picture, f"printed-{page}")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
