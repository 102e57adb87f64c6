"""The window as a whole: what it says, where it turns, what its keys do."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QSize, Qt, QUrl
from PySide6.QtGui import QAction, QDropEvent, QResizeEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMenu, QScrollArea, QWidget
from pytestqt.exceptions import capture_exceptions

from disclosure_desk.app import WENT_WRONG, FaultReporter
from disclosure_desk.errors import DatabaseInUse, DeskError, Holder
from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui import import_flow
from disclosure_desk.gui.cover_page import CoverPage
from disclosure_desk.gui.main_window import MainWindow
from disclosure_desk.gui.narrative_page import NarrativePage
from disclosure_desk.gui.outline import PartState
from disclosure_desk.gui.shelf_page import ShelfPage
from disclosure_desk.gui.start_page import TroublePage
from disclosure_desk.gui.table_page import TablePage
from disclosure_desk.gui.theme import apply_theme
from disclosure_desk.intake.read import read_report
from disclosure_desk.report.document import Agency
from disclosure_desk.settings import load_settings
from tests.gui.windows import desk_of, look_of_its_own, wait_until, window_on

CELL = CellId("requests/received/natural_person")
CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
NOT_CHINESE = re.compile(r"[A-Za-z]{2,}")
ALLOWED = re.compile(r"PDF|Excel|JSON|XLSX|Ctrl|Shift|F\d+")


@pytest.fixture
def window(tmp_path: Path) -> Iterator[MainWindow]:
    with window_on(tmp_path, sample=True) as opened:
        yield opened


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[MainWindow]:
    with window_on(tmp_path) as opened:
        yield opened


def all_places(window: MainWindow) -> list[str]:
    return window.outline.places


QT_OWN = {"QScrollBar", "QSplitterHandle", "QHeaderView", "QTableCornerButton", "QLineEditIconButton", "QSizeGrip"}


def nameless(window: MainWindow) -> set[str]:
    """Visible widgets that a screen reader has no word for; a label or button without a name is read by its text."""
    seen = [w for w in window.findChildren(QWidget) if w.isVisible() and type(w).__name__ not in QT_OWN]
    ours = [w for w in seen if not w.objectName().startswith("qt_")]
    unread = [w for w in ours if not w.accessibleName() and not (isinstance(w, QLabel | QAbstractButton) and w.text())]
    return {f"{type(w).__name__} in {type(w.parent()).__name__}" for w in unread}


def test_that_an_empty_shelf_offers_four_ways_on(empty: MainWindow) -> None:
    assert empty.place == "start"
    assert empty.page is not None
    words = [button.text() for button in empty.page.findChildren(QAbstractButton)]
    assert words == ["新建报告", "导入上年报告", "五分钟入门", "打开示例"]


def test_that_the_sample_opens_from_the_start_page(empty: MainWindow) -> None:
    assert empty.page is not None
    button = next(b for b in empty.page.findChildren(QAbstractButton) if b.text() == "打开示例")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert desk_of(empty).session.has_report
    assert empty.place == "cover"


def test_that_the_sample_can_be_put_away_again_with_one_click(empty: MainWindow) -> None:
    empty.actions_["sample"].trigger()
    empty.notice_bar.press("移入回收站")
    assert desk_of(empty).shelf() == ()
    assert empty.place == "start"


def test_that_there_are_no_findings_to_show_without_a_report(empty: MainWindow) -> None:
    assert not empty.findings.isVisible()
    empty.actions_["sample"].trigger()
    assert empty.findings.isVisible()


def test_that_icons_are_painted_when_a_menu_opens_and_again_in_another_theme(
    window: MainWindow, qapp: QApplication
) -> None:
    assert window.actions_["undo"].icon().isNull()
    menu = window.menuBar().actions()[1].menu()
    assert isinstance(menu, QMenu)
    with look_of_its_own(qapp):
        apply_theme(qapp, "light")
        menu.aboutToShow.emit()
        light = window.actions_["undo"].icon().cacheKey()
        assert light

        apply_theme(qapp, "dark")
        menu.aboutToShow.emit()
        assert window.actions_["undo"].icon().cacheKey() != light


@pytest.mark.parametrize(
    "place", ["cover", "preamble", "overview", "proactive_disclosure", "requests", "other_matters", "shelf"]
)
def test_that_every_widget_has_a_name_to_be_read_out(window: MainWindow, place: str) -> None:
    desk_of(window).session.type_figure(CELL, "9")
    window.notice("说明", actions=[("打开", lambda: None)])
    window.show_place(place)
    QApplication.processEvents()
    assert nameless(window) == set()


def visible_texts(window: MainWindow) -> list[str]:
    texts = [a.text() for a in window.findChildren(QAction)] + [m.title() for m in window.findChildren(QMenu)]
    texts += [w.text() for w in window.findChildren(QLabel)] + [b.text() for b in window.findChildren(QAbstractButton)]
    texts += [w.toolTip() for w in window.findChildren(QWidget)] + [
        w.accessibleName() for w in window.findChildren(QWidget)
    ]
    texts += [window.windowTitle(), *(item.text() for item in (window.outline.item(n) for n in range(9)))]
    return [text for text in texts if text]


def test_that_no_english_and_no_check_code_stands_before_the_officer(window: MainWindow) -> None:
    for place in all_places(window):
        window.show_place(place)
    desk_of(window).session.type_figure(CELL, "1")
    texts = visible_texts(window) + [f.message for f in window.findings.findings]
    assert len(texts) > 50
    foreign = [text for text in texts if NOT_CHINESE.search(ALLOWED.sub("", re.sub(r"\(&\w\)", "", text)))]
    codes = [text for text in texts if re.search(r"\b[A-Z]\d\b", text)]
    assert (foreign, codes) == ([], [])


def test_that_actions_have_keys_of_their_own(window: MainWindow) -> None:
    keys = [key.toString() for action in window.findChildren(QAction) for key in action.shortcuts()]
    assert len(keys) == len(set(keys))
    wanted = {"Ctrl+N", "Ctrl+O", "Ctrl+P", "Ctrl+Shift+P", "Ctrl+Shift+E", "F8", "Shift+F8", "Ctrl+Z", "Ctrl+Y"}
    assert wanted | {f"Alt+{at}" for at in range(1, 7)} <= set(keys)


def test_that_alt_and_a_number_turn_to_a_section(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_3, ALT)
    assert window.place == "requests"
    assert isinstance(window.page, TablePage)
    QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_5, ALT)
    assert isinstance(window.page, NarrativePage)
    assert window.outline.place == window.place


def test_that_the_menu_names_the_sections_as_the_form_does(window: MainWindow) -> None:
    assert window.actions_["section3"].text() == "三、收到和处理政府信息公开申请情况"


def test_that_a_refused_figure_holds_the_window_open_once(window: MainWindow) -> None:
    window.show_place("requests")
    assert isinstance(window.page, TablePage)
    window.page.go_to(CELL)
    QTest.keyClicks(window.focusWidget() or window, "abc")

    assert not window.close()
    assert window.isVisible()
    assert window.close()


def test_that_a_refused_figure_keeps_the_page_on_show(window: MainWindow) -> None:
    window.show_place("requests")
    assert isinstance(window.page, TablePage)
    window.page.go_to(CELL)
    QTest.keyClicks(window.focusWidget() or window, "abc")

    window.show_place("cover")

    assert window.place == "requests"
    assert window.outline.place == "requests"


def test_that_each_place_has_its_page(window: MainWindow) -> None:
    kinds = {}
    for place in all_places(window):
        window.show_place(place)
        kinds[place] = type(window.page)
    assert kinds["cover"] is CoverPage
    assert kinds["preamble"] is kinds["overview"] is NarrativePage
    assert kinds["requests"] is TablePage
    assert kinds["shelf"] is ShelfPage


def test_that_a_wrong_figure_shows_in_outline_panel_and_status_line(window: MainWindow) -> None:
    desk_of(window).session.type_figure(CELL, "9")

    assert window.outline.entry("requests").state is PartState.WRONG
    assert window.findings.findings
    assert len(window.findings.findings) == 1
    assert window.status.counts.text() == "剩 1 处强制、0 处核实"
    assert desk_of(window).session.counts["error"] > 1


def test_that_f8_goes_from_finding_to_finding(window: MainWindow) -> None:
    desk_of(window).session.type_figure(CELL, "9")
    desk_of(window).session.type_figure(CellId("review_and_litigation/reconsideration/upheld"), "0")
    QTest.keyClick(window, Qt.Key.Key_F8)
    assert window.place == "requests"
    assert isinstance(window.page, TablePage)
    assert window.page.current_cell == window.findings.findings[0].first_to_see == CELL

    QTest.keyClick(window, Qt.Key.Key_F8)
    assert window.findings.tree.marked() is window.findings.findings[1]
    QTest.keyClick(window, Qt.Key.Key_F8, SHIFT)
    assert window.findings.tree.marked() is window.findings.findings[0]


def test_that_undo_names_its_step_and_is_seen_where_it_happens(window: MainWindow) -> None:
    session = desk_of(window).session
    before = session.report.cells[CELL]
    session.type_figure(CELL, "9")
    window.show_place("cover")
    assert window.actions_["undo"].text() == "撤销 填写 表三“新收”“自然人”"

    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)

    assert session.report.cells[CELL] == before
    assert window.place == "requests"
    assert isinstance(window.page, TablePage)
    assert window.page.current_cell == CELL
    assert window.actions_["redo"].text() == "恢复 填写 表三“新收”“自然人”"
    QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Y, CONTROL)
    assert session.report.cells[CELL] == "9"


def test_that_typing_that_is_not_yet_taken_is_taken_before_undo(window: MainWindow) -> None:
    session = desk_of(window).session
    before = session.report.narratives["overview"]
    window.show_place("overview")
    assert isinstance(window.page, NarrativePage)
    QTest.keyClicks(window.page.editor, "abc")

    QTest.keyClick(window.page.editor, Qt.Key.Key_Z, CONTROL)

    assert window.page.text == before
    assert session.stack.canRedo()
    QTest.keyClick(window.page.editor, Qt.Key.Key_Y, CONTROL)
    assert window.page.text == "abc" + before


def test_that_turning_the_page_takes_the_text(window: MainWindow) -> None:
    window.show_place("overview")
    assert isinstance(window.page, NarrativePage)
    QTest.keyClicks(window.page.editor, "abc")
    window.show_place("cover")
    assert desk_of(window).session.report.narratives["overview"].startswith("abc")


def test_that_the_status_line_says_when_it_was_saved_and_how_much_is_filled_in(window: MainWindow) -> None:
    desk_of(window).session.type_figure(CELL, "9")
    wait_until(lambda: window.status.saving.text().startswith("已保存 "))
    assert re.fullmatch(r"已保存 \d\d:\d\d", window.status.saving.text())
    assert window.status.filled.text() == "已填数字 200/200、文字 3/3"
    assert window.status.counts.text() != "没有强制、核实问题"
    desk_of(window).session.stack.undo()
    assert window.status.counts.text() == "没有强制、核实问题"
    desk_of(window).session.type_text("other_matters", " ")
    assert window.status.filled.text() == "已填数字 200/200、文字 2/3"


def test_that_a_failed_save_says_so_until_it_is_tried_again(window: MainWindow) -> None:
    writer = desk_of(window).session.writer
    answers = [DeskError("磁盘空间不足。"), None]

    def work() -> datetime:
        answer = answers.pop(0)
        if answer is not None:
            raise answer
        return datetime(2026, 1, 12, 10, 32, tzinfo=UTC)

    writer.put(work)
    wait_until(window.status.retry.isVisible)
    assert window.status.saving.text() == "保存失败"
    assert "保存失败：" in window.notice_bar.sentence  # in full, and with the way on beside it
    assert window.status.saving.toolTip() == "磁盘空间不足。"

    QTest.mouseClick(window.status.retry, Qt.MouseButton.LeftButton)
    wait_until(lambda: window.status.saving.text().startswith("已保存"))
    assert not window.status.retry.isVisible()


def test_that_a_database_in_use_offers_to_read_only_and_the_other_errors_do_not(empty: MainWindow) -> None:
    holder = Holder("李", "办公室", datetime.now(UTC), 1)
    desk_of(empty).unready.emit(DatabaseInUse("本地数据正由另一程序使用。", holder))
    assert buttons(empty) == ["以只读方式打开", "重试"]
    assert any(label.text() == "本地数据正由另一程序使用。" for label in page_of(empty).findChildren(QLabel))

    desk_of(empty).unready.emit(DeskError("本地数据已损坏。"))
    assert buttons(empty) == ["重试", "关闭"]


def page_of(window: MainWindow) -> QWidget:
    assert window.page is not None
    return window.page


def buttons(window: MainWindow) -> list[str]:
    return [button.text() for button in page_of(window).findChildren(QAbstractButton)]


def test_that_a_database_held_by_another_window_opens_read_only(window: MainWindow) -> None:
    with window_on(window.places.data) as second:
        assert buttons(second)[0] == "以只读方式打开"
        QTest.mouseClick(page_of(second).findChildren(QAbstractButton)[0], Qt.MouseButton.LeftButton)
        wait_until(lambda: desk_of(second).session.has_report)

        assert "只读" in second.banner.sentence
        assert not desk_of(second).session.is_editable
        assert not second.actions_["new"].isEnabled()
        assert second.actions_["pdf"].isEnabled()


def test_that_a_final_report_says_that_it_cannot_be_changed(window: MainWindow) -> None:
    assert window.banner.sentence == ""
    desk_of(window).finalise()
    assert window.banner.sentence.startswith("这份报告的状态是“定稿”，可以查看、打印和导出，不能修改。")
    assert "归档" in window.banner.sentence
    assert window.actions_["archive"].isEnabled()
    assert not window.actions_["finalise"].isEnabled()
    assert "定稿" in window.windowTitle()


def test_that_the_next_start_opens_where_the_officer_was(tmp_path: Path) -> None:
    with window_on(tmp_path, sample=True) as window:
        window.show_place("requests")
        assert isinstance(window.page, TablePage)
        window.page.go_to(CELL)
    assert load_settings(window.places).last_place.cell == CELL

    with window_on(tmp_path) as again:
        assert again.place == "requests"
        assert isinstance(again.page, TablePage)
        assert again.page.current_cell == CELL
        assert again.outline.place == "requests"


def test_that_a_report_file_dropped_on_the_window_is_imported(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(import_flow, "import_file", lambda *arguments: asked.append(arguments[-1]))
    dragged = QMimeData()
    dragged.setUrls([QUrl.fromLocalFile(str(tmp_path / "report.gknb"))])
    event = QDropEvent(
        QPointF(9, 9), Qt.DropAction.CopyAction, dragged, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    window.dropEvent(event)
    assert asked == [tmp_path / "report.gknb"]


@pytest.mark.parametrize("name", ["上年报告.docx", "上年报告", "数据.sqlite", "报告.md"])
def test_that_whatever_is_dropped_is_taken_up_and_answered(window: MainWindow, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if path.suffix:
        path.write_bytes(b"x")
    else:
        path.mkdir()
    dragged = QMimeData()
    dragged.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(9, 9), Qt.DropAction.CopyAction, dragged, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    window.dropEvent(event)
    assert event.isAccepted()
    wait_until(lambda: name in window.notice_bar.sentence)


def test_that_what_cannot_come_back_from_the_bin_is_told_why_and_what_to_do(window: MainWindow) -> None:
    desk = desk_of(window)
    stored = desk.session.stored.summary
    desk.recycle(stored.id)
    desk.begin_year(desk.database.reports.load(stored.id).document.agency, stored.year)
    window.show_place("shelf")
    page = window.page
    assert isinstance(page, ShelfPage)
    QTest.mouseClick(page.restore_button, Qt.MouseButton.LeftButton)
    assert window.notice_bar.sentence == (
        "没有恢复：2024 年已有一份报告（草稿）。要换回这一份，请先把已有的那一份移入回收站。"
    )
    QTest.mouseClick(page.recycle_button, Qt.MouseButton.LeftButton)
    desk.begin_year(Agency("另一单位"), 2023)
    window.show_place("shelf")
    page.bin.selectRow(1)
    QTest.mouseClick(page.restore_button, Qt.MouseButton.LeftButton)
    assert window.notice_bar.sentence == (
        f"没有恢复：本机已有“另一单位”的报告，这份属于“{stored.agency_name}”。"
        "要换回这一份，请先把“另一单位”的报告移入回收站。"
    )


def test_that_a_window_that_may_only_read_and_finds_nothing_says_what_to_do(tmp_path: Path) -> None:
    with window_on(tmp_path / "空", read_only=True) as reader:
        page = reader.page
        assert isinstance(page, TroublePage)
        assert any("还没有报告" in label.text() and "写保护" in label.text() for label in page.findChildren(QLabel))
        assert not reader.side.isVisible()  # there is no report to say something about


def test_that_a_main_button_that_does_nothing_now_does_not_look_as_if_it_did(
    window: MainWindow, qapp: QApplication
) -> None:
    window.show_place("shelf")
    page = window.page
    assert isinstance(page, ShelfPage)
    with look_of_its_own(qapp):
        apply_theme(qapp, "light")
        able = page.open_button.grab().toImage()
        page.open_button.setEnabled(False)
        assert page.open_button.grab().toImage().pixelColor(8, 8) != able.pixelColor(8, 8)


def caught(deed: Callable[[], object]) -> tuple[type[BaseException], BaseException, TracebackType | None]:
    try:
        deed()
    except KeyError as error:
        return type(error), error, error.__traceback__
    raise AssertionError


def test_that_a_fault_is_logged_with_its_trace_and_told_in_one_plain_sentence(
    window: MainWindow, caplog: pytest.LogCaptureFixture
) -> None:
    reporter = FaultReporter(window)
    reporter.take(*caught(lambda: {}["nobody foresaw this"]))
    assert window.notice_bar.sentence == WENT_WRONG
    assert "nobody foresaw this" in caplog.text
    assert "Traceback" in caplog.text


def test_that_a_notice_offers_what_can_be_done_and_can_be_closed(window: MainWindow) -> None:
    done: list[str] = []
    window.notice("已导出。", actions=[("打开", lambda: done.append("opened"))])
    assert window.notice_bar.isVisible()
    window.notice_bar.press("打开")
    assert done == ["opened"]
    assert window.notice_bar.sentence == ""


def test_that_a_refusal_inside_a_deed_becomes_a_notice(window: MainWindow) -> None:
    window.actions_["sample"].trigger()
    assert window.notice_bar.sentence
    assert desk_of(window).session.has_report


def test_that_a_notice_about_one_report_does_not_stay_over_the_next(window: MainWindow) -> None:
    desk = desk_of(window)
    first = desk.session.stored.summary.id
    desk.begin_year(desk.session.report.agency, 2025)
    window.notice("已导出。", actions=[("打开", lambda: None)])
    desk.open_report(first)
    assert window.notice_bar.sentence == ""


def test_that_a_recycled_report_comes_back(window: MainWindow) -> None:
    window.show_place("shelf")
    page = window.page
    assert isinstance(page, ShelfPage)
    QTest.mouseClick(page.recycle_button, Qt.MouseButton.LeftButton)
    assert desk_of(window).shelf() == ()
    assert window.place == "shelf"  # where it can be put back
    assert window.notice_bar.sentence == "2024 年报告已移入回收站。"

    window.notice_bar.press("撤销")
    assert [report.year for report in desk_of(window).shelf()] == [2024]


def test_that_a_report_can_be_put_away_after_its_tables_were_looked_at(window: MainWindow) -> None:
    desk = desk_of(window)
    for place in window.section_places:
        window.show_place(place)
    desk.recycle(desk.session.stored.summary.id)
    assert window.place == "start"


def test_that_a_report_of_the_other_form_opens_where_a_cell_was_current_that_it_does_not_have(
    window: MainWindow, tmp_path: Path
) -> None:
    window.show_place("requests")
    assert isinstance(window.page, TablePage)
    window.page.go_to(CellId("requests/other_disposition.fee_unpaid/natural_person"))
    desk = desk_of(window)
    agency = {"name": desk.session.report.agency.name}
    older = {"schema": "disclosure-desk/report/1", "format": "2019", "agency": agency, "year": 2020}
    path = tmp_path / "older.gknb"
    path.write_text(json.dumps(older), encoding="utf-8")

    desk.take_in(read_report(path, desk.formats))

    window.show_place("requests")
    assert desk.session.report.format_id == "2019"
    assert window.page.current_cell != "requests/other_disposition.fee_unpaid/natural_person"


def test_that_a_report_can_be_put_away_while_its_pages_stand(window: MainWindow) -> None:
    for place in all_places(window):
        window.show_place(place)
    window.show_place("requests")
    desk_of(window).recycle(desk_of(window).session.stored.summary.id)
    assert window.place == "start"
    assert window.outline.places == ["shelf"]
    assert window.status.filled.text() == ""


def test_that_the_recycle_bin_gives_back_a_report(window: MainWindow) -> None:
    desk_of(window).recycle(desk_of(window).session.stored.summary.id)
    window.show_place("shelf")
    page = window.page
    assert isinstance(page, ShelfPage)
    assert page.bin.rowCount() == 1
    QTest.mouseClick(page.restore_button, Qt.MouseButton.LeftButton)
    assert page.reports.rowCount() == 1
    assert page.bin.rowCount() == 0


def test_that_the_panels_can_be_hidden(window: MainWindow) -> None:
    window.actions_["side"].trigger()
    assert not window.findings.isVisible()
    window.actions_["side"].trigger()
    assert window.findings.isVisible()


def test_that_one_key_goes_round_outline_page_and_findings(window: MainWindow) -> None:
    desk_of(window).session.type_figure(CELL, "9")
    window.show_place("requests")
    assert isinstance(window.page, TablePage)
    window.page.go_to(CELL)
    seen = []
    for _ in range(3):
        QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_F6)
        focused = window.focusWidget()
        assert focused is not None
        seen.append([area.isAncestorOf(focused) or area is focused for area in areas(window)].index(True))
    assert seen == [2, 0, 1]


def test_that_tab_past_the_last_figure_goes_on_to_the_next_section(window: MainWindow) -> None:
    window.show_place("requests")
    assert isinstance(window.page, TablePage)
    window.page.go_to(list(desk_of(window).session.report.form.section("requests").cells)[-1])  # type: ignore[union-attr]
    QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Tab)
    assert window.place == "review_and_litigation"


def areas(window: MainWindow) -> tuple[QWidget, QWidget, QWidget]:
    return window.outline, page_of(window), window.findings


def test_that_zoom_reaches_the_tables_and_is_kept(window: MainWindow) -> None:
    window.show_place("requests")
    window.actions_["larger"].trigger()
    assert isinstance(window.page, TablePage)
    assert window.page.zoom == pytest.approx(1.1)
    window.close()
    assert load_settings(window.places).zoom_percent == 110


def test_that_the_smallest_window_shows_every_page(window: MainWindow) -> None:
    window.resize(window.minimumSize())
    QApplication.processEvents()
    for place in all_places(window):
        window.show_place(place)
        page = page_of(window)
        assert page.mapTo(window, QPoint(page.width(), 0)).x() <= window.width()


def test_that_the_widest_table_fits_beside_the_preview_and_the_outline_keeps_its_width(window: MainWindow) -> None:
    window.resize(1180, 720)
    window.show_place("requests")
    before = window.outline.width()
    window.show_side("preview")
    QApplication.processEvents()
    assert isinstance(window.page, TablePage)
    across = next(area.horizontalScrollBar() for area in window.page.findChildren(QScrollArea))
    assert across.maximum() == 0
    assert window.outline.width() == before


def test_that_a_table_page_rests_once_its_report_is_put_away(window: MainWindow) -> None:
    window.show_place("requests")
    desk, page = desk_of(window), window.page
    assert isinstance(page, TablePage)
    # The page hears last that its report is gone; the notice above it, which goes as well, gives it more room before.
    desk.session.opened.disconnect(page.refresh)
    with capture_exceptions() as raised:
        desk.recycle(desk.session.stored.summary.id)
        page.resize(page.width() - 120, page.height())
        QApplication.sendEvent(page, QResizeEvent(page.size(), QSize(900, 700)))
        desk.open_sample()
        window.show_place("requests")
        QApplication.processEvents()
    assert raised == []
    assert window.place == "requests"


def test_that_the_sample_beside_ones_own_report_is_refused_with_a_way_to_practise(tmp_path: Path) -> None:
    with window_on(tmp_path) as opened:
        desk_of(opened).begin_year(Agency("示例县水利局"), 2024)
        opened.actions_["sample"].trigger()
        assert desk_of(opened).session.report.agency.name == "示例县水利局"
        said = opened.notice_bar.sentence
        assert "本机已有“示例县水利局”的报告，示例没有打开" in said
        assert "数据库" not in said
        assert "五分钟入门" in [button.text() for button in opened.notice_bar.findChildren(QAbstractButton)]
