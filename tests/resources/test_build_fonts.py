"""The script that rebuilds the fonts is repeatable and takes nothing but the recorded originals."""

import importlib
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from fontTools.ttLib import TTFont

from disclosure_desk.resources import resource

ROMAN = resource("fonts", "DeskRoman-Regular.ttf")


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(resource("fonts")))
    return importlib.import_module("build_fonts")


def test_that_building_twice_gives_the_same_bytes(script: ModuleType, tmp_path: Path) -> None:
    role = next(role for role in script.read_recipe() if role.name == "latin")
    targets = [tmp_path / name for name in ("first.ttf", "second.ttf")]
    for target in targets:
        script.build(role, ROMAN, target)
    assert targets[0].read_bytes() == targets[1].read_bytes()
    assert TTFont(targets[0])["head"].modified == script.MODIFIED


def test_that_an_original_with_other_bytes_is_refused(script: ModuleType, tmp_path: Path) -> None:
    source = replace(script.read_recipe()[0].source, package="other", member="font.ttf")
    unpacked = tmp_path / "npm-other-0-4-3"
    unpacked.mkdir()
    (unpacked / "font.ttf").write_bytes(ROMAN.read_bytes())
    with pytest.raises(script.BuildError, match="not the recorded"):
        script.original(source, tmp_path)


def test_that_a_subset_holds_only_what_was_asked(script: ModuleType) -> None:
    font = TTFont(ROMAN)
    script.take(font, {ord("年"), ord("2"), ord("—")}, hinting=False)
    assert set(font.getBestCmap()) == {ord("2"), ord("—")}


def test_that_quotes_are_put_on_their_side_of_the_em(script: ModuleType) -> None:
    font = TTFont(ROMAN)
    em, names = font["head"].unitsPerEm, font.getBestCmap()
    right_edge = font["hmtx"][names[ord("“")]][0] - font["glyf"][names[ord("“")]].xMax
    script.REPAIRS["full-width-quotes"](font)
    opening, closing = (font["glyf"][names[ord(mark)]] for mark in "“”")
    assert {font["hmtx"][names[ord(mark)]][0] for mark in "“”‘’"} == {em}
    assert em - opening.xMax == right_edge
    assert closing.xMax < em / 2
