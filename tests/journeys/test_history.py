"""Whatever is done, undone and done again, and however often the program is closed meanwhile: nothing is forgotten."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from disclosure_desk.export.report_json import report_json
from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.gui.desk import Desk
from disclosure_desk.gui.session import Session
from disclosure_desk.report import editing
from disclosure_desk.report.annotations import FLAGGED, Aspect, annotate
from disclosure_desk.report.changes import Change
from disclosure_desk.report.document import AGENCY_KINDS, ReportDocument, TotalsMode
from disclosure_desk.report.prior import prior_cells, set_prior
from tests.reports import AGENCY, official_form

FORM = official_form()
INPUTS = [cell for cell in FORM.places if cell not in FORM.totals]
Deed = Callable[["Person"], None]
_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
_FIGURES = st.none() | st.integers(0, 99_999).map(str)
_CELLS = st.sampled_from(INPUTS[:8] + INPUTS[-4:])


@dataclass
class Person:
    """Someone at a desk, who remembers every report that there was and what each step was called."""

    database: Path
    desk: Desk = field(init=False)
    reports: list[ReportDocument] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    at: int = 0

    def __post_init__(self) -> None:
        self.desk = Desk(self.database, catalogue())
        self.desk.open()
        self.desk.begin_year(AGENCY, 2024)
        self.reports.append(self.session.report)

    @property
    def session(self) -> Session:
        return self.desk.session

    def do(self, change: Change) -> None:
        """One thing done: what had been undone is forgotten."""
        self.session.apply(change)
        if change:
            del self.reports[self.at + 1 :], self.names[self.at :]
            self.reports.append(self.session.report)
            self.names.append(change.label)
            self.at += 1

    def undo(self) -> None:
        self.session.stack.undo()
        self.at = max(self.at - 1, 0)

    def redo(self) -> None:
        self.session.stack.redo()
        self.at = min(self.at + 1, len(self.names))

    def close_and_open(self) -> None:
        """The program is closed and started again."""
        assert self.desk.close()
        self.desk = Desk(self.database, catalogue())
        self.desk.open()
        self.desk.open_report(self.desk.shelf()[0].id)

    def look(self) -> None:
        """Everything is as it is remembered."""
        stack = self.session.stack
        assert self.session.report == self.reports[self.at]
        assert (stack.index(), stack.count()) == (self.at, len(self.names))
        assert [stack.text(step) for step in range(stack.count())] == self.names

    def walk(self) -> None:
        """Goes back to the beginning and forward to the end, looking at every step."""
        for step, count in ((self.undo, self.at), (self.redo, len(self.names))):
            for _ in range(count):
                step()
                self.look()


def _applying(compose: Callable[..., Change], *drawn: st.SearchStrategy[Any]) -> st.SearchStrategy[Deed]:
    """Deeds that compose a change of the report as it then is."""
    return st.tuples(*drawn).map(lambda values: lambda person: person.do(compose(person.session.report, *values)))


def _title(report: ReportDocument, at: int) -> Change:
    return editing.set_title(report, (report.title[:at], report.title[at:]))


_DEEDS: st.SearchStrategy[Deed] = st.one_of(
    _applying(editing.set_figure, _CELLS, _FIGURES),
    _applying(
        lambda report, figures: editing.set_figures(report, figures, f"粘贴 {len(figures)} 格"),
        st.dictionaries(_CELLS, _FIGURES, min_size=1, max_size=5),
    ),
    _applying(editing.set_text, st.sampled_from(FORM.narrative_keys), _TEXTS),
    _applying(
        lambda report, name: editing.set_agency(report, name=name), st.sampled_from(["甲局", "乙 局", "丙（局）"])
    ),
    _applying(
        lambda report, kind: editing.set_agency(report, kind=kind), st.none() | st.sampled_from(list(AGENCY_KINDS))
    ),
    _applying(editing.switch_totals, st.sampled_from(list(TotalsMode))),
    _applying(_title, st.integers(0, 12)),
    _applying(editing.set_deadline, st.none() | st.dates(date(2025, 1, 1), date(2025, 12, 31))),
    _applying(
        annotate,
        _CELLS,
        st.dictionaries(st.sampled_from([Aspect.NOTE, Aspect.SOURCE, Aspect.REASON]), _TEXTS, min_size=1),
    ),
    _applying(
        lambda report, cell, on: annotate(report, cell, {Aspect.FLAG: on}), _CELLS, st.sampled_from([FLAGGED, None])
    ),
    _applying(set_prior, st.dictionaries(st.sampled_from(prior_cells(FORM)), _FIGURES, min_size=1, max_size=3)),
    st.just(Person.undo),
    st.just(Person.redo),
    st.just(Person.close_and_open),
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(st.lists(_DEEDS, min_size=1, max_size=25))
def test_that_every_step_can_be_taken_back_and_made_again_however_often_the_program_is_closed(
    qapp: QApplication, deeds: list[Deed]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        person = Person(Path(folder) / "desk.sqlite")
        for deed in deeds:
            deed(person)
            person.look()
        person.close_and_open()
        person.look()
        person.walk()
        person.close_and_open()
        person.look()
        assert report_json(person.session.report) == report_json(person.reports[-1])
        assert person.desk.close()
