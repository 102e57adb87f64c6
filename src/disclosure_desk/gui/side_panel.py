"""The right-hand side of the window: one panel of several, chosen by its tab; made when it is first wanted."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QTabBar, QToolButton, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from disclosure_desk.formats.schema import CellId


class Follower(Protocol):
    """A panel that shows something about where the officer is."""

    wanted: SignalInstance
    """A place and a cell id or None: the officer wants to go there."""

    def follow(self, place: str, cell: "CellId | None") -> None:
        """Another page or cell is current."""


class Tab(NamedTuple):
    """One panel.

    Attributes:
        words: what its tab says.
        make: makes it.
        width: how wide it likes to be, in pixels.
    """

    words: str
    make: Callable[[QWidget], QWidget]
    width: int = 248


FINDINGS = "findings"
_LEAST_WIDTH = 240


class SidePanel(QFrame):
    """Tabs, and the chosen panel below.

    Args:
        findings: what the checks found; the panel that is always there.
    """

    turned = Signal(str)
    """Another panel is on show; its name."""
    wanted = Signal(str, object)
    """A panel wants the window to go to a place and a cell id or None."""

    def __init__(self, findings: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAccessibleName("侧栏")
        self.setMinimumWidth(_LEAST_WIDTH)
        self.tabs = QTabBar(self)
        self.tabs.setObjectName("side")
        self.tabs.setAccessibleName("侧栏内容")
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(False)
        for button, name in zip(self.tabs.findChildren(QToolButton), ("向左", "向右"), strict=False):
            button.setAccessibleName(name)  # Qt has them, shown or not
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self._stack = QStackedWidget(self)
        self._stack.setAccessibleName("侧栏内容")
        self._tabs: dict[str, Tab] = {}
        self._made: dict[str, QWidget] = {FINDINGS: findings}
        self._widths: dict[str, int] = {}
        self._at: tuple[str, CellId | None] = ("", None)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
        self._stack.addWidget(findings)
        self.tabs.currentChanged.connect(self._turn)
        self.take({})

    def take(self, more: Mapping[str, Tab], first: str = FINDINGS) -> None:
        """Offers these panels beside the findings, ``first`` on show."""
        self._tabs = {FINDINGS: Tab("校验", lambda _: self._made[FINDINGS]), **more}
        self.tabs.blockSignals(True)  # noqa: FBT003  Qt's signature
        while self.tabs.count():
            self.tabs.removeTab(0)
        for tab in self._tabs.values():
            self.tabs.addTab(tab.words)
        self.tabs.setVisible(len(self._tabs) > 1)
        # No tab is cut, nor out of reach, where the window is small.
        self.setMinimumWidth(max(_LEAST_WIDTH, self.tabs.sizeHint().width()))
        at = list(self._tabs).index(first) if first in self._tabs else 0
        self.tabs.setCurrentIndex(at)
        self.tabs.blockSignals(False)  # noqa: FBT003  Qt's signature
        self._show(at)

    @property
    def name(self) -> str:
        """The panel on show."""
        at = self.tabs.currentIndex()
        return list(self._tabs)[at] if 0 <= at < len(self._tabs) else FINDINGS

    @property
    def panel(self) -> QWidget:
        """The panel on show."""
        return self._made.get(self.name, self._made[FINDINGS])

    @property
    def names(self) -> tuple[str, ...]:
        """Every panel, from left to right."""
        return tuple(self._tabs)

    @property
    def liked_width(self) -> int:
        """How wide the panel on show likes to be, in pixels: as the officer made it, else as it was made."""
        return self._widths.get(self.name, self._tabs[self.name].width)

    def keep_width(self) -> None:
        """The officer gave the panel on show another width."""
        self._widths[self.name] = self.width()

    def show_panel(self, name: str) -> QWidget:
        """Turns to a panel; to the findings where there is none of that name."""
        self.tabs.setCurrentIndex(list(self._tabs).index(name) if name in self._tabs else 0)
        return self.panel

    def follow(self, place: str, cell: "CellId | None") -> None:
        """Another page or cell is current: the panel on show says so, the others when they are turned to."""
        self._at = (place, cell)
        if self.isVisible():
            self._follow()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """What happened while it was hidden is made up for."""
        super().showEvent(event)
        self._follow()

    def refresh(self) -> None:
        """The settings have changed; the panels that depend on them look again."""
        for panel in self._made.values():
            refresh = getattr(panel, "refresh", None)
            if refresh is not None:
                refresh()

    def commit(self) -> None:
        """Hands over what is being typed in any panel."""
        for panel in self._made.values():
            commit = getattr(panel, "commit", None)
            if commit is not None:
                commit()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Wide enough for a sentence in a few lines."""
        return QSize(248, 400)

    def _turn(self, at: int) -> None:
        self._show(at)
        self.turned.emit(self.name)

    def _show(self, at: int) -> None:
        name = list(self._tabs)[at]
        if name not in self._made:
            self._made[name] = panel = self._tabs[name].make(self._stack)
            self._stack.addWidget(panel)
            cast("Follower", panel).wanted.connect(self.wanted)
        self._stack.setCurrentWidget(self._made[name])
        self._follow()

    def _follow(self) -> None:
        place, cell = self._at
        if place and self.name != FINDINGS:
            cast("Follower", self.panel).follow(place, cell)
