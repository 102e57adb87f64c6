"""The classes of findings as the officer sees them, and where a line of the findings keeps what it is about."""

from PySide6.QtCore import Qt

CLASSES = {
    "error": ("强制", "finding-error", "error"),
    "warning": ("核实", "finding-warning", "warning"),
    "note": ("提示", "finding-note", "note"),
}
"""By severity: the word, the icon, the colour of the theme."""
FINDING = int(Qt.ItemDataRole.UserRole)
CLASS = FINDING + 1
FACTS = FINDING + 2
SIGN, RIGHT = 16, 12
"""Pixels: how large a sign is, and how far from the right edge."""
FOLD_WIDTH = 2 * RIGHT + SIGN
"""Pixels at the right of an entry in which a click folds it."""
