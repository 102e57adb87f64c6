"""Colours, typeface and style of the window: light, dark, and both again in high contrast."""

from functools import cache
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from disclosure_desk.resources import resource

SYSTEM_FONTS = ("Microsoft YaHei UI", "Microsoft YaHei")
POINT_SIZE = 10.5
HEADING_POINT_SIZE = 14.0


class Theme(NamedTuple):
    """One scheme. Text colours are legible (4.5 to 1) on paper, on the desk and on their own ``_fill``.

    Attributes:
        frame: how thick frames are, in pixels.
    """

    name: str
    frame: int
    paper: QColor
    desk: QColor
    line: QColor
    text: QColor
    muted: QColor
    accent: QColor
    on_accent: QColor
    total: QColor
    error: QColor
    error_fill: QColor
    warning: QColor
    warning_fill: QColor
    note: QColor
    note_fill: QColor
    fine: QColor
    fine_fill: QColor
    current_fill: QColor


def _scheme(name: str, frame: int = 1, **colours: str) -> Theme:
    return Theme(name, frame, **{key: QColor(value) for key, value in colours.items()})


LIGHT = _scheme(
    "light",
    paper="#FFFFFF",
    desk="#EEF0F3",
    line="#C3C8CF",
    text="#1D2127",
    muted="#5A626D",
    accent="#1F4E8C",
    on_accent="#FFFFFF",
    total="#F4F5F7",
    error="#9B1B1E",
    error_fill="#FBEBEB",
    warning="#7F5200",
    warning_fill="#FCF3DF",
    note="#44596F",
    note_fill="#E9EEF4",
    fine="#1E6639",
    fine_fill="#E7F3EB",
    current_fill="#E3ECF8",
)
DARK = _scheme(
    "dark",
    paper="#22262C",
    desk="#181B20",
    line="#454C56",
    text="#E4E7EB",
    muted="#A3ABB6",
    accent="#8DB6EE",
    on_accent="#12161B",
    total="#2A2F36",
    error="#F29A97",
    error_fill="#40282A",
    warning="#E6BD6A",
    warning_fill="#3A3222",
    note="#A9BDD3",
    note_fill="#2A333D",
    fine="#8CCBA0",
    fine_fill="#24352B",
    current_fill="#2B3A4E",
)
CONTRAST = _scheme(
    "contrast",
    frame=2,
    paper="#FFFFFF",
    desk="#FFFFFF",
    line="#000000",
    text="#000000",
    muted="#1A1A1A",
    accent="#0000A0",
    on_accent="#FFFFFF",
    total="#EBEBEB",
    error="#8B0000",
    error_fill="#FFE3E3",
    warning="#5A3A00",
    warning_fill="#FFF3C4",
    note="#00325A",
    note_fill="#E0F0FF",
    fine="#004D1A",
    fine_fill="#DFF5E4",
    current_fill="#D6E6FF",
)
CONTRAST_DARK = _scheme(
    "contrast_dark",
    frame=2,
    paper="#000000",
    desk="#000000",
    line="#FFFFFF",
    text="#FFFFFF",
    muted="#E6E6E6",
    accent="#FFFF00",
    on_accent="#000000",
    total="#1C1C1C",
    error="#FFA6A6",
    error_fill="#3A0000",
    warning="#FFD84A",
    warning_fill="#332B00",
    note="#A6DEFF",
    note_fill="#00243A",
    fine="#86F78A",
    fine_fill="#003010",
    current_fill="#002466",
)
SCHEMES = (LIGHT, DARK, CONTRAST, CONTRAST_DARK)
_DRAWINGS = {"arrow": "arrow", "tick": "check", "dash": "dash"}
"""What the style sheet calls a drawing, and the drawing's file without the shade."""

_active = LIGHT
_wanted = "system"


def theme() -> Theme:
    """The scheme that the window is painted in."""
    return _active


def apply_theme(app: QApplication, scheme: str = "system") -> None:
    """Paints the window light, dark, in high contrast, or as the system has it; follows the system from then on."""
    global _active, _wanted  # noqa: PLW0603  one application has one scheme
    _wanted = scheme
    _active = _chosen(app)
    if not app.property("themed"):
        app.setProperty("themed", True)  # noqa: FBT003  Qt's signature
        app.setStyle("Fusion")
        _set_font(app, ui_font())
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(lambda _: _follow(app))
        hints.accessibility().contrastPreferenceChanged.connect(lambda _: _follow(app))
    app.setPalette(_palette(_active))
    app.setStyleSheet(_style_sheet(_active))


def _follow(app: QApplication) -> None:
    if _wanted in ("system", "contrast") and _chosen(app) is not _active:
        apply_theme(app, _wanted)


def _chosen(app: QApplication) -> Theme:
    hints = app.styleHints()
    is_dark = hints.colorScheme() is Qt.ColorScheme.Dark
    if _wanted == "contrast" or (_wanted == "system" and wants_contrast(app)):
        return CONTRAST_DARK if is_dark else CONTRAST
    return DARK if _wanted == "dark" or (_wanted == "system" and is_dark) else LIGHT


def wants_contrast(app: QApplication) -> bool:
    """Whether the system is set to high contrast."""
    hints = app.styleHints()
    return hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast


def ui_font() -> QFont:
    """The PC's own typeface where it has Chinese, else the bundled one."""
    installed = set(QFontDatabase.families())
    family = next((name for name in SYSTEM_FONTS if name in installed), None) or bundled_family("ui")
    font = QFont(family)
    font.setPointSizeF(POINT_SIZE)
    return font


def _set_font(app: QApplication, font: QFont) -> None:
    """One font for everything; Windows has others for the classes below."""
    app.setFont(font)
    for name in ("QMenuBar", "QMenu", "QMessageBox", "QTipLabel", "QStatusBar", "QAbstractItemView", "QHeaderView"):
        app.setFont(font, name)  # type: ignore[arg-type]  # the stub wants bytes, the function refuses them


def heading_font() -> QFont:
    """The one larger size, for the heading of a page."""
    font = QFont(QApplication.font())
    font.setPointSizeF(HEADING_POINT_SIZE)
    return font


@cache
def bundled_family(role: str) -> str:
    """Registers the bundled typeface of a role of ``resources/fonts/fonts.toml`` and returns its family."""
    import tomllib  # noqa: PLC0415  not needed where the PC has Chinese typefaces, until a text is on show

    roles = tomllib.loads(resource("fonts", "fonts.toml").read_text(encoding="utf-8"))["roles"]
    QFontDatabase.addApplicationFont(str(resource("fonts", roles[role]["file"])))
    family: str = roles[role]["family"]
    return family


def register_rare_characters() -> None:
    """Adds the typeface that has the characters the others lack; it is large, so after the first painting."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        font = app.font()
        families = [font.family(), bundled_family("fallback")]
        if font.families() != families:
            font.setFamilies(families)
            _set_font(app, font)


def _palette(colours: Theme) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for which, colour in (
        (role.Window, colours.desk),
        (role.WindowText, colours.text),
        (role.Base, colours.paper),
        (role.AlternateBase, colours.total),
        (role.Text, colours.text),
        (role.Button, colours.paper),
        (role.ButtonText, colours.text),
        (role.BrightText, colours.error),
        (role.ToolTipBase, colours.paper),
        (role.ToolTipText, colours.text),
        (role.PlaceholderText, colours.muted),
        (role.Highlight, colours.accent),
        (role.HighlightedText, colours.on_accent),
        (role.Accent, colours.accent),
        (role.Link, colours.accent),
        (role.LinkVisited, colours.accent),
        (role.Mid, colours.line),
        (role.Light, colours.paper),
        (role.Midlight, colours.total),
        (role.Dark, colours.muted),
    ):
        palette.setColor(which, colour)
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, colours.muted)
    return palette


def _style_sheet(colours: Theme) -> str:
    """The style sheet with each ``@name`` replaced by what the scheme has of that name, the longest names first."""
    text = resource("styles", "desk.qss").read_text(encoding="utf-8")
    shade = "dark" if colours in (DARK, CONTRAST_DARK) else "light"
    for sign, drawing in _DRAWINGS.items():
        text = text.replace(f"@{sign}", resource("styles", f"{drawing}-{shade}.svg").as_posix())
    text = text.replace("@frame", f"{colours.frame}px")
    names = sorted((each for each in Theme._fields if each not in ("name", "frame")), key=len, reverse=True)
    for name in names:
        text = text.replace(f"@{name}", getattr(colours, name).name())
    return text
