"""``python -m installer.wine.manual_pictures BUILD``: the manual's pictures of set-up.

They need Wine, so they are not taken with the window's pictures. Beside them lie the sums of their sources, and a test
holds that these are still the same.
"""

import hashlib
import json
import sys
import tempfile
from pathlib import Path

from PIL import Image

from installer.wine.pages import main as take_pages
from tools.environment import ROOT

MANUAL = ROOT / "docs" / "manual"
STAMP = MANUAL / "set-up-pictures.json"
SHOWN = ("welcome", "components", "folder", "data-question")
PREFIX = "set-up-"
SHARP = "144"
"""Dots per inch, as the window's pictures have them."""
_SOURCES = (
    "installer/setup.nsi",
    "installer/art/header.bmp",
    "installer/art/sidebar.bmp",
    "installer/wine/fonts.py",
    "resources/fonts/DeskSans-Regular.ttf",
)


def sums() -> dict[str, str]:
    """The SHA-256 of each source of the pictures, by its path."""
    # Line ends differ from one checkout to another.
    return {path: hashlib.sha256((ROOT / path).read_bytes().replace(b"\r\n", b"\n")).hexdigest() for path in _SOURCES}


def main(build: Path) -> None:
    """Takes the pictures, and notes what they were made from."""
    with tempfile.TemporaryDirectory() as folder:
        take_pages(build, Path(folder), SHARP, ("fresh", "uninstalled"))
        for name in SHOWN:
            with Image.open(Path(folder) / f"{name}.png") as taken:
                few_colours = taken.convert("RGB").quantize(256, dither=Image.Dither.NONE)
            few_colours.save(MANUAL / "pictures" / f"{PREFIX}{name}.png", optimize=True)
    STAMP.write_text(json.dumps(sums(), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
