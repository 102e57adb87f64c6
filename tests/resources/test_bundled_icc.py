"""The colour profile is one that PDF/A-1 accepts, is sRGB, and may be shipped."""

import hashlib
import re
import struct

import pytest
from PIL import Image, ImageCms

from disclosure_desk.resources import resource

FOLDER = resource("icc")


@pytest.fixture(scope="module")
def profile() -> bytes:
    return (FOLDER / "sRGB.icc").read_bytes()


def test_that_the_profile_is_whole_and_of_version_2(profile: bytes) -> None:
    assert struct.unpack(">I", profile[:4]) == (len(profile),)
    assert profile[36:40] == b"acsp"
    assert profile[8] == 2


def test_that_it_describes_an_rgb_display(profile: bytes) -> None:
    assert profile[12:16] == b"mntr"
    assert profile[16:20] == b"RGB "


def test_that_its_colours_are_those_of_srgb() -> None:
    chart = Image.linear_gradient("L").resize((16, 16))
    image = Image.merge("RGB", (chart, chart.rotate(90), chart.rotate(180)))
    seen = ImageCms.profileToProfile(image, str(FOLDER / "sRGB.icc"), ImageCms.createProfile("sRGB"))
    assert seen is not None
    assert max(abs(a - b) for a, b in zip(image.tobytes(), seen.tobytes(), strict=True)) <= 1


def test_that_source_and_licence_are_told(profile: bytes) -> None:
    recorded = re.search(r"SHA-256: `(\w{64})`", (FOLDER / "README.md").read_text(encoding="utf-8"))
    assert recorded is not None
    assert recorded[1] == hashlib.sha256(profile).hexdigest()
    assert "The zlib/libpng License" in (FOLDER / "LICENSE.txt").read_text(encoding="utf-8")
    assert b"no copyright, use freely" in profile
