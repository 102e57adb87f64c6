"""The frame with pages to turn: which one is on show, and the ways from one to another."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from disclosure_desk.gui.changes_followed import Changes
from disclosure_desk.gui.frame import Frame
from disclosure_desk.settings import Places

# What knows about reports is imported behind the first painting of the frame.
if TYPE_CHECKING:
    from disclosure_desk.checks.finding import Finding
    from disclosure_desk.formats.schema import CellId
    from disclosure_desk.gui.pages import Pages


class PageTurning(Frame):
    """Turns pages as outline, findings and side ask; what is being typed is handed over first.

    Args:
        places: where the officer's files are.
    """

    def __init__(self, places: Places) -> None:
        super().__init__(places)
        self._pages: Pages | None = None
        self._changes = Changes()
        self.outline.chosen.connect(self._turn_to)
        self.outline.picked.connect(self.show_place)
        self.findings.chosen.connect(self.go_to)
        self.side.wanted.connect(self.go)

    @property
    def place(self) -> str:
        """The page on show: ``cover``, ``preamble``, a section's id, ``shelf``, ``start``, or ""."""
        return self._pages.place if self._pages else ""

    @property
    def page_kind(self) -> str:
        """``table``, ``text``, or "" for any other page."""
        return self._pages.kind if self._pages else ""

    @property
    def section_places(self) -> list[str]:
        """The sections of the report on the desk."""
        return self._pages.order[2:] if self._pages else []

    def commit(self) -> bool:
        """Hands over what is being typed; False where it is refused and the officer has to look at it."""
        self.side.commit()
        return self._pages.commit() if self._pages else True

    @property
    def is_pending(self) -> bool:
        """Whether something is typed that :meth:`commit` would hand over."""
        return self._pages is not None and self._pages.is_pending

    def show_place(self, place: str) -> None:
        """Turns to a page and gives it the keyboard, if what is being typed on this one can be taken."""
        if self._turn_to(place) and self.page is not None:
            self.page.setFocus()

    def _turn_to(self, place: str) -> bool:
        if self._pages is None or place == self.place:
            return self._pages is not None
        if not self.commit():
            self.outline.choose(self.place)
            return False
        self._pages.show(place)
        self.outline.choose(place)
        return True

    def go_to(self, finding: "Finding") -> None:
        """Turns to what a finding is about."""
        if self._pages is not None and self.commit():
            self._pages.go_to(finding)
            self.outline.choose(self.place)

    def go(self, place: str, cell: "CellId | None" = None) -> None:
        """Turns to a page, and to a cell of it."""
        if self._pages is not None and self.commit():
            if cell is not None:
                self._pages.go_to_cell(cell)
            else:
                self._pages.show(place).setFocus()
            self.outline.choose(self.place)

    def go_to_text(self, key: str, position: int) -> None:
        """Turns to a character of a text."""
        if self._pages is not None and self.commit():
            self._pages.go_to_text(key, position)

    def step_finding(self, by: int) -> None:
        """Turns to the next (1) or previous (-1) finding."""
        finding = self.findings.step(by)
        if finding is not None:
            self.go_to(finding)

    @contextmanager
    def following_changes(self) -> Iterator[None]:
        """Turns to whatever changes inside, so that undo is seen where it happens."""
        with self._changes.followed() as changed:
            yield
        if changed and self._pages is not None:
            self._pages.turn_to_change(changed)
            self.outline.choose(self.place)
