"""What a screen reader meets on its way through the window: nothing that takes the keyboard is without a name."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QComboBox, QDateEdit, QDialog, QLineEdit, QWidget

from disclosure_desk.app import prepare
from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.formats.schema import CellId, TableSection
from disclosure_desk.gui.main_window import MainWindow
from disclosure_desk.gui.table_page import TablePage
from disclosure_desk.gui.tour import begin_tour
from disclosure_desk.report.annotations import FLAGGED, Aspect, annotate
from disclosure_desk.settings import places
from tests.gui.windows import desk_of, window_on

WRONG = CellId("requests/received/natural_person")
PLACES = (
    "cover",
    "preamble",
    "overview",
    "proactive_disclosure",
    "requests",
    "review_and_litigation",
    "issues_and_improvements",
    "other_matters",
    "shelf",
)
DIALOGS = ("new", "settings", "finalise", "deadline", "shortcuts", "palette", "zeros", "prior")
ENTERED = {
    QAccessible.Role.Button,
    QAccessible.Role.CheckBox,
    QAccessible.Role.ComboBox,
    QAccessible.Role.EditableText,
    QAccessible.Role.Link,
    QAccessible.Role.ListItem,
    QAccessible.Role.MenuItem,
    QAccessible.Role.PageTab,
    QAccessible.Role.PushButton,
    QAccessible.Role.RadioButton,
    QAccessible.Role.SpinBox,
    QAccessible.Role.TreeItem,
}
"""What is acted on, whether or not it takes the keyboard itself."""


@pytest.fixture(autouse=True, scope="module")
def read_out(qapp: QApplication) -> Iterator[None]:
    """As a screen reader finds the program."""
    prepare(qapp)
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


@pytest.fixture
def window(tmp_path: Path) -> Iterator[MainWindow]:
    with window_on(tmp_path, sample=True) as opened:
        session = desk_of(opened).session
        session.type_figure(WRONG, "9")
        session.apply(annotate(session.report, WRONG, {Aspect.FLAG: FLAGGED, Aspect.NOTE: "再问一次"}))
        yield opened


def tree(widget: QWidget) -> Iterator[QAccessibleInterface]:
    """A widget and everything in it that is there to be read out."""
    root = QAccessible.queryAccessibleInterface(widget)
    assert root is not None
    waiting = [root]
    while waiting:
        each = waiting.pop()
        if each.state().invisible:
            continue
        yield each
        waiting += [child for at in range(each.childCount()) if (child := each.child(at)) is not None]


def name(each: QAccessibleInterface) -> str:
    return each.text(QAccessible.Text.Name).strip()


def nameless(widget: QWidget) -> list[str]:
    """Whatever takes the keyboard or is acted on and has no name."""
    found = []
    for each in tree(widget):
        if (each.state().focusable or each.role() in ENTERED) and not name(each):
            owner = each.object()
            above = owner.parent() if owner else None
            found.append(f"{each.role().name} {type(owner).__name__} in {type(above).__name__}")
    return found


@pytest.mark.parametrize("place", PLACES)
def test_that_everything_on_a_page_has_a_name(window: MainWindow, place: str) -> None:
    window.notice("已导出。", actions=[("打开", lambda: None)])
    window.show_place(place)
    QApplication.processEvents()
    assert len(list(tree(window))) > 40
    assert nameless(window) == []


def test_that_everything_on_each_panel_has_a_name(window: MainWindow) -> None:
    desk = desk_of(window)
    desk.begin_year(desk.session.report.agency, 2025)  # so that there is a last year to show
    window.show_place("requests")
    assert len(window.side.names) > 3
    for panel in window.side.names:
        window.show_side(panel)
        QApplication.processEvents()
        assert nameless(window.side) == [], panel


@pytest.mark.parametrize("dialog", DIALOGS)
def test_that_everything_in_a_dialog_has_a_name(window: MainWindow, dialog: str) -> None:
    window.show_place("requests")
    window.actions_[dialog].trigger()
    QApplication.processEvents()
    opened = [each for each in window.findChildren(QDialog) if each.isVisible()] or [window]
    assert [unread for each in opened for unread in nameless(each)] == []
    for each in opened:
        if each is not window:
            each.close()


def test_that_everything_on_the_pages_without_a_report_has_a_name(qapp: QApplication, tmp_path: Path) -> None:
    waiting = MainWindow(places(tmp_path / "waiting"))
    waiting.show()
    assert nameless(waiting) == []
    waiting.close()
    with window_on(tmp_path / "empty") as empty:
        assert nameless(empty) == []


def test_that_everything_in_the_tour_has_a_name(qapp: QApplication) -> None:
    tour = begin_tour(MainWindow, catalogue())
    QApplication.processEvents()
    try:
        assert nameless(tour.card.window()) == []
        assert nameless(tour.card) == []
    finally:
        tour.window.close()


def cells_read_out(page: TablePage) -> list[str]:
    table = QAccessible.queryAccessibleInterface(page.view)
    assert table is not None
    cells = (table.child(at) for at in range(table.childCount()))
    return [name(cell) for cell in cells if cell is not None and cell.role() is QAccessible.Role.Cell]


@pytest.mark.parametrize("section", ["proactive_disclosure", "requests", "review_and_litigation"])
def test_that_each_cell_is_read_out_with_table_row_column_and_value(window: MainWindow, section: str) -> None:
    window.show_place(section)
    assert isinstance(window.page, TablePage)
    form, report = desk_of(window).session.report.form, desk_of(window).session.report
    table = form.section(section)
    assert isinstance(table, TableSection)
    read = cells_read_out(window.page)
    for cell in table.cells:
        place = form.places[cell]
        words = {table.short, place.row.spoken, place.column.spoken, report.cells[cell]}
        assert any(words <= set(text.split()) for text in read), place.spoken


def test_that_the_state_of_a_cell_is_read_out_and_so_is_the_current_one(window: MainWindow) -> None:
    window.show_place("requests")
    page = window.page
    assert isinstance(page, TablePage)
    page.go_to(WRONG)
    (wrong,) = (text for text in cells_read_out(page) if {"新收", "自然人"} <= set(text.split()))
    assert "9" in wrong.split()
    assert "有误" in wrong or "强制" in wrong
    editor = QAccessible.queryAccessibleInterface(page.view.entry.editor)
    assert editor is not None
    assert name(editor).startswith("表三 新收 自然人 9")


def test_that_no_two_fields_of_a_dialog_go_by_one_name(window: MainWindow) -> None:
    for dialog in ("new", "settings", "deadline"):
        window.actions_[dialog].trigger()
        QApplication.processEvents()
        (sheet,) = (each for each in window.findChildren(QDialog) if each.isVisible())
        # What Qt reads out of a closed list of choices is the choice on some systems, the name on others.
        fields = [w for w in sheet.findChildren(QWidget) if isinstance(w, QComboBox | QLineEdit | QDateEdit)]
        names = [w.accessibleName() for w in fields if w.isVisible() and not w.objectName().startswith("qt_")]
        assert names
        assert len(names) == len(set(names)), names
        sheet.close()
