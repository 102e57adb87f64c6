"""Last year by hand: the few figures of last year's report that this year's are compared with, typed alone."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from disclosure_desk.errors import DeskError
from disclosure_desk.formats.form import Form, Place
from disclosure_desk.gui.figure_field import FigureField
from disclosure_desk.gui.session import Session
from disclosure_desk.gui.sheet import Sheet
from disclosure_desk.gui.window import Noticing, widget
from disclosure_desk.report.figures import plain, total
from disclosure_desk.report.prior import prior_cells, set_prior

_USE = "只用来与本年数字对照，不印入报告，也不另成一份报告。手头没有的，可以留空。"
_ON_SHELF = "{year} 年报告已在本机，直接用它对照，不需要手工填写。"
_FIXED = "这份报告已不能修改，对照数字也不再改动。"
_NOTHING = "本报告的格式不与上年对照，没有需要填写的数字。"
_LABEL_WIDTH = 128
_REMARK_WIDTH = 260


def enter_prior(window: Noticing, session: Session) -> Sheet:
    """Shows last year's figures to be typed; the window goes on working behind it."""
    year = session.report.year - 1
    sheet = Sheet(widget(window), f"{year} 年对照数字", "保存", wide=True)
    obstacle = _obstacle(session, year)
    sheet.say(obstacle or _USE)
    fields = PriorFields(session)
    sheet.add(fields)
    fields.setEnabled(not obstacle)
    sheet.verb.setEnabled(not obstacle)

    def act() -> bool:
        try:
            if not fields.take():
                return False
        except DeskError as error:
            sheet.complain(str(error))
            return False
        window.notice(f"{year} 年对照数字已保存。")
        return True

    fields.finished.connect(sheet.verb.click)
    session.opened.connect(sheet.reject)
    sheet.ask(act)
    fields.begin()
    return sheet


def _obstacle(session: Session, year: int) -> str:
    """Why nothing can be typed, "" where it can."""
    if session.previous is not None and not session.previous_is_by_hand:
        return _ON_SHELF.format(year=year)
    if not session.is_editable:
        return _FIXED
    return "" if prior_cells(session.report.form) else _NOTHING


class PriorFields(QWidget):
    """A field for each figure, under the words of the form; Enter goes to the next one.

    Args:
        session: the report on the desk.
    """

    finished = Signal()
    """Enter was pressed in the last field."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setAccessibleName("上年对照数字")
        form = session.report.form
        held = session.previous.cells if session.previous is not None else {}
        cells = prior_cells(form)
        self.fields = {cell: FigureField(form.places[cell].kind, held.get(cell, "")) for cell in cells}
        self._sums = [each for each in form.sums if self.fields.keys() >= set(each.cells)]
        self._lay_out(form)
        self._add_up()
        for at, field in enumerate(self.fields.values()):
            field.textEdited.connect(self._add_up)
            field.editingFinished.connect(self._add_up)
            field.stepped.connect(lambda by, at=at: self._go(at + by))
            field.remarked.connect(self._grow)

    def begin(self) -> None:
        """Gives the first field the keyboard."""
        for field in list(self.fields.values())[:1]:
            _enter(field)

    def take(self) -> bool:
        """Hands the figures to the session as one step; False where one is refused, which then has the keyboard.

        Raises:
            RefusedChange: the report cannot be changed.
        """
        self._add_up()
        refused = [field for field in self.fields.values() if not field.check()]
        if refused:
            _enter(refused[0])
            return False
        figures = {cell: field.figure for cell, field in self.fields.items()}
        self._session.apply(set_prior(self._session.report, figures))
        return True

    def _lay_out(self, form: Form) -> None:
        lines = QGridLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setHorizontalSpacing(12)
        lines.setVerticalSpacing(6)
        lines.setColumnMinimumWidth(0, _LABEL_WIDTH)
        lines.setColumnMinimumWidth(2, _REMARK_WIDTH)
        lines.setColumnStretch(2, 1)
        for heading, places in _groups(form.places[cell] for cell in self.fields):
            head = QLabel(heading)
            head.setObjectName("muted")
            head.setAccessibleName(heading)
            head.setContentsMargins(0, 8, 0, 0)
            lines.addWidget(head, lines.rowCount(), 0, 1, 3)
            for words, place in places:
                self._add_line(lines, heading, words, self.fields[place.cell])

    @staticmethod
    def _add_line(lines: QGridLayout, heading: str, words: str, field: FigureField) -> None:
        name = QLabel(words)
        name.setBuddy(field)
        name.setAccessibleName(words)
        field.setAccessibleName(f"{heading} {words}")
        row = lines.rowCount()
        for column, part in enumerate((name, field, field.remark)):
            lines.addWidget(part, row, column)

    def _add_up(self) -> None:
        """A total follows its parts until another figure is typed there."""
        for each in self._sums:
            figures = [self.fields[part].figure for part in each.parts]
            present = [figure for figure in figures if figure is not None]
            computed = plain(total(present)) if len(present) == len(figures) else ""
            self.fields[each.total].follow(computed, f"各项之和为 {computed}，请核对。")

    def _go(self, at: int) -> None:
        fields = list(self.fields.values())
        if 0 <= at < len(fields):
            _enter(fields[at])
        elif at == len(fields):
            self.finished.emit()

    def _grow(self) -> None:
        """A sentence beside a field may need a second line."""
        sheet = self.window()
        layout = sheet.layout()
        if layout is not None and sheet.isVisible():
            layout.activate()
            sheet.resize(sheet.width(), max(sheet.height(), layout.totalHeightForWidth(sheet.width())))


def _enter(field: FigureField) -> None:
    field.setFocus()
    field.selectAll()


def _groups(places: Iterable[Place]) -> Iterator[tuple[str, list[tuple[str, Place]]]]:
    """Cells of one row under the row's words, named by their columns; cells of one column the other way round."""
    for table, of_table in groupby(places, key=lambda place: place.section.short):
        own = list(of_table)
        if len({place.row.id for place in own}) == 1:
            yield f"{table}　{own[0].row.label}", [(place.column.spoken, place) for place in own]
        else:
            yield f"{table}　{own[0].column.label}", [(place.row.spoken, place) for place in own]
