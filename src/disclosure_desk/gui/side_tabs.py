"""The panels that the side of the window offers beside the findings, each loaded when its tab is first turned to."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from disclosure_desk.gui.side_panel import Tab

if TYPE_CHECKING:
    from disclosure_desk.gui.main_window import MainWindow
    from disclosure_desk.gui.session import Session


def side_tabs(window: "MainWindow", session: "Session") -> dict[str, Tab]:
    """The panels by name, from left to right."""
    return {
        "guide": Tab("填报说明", lambda parent: _guide(session, parent)),
        "notes": Tab("备注", lambda parent: _notes(window, session, parent)),
    }


def _guide(session: "Session", parent: QWidget) -> QWidget:
    from disclosure_desk.gui.guide_panel import GuidePanel  # noqa: PLC0415  loaded when it is wanted

    return GuidePanel(session, parent)


def _notes(window: "MainWindow", session: "Session", parent: QWidget) -> QWidget:
    from disclosure_desk.gui.notes_panel import NotesPanel  # noqa: PLC0415  loaded when it is wanted

    panel = NotesPanel(session, parent)
    panel.print_wanted.connect(lambda: window.actions_["print_notes"].trigger())
    return panel
