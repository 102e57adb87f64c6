"""What a check found: a value that never raises, shows or logs."""

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any

from disclosure_desk.formats.schema import CellId, Severity
from disclosure_desk.report.figures import EXACT, plain


class Result(StrEnum):
    """How one instance of a check came out."""

    FAILED = "failed"
    PASSED = "passed"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class TextPlace:
    """A stretch of a narrative, in characters."""

    narrative: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Remedy:
    """The one figure that would let everything agree that fails for the same cause; said as a fact, never applied.

    Attributes:
        cell: where it stands.
        spoken: how a message names the cell.
        before: the figure as it is.
        after: the figure that would agree.
    """

    cell: CellId
    spoken: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One instance of a check, failed or not.

    Attributes:
        code: the check's code.
        severity: how much a failure matters.
        result: how it came out.
        section: id of the section it belongs to.
        cells: all cells of this report that take part.
        previous_cells: those of last year's report.
        places: stretches of text that take part.
        expected: the computed side.
        actual: the stated side.
        message: a Chinese sentence, for failures.
        reason: why a check is unknown or not applicable, in Chinese.
        cause: groups the failures that one wrong figure explains; None for what did not fail.
        remedy: the figure that explains all failures of the group, where it is the only one.
        asks_about: the cell that the message asks to look at, where it names one.
    """

    code: str
    severity: Severity
    result: Result
    section: str
    cells: tuple[CellId, ...] = ()
    previous_cells: tuple[CellId, ...] = ()
    places: tuple[TextPlace, ...] = ()
    expected: Decimal | None = None
    actual: Decimal | None = None
    message: str = ""
    reason: str = ""
    cause: str | None = None
    remedy: Remedy | None = None
    asks_about: CellId | None = None

    @property
    def first_to_see(self) -> CellId | None:
        """The cell to turn to: what would let all agree, else what the message asks about, else the first of all."""
        if self.remedy is not None:
            return self.remedy.cell
        return self.asks_about or next(iter(self.cells), None)

    @property
    def difference(self) -> Decimal | None:
        """Actual less expected."""
        return None if self.expected is None or self.actual is None else EXACT.subtract(self.actual, self.expected)

    @property
    def failed(self) -> bool:
        """Whether this is something to tell the officer."""
        return self.result is Result.FAILED

    def caused_by(self, cause: str, remedy: Remedy | None = None) -> "Finding":
        """The same finding in a group."""
        return replace(self, cause=cause, remedy=remedy)

    def as_json(self) -> dict[str, Any]:
        """The finding as ``check --json`` prints it."""
        shown = {
            "code": self.code,
            "class": self.severity.value,
            "result": self.result.value,
            "section": self.section,
            "cells": list(self.cells),
            "previous_cells": list(self.previous_cells),
            "places": [
                {"narrative": p.narrative, "start": p.start, "end": p.end, "quote": p.quote} for p in self.places
            ],
            "expected": _digits(self.expected),
            "actual": _digits(self.actual),
            "difference": _digits(self.difference),
            "cause": self.cause,
            "message": self.message,
        }
        return shown | ({"reason": self.reason} if self.reason else {})


def _digits(number: Decimal | None) -> str | None:
    return None if number is None else plain(number)
