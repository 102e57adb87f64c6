"""Where the program keeps its files on this PC, what the officer prefers, and the log."""

import json
import logging
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields, is_dataclass
from pathlib import Path
from typing import Any, TypeVar, cast

import platformdirs

from disclosure_desk.errors import UnwritableFile

APPLICATION = "disclosure-desk"
DATA_DIR_VARIABLE = "DISCLOSURE_DESK_DATA"
COLOUR_SCHEMES = ("system", "light", "dark")
ZOOM_PERCENT = range(50, 401)

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Places:
    """The folders of one user on this PC; none of them need exist yet."""

    data: Path
    settings: Path
    logs: Path

    @property
    def database(self) -> Path:
        """The local database."""
        return self.data / "desk.sqlite"

    @property
    def settings_file(self) -> Path:
        """The officer's preferences, as JSON."""
        return self.settings / "settings.json"

    @property
    def log_file(self) -> Path:
        """The newest log; older ones carry a number behind the name."""
        return self.logs / "disclosure-desk.log"


def places(data_dir: Path | None = None) -> Places:
    """Return where files live: below ``data_dir``, else ``DISCLOSURE_DESK_DATA``, else where the system wants them."""
    chosen = data_dir or os.environ.get(DATA_DIR_VARIABLE)
    if chosen:
        folder = Path(chosen).absolute()
        return Places(data=folder, settings=folder, logs=folder / "logs")
    # appauthor=False: on Windows one folder of the program's name, not one inside another of the same name.
    return Places(
        data=platformdirs.user_data_path(APPLICATION, appauthor=False),
        settings=platformdirs.user_config_path(APPLICATION, appauthor=False),
        logs=platformdirs.user_log_path(APPLICATION, appauthor=False),
    )


@dataclass(frozen=True)
class AgencyDefaults:
    """What a new report starts with; the words of ``kind``, ``level`` and ``scope`` are those of the report file."""

    name: str = ""
    kind: str = ""
    level: str = ""
    scope: str = ""


@dataclass(frozen=True)
class FontChoices:
    """A font family of this PC for each role of an official document; empty means the bundled font."""

    xiaobiaosong: str = ""
    heiti: str = ""
    kaiti: str = ""
    fangsong: str = ""


@dataclass(frozen=True)
class WindowLayout:
    """Geometry and state of the main window as Qt saves them, in base64."""

    geometry: str = ""
    state: str = ""


@dataclass(frozen=True)
class LastPlace:
    """Where the officer was: a year, a section id, a cell id; empty where unknown."""

    year: int | None = None
    section: str = ""
    cell: str = ""


@dataclass(frozen=True)
class Settings:
    """The officer's preferences; a changed copy is made with ``dataclasses.replace``."""

    agency: AgencyDefaults = AgencyDefaults()
    fonts: FontChoices = FontChoices()
    window: WindowLayout = WindowLayout()
    last_place: LastPlace = LastPlace()
    colour_scheme: str = "system"
    zoom_percent: int = 100
    # The file as it was read, so that what a newer version wrote there is written back.
    as_read: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)
