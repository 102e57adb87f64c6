"""The JSON Schema that ships and the reader say the same of a report file."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from disclosure_desk.errors import UnreadableFile
from disclosure_desk.export.report_json import report_members
from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.formats.form import Form
from disclosure_desk.intake.report_json import read_report_json
from disclosure_desk.report.document import Agency, ReportDocument
from tools.report_schema import PATH, main, report_schema, written

SCHEMA: dict[str, Any] = json.loads(PATH.read_text(encoding="utf-8"))
OLDEST, NEWEST = catalogue().ids[0], catalogue().ids[-1]
WHOLE: dict[str, Any] = {
    "schema": "disclosure-desk/report/1",
    "format": NEWEST,
    "agency": {"name": "示例区交警大队"},
    "year": 2024,
}
RECEIVED = "requests/received/total"
OLD_ROW, NEW_ROW = "requests/other_disposition/total", "requests/other_disposition.other/total"
OLD_AMOUNT = "proactive_disclosure/procurement/amount"

GOOD: dict[str, dict[str, Any]] = {
    "only what is required": {},
    "every member": {
        "section_formats": {"requests": OLDEST},
        "agency": {"name": "示例区交警大队", "kind": "department", "level": "county", "scope": "self"},
        "totals": "filled",
        "cells": {RECEIVED: "12", OLD_ROW: "-3", "proactive_disclosure/fees/amount_collected": "534.7500"},
        "narratives": {"preamble": "甲", "overview": "乙\n丙", "issues_and_improvements": "丁", "other_matters": ""},
    },
    "blank cells and texts": {"cells": {RECEIVED: None}, "narratives": {"overview": None}, "units": {RECEIVED: None}},
    "the title on two lines": {"title_lines": ["示例区交警大队", "2024年政府信息公开工作年度报告"]},
    "lines that are no longer the title": {"title_lines": ["旧名"]},
    "unknown members at the top": {"note": {"any": [1, 2.5, None, {"thing": True}]}, "": 1},
    "twenty digits and ten places": {"cells": {RECEIVED: f"-{'9' * 20}.{'9' * 10}"}},
    "leading zeros": {"cells": {RECEIVED: "007.50"}},
    "a unit of the older form": {"format": OLDEST, "cells": {OLD_AMOUNT: "25.1"}, "units": {OLD_AMOUNT: "万元"}},
    "a section of its own format": {"section_formats": {"requests": NEWEST}, "cells": {NEW_ROW: "1"}},
    "the newer form of a section in the older format": {
        "format": OLDEST,
        "section_formats": {"requests": NEWEST},
        "cells": {NEW_ROW: "1"},
    },
    "optional members of the agency that are null": {"agency": {"name": "甲", "kind": None, "level": None}},
    "typed totals": {"totals": "typed"},
    "the first and the last year": {"year": 1949},
    "the last year": {"year": 9999},
}

BAD: dict[str, dict[str, Any]] = {
    "another schema": {"schema": "disclosure-desk/report/2"},
    "an unknown format": {"format": "1999"},
    "a format as a number": {"format": 2021},
    "no agency's name": {"agency": {"kind": "department"}},
    "a blank agency's name": {"agency": {"name": " \u3000"}},
    "an agency's name that is null": {"agency": {"name": None}},
    "an agency that is text": {"agency": "示例区交警大队"},
    "an unknown key in the agency": {"agency": {"name": "甲", "phone": "1"}},
    "an unknown kind of agency": {"agency": {"name": "甲", "kind": "office"}},
    "a kind of agency that is a list": {"agency": {"name": "甲", "kind": ["department"]}},
    "a year as text": {"year": "2024"},
    "a year with a fraction": {"year": 2024.5},
    "a year that is true": {"year": True},
    "a year of two digits": {"year": 24},
    "a year of five digits": {"year": 20_240},
    "unknown totals": {"totals": "both"},
    "totals that are null": {"totals": None},
    "cells that are a list": {"cells": []},
    "cells that are null": {"cells": None},
    "an unknown cell": {"cells": {"requests/received/everyone": "1"}},
    "a cell without its section": {"cells": {"received/total": "1"}},
    "a cell of the other form": {"cells": {OLD_ROW: "1"}},
    "a cell that the section's form does not have": {
        "section_formats": {"requests": OLDEST},
        "cells": {NEW_ROW: "1"},
    },
    "a figure as a number": {"cells": {RECEIVED: 12}},
    "a figure as true": {"cells": {RECEIVED: True}},
    "a figure in a list": {"cells": {RECEIVED: ["1"]}},
    "twenty-one digits": {"cells": {RECEIVED: "1" * 21}},
    "eleven places": {"cells": {RECEIVED: "1." + "1" * 11}},
    "a figure with a line feed behind it": {"cells": {RECEIVED: "12\n"}},
    "a figure with a blank": {"cells": {RECEIVED: "1 2"}},
    "a figure in full-width digits": {"cells": {RECEIVED: "１２"}},
    "a figure in the digits of another script": {"cells": {RECEIVED: "١٢"}},
    "a figure with a plus sign": {"cells": {RECEIVED: "+12"}},
    "a figure with thousands separators": {"cells": {RECEIVED: "12,345"}},
    "a figure that ends with its point": {"cells": {RECEIVED: "12."}},
    "a figure that begins with its point": {"cells": {RECEIVED: ".5"}},
    "a figure with an exponent": {"cells": {RECEIVED: "1e3"}},
    "an empty figure": {"cells": {RECEIVED: ""}},
    "a formula": {"cells": {RECEIVED: "=1+1"}},
    "an unknown narrative": {"narratives": {"appendix": "甲"}},
    "a table as a narrative": {"narratives": {"requests": "甲"}},
    "a narrative that is a list": {"narratives": {"overview": ["甲"]}},
    "narratives that are text": {"narratives": "甲"},
    "an unknown section's form": {"section_formats": {"appendix": OLDEST}},
    "a narrative's form": {"section_formats": {"overview": OLDEST}},
    "a section in an unknown form": {"section_formats": {"requests": "1999"}},
    "a section's form that is null": {"section_formats": {"requests": None}},
    "section forms that are a list": {"section_formats": ["requests"]},
    "an agency's name of two lines": {"agency": {"name": "甲局\n"}},
    "an agency's name that turns the text round": {"agency": {"name": "甲\u202e局"}},
    "an agency's name without end": {"agency": {"name": "局" * 101}},
    "a unit of an unknown cell": {"units": {"requests/received/everyone": "元"}},
    "the title's lines as one text": {"title_lines": "甲"},
    "a line of the title as a number": {"title_lines": [1]},
    "an empty line of the title": {"title_lines": ["甲", " "]},
    "a line of the title that is two": {"title_lines": ["甲\n乙"]},
    "a unit as a number": {"units": {RECEIVED: 1}},
}


def accepted_by_schema(report: dict[str, Any]) -> bool:
    return not list(Draft202012Validator(SCHEMA).iter_errors(report))


def accepted_by_reader(report: dict[str, Any]) -> bool:
    try:
        read_report_json(json.dumps(report).encode(), "a.json", catalogue())
    except UnreadableFile:
        return False
    return True


def test_that_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("members", GOOD.values(), ids=GOOD)
def test_that_schema_and_reader_accept(members: dict[str, Any]) -> None:
    assert accepted_by_schema(WHOLE | members)
    assert accepted_by_reader(WHOLE | members)


@pytest.mark.parametrize("members", BAD.values(), ids=BAD)
def test_that_schema_and_reader_refuse(members: dict[str, Any]) -> None:
    assert not accepted_by_schema(WHOLE | members)
    assert not accepted_by_reader(WHOLE | members)


@pytest.mark.parametrize("member", WHOLE)
def test_that_schema_and_reader_miss_a_required_member(member: str) -> None:
    rest = {key: each for key, each in WHOLE.items() if key != member}
    assert not accepted_by_schema(rest)
    assert not accepted_by_reader(rest)


@pytest.mark.parametrize(
    "form",
    [catalogue().form(OLDEST), catalogue().form(NEWEST), catalogue().form(NEWEST, {"requests": OLDEST})],
    ids=["oldest", "newest", "mixed"],
)
def test_that_the_schema_knows_every_cell_of_a_form_and_no_other(form: Form) -> None:
    report = ReportDocument(form, Agency("甲"), 2024, cells=dict.fromkeys(form.places, "1"))
    assert accepted_by_schema(report_members(report))

    every = {cell for each in catalogue().ids for cell in catalogue().form(each).places}
    for cell in every - form.places.keys():
        assert not accepted_by_schema(report_members(report) | {"cells": {cell: "1"}})


def test_that_the_schema_is_in_step_with_the_formats(capsys: pytest.CaptureFixture[str]) -> None:
    assert PATH.read_text(encoding="utf-8") == written(report_schema(catalogue())), "run python -m tools.report_schema"
    assert main(["--check"]) == 0
    assert main(["--nonsense"]) == 2
