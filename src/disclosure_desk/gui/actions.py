"""The menus: what the officer can ask for, under which word and which keys."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QAction, QDesktopServices, QKeySequence
from PySide6.QtWidgets import QMenu

from disclosure_desk import __version__
from disclosure_desk.errors import DeskError
from disclosure_desk.gui.icons import icon
from disclosure_desk.gui.outline import COVER, SHELF
from disclosure_desk.gui.theme import Theme, theme
from disclosure_desk.settings import load_settings

if TYPE_CHECKING:
    from disclosure_desk.gui.desk import Desk
    from disclosure_desk.gui.main_window import MainWindow

ZOOM_STEP = 10
SECTIONS = 6
REPORT_FILES = (".gknb", ".json", ".xlsx", ".txt")
Deed = Callable[[], object]


class Actions:
    """The actions of one window, by name, and the menus that hold them."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self._by_name: dict[str, QAction] = {}
        self._icons: dict[str, str] = {}
        self._painted_in: Theme | None = None
        self._file_menu()
        self._edit_menu()
        self._report_menu()
        self._check_menu()
        self._archive_menu()
        self._help_menu()
        self.refresh()

    def __getitem__(self, name: str) -> QAction:
        return self._by_name[name]

    def refresh(self) -> None:
        """What can be asked for now."""
        desk = self._window.desk
        ready = desk is not None and desk.is_ready
        session = desk.session if desk is not None and ready else None
        has_report = session is not None and session.has_report
        writable = ready and desk is not None and not desk.is_read_only
        editable = session is not None and session.is_editable
        for names, enabled in (
            (("new", "import", "sample"), writable),
            (("shelf",), ready),
            (("pdf", "gknb", "xlsx", "preview", "print", "cover", "next", "previous", "larger", "smaller"), has_report),
            (tuple(f"section{at}" for at in range(1, SECTIONS + 1)), has_report),
            (("finalise",), has_report and editable),
            (("archive",), has_report and writable and not editable),
        ):
            for name in names:
                self[name].setEnabled(enabled)
        self._refresh_undo()

    def name_sections(self, labels: list[str]) -> None:
        """Calls the sections by their headings."""
        for at, label in enumerate(labels[:SECTIONS], start=1):
            self[f"section{at}"].setText(label)

    def repaint(self) -> None:
        """Paints the icons, when a menu is first opened or in another theme."""
        if self._painted_in is not theme():
            self._painted_in = theme()
            for name, sign in self._icons.items():
                self._by_name[name].setIcon(icon(sign))

    def guarded(self, deed: Deed) -> Deed:
        """A deed that first hands over what is being typed, and says in the window what went wrong."""

        def run(*_: object) -> None:
            try:
                if self._window.commit():
                    deed()
            except DeskError as error:
                self._window.notice(str(error), "error")

        return run

    # The deeds. A dialog and what it needs are loaded when first asked for, so that the window starts quickly.

    @property
    def _desk(self) -> "Desk":
        if self._window.desk is None:
            raise DeskError("本地数据尚未打开，请稍候再试。")
        return self._window.desk

    def new_report(self) -> None:
        """Starts a year."""
        from disclosure_desk.gui.new_year_dialog import begin_year  # noqa: PLC0415

        begin_year(self._window, self._desk, load_settings(self._window.places))

    def import_file(self, path: Path | None = None) -> None:
        """Reads a report from a file."""
        from disclosure_desk.gui.import_flow import import_file  # noqa: PLC0415

        import_file(self._window, self._desk, path)

    def _export(self, kind: str) -> None:
        from disclosure_desk.gui.export_flow import export_as  # noqa: PLC0415

        export_as(self._window, self._desk, kind, self._window.places)

    def _preview(self) -> None:
        from disclosure_desk.gui.printing import preview  # noqa: PLC0415

        preview(self._window, self._desk, self._window.places)

    def _print(self) -> None:
        from disclosure_desk.gui.printing import print_report  # noqa: PLC0415

        print_report(self._window, self._desk, self._window.places)

    def _finalise(self) -> None:
        from disclosure_desk.gui.finalise_dialog import finalise  # noqa: PLC0415

        finalise(self._window, self._desk)

    def _archive(self) -> None:
        from disclosure_desk.gui.finalise_dialog import archive  # noqa: PLC0415

        archive(self._window, self._desk)

    def _open_sample(self) -> None:
        desk = self._desk
        desk.open_sample()
        taken_in = desk.session.stored.summary.id
        self._window.notice(
            "这是示例，可以随意修改。填报本机关的报告前，请先把示例移入回收站。",
            actions=[("移入回收站", lambda: desk.recycle(taken_in))],
        )

    def _settings(self) -> None:
        from disclosure_desk.gui.settings_dialog import edit_settings  # noqa: PLC0415

        edit_settings(self._window, self._window.places)

    def _step(self, name: str) -> None:
        with self._window.following_changes():
            getattr(self._desk.session.stack, name)()

    def _zoom(self, by: int) -> None:
        self._window.zoom(self._window.zoom_percent + by)

    def _show_logs(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._window.places.logs)))

    def _show_about(self) -> None:
        self._window.notice(
            f"公开年报 {__version__}。政府信息公开工作年度报告的填报、校验、排版与存档，数据只保存在本机。"
        )

    def _refresh_undo(self) -> None:
        desk = self._window.desk
        if desk is None:
            self["undo"].setEnabled(False)
            self["redo"].setEnabled(False)
            return
        stack, pending = desk.session.stack, self._window.is_pending
        self["undo"].setText("撤销 刚才的输入" if pending else f"撤销 {stack.undoText()}".rstrip())
        self["redo"].setText(f"恢复 {stack.redoText()}".rstrip())
        self["undo"].setEnabled(pending or stack.canUndo())
        self["redo"].setEnabled(stack.canRedo() and not pending)

    # The menus.

    def _file_menu(self) -> None:
        menu = self._menu("文件(&F)")
        self._add(menu, "new", "新建报告…", self.new_report, "new-report", "Ctrl+N")
        self._add(menu, "import", "导入报告…", self.import_file, "import", "Ctrl+O")
        menu.addSeparator()
        self._add(menu, "pdf", "导出 PDF…", lambda: self._export("pdf"), "export-pdf", "Ctrl+Shift+E")
        self._add(menu, "gknb", "导出报告文件…", lambda: self._export("gknb"), "export-json")
        self._add(menu, "xlsx", "导出 Excel 表格…", lambda: self._export("xlsx"), "export-xlsx")
        menu.addSeparator()
        self._add(menu, "preview", "打印预览", self._preview, "print-preview", "Ctrl+Shift+P")
        self._add(menu, "print", "打印…", self._print, "print", "Ctrl+P")
        menu.addSeparator()
        self._add(menu, "settings", "设置…", self._settings, "settings")
        self._add(menu, "quit", "退出", self._window.close, "", "Ctrl+Q")

    def _edit_menu(self) -> None:
        menu = self._menu("编辑(&E)")
        self._add(menu, "undo", "撤销", lambda: self._step("undo"), "undo", "Ctrl+Z")
        self._add(menu, "redo", "恢复", lambda: self._step("redo"), "redo", "Ctrl+Y", "Ctrl+Shift+Z")

    def _report_menu(self) -> None:
        menu = self._menu("报告(&R)")
        self._add(menu, "cover", "封面与本机关", lambda: self._window.show_place(COVER), "cover", "Alt+0")
        for at in range(1, SECTIONS + 1):
            self._add(menu, f"section{at}", f"第 {at} 部分", partial(self._show_section, at), "", f"Alt+{at}")
        menu.addSeparator()
        self._add(menu, "larger", "放大表格", lambda: self._zoom(ZOOM_STEP), "zoom-in", "Ctrl+=", "Ctrl++")
        self._add(menu, "smaller", "缩小表格", lambda: self._zoom(-ZOOM_STEP), "zoom-out", "Ctrl+-")
        menu.addSeparator()
        self._add(menu, "area", "转到下一区域", self._window.next_area, "", "F6")
        self._add_switch(menu, "outline", "显示目录", self._window.outline.setVisible, "Ctrl+Shift+L")

    def _check_menu(self) -> None:
        menu = self._menu("校验(&J)")
        self._add(menu, "next", "下一处问题", lambda: self._window.step_finding(1), "arrow-next", "F8")
        self._add(menu, "previous", "上一处问题", lambda: self._window.step_finding(-1), "arrow-previous", "Shift+F8")
        menu.addSeparator()
        self._add_switch(menu, "findings", "显示校验结果", self._window.show_findings, "Ctrl+Shift+R")

    def _archive_menu(self) -> None:
        menu = self._menu("归档(&A)")
        self._add(menu, "finalise", "定稿…", self._finalise, "finalise")
        self._add(menu, "archive", "归档", self._archive, "archive")
        menu.addSeparator()
        self._add(menu, "shelf", "往年报告", lambda: self._window.show_place(SHELF), "past-years", "Alt+9")

    def _help_menu(self) -> None:
        menu = self._menu("帮助(&H)")
        self._add(menu, "sample", "打开示例", self._open_sample, "help")
        self._add(menu, "logs", "打开日志所在的文件夹", self._show_logs, "open-outside")
        self._add(menu, "about", "关于", self._show_about, "about")

    def _show_section(self, number: int) -> None:
        places = self._window.section_places
        if number <= len(places):
            self._window.show_place(places[number - 1])

    def _menu(self, title: str) -> QMenu:
        menu = self._window.menuBar().addMenu(title)
        menu.aboutToShow.connect(self.repaint)
        menu.setAccessibleName(title.partition("(")[0])
        return menu

    def _add(self, menu: QMenu, name: str, text: str, deed: Deed, sign: str = "", *keys: str) -> QAction:
        action = QAction(text, self._window)
        if sign:
            self._icons[name] = sign
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.triggered.connect(self.guarded(deed))
        menu.addAction(action)
        self._by_name[name] = action
        return action

    def _add_switch(self, menu: QMenu, name: str, text: str, switch: Callable[[bool], object], keys: str) -> None:
        action = QAction(text, self._window)
        action.setCheckable(True)
        action.setChecked(True)
        action.setShortcut(QKeySequence(keys))
        action.toggled.connect(switch)
        menu.addAction(action)
        self._by_name[name] = action


def dropped_file(dragged: QMimeData) -> Path | None:
    """The one report file that is being dragged, or None."""
    paths = [Path(url.toLocalFile()) for url in dragged.urls() if url.isLocalFile()]
    return paths[0] if len(paths) == 1 and paths[0].suffix.lower() in REPORT_FILES else None
