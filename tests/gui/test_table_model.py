"""The model: a lens over the session that tells only what changed."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.formats.schema import CellId, Severity
from disclosure_desk.gui.session import Session
from disclosure_desk.gui.table_model import Role, TableModel
from disclosure_desk.report.carry_over import begin
from disclosure_desk.report.document import Agency, ReportDocument, TotalsMode
from tests.gui.conftest import OpenSession
from tests.gui.table_driver import requests
from tests.reports import AGENCY, tiny_report

ItemRole = Qt.ItemDataRole
COLUMNS = (
    "natural_person",
    "commercial_enterprise",
    "research_institution",
    "public_welfare_organization",
    "legal_service_institution",
    "other_organization",
)


def zeros(totals: TotalsMode = TotalsMode.FILLED) -> ReportDocument:
    report = begin(AGENCY, 2024, catalogue())
    return replace(report, totals=totals, cells=dict.fromkeys(report.form.places, "0"))


def told(model: TableModel) -> list[CellId]:
    """The cells that the model tells of from now on."""
    cells: list[CellId] = []

    def note(first: QModelIndex, last: QModelIndex) -> None:
        for row in range(first.row(), last.row() + 1):
            for column in range(first.column(), last.column() + 1):
                cell = model.index(row, column).data(Role.CELL)
                if cell:
                    cells.append(cell)

    model.dataChanged.connect(note)
    return cells


@pytest.mark.parametrize("section", ["proactive_disclosure", "requests", "review_and_litigation"])
def test_that_the_model_keeps_qts_rules(session: Session, section: str) -> None:
    model = TableModel(session, section)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.QtTest)
    session.type_figure(next(c for c in session.report.form.places if c.startswith(section)), "3")
    assert tester.model() is model


def test_that_the_model_has_the_grids_size_and_official_labels(session: Session) -> None:
    model = TableModel(session, "requests")
    assert (model.rowCount(), model.columnCount()) == (28, 10)
    assert model.index(0, 0).data().startswith("（本列数据的勾稽关系为")
    assert model.index(0, 3).data() == "申请人情况"
    assert model.index(0, 4).data() is None
    assert model.headerData(3, Qt.Orientation.Horizontal) == "自然人"
    assert model.headerData(4, Qt.Orientation.Horizontal) == "商业企业"
    assert model.headerData(7, Qt.Orientation.Vertical) == "1.属于国家秘密"


def test_that_only_figures_can_be_selected(session: Session) -> None:
    model = TableModel(session, "requests")
    selectable = [
        model.index(row, column)
        for row in range(model.rowCount())
        for column in range(model.columnCount())
        if model.index(row, column).flags() & Qt.ItemFlag.ItemIsSelectable
    ]
    assert {index.data(Role.CELL) for index in selectable} == set(model.table.cells)
    assert len(selectable) == 175


def test_that_computed_totals_cannot_be_edited_but_typed_ones_can(open_session: OpenSession) -> None:
    total = requests("received", "total")
    for totals, editable in ((TotalsMode.FILLED, False), (TotalsMode.TYPED, True)):
        model = TableModel(open_session(zeros(totals)), "requests")
        assert bool(model.index_of(total).flags() & Qt.ItemFlag.ItemIsEditable) is editable
        assert model.setData(model.index_of(total), "5") is editable


def test_that_an_edit_tells_only_of_the_cells_that_look_different(open_session: OpenSession) -> None:
    session = open_session(zeros())
    model = TableModel(session, "requests")
    cells = told(model)
    granted = requests("granted", "research_institution")
    session.type_figure(granted, "3")
    column = [requests(row, "research_institution") for row in ("received", "carried_over_in", "carried_over_out")]
    totals = [
        requests(row, "total")
        for row in ("granted", "outcomes_total", "received", "carried_over_in", "carried_over_out")
    ]
    assert set(cells) == {granted, requests("outcomes_total", "research_institution"), *column, *totals}


def test_that_an_edit_elsewhere_tells_nothing(open_session: OpenSession) -> None:
    session = open_session(zeros())
    model = TableModel(session, "requests")
    cells = told(model)
    session.type_figure(CellId("proactive_disclosure/licensing/decisions"), "7")
    session.type_text("overview", "一段文字。")
    assert cells == []


def test_that_the_sum_so_far_follows_its_parts(session: Session) -> None:
    model = TableModel(session, "requests")
    cells = told(model)
    session.type_figure(requests("granted"), "4")
    total = requests("granted", "total")
    assert total in cells
    look = model.index_of(total).data(Role.LOOK)
    assert (look.text, look.is_running, look.is_editable) == ("4", True, False)
    assert model.index_of(total).data() == ""


def test_that_the_accessible_text_names_table_row_column_figure_and_state(open_session: OpenSession) -> None:
    session = open_session(zeros(TotalsMode.TYPED))
    model = TableModel(session, "requests")

    def spoken(cell: CellId) -> str:
        text: str = model.index_of(cell).data(ItemRole.AccessibleTextRole)
        return text

    session.type_figure(requests("granted"), "12")
    assert spoken(requests("granted")).startswith("表三 予以公开 自然人 12 ")
    assert "强制" in spoken(requests("granted"))
    assert spoken(requests("withheld.state_secret", "other_organization")) == "表三 国家秘密 其他 0"
    session.clear([requests("withheld.state_secret")])
    assert spoken(requests("withheld.state_secret")) == "表三 国家秘密 自然人 未填"
    assert spoken(requests("received", "other_organization")) == "表三 新收 其他 0"


def test_that_marks_follow_the_gravest_failure_and_name_the_total(open_session: OpenSession) -> None:
    session = open_session(zeros(TotalsMode.TYPED))
    model = TableModel(session, "requests")
    session.type_figure(requests("received", "total"), "5")
    total = model.index_of(requests("received", "total")).data(Role.LOOK)
    part = model.index_of(requests("received")).data(Role.LOOK)
    assert (total.severity, total.is_named) == (Severity.ERROR, True)
    assert (part.severity, part.is_named) == (Severity.ERROR, False)


def test_that_a_difference_to_last_year_is_a_warning_at_the_cell(open_session: OpenSession) -> None:
    last = replace(zeros(), year=2023)
    last = replace(last, cells={**last.cells, requests("carried_over_out"): "2"})
    session = open_session(zeros(), last)
    model = TableModel(session, "requests")
    look = model.index_of(requests("carried_over_in")).data(Role.LOOK)
    assert (look.severity, look.is_named) == (Severity.WARNING, True)
    assert "核实" in model.index_of(requests("carried_over_in")).data(ItemRole.ToolTipRole)


def test_that_tooltips_show_figures_as_text_and_not_as_markup(open_session: OpenSession) -> None:
    session = open_session(zeros(TotalsMode.TYPED))
    model = TableModel(session, "requests")
    assert model.index_of(requests("granted")).data(ItemRole.ToolTipRole) is None
    session.type_figure(requests("granted"), "1")
    assert model.index_of(requests("granted")).data(ItemRole.ToolTipRole).startswith("<qt>强制：")


def test_that_another_form_resets_the_model(qtbot: QtBot, open_session: OpenSession) -> None:
    session = open_session(zeros())
    model = TableModel(session, "requests")
    older = begin(Agency("示例区交警大队"), 2020, catalogue())
    with qtbot.waitSignal(model.modelReset):
        session.open(replace(session.stored, document=older), None, session._journal)
        model.reload()
    assert model.rowCount() == 26


def test_that_a_form_without_the_table_leaves_the_model_empty(open_session: OpenSession) -> None:
    model = TableModel(open_session(tiny_report()), "requests")
    assert (model.rowCount(), model.columnCount(), model.grid) == (0, 0, None)
    assert not model.index_of(requests("received")).isValid()


def test_that_a_closed_report_leaves_the_model_empty(open_session: OpenSession) -> None:
    session = open_session(zeros())
    model = TableModel(session, "requests")
    session.close()
    model.reload()
    assert model.rowCount() == 0
