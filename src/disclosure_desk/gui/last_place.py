"""Where the officer is, kept while the program runs, so that it opens there again however it ended."""

import json

from disclosure_desk.gui.writer import Writer
from disclosure_desk.settings import LastPlace, Places, Settings

FILE = "last-place.json"
"""Beside the settings, not in them: a dialog may be writing those at the same moment."""


class PlaceKeeper:
    """Notes the place with each change that is committed, and at most a second after the officer went there.

    Args:
        places: where the files of the program are.
        writer: the background writer of the session; the window never waits for a note.
    """

    def __init__(self, places: Places, writer: Writer) -> None:
        self._places = places
        self._writer = writer
        self._noted: LastPlace | None = None

    def note(self, place: LastPlace) -> None:
        """The officer is at another place now; to be called for every page and every cell."""
        if place != self._noted:
            self._noted = place
            self._writer.leave(lambda: _write(self._places, place))


def last_place(places: Places, settings: Settings) -> LastPlace:
    """Where the officer was last; what the settings say where no readable note of it exists."""
    try:
        read = json.loads((places.settings / FILE).read_bytes())
        year, section, cell = read["year"], read["section"], read["cell"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return settings.last_place
    sound = (year is None or type(year) is int) and isinstance(section, str) and isinstance(cell, str)
    return LastPlace(year, section, cell) if sound else settings.last_place


def _write(places: Places, place: LastPlace) -> None:
    """Replaces the note whole. It is not forced onto the disk: losing it costs a click, forcing it time."""
    places.settings.mkdir(parents=True, exist_ok=True)
    unfinished = places.settings / f"{FILE}.unfinished"
    unfinished.write_text(json.dumps(place._asdict(), ensure_ascii=False), encoding="utf-8")
    unfinished.replace(places.settings / FILE)
