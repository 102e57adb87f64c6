"""Every text and sign of every scheme can be told from what lies behind it, in the style sheet as in the palette."""

import re
from itertools import product

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit

from disclosure_desk.gui.finding_classes import CLASSES
from disclosure_desk.gui.outline import PartState
from disclosure_desk.gui.theme import CONTRAST, CONTRAST_DARK, SCHEMES, Theme, _palette, _style_sheet
from disclosure_desk.resources import resource
from tests.gui.contrast import HIGH, LEGIBLE, VISIBLE, contrast
from tests.gui.windows import look_of_its_own

GROUNDS = ("paper", "desk", "total")
"""What a text without a ground of its own may stand on."""
WORDLESS = ("line", "muted", "accent")
"""Grounds of handles, rules and ticks, on which nothing is written."""
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_COLOUR = re.compile(r"(?<![-\w])(color|background|selection-color|selection-background-color):\s*@(\w+)")


def rules() -> list[tuple[str, dict[str, str]]]:
    """The selectors of the style sheet, each with the colours that it sets."""
    text = re.sub(r"/\*.*?\*/", "", resource("styles", "desk.qss").read_text(encoding="utf-8"), flags=re.DOTALL)
    return [(selector.strip(), dict(_COLOUR.findall(body))) for selector, body in _RULE.findall(text)]


def styled() -> list[tuple[str, str, str]]:
    """Every text colour of the style sheet with each ground that it may stand on."""
    pairs = []
    for selector, colours in rules():
        if "selection-color" in colours:
            pairs.append((selector, colours["selection-color"], colours["selection-background-color"]))
        if "color" in colours:
            grounds = (colours["background"],) if "background" in colours else GROUNDS
            pairs += [(selector, colours["color"], ground) for ground in grounds]
        elif "background" in colours and colours["background"] not in WORDLESS:
            pairs.append((selector, "text", colours["background"]))
    return pairs


def least(scheme: Theme) -> float:
    return HIGH if scheme in (CONTRAST, CONTRAST_DARK) else LEGIBLE


def names(value: object) -> str:
    return value.name if isinstance(value, Theme) else str(value)


def test_that_contrast_is_measured_as_the_standard_measures_it() -> None:
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("white")) == pytest.approx(4.48, abs=0.01)


def test_that_the_style_sheet_is_read_with_its_colours() -> None:
    found = styled()
    assert ("QPushButton#primary", "on_accent", "accent") in found
    assert any(text == "muted" and ground == "desk" for _, text, ground in found)
    assert len(found) > 20


@pytest.mark.parametrize("scheme", SCHEMES, ids=names)
def test_that_every_text_of_the_style_sheet_can_be_read(scheme: Theme) -> None:
    faint = [
        (selector, text, ground)
        for selector, text, ground in styled()
        if contrast(getattr(scheme, text), getattr(scheme, ground)) < least(scheme)
    ]
    assert faint == []


@pytest.mark.parametrize("scheme", SCHEMES, ids=names)
def test_that_every_text_of_the_palette_can_be_read(scheme: Theme) -> None:
    palette, role, group = _palette(scheme), QPalette.ColorRole, QPalette.ColorGroup
    pairs = [
        (role.WindowText, role.Window),
        (role.Text, role.Base),
        (role.Text, role.AlternateBase),
        (role.ButtonText, role.Button),
        (role.ToolTipText, role.ToolTipBase),
        (role.PlaceholderText, role.Base),
        (role.HighlightedText, role.Highlight),
        (role.Link, role.Base),
    ]
    faint = [
        (text, ground)
        for which in (group.Active, group.Inactive, group.Disabled)
        for text, ground in pairs
        if contrast(palette.color(which, text), palette.color(which, ground)) < least(scheme)
    ]
    assert faint == []


@pytest.mark.parametrize("scheme", SCHEMES, ids=names)
@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit, QTextEdit])
def test_that_what_a_field_says_while_it_is_empty_can_be_read(
    qapp: QApplication, scheme: Theme, kind: type[QLineEdit]
) -> None:
    with look_of_its_own(qapp):
        qapp.setPalette(_palette(scheme))
        qapp.setStyleSheet(_style_sheet(scheme))
        field = kind()
        field.setObjectName("sheet")
        field.setPlaceholderText("机关全称")
        field.ensurePolished()
        painted = field.palette().color(QPalette.ColorRole.PlaceholderText)
        assert painted.alpha() == 255
        assert contrast(painted, scheme.paper) >= least(scheme)


@pytest.mark.parametrize("scheme", SCHEMES, ids=names)
def test_that_every_sign_can_be_seen_where_it_stands(scheme: Theme) -> None:
    signs = {"text", "muted", "accent", *(state.value[2] for state in PartState), *(c[2] for c in CLASSES.values())}
    faint = [
        (sign, ground)
        for sign, ground in product(sorted(signs), (*GROUNDS, "current_fill"))
        if contrast(getattr(scheme, sign), getattr(scheme, ground)) < VISIBLE
    ]
    assert faint == []


@pytest.mark.parametrize("scheme", [CONTRAST, CONTRAST_DARK], ids=names)
def test_that_frames_can_be_seen_in_high_contrast(scheme: Theme) -> None:
    assert all(contrast(scheme.line, getattr(scheme, ground)) >= HIGH for ground in GROUNDS)
    assert contrast(scheme.accent, scheme.paper) >= HIGH


@pytest.mark.parametrize("scheme", SCHEMES, ids=names)
def test_that_each_name_in_the_style_sheet_is_one_of_the_scheme(qapp: QApplication, scheme: Theme) -> None:
    assert "@" not in re.sub(r"/\*.*?\*/", "", _style_sheet(scheme), flags=re.DOTALL)
