"""Reads tables of a report as they come from the clipboard."""

from disclosure_desk.intake.pasted.reading import Clip, PastedTables, Question, Refusal, Remark

__all__ = ["Clip", "PastedTables", "Question", "Refusal", "Remark"]
