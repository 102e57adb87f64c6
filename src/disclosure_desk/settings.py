"""Where the program keeps its files on this PC, what the officer prefers, and the log."""

import json
import logging
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields, is_dataclass, replace
from pathlib import Path
from typing import Any, TypeVar, cast

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


@dataclass(frozen=True)
class AgencyDefaults:
    """What a new report starts with; the words of ``kind``, ``level`` and ``scope`` are those of the report file."""

    name: str = ""
    kind: str = ""
    level: str = ""
    scope: str = ""


@dataclass(frozen=True)
class Contact:
    """How the public reaches the agency, for the beginning of the report; empty where not told."""

    address: str = ""
    postcode: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""


@dataclass(frozen=True)
class FontChoices:
    """A font family of this PC for each role of an official document; empty means the bundled font."""

    xiaobiaosong: str = ""
    heiti: str = ""
    kaiti: str = ""
    fangsong: str = ""


@dataclass(frozen=True)
class WindowLayout:
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


@dataclass(frozen=True)
class LastPlace:
    """Where the officer was: a year, a section id, a cell id; empty where unknown."""

    year: int | None = None
    section: str = ""
    cell: str = ""


@dataclass(frozen=True)
class LastFolders:
    """Where files of each kind were last put, and where one was last read from; empty where never."""

    pdf: str = ""
    gknb: str = ""
    xlsx: str = ""
    zip: str = ""
    read: str = ""


@dataclass(frozen=True)
class Settings:
    """The officer's preferences; a changed copy is made with ``dataclasses.replace``."""

    agency: AgencyDefaults = AgencyDefaults()
    contact: Contact = Contact()
    fonts: FontChoices = FontChoices()
    window: WindowLayout = WindowLayout()
    last_place: LastPlace = LastPlace()
    folders: LastFolders = LastFolders()
    colour_scheme: str = "system"
    zoom_percent: int = 100
    # The file as it was read, so that what a newer version wrote there is written back.
    as_read: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)
    # Whether there is a file that could not be read just now: what is in it must not be written over.
    unread: bool = field(default=False, compare=False, repr=False)


_Group = TypeVar("_Group", AgencyDefaults, Contact, FontChoices, WindowLayout, LastPlace, LastFolders, Settings)
_OUR_OWN = ("as_read", "unread")
"""What no file tells."""
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
        return Settings()
    rejected: list[str] = []
    settings = _overlaid(Settings(), parsed, rejected)
    if rejected:
        _set_aside(where.settings_file)
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
    known = asdict(settings)
    del known["unread"]
    text = json.dumps(_merged(known.pop("as_read"), known), ensure_ascii=False, indent=2) + "\n"
    try:
        where.settings.mkdir(parents=True, exist_ok=True)
        # Half a character, which an unknown key may hold, is written as JSON's escape of it.
        write_whole(where.settings_file, text.encode("utf-8", "backslashreplace"))
    except (OSError, UnwritableFile) as error:
        raise UnwritableFile(
            f"设置没有保存：文件夹“{where.settings}”不能写入。请检查该文件夹的权限和磁盘空间，再试一次。"
        ) from error


def _overlaid(defaults: _Group, read: object, rejected: list[str]) -> _Group:
    """A copy with the values of a JSON object; the names of those that do not fit are added to ``rejected``."""
    if not isinstance(read, dict):
        rejected.append(type(defaults).__name__)
        return defaults
    taken: dict[str, Any] = {"as_read": read} if isinstance(defaults, Settings) else {}
    for name in (member.name for member in fields(defaults) if member.name in read and member.name not in _OUR_OWN):
        default = getattr(defaults, name)
        if is_dataclass(default):
            taken[name] = _overlaid(cast("Any", default), read[name], rejected)
        elif _fits(name, default, read[name]):
            taken[name] = read[name]
        else:
            rejected.append(name)
    return replace(defaults, **taken)


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


def configure_logging(where: Places, *, verbose: bool = False) -> None:
    """Write the program's log to ``where.logs``: 1 MB a file, five older ones kept, UTF-8, from INFO on.

    The rule for whoever logs: **a figure or a narrative text of a report is never logged above DEBUG**, and nothing is
    written at DEBUG unless ``verbose`` asks for it. A log may be sent to a stranger for help; a report before its
    publication may not. Where the folder cannot be written the program runs on without a log.
    """
    from disclosure_desk.log_file import LogFile  # noqa: PLC0415  it loads much that importing settings must not

    # A log that cannot be written, on a full disk or while another process turns it over, is no matter for the console.
    logging.raiseExceptions = False
    root = logging.getLogger()
    for earlier in [handler for handler in root.handlers if handler.get_name() == APPLICATION]:
        root.removeHandler(earlier)
        earlier.close()
    try:
        where.logs.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = LogFile(where.log_file)
    except OSError:
        handler = logging.NullHandler()
    handler.set_name(APPLICATION)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root.addHandler(handler)
    logging.getLogger("disclosure_desk").setLevel(logging.DEBUG if verbose else logging.INFO)
