"""The officer's preferences: the agency, the fonts of the printed report, the colours, and where the files are."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from disclosure_desk.errors import DeskError
from disclosure_desk.gui.agency_fields import AgencyFields
from disclosure_desk.gui.sheet import Sheet, add_row
from disclosure_desk.gui.theme import apply_theme
from disclosure_desk.gui.window import Noticing, widget
from disclosure_desk.settings import Contact, FontChoices, Places, load_settings, save_settings

_ROLES = {
    "xiaobiaosong": "标题（小标宋）",
    "heiti": "一级标题（黑体）",
    "kaiti": "二级标题（楷体）",
    "fangsong": "正文（仿宋）",
}
_CONTACT = {
    "address": "地址",
    "postcode": "邮政编码",
    "phone": "电话",
    "email": "电子邮箱",
    "website": "网站",
}
_GAP, _WIDTH = 12, 880
_SCHEMES = {"system": "跟随系统", "light": "浅色", "dark": "深色", "contrast": "高对比度"}
BUNDLED = "程序自带"


def edit_settings(window: Noticing, places: Places) -> Sheet:
    """Shows the settings; they hold from the moment they are saved."""
    settings = load_settings(places)
    sheet = Sheet(widget(window), "设置", "保存")
    sheet.setMinimumWidth(_WIDTH)
    agency, contact = AgencyFields(sheet), ContactFields(settings.contact, sheet)
    agency.show_defaults(settings.agency)
    fonts = FontFields(settings.fonts, sheet)
    scheme = _choice("界面颜色", _SCHEMES, settings.colour_scheme)
    sheet.add(
        _beside(
            _groups(("新建报告时的机关信息", agency), ("引言中的联系方式", contact)),
            _groups(("打印字体", fonts), ("本机", _local(scheme, places))),
        )
    )

    def act() -> bool:
        wanted = load_settings(places)._replace(
            unread=settings.unread,  # then the fields do not show what the file holds
            agency=agency.defaults,
            contact=contact.contact,
            fonts=fonts.choices,
            colour_scheme=str(scheme.currentData()),
        )
        try:
            save_settings(wanted, places)
        except DeskError as error:
            sheet.complain(str(error))
            return False
        app = QApplication.instance()
        if isinstance(app, QApplication):
            apply_theme(app, wanted.colour_scheme)
        window.notice("设置已保存。")
        return True

    sheet.ask(act)
    agency.name.setFocus()
    return sheet


def _groups(*groups: tuple[str, QWidget]) -> QWidget:
    """Groups of fields one below the other, each under its heading."""
    column = QWidget()
    column.setAccessibleName(groups[0][0])
    lines = QVBoxLayout(column)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(_GAP)
    for at, (words, fields) in enumerate(groups):
        heading = QLabel(words)
        heading.setObjectName("muted")
        heading.setAccessibleName(words)
        if at:
            lines.addSpacing(_GAP)
        lines.addWidget(heading)
        lines.addWidget(fields)
    lines.addStretch(1)
    return column


def _beside(*columns: QWidget) -> QWidget:
    """Columns side by side, so that the sheet fits a low screen."""
    whole = QWidget()
    whole.setAccessibleName("设置")
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(3 * _GAP)
    for column in columns:
        row.addWidget(column, 1)
    return whole


class ContactFields(QWidget):
    """How the public reaches the agency; the preamble of a new report says so."""

    def __init__(self, contact: Contact, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("联系方式")
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        self.lines = {}
        for key, name in _CONTACT.items():
            line = QLineEdit(getattr(contact, key), self)
            line.setAccessibleName(name)
            add_row(form, name, line)
            self.lines[key] = line

    @property
    def contact(self) -> Contact:
        """What the fields say."""
        return Contact(**{key: line.text().strip() for key, line in self.lines.items()})


class FontFields(QWidget):
    """For each role of the printed report the bundled font or one of this PC."""

    def __init__(self, chosen: FontChoices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("打印字体")
        # Looking through the PC's fonts needs a library that nothing else here needs.
        from disclosure_desk.export.installed_fonts import installed_choices  # noqa: PLC0415

        offered = {role.value: list(families) for role, families in installed_choices().items()}
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        self._boxes = {}
        for role, spoken in _ROLES.items():
            current = getattr(chosen, role)
            families = dict.fromkeys([*offered.get(role, []), *([current] if current else [])])
            box = _choice(spoken, {"": BUNDLED, **{family: family for family in families}}, current)
            box.setEnabled(box.count() > 1)
            add_row(form, spoken, box)
            self._boxes[role] = box
        if not any(box.isEnabled() for box in self._boxes.values()):
            none = QLabel("本机没有可用的小标宋、黑体、楷体、仿宋字体，使用程序自带的字体。")
            none.setObjectName("muted")
            none.setWordWrap(True)
            form.addRow(none)

    @property
    def choices(self) -> FontChoices:
        """What was chosen."""
        return FontChoices(**{role: str(box.currentData()) for role, box in self._boxes.items()})


def _choice(name: str, choices: dict[str, str], current: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    for key, spoken in choices.items():
        box.addItem(spoken, key)
    box.setCurrentIndex(max(0, box.findData(current)))
    return box


def _local(scheme: QComboBox, places: Places) -> QWidget:
    """What concerns this PC alone: the colours of the window, and where the files are."""
    inside = QWidget()
    inside.setAccessibleName("本机")
    form = QFormLayout(inside)
    form.setContentsMargins(0, 0, 0, 0)
    add_row(form, "界面颜色", scheme)
    path = QLineEdit(str(places.data))
    path.setReadOnly(True)
    path.setAccessibleName("数据文件夹")
    add_row(form, "数据文件夹", path)
    button = QPushButton("打开数据文件夹")
    button.setObjectName("flat")
    button.setAccessibleName("打开数据文件夹")
    button.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(places.data))))
    row = QHBoxLayout()
    row.addWidget(button)
    row.addStretch(1)
    form.addRow("", row)
    return inside
