"""What dialogs and flows may ask of the main window."""

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtWidgets import QWidget

Deed = tuple[str, Callable[[], None]]
"""A verb and what it does."""


class Noticing(Protocol):
    """Has the calm bar above the page."""

    def notice(self, sentence: str, kind: str = "info", actions: Sequence[Deed] = ()) -> None:
        """Says something; ``kind`` is info, warning or error."""


def widget(window: Noticing) -> QWidget:
    """The window as a parent for dialogs."""
    if not isinstance(window, QWidget):
        raise TypeError(type(window))
    return window
