"""Says what the program is, where the officer's files are, and under which licences everything is that is shipped."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from disclosure_desk import __version__
from disclosure_desk.gui.reading_panes import Readable, ReadingPanes
from disclosure_desk.gui.sheet import Sheet
from disclosure_desk.gui.shipped_parts import Part, shipped_parts
from disclosure_desk.gui.theme import heading_font
from disclosure_desk.settings import Places
from disclosure_desk.store.backup import backups_of

TITLE, LICENCES = "关于公开年报", "组件与许可证"
WHAT = "用于政府信息公开工作年度报告的填报、校验、排版与存档。数据只保存在本机，程序不连接网络。"
STATUS = (
    "本程序是开源软件，不是主管部门发布的软件，按现状提供，不附带担保。校验结果供核对时参考，报告内容由填报机关负责。"
)
_GAP, _WIDTH = 8, 680
_READING = (880, 540)


def show_about(window: QWidget, places: Places, support: Callable[[], object]) -> Sheet:
    """Opens the window.

    Args:
        window: the main window.
        places: the officer's folders.
        support: begins the bundle for whoever helps.
    """
    sheet = Sheet(window, TITLE, "关闭")
    sheet.setMinimumWidth(_WIDTH)
    sheet.cancel.hide()
    sheet.say(f"公开年报　版本 {__version__}").setFont(heading_font())
    sheet.say(WHAT)
    sheet.say(STATUS).setObjectName("muted")
    sheet.head("文件的位置")
    sheet.add(FolderLines(places, sheet))
    sheet.add(_further(sheet, {f"{LICENCES}…": partial(show_licences, window), "生成问题报告包…": support}))
    sheet.ask(lambda: True)
    sheet.verb.setFocus()
    return sheet


def show_licences(window: QWidget) -> Sheet:
    """Opens the list of everything shipped, each with its licence in full."""
    sheet = Sheet(window, LICENCES, "关闭", wide=True)
    sheet.cancel.hide()
    sheet.say("以下是安装程序随附的全部组件，许可证全文在此可查，不需要网络。")
    panes = ReadingPanes(LICENCES, [_readable(part) for part in shipped_parts()], sheet)
    sheet.add(panes)
    sheet.ask(lambda: True)
    sheet.resize(*_READING)
    panes.names.setFocus()
    return sheet


def _readable(part: Part) -> Readable:
    source = f"\n来源：{part.source}" if part.source else ""
    licence = f"许可证：{part.licence}" if part.licence else "许可证见下文"
    return Readable(part.name, f"{part.name} {part.version}　{licence}\n{part.what}{source}", part.read)


class FolderLines(QWidget):
    """Where the officer's files are: each path can be read, opened and copied.

    Args:
        places: the officer's folders.
    """

    def __init__(self, places: Places, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("文件的位置")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(_GAP)
        grid.setColumnStretch(1, 1)
        folders = {
            "数据": places.data,
            "备份": backups_of(places.database),
            "设置": places.settings,
            "日志": places.logs,
        }
        for at, (name, folder) in enumerate(folders.items()):
            self._add(grid, at, name, folder)

    def _add(self, grid: QGridLayout, at: int, name: str, folder: Path) -> None:
        path = QLineEdit(str(folder), self)
        path.setReadOnly(True)
        path.setCursorPosition(0)
        path.setAccessibleName(f"{name}文件夹")
        label = QLabel(name, self)
        label.setBuddy(path)
        grid.addWidget(label, at, 0)
        grid.addWidget(path, at, 1)
        opened = _flat("打开", f"打开{name}文件夹", partial(open_folder, folder), self)
        # A folder is made when something is first kept in it.
        opened.setEnabled(nearest(folder) is not None)
        grid.addWidget(opened, at, 2)
        copy = _flat("复制路径", f"复制{name}文件夹的路径", partial(_copy, str(folder)), self)
        grid.addWidget(copy, at, 3)


def nearest(folder: Path) -> Path | None:
    """The folder, or the one above it where nothing was kept there yet."""
    return next((each for each in (folder, folder.parent) if each.is_dir()), None)


def open_folder(folder: Path) -> None:
    """Shows a folder in the file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(nearest(folder) or folder)))


def _copy(text: str) -> None:
    QApplication.clipboard().setText(text)


def _flat(words: str, name: str, deed: Callable[[], object], parent: QWidget) -> QPushButton:
    button = QPushButton(words, parent)
    button.setObjectName("flat")
    button.setAccessibleName(name)
    button.setAutoDefault(False)
    button.clicked.connect(lambda _: deed())
    return button


def _further(parent: QWidget, deeds: dict[str, Callable[[], object]]) -> QWidget:
    line = QWidget(parent)
    line.setAccessibleName("更多")
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    for words, deed in deeds.items():
        row.addWidget(_flat(words, words, deed, line))
    row.addStretch(1)
    return line
