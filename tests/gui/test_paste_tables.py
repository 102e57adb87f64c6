"""Whole tables with their labels from the clipboard to the report, in the real window, with real keys."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget

from disclosure_desk.errors import RefusedChange
from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui.main_window import MainWindow
from disclosure_desk.gui.outline import COVER
from disclosure_desk.gui.paste_fields import FieldPaste
from disclosure_desk.gui.paste_flow import paste_anywhere, paste_whole
from disclosure_desk.gui.paste_preview import PastePreview
from disclosure_desk.gui.session import Session
from disclosure_desk.gui.table_page import TablePage
from disclosure_desk.report.document import ReportDocument
from disclosure_desk.report.editing import filled_totals
from tests.gui.conftest import OpenSession
from tests.gui.table_driver import CONTROL, SHIFT, Key, Officer, requests
from tests.gui.windows import desk_of, window_on
from tests.reports import AGENCY

FEE = CellId("proactive_disclosure/fees/amount_collected")
RECEIVED = "一、本年新收政府信息公开申请数量"
PARTS = catalogue().form("2021").tables[1].blocks[0].leaf_columns


def numbered() -> ReportDocument:
    """A complete report in which every part has a number of its own."""
    form = catalogue().form("2021")
    figures: dict[CellId, str | None] = {cell: str(at % 7) for at, cell in enumerate(form.places)}
    figures |= filled_totals(form, figures)
    return ReportDocument(form, AGENCY, 2024, cells={cell: figure for cell, figure in figures.items() if figure})


def sheet(report: ReportDocument, *sections: str) -> QMimeData:
    """Tables as a spreadsheet puts them on the clipboard: merged cells in the one, blanks for them in the other."""
    tables, lines = [], []
    for section in sections:
        grid, rows = report.form.grids[section], []
        for down in range(grid.row_count):
            cells = [""] * grid.column_count
            row = ""
            for box in (box for box in grid.boxes if box.row == down):
                cells[box.column] = shown = report.cells.get(box.cell, "") if box.cell else box.text
                row += f"<td rowspan={box.row_span} colspan={box.column_span} class=xl65>{escape(shown)}</td>"
            rows.append(f"<tr height=19>{row}</tr>")
            lines.append("\t".join(cells))
        tables.append(f"<table border=0 cellpadding=0>{''.join(rows)}</table>")
    content = QMimeData()
    content.setHtml(f"<html><body><!--StartFragment-->{''.join(tables)}<!--EndFragment--></body></html>")
    content.setText("\r\n".join(lines) + "\r\n")
    return content


def put(content: QMimeData | str) -> None:
    clipboard = QGuiApplication.clipboard()
    if isinstance(content, str):
        clipboard.setText(content)
    else:
        clipboard.setMimeData(content)


def preview_of(window: QWidget) -> PastePreview:
    QApplication.processEvents()
    return next(preview for preview in window.window().findChildren(PastePreview) if preview.isVisible())


def has_preview(window: QWidget) -> bool:
    QApplication.processEvents()
    return any(preview.isVisible() for preview in window.window().findChildren(PastePreview))


def press(widget: QWidget, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(widget, key, held)
    QApplication.processEvents()


@pytest.fixture
def window(tmp_path: Path) -> Iterator[MainWindow]:
    with window_on(tmp_path / "数据") as opened:
        desk_of(opened).begin_year(AGENCY, 2024)
        QApplication.processEvents()
        yield opened


@pytest.fixture
def officer(window: MainWindow) -> TablePage:
    window.show_place("requests")
    assert isinstance(window.page, TablePage)
    window.page.setFocus()
    return window.page


def line(*figures: str, label: str = RECEIVED) -> str:
    return "\t".join((label, *figures))


HEAD = "\t".join(("", *(column.label for column in PARTS)))


def test_that_all_three_tables_land_from_one_of_them_as_one_step(window: MainWindow, officer: TablePage) -> None:
    session, copied = desk_of(window).session, numbered()
    put(sheet(copied, *(table.id for table in copied.form.tables)))
    press(officer.view.entry.editor, Key.Key_V, CONTROL)
    preview = preview_of(window)
    assert session.report.cells == {}
    assert preview.summary.text().startswith("剪贴板里有表二、表三、表四的数字：")
    assert preview.plan.refusals == ()
    press(preview.tree, Key.Key_Return)
    assert session.report.cells == copied.cells
    assert session.stack.count() == 1
    inputs = len(copied.cells.keys() - copied.form.totals)
    assert session.stack.undoText() == f"粘贴 表二、表三、表四 共 {inputs} 格"
    session.stack.undo()
    assert session.report.cells == {}


def test_that_a_title_of_another_year_is_told_first(window: MainWindow, officer: TablePage) -> None:
    zero = line("1", "0", "0", "0", "0", "0", "1")
    strange = line(*"1234567", label="四、结转下年度继续办理")
    put(f"{AGENCY.name}\n2023年政府信息公开工作年度报告\n{HEAD}\n{zero}\n{strange}")
    press(officer.view.entry.editor, Key.Key_V, CONTROL)
    said = preview_of(window).words.text.split("\n")
    assert "“2023年政府信息公开工作年度报告”" in said[0]
    assert "本报告是 2024 年的" in said[0]
    put(f"{AGENCY.name}\n2024年政府信息公开工作年度报告\n{HEAD}\n{zero}\n{strange}")
    preview_of(window).reject()
    press(officer.view.entry.editor, Key.Key_V, CONTROL)
    assert "标题" not in preview_of(window).words.text


def test_that_a_table_lands_from_a_page_that_is_no_table(window: MainWindow) -> None:
    window.show_place(COVER)
    put(sheet(numbered(), "requests"))
    paste_anywhere(window, desk_of(window).session, window.notice)
    press(preview_of(window).tree, Key.Key_Return)
    assert (
        desk_of(window).session.report.cells[requests("received", "total")]
        == numbered().cells[requests("received", "total")]
    )
    assert window.notice_bar.sentence.startswith("已粘贴 表三 共 ")


def test_that_a_table_pasted_on_a_line_of_text_goes_into_the_report(window: MainWindow) -> None:
    window.show_place(COVER)
    assert window.page is not None
    field = window.page.findChildren(QLineEdit)[0]
    FieldPaste(window.page, desk_of(window).session, window.notice)
    before = field.text()
    put(sheet(numbered(), "requests"))
    press(field, Key.Key_V, CONTROL)
    assert field.text() == before
    preview_of(window).reject()
    put("示例县")
    field.selectAll()
    press(field, Key.Key_V, CONTROL)
    assert field.text() == "示例县"
    assert not has_preview(window)


def test_that_a_narrative_takes_a_table_as_text(window: MainWindow) -> None:
    editor = QPlainTextEdit(window)
    editor.show()
    editor.setFocus()
    QApplication.processEvents()
    put(sheet(numbered(), "requests"))
    paste_anywhere(window, desk_of(window).session, window.notice, editor.paste)
    assert RECEIVED in editor.toPlainText()
    assert not has_preview(window)
    editor.deleteLater()


def test_that_what_is_no_table_is_pasted_as_the_place_has_it(window: MainWindow) -> None:
    pasted: list[str] = []
    put("一段文字，没有表格。")
    paste_anywhere(window, desk_of(window).session, window.notice, lambda: pasted.append("here"))
    assert pasted == ["here"]
    paste_anywhere(window, desk_of(window).session, window.notice)
    assert window.notice_bar.sentence == "剪贴板里没有认得出的表格。请连同行名和列名一起复制整张表，再粘贴。"


def test_that_a_whole_table_that_is_none_is_said_so_at_the_cell(window: MainWindow, officer: TablePage) -> None:
    put("1\t2")
    assert officer.view.deeds is not None
    officer.view.deeds.paste_whole()
    assert officer.view.entry.message.text.startswith("剪贴板里没有认得出的表格")


def test_that_a_whole_table_is_not_pasted_into_a_report_that_cannot_change(
    qtbot: object, open_session: OpenSession
) -> None:
    session = open_session(read_only=True)
    put(sheet(numbered(), "requests"))
    host = QWidget()
    with pytest.raises(RefusedChange, match="不能修改"):
        paste_whole(host, session, lambda *_: None)
    assert paste_anywhere(host, session, lambda *_: None) is None


def test_that_a_single_row_is_found_by_its_label_wherever_the_keyboard_is(
    window: MainWindow, officer: TablePage
) -> None:
    officer.go_to(requests("granted"))
    put(f"{HEAD}\n{line('71', '3', '0', '0', '0', '0', '74')}")
    press(officer.view.entry.editor, Key.Key_V, CONTROL)
    press(preview_of(window).tree, Key.Key_Return)
    cells = desk_of(window).session.report.cells
    assert [cells[requests("received", column.id)] for column in PARTS] == ["71", "3", "0", "0", "0", "0", "74"]
    assert requests("granted") not in cells


def test_that_a_pasted_total_that_is_wrong_is_shown_and_not_taken(window: MainWindow, officer: TablePage) -> None:
    put(f"{HEAD}\n{line('71', '3', '0', '0', '0', '0', '75')}")
    press(officer.view.entry.editor, Key.Key_V, CONTROL)
    preview = preview_of(window)
    assert [(t.expected, t.actual) for t in preview.plan.differing_totals(preview.tree.accepted)] == [("74", "75")]
    press(preview.tree, Key.Key_Return)
    assert desk_of(window).session.report.cells[requests("received", "total")] == "74"


def test_that_a_wrong_total_can_be_taken_with_the_checking_mode(window: MainWindow, officer: TablePage) -> None:
    put(f"{HEAD}\n{line('71', '3', '0', '0', '0', '0', '75')}")
    press(officer.view.entry.editor, Key.Key_V, CONTROL)
    preview = preview_of(window)
    preview.totals.setFocus()
    press(preview.totals, Key.Key_Space)
    press(preview.totals, Key.Key_Return)
    report = desk_of(window).session.report
    assert report.is_typed
    assert report.cells[requests("received", "total")] == "75"
    assert desk_of(window).session.counts["error"] == 1


def test_that_what_cannot_be_read_is_said_in_words_and_stays_blank(window: MainWindow, officer: TablePage) -> None:
    put(f"{HEAD}\n{line('713')}\n{line('0', '0', '0', '0', '0', '0', '0', label='二、上年结转政府信息公开申请数量')}")
    press(officer.view.entry.editor, Key.Key_V, CONTROL)
    preview = preview_of(window)
    assert preview.words.text
    press(preview.tree, Key.Key_Return)
    cells = desk_of(window).session.report.cells
    assert not any(cell.startswith("requests/received/") for cell in cells)


def test_that_two_figures_among_blank_cells_are_not_taken_for_glued_ones(
    window: MainWindow, officer: TablePage
) -> None:
    put(f"{HEAD}\n{line('', '', '200', '267677', '', '', '')}")
    press(officer.view.entry.editor, Key.Key_V, CONTROL)
    lines = preview_of(window).plan.changing
    assert {line.cell: line.after for line in lines} in (
        {},
        {requests("received", "research_institution"): "200"}
        | {requests("received", "public_welfare_organization"): "267677"},
    )


def test_that_a_block_that_does_not_fit_is_asked_about(window: MainWindow, officer: TablePage) -> None:
    put("1\t2\t3\t4\t5\t6\t7\t8")
    press(officer.view.entry.editor, Key.Key_V, CONTROL)
    preview = preview_of(window)
    assert [choice.text() for choice in preview.choices] == []
    assert "放不下" in preview.question.text()
    press(preview.tree, Key.Key_Return)
    assert desk_of(window).session.report.cells[requests("received", "total")] == "21"


def test_that_a_block_of_another_shape_than_the_selection_is_asked_about(
    window: MainWindow, officer: TablePage
) -> None:
    for key in (Key.Key_Right, Key.Key_Down):
        press(officer.view.entry.editor, key, SHIFT)
    put("5\n6")
    press(officer.view.entry.editor, Key.Key_V, CONTROL)
    preview = preview_of(window)
    assert [choice.text() for choice in preview.choices] == ["重复粘贴，填满所选的格", "从所选的第一格起，全部粘贴"]
    press(preview.choices[0], Key.Key_Return)
    assert sorted(desk_of(window).session.report.cells.values()) == ["5", "5", "6", "6"]


def test_that_a_block_with_something_to_ask_is_shown_first(qtbot: object, session: Session) -> None:
    officer = Officer(qtbot, TablePage(session, "proactive_disclosure"))  # type: ignore[arg-type]
    officer.page.go_to(CellId("proactive_disclosure/compulsion/decisions"))
    put("1750\n251000元")
    officer.press(Key.Key_V, held=CONTROL)
    preview = preview_of(officer.page)
    assert session.report.cells == {}
    press(preview.tree, Key.Key_Space)
    press(preview.tree, Key.Key_Return)
    assert session.report.cells[FEE] == "25.1"
    assert session.stack.count() == 1


def test_that_a_remark_beside_a_figure_is_shown_before_it_lands(qtbot: object, session: Session) -> None:
    officer = Officer(qtbot, TablePage(session, "proactive_disclosure"))  # type: ignore[arg-type]
    put("22（其中修订 16 件）")
    officer.press(Key.Key_V, held=CONTROL)
    preview = preview_of(officer.page)
    assert "22（其中修订 16 件）" in preview.detail.text()
    press(preview.tree, Key.Key_Return)
    assert list(session.report.cells.values()) == ["22"]


def test_that_a_mark_for_nothing_blanks_and_is_no_zero(qtbot: object, session: Session) -> None:
    officer = Officer(qtbot, TablePage(session, "requests"))  # type: ignore[arg-type]
    session.type_figure(requests("received"), "7")
    put("/\t—\t无\t3")
    officer.press(Key.Key_V, held=CONTROL)
    assert session.report.cells == {requests("received", "public_welfare_organization"): "3"}


def test_that_the_preview_speaks_no_english_and_shows_no_check_code(window: MainWindow, officer: TablePage) -> None:
    copied = numbered()
    odd = {**copied.cells, FEE: "251000元", requests("received"): "22（其中修订 16 件）"}
    put(sheet(replace(copied, cells=odd), *(table.id for table in copied.form.tables)))
    press(officer.view.entry.editor, Key.Key_V, CONTROL)
    preview = preview_of(window)
    said = [part.text() for part in preview.findChildren(QLabel) + preview.findChildren(QAbstractButton)]
    said += [part.accessibleName() + part.toolTip() for part in preview.findChildren(QWidget)]
    items = preview.tree.findItems("", Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive)
    said += [item.text(at) + item.toolTip(at) for item in items for at in range(item.columnCount())]
    assert len(said) > 500
    assert [text for text in said if re.search("[A-Za-z]", text)] == []


def test_that_a_clipboard_that_the_system_does_not_let_go_of_is_an_empty_one(
    monkeypatch: pytest.MonkeyPatch, session: Session, window: MainWindow
) -> None:
    monkeypatch.setattr(QGuiApplication.clipboard(), "mimeData", lambda: None)
    assert paste_anywhere(window, session, window.notice) is None
