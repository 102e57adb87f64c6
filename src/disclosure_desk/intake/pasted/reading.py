"""What the clipboard offers, and what was read of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from disclosure_desk.formats.schema import CellId


@dataclass(frozen=True)
class Clip:
    """What the clipboard offers of one thing that was copied; either may be empty."""

    html: str = ""
    text: str = ""


@dataclass(frozen=True)
class Question:
    """A cell whose figure the officer has to decide.

    Attributes:
        shown: what stands there.
        proposed: the figure that was probably meant (``25.1`` for ``251000元`` in a cell of 万元), or None.
        sentence: the question in words, with the cell's name.
    """

    cell: CellId
    shown: str
    proposed: str | None
    sentence: str


@dataclass(frozen=True)
class Remark:
    """Something that was read and has to be said: an annotation beside a figure, a label read as another."""

    cell: CellId | None
    sentence: str


@dataclass(frozen=True)
class Refusal:
    """A table or row that could not be read with certainty: what, where, what to do.

    Attributes:
        section: the table's section, or "" where it cannot be told.
    """

    section: str
    sentence: str


@dataclass(frozen=True)
class PastedTables:
    """What was read of pasted tables.

    Attributes:
        figures: the figure of each cell that was read; None where it stands there as blank (``/``, ``—``, ``无``,
            nothing). Cells of refused rows and of questions are not among them.
        sections: the tables that were recognised, in the form's order.
        other_form: the id of the format that a table seems to be of, where that is not the report's; else "".
    """

    figures: Mapping[CellId, str | None]
    questions: tuple[Question, ...] = ()
    remarks: tuple[Remark, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    sections: tuple[str, ...] = ()
    other_form: str = ""
