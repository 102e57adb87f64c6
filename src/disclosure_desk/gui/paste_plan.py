"""What a paste would do to a report, cell by cell, before anything of it is done."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from disclosure_desk.checks.evaluate import counts, evaluate
from disclosure_desk.formats.form import Form
from disclosure_desk.formats.schema import CellId, Severity
from disclosure_desk.intake.pasted.reading import PastedTables
from disclosure_desk.report.changes import Change
from disclosure_desk.report.document import ReportDocument, TotalsMode
from disclosure_desk.report.editing import filled_totals, set_figures, switch_totals
from disclosure_desk.report.figures import EXACT, plain, value


@dataclass(frozen=True)
class PasteLine:
    """One cell of a paste.

    Attributes:
        before: the figure that stands there now, None where it is blank.
        after: the figure that would stand there; of a question, the one that is proposed, if any.
        shown: what the clipboard has, where that is no plain figure.
        sentence: what has to be said about it, or "".
    """

    cell: CellId
    before: str | None
    after: str | None
    shown: str = ""
    sentence: str = ""

    @property
    def is_change(self) -> bool:
        """Whether the cell would change."""
        return self.before != self.after

    @property
    def becomes_blank(self) -> bool:
        """Whether a figure that is there would be lost."""
        return self.before is not None and self.after is None

    @property
    def difference(self) -> str:
        """After less before, with its sign; "" where one of them is blank."""
        return signed_difference(self.before, self.after)


@dataclass(frozen=True)
class TotalLine:
    """A pasted total that is not what its parts add up to.

    Attributes:
        expected: the sum of the parts as they would be; None while some of them are blank.
        actual: the pasted total.
    """

    cell: CellId
    expected: str | None
    actual: str

    @property
    def difference(self) -> str:
        """Actual less expected, with its sign; "" where the sum is not known."""
        return signed_difference(self.expected, self.actual)


@dataclass(frozen=True)
class PastePlan:
    """A paste, weighed against the report as it stands.

    Attributes:
        report: the report before the paste.
        lines: cells that would change, and cells about which something has to be said, in the form's order.
        kept: cells that stay as they are.
        questions: cells that the officer has to decide.
        remarks: sentences that belong to no cell.
        refusals: what could not be read, in words.
        totals: pasted totals of cells that follow their parts.
        cautions: what has to be weighed before anything is taken.
    """

    report: ReportDocument
    lines: tuple[PasteLine, ...] = ()
    kept: tuple[PasteLine, ...] = ()
    questions: tuple[PasteLine, ...] = ()
    remarks: tuple[str, ...] = ()
    refusals: tuple[str, ...] = ()
    totals: Mapping[CellId, str] | None = None
    cautions: tuple[str, ...] = ()

    @cached_property
    def changing(self) -> tuple[PasteLine, ...]:
        """The cells that would change without a question."""
        return tuple(line for line in self.lines if line.is_change)

    @cached_property
    def answerable(self) -> tuple[PasteLine, ...]:
        """The questions with a figure to offer."""
        return tuple(line for line in self.questions if line.after is not None)

    @cached_property
    def offers_something(self) -> bool:
        """Whether there is anything to accept."""
        return bool(self.changing or self.answerable or self.differing_totals(()))

    @property
    def needs_a_look(self) -> bool:
        """Whether something has to be said before it lands."""
        return bool(
            self.cautions
            or self.questions
            or self.remarks
            or self.refusals
            or any(line.sentence for line in self.lines)
        )

    def figures(self, accepted: Collection[CellId]) -> dict[CellId, str | None]:
        """The new figures of the accepted cells."""
        return {line.cell: line.after for line in (*self.changing, *self.answerable) if line.cell in accepted}

    def change(self, accepted: Collection[CellId], *, with_totals: bool = False) -> Change:
        """The paste of some cells as one step.

        Args:
            accepted: the cells to take.
            with_totals: whether 核对模式 is switched on and every pasted total taken.

        Raises:
            RefusedChange: a sum would have more digits than a report file may hold.
        """
        figures = self.figures(accepted)
        report, first = self.report, Change("", ())
        if with_totals and self.totals:
            first = switch_totals(report, TotalsMode.TYPED)
            report = report.applied(first)
            figures |= self.totals
        made = set_figures(report, figures, self._label(figures))
        return Change(made.label, first.edits + made.edits)

    def differing_totals(self, accepted: Collection[CellId]) -> tuple[TotalLine, ...]:
        """The pasted totals that differ from what their parts would add up to."""
        if not self.totals:
            return ()
        report = self.report
        computed = filled_totals(report.form, {**report.cells, **self.figures(accepted)})
        lines = (TotalLine(cell, computed[cell], actual) for cell, actual in self.totals.items())
        return tuple(line for line in lines if line.expected is None or value(line.expected) != value(line.actual))

    def _label(self, figures: Mapping[CellId, object]) -> str:
        changed = [cell for cell, figure in figures.items() if self.report.cells.get(cell) != figure]
        return f"粘贴 {table_names(self.report.form, changed)} 共 {len(changed)} 格"


def planned(report: ReportDocument, read: PastedTables, cautions: tuple[str, ...] = ()) -> PastePlan:
    """Weighs what was read of a paste against the report; ``cautions`` are said first."""
    remarks: dict[CellId, str] = {}
    for remark in read.remarks:
        if remark.cell is not None:
            remarks[remark.cell] = remarks.get(remark.cell, "") + remark.sentence
    totals = frozenset() if report.is_typed else report.form.totals
    lines = [
        PasteLine(cell, report.cells.get(cell), read.figures[cell], sentence=remarks.get(cell, ""))
        for cell in report.form.places
        if cell in read.figures and cell not in totals
    ]
    return PastePlan(
        report,
        tuple(line for line in lines if line.is_change or line.sentence),
        tuple(line for line in lines if not (line.is_change or line.sentence)),
        tuple(
            PasteLine(
                question.cell, report.cells.get(question.cell), question.proposed, question.shown, question.sentence
            )
            for question in read.questions
            if question.cell not in totals
        ),
        tuple(remark.sentence for remark in read.remarks if remark.cell is None),
        tuple(refusal.sentence for refusal in read.refusals),
        {cell: figure for cell in report.form.places if cell in totals and (figure := read.figures.get(cell))},
        cautions,
    )


def errors_after(plan: PastePlan, change: Change, previous: ReportDocument | None) -> int:
    """How many errors (强制) the checks would find after a change."""
    return counts(evaluate(plan.report.applied(change), previous))[Severity.ERROR.value]


def table_names(form: Form, cells: Iterable[CellId]) -> str:
    """The tables that cells belong to, as the officer calls them: 表二、表三."""
    wanted = {form.places[cell].section.id for cell in cells}
    return "、".join(table.short for table in form.tables if table.id in wanted)


def signed_difference(before: str | None, after: str | None) -> str:
    """After less before with its sign: +3, -1, 0; "" where one of them is blank."""
    if before is None or after is None:
        return ""
    difference = EXACT.subtract(value(after), value(before))
    return f"+{plain(difference)}" if difference > Decimal(0) else plain(difference)
