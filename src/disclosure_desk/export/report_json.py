"""Writes the program's own report file."""

from typing import Any

from disclosure_desk.report.canonical import SCHEMA
from disclosure_desk.report.document import ReportDocument
from disclosure_desk.report.exact_json import exact_dumps


def report_members(report: ReportDocument) -> dict[str, Any]:
    """The members of a report file, in the order in which people like to read them; empty ones are left out.

    Notes, sources, reasons, the deadline, and last year's figures typed by hand are not among them: they stay in the
    database. Lines of a title whose words have changed are of no use to anybody.
    """
    members: dict[str, Any] = {
        "schema": SCHEMA,
        "format": report.format_id,
        "section_formats": report.section_formats,
        "agency": {key: text for key, text in vars(report.agency).items() if text is not None},
        "year": report.year,
        "totals": report.totals.value,
        "cells": {cell: report.cells[cell] for cell in report.form.places if cell in report.cells},
        "units": dict(report.units),
        "title_lines": list(report.title_lines),
        "narratives": {key: report.narratives[key] for key in report.form.narrative_keys if key in report.narratives},
    }
    return {key: member for key, member in members.items() if member not in ({}, [])} | dict(report.extras)


def report_json(report: ReportDocument) -> bytes:
    """A report file: UTF-8, indented, one final line feed."""
    return (exact_dumps(report_members(report), ensure_ascii=False, indent=1) + "\n").encode("utf-8")
