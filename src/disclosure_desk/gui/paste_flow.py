"""From Ctrl+V to the report: whole tables by way of the preview, plain blocks at once where they fit."""

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QTextEdit, QWidget

from disclosure_desk.errors import DeskError, RefusedChange
from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui.paste_blocks import Landings, landings
from disclosure_desk.gui.paste_plan import PastePlan, planned
from disclosure_desk.gui.paste_preview import PastePreview
from disclosure_desk.gui.paste_values import read_values
from disclosure_desk.gui.session import Session
from disclosure_desk.gui.table_paths import FigurePaths
from disclosure_desk.intake.pasted import Clip, PastedTables, cautions, read_block, read_pasted
from disclosure_desk.report.changes import Change
from disclosure_desk.report.editing import set_figures

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

Say = Callable[[str, str], object]
"""Tells the officer a sentence of a kind: info, warning or error."""

_CHINESE = re.compile("[\u4e00-\u9fff]")
_NO_TABLE = "剪贴板里没有认得出的表格。请连同行名和列名一起复制整张表，再粘贴。"
_EMPTY = "剪贴板里没有可以粘贴的文字。请先复制数字，再粘贴。"
_COMPUTED = "总计由程序按各项自动计算，不需要粘贴。如需按纸面数字核对，请先打开“核对模式”。"


def paste_anywhere(
    window_parent: QWidget, session: Session, say: Say, current_paste: Callable[[], object] | None = None
) -> PastePreview | None:
    """Pastes wherever the keyboard is: tables with their labels into the report, anything else as the place has it.

    A narrative takes everything that is pasted into it as text.

    Args:
        window_parent: a widget of the main window.
        session: the report on the desk.
        say: tells the officer something.
        current_paste: what pasting means where the keyboard is; None where it means nothing.
    """
    preview = None if _is_text(QApplication.focusWidget()) else paste_tables(window_parent, session, say)
    if preview is None and current_paste is not None:
        current_paste()
    elif preview is None:
        say(_NO_TABLE, "warning")
    return preview


def paste_tables(window_parent: QWidget, session: Session, say: Say) -> PastePreview | None:
    """Shows what the tables on the clipboard would change; None where there are none or nothing may change."""
    read = _tables(session) if session.is_editable else None
    return None if read is None else _preview_tables(window_parent, session, read, say)


def paste_whole(window_parent: QWidget, session: Session, say: Say) -> PastePreview | None:
    """粘贴整表…: shows what the tables on the clipboard would change, or says that there are none.

    Raises:
        RefusedChange: the report cannot be changed.
    """
    _refuse_fixed(session)
    preview = paste_tables(window_parent, session, say)
    if preview is None:
        say(_NO_TABLE, "warning")
    return preview


def paste_at(
    view: QWidget,
    session: Session,
    paths: FigurePaths,
    selected: Sequence[CellId],
    say: Say,
    retype: Callable[[str], object],
) -> PastePreview | None:
    """Ctrl+V in a table: labelled tables by way of the preview, a plain block at the selected figures.

    Args:
        view: the table.
        session: the report on the desk.
        paths: the ways through the table.
        selected: the selected figures, at least one.
        say: tells the officer something.
        retype: begins typing a single value that is no figure but something can be offered for.

    Raises:
        DeskError: nothing is to be pasted, or a value is no figure of its cell; the report is as it was.
    """
    _refuse_fixed(session)
    preview = paste_tables(view, session, say)
    if preview is not None:
        return preview
    values = read_block(_clip())
    if not values:
        raise DeskError(_EMPTY)
    ways = landings(paths, selected, values)
    if len(ways.ways) == 1 and not ways.question:
        return _land(view, session, ways, retype)
    return _preview(view, session, ways)


def _land(view: QWidget, session: Session, ways: Landings, retype: Callable[[str], object]) -> PastePreview | None:
    """One way that fits: at once where there is nothing to say about it."""
    report, wanted = session.report, ways.ways[0].values
    read = read_values(report, wanted)
    if not read.figures and not read.questions:
        raise DeskError(_COMPUTED)
    if len(wanted) == 1 and read.questions:
        retype(read.questions[0].shown)
        return None
    if read.questions or read.remarks:
        return _preview(view, session, ways)
    session.apply(set_figures(report, read.figures, f"粘贴 {len(read.figures)} 格"))
    return None


def _preview(view: QWidget, session: Session, ways: Landings) -> PastePreview:
    report = session.report
    plans = [(way.words, planned(report, read_values(report, way.values))) for way in ways.ways]
    return _shown(PastePreview(view.window(), session, plans, ways.question))


def _preview_tables(view: QWidget, session: Session, read: PastedTables, say: Say) -> PastePreview:
    def tell(change: Change) -> None:
        say(f"已{change.label}。如有不对，可以撤销。", "info")

    report = session.report
    plan: PastePlan = planned(report, read, cautions(_clip(), report.agency.name, report.year))
    return _shown(PastePreview(view.window(), session, [("", plan)], done=tell))


def _shown(preview: PastePreview) -> PastePreview:
    preview.show()
    (preview.choices[0] if preview.choices else preview.tree).setFocus()
    return preview


def _tables(session: Session) -> PastedTables | None:
    """The labelled tables on the clipboard; figures alone have no Chinese in their text."""
    clip = _clip()
    if not _CHINESE.search(clip.text or clip.html):
        return None
    return read_pasted(clip, session.report.form)


def _clip() -> Clip:
    # None where the system does not let go of the clipboard; Qt's stub does not say so.
    offered: QMimeData | None = QGuiApplication.clipboard().mimeData()
    if offered is None:
        return Clip()
    return Clip(offered.html() if offered.hasHtml() else "", offered.text() if offered.hasText() else "")


def _is_text(widget: QWidget | None) -> bool:
    return isinstance(widget, QPlainTextEdit | QTextEdit) and not widget.isReadOnly()


def _refuse_fixed(session: Session) -> None:
    if not session.is_editable:
        raise RefusedChange("这份报告已经定稿，或以只读方式打开，不能修改。")
