"""Remakes the JSON Schema of the report file: ``python -m tools.report_schema [--check]`` in the project's environment.

The cells that each official format has come from the format files, so that the schema is remade whenever one changes;
``--check`` writes nothing and fails where the schema is not what they say. A schema cannot say everything that a
reader asks for: that no key stands twice, that the file is UTF-8, that nothing is nested without end.
"""

import json
import sys
from typing import Any

from disclosure_desk.formats.catalogue import Catalogue, catalogue
from disclosure_desk.formats.form import PREAMBLE
from disclosure_desk.formats.schema import Format
from disclosure_desk.report.agency_name import LONGEST_NAME, NOT_IN_A_NAME
from disclosure_desk.report.canonical import SCHEMA
from disclosure_desk.report.document import AGENCY_KINDS, AGENCY_LEVELS, AGENCY_SCOPES, TotalsMode
from tools.environment import ROOT

PATH = ROOT / "src" / "disclosure_desk" / "intake" / "report.schema.json"
_FIGURE = r"^-?[0-9]{1,20}(\.[0-9]{1,10})?(?![\s\S])"
_ABSENT_OR_TEXT = ["string", "null"]

Rule = dict[str, Any]


def report_schema(formats: Catalogue) -> Rule:
    """The schema of report files of these formats."""
    known = [formats.get(each) for each in formats.ids]
    tables = list(dict.fromkeys(table.id for each in known for table in each.tables))
    forms = [(each, table) for table in tables for each in known]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA,
        "title": "政府信息公开工作年度报告",
        "description": "The report file of Disclosure Desk (.gknb, .json). Unknown members are allowed and kept.",
        "type": "object",
        "required": ["schema", "format", "agency", "year"],
        "properties": _members(known, tables),
        "allOf": [*(_cells_fit(*form) for form in forms), *(_narratives_fit(each) for each in known)],
        "$defs": {_name(*form): _ids_of(*form) for form in forms},
    }


def _members(known: list[Format], tables: list[str]) -> Rule:
    ids = [each.id for each in known]
    of_tables = {"pattern": f"^({'|'.join(tables)})/"}
    return {
        "schema": {"const": SCHEMA},
        "format": {"enum": ids},
        "section_formats": {
            "description": "Table sections that use another format's form, with that format's id.",
            "type": "object",
            "propertyNames": {"enum": tables},
            "additionalProperties": {"enum": ids},
        },
        "agency": _agency(),
        "year": {"type": "integer", "minimum": 1949, "maximum": 9999},
        "totals": {"enum": [mode.value for mode in TotalsMode]},
        "cells": {
            "description": "Figures as strings, by cell id; blank is null or absent, and not zero.",
            "type": "object",
            "propertyNames": of_tables,
            "additionalProperties": {"type": _ABSENT_OR_TEXT, "pattern": _FIGURE},
        },
        "units": {
            "description": "The unit of an amount as published, by cell id.",
            "type": "object",
            "propertyNames": of_tables,
            "additionalProperties": {"type": _ABSENT_OR_TEXT},
        },
        "title_lines": {
            "description": "The title as it is broken into lines; not part of the canonical form.",
            "type": "array",
            "items": {"type": "string", "pattern": r"^(?=.*\S)[^\n]*(?![\s\S])"},
        },
        "narratives": {
            "description": "Plain text by section id, paragraphs separated by a line feed.",
            "type": "object",
            "additionalProperties": {"type": _ABSENT_OR_TEXT},
        },
    }


def _agency() -> Rule:
    choices = {"kind": AGENCY_KINDS, "level": AGENCY_LEVELS, "scope": AGENCY_SCOPES}
    return {
        "type": "object",
        "required": ["name"],
        "additionalProperties": False,
        "properties": {
            "name": {
                "type": "string",
                "maxLength": LONGEST_NAME,
                "pattern": r"\S",
                "not": {"pattern": NOT_IN_A_NAME.pattern},
            },
            **{key: {"enum": [*names, None]} for key, names in choices.items()},
        },
    }


def _name(each: Format, table: str) -> str:
    return f"{table}-{each.id}"


def _ids_of(each: Format, table: str) -> Rule:
    """Keys that name a cell of a table name one that this form of it has."""
    cells = next((list(t.cells) for t in each.tables if t.id == table), [])
    return {"propertyNames": {"if": {"pattern": f"^{table}/"}, "then": {"enum": cells} if cells else False}}


def _cells_fit(each: Format, table: str) -> Rule:
    own = {"$ref": f"#/$defs/{_name(each, table)}"}
    return {"if": _has_form(table, each.id), "then": {"properties": {"cells": own, "units": own}}}


def _has_form(table: str, format_id: str) -> Rule:
    stated = {"required": [table], "properties": {table: {"const": format_id}}}
    by_section: Rule = {"required": ["section_formats"], "properties": {"section_formats": stated}}
    by_format: Rule = {
        "required": ["format"],
        "properties": {"format": {"const": format_id}, "section_formats": {"not": {"required": [table]}}},
    }
    return {"anyOf": [by_section, by_format]}


def _narratives_fit(each: Format) -> Rule:
    keys = [PREAMBLE, *(section.id for section in each.narratives)]
    return {
        "if": {"required": ["format"], "properties": {"format": {"const": each.id}}},
        "then": {"properties": {"narratives": {"propertyNames": {"enum": keys}}}},
    }


def written(schema: Rule) -> str:
    """The schema as its file has it."""
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def main(arguments: list[str]) -> int:
    """Remake or check the schema; return the exit status."""
    if not set(arguments) <= {"--check"}:
        print(__doc__)
        return 2
    fresh = written(report_schema(catalogue()))
    if not arguments:
        PATH.write_text(fresh, encoding="utf-8", newline="\n")
    elif PATH.read_text(encoding="utf-8") != fresh:
        print(f"{PATH.name} is not what the format files say; run python -m tools.report_schema")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
