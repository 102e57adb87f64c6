"""What the window does to the interpreter it runs in."""

import sys

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

import disclosure_desk.gui  # noqa: F401 - importing it is what is tested


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="from Python 3.12 on, they are never freed")
def test_that_none_and_the_truth_values_outlive_any_number_of_calls_into_qt(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    for _ in range(20_000):
        widget.update()
    assert all(sys.getrefcount(constant) > 1_000_000 for constant in (None, True, False))
