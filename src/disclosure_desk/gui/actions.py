"""The actions of the window and the menus that hold them: which can be asked for now, and what they are called."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from disclosure_desk.errors import DeskError
from disclosure_desk.gui.icons import icon
from disclosure_desk.gui.menus import MENUS, RECENT, Entry, Menu, Need
from disclosure_desk.gui.theme import Theme, theme

if TYPE_CHECKING:
    from disclosure_desk.gui.main_window import MainWindow

Deed = Callable[..., object]


class Actions:
    """The actions of one window, by name.

    Args:
        window: the window, whose menu bar is filled.
        deeds: what each action does, by its name.
    """

    def __init__(self, window: "MainWindow", deeds: Callable[[str], Deed]) -> None:
        self._window = window
        self._deeds = deeds
        self._by_name: dict[str, QAction] = {}
        self._entries: dict[str, Entry] = {}
        self._menus: dict[str, QMenu] = {}
        self._painted_in: Theme | None = None
        self._needs = _Needs(window)
        for menu in MENUS:
            self._fill(menu)
        self.refresh()

    def __getitem__(self, name: str) -> QAction:
        return self._by_name[name]

    @property
    def menus(self) -> dict[str, list[QAction]]:
        """The actions that do something, by the words of their menu."""
        return {
            words: [each for each in menu.actions() if not each.isSeparator() and each.menu() is None]
            for words, menu in self._menus.items()
        }

    @property
    def recent(self) -> QMenu:
        """The menu of the reports opened last, filled by whoever knows them when it is about to be shown."""
        menu = self._by_name[RECENT].menu()
        if not isinstance(menu, QMenu):
            raise TypeError(RECENT)
        return menu

    def refresh(self) -> None:
        """What can be asked for now."""
        met = self._needs.met()
        for name, entry in self._entries.items():
            self._by_name[name].setEnabled(entry.need in met)
        self._refresh_undo()

    def set_switch(self, name: str, *, on: bool) -> None:
        """Shows a switch as things stand, without doing anything."""
        action = self._by_name[name]
        action.blockSignals(True)  # noqa: FBT003  Qt's signature
        action.setChecked(on)
        action.blockSignals(False)  # noqa: FBT003  Qt's signature

    def name_sections(self, labels: list[str]) -> None:
        """Calls the sections by their headings."""
        for at, label in enumerate(labels, start=1):
            if f"section{at}" in self._by_name:
                self[f"section{at}"].setText(label)

    def repaint(self) -> None:
        """Paints the icons, when a menu is first opened or in another theme."""
        if self._painted_in is not theme():
            self._painted_in = theme()
            for name, entry in self._entries.items():
                if entry.sign:
                    self._by_name[name].setIcon(icon(entry.sign))

    def guarded(self, deed: Deed) -> Deed:
        """A deed that first hands over what is being typed, and says in the window what went wrong."""

        def run(*_: object) -> None:
            try:
                if self._window.commit():
                    deed()
            except DeskError as error:
                self._window.notice(str(error), "error")

        return run

    def _refresh_undo(self) -> None:
        desk = self._window.desk
        if desk is None:
            self["undo"].setEnabled(False)
            self["redo"].setEnabled(False)
            return
        stack, pending = desk.session.stack, self._window.is_pending
        self["undo"].setText("撤销 刚才的输入" if pending else f"撤销 {stack.undoText()}".rstrip())
        self["redo"].setText(f"恢复 {stack.redoText()}".rstrip())
        self["undo"].setEnabled(pending or stack.canUndo())
        self["redo"].setEnabled(stack.canRedo() and not pending)

    def _fill(self, menu: Menu) -> None:
        made = self._window.menuBar().addMenu(menu.words)
        made.aboutToShow.connect(self.repaint)
        made.setAccessibleName(menu.words.partition("(")[0])
        self._menus[made.accessibleName()] = made
        for entry in menu.entries:
            if entry is None:
                made.addSeparator()
            else:
                made.addAction(self._made(entry, made))

    def _made(self, entry: Entry, menu: QMenu) -> QAction:
        action = QAction(entry.words, self._window)
        action.setObjectName(entry.name)
        self._by_name[entry.name], self._entries[entry.name] = action, entry
        if entry.name == RECENT:
            inner = QMenu(entry.words, menu)
            inner.setAccessibleName(entry.words)
            inner.aboutToShow.connect(self._of("fill_recent"))
            action.setMenu(inner)
            return action
        action.setShortcuts([QKeySequence(key) for key in entry.keys])
        if entry.is_shown_only:
            # The part that has the keyboard knows these keys itself, and better.
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        if entry.is_switch:
            action.setCheckable(True)
            action.setIconVisibleInMenu(False)  # it would stand where the tick belongs
            action.setChecked(entry.is_on)
            action.toggled.connect(self._switched(entry.name))
        else:
            action.triggered.connect(self.guarded(self._of(entry.name)))
        return action

    def _of(self, name: str) -> Deed:
        """The deed of that name, asked for when it is wanted."""

        def run() -> None:
            self._deeds(name)()

        return run

    def _switched(self, name: str) -> Deed:
        def run(on: bool) -> None:  # noqa: FBT001  a slot for a switch
            try:
                self._deeds(name)(on)
            except DeskError as error:
                self.set_switch(name, on=not on)
                self._window.notice(str(error), "error")

        return run


class _Needs:
    """What of all that a deed may need is there."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window

    def met(self) -> set[Need]:
        desk = self._window.desk
        met = {Need.NOTHING}
        if desk is None or not desk.is_ready:
            return met
        met.add(Need.READY)
        if not desk.is_read_only:
            met.add(Need.WRITABLE)
        if desk.session.has_report:
            from disclosure_desk.report.state import State  # noqa: PLC0415  loaded behind the first painting

            editable = desk.session.is_editable
            met |= {Need.REPORT} | ({Need.EDITABLE} if editable else set())
            if not desk.is_read_only and desk.session.stored.summary.state in (State.FINAL, State.PUBLISHED):
                met.add(Need.CLOSED)
            met |= self._of_page(editable=editable)
        return met

    def _of_page(self, *, editable: bool) -> set[Need]:
        kind = self._window.page_kind
        if kind == "table":
            return {Need.TABLE, Need.FIGURES} | ({Need.EDITABLE_TABLE} if editable else set())
        return {Need.TEXT, Need.FIGURES} if kind == "text" else set()


def dropped_file(dragged: QMimeData) -> Path | None:
    """The one file or folder that is being dragged, or None; whether it can be read is said by whoever reads it."""
    paths = [Path(url.toLocalFile()) for url in dragged.urls() if url.isLocalFile()]
    return paths[0] if len(paths) == 1 else None
