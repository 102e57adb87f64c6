"""``python -m installer.wine.pages BUILD OUT [DPI]``: pictures of the pages of the set-up program and the uninstaller.

BUILD is what ``start.py installer`` made; the script ``setup.nsi`` is packed anew, without compressing. Set-up is
driven by keys on a fresh Wine prefix, as an officer would; each picture is taken once the dialog has come to rest.
"""

import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageChops

from disclosure_desk import __version__
from installer.places import WINDOWED, Products
from installer.setup_program import pack_quickly
from installer.tree import files_of
from installer.wine.machine import Machine, screen, wait_for

OLDER = "0.0.9"
MANY_SECONDS, A_FEW_SECONDS, TRIES = 60, 5, 8
CARET = 60
"""Pixels."""
STILL = 4
"""So many pictures in a row that are the same: the dialog has come to rest."""
OFFICER = "经办人"
"""Whose folder is seen on the pages, not that of whoever takes the pictures."""
_FOLDERS = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"
PARTS = ("fresh", "again", "upgrade", "refused", "uninstalled")
"""Methods of Round."""
LOCALE = "zh_CN.UTF-8"


@dataclass
class Camera:
    """Takes pictures of the dialogs on a machine's screen."""

    machine: Machine
    out: Path
    title: str = "公开年报"

    def page(self, name: str, *, deed: Callable[[], object], left: str = "") -> str:
        """Does something, waits for the dialog that comes of it to be drawn, and keeps its picture.

        Args:
            name: of the picture.
            deed: what leads to the page.
            left: the window of the page before, where the page is to come in it; else a new window is waited for.

        Returns:
            the window.
        """
        before, known = self._seen(left) if left else None, set(self._windows())
        if left:
            self.machine.focus(left)
        deed()
        if not left:
            wait_for(lambda: set(self._windows()) - known, MANY_SECONDS)
        window = left or max(set(self._windows()) - known, key=int)
        seen: list[Image.Image] = []

        def rests() -> bool:
            seen.append(self._seen(window))
            still = len(seen) >= STILL and all(_same(each, seen[-1]) for each in seen[-STILL:])
            return still and not (before and _same(seen[-1], before))

        wait_for(rests, MANY_SECONDS)
        self._seen(window).save(self.out / f"{name}.png", optimize=True)
        return window

    def leave(self, window: str, *keys: str) -> None:
        """Presses keys in a window, and waits until it has gone."""
        for _ in range(TRIES):
            self.machine.focus(window)
            self.machine.press(*keys)
            with suppress(TimeoutError):
                wait_for(lambda: window not in self._windows(), A_FEW_SECONDS)
                return
        raise TimeoutError

    def _windows(self) -> list[str]:
        return self.machine.windows(self.title)

    def _seen(self, window: str) -> Image.Image:
        with Image.open(self.machine.picture(self.out / "seen.png", window)) as picture:
            return picture.convert("RGB")


def _same(one: Image.Image, other: Image.Image) -> bool:
    """Whether two pictures differ by a blinking caret at most."""
    if one.size != other.size:
        return False
    return sum(ImageChops.difference(one, other).convert("L").histogram()[1:]) <= CARET


class Round:
    """One walk through every page, on a machine that has not seen the program."""

    def __init__(self, machine: Machine, products: Products, folder: Path, out: Path) -> None:
        self._machine = machine
        self._camera = Camera(machine, out)
        self._local = machine.drive / "users" / OFFICER / "AppData" / "Local"
        self._home = self._local / "Programs" / "DisclosureDesk"
        kilobytes = sum((products.program / file).stat().st_size for file in files_of(products.program)) // 1024
        self._set_up = pack_quickly(products.program, products.version, folder, kilobytes)
        self._older = pack_quickly(products.program, OLDER, folder, kilobytes)

    def fresh(self) -> None:
        """The program is set up for the first time."""
        take, press = self._camera.page, self._machine.press
        window = take("welcome", deed=lambda: self._machine.start(self._set_up))
        for name in ("licence", "components", "folder"):
            self._machine.focus(window)
            take(name, deed=lambda: press("Return"), left=window)
        self._machine.focus(window)
        press("Return")
        take("done", deed=lambda: wait_for((self._home / "uninstall.exe").exists, MANY_SECONDS), left=window)
        # Not to be opened now.
        self._machine.focus(window)
        press("space")
        self._camera.leave(window, "Return")

    def again(self) -> None:
        """The same version once more, and stopped."""
        window = self._camera.page("again", deed=lambda: self._machine.start(self._set_up))
        self._machine.focus(window)
        asked = self._camera.page("stop", deed=lambda: self._machine.press("Escape"))
        self._camera.leave(asked, "alt+y")
        wait_for(lambda: not self._machine.windows(self._camera.title), MANY_SECONDS)

    def refused(self) -> None:
        """An older version, and any while the program runs."""
        window = self._camera.page("older-refused", deed=lambda: self._machine.start(self._older))
        self._camera.leave(window, "Return")
        program = self._machine.start(self._home / WINDOWED)
        owner = self._local / "disclosure-desk" / "desk.sqlite.owner.json"
        wait_for(owner.exists, MANY_SECONDS)
        window = self._camera.page("running-refused", deed=lambda: self._machine.start(self._set_up))
        self._camera.leave(window, "Escape")
        self._machine.press("Escape", "Escape", "ctrl+q")
        program.wait(MANY_SECONDS)

    def uninstalled(self) -> None:
        """The program is taken away, the data are kept."""
        take, press = self._camera.page, self._machine.press
        (self._local / "disclosure-desk").mkdir(exist_ok=True)
        window = take("uninstall", deed=lambda: self._machine.start(self._home / "uninstall.exe"))
        self._machine.focus(window)
        take("data-question", deed=lambda: press("Return"), left=window)
        self._machine.focus(window)
        press("alt+d")
        asked = take("data-certain", deed=lambda: press("Return"))
        self._camera.leave(asked, "alt+n")
        self._machine.focus(window)
        press("alt+d", "Return")
        gone = self._home / "uninstall.exe"
        take("uninstalled", deed=lambda: wait_for(lambda: not gone.exists(), MANY_SECONDS), left=window)
        self._camera.leave(window, "Return")

    def upgrade(self) -> None:
        """An older version is there; afterwards this one."""
        where = str(self._machine.windows_path(self._home))
        self._quietly(self._home / "uninstall.exe", f"_?={where}")
        (self._home / "uninstall.exe").unlink()  # it stays while it runs from where it stands
        self._quietly(self._older)
        window = self._camera.page("upgrade", deed=lambda: self._machine.start(self._set_up))
        self._machine.focus(window)
        asked = self._camera.page("stop", deed=lambda: self._machine.press("Escape"))
        self._camera.leave(asked, "alt+y")
        wait_for(lambda: not self._machine.windows(self._camera.title), MANY_SECONDS)
        self._quietly(self._set_up)

    def _quietly(self, program: Path, *options: str) -> None:
        if self._machine.run(program, "/S", *options, seconds=MANY_SECONDS).returncode:
            raise RuntimeError(program)


def _chinese(folder: Path) -> dict[str, str]:
    """Makes a Chinese locale for one machine, where the C library's sources of it are there: Wine's own buttons."""
    made = folder / LOCALE
    command = ["localedef", "-i", "zh_CN", "-f", "UTF-8", str(made)]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        return {}
    return {"LC_ALL": LOCALE, "LOCPATH": str(folder)}


def main(build: Path, out: Path, dpi: str = "96", parts: Sequence[str] = PARTS) -> None:
    """Takes every picture into ``out``, or those of some parts."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, screen() as display:
        machine = Machine(Path(folder) / "prefix", display, **_chinese(Path(folder)))
        machine.make()
        machine.run("reg", "add", r"HKCU\Control Panel\Desktop", "/v", "LogPixels", "/t", "REG_DWORD", "/d", dpi, "/f")
        local = rf"C:\Users\{OFFICER}\AppData\Local"
        (machine.drive / "users" / OFFICER / "AppData" / "Local").mkdir(parents=True)
        machine.run("reg", "add", _FOLDERS, "/v", "Local AppData", "/d", local, "/f")
        walk = Round(machine, Products(build.resolve(), __version__), Path(folder), out)
        try:
            for part in parts:
                getattr(walk, part)()
        finally:
            machine.picture(out / "seen.png")
            machine.shut_down()
    (out / "seen.png").unlink()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:4])
