"""An officer's PC as the tests use it: set the program up, start it, look at what is there."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from installer.places import CONSOLE, WINDOWED, Products
from installer.wine.machine import Machine, wait_for

if TYPE_CHECKING:
    import subprocess

OLDER = "0.0.9"
UNINSTALL_KEY = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\DisclosureDesk"
CLASSES = r"HKCU\Software\Classes"
TITLE = "公开年报"


class OfficerPc:
    """A machine, and the program on it or not.

    Attributes:
        machine: the Windows.
        products: what the build made.
    """

    def __init__(self, machine: Machine, products: Products) -> None:
        self.machine = machine
        self.products = products

    @property
    def home(self) -> Path:
        """Where set-up lays the program."""
        return self.machine.local_data / "Programs" / "DisclosureDesk"

    @property
    def data(self) -> Path:
        """Where the officer's data live."""
        return self.machine.local_data / "disclosure-desk"

    def set_up(self, program: Path | None = None, *options: str) -> int:
        """Runs a set-up program silently; its exit code."""
        return self.machine.run(program or self.products.set_up, "/S", *options, seconds=300).returncode

    def uninstall(self, *options: str) -> int:
        """Runs the uninstaller silently, from where it stands, so that its exit code can be had."""
        where = str(self.machine.windows_path(self.home))
        return self.machine.run(self.home / "uninstall.exe", "/S", *options, f"_?={where}", seconds=120).returncode

    def tidy_up(self) -> None:
        """Takes the program away, and what an uninstaller that runs from where it stands leaves."""
        if (self.home / "uninstall.exe").exists():
            self.uninstall("/REMOVEDATA")
            (self.home / "uninstall.exe").unlink(missing_ok=True)
            if self.home.is_dir():
                self.home.rmdir()

    def command(self, *arguments: str | Path, home: Path | None = None) -> tuple[int, str]:
        """Runs a command of the command line; exit code and what it said."""
        words = [str(self.machine.windows_path(each)) if isinstance(each, Path) else each for each in arguments]
        done = self.machine.run((home or self.home) / CONSOLE, *words, seconds=120)
        return done.returncode, done.stdout.decode("utf-8")

    @contextmanager
    def window(self, *arguments: str, home: Path | None = None) -> Iterator["subprocess.Popen[bytes]"]:
        """Opens the window, and closes it in the end as an officer does."""
        started = self.machine.start((home or self.home) / WINDOWED, *arguments)
        try:
            wait_for(lambda: self.machine.windows(TITLE))
            yield started
            self.machine.press("Escape", "Escape", "ctrl+q")
            started.wait(60)
        finally:
            if started.poll() is None:
                started.kill()
                self.machine.shut_down()

    def registered(self) -> dict[str, str]:
        """What Windows knows of the program, by key and name."""
        return {
            name: text
            for key in (UNINSTALL_KEY, rf"{CLASSES}\.gknb", rf"{CLASSES}\DisclosureDesk.Report")
            for name, text in self.machine.registry(key).items()
        }

    def version(self) -> str:
        """The version that 应用和功能 shows; empty where there is none."""
        values = self.machine.registry(UNINSTALL_KEY)
        return next((text for name, text in values.items() if name.endswith("DisplayVersion")), "")

    def files(self) -> set[str]:
        """Every file and folder of the machine that is not Windows' own."""
        top = self.machine.drive
        paths = (path for name in ("users", "Program Files") for path in (top / name).rglob("*"))
        return {path.relative_to(top).as_posix() for path in paths}
