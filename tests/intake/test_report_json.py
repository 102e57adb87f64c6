"""The program's own report file: what is read, what comes back, and what is refused with its place named."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure_desk.errors import UnreadableFile
from disclosure_desk.export.report_json import report_json
from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.formats.schema import CellId
from disclosure_desk.intake.report_json import read_report_file, read_report_json
from disclosure_desk.report.document import Agency, ReportDocument, TotalsMode
from tests.reports import consistent_reports

NEWEST = catalogue().ids[-1]
RECEIVED = "requests/received/total"
WHOLE: dict[str, Any] = {
    "schema": "disclosure-desk/report/1",
    "format": NEWEST,
    "agency": {"name": "示例区交警大队"},
    "year": 2024,
}


def read(content: bytes | dict[str, Any]) -> ReportDocument:
    return read_report_json(
        content if isinstance(content, bytes) else json.dumps(content).encode(), "甲.gknb", catalogue()
    )


def refusal(content: bytes | dict[str, Any]) -> str:
    with pytest.raises(UnreadableFile) as caught:
        read(content)
    message = str(caught.value)
    assert "甲.gknb" in message
    message.encode()  # it can be printed
    assert len(message) < 400
    assert message.endswith("。")
    return message


def with_raw(member: str) -> bytes:
    """A report file with a member that is written by hand."""
    return json.dumps(WHOLE).encode()[:-1] + f", {member}}}".encode()


# What is read.


def test_that_lines_of_another_title_are_not_taken_and_that_this_is_said() -> None:
    title = read(WHOLE).title
    other = json.dumps(WHOLE | {"title_lines": ["示例县交警大队", "2023年报告"]}).encode()
    reading = read_report_file(other, "甲.gknb", catalogue())
    assert reading.report == read(WHOLE)
    (said,) = reading.remarks
    assert "“示例县交警大队／2023年报告”" in said.message
    assert f"“{title}”不同，没有采用" in said.message
    own = read_report_file(json.dumps(WHOLE | {"title_lines": [title[:7], title[7:]]}).encode(), "甲.gknb", catalogue())
    assert own.report.title_lines == (title[:7], title[7:])
    assert own.remarks == ()


def test_that_lines_of_a_title_that_has_changed_are_not_written() -> None:
    own = read(WHOLE | {"title_lines": [read(WHOLE).title]})
    assert b"title_lines" in report_json(own)
    assert b"title_lines" not in report_json(replace(own, year=2023))


def test_that_what_is_missing_is_empty_and_totals_are_typed() -> None:
    report = read(WHOLE)
    assert report.agency == Agency("示例区交警大队")
    assert (report.format_id, report.year, report.totals) == (NEWEST, 2024, TotalsMode.TYPED)
    assert not report.cells
    assert not report.narratives
    assert not report.section_formats


def test_that_a_byte_order_mark_is_allowed() -> None:
    assert read(b"\xef\xbb\xbf" + json.dumps(WHOLE).encode()) == read(WHOLE)


def test_that_a_cell_that_is_null_is_blank_and_not_zero() -> None:
    report = read(WHOLE | {"cells": {RECEIVED: None}, "narratives": {"overview": None}, "units": {RECEIVED: None}})
    assert not report.cells
    assert not report.narratives
    assert not report.units


@pytest.mark.parametrize("figure", ["0", "007", "-0", "-12", "534.75", "7545.00", "9" * 20, "0." + "0" * 10])
def test_that_the_digits_of_a_figure_are_kept(figure: str) -> None:
    report = read(WHOLE | {"cells": {RECEIVED: figure}})
    assert report.cells[CellId(RECEIVED)] == figure
    assert json.loads(report_json(report))["cells"] == {RECEIVED: figure}


def test_that_unknown_members_at_the_top_are_kept_and_written_back() -> None:
    extras = {"note": ["甲", {"b": None, "a": 1.5}], "signed": True, "": 0}
    report = read(WHOLE | extras)
    assert report.extras == extras
    again = json.loads(report_json(report))
    assert {key: again[key] for key in extras} == extras
    assert read(report_json(report)) == report


@pytest.mark.parametrize(
    "digits", ["1.10", "0.30000000000000000001", "1E5", "-0", "-0.0", "1e-400", "12345678901234567890"]
)
def test_that_a_number_of_an_unknown_member_keeps_its_digits(digits: str) -> None:
    written = report_json(read(with_raw(f'"x": {{"n": [{digits}, 1.5, "{digits}"]}}'))).decode()
    assert "".join(written.split()).endswith(f'"x":{{"n":[{digits},1.5,"{digits}"]}}}}')


@settings(max_examples=15, deadline=None)
@given(consistent_reports(catalogue().form(NEWEST)), st.text(max_size=40).filter(lambda text: text.isprintable()))
def test_that_a_report_that_is_written_reads_back_as_it_was(report: ReportDocument, text: str) -> None:
    told = ReportDocument(
        report.form, report.agency, report.year, report.totals, report.cells, {"overview": f"甲\n{text}"}
    )
    assert read(report_json(told)) == told


# What is refused.


def test_that_another_schema_is_named_as_such() -> None:
    assert "“schema”" in refusal(WHOLE | {"schema": "disclosure-desk/report/2"})


@pytest.mark.parametrize("format_id", ["2035", "x" * 100_000])
def test_that_an_unknown_format_is_refused_in_few_words(format_id: str) -> None:
    assert format_id[:50] in refusal(WHOLE | {"format": format_id})


@pytest.mark.parametrize("cell", ["requests/received/everyone", "requests/other_disposition/total", "received", ""])
def test_that_an_unknown_cell_is_named(cell: str) -> None:
    assert f"“cells/{cell}”" in refusal(WHOLE | {"cells": {cell: "1"}})


@pytest.mark.parametrize(
    "figure", [12, 1.5, True, [], {}, "", "1 2", "1\n", "\n1", "１", "١", "1,000", "+1", "1.", ".5", "1e3", "=1", "-"]
)
def test_that_what_is_no_figure_in_quotes_is_refused_with_its_cell(figure: Any) -> None:
    message = refusal(WHOLE | {"cells": {RECEIVED: figure}})
    assert f"“cells/{RECEIVED}”" in message
    assert '"12"' in message


@pytest.mark.parametrize("figure", ["1" * 21, "-" + "1" * 21, "1." + "1" * 11, "1" * 100_000])
def test_that_a_figure_that_is_too_long_is_refused(figure: str) -> None:
    assert f"“cells/{RECEIVED}”" in refusal(WHOLE | {"cells": {RECEIVED: figure}})


def test_that_an_unknown_key_in_the_agency_is_named() -> None:
    assert "“agency/phone”" in refusal(WHOLE | {"agency": {"name": "甲", "phone": "1"}})


def test_that_an_unknown_key_in_the_narratives_is_named() -> None:
    assert "“narratives/appendix”" in refusal(WHOLE | {"narratives": {"appendix": "甲"}})


@pytest.mark.parametrize(
    ("member", "place"),
    [
        ('"year": 2024', "year"),
        ('"cells": {"requests/received/total": "1", "requests/received/total": "2"}', RECEIVED),
        ('"narratives": {"overview": "甲", "overview": "甲"}', "overview"),
        ('"note": [{"a": 1, "a": 1}]', "a"),
    ],
)
def test_that_a_key_that_stands_twice_is_named(member: str, place: str) -> None:
    message = refusal(with_raw(member))
    assert f"“{place}”" in message
    assert "两次" in message


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "gb18030", "utf-32"])
def test_that_another_encoding_is_refused(encoding: str) -> None:
    refusal(json.dumps(WHOLE, ensure_ascii=False).encode(encoding))


@pytest.mark.parametrize("content", [b"", b"  ", b"{", b"[]", b"null", b'"text"', b"12", b"\x00", b"PK\x03\x04", b"{}"])
def test_that_what_is_no_report_file_is_refused(content: bytes) -> None:
    refusal(content)


@pytest.mark.parametrize(
    "member",
    [
        '"note": NaN',
        '"note": Infinity',
        '"note": -Infinity',
        '"note": 1e999',
        '"note": ' + "9" * 100_000,
        '"note": ' + "[" * 200 + "]" * 200,
        '"note": ' + "[" * 900 + "]" * 900,
        '"note": ' + "[" * 200_000 + "]" * 200_000,
        '"note": ' + '{"a":' * 5_000 + "1" + "}" * 5_000,
    ],
    ids=["NaN", "Infinity", "-Infinity", "1e999", "digits", "deep", "deeper", "deepest", "objects"],
)
def test_that_what_could_not_be_written_back_is_refused(member: str) -> None:
    refusal(with_raw(member))


@pytest.mark.parametrize("name", ["甲局\n", "\t甲局", "甲\u2028局", "甲\x00局", "甲\u202e局", "局" * 101])
def test_that_an_agency_s_name_is_one_line_of_a_name_s_length(name: str) -> None:
    assert "“agency/name”" in refusal(WHOLE | {"agency": {"name": name}})


def test_that_an_agency_s_name_may_be_long_and_hold_blanks_and_brackets() -> None:
    name = "甲 区（乙 新区）" + "局" * 91
    assert read(WHOLE | {"agency": {"name": name}}).agency.name == name


@pytest.mark.parametrize("year", ["1" + "0" * 400, "2024.0", "2.024e3", "-1", "0", "10000", "true", '"2024"', "null"])
def test_that_a_year_that_is_no_year_of_four_digits_is_refused(year: str) -> None:
    content = json.dumps({key: each for key, each in WHOLE.items() if key != "year"})[:-1] + f', "year": {year}}}'
    assert "“year”" in refusal(content.encode())


HALF = "\\ud800"


@pytest.mark.parametrize(
    "member",
    [
        f'"note": "{HALF}"',
        f'"{HALF}": 1',
        f'"note": [{{"{HALF}": 1}}]',
        f'"cells": {{"{HALF}": "1"}}',
        f'"narratives": {{"overview": "{HALF}"}}',
        f'"section_formats": {{"requests": "{HALF}"}}',
    ],
)
def test_that_half_a_character_is_refused_in_a_message_that_can_be_printed(member: str) -> None:
    refusal(with_raw(member))


def test_that_a_whole_character_beyond_the_first_plane_is_no_half_one() -> None:
    assert read(with_raw('"narratives": {"overview": "\\ud842\\udfb7"}')).narratives["overview"] == "𠮷"


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_that_nothing_but_a_refusal_comes_of_other_bytes(content: bytes) -> None:
    refusal(content)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=5), inside, max_size=3),
    max_leaves=6,
)


@settings(max_examples=80, deadline=None)
@given(
    st.sampled_from(["format", "agency", "year", "cells", "narratives", "units", "section_formats", "totals", "x"]),
    JSON,
)
def test_that_any_member_is_read_and_comes_back_or_is_refused(key: str, member: Any) -> None:
    content = json.dumps(WHOLE | {key: member}).encode()
    try:
        report = read(content)
    except UnreadableFile:
        refusal(content)
        return
    assert read(report_json(report)) == report
