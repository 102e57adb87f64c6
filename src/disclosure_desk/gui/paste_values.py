"""Reads the values of a plain block as figures of the cells on which they would land."""

from collections.abc import Mapping

from disclosure_desk.errors import DeskError
from disclosure_desk.formats.schema import CellId
from disclosure_desk.intake.pasted.cells import read_cell
from disclosure_desk.intake.pasted.reading import PastedTables, Question, Remark
from disclosure_desk.intake.pasted.sheet import closed
from disclosure_desk.report.document import ReportDocument


def read_values(report: ReportDocument, wanted: Mapping[CellId, str]) -> PastedTables:
    """Every value as a figure of its cell, as a question, or with a remark, as in a labelled table.

    Totals that follow their parts are skipped.

    Raises:
        DeskError: a value is no figure and nothing can be offered for it; the sentence names its cell.
    """
    figures: dict[CellId, str | None] = {}
    questions: list[Question] = []
    remarks: list[Remark] = []
    for cell, shown in wanted.items():
        if cell in report.form.totals and not report.is_typed:
            continue
        reading = read_cell(report.form.places[cell], closed(shown))
        if reading.question is None:
            figures[cell] = reading.figure
            remarks += [reading.remark] if reading.remark is not None else []
        elif reading.question.proposed is None:
            raise DeskError(f"没有粘贴，表中数字未改动。{reading.question.sentence}")
        else:
            questions.append(reading.question)
    return PastedTables(figures, tuple(questions), tuple(remarks))
