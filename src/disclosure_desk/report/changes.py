"""What can happen to a report: changes as values that can be inverted, kept in a journal and named in a menu."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Part(StrEnum):
    """The part of a report that an edit touches, and what its key means."""

    CELL = "cell"
    """key: a cell id."""
    UNIT = "unit"
    """key: a cell id; the value is the unit of an amount as published."""
    NARRATIVE = "narrative"
    """key: a narrative's key."""
    AGENCY = "agency"
    """key: name, kind, level or scope."""
    REPORT = "report"
    """key: totals, title (its lines) or deadline (an ISO date)."""
    ANNOTATION = "annotation"
    """key: a cell id and an aspect (``report.annotations``)."""
    PRIOR = "prior"
    """key: a cell id of last year's report; the value is its figure, typed by hand for comparison."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One value that becomes another; None means blank or absent."""

    part: Part
    key: str
    before: str | None
    after: str | None

    def inverted(self) -> "Edit":
        """The edit that takes this one back."""
        return Edit(self.part, self.key, self.after, self.before)


@dataclass(frozen=True, slots=True)
class Change:
    """One thing the officer did: one undo step, one transaction.

    Attributes:
        label: what was done, for the menu ("填写 表三“予以公开”“自然人”").
        edits: in the order in which they are made; no (part, key) stands twice.
        reason: why, where the officer was asked for it; kept on record.
    """

    label: str
    edits: tuple[Edit, ...]
    reason: str = ""

    def inverted(self) -> "Change":
        """The change that takes this one back."""
        return Change(self.label, tuple(edit.inverted() for edit in reversed(self.edits)), self.reason)

    def __bool__(self) -> bool:
        return bool(self.edits)

    def as_json(self) -> list[list[str | None]]:
        """The edits as plain lists, for the journal."""
        return [[edit.part.value, edit.key, edit.before, edit.after] for edit in self.edits]

    @classmethod
    def from_json(cls, label: str, edits: list[list[Any]], reason: str = "") -> "Change":
        """A change as the journal kept it."""
        return cls(label, tuple(Edit(Part(part), key, before, after) for part, key, before, after in edits), reason)
