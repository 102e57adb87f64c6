"""Reads tables of a report as they come from the clipboard."""

from disclosure_desk.intake.pasted.block import read_block
from disclosure_desk.intake.pasted.reading import Clip, PastedTables, Question, Refusal, Remark
from disclosure_desk.intake.pasted.tables import read_pasted
from disclosure_desk.intake.pasted.titles import cautions

__all__ = ["Clip", "PastedTables", "Question", "Refusal", "Remark", "cautions", "read_block", "read_pasted"]
