"""Stand-in for the theme until it lands."""

from functools import cache

from PySide6.QtGui import QColor


class Theme:
    def __init__(self) -> None:
        self.paper = QColor("#ffffff")
        self.desk = QColor("#eceef1")
        self.line = QColor("#b9bfc7")
        self.text = QColor("#1f2328")
        self.muted = QColor("#69717c")
        self.accent = QColor("#1f4f8f")
        self.total = QColor("#f5f6f8")
        self.error = QColor("#a4161a")
        self.error_fill = QColor("#fbe9e9")
        self.warning = QColor("#8a5a00")
        self.warning_fill = QColor("#fdf3dd")
        self.note = QColor("#4a6076")
        self.note_fill = QColor("#e9eef3")
        self.fine = QColor("#1f6f3f")
        self.fine_fill = QColor("#e6f3ea")
        self.current_fill = QColor("#e6eef8")


@cache
def theme() -> Theme:
    return Theme()
