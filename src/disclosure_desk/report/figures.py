"""Figures as officers type them and as files store them: text outside, Decimal inside, digits kept as they were."""

import re
from collections.abc import Iterable
from decimal import Context, Decimal
from functools import lru_cache, reduce

from disclosure_desk.errors import RefusedFigure
from disclosure_desk.formats.schema import FigureKind

STORED = re.compile(r"-?[0-9]{1,20}(\.[0-9]{1,10})?")
"""What a figure in a file may look like."""

EXACT = Context(prec=64)
"""Adds figures of 20 and 10 digits without rounding; Python's own context keeps 28 digits."""

WAN = Decimal(10_000)

_WIDE = {ord("０") + n: ord("0") + n for n in range(10)} | {
    ord("，"): ",",
    ord("．"): ".",
    ord("＋"): "+",
    ord("－"): "-",
    ord("−"): "-",
}
_BLANKS = re.compile(r"(?:[^\S\t\n\v\f\r\x85\u2028\u2029]|[\u200b\ufeff])+")
"""Tabs and line breaks are none of them: what they part are several figures, not the thousands of one."""
_GROUPED = re.compile(r"([+-]?[0-9]{1,3})((?:[, ][0-9]{3})+)(\.[0-9]+)?")
_NUMBER = re.compile(r"([+-]?)0*([0-9]+)(\.[0-9]+)?")
_WITH_UNIT = re.compile(r"([+-]?[0-9][0-9,]*(?:\.[0-9]+)?)(万|亿|万元|亿元|元|件|个|项)")
_FACTORS = {"亿": WAN * WAN, "亿元": WAN * WAN, "万": WAN, "万元": WAN}
_AMOUNT_WAN_PLACES = 6
_INTEGER_DIGITS = 20
_FRACTION_DIGITS = 10

EXPECTED = {
    FigureKind.COUNT: "不小于 0 的整数",
    FigureKind.SIGNED_COUNT: "整数，减少用负数表示",
    FigureKind.AMOUNT_WAN: "以万元为单位、不小于 0 的数，小数最多 6 位",
    FigureKind.AMOUNT_AS_PUBLISHED: "不小于 0 的数",
}


@lru_cache(maxsize=4096)  # every check asks for the same two hundred figures at every edit
def value(figure: str) -> Decimal:
    """The number that a stored figure means."""
    return Decimal(figure)


def total(figures: Iterable[str]) -> Decimal:
    """The exact sum of stored figures."""
    return reduce(EXACT.add, map(value, figures), Decimal(0))


def plain(number: Decimal) -> str:
    """A number as digits, without exponent and without a fraction of zeros."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def read_figure(typed: str, kind: FigureKind) -> str | None:
    """Turns what was typed into a stored figure; None means blank.

    Full-width digits, thousands separators, blanks around, a leading ``+`` and leading zeros are taken away;
    every other digit stays as typed (``7545.00`` stays ``7545.00``).

    Raises:
        RefusedFigure: it is no figure of that kind; ``offer`` holds what was probably meant.
    """
    text = _BLANKS.sub(" ", typed.translate(_WIDE)).strip()
    if not text:
        return None
    number = _NUMBER.fullmatch(_ungrouped(text))
    if number is None:
        raise _not_a_number(typed.strip(), text, kind)
    sign, whole, fraction = number.groups()
    figure = f"{'-' if sign == '-' else ''}{whole}{fraction or ''}"
    reason = fault(figure, kind)
    if reason:
        raise RefusedFigure(reason, _whole_offer(figure, kind))
    return figure


def fault(figure: str, kind: FigureKind) -> str:
    """Why a number in digits is not of its cell's kind, as a sentence; "" if it is (check V1)."""
    whole, _, fraction = figure.removeprefix("-").partition(".")
    if len(whole) > _INTEGER_DIGITS or len(fraction) > _FRACTION_DIGITS:
        return "数字太长：整数最多 20 位，小数最多 10 位。请核对后重新填写。"
    if figure.startswith("-") and kind is not FigureKind.SIGNED_COUNT:
        return f"“{figure}”是负数，这里应填{EXPECTED[kind]}。"
    if fraction and kind in (FigureKind.COUNT, FigureKind.SIGNED_COUNT):
        return f"“{figure}”带有小数，这里应填{EXPECTED[kind]}。"
    if kind is FigureKind.AMOUNT_WAN and len(fraction) > _AMOUNT_WAN_PLACES:
        return f"“{figure}”的小数超过 6 位，这里应填{EXPECTED[kind]}。"
    return ""


def _ungrouped(text: str) -> str:
    grouped = _GROUPED.fullmatch(text)
    return re.sub(r"[, ]", "", text) if grouped else text


def _whole_offer(figure: str, kind: FigureKind) -> str | None:
    number = figure.rstrip("0").rstrip(".") if "." in figure else figure
    return number if number != figure and not fault(number, kind) else None


def _not_a_number(typed: str, text: str, kind: FigureKind) -> RefusedFigure:
    shown = typed if len(typed) <= _INTEGER_DIGITS else f"{typed[:_INTEGER_DIGITS]}…"
    if typed.startswith("="):
        return RefusedFigure(f"“{shown}”是公式，这里只能填数字：{EXPECTED[kind]}。请填写计算结果。")
    offer = _with_unit(text, kind) or _without_blanks(text, kind)
    if offer:
        return RefusedFigure(f"“{shown}”不是纯数字，是否改为 {offer}？这里应填{EXPECTED[kind]}。", offer)
    return RefusedFigure(f"“{shown}”不是数字，这里应填{EXPECTED[kind]}。")


def _with_unit(text: str, kind: FigureKind) -> str | None:
    """``1.2万`` in a count is 12000; ``251000元`` in a 万元 cell is 25.1."""
    match = _WITH_UNIT.fullmatch(text.replace(" ", ""))
    if match is None:
        return None
    number = Decimal(match[1].replace(",", "")) * _FACTORS.get(match[2], 1)
    if kind is FigureKind.AMOUNT_WAN and match[2] in ("元", "万", "万元", "亿", "亿元"):
        number /= WAN
    figure = plain(number)
    return None if fault(figure, kind) else figure


def _without_blanks(text: str, kind: FigureKind) -> str | None:
    closed = text.replace(" ", "")
    if closed == text or not STORED.fullmatch(closed) or fault(closed, kind):
        return None
    return closed
