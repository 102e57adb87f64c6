"""The canonical form, its hash and the code printed on sign-off copies: they are kept for decades."""

from dataclasses import replace

from hypothesis import given

from disclosure_desk.report.canonical import canonical_bytes, content_code, fingerprint
from disclosure_desk.report.document import Agency, ReportDocument, TotalsMode
from disclosure_desk.report.editing import set_figure
from tests.reports import consistent_reports, tiny_report


def test_that_the_canonical_form_is_what_the_contract_says() -> None:
    report = replace(tiny_report({"flow/came/east": "07"}), narratives={"story": "e\u0301\r\n二"})
    assert canonical_bytes(report).decode() == (
        '{"agency":{"kind":"department","level":"county","name":"示例区交警大队","scope":"self"},'
        '"cells":{"flow/came/east":"07"},"format":"tiny","narratives":{"story":"é\\n二"},'
        '"schema":"disclosure-desk/report/1","year":2024}'
    )


def test_that_the_code_of_a_known_report_never_changes() -> None:
    report = tiny_report({"flow/came/east": "7", "flow/came/west": "0"})
    assert fingerprint(report) == "2a585b7a63bffa75e583fae0f275bce49cfd63e825840b3a08737abcda85f5e1"
    assert content_code(report) == "UXQN2K4V"


def test_that_totals_mode_and_extras_do_not_enter_the_hash() -> None:
    report = tiny_report({"flow/came/east": "7"})
    other = replace(report, totals=TotalsMode.FILLED, extras={"x": 1}, units={})
    assert fingerprint(other) == fingerprint(report)


def test_that_absent_and_blank_members_are_the_same() -> None:
    report = tiny_report()
    bare = replace(report, agency=Agency("甲"), narratives={"story": ""})
    assert canonical_bytes(bare).decode() == (
        '{"agency":{"name":"甲"},"format":"tiny","schema":"disclosure-desk/report/1","year":2024}'
    )


@given(consistent_reports())
def test_that_any_other_figure_gives_another_hash(report: ReportDocument) -> None:
    cell = next(iter(report.form.places))
    change = set_figure(report, cell, str(int(report.cells[cell]) + 1))
    assert fingerprint(report.applied(change)) != fingerprint(report)
    assert len(content_code(report)) == 8
