"""Reads the published text of a report: the public name of what the package ``published`` does."""

from disclosure_desk.intake.published.report import read_published_text

__all__ = ["read_published_text"]
