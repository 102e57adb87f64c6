"""The pictures of set-up's pages are those that the script draws from the program's icon."""

from pathlib import Path

from PIL import Image, ImageChops

from installer import art
from installer.art.__main__ import main

KEPT = Path(art.__file__).parent
SOFTER = 8
"""Another release of Pillow may round otherwise."""


def test_that_the_pictures_are_drawn_from_the_icon_as_it_is(tmp_path: Path) -> None:
    main(tmp_path)
    drawn = sorted(tmp_path.glob("*.bmp"))
    assert [file.name for file in drawn] == ["header.bmp", "sidebar.bmp"]
    for file in drawn:
        with Image.open(file) as new, Image.open(KEPT / file.name) as kept:
            assert new.size == kept.size
            difference = ImageChops.difference(new.convert("RGB"), kept.convert("RGB"))
        assert max(most for _, most in difference.getextrema()) <= SOFTER
