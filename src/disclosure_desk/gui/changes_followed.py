"""What changed in the report while a step was taken back, so that the window can turn to it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from disclosure_desk.gui.session import Session


class Changes:
    """The keys of the cells and texts that change while somebody wants to know."""

    def __init__(self) -> None:
        self._keys: list[str] | None = None

    def watch(self, session: "Session") -> None:
        """Listens to a session."""
        session.cells_changed.connect(self._note)
        session.annotations_changed.connect(self._note)
        session.text_changed.connect(lambda key: self._note([key]))

    @contextmanager
    def followed(self) -> Iterator[list[str]]:
        """Yields the list that fills while the block runs."""
        keys: list[str] = []
        self._keys = keys
        try:
            yield keys
        finally:
            self._keys = None

    def _note(self, keys: Iterable[str]) -> None:
        if self._keys is not None:
            self._keys += keys
