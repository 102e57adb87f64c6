"""The outline says how far each part has come."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui.heading_lines import balanced
from disclosure_desk.gui.outline import Outline, PartState
from disclosure_desk.gui.part_states import entries
from disclosure_desk.gui.session import Session
from disclosure_desk.report.annotations import FLAGGED, Aspect, annotate
from disclosure_desk.report.document import Agency, TotalsMode
from tests.gui.windows import look_of_its_own


def state_of(session: Session, place: str) -> PartState | None:
    return next(entry.state for entry in entries(session) if entry.place == place)


def test_that_a_blank_report_has_nothing_filled_in_but_its_cover(session: Session) -> None:
    assert state_of(session, "cover") is PartState.DONE
    assert state_of(session, "preamble") is None
    assert {state_of(session, s.id) for s in session.report.form.sections} == {PartState.EMPTY}
    assert state_of(session, "shelf") is None


def test_that_a_table_with_some_figures_is_under_way_and_a_full_one_is_done(session: Session) -> None:
    cells = [c for c in session.report.form.places if c.startswith("requests/") and c not in session.report.form.totals]
    session.type_figure(cells[0], "0")
    assert state_of(session, "requests") is PartState.PROGRESS

    for cell in cells[1:]:
        session.type_figure(cell, "0")
    assert state_of(session, "requests") is PartState.DONE


def test_that_a_sum_that_does_not_hold_makes_its_table_wrong_and_no_other(session: Session) -> None:
    for cell in [c for c in session.report.form.places if c not in session.report.form.totals]:
        session.type_figure(cell, "0")
    session.switch_totals(TotalsMode.TYPED)
    session.type_figure(CellId("requests/received/total"), "5")

    assert state_of(session, "requests") is PartState.WRONG
    assert state_of(session, "review_and_litigation") is PartState.DONE


def test_that_a_text_of_white_space_is_not_filled_in(session: Session) -> None:
    session.type_text("overview", " \n　")
    assert state_of(session, "overview") is PartState.EMPTY
    session.type_text("overview", "正文")
    assert state_of(session, "overview") is PartState.DONE


def test_that_a_cover_without_its_particulars_is_under_way(open_session: Callable[..., Session]) -> None:
    blank = open_session().report
    session = open_session(replace(blank, agency=Agency("示例局")))
    assert state_of(session, "cover") is PartState.PROGRESS


def test_that_the_state_is_read_out_with_the_name(qtbot: QtBot, session: Session) -> None:
    outline = Outline()
    qtbot.addWidget(outline)
    outline.show_entries(entries(session))

    spoken = outline.item(2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "一、总体情况　未填"


def test_that_the_arrow_keys_turn_pages(qtbot: QtBot, session: Session) -> None:
    outline = Outline()
    qtbot.addWidget(outline)
    outline.show_entries(entries(session))
    outline.choose("cover")
    chosen: list[str] = []
    outline.chosen.connect(chosen.append)

    qtbot.keyClick(outline, Qt.Key.Key_Down)
    qtbot.keyClick(outline, Qt.Key.Key_Down)

    assert chosen == ["preamble", "overview"]


def test_that_new_states_leave_the_chosen_part_chosen(qtbot: QtBot, session: Session) -> None:
    outline = Outline()
    qtbot.addWidget(outline)
    outline.show_entries(entries(session))
    outline.choose("overview")

    session.type_text("overview", "正文")
    outline.show_entries(entries(session))

    assert outline.place == "overview"
    assert outline.entry("overview").state is PartState.DONE


def test_that_a_long_heading_is_cut_into_even_lines_that_fit(qapp: QApplication) -> None:
    metrics = QFontMetrics(qapp.font())
    heading = "四、政府信息公开行政复议、行政诉讼情况"
    width = metrics.horizontalAdvance("政") * 11

    lines = balanced(heading, metrics, width)

    assert "".join(lines) == heading
    assert len(lines) == 2
    assert all(metrics.horizontalAdvance(line) <= width for line in lines)
    assert not lines[1].startswith("、")
    assert min(map(len, lines)) > 5


def test_that_notes_and_flags_are_counted_for_their_section_and_read_out(qtbot: QtBot, session: Session) -> None:
    one, other = [cell for cell in session.report.form.places if cell.startswith("requests/received/")][:2]
    session.apply(annotate(session.report, one, {Aspect.FLAG: FLAGGED, Aspect.SOURCE: "法制科"}))
    session.apply(annotate(session.report, other, {Aspect.NOTE: "再问一次"}))

    outline = Outline()
    qtbot.addWidget(outline)
    outline.show_entries(entries(session))

    entry = outline.entry("requests")
    assert (entry.flags, entry.notes) == (1, 2)
    item = outline.item(outline.places.index("requests"))
    assert item.toolTip().endswith("待核实 1 格　备注 2 格")
    assert item.data(Qt.ItemDataRole.AccessibleTextRole) == item.toolTip()
    assert (outline.entry("overview").flags, outline.entry("overview").notes) == (0, 0)


def test_that_signs_of_notes_have_room_below_the_label(qtbot: QtBot, session: Session) -> None:
    outline = Outline()
    qtbot.addWidget(outline)
    outline.show()
    outline.show_entries(entries(session))
    item = outline.item(outline.places.index("requests"))
    before = outline.visualItemRect(item).height()

    session.apply(annotate(session.report, CellId("requests/received/natural_person"), {Aspect.FLAG: FLAGGED}))
    outline.show_entries(entries(session))

    qtbot.waitUntil(lambda: outline.visualItemRect(item).height() > before)


def ink_at(outline: Outline, x: int) -> bool:
    """Whether anything but the ground is painted in a column of pixels."""
    picture = outline.grab().toImage()
    return any(picture.pixelColor(x, y).lightness() < 200 for y in range(picture.height()))


def test_that_headings_are_whole_where_lists_have_a_smaller_font_of_their_own(
    qtbot: QtBot, qapp: QApplication, session: Session
) -> None:
    """So it is on Windows, where lists are set in the font of the desktop's icons."""
    with look_of_its_own(qapp):
        font, small = QFont(qapp.font()), QFont(qapp.font())
        font.setPointSizeF(10.5)
        small.setPointSizeF(8.25)
        qapp.setFont(font)
        qapp.setFont(small, "QAbstractItemView")  # type: ignore[call-overload]  # the stub wants bytes
        outline = Outline()
        qtbot.addWidget(outline)
        outline.show_entries(entries(session))
        outline.resize(232, 600)
        outline.show()
        qtbot.waitExposed(outline)
        metrics = QFontMetrics(qapp.font())
        one, two = (outline.visualItemRect(outline.item(at)).height() for at in (2, 3))
        sign = 232 - 8 - 16 - 4 - metrics.horizontalAdvance("进行中")
        qapp.setFont(font, "QAbstractItemView")  # type: ignore[call-overload]
        assert two > one
        assert not ink_at(outline, sign - 5)


def test_that_the_outline_takes_the_width_that_its_longest_heading_needs(qtbot: QtBot, session: Session) -> None:
    outline = Outline()
    qtbot.addWidget(outline)
    outline.show_entries(entries(session))
    outline.allow(400)
    large = QFont(QApplication.font())
    large.setPointSizeF(14)
    before = outline.minimumWidth()
    with look_of_its_own(QApplication.instance()):  # type: ignore[arg-type]
        QApplication.setFont(large)
        outline.resize(outline.liked_width, 600)
        outline.show()
        qtbot.waitUntil(lambda: outline.minimumWidth() > before)
        metrics = QFontMetrics(large)
        assert outline.minimumWidth() == outline.liked_width
        heights = {outline.visualItemRect(outline.item(at)).height() for at in range(outline.count())}
        assert max(heights) < 3 * metrics.lineSpacing() + 20
        outline.allow(240)
        assert outline.minimumWidth() == 240
