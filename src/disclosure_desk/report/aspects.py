"""What may be noted on a cell, and the key under which a report keeps it."""

from enum import StrEnum

from disclosure_desk.formats.form import Form
from disclosure_desk.formats.schema import CellId


class Aspect(StrEnum):
    """One sort of annotation."""

    NOTE = "note"
    """What the officer wants to remember."""
    SOURCE = "source"
    """Where the figure comes from: an office, a paper, a system."""
    FLAG = "flag"
    """Still to be verified; the value is FLAGGED."""
    REASON = "reason"
    """Why a figure differs from what last year handed on."""


FLAGGED = "1"


def annotation_key(cell: CellId, aspect: Aspect) -> str:
    """The key of an annotation: the cell's id, ``#``, the aspect."""
    return f"{cell}#{aspect.value}"


def is_annotation_key(key: str, form: Form) -> bool:
    """Whether a form has the cell and there is such an aspect."""
    cell, _, aspect = key.rpartition("#")
    return cell in form.places and aspect in list(Aspect)
