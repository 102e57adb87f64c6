"""Reads the values of a plain block as figures of the cells on which they would land."""

import re
from collections.abc import Mapping

from disclosure_desk.errors import DeskError, RefusedFigure
from disclosure_desk.formats.form import Place
from disclosure_desk.formats.schema import CellId
from disclosure_desk.intake.pasted.reading import PastedTables, Question, Remark
from disclosure_desk.report.document import ReportDocument
from disclosure_desk.report.figures import read_figure

_NOTHING = re.compile(r"[/／\\—–－-]{1,4}|无")
"""What published tables print where there is no figure: blank, never 0."""

_ANNOTATED = re.compile(r"([0-9０-９,，.．]+)\s*([（(].+[）)])")
"""A figure with words in brackets behind it: 22（其中修订 16 件）."""


def read_values(report: ReportDocument, wanted: Mapping[CellId, str]) -> PastedTables:
    """Every value as a figure of its cell, as a question, or with a remark; totals that follow their parts are skipped.

    Raises:
        DeskError: a value is no figure and nothing can be offered for it; the sentence names its cell.
    """
    figures: dict[CellId, str | None] = {}
    questions, remarks = [], []
    for cell, shown in wanted.items():
        if cell in report.form.totals and not report.is_typed:
            continue
        place = report.form.places[cell]
        text, aside = _without_aside(shown.strip())
        try:
            figures[cell] = None if _NOTHING.fullmatch(text) else read_figure(text, place.kind)
        except RefusedFigure as error:
            if error.offer is None:
                raise DeskError(f"没有粘贴，表中数字未改动。{place.spoken}：{error}") from error
            questions.append(Question(cell, shown.strip(), error.offer, f"{place.spoken}：{error}"))
            continue
        if aside:
            remarks.append(Remark(cell, _aside_remark(place, shown.strip(), figures[cell])))
    return PastedTables(figures, tuple(questions), tuple(remarks))


def _without_aside(text: str) -> tuple[str, str]:
    annotated = _ANNOTATED.fullmatch(text)
    return (annotated[1], annotated[2]) if annotated else (text, "")


def _aside_remark(place: Place, shown: str, figure: str | None) -> str:
    return f"{place.spoken}：“{shown}”只取数字 {figure}，括号里的说明没有粘贴。"
