"""A Windows machine of its own for trying the built program: a Wine prefix and a virtual screen."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PureWindowsPath

from installer.wine.fonts import give_fonts

SHIMS = Path(__file__).parent / "shims"
PACKAGES = (
    "wine64",
    "nsis",
    "gcc-mingw-w64-x86-64-win32",
    "binutils-mingw-w64-x86-64",
    "xvfb",
    "xdotool",
    "imagemagick",
)
"""Debian's packages that building and trying need."""

_WINE = Path("/usr/lib/wine/wine64")
_SERVER = Path("/usr/lib/wine/wineserver64")
_COMPILER = "x86_64-w64-mingw32-gcc"
_NOT_HANDED_ON = ("QT_", "DISCLOSURE_DESK_", "PYTHON")
_SCREEN = "1400x900x24"
# mscms, propsys: Wine has its own, which the shims stand in for.
_OVERRIDES = "mscms=n,b;propsys=n,b;winemenubuilder.exe=d;mshtml=d;mscoree=d"


def missing() -> list[str]:
    """What this machine lacks for it, by name; empty where all is there."""
    wanted = {"wine64": _WINE.exists(), **{each: shutil.which(each) is not None for each in ("makensis", _COMPILER)}}
    wanted |= {each: shutil.which(each) is not None for each in ("Xvfb", "xdotool", "import")}
    return [name for name, is_there in wanted.items() if not is_there]


class Machine:
    """One Windows, with one user and one screen.

    Attributes:
        drive: its drive C as a folder here.
        home: the user's folder in it.
    """

    def __init__(self, folder: Path, display: str, **environment: str) -> None:
        self._folder = folder
        self._environment = {
            **{key: text for key, text in os.environ.items() if not key.startswith(_NOT_HANDED_ON)},
            "WINEPREFIX": str(folder),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": _OVERRIDES,
            "DISPLAY": display,
            "LC_ALL": "C.UTF-8",
            **environment,
        }
        self.drive = folder / "drive_c"

    @property
    def home(self) -> Path:
        """The user's folder."""
        return next(each for each in (self.drive / "users").iterdir() if each.name != "Public")

    @property
    def local_data(self) -> Path:
        """%LOCALAPPDATA%."""
        return self.home / "AppData" / "Local"

    @property
    def start_menu(self) -> Path:
        """The user's programs in the Start menu."""
        return self.home / "AppData" / "Roaming" / "Microsoft" / "Windows" / "Start Menu" / "Programs"

    @property
    def desktop(self) -> Path:
        """The user's desktop."""
        return self.home / "Desktop"

    def make(self) -> None:
        """Sets the machine up as a Windows 10, with what Wine 8 lacks for Qt."""
        self._folder.mkdir(parents=True)
        self.run("wineboot", "-i", seconds=180)
        self.run("winecfg", "-v", "win10", seconds=60)
        for source in sorted(SHIMS.glob("*.c")):
            library = self.drive / "windows" / "system32" / f"{source.stem}.dll"
            command = [_COMPILER, "-shared", "-O1", "-s", str(source), "-o", str(library), "-ladvapi32"]
            subprocess.run(command, check=True)
        self.run("regedit", "/S", str(self.windows_path(give_fonts(self.drive))), seconds=60)
        # Wine links these to the folders of whoever runs it.
        for folder in (self.desktop, self.home / "Documents"):
            if folder.is_symlink():
                folder.unlink()
            folder.mkdir(parents=True, exist_ok=True)

    def run(self, *command: str | Path, seconds: float = 120, **extra: str) -> "subprocess.CompletedProcess[bytes]":
        """Runs a program to its end; ``extra`` is added to its environment.

        Raises:
            TimeoutExpired: it took longer than ``seconds``.
        """
        return subprocess.run(
            [_WINE, *command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=self._environment | extra,
            timeout=seconds,
            check=False,
        )

    def start(self, program: Path, *arguments: str, **extra: str) -> "subprocess.Popen[bytes]":
        """Starts a program with a window; the process ends with it."""
        return subprocess.Popen(
            [_WINE, "start", "/wait", "/unix", program, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=self._environment | extra,
            start_new_session=True,
        )

    def registry(self, key: str) -> dict[str, str]:
        """The values of a key of the registry and its subkeys, by key and name; empty where there is none."""
        exported = self.drive / "exported.reg"
        exported.unlink(missing_ok=True)
        self.run("reg", "export", key, str(self.windows_path(exported)), "/y", seconds=30)
        if not exported.exists():
            return {}
        values: dict[str, str] = {}
        below = ""
        for line in exported.read_text(encoding="utf-16").splitlines():
            name, is_value, text = line.partition("=")
            if line.startswith("["):
                below = line.strip("[]")
            elif is_value:
                plain = text.removeprefix("dword:").removeprefix('"').removesuffix('"')
                called = "@" if name == "@" else name.removeprefix('"').removesuffix('"')
                values[f"{below}\\{called}"] = plain.replace('\\"', '"').replace("\\\\", "\\")
        return values

    def windows_path(self, path: Path) -> PureWindowsPath:
        """How programs on the machine call a file: on drive C, or anywhere else on Z."""
        if path.is_relative_to(self.drive):
            return PureWindowsPath("C:/", path.relative_to(self.drive).as_posix())
        return PureWindowsPath("Z:/", path.as_posix())

    def windows(self, title: str) -> list[str]:
        """The ids of the windows on the screen whose title holds ``title``."""
        return self._tool("xdotool", "search", "--onlyvisible", "--name", title).split()

    def focus(self, window: str) -> None:
        """Gives the keyboard to a window; nobody else does where no window manager runs."""
        self._tool("xdotool", "windowfocus", window)
        time.sleep(0.3)

    def press(self, *keys: str) -> None:
        """Presses keys in the window that has the keyboard, as xdotool names them."""
        for key in keys:
            self._tool("xdotool", "key", "--clearmodifiers", key)
            time.sleep(0.3)

    def picture(self, to: Path, window: str = "root") -> Path:
        """Keeps a picture of the whole screen or of a window."""
        to.parent.mkdir(parents=True, exist_ok=True)
        self._tool("import", "-window", window, str(to))
        return to

    def shut_down(self) -> None:
        """Ends every program of the machine."""
        with suppress(subprocess.TimeoutExpired):
            subprocess.run([_SERVER, "-k"], env=self._environment, check=False, timeout=30)

    def _tool(self, *command: str) -> str:
        return subprocess.run(
            command, env=self._environment, check=False, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        ).stdout


@contextmanager
def screen() -> Iterator[str]:
    """A virtual screen; its name for DISPLAY."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", _SCREEN, "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as said:
            yield f":{said.readline().strip()}"
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(10)


def wait_for(what: Callable[[], object], seconds: float = 60) -> None:
    """Waits until something is so.

    Raises:
        TimeoutError: it did not come about.
    """
    end = time.monotonic() + seconds
    while not what():
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.2)
