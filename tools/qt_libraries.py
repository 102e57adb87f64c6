"""Names and installs the system libraries that Qt needs on Linux; run as a module it prints their Debian packages."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tools.telling import SetUpError, tell

# Shared library -> Debian package. Everything that Qt's platform plugins ask of a bare Debian 12.
PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
_MODULES = ("QtWidgets", "QtSvg", "QtPrintSupport", "QtPdf", "QtTest")


def provide(environment: Path, platforms: tuple[str, ...]) -> None:
    """See to it that Qt can start with these platform plugins ("xcb", "wayland", "offscreen").

    Raises:
        SetUpError: libraries are missing and cannot be installed from here; the text names the command that does.
    """
    if sys.platform != "linux":
        return
    missing = missing_libraries(environment, platforms)
    command = apt_command(missing)
    if command and os.geteuid() == 0 and shutil.which("apt-get"):
        tell("Installing the system libraries that Qt needs.", "正在安装 Qt 需要的系统库。")
        _install(command)
        missing = missing_libraries(environment, platforms)
    if missing:
        raise remedy(missing)


def missing_libraries(environment: Path, platforms: tuple[str, ...]) -> set[str]:
    """The file names of the shared libraries that Qt asks for and this machine lacks."""
    asking = [
        file for folder in environment.glob("lib/python*/site-packages/PySide6") for file in _asking(folder, platforms)
    ]
    listing = subprocess.run(["ldd", *asking], check=False, stdout=subprocess.PIPE, encoding="utf-8", errors="replace")
    return not_found(listing.stdout)


def not_found(ldd_output: str) -> set[str]:
    """The libraries that ``ldd`` could not find."""
    return {line.split()[0] for line in ldd_output.splitlines() if line.rstrip().endswith("=> not found")}


def apt_command(missing: set[str]) -> list[str]:
    """The command that installs the missing libraries, empty where none of them has a known package."""
    packages = sorted({PACKAGES[library] for library in missing if library in PACKAGES})
    return ["apt-get", "install", "-y", "--no-install-recommends", *packages] if packages else []


def remedy(missing: set[str]) -> SetUpError:
    """What to do about missing libraries, in one sentence."""
    names = ", ".join(sorted(missing))
    command = " ".join(apt_command(missing))
    if not command:
        return SetUpError(f"Qt needs system libraries that are missing here: {names}.", "缺少 Qt 需要的系统库，见上。")
    return SetUpError(
        f"Qt needs system libraries that are missing here ({names}); run as root: {command}",
        f"缺少 Qt 需要的系统库，请以管理员身份运行：{command}",
    )


def _asking(pyside: Path, platforms: tuple[str, ...]) -> list[Path]:
    plugins = (file for name in platforms for file in (pyside / "Qt/plugins/platforms").glob(f"libq{name}*.so"))
    modules = (file for name in _MODULES for file in pyside.glob(f"{name}.*.so"))
    return [*plugins, *modules]


def _install(command: list[str]) -> None:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for step in (["apt-get", "update"], command):
        # Another apt-get may be at work, a fresh machine updating itself for example.
        patient = [step[0], "-o", "DPkg::Lock::Timeout=600", *step[1:]]
        subprocess.run(patient, check=False, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    print(*sorted(set(PACKAGES.values())))
