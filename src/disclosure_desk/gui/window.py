"""What dialogs and flows may ask of the main window."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from disclosure_desk.checks.finding import Finding

Deed = tuple[str, Callable[[], None]]
"""A verb and what it does."""


class Noticing(Protocol):
    """Has the calm bar above the page."""

    def notice(self, sentence: str, kind: str = "info", actions: Sequence[Deed] = ()) -> None:
        """Says something; ``kind`` is info, warning or error."""


class Turning(Noticing, Protocol):
    """Can also turn to what a finding is about."""

    def go_to(self, finding: "Finding") -> None:
        """Turns to it."""


def widget(window: Noticing) -> QWidget:
    """The window as a parent for dialogs."""
    if not isinstance(window, QWidget):
        raise TypeError(type(window))
    return window
