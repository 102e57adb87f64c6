"""One window for each data folder, and the report files that a start was given."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from disclosure_desk.errors import DatabaseInUse, DeskError
from disclosure_desk.settings import Places

if TYPE_CHECKING:
    from disclosure_desk.gui.first_window import FirstWindow
    from disclosure_desk.gui.main_window import MainWindow

LISTEN_AFTER = 200
"""Milliseconds after the last report came on show."""
ASK_AGAIN = 600
"""Milliseconds until a window that is just opening is asked once more."""


def is_handed_over(places: Places, files: Sequence[Path]) -> bool:
    """Whether a window is open on this data folder, which has come to the front and taken the files.

    Looks first for the note that the holder of the database leaves beside it: an ordinary start loads nothing.
    """
    return places.owner_note.exists() and _ask(places, files)


def _ask(places: Places, files: Sequence[Path]) -> bool:
    # QtNetwork takes 10 ms to load, and only a second start needs it here.
    from disclosure_desk.gui.first_window import hand_over  # noqa: PLC0415

    return hand_over(places.data, [file.absolute() for file in files])


class OneWindow(QObject):
    """Keeps a window the only one: listens once its database is open, or leaves to the one that has it.

    Args:
        window: the window, which has its desk.
        files: what it was started with, to be taken in once the database is open.
    """

    def __init__(self, window: "MainWindow", files: Sequence[Path] = ()) -> None:
        super().__init__(window)
        self._window = window
        self._files = tuple(file.absolute() for file in files)
        self._first: FirstWindow | None = None
        QApplication.instance().aboutToQuit.connect(self.close)  # type: ignore[union-attr]  # there is one: a window
        if window.desk is not None:
            window.desk.ready.connect(self._ready)
            window.desk.unready.connect(self._unready)

    def close(self) -> None:
        """Listens no more."""
        if self._first is not None:
            self._first.close()

    def _ready(self) -> None:
        """The database is open; the last report comes on show first."""
        files, self._files = self._files, ()
        if files:
            QTimer.singleShot(0, self, partial(take_files, self._window, files))
        QTimer.singleShot(LISTEN_AFTER, self, self._listen)

    def _listen(self) -> None:
        desk = self._window.desk
        if desk is None or not desk.is_ready or desk.is_read_only:
            return
        from disclosure_desk.gui.first_window import FirstWindow  # noqa: PLC0415  see _ask

        if self._first is None:
            self._first = FirstWindow(self._window.places.data, self)
            self._first.asked.connect(self._asked)
        self._first.listen()

    def _unready(self, error: DeskError) -> None:
        """Somebody else has the database: where that is a window which was opened a moment ago, it shall do."""
        if isinstance(error, DatabaseInUse) and not self._leave():
            QTimer.singleShot(ASK_AGAIN, self, self._leave)

    def _leave(self) -> bool:
        desk = self._window.desk
        if desk is None or desk.is_ready or not _ask(self._window.places, self._files):
            return False
        self._window.close()
        return True

    def _asked(self, files: tuple[Path, ...]) -> None:
        come_forward(self._window)
        if files:
            take_files(self._window, files)


def come_forward(window: QWidget) -> None:
    """Brings a window before all others, with the dialog that it waits for."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    for each in (window, QApplication.activeModalWidget()):
        if each is not None:
            each.raise_()
            each.activateWindow()


def take_files(window: "MainWindow", files: Sequence[Path]) -> None:
    """Offers a file that the program was given for import, as one that is dropped on the window; else says why not."""
    hindrance = _hindrance(window, files)
    if hindrance:
        window.notice(hindrance, "warning")
    elif QApplication.activeModalWidget() is not None:
        sentence = f"收到文件“{files[0].name}”。请先完成或关闭眼前的对话框，再导入。"
        window.notice(sentence, "info", [("导入", lambda: take_files(window, files))])
    else:
        window.actions_.guarded(lambda: window.deeds.import_(files[0]))()


def _hindrance(window: "MainWindow", files: Sequence[Path]) -> str:
    """Why the files cannot be taken in, or ""."""
    if len(files) > 1:
        return f"一次只能导入一份报告，收到了 {len(files)} 个文件。请逐份打开。"
    file = files[0]
    if file.is_dir():
        return f"“{file}”是文件夹，不是报告文件。请打开其中的一份报告文件。"
    if not file.exists():
        return f"没有找到“{file}”。请检查文件是否已移走或改名，U盘是否已插好。"
    if not window.actions_["import"].isEnabled():
        return f"以只读方式打开时不能导入“{file.name}”。请关闭这个窗口，在可以修改的窗口中导入。"
    return ""
