"""Reads tables of a report as they come from the clipboard."""

from disclosure_desk.intake.pasted.block import read_block
from disclosure_desk.intake.pasted.reading import Clip, PastedTables, Question, Refusal, Remark
from disclosure_desk.intake.pasted.tables import read_pasted

__all__ = ["Clip", "PastedTables", "Question", "Refusal", "Remark", "read_block", "read_pasted"]
