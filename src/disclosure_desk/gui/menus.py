"""What stands in the menus: each thing that the officer can ask for, its words, its keys, and when it can be asked."""

from enum import Enum, auto
from typing import NamedTuple


class Need(Enum):
    """What has to be there for a deed."""

    NOTHING = auto()
    READY = auto()
    """The database is open."""
    WRITABLE = auto()
    """It may be written."""
    REPORT = auto()
    """A report lies on the desk."""
    EDITABLE = auto()
    """It may be changed."""
    CLOSED = auto()
    """It is final, and the database may be written."""
    TABLE = auto()
    """A table is on show."""
    EDITABLE_TABLE = auto()
    """A table is on show and may be changed."""
    TEXT = auto()
    """A text is on show."""
    FIGURES = auto()
    """A table or a text is on show, or something is selected: there is something to copy."""


class Entry(NamedTuple):
    """One line of a menu.

    Attributes:
        name: the deed's name: a method of ``Deeds``.
        words: what the menu says.
        need: when it can be asked for.
        sign: its icon, or "".
        keys: its shortcuts, the one to show first.
        is_shown_only: the keys belong to the part of the window that has the keyboard; the menu only shows them.
        is_switch: it can be on or off.
        is_on: whether a switch begins on.
    """

    name: str
    words: str
    need: Need = Need.NOTHING
    sign: str = ""
    keys: tuple[str, ...] = ()
    is_shown_only: bool = False
    is_switch: bool = False
    is_on: bool = False


class Menu(NamedTuple):
    """One menu; None draws a line."""

    words: str
    entries: tuple[Entry | None, ...]


SECTIONS = 6
RECENT = "recent"
"""Name of the line that unfolds into the reports opened last."""

MENUS = (
    Menu(
        "文件(&F)",
        (
            Entry("new", "新建报告…", Need.WRITABLE, "new-report", ("Ctrl+N",)),
            Entry("import", "导入报告…", Need.WRITABLE, "import", ("Ctrl+O",)),
            Entry(RECENT, "最近的报告", Need.READY),
            None,
            Entry("pdf", "导出 PDF…", Need.REPORT, "export-pdf", ("Ctrl+Shift+E",)),
            Entry("gknb", "导出报告文件…", Need.REPORT, "export-json"),
            Entry("xlsx", "导出 Excel 表格…", Need.REPORT, "export-xlsx"),
            None,
            Entry("preview", "打印预览", Need.REPORT, "print-preview", ("Ctrl+Shift+P",)),
            Entry("print", "打印…", Need.REPORT, "print", ("Ctrl+P",)),
            Entry("print_notes", "打印备注与待核实清单…", Need.REPORT),
            Entry("save_notes", "导出备注与待核实清单…", Need.REPORT),
            None,
            Entry("backup", "备份数据…", Need.READY, "backup"),
            Entry("restore", "从备份恢复…", Need.NOTHING, "restore"),
            None,
            Entry("settings", "设置…", Need.NOTHING, "settings"),
            Entry("quit", "退出", Need.NOTHING, "", ("Ctrl+Q",)),
        ),
    ),
    Menu(
        "编辑(&E)",
        (
            Entry("undo", "撤销", Need.NOTHING, "undo", ("Ctrl+Z",)),
            Entry("redo", "恢复", Need.NOTHING, "redo", ("Ctrl+Y", "Ctrl+Shift+Z")),
            None,
            Entry("cut", "剪切", Need.FIGURES, "cut", ("Ctrl+X",), is_shown_only=True),
            Entry("copy", "复制", Need.FIGURES, "copy", ("Ctrl+C",), is_shown_only=True),
            Entry("copy_headed", "连同表头复制", Need.TABLE, "", ("Ctrl+Shift+C",)),
            Entry("paste", "粘贴", Need.EDITABLE, "paste", ("Ctrl+V",), is_shown_only=True),
            Entry("paste_tables", "粘贴整表…", Need.EDITABLE, "", ("Ctrl+Shift+V",)),
            None,
            Entry("fill_down", "用上一格的数字填充", Need.EDITABLE_TABLE, "fill-down", ("Ctrl+D",), is_shown_only=True),
            Entry("clear", "清空", Need.EDITABLE_TABLE, "delete", ("Del",), is_shown_only=True),
            None,
            Entry("find", "查找…", Need.TEXT, "find", ("Ctrl+F",)),
            Entry("replace", "替换…", Need.TEXT, "", ("Ctrl+H",)),
            Entry("go_to", "转到单元格…", Need.REPORT, "", ("Ctrl+G",)),
        ),
    ),
    Menu(
        "报告(&R)",
        (
            Entry("cover", "封面与本机关", Need.REPORT, "cover", ("Alt+0",)),
            *(Entry(f"section{at}", f"第 {at} 部分", Need.REPORT, "", (f"Alt+{at}",)) for at in range(1, SECTIONS + 1)),
            None,
            Entry("typed_totals", "核对模式（总计按纸面录入）", Need.EDITABLE, "check-mode", is_switch=True),
            Entry("zeros", "其余空白填 0…", Need.EDITABLE, "fill-zero", ("Ctrl+Shift+0",)),
            Entry("zero_table", "本表全部为 0…", Need.EDITABLE_TABLE),
            None,
            Entry("flag", "标为待核实或取消", Need.EDITABLE_TABLE, "flag", ("Ctrl+M",)),
            Entry("note", "备注与数字来源", Need.TABLE, "note", ("Shift+F2",)),
            Entry("begin_text", "插入开头文字", Need.TEXT),
            Entry("prior", "上年对照数字…", Need.EDITABLE),
            Entry("deadline", "公布期限…", Need.EDITABLE, "calendar"),
        ),
    ),
    Menu(
        "查看(&V)",
        (
            Entry("palette", "查找命令…", Need.NOTHING, "command", ("Ctrl+K",)),
            None,
            Entry("show_findings", "校验", Need.REPORT, "", ("Ctrl+1",)),
            Entry("show_preview", "预览", Need.REPORT, "print-preview", ("Ctrl+2",)),
            Entry("show_last_year", "去年", Need.REPORT, "last-year", ("Ctrl+3",)),
            Entry("show_guide", "填报说明", Need.REPORT, "guide", ("Ctrl+4",)),
            Entry("show_notes", "备注", Need.REPORT, "note", ("Ctrl+5",)),
            None,
            Entry("side", "显示侧栏", Need.REPORT, "panel-right", ("Ctrl+Shift+R",), is_switch=True, is_on=True),
            Entry("outline", "显示目录", Need.NOTHING, "panel-left", ("Ctrl+Shift+L",), is_switch=True, is_on=True),
            Entry("corners", "格角显示去年数字", Need.NOTHING, is_switch=True, is_on=True),
            None,
            Entry("larger", "放大", Need.REPORT, "zoom-in", ("Ctrl+=", "Ctrl++")),
            Entry("smaller", "缩小", Need.REPORT, "zoom-out", ("Ctrl+-",)),
            Entry("usual_size", "恢复 100%", Need.REPORT, "", ("Ctrl+0",)),
            None,
            Entry("area", "转到下一区域", Need.NOTHING, "", ("F6",)),
        ),
    ),
    Menu(
        "校验(&J)",
        (
            Entry("next", "下一处问题", Need.REPORT, "arrow-next", ("F8",)),
            Entry("previous", "上一处问题", Need.REPORT, "arrow-previous", ("Shift+F8",)),
        ),
    ),
    Menu(
        "归档(&A)",
        (
            Entry("finalise", "定稿…", Need.EDITABLE, "finalise"),
            Entry("archive", "归档…", Need.CLOSED, "archive"),
            None,
            Entry("shelf", "往年报告", Need.READY, "past-years", ("Alt+9",)),
        ),
    ),
    Menu(
        "帮助(&H)",
        (
            Entry("guide", "填报说明", Need.NOTHING, "guide", ("F1",)),
            Entry("manual", "使用手册", Need.NOTHING, "", ("Shift+F1",)),
            Entry("manual_pdf", "使用手册（PDF）", Need.NOTHING),
            Entry("shortcuts", "快捷键一览", Need.NOTHING, "keyboard"),
            Entry("tour", "五分钟入门", Need.NOTHING),
            Entry("sample", "打开示例", Need.WRITABLE, "help"),
            None,
            Entry("logs", "打开日志所在的文件夹", Need.NOTHING, "open-outside"),
            Entry("support", "生成问题报告包…", Need.NOTHING),
            Entry("about", "关于", Need.NOTHING, "about"),
        ),
    ),
)
"""From left to right, each from top to bottom."""
