"""Figures and texts as the cells of a workbook hold them, there and back without losing a digit or a character."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Context, Decimal

from disclosure_desk.formats.schema import CellId, FigureKind
from disclosure_desk.report.figures import plain, total

DIGITS = 15
"""As many digits as a spreadsheet keeps of a number."""
GENERAL = "General"

_GENERAL_DIGITS = 11  # more of them, and General shows 1.2E+11
_MOST_PLACES = 10
_COUNTS = (FigureKind.COUNT, FigureKind.SIGNED_COUNT)
_FIGURE = re.compile(r"(-?)([0-9]+)(?:\.([0-9]+))?")
_LEADING_ZEROS = re.compile(r"(0{2,15})(?:\.0+)?")
_PLACES = re.compile(r"[#,0]*0\.(0*)[#?]*")
_LITERALS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_RESCALING = re.compile(r"%|[0#?][^0#?]*,+(?![0#?,])")

_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]+")
_SHOWN = 200


@dataclass(frozen=True, slots=True)
class NumberCell:
    """A figure as a number.

    Attributes:
        number: what the cell holds.
        number_format: shows, and so keeps, the digits as they were typed (``0.00`` for 7545.00).
    """

    number: int | float
    number_format: str


def number_cell(figure: str, kind: FigureKind) -> NumberCell | None:
    """A stored figure as a number that gives every digit back; None where only a text cell can do that."""
    match = _FIGURE.fullmatch(figure)
    if match is None:
        return None
    sign, whole, fraction = match[1], match[2], match[3] or ""
    if len(whole) + len(fraction) > DIGITS or (sign and not Decimal(figure)) or (fraction and kind in _COUNTS):
        return None
    zeros = "0" * (len(whole) if whole.startswith("0") else 1)
    if fraction:
        return NumberCell(float(figure), f"{zeros}.{'0' * len(fraction)}")
    general = kind not in _COUNTS and zeros == "0" and len(whole) <= _GENERAL_DIGITS
    return NumberCell(int(figure), GENERAL if general else zeros)


def blank_format(kind: FigureKind) -> str:
    """The number format of a figure that is yet to be filled in: never one that hides a digit."""
    return "0" if kind in _COUNTS else GENERAL


def figure_of(number: float, number_format: str, kind: FigureKind) -> str | None:
    """The digits of a number as its cell shows them; None where they are not certain (more than 15 digits)."""
    exact = Decimal(number) if isinstance(number, int) else Decimal(repr(number))
    if not exact.is_finite() or abs(exact) >= 10**DIGITS:
        return None
    # What lies beyond the fifteenth digit is no one's figure but the rounding of binary fractions.
    figure = plain(Context(prec=DIGITS).plus(exact))
    whole, _, fraction = ("0" if figure == "-0" else figure).partition(".")
    if zeros := _LEADING_ZEROS.fullmatch(number_format):
        whole = f"-{whole[1:].zfill(len(zeros[1]))}" if whole.startswith("-") else whole.zfill(len(zeros[1]))
    if kind not in _COUNTS and (places := _PLACES.fullmatch(_code(number_format).strip())):
        fraction = fraction.ljust(min(len(places[1]), _MOST_PLACES), "0")
    return f"{whole}.{fraction}" if fraction else whole


def plain_number(number: float) -> str:
    """A number that stands where a text is expected."""
    return figure_of(number, GENERAL, FigureKind.AMOUNT_AS_PUBLISHED) or str(number)


def sum_of(cells: Mapping[CellId, str], parts: tuple[CellId, ...]) -> str | None:
    """What a total's formula comes to: the sum of its parts, None while one of them is blank."""
    if any(part not in cells for part in parts):
        return None
    return plain(total(cells[part] for part in parts))


def rescales(number_format: str) -> bool:
    """Whether a number format shows another number than the cell holds (per cent, thousands)."""
    return bool(_RESCALING.search(_code(number_format)))


def _code(number_format: str) -> str:
    """The part for positive numbers, without its literal text."""
    return _LITERALS.sub("", number_format).split(";")[0]


def escaped(text: str) -> str:
    """A text as a workbook stores it: characters that XML cannot hold stand as ``_xHHHH_`` (ECMA-376, ST_Xstring)."""
    return _UNSAFE.sub(lambda match: f"_x{ord(match[0]):04X}_", _LOOKS_ESCAPED.sub("_x005F_", text))


def unescaped(text: str) -> str:
    """The text that an escaped one stands for."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def shown(text: str) -> str:
    """A text as one short line without control characters, for a cell whose exact text the stamp keeps."""
    return _CONTROL.sub(" ", text)[:_SHOWN].strip()
