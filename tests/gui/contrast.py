"""Contrast of two colours as WCAG 2.2 defines it."""

from PySide6.QtGui import QColor

LEGIBLE = 4.5
"""Least contrast of text."""
VISIBLE = 3.0
"""Least contrast of a sign or a frame that says something."""
HIGH = 7.0
"""Least contrast of text in a scheme of high contrast."""


def luminance(colour: QColor) -> float:
    """Relative luminance."""
    parts = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor, other: QColor) -> float:
    """From 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)
