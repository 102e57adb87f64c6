"""Chinese letters for the dialogs of a Wine prefix: the program's own font under the names that dialogs ask for."""

import shutil
from pathlib import Path

from tools.environment import ROOT

FONT = ROOT / "resources" / "fonts" / "DeskSans-Regular.ttf"
FAMILY = "Desk Sans"
NAMES = (
    *("MS Shell Dlg", "MS Shell Dlg 2", "Tahoma", "Segoe UI", "Microsoft Sans Serif", "MS Sans Serif", "Arial"),
    *("SimSun", "NSimSun", "宋体", "新宋体", "Microsoft YaHei", "Microsoft YaHei UI", "微软雅黑", "SimHei", "黑体"),
)
"""What the dialogs of Windows and of NSIS ask for."""
_NT = r"HKEY_LOCAL_MACHINE\Software\Microsoft\Windows NT\CurrentVersion"


def give_fonts(drive: Path) -> Path:
    """Copies the font to ``drive``, and writes the file for the registry that makes it the font of dialogs."""
    folder = drive / "windows" / "Fonts"
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(FONT, folder / FONT.name)
    # One name may be there as a font of Wine's own, without Chinese: that one is linked, the others are replaced.
    linked = ",".join(f"{byte:02x}" for byte in f"{FONT.name},{FAMILY}\0\0".encode("utf-16-le"))
    parts = {
        rf"{_NT}\Fonts": [f'"{FAMILY} (TrueType)"="{FONT.name}"'],
        rf"{_NT}\FontSubstitutes": [f'"{name}"="{FAMILY}"' for name in NAMES],
        r"HKEY_CURRENT_USER\Software\Wine\Fonts\Replacements": [f'"{name}"="{FAMILY}"' for name in NAMES],
        rf"{_NT}\FontLink\SystemLink": [f'"{name}"=hex(7):{linked}' for name in NAMES],
    }
    lines = ["Windows Registry Editor Version 5.00"]
    for key, values in parts.items():
        lines += ["", f"[{key}]", *values]
    file = drive / "fonts.reg"
    file.write_text("\r\n".join([*lines, ""]), encoding="utf-16")
    return file
