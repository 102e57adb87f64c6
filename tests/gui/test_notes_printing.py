"""The list of notes leaves the window: on paper through the preview, or as a PDF."""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrintPreviewDialog, QPrintPreviewWidget
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui.desk import Desk
from disclosure_desk.gui.notes_printing import preview_notes, save_notes
from disclosure_desk.report.annotations import Aspect, annotate
from disclosure_desk.settings import places
from tests.gui.test_printing import Window

CELL = CellId("requests/received/natural_person")


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    """The sample with one note."""
    assert qapp
    made = Desk(tmp_path / "desk.db", catalogue())
    made.open()
    made.open_sample()
    made.session.apply(annotate(made.session.report, CELL, {Aspect.NOTE: "甲科室台账"}))
    yield made
    made.close()


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    """A window with a notice bar."""
    made = Window()
    qtbot.addWidget(made)
    return made


def test_that_the_list_is_shown_as_it_will_print(qtbot: QtBot, window: Window, desk: Desk, tmp_path: Path) -> None:
    with qtbot.waitSignal(preview_notes(window, desk, places(tmp_path)).done, timeout=20_000):
        pass
    dialog = window.findChild(QPrintPreviewDialog)
    assert dialog.printer().docName() == "示例区交警大队2024年备注与待核实清单"
    qtbot.waitUntil(lambda: dialog.findChild(QPrintPreviewWidget).pageCount() == 1)
    dialog.close()


def test_that_the_list_is_saved_and_can_be_opened(
    qtbot: QtBot, window: Window, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "清单"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    work = save_notes(window, desk, places(tmp_path))
    assert work is not None
    with qtbot.waitSignal(work.done, timeout=20_000):
        pass
    text = pypdfium2.PdfDocument(path.with_suffix(".pdf"))[0].get_textpage().get_text_range()
    assert "甲科室台账" in text.replace("\r\n", "")
    assert window.said == [("已导出 清单.pdf。", "info")]


def test_that_leaving_the_question_writes_nothing(
    window: Window, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    before = set(tmp_path.rglob("*.pdf"))
    assert save_notes(window, desk, places(tmp_path)) is None
    assert set(tmp_path.rglob("*.pdf")) == before
