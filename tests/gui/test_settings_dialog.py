"""The settings: what is typed there is kept, and the beginning of a report uses it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from disclosure_desk.gui.main_window import MainWindow
from disclosure_desk.gui.narrative_page import NarrativePage
from disclosure_desk.gui.settings_dialog import edit_settings
from disclosure_desk.gui.sheet import Sheet
from disclosure_desk.settings import Contact, load_settings
from tests.gui.windows import look_of_its_own, window_on

CONTACT = {"地址": "示例区平安路1号", "邮政编码": "000000", "电话": "0000-0000000", "电子邮箱": "a@b.cn", "网站": ""}


@pytest.fixture
def window(tmp_path: Path, qapp: QApplication) -> Iterator[MainWindow]:
    with look_of_its_own(qapp), window_on(tmp_path, sample=True) as opened:
        yield opened


def test_that_the_contact_is_kept_and_offered_to_the_preamble(window: MainWindow) -> None:
    sheet = edit_settings(window, window.places)
    for line in sheet.findChildren(QLineEdit):
        if line.accessibleName() in CONTACT:
            line.setText(f" {CONTACT[line.accessibleName()]} ")
    QTest.mouseClick(sheet.verb, Qt.MouseButton.LeftButton)
    kept = load_settings(window.places).contact
    assert kept == Contact("示例区平安路1号", "000000", "0000-0000000", "a@b.cn", "")

    window.show_place("preamble")
    page = window.page
    assert isinstance(page, NarrativePage)
    assert page.contact == kept


def test_that_saving_keeps_what_the_window_noted_meanwhile(window: MainWindow) -> None:
    sheet = edit_settings(window, window.places)
    window.close()
    zoomed = load_settings(window.places).zoom_percent
    QTest.mouseClick(sheet.verb, Qt.MouseButton.LeftButton)
    settings = load_settings(window.places)
    assert (settings.zoom_percent, settings.window.geometry != "") == (zoomed, True)


def test_that_the_sheet_fits_a_low_screen(window: MainWindow) -> None:
    sheet = edit_settings(window, window.places)
    QApplication.processEvents()
    assert sheet.height() <= 600
    assert sheet.width() <= 960


def test_that_the_text_on_show_knows_a_new_contact_at_once(window: MainWindow) -> None:
    window.show_place("preamble")
    window.deeds.settings()
    sheet = next(each for each in window.findChildren(Sheet) if each.isVisible())
    phone = next(line for line in sheet.findChildren(QLineEdit) if line.accessibleName() == "电话")
    phone.setText("0000-0000000")
    QTest.mouseClick(sheet.verb, Qt.MouseButton.LeftButton)
    page = window.page
    assert isinstance(page, NarrativePage)
    assert page.contact.phone == "0000-0000000"
