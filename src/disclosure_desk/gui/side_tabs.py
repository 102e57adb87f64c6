"""The panels that the side of the window offers beside the findings, each loaded when its tab is first turned to."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from disclosure_desk.gui.side_panel import Tab

if TYPE_CHECKING:
    from disclosure_desk.gui.main_window import MainWindow
    from disclosure_desk.gui.session import Session

_PREVIEW_WIDTH = 430


def side_tabs(window: "MainWindow", session: "Session") -> dict[str, Tab]:
    """The panels by name, from left to right."""
    return {
        "preview": Tab("预览", lambda parent: _preview(window, session, parent), _PREVIEW_WIDTH),
        "last_year": Tab("去年", lambda parent: _last_year(window, session, parent)),
        "guide": Tab("填报说明", lambda parent: _guide(window, session, parent)),
        "notes": Tab("备注", lambda parent: _notes(window, session, parent)),
    }


def _preview(window: "MainWindow", session: "Session", parent: QWidget) -> QWidget:
    from disclosure_desk.gui.preview_panel import PreviewPanel  # noqa: PLC0415  loaded when it is wanted

    panel = PreviewPanel(session, parent, places=window.places)
    panel.paragraph_wanted.connect(window.go_to_text)
    window.text_moved.connect(panel.follow_text)
    return panel


def _last_year(window: "MainWindow", session: "Session", parent: QWidget) -> QWidget:
    from disclosure_desk.gui.last_year_panel import LastYearPanel  # noqa: PLC0415  loaded when it is wanted

    panel = LastYearPanel(session, parent)
    panel.prior_wanted.connect(window.actions_["prior"].trigger)
    panel.import_wanted.connect(window.actions_["import"].trigger)
    return panel


def _guide(window: "MainWindow", session: "Session", parent: QWidget) -> QWidget:
    from disclosure_desk.gui.guide_panel import GuidePanel  # noqa: PLC0415  loaded when it is wanted

    panel = GuidePanel(session, parent)
    panel.manual_wanted.connect(window.actions_["manual"].trigger)
    return panel


def _notes(window: "MainWindow", session: "Session", parent: QWidget) -> QWidget:
    from disclosure_desk.gui.notes_panel import NotesPanel  # noqa: PLC0415  loaded when it is wanted

    def print_list() -> None:
        window.actions_["print_notes"].trigger()

    panel = NotesPanel(session, parent)
    panel.print_wanted.connect(print_list)
    return panel
