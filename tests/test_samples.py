"""Real figures of published reports: what is known of them has to come out."""

import os
from pathlib import Path

import pytest

from disclosure_desk.checks.evaluate import counts, evaluate, failures
from disclosure_desk.export.report_json import report_json
from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.intake.report_json import read_report_json
from disclosure_desk.report.canonical import canonical_bytes, content_code, fingerprint
from disclosure_desk.report.document import ReportDocument

SAMPLES = Path(os.environ.get("DISCLOSURE_DESK_SAMPLES") or "no-samples")
pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="DISCLOSURE_DESK_SAMPLES names no folder of samples")


def _sample(name: str) -> ReportDocument:
    return read_report_json((SAMPLES / f"{name}.json").read_bytes(), name, catalogue())


@pytest.mark.parametrize("name", ["ganzhou-2024", "huaian-2024", "ceshi-2025", "pingtan-2021", "pingtan-2022"])
def test_that_a_sound_published_report_has_no_error(name: str) -> None:
    assert counts(evaluate(_sample(name)))["error"] == 0


def test_that_the_published_totals_that_do_not_add_up_are_found_and_the_balance_holds() -> None:
    errors = [f for f in failures(evaluate(_sample("pingtan-2020"))) if f.severity == "error"]
    assert [(f.code, f.cells[0], f.expected, f.actual) for f in errors] == [
        ("S2", "requests/outcomes_total/natural_person", 26, 20),
        ("S2", "requests/outcomes_total/total", 27, 21),
    ]


def test_that_one_request_is_carried_from_one_year_to_the_next_without_a_finding() -> None:
    results = evaluate(_sample("pingtan-2022"), _sample("pingtan-2021"))
    carried = next(f for f in results if f.code == "Y1" and f.cells == ("requests/carried_over_in/total",))
    assert (carried.result, carried.actual) == ("passed", 1)
    assert not [f for f in failures(results) if f.code == "Y1"]


def test_that_the_canonical_form_and_the_content_code_are_those_of_the_contract() -> None:
    report = _sample("ganzhou-2024")
    assert len(canonical_bytes(report)) == 11_838
    assert fingerprint(report) == "f9a9917850cc07c18f99024e70682079f222416e42347a8f2f270355ba64c322"
    assert content_code(report) == "5W8T3QKM"


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.json")), ids=lambda path: path.stem)
def test_that_every_sample_comes_back_as_it_was(path: Path) -> None:
    report = read_report_json(path.read_bytes(), path.name, catalogue())
    assert read_report_json(report_json(report), path.name, catalogue()) == report
