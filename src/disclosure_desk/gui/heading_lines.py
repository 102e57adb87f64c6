"""How a long heading is cut into lines of about equal length."""

from PySide6.QtGui import QFontMetrics

_NEVER_FIRST = "、，。；：）》”"


def width_in(lines: int, text: str, metrics: QFontMetrics) -> int:
    """How wide a heading is, cut into so many even lines or fewer."""
    cuts = (_cut(text, -(-len(text) // wanted)) for wanted in range(1, lines + 1))
    return min(max(map(metrics.horizontalAdvance, cut)) for cut in cuts if len(cut) <= lines)


def balanced(text: str, metrics: QFontMetrics, width: int) -> list[str]:
    """A heading in as few lines as fit a width in pixels, of about equal length, so that no character stands alone."""
    lines = [text]
    for wanted in range(1, len(text) + 1):
        lines = _cut(text, -(-len(text) // wanted))
        if all(metrics.horizontalAdvance(line) <= width for line in lines):
            break
    return lines


def _cut(text: str, length: int) -> list[str]:
    lines = []
    while text:
        overhangs = text[length : length + 1] in _NEVER_FIRST and length > 1
        cut = length - 1 if overhangs and len(text) > length else length
        lines.append(text[:cut])
        text = text[cut:]
    return lines
