"""Makes the bundle for whoever helps: the officer reads all of it first, then says where it goes."""

from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6 import __version__ as binding_version
from PySide6.QtCore import QLocale, qVersion
from PySide6.QtGui import QFontInfo, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog

from disclosure_desk.errors import DeskError
from disclosure_desk.gui.export_flow import opening, with_suffix
from disclosure_desk.gui.file_places import proposed, remember
from disclosure_desk.gui.reading_panes import Readable, ReadingPanes
from disclosure_desk.gui.sheet import Sheet
from disclosure_desk.gui.window import Noticing, widget
from disclosure_desk.settings import Places
from disclosure_desk.store.support_bundle import Sheet as Page
from disclosure_desk.store.support_bundle import support_sheets, write_bundle

TITLE = "生成问题报告包"
WORDS = (
    "下面是将写入压缩文件的全部内容：版本、设置、数据文件的大小和运行日志。"
    "其中没有报告的数字和文字，没有机关名称、姓名和文件路径。请先过目；程序不会自行发送，发给谁由您决定。"
)
KIND, KINDS = "zip", "压缩文件 (*.zip)"
_SIZE = (880, 540)


def offer_bundle(window: Noticing, places: Places) -> Sheet:
    """Shows what the bundle would hold; nothing is written before the officer has chosen a file."""
    pages = support_sheets(places, surroundings())
    sheet = Sheet(widget(window), TITLE, "保存…", wide=True)
    sheet.say(WORDS)
    panes = ReadingPanes("将写入的文件", [_readable(page) for page in pages], sheet)
    sheet.add(panes)
    sheet.ask(partial(_save, window, sheet, pages, places))
    sheet.resize(*_SIZE)
    panes.names.setFocus()
    return sheet


def surroundings() -> dict[str, str]:
    """What the window alone knows of the computer: versions, screens, fonts."""
    shown = {
        f"屏幕 {at}": f"{screen.size().width()} × {screen.size().height()}，缩放 {screen.devicePixelRatio():.0%}，"
        f"每英寸 {screen.logicalDotsPerInch():.0f} 点"
        for at, screen in enumerate(QGuiApplication.screens(), 1)
    }
    font = QFontInfo(QApplication.font())
    return {
        "界面库": f"{qVersion()}，接口 {binding_version}",
        "显示方式": QGuiApplication.platformName(),
        "界面字体": f"{font.family()}，{font.pointSizeF():.1f} 磅",
        "系统语言": QLocale.system().name(),
        **shown,
    }


def _readable(page: Page) -> Readable:
    return Readable(page.name, page.what, lambda: page.text)


def _save(window: Noticing, sheet: Sheet, pages: list[Page], places: Places) -> bool:
    begun = proposed(places, KIND, f"公开年报问题报告包-{datetime.now().astimezone():%Y%m%d}.{KIND}")
    chosen, _ = QFileDialog.getSaveFileName(sheet, TITLE, begun, KINDS)
    if not chosen:
        return False
    file = with_suffix(Path(chosen), KIND)
    try:
        write_bundle(pages, file)
    except DeskError as error:
        sheet.complain(str(error))
        return False
    remember(places, KIND, file)
    window.notice(f"问题报告包已保存：{file}。", "info", opening(file)[1:])
    return True
