"""JSON in which every number keeps its digits: ``1.10`` comes back as ``1.10``."""

import json
import re
from math import isfinite
from typing import Any, Self
from uuid import uuid4


class ExactNumber(float):
    """A number as it was written, where Python would write it otherwise."""

    digits: str

    def __new__(cls, digits: str) -> Self:
        """The number that those digits mean."""
        number = super().__new__(cls, digits)
        number.digits = digits
        return number

    def __getnewargs__(self) -> tuple[str]:  # type: ignore[override]  # made again from its digits, not from its value
        return (self.digits,)


def exact_number(digits: str) -> float:
    """A number with a point or an exponent, as it is written.

    Raises:
        ValueError: it is larger than any number that Python can hold.
    """
    number = float(digits)
    if not isfinite(number):
        raise ValueError(digits)
    return number if repr(number) == digits else ExactNumber(digits)


def exact_integer(digits: str) -> float | int:
    """A whole number as it is written; only ``-0`` would lose something."""
    return ExactNumber(digits) if digits == "-0" else int(digits)


def exact_loads(text: str, **options: Any) -> Any:
    """``json.loads`` that keeps the digits of numbers.

    Raises:
        ValueError: it is no JSON, or a number is too large.
    """
    return json.loads(text, **({"parse_float": exact_number, "parse_int": exact_integer} | options))


def exact_dumps(content: Any, *, indent: int | None = None, ensure_ascii: bool = True) -> str:
    """``json.dumps`` that writes numbers with the digits that ``exact_loads`` kept."""
    mark, digits = uuid4().hex, list[str]()
    text = json.dumps(_marked(content, mark, digits), indent=indent, ensure_ascii=ensure_ascii)
    return re.sub(f'"{mark}([0-9]+)"', lambda found: digits[int(found[1])], text) if digits else text


def _marked(content: Any, mark: str, digits: list[str]) -> Any:
    """The content with a text in place of each exact number, which no other text can be."""
    if isinstance(content, ExactNumber):
        digits.append(content.digits)
        return f"{mark}{len(digits) - 1}"
    if isinstance(content, dict):
        return {key: _marked(member, mark, digits) for key, member in content.items()}
    if isinstance(content, list):
        return [_marked(member, mark, digits) for member in content]
    return content
