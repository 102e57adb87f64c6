"""Reads what stands in one cell: a figure, a blank, or a question to the officer."""

import re
from dataclasses import dataclass

from disclosure_desk.errors import RefusedFigure
from disclosure_desk.formats.form import Place
from disclosure_desk.formats.schema import FigureKind
from disclosure_desk.intake.figure_text import is_blank_mark, plain
from disclosure_desk.intake.pasted.reading import Question, Remark
from disclosure_desk.report.figures import read_figure

_ANNOTATED = re.compile(r"([+-]?\s?[0-9][0-9,]*(?:\.[0-9]+)?)\s*[（(\[［](.*)[）)\]］]")
_AMOUNT = re.compile(r"([0-9][0-9,]*(?:\.[0-9]+)?)\s*(亿元|万元|元|亿|万)")
_GLUED = re.compile(r"[+-]?0[0-9]+(?:\.[0-9]+)?")
_UNIT_ALONE = re.compile(r"亿元|万元|元|万|亿|件|个|项|条|宗|次")
_SHOWN = 40


@dataclass(frozen=True)
class CellReading:
    """What a cell says: a figure (None: blank) and a remark on it, or a question instead."""

    figure: str | None = None
    remark: Remark | None = None
    question: Question | None = None


def read_cell(place: Place, text: str, unit: str = "") -> CellReading:
    """Reads a cell.

    Args:
        place: where it belongs.
        text: what stands there.
        unit: the unit that the header gives, where that is not the official one.
    """
    if is_blank_mark(text):
        return CellReading()
    number, annotation = plain(text).replace("−", "-"), ""
    if (annotated := _ANNOTATED.fullmatch(number)) and not _UNIT_ALONE.fullmatch(annotated[2].strip()):
        number, annotation = annotated[1], annotated[2]
    elif annotated:
        number = annotated[1] + annotated[2].strip()
    if unit and number[-1:].isdigit():
        return _asked(place, f"{text}（{unit}）", number + unit)
    if place.kind is FigureKind.AMOUNT_AS_PUBLISHED and (amount := _AMOUNT.fullmatch(number)):
        words = f"这里只填数字，是否改为 {amount[1]}？金额单位为“{amount[2]}”，请核对。"
        return _question(place, text, amount[1].replace(",", ""), words)
    if _GLUED.fullmatch(number) or " " in number:
        return _asked(place, text, number)
    try:
        figure = read_figure(number, place.kind)
    except RefusedFigure as refusal:
        return _question(place, text, refusal.offer, str(refusal))
    remark = f"{place.spoken}原文是“{_short(text)}”，读作 {figure}，括号内的说明没有读取。"
    return CellReading(figure, Remark(place.cell, remark) if annotation else None)


def _asked(place: Place, text: str, number: str) -> CellReading:
    """A number that is probably meant, but not for certain."""
    try:
        offer = read_figure(number.replace(" ", ""), place.kind)
    except RefusedFigure as refusal:
        offer = refusal.offer
    words = f"不能确定是哪个数字，是否填 {offer}？" if offer else "不能确定是哪个数字，请按原件填写。"
    return _question(place, text, offer, words)


def _question(place: Place, text: str, proposed: str | None, words: str) -> CellReading:
    sentence = f"{place.spoken}原文是“{_short(text)}”。{words}"
    return CellReading(question=Question(place.cell, text, proposed, sentence))


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
