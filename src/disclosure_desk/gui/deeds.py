"""What the menus do, by the names that they use."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from disclosure_desk.gui.deeds_of_editing import EditDeeds
from disclosure_desk.gui.deeds_of_files import FileDeeds
from disclosure_desk.gui.deeds_of_reports import ReportDeeds
from disclosure_desk.gui.deeds_of_seeing import SeeingDeeds

if TYPE_CHECKING:
    from disclosure_desk.gui.start_page import Way

_SECTION = re.compile(r"section(\d)")


class Deeds(FileDeeds, EditDeeds, ReportDeeds, SeeingDeeds):
    """The deeds of one window."""

    def __call__(self, name: str) -> Callable[..., object]:
        """The deed of that name (AttributeError if there is none)."""
        section = _SECTION.fullmatch(name)
        if section:
            return lambda: self._show_section(int(section[1]))
        deed: Callable[..., object] = getattr(self, name, None) or getattr(self, f"{name}_")
        return deed

    @property
    def ways(self) -> "list[Way]":
        """What an empty shelf offers."""
        actions = self._window.actions_
        return [
            ("新建报告", "填报新的年度，自动带入上年结转数字。", actions["new"].trigger),
            ("导入上年报告", "从报告文件、Excel 或已公布的文本读入。", actions["import"].trigger),
            ("五分钟入门", "在一份练习报告上改正三处常见错误。", actions["tour"].trigger),
            ("打开示例", "先看一份填好的报告。", actions["sample"].trigger),
        ]
