"""``python -m installer.art [OUT]``: draws the pictures of the set-up program's pages from the program's icon.

Twice as large as shown at 100 %, because Windows stretches them to the dialog: flat colours and no words, so that
stretching harms nothing.
"""

import sys
from pathlib import Path

from PIL import Image

from tools.environment import ROOT

HERE = Path(__file__).parent
ICON = ROOT / "resources" / "icons" / "app-256.png"
INK_BLUE, PAPER = "#1F4E8C", "#FFFFFF"
SIDEBAR, HEADER = (328, 628), (300, 114)
"""NSIS asks for 164 x 314 and 150 x 57."""


def sidebar() -> Image.Image:
    """A sheet on an ink-blue desk, beside the words of the first and the last page."""
    image = Image.new("RGB", SIDEBAR, INK_BLUE)
    icon = _icon(208)
    image.paste(icon, ((SIDEBAR[0] - icon.width) // 2, 176), icon)
    return image


def header() -> Image.Image:
    """The icon at the right end of the strip above the other pages."""
    image = Image.new("RGB", HEADER, PAPER)
    icon = _icon(90)
    image.paste(icon, (HEADER[0] - icon.width - 16, (HEADER[1] - icon.height) // 2), icon)
    return image


def _icon(size: int) -> Image.Image:
    with Image.open(ICON) as icon:
        return icon.convert("RGBA").resize((size, size), Image.Resampling.LANCZOS)


def main(out: Path = HERE) -> None:
    """Write ``sidebar.bmp`` and ``header.bmp``."""
    for draw in (sidebar, header):
        # In 256 colours: there are few, and the file is a third.
        draw().quantize(256, dither=Image.Dither.NONE).save(out / f"{draw.__name__}.bmp")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
