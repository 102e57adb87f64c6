"""Puts a copy in the place of the local database: look into it, say what it holds, replace, open again."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QFormLayout, QLabel, QListWidget, QWidget

from disclosure_desk.errors import DeskError, RefusedChange
from disclosure_desk.gui.background import Work
from disclosure_desk.gui.backup_flow import KINDS, SUFFIX
from disclosure_desk.gui.copies_sheet import TITLE, choose_copy
from disclosure_desk.gui.desk import Desk
from disclosure_desk.gui.export_flow import opening
from disclosure_desk.gui.file_places import proposed, remember
from disclosure_desk.gui.sheet import Sheet, add_row
from disclosure_desk.gui.window import Noticing, widget
from disclosure_desk.settings import Places
from disclosure_desk.store.backup import DAMAGED
from disclosure_desk.store.kept_copies import kept_copies
from disclosure_desk.store.restore import look_into, refuse_where_in_use
from disclosure_desk.store.restore import restore as put_back

if TYPE_CHECKING:
    from disclosure_desk.store.kept_copies import KeptCopy
    from disclosure_desk.store.restore import Kept

_LINE = 24
"""Pixels of one report in the list; so many reports as fit are seen without scrolling."""
_MOST_LINES = 8


class Waiting(Noticing, Protocol):
    """Can also show that there is nothing to work on for a moment."""

    def wait(self) -> None:
        """Shows it."""

    def commit(self) -> bool:
        """Hands over what is being typed; False where it is refused."""


def restore(window: Waiting, desk: Desk, places: Places, file: Path | None = None) -> Work:
    """Lets the officer choose a copy (unless one is given), looks into it beside the window, and asks.

    Raises:
        RefusedChange: this window only reads.
        DatabaseInUse: another window holds the data, which is why this one has none.
    """
    if desk.is_read_only:
        raise RefusedChange("以只读方式打开时不能恢复。请关闭这个窗口，在可以修改的窗口中恢复。")
    if not desk.is_ready:
        refuse_where_in_use(desk.path)
    if file is not None:
        return _look(window, desk, file)
    listing = Work(widget(window), "正在查看备份", partial(kept_copies, desk.path), may_be_left=True)
    listing.done.connect(partial(_offer, window, desk, places))
    listing.start()
    return listing


def _offer(window: Waiting, desk: Desk, places: Places, copies: Sequence["KeptCopy"]) -> None:
    """Shows the copies beside the database; where there is none that would do, asks for a file at once."""
    other = partial(_choose_file, window, desk, places)
    if any(each.reports for each in copies):
        choose_copy(window, copies, partial(_look, window, desk), other)
    else:
        other()


def _choose_file(window: Waiting, desk: Desk, places: Places) -> None:
    chosen, _ = QFileDialog.getOpenFileName(widget(window), TITLE, proposed(places, SUFFIX), f"{KINDS};;所有文件 (*)")
    if chosen:
        remember(places, SUFFIX, Path(chosen))
        _look(window, desk, Path(chosen))


def _look(window: Waiting, desk: Desk, file: Path) -> Work:
    looking = Work(widget(window), f"正在查看 {file.name}", partial(look_into, file), may_be_left=True)
    looking.done.connect(partial(_ask, window, desk))
    looking.failed.connect(lambda error: window.notice(str(error), "error"))
    looking.start()
    return looking


def _ask(window: Waiting, desk: Desk, kept: "Kept") -> Sheet:
    """Stops the work: nothing that is typed now would be left."""
    sheet = Sheet(widget(window), TITLE, "恢复", wide=True)
    sheet.setWindowModality(Qt.WindowModality.WindowModal)
    sheet.add(_particulars(kept))
    if kept.reports:
        sheet.add(_listed(kept))
    for sentence in _consequences(desk, kept):
        sheet.say(sentence)

    def act() -> bool:
        try:
            replace_by(window, desk, kept.file)
        except DeskError as error:
            sheet.complain(str(error))
            return False
        return True

    sheet.ask(act)
    return sheet


def _particulars(kept: "Kept") -> QWidget:
    told = {
        "备份文件": kept.file.name,
        "备份时间": f"{kept.written_at:%Y-%m-%d %H:%M}",
        "机关": kept.agency_name or "（没有）",
        "报告": f"{len(kept.reports)} 份" if kept.reports else "没有报告",
    }
    box = QWidget()
    box.setAccessibleName("备份的内容")
    form = QFormLayout(box)
    form.setContentsMargins(0, 0, 0, 0)
    for name, value in told.items():
        label = QLabel(value)
        label.setAccessibleName(f"{name}：{value}")
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        add_row(form, name, label)
    return box


def _listed(kept: "Kept") -> QListWidget:
    listed = QListWidget()
    listed.setObjectName("list")
    listed.setAccessibleName("备份中的报告")
    listed.setSelectionMode(QListWidget.SelectionMode.NoSelection)
    listed.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    revisions = {each.year for each in kept.reports if each.revision > 1}
    for each in kept.reports:
        revision = f"　修订 {each.revision}" if each.year in revisions else ""
        listed.addItem(f"{each.year} 年{revision}　{each.state.spoken}　{each.changed_at:%Y-%m-%d %H:%M} 修改")
    listed.setFixedHeight(_LINE * min(listed.count(), _MOST_LINES) + 2 * listed.frameWidth() + _LINE // 2)
    return listed


def _consequences(desk: Desk, kept: "Kept") -> list[str]:
    if not desk.is_ready:
        return ["恢复后，打不开的本地数据由这份备份替换；原文件会先留存一份。"]
    present = desk.shelf()
    if not present:
        return ["本机还没有报告，恢复后即可接着填报。"]
    told = [f"恢复后，本机现有的 {len(present)} 份报告由这份备份替换。现有数据会先备份，需要时可以再恢复回来。"]
    if kept.agency_name and kept.agency_name != present[0].agency_name:
        told.insert(0, f"请注意：本机现有数据属于“{present[0].agency_name}”，与备份的机关名称不同。")
    return told


def replace_by(window: Waiting, desk: Desk, file: Path) -> Work:
    """Puts the desk down, replaces its database, and opens it again, whether or not that went well.

    Raises:
        DeskError: something could not be committed; nothing was done.
    """
    # The list of copies, and a look into one on a slow stick, leave time to go on typing.
    if not window.commit():
        raise RefusedChange("窗口中有一处录入还没有完成，没有恢复。请取消，先改好那一处，再恢复。")
    desk.put_down()
    window.wait()
    work = Work(widget(window), "正在恢复", partial(put_back, desk.path, file), may_be_cancelled=False)
    work.done.connect(lambda replaced: _OpenedAgain(desk, lambda: _tell(window, desk, file, replaced)))
    work.failed.connect(lambda error: _OpenedAgain(desk, lambda: window.notice(str(error), "error")))
    work.start()
    return work


class _OpenedAgain(QObject):
    """Opens the database and says what there is to say behind that: a report that comes on show clears the notice."""

    def __init__(self, desk: Desk, tell: Callable[[], None]) -> None:
        super().__init__(desk)
        self._desk, self._tell = desk, tell
        # In the order of connecting: the window's own slots have put the report on show before these are called.
        desk.ready.connect(self._opened)
        desk.unready.connect(self._opened)
        desk.open_in_background()

    def _opened(self) -> None:
        self._desk.ready.disconnect(self._opened)
        self._desk.unready.disconnect(self._opened)
        self._tell()
        self.deleteLater()


def _tell(window: Noticing, desk: Desk, file: Path, replaced: Path | None) -> None:
    if not desk.is_ready:
        return  # the page says why
    told = f"已从“{file.name}”恢复 {len(desk.shelf())} 份报告。"
    if replaced is None:
        window.notice(told)
    else:
        kept = "打不开的原文件已另存为" if DAMAGED in replaced.name else "恢复前的数据已备份为"
        window.notice(f"{told}{kept}“{replaced.name}”。", "info", opening(replaced)[1:])
