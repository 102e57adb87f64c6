"""How a text looks while it is written: the typefaces and the indent with which it will print."""

import re

from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QSyntaxHighlighter,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QApplication

from disclosure_desk.gui.theme import bundled_family, theme
from disclosure_desk.report.paragraphs import paragraphs
from disclosure_desk.report.topics import OPEN_BLANK

TEXT_POINT_SIZE = 13.0
LINE_CHARACTERS = 28
"""As many characters as a printed line has, so that a paragraph is as long as it will be."""

_INDENT_CHARACTERS = 2
_LINE_HEIGHT_PERCENT = 150
_SECOND_LEVEL = 2
_LEVELS = {0: "正文", 2: "二级", 3: "三级", 4: "四级"}
_WESTERN = re.compile(r"[0-9A-Za-z][0-9A-Za-z.,%:/@-]*")


def text_font(zoom: float = 1.0) -> QFont:
    """The typeface of the body; what it lacks comes from the application's."""
    font = QFont([bundled_family("fangsong"), *QApplication.font().families()])
    font.setPointSizeF(TEXT_POINT_SIZE * zoom)
    return font


def line_width(font: QFont) -> float:
    """The width of a printed line in pixels."""
    return QFontMetricsF(font).horizontalAdvance("国") * LINE_CHARACTERS


def level_word(line: str) -> str:
    """What the level of a paragraph is called, "" for an empty line."""
    found = paragraphs(line)
    return _LEVELS[found[0].level] if found else ""


class PrintLook(QSyntaxHighlighter):
    """Shows headings of the second level, figures and open blanks as such; the text itself stays plain.

    Args:
        document: the text; it must not keep an undo history of its own.
    """

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._kai = _family("kaiti")
        self._roman = _family("latin")
        self._blank = QTextCharFormat()
        self.refresh()

    def refresh(self) -> None:
        """Takes up the theme."""
        self._blank = QTextCharFormat()
        self._blank.setBackground(theme().warning_fill)
        self._blank.setForeground(theme().warning)
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Formats one paragraph."""
        found = paragraphs(text)
        if found and found[0].level == _SECOND_LEVEL and found[0].heading:
            # Qt counts UTF-16 units; a rare character has two.
            start, length = units(text[: found[0].start]), units(found[0].heading)
            self.setFormat(start, length, self._kai)
        for pattern, look in ((_WESTERN, self._roman), (OPEN_BLANK, self._blank)):
            for match in pattern.finditer(text):
                self.setFormat(units(text[: match.start()]), units(match[0]), look)


def indent_paragraphs(document: QTextDocument, font: QFont) -> None:
    """Indents by two characters, and spaces as in print, whatever paragraph is not so yet."""
    indent = QFontMetricsF(font).horizontalAdvance("国") * _INDENT_CHARACTERS
    wanted = QTextBlockFormat()
    wanted.setTextIndent(indent)
    wanted.setLineHeight(_LINE_HEIGHT_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    block = document.firstBlock()
    while block.isValid():
        if block.blockFormat().textIndent() != indent:
            _shape(block, wanted)
        block = block.next()


def units(text: str) -> int:
    """The length of a text as Qt counts it, in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _shape(block: QTextBlock, wanted: QTextBlockFormat) -> None:
    QTextCursor(block).setBlockFormat(wanted)


def _family(role: str) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setFontFamilies([bundled_family(role), bundled_family("fangsong"), *QApplication.font().families()])
    return look
