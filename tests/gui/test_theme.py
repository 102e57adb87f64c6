"""The window can be read: enough contrast in every scheme, icons in the colour of the text."""

from collections.abc import Iterator
from itertools import product

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QRawFont
from PySide6.QtWidgets import QApplication

from disclosure_desk.gui import theme as theme_module
from disclosure_desk.gui.icons import application_icon, icon
from disclosure_desk.gui.theme import (
    CONTRAST,
    CONTRAST_DARK,
    DARK,
    LIGHT,
    SCHEMES,
    Theme,
    apply_theme,
    bundled_family,
    register_rare_characters,
    theme,
)
from tests.gui.contrast import LEGIBLE, contrast
from tests.gui.windows import look_of_its_own

BACKGROUNDS = {
    "text": ("paper", "desk", "total", "current_fill", "error_fill", "warning_fill", "note_fill", "fine_fill"),
    "muted": ("paper", "desk", "total", "current_fill"),
    "accent": ("paper", "desk", "note_fill", "warning_fill", "error_fill", "current_fill"),
    "on_accent": ("accent",),
    "error": ("paper", "desk", "total", "error_fill", "current_fill"),
    "warning": ("paper", "desk", "total", "warning_fill", "current_fill"),
    "note": ("paper", "desk", "total", "note_fill", "current_fill"),
    "fine": ("paper", "desk", "total", "fine_fill", "current_fill"),
}
PAIRS = [(scheme, text, ground) for scheme, text in product(SCHEMES, BACKGROUNDS) for ground in BACKGROUNDS[text]]


@pytest.fixture(autouse=True)
def as_it_was(qapp: QApplication) -> Iterator[None]:
    with look_of_its_own(qapp):
        yield


@pytest.mark.parametrize(("scheme", "text", "ground"), PAIRS, ids=lambda x: x.name if isinstance(x, Theme) else x)
def test_that_text_can_be_read_on_what_lies_behind_it(scheme: Theme, text: str, ground: str) -> None:
    assert contrast(getattr(scheme, text), getattr(scheme, ground)) >= LEGIBLE


def test_that_the_ink_is_blue() -> None:
    assert LIGHT.accent == QColor("#1F4E8C")


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=lambda scheme: scheme.name)
def test_that_icons_take_the_colour_of_the_text(qapp: QApplication, scheme: Theme) -> None:
    apply_theme(qapp, scheme.name)

    assert theme() is scheme
    image = icon("undo").pixmap(QSize(32, 32)).toImage()
    inked = [image.pixelColor(x, y) for x in range(32) for y in range(32) if image.pixelColor(x, y).alpha() == 255]
    assert inked
    assert all(abs(colour.red() - scheme.text.red()) < 8 for colour in inked)


def test_that_the_palette_and_the_style_sheet_follow_the_scheme(qapp: QApplication) -> None:
    apply_theme(qapp, "dark")

    assert qapp.palette().window().color() == DARK.desk
    assert DARK.accent.name() in qapp.styleSheet()
    assert "@" not in qapp.styleSheet().split("*/", 1)[1]


def test_that_the_program_has_an_icon_of_its_own(qapp: QApplication) -> None:
    assert not application_icon().pixmap(QSize(48, 48)).isNull()


def test_that_rare_characters_have_a_typeface_once_the_window_stands(qapp: QApplication) -> None:
    before = qapp.font().family()
    register_rare_characters()
    families = qapp.font().families()
    assert families[0] == before
    assert families[1] == bundled_family("fallback")
    rare = QRawFont.fromFont(QFont(families[1]))
    assert rare.supportsCharacter(ord("喆"))
    assert rare.supportsCharacter(ord("堃"))


def test_that_bundled_typefaces_are_found_by_their_role(qapp: QApplication) -> None:
    assert bundled_family("ui") in QFontDatabase.families()
    assert bundled_family("kaiti") in QFontDatabase.families()


@pytest.mark.parametrize(
    ("scheme", "expected"), [(Qt.ColorScheme.Dark, CONTRAST_DARK), (Qt.ColorScheme.Light, CONTRAST)]
)
def test_that_high_contrast_is_light_or_dark_as_the_system_is_and_its_frames_are_thicker(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, scheme: Qt.ColorScheme, expected: Theme
) -> None:
    monkeypatch.setattr(type(qapp.styleHints()), "colorScheme", lambda _: scheme)
    apply_theme(qapp, "contrast")
    assert theme() is expected
    assert f"2px solid {expected.line.name()}" in qapp.styleSheet()
    assert f"1px solid {expected.line.name()}" not in qapp.styleSheet()


def test_that_a_system_in_high_contrast_is_followed_unless_the_officer_chose_otherwise(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(theme_module, "wants_contrast", lambda _: True)
    for wanted, expected in (("system", CONTRAST), ("light", LIGHT), ("dark", DARK)):
        monkeypatch.setattr(type(qapp.styleHints()), "colorScheme", lambda _: Qt.ColorScheme.Light)
        apply_theme(qapp, wanted)
        assert theme() is expected


def test_that_the_system_decides_where_the_officer_leaves_it_to_the_system(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    for scheme, expected in (
        (Qt.ColorScheme.Dark, DARK),
        (Qt.ColorScheme.Light, LIGHT),
        (Qt.ColorScheme.Unknown, LIGHT),
    ):
        monkeypatch.setattr(type(qapp.styleHints()), "colorScheme", lambda _, scheme=scheme: scheme)
        apply_theme(qapp, "system")
        assert theme() is expected
