"""Dialogs and flows: starting a year, importing, exporting, printing, finalising, settings."""

import gc
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog, QPrintPreviewWidget
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QLabel,
    QListWidget,
    QProgressDialog,
    QPushButton,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from disclosure_desk.checks.finding import Finding
from disclosure_desk.export.report_file import bytes_as
from disclosure_desk.export.report_json import report_json
from disclosure_desk.formats.catalogue import Catalogue, catalogue
from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui import export_flow, import_flow
from disclosure_desk.gui.agency_fields import AgencyFields
from disclosure_desk.gui.desk import Desk
from disclosure_desk.gui.export_flow import export_to, file_name, with_suffix
from disclosure_desk.gui.finalise_dialog import archive, finalise
from disclosure_desk.gui.import_flow import import_file
from disclosure_desk.gui.new_year_dialog import begin_year
from disclosure_desk.gui.printing import PrintablePdf, pdf_of, preview
from disclosure_desk.gui.settings_dialog import edit_settings
from disclosure_desk.gui.sheet import Sheet
from disclosure_desk.intake.read import read_report
from disclosure_desk.intake.reading import Reading
from disclosure_desk.intake.report_json import read_report_json
from disclosure_desk.report.annotations import FLAGGED, Aspect, annotate
from disclosure_desk.report.document import Agency
from disclosure_desk.report.editing import set_agency, set_figure
from disclosure_desk.report.state import State
from disclosure_desk.resources import resource
from disclosure_desk.settings import AgencyDefaults, FontChoices, Settings, load_settings, places
from tests.gui.windows import look_of_its_own
from tests.reports import AGENCY

SAMPLE = resource("sample", "示例区交警大队-2024.gknb")


class NoticingWidget(QWidget):
    """A window that remembers what it was asked to say."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[tuple[str, str]] = []
        self.offered: list[str] = []
        self.turned_to: list[Finding] = []

    def notice(self, sentence: str, kind: str = "info", actions: Sequence[tuple[str, Callable[[], None]]] = ()) -> None:
        self.said.append((sentence, kind))
        self.offered = [verb for verb, _ in actions]

    def go_to(self, finding: Finding) -> None:
        self.turned_to.append(finding)


@pytest.fixture
def window(qtbot: QtBot) -> NoticingWidget:
    """A window for the flows to speak through."""
    widget = NoticingWidget()
    qtbot.addWidget(widget)
    return widget


@pytest.fixture
def desk(qapp: object, tmp_path: Path) -> Iterator[Desk]:
    """A desk on an empty database."""
    made = Desk(tmp_path / "desk.sqlite", catalogue())
    made.open()
    yield made
    made.close()


def _press(sheet: Sheet) -> None:
    QTest.mouseClick(sheet.verb, Qt.MouseButton.LeftButton)


def _texts(sheet: Sheet) -> str:
    return "\n".join(label.text() for label in sheet.findChildren(QLabel))


def test_that_a_new_year_takes_agency_and_year_from_the_settings(window: NoticingWidget, desk: Desk) -> None:
    settings = Settings(agency=AgencyDefaults(AGENCY.name, "department", "county", "self"))
    sheet = begin_year(window, desk, settings)
    sheet.findChild(QSpinBox).setValue(2024)
    _press(sheet)
    assert (desk.session.report.agency, desk.session.report.year) == (AGENCY, 2024)
    assert window.said[-1][0].startswith("已新建 2024 年报告")


def test_that_a_new_year_proposes_the_year_after_the_last(window: NoticingWidget, desk: Desk) -> None:
    desk.begin_year(AGENCY, 2024)
    sheet = begin_year(window, desk, Settings())
    assert sheet.findChild(QSpinBox).value() == 2025
    _press(sheet)
    assert desk.session.report.agency == AGENCY
    assert desk.session.previous is not None


def test_that_a_first_year_offers_last_years_figures_by_hand_and_a_later_one_does_not(
    window: NoticingWidget, desk: Desk
) -> None:
    for offered in (["填写上年对照数字"], []):
        _press(begin_year(window, desk, Settings(agency=AgencyDefaults(AGENCY.name, "department", "county", "self"))))
        assert window.offered == offered


def test_that_a_new_year_of_another_agency_is_told_what_can_be_done_from_there(
    window: NoticingWidget, desk: Desk
) -> None:
    desk.open_sample()
    sample = desk.session.stored.summary
    sheet = begin_year(window, desk, Settings())
    sheet.findChild(AgencyFields).name.setText("乙局")
    _press(sheet)
    assert sheet.isVisible()
    assert f"“{sample.agency_name}”" in sheet.message.text()
    assert "曾用名" not in sheet.message.text()  # nothing of that name can be chosen here
    assert "移入回收站" in sheet.message.text()
    desk.recycle(sample.id)
    _press(sheet)
    assert desk.session.report.agency.name == "乙局"


def test_that_a_year_that_is_there_is_not_taken_for_another_agencys(window: NoticingWidget, desk: Desk) -> None:
    desk.begin_year(AGENCY, 2024)
    sheet = begin_year(window, desk, Settings())
    sheet.findChild(QSpinBox).setValue(2024)
    _press(sheet)
    assert "已有 2024 年的报告" in sheet.message.text()


def test_that_a_task_has_one_sheet(window: NoticingWidget, desk: Desk) -> None:
    first, second = (begin_year(window, desk, Settings()) for _ in range(2))
    assert not first.isVisible()
    assert second.isVisible()


def test_that_a_missing_name_is_said_in_place(window: NoticingWidget, desk: Desk) -> None:
    sheet = begin_year(window, desk, Settings())
    _press(sheet)
    assert sheet.isVisible()
    assert sheet.message.text() == "请填写机关全称。"
    assert not desk.session.has_report


def _read(window: NoticingWidget, desk: Desk, path: Path, qtbot: QtBot) -> Sheet:
    """Imports a file, and waits for the sheet."""
    reading = import_file(window, desk, places(path.parent), path)
    with qtbot.waitSignal(reading.done, timeout=20_000):
        pass
    return next(sheet for sheet in window.findChildren(Sheet) if sheet.isVisible())


def test_that_a_file_is_taken_in_after_one_look(window: NoticingWidget, desk: Desk, qtbot: QtBot) -> None:
    sheet = _read(window, desk, SAMPLE, qtbot)
    assert "表格读出 200 格，空白 0 格" in _texts(sheet)
    _press(sheet)
    assert desk.session.report.year == 2024
    assert window.said[-1] == (
        "已导入 示例区交警大队2024年政府信息公开工作年度报告，没有需要处理的问题。现在是草稿，可以修改。",
        "info",
    )


def test_that_a_year_that_exists_is_replaced_only_when_ticked(window: NoticingWidget, desk: Desk, qtbot: QtBot) -> None:
    desk.open_sample()
    sheet = _read(window, desk, SAMPLE, qtbot)
    _press(sheet)
    assert sheet.isVisible()
    assert sheet.message.isVisible()
    replace = next(box for box in sheet.findChildren(QCheckBox) if "替换" in box.text())
    assert replace.isVisible()
    replace.setChecked(True)
    _press(sheet)
    assert len(desk.shelf()) == 1
    assert len(desk.database.reports.recycled()) == 1


def test_that_a_past_year_is_proposed_as_published_and_another_name_is_asked_about(
    window: NoticingWidget, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    desk.open_sample()
    report = desk.session.report
    older = report.applied(set_agency(report, name="示例县交警大队"))
    path = tmp_path / "2023.gknb"
    path.write_bytes(report_json(older).replace(b'"year": 2024', b'"year": 2023'))
    sheet = _read(window, desk, path, qtbot)
    boxes = sheet.findChildren(QCheckBox)
    published, alias = (next(box for box in boxes if word in box.text()) for word in ("已公开", "曾用名"))
    assert published.isChecked()
    assert alias.isVisible()
    alias.setChecked(True)
    _press(sheet)
    assert desk.session.stored.summary.state is State.PUBLISHED
    assert window.said[-1][0].endswith("已按公布时的原样保存，不能修改。")


def _published_box(sheet: Sheet) -> QCheckBox:
    return next(box for box in sheet.findChildren(QCheckBox) if "已公开" in box.text())


def test_that_a_past_year_that_replaces_the_one_on_the_shelf_is_a_draft_unless_ticked(
    window: NoticingWidget, desk: Desk, qtbot: QtBot
) -> None:
    desk.open_sample()
    desk.begin_year(desk.session.report.agency, 2025)
    sheet = _read(window, desk, SAMPLE, qtbot)  # as a final report is corrected: out to a file, and in again
    assert not _published_box(sheet).isChecked()


def test_that_a_past_year_with_gaps_is_not_locked_before_they_are_filled(
    window: NoticingWidget, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    desk.begin_year(read_report(SAMPLE, catalogue()).report.agency, 2025)
    whole = read_report(SAMPLE, catalogue()).report
    path = tmp_path / "2024.gknb"
    path.write_bytes(report_json(whole))
    assert _published_box(_read(window, desk, path, qtbot)).isChecked()
    cell = CellId("requests/received/natural_person")
    path.write_bytes(report_json(whole.applied(set_figure(whole, cell, None))))
    sheet = _read(window, desk, path, qtbot)
    assert not _published_box(sheet).isChecked()
    assert re.search("有 [0-9]+ 格没有读出。需要补填的，请不要勾选", _texts(sheet))


def test_that_a_long_complaint_is_seen_whole(window: NoticingWidget, desk: Desk, qtbot: QtBot) -> None:
    desk.open_sample()
    window.show()
    sheet = begin_year(window, desk, Settings())
    sheet.findChild(AgencyFields).name.setText("乙局")
    before = sheet.height()
    _press(sheet)
    assert sheet.height() > before
    QApplication.processEvents()
    assert sheet.message.height() >= sheet.message.heightForWidth(sheet.message.width())
    assert sheet.verb.geometry().bottom() < sheet.height()
    assert sheet.frameGeometry().bottom() <= sheet.screen().availableGeometry().bottom()


def test_that_an_unreadable_file_is_a_sentence_and_nothing_changes(
    window: NoticingWidget, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "broken.gknb"
    path.write_text("{", encoding="utf-8")
    reading = import_file(window, desk, places(tmp_path), path)
    with qtbot.waitSignal(reading.failed, timeout=20_000):
        pass
    sentence, kind = window.said[-1]
    assert kind == "error"
    assert "broken.gknb" in sentence
    assert desk.shelf() == ()
    assert window.findChildren(Sheet) == []


class SlowReader:
    """Reads in place of the real one, and not before it may go on."""

    def __init__(self) -> None:
        self.may_go_on, self.begun = threading.Event(), threading.Event()
        self.threads: list[threading.Thread] = []

    def __call__(self, path: Path, formats: Catalogue) -> Reading:
        self.threads.append(threading.current_thread())
        self.begun.set()
        assert self.may_go_on.wait(20)
        return read_report(path, formats)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> SlowReader:
    reader = SlowReader()
    monkeypatch.setattr(import_flow, "read_report", reader)
    return reader


def test_that_a_file_is_read_beside_the_window_and_that_a_cancelled_reading_comes_to_nothing(
    window: NoticingWidget, desk: Desk, qtbot: QtBot, slow: SlowReader, tmp_path: Path
) -> None:
    reading = import_file(window, desk, places(tmp_path), SAMPLE)
    progress = window.findChild(QProgressDialog)
    qtbot.waitUntil(progress.isVisible)
    assert slow.threads[0] is not threading.main_thread()
    assert progress.labelText() == f"正在读取 {SAMPLE.name}"
    QTest.mouseClick(progress.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert not progress.isVisible()
    with qtbot.waitSignal(reading.destroyed, timeout=20_000):
        slow.may_go_on.set()
    assert window.said == []
    assert window.findChildren(Sheet) == []
    assert desk.shelf() == ()


def test_that_a_file_that_is_never_read_to_its_end_keeps_nobody_from_leaving(
    qtbot: QtBot, desk: Desk, slow: SlowReader, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    faults: list[object] = []
    monkeypatch.setattr(threading, "excepthook", faults.append)
    window = NoticingWidget()
    import_file(window, desk, places(tmp_path), SAMPLE)
    assert slow.begun.wait(20)
    assert slow.threads[0].daemon, "the program may end in the middle"
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    slow.may_go_on.set()
    slow.threads[0].join(20)
    assert not slow.threads[0].is_alive()
    assert faults == []


def test_that_another_file_takes_the_place_of_one_that_is_still_being_read(
    window: NoticingWidget, desk: Desk, qtbot: QtBot, slow: SlowReader, tmp_path: Path
) -> None:
    first = import_file(window, desk, places(tmp_path), SAMPLE)
    assert slow.begun.wait(20)
    other = tmp_path / "other.gknb"
    other.write_bytes(SAMPLE.read_bytes().replace(b'"year": 2024', b'"year": 2023'))
    second = import_file(window, desk, places(tmp_path), other)
    assert first.is_cancelled
    with qtbot.waitSignals([first.destroyed, second.done], timeout=20_000):
        slow.may_go_on.set()
    [sheet] = [each for each in window.findChildren(Sheet) if each.isVisible()]
    assert "2023" in _texts(sheet)


@pytest.mark.parametrize("kind", ["pdf", "gknb", "xlsx"])
def test_that_an_export_is_written_beside_the_window_and_offered(
    window: NoticingWidget, desk: Desk, tmp_path: Path, qtbot: QtBot, kind: str
) -> None:
    desk.open_sample()
    path = tmp_path / f"报告.{kind}"
    work = export_to(window, desk.session.report, path, places(tmp_path))
    with qtbot.waitSignal(work.done, timeout=20_000):
        pass
    assert path.stat().st_size > 1000
    assert window.said[-1] == (f"已导出 报告.{kind}。", "info")
    assert window.offered == ["打开", "打开所在文件夹"]


def test_that_an_export_that_fails_says_why_and_writes_nothing(
    window: NoticingWidget, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    desk.open_sample()
    work = export_to(window, desk.session.report, tmp_path / "nowhere" / "报告.pdf", places(tmp_path))
    with qtbot.waitSignal(work.failed, timeout=20_000):
        pass
    assert window.said[-1][1] == "error"
    assert "不存在" in window.said[-1][0]


def test_that_a_cancelled_export_writes_nothing_and_says_nothing(
    window: NoticingWidget, desk: Desk, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.open_sample()
    may_go_on = threading.Event()

    def slow(*_: object) -> bytes:
        return b"content" if may_go_on.wait(20) else b""

    monkeypatch.setattr(export_flow, "bytes_as", slow)
    work = export_to(window, desk.session.report, tmp_path / "报告.pdf", places(tmp_path))
    progress = window.findChild(QProgressDialog)
    qtbot.waitUntil(progress.isVisible)
    QTest.mouseClick(progress.findChild(QPushButton), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(work.destroyed, timeout=20_000):
        may_go_on.set()
    assert list(tmp_path.glob("报告*")) == []
    assert window.said == []


def test_that_an_exported_report_file_comes_back_equal(desk: Desk, tmp_path: Path) -> None:
    desk.open_sample()
    content = bytes_as(".gknb", desk.session.report, FontChoices())
    assert read_report_json(content, "back", catalogue()) == desk.session.report


@pytest.mark.parametrize(
    ("title", "name"),
    [("示例区2024年报告", "示例区2024年报告"), ('a/b\\c:d*e?"<>|', "a_b_c_d_e_____"), ("  .", "报告")],
)
def test_that_a_title_becomes_a_file_name_that_every_system_takes(title: str, name: str) -> None:
    assert file_name(title) == name


def test_that_a_forgotten_suffix_is_added() -> None:
    assert with_suffix(Path("报告"), "pdf").name == "报告.pdf"
    assert with_suffix(Path("报告.PDF"), "pdf").name == "报告.PDF"
    assert with_suffix(Path("2024.1"), "pdf").name == "2024.1.pdf"


def test_that_every_page_is_printed(desk: Desk, tmp_path: Path) -> None:
    desk.open_sample()
    pdf = PrintablePdf(pdf_of(desk.session.report, places(tmp_path))())
    assert pdf.document.pageCount() == 5
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    pdf.draw(printer, 72)
    again = PrintablePdf((tmp_path / "printed.pdf").read_bytes())
    assert again.document.pageCount() == 5


def test_that_the_preview_shows_the_pages_and_outlives_what_made_it(
    window: NoticingWidget, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    desk.open_sample()
    work = preview(window, desk, places(tmp_path))
    with qtbot.waitSignal(work.done, timeout=20_000):
        pass
    gc.collect()
    dialog = window.findChild(QPrintPreviewDialog)
    qtbot.waitUntil(dialog.isVisible)
    shown = dialog.findChild(QPrintPreviewWidget)
    shown.updatePreview()
    qtbot.waitUntil(lambda: shown.pageCount() == 5)
    dialog.close()


def _with_obstacles(desk: Desk) -> tuple[Finding, ...]:
    desk.open_sample()
    desk.session.type_text("overview", "")
    desk.session.apply(set_figure(desk.session.report, CellId("review_and_litigation/reconsideration/total"), "0"))
    return desk.session.gate.obstacles


def test_that_a_report_with_an_error_or_a_blank_is_not_finalised_and_all_of_them_are_listed(
    window: NoticingWidget, desk: Desk
) -> None:
    obstacles = _with_obstacles(desk)
    listed = finalise(window, desk).findChild(QListWidget)
    shown = [listed.item(at).text() for at in range(listed.count())]
    assert shown == [finding.message for finding in obstacles]
    assert any("表四“行政复议”一行" in sentence for sentence in shown)
    assert any("“一、总体情况”还没有正文" in sentence for sentence in shown)
    assert desk.session.stored.summary.state is State.DRAFT


def test_that_a_click_on_an_obstacle_turns_to_it_and_puts_the_sheet_away(window: NoticingWidget, desk: Desk) -> None:
    obstacles = _with_obstacles(desk)
    sheet = finalise(window, desk)
    listed = sheet.findChild(QListWidget)
    middle = listed.visualItemRect(listed.item(1)).center()
    QTest.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert window.turned_to == [obstacles[1]]
    assert not sheet.isVisible()


def test_that_the_keyboard_turns_to_an_obstacle_too(window: NoticingWidget, desk: Desk) -> None:
    obstacles = _with_obstacles(desk)
    sheet = finalise(window, desk)
    QTest.keyClick(sheet.findChild(QListWidget), Qt.Key.Key_Down)
    QTest.keyClick(sheet, Qt.Key.Key_Return)
    assert window.turned_to == [obstacles[1]]
    assert not sheet.isVisible()


def test_that_finalising_asks_once_and_lists_the_warnings(window: NoticingWidget, desk: Desk) -> None:
    desk.begin_year(Agency(AGENCY.name), 2023)
    desk.session.type_figure(CellId("requests/carried_over_out/natural_person"), "3")
    desk.open_sample()
    sheet = finalise(window, desk)
    listed = sheet.findChild(QListWidget)
    assert listed.count() == 1
    assert "2023 年报告" in listed.item(0).text()
    _press(sheet)
    assert desk.session.stored.summary.state is State.FINAL
    asked = archive(window, desk)
    assert "不能取消" in _texts(asked)
    assert desk.session.stored.summary.state is State.FINAL
    _press(asked)
    assert desk.session.stored.summary.state is State.ARCHIVED


def test_that_finalising_tells_of_figures_that_are_still_flagged(window: NoticingWidget, desk: Desk) -> None:
    desk.open_sample()
    assert "待核实" not in _texts(finalise(window, desk))
    for cell in ("requests/received/natural_person", "requests/granted/natural_person"):
        desk.session.apply(annotate(desk.session.report, CellId(cell), {Aspect.FLAG: FLAGGED}))
    assert "还有 2 格标着“待核实”" in _texts(finalise(window, desk))


def test_that_a_draft_is_not_archived_and_the_way_is_said(window: NoticingWidget, desk: Desk) -> None:
    desk.open_sample()
    sheet = archive(window, desk)
    _press(sheet)
    assert sheet.message.text() == "只有定稿或已公开的报告可以归档。请先定稿。"
    assert desk.session.stored.summary.state is State.DRAFT


def test_that_settings_are_kept(window: NoticingWidget, tmp_path: Path, qapp: QApplication) -> None:
    where = places(tmp_path)
    sheet = edit_settings(window, where)
    fields = sheet.findChild(AgencyFields)
    fields.show_defaults(AgencyDefaults("示例区交警大队", "department", "county", "self"))
    with look_of_its_own(qapp):
        _press(sheet)
    assert load_settings(where).agency == AgencyDefaults("示例区交警大队", "department", "county", "self")
    assert window.said[-1] == ("设置已保存。", "info")
