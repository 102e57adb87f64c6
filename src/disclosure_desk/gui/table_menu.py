"""The menu of a table under the right mouse button: what its keys do, for those who do not know the keys."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from disclosure_desk.gui.icons import icon
from disclosure_desk.gui.table_deeds import TableDeeds

if TYPE_CHECKING:
    from collections.abc import Callable


def table_menu(parent: QWidget, deeds: TableDeeds, *, is_editable: bool) -> QMenu:
    """The menu; deeds that change figures are greyed where the report cannot change."""
    menu = QMenu(parent)
    menu.setAccessibleName("表格操作")
    groups: tuple[tuple[tuple[str, str, str, Callable[[], None], bool], ...], ...] = (
        (
            ("剪切", "cut", "Ctrl+X", deeds.cut, True),
            ("复制", "copy", "Ctrl+C", deeds.copy, False),
            ("连同表头复制", "section-table", "Ctrl+Shift+C", deeds.copy_with_headings, False),
            ("粘贴", "paste", "Ctrl+V", deeds.paste, True),
            ("粘贴整表…", "", "Ctrl+Shift+V", deeds.paste_whole, True),
        ),
        (
            ("清空", "delete", "Del", deeds.clear, True),
            ("用上一格的数字填充", "fill-down", "Ctrl+D", deeds.fill_down, True),
        ),
    )
    for at, group in enumerate(groups):
        if at:
            menu.addSeparator()
        for text, sign, keys, deed, changes in group:
            action = menu.addAction(icon(sign), text) if sign else menu.addAction(text)
            # The keys are the table's own: shown here, not registered a second time.
            action.setShortcut(QKeySequence(keys))
            action.setShortcutVisibleInContextMenu(True)
            action.setEnabled(is_editable or not changes)
            action.triggered.connect(deed)
    return menu
