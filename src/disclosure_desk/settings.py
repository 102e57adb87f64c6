"""Where the program keeps its files on this PC, what the officer prefers, and the log.

All of this is needed before the window is painted: named tuples are made in an eighth of the time of a dataclass.
"""

import json
import logging
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import platformdirs

from disclosure_desk.errors import UnwritableFile
from disclosure_desk.whole_file import write_whole

APPLICATION = "disclosure-desk"
DATA_DIR_VARIABLE = "DISCLOSURE_DESK_DATA"
HOME_VARIABLE = "DISCLOSURE_DESK_HOME"
"""Names the folder that the program lies in; set by its launchers on Windows."""
PORTABLE_MARKER, PORTABLE_FOLDER = "portable.txt", "数据"
"""The file in that folder which says that the officer's files stay beside the program, and the folder they are in."""
COLOUR_SCHEMES = ("system", "light", "dark", "contrast")
ZOOM_PERCENT = range(50, 401)

_log = logging.getLogger(__name__)


class Places(NamedTuple):
    """The folders of one user on this PC; none of them need exist yet."""

    data: Path
    settings: Path
    logs: Path

    @property
    def database(self) -> Path:
        """The local database."""
        return self.data / "desk.sqlite"

    @property
    def owner_note(self) -> Path:
        """Beside the database while a process has it open to write; left behind by a crash, it means nothing."""
        return self.database.with_name(f"{self.database.name}.owner.json")

    @property
    def settings_file(self) -> Path:
        """The officer's preferences, as JSON."""
        return self.settings / "settings.json"

    @property
    def log_file(self) -> Path:
        """The newest log; older ones carry a number behind the name."""
        return self.logs / "disclosure-desk.log"


def places(data_dir: Path | None = None) -> Places:
    """Return where files live: below ``data_dir``, else ``DISCLOSURE_DESK_DATA``, else beside a portable program.

    Otherwise they live where the system wants them.
    """
    chosen = data_dir or os.environ.get(DATA_DIR_VARIABLE) or _beside_the_program()
    if chosen:
        folder = Path(chosen).absolute()
        return Places(data=folder, settings=folder, logs=folder / "logs")
    # appauthor=False: on Windows one folder of the program's name, not one inside another of the same name.
    return Places(
        data=platformdirs.user_data_path(APPLICATION, appauthor=False),
        settings=platformdirs.user_config_path(APPLICATION, appauthor=False),
        logs=platformdirs.user_log_path(APPLICATION, appauthor=False),
    )


def _beside_the_program() -> Path | None:
    """The folder on the stick that the program runs from; asked at each start, its letter may have changed."""
    home = os.environ.get(HOME_VARIABLE)
    return Path(home, PORTABLE_FOLDER) if home and Path(home, PORTABLE_MARKER).is_file() else None


class AgencyDefaults(NamedTuple):
    """What a new report starts with; the words of ``kind``, ``level`` and ``scope`` are those of the report file."""

    name: str = ""
    kind: str = ""
    level: str = ""
    scope: str = ""


class Contact(NamedTuple):
    """How the public reaches the agency, for the beginning of the report; empty where not told."""

    address: str = ""
    postcode: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""


class FontChoices(NamedTuple):
    """A font family of this PC for each role of an official document; empty means the bundled font."""

    xiaobiaosong: str = ""
    heiti: str = ""
    kaiti: str = ""
    fangsong: str = ""


class WindowLayout(NamedTuple):
    """Geometry and state of the main window as Qt saves them, in base64, and which parts of it are shown.

    Attributes:
        panel: the panel on show at the side.
        side_shown, outline_shown: whether the parts beside the page are shown.
        corners_shown: whether the cells of a table show last year's figures in their corners.
    """

    geometry: str = ""
    state: str = ""
    panel: str = "findings"
    side_shown: bool = True
    outline_shown: bool = True
    corners_shown: bool = True


class LastPlace(NamedTuple):
    """Where the officer was: a year, a section id, a cell id; empty where unknown."""

    year: int | None = None
    section: str = ""
    cell: str = ""


class LastFolders(NamedTuple):
    """Where files of each kind were last put, and where one was last read from; empty where never."""

    pdf: str = ""
    gknb: str = ""
    xlsx: str = ""
    zip: str = ""
    sqlite: str = ""
    read: str = ""


class Settings(NamedTuple):
    """The officer's preferences; a changed copy, of a group too, is made with ``_replace``.

    Attributes:
        as_read: the file as it was read, so that what a newer version wrote there is written back.
        unread: whether there is a file that could not be read just now: what is in it must not be written over.
        damaged: whether defaults stand where the file could not be understood; a copy of it was set aside.
    """

    agency: AgencyDefaults = AgencyDefaults()
    contact: Contact = Contact()
    fonts: FontChoices = FontChoices()
    window: WindowLayout = WindowLayout()
    last_place: LastPlace = LastPlace()
    folders: LastFolders = LastFolders()
    colour_scheme: str = "system"
    zoom_percent: int = 100
    as_read: Mapping[str, Any] = MappingProxyType({})
    unread: bool = False
    damaged: bool = False


_Group = AgencyDefaults | Contact | FontChoices | WindowLayout | LastPlace | LastFolders
_TOLD = tuple(name for name in Settings._fields if name not in ("as_read", "unread", "damaged"))
"""What the file tells."""
_ALLOWED: Mapping[str, Any] = {"colour_scheme": COLOUR_SCHEMES, "zoom_percent": ZOOM_PERCENT}


def load_settings(where: Places) -> Settings:
    """Return the stored preferences, and the defaults for whatever is missing or cannot be read.

    A damaged file never stops the program: a copy is left beside it as ``settings.damaged.json``.
    """
    try:
        parsed = json.loads(where.settings_file.read_bytes())
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        _log.warning("settings could not be read; defaults are used until they can be: %s", error)
        return Settings(unread=True)
    except (ValueError, RecursionError):
        _set_aside(where.settings_file)
        return Settings(damaged=True)
    rejected: list[str] = []
    settings = _settings(parsed, rejected)
    if rejected:
        _set_aside(where.settings_file)
        return settings._replace(damaged=True)
    return settings


def save_settings(settings: Settings, where: Places) -> None:
    """Write the preferences, the whole file or nothing, with the unknown keys that came with it.

    Raises:
        UnwritableFile: the folder cannot be written, or what is there could not be read; the earlier file is untouched.
    """
    if settings.unread:
        raise UnwritableFile(
            f"设置没有保存：“{where.settings_file}”刚才读不出来，可能正被其他程序占用。请稍候，重新打开设置再试。"
        )
    told = {name: getattr(settings, name) for name in _TOLD}
    known = {name: value._asdict() if isinstance(value, _Group) else value for name, value in told.items()}
    text = json.dumps(_merged(settings.as_read, known), ensure_ascii=False, indent=2) + "\n"
    try:
        where.settings.mkdir(parents=True, exist_ok=True)
        # Half a character, which an unknown key may hold, is written as JSON's escape of it.
        write_whole(where.settings_file, text.encode("utf-8", "backslashreplace"))
    except (OSError, UnwritableFile) as error:
        raise UnwritableFile(
            f"设置没有保存：文件夹“{where.settings}”不能写入。请检查该文件夹的权限和磁盘空间，再试一次。"
        ) from error


def _settings(read: object, rejected: list[str]) -> Settings:
    """The values of a JSON object; the names of those that do not fit are added to ``rejected``."""
    if not isinstance(read, dict):
        rejected.append(Settings.__name__)
        return Settings()
    defaults = Settings(as_read=read)
    return defaults._replace(**_fitting({name: getattr(defaults, name) for name in _TOLD}, read, rejected))


def _overlaid(defaults: _Group, read: object, rejected: list[str]) -> _Group:
    """A group with the values of a JSON object."""
    if not isinstance(read, dict):
        rejected.append(type(defaults).__name__)
        return defaults
    return defaults._replace(**_fitting(defaults._asdict(), read, rejected))


def _fitting(defaults: Mapping[str, Any], read: Mapping[str, Any], rejected: list[str]) -> dict[str, Any]:
    """What of ``read`` may take the place of a default."""
    taken: dict[str, Any] = {}
    for name in (name for name in defaults if name in read):
        default = defaults[name]
        if isinstance(default, _Group):
            taken[name] = _overlaid(default, read[name], rejected)
        elif _fits(name, default, read[name]):
            taken[name] = read[name]
        else:
            rejected.append(name)
    return taken


def _fits(name: str, default: object, value: object) -> bool:
    """Whether a value from the file may stand where ``default`` stands."""
    if name in _ALLOWED:
        return type(value) is type(default) and value in _ALLOWED[name]
    if default is None:
        return value is None or type(value) is int
    return type(value) is type(default)


def _merged(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """``old`` with the values of ``new``, object by object, so that unknown keys stay at every depth."""
    return dict(old) | {
        key: _merged(old[key], value) if isinstance(value, dict) and isinstance(old.get(key), dict) else value
        for key, value in new.items()
    }


def _set_aside(file: Path) -> None:
    _log.warning("settings could not be read in full; defaults are used where they could not: %s", file)
    with suppress(OSError):
        file.with_suffix(".damaged.json").write_bytes(file.read_bytes())


class _LaterLog(logging.Handler):
    """Opens the log for the first line: what it takes would hold up the start of the window.

    Args:
        path: the newest log; its folder exists.
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._file: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Writes one line."""
        if self._file is None:
            from disclosure_desk.log_file import LogFile  # noqa: PLC0415

            self._file = LogFile(self._path)
            self._file.setFormatter(self.formatter)
        self._file.emit(record)

    def close(self) -> None:
        """Closes the file, if there was a line."""
        if self._file is not None:
            self._file.close()
        super().close()


def configure_logging(where: Places, *, verbose: bool = False) -> None:
    """Write the program's log to ``where.logs``: 1 MB a file, five older ones kept, UTF-8, from INFO on.

    The rule for whoever logs: **a figure or a narrative text of a report is never logged above DEBUG**, and nothing is
    written at DEBUG unless ``verbose`` asks for it. A log may be sent to a stranger for help; a report before its
    publication may not. Where the folder cannot be written the program runs on without a log.
    """
    # A log that cannot be written, on a full disk or while another process turns it over, is no matter for the console.
    logging.raiseExceptions = False
    root = logging.getLogger()
    for earlier in [handler for handler in root.handlers if handler.get_name() == APPLICATION]:
        root.removeHandler(earlier)
        earlier.close()
    try:
        where.logs.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = _LaterLog(where.log_file)
    except OSError:
        handler = logging.NullHandler()
    handler.set_name(APPLICATION)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root.addHandler(handler)
    logging.getLogger("disclosure_desk").setLevel(logging.DEBUG if verbose else logging.INFO)
