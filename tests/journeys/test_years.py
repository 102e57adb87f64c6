"""Whole tasks: a published text becomes a PDF; a year starts from the last."""

import os
from pathlib import Path

import pytest

from disclosure_desk.cli import main
from disclosure_desk.export.report_json import report_json
from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.formats.schema import CellId
from disclosure_desk.gui.desk import Desk
from disclosure_desk.intake.read import read_report
from disclosure_desk.intake.report_json import read_report_json
from disclosure_desk.report.document import ReportDocument
from disclosure_desk.report.editing import set_figures
from disclosure_desk.report.state import State
from disclosure_desk.resources import resource
from tests.export.pages import pages_of, text_of

SAMPLES = Path(os.environ.get("DISCLOSURE_DESK_SAMPLES") or "no-samples")
SAMPLE = resource("sample", "示例区交警大队-2024.gknb")
COLUMNS = (
    "natural_person",
    "commercial_enterprise",
    "research_institution",
    "public_welfare_organization",
    "legal_service_institution",
    "other_organization",
)


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="DISCLOSURE_DESK_SAMPLES names no folder of samples")
def test_that_a_published_text_is_taken_in_without_an_error_and_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text, data, pdf = SAMPLES / "ganzhou-2024.md", ["--data-dir", str(tmp_path)], tmp_path / "report.pdf"
    assert main(["check", str(text)]) == 0
    assert main([*data, "import", str(text)]) == 0
    assert main([*data, "export", "2024", "-o", str(pdf)]) == 0
    assert "强制 0 处" in capsys.readouterr().err
    words = {word.text for page in pages_of(pdf.read_bytes()) for word in page.words()}
    assert {"194798", "160448", "1750", "534.75", "17"} <= words


def _last_year(folder: Path) -> Path:
    sample = read_report_json(SAMPLE.read_bytes(), "sample", catalogue())
    report = ReportDocument(sample.form, sample.agency, 2023, sample.totals, sample.cells, sample.narratives)
    figures = {CellId(f"requests/{row}/natural_person"): "3" for row in ("received", "carried_over_out")}
    figures |= {CellId(f"requests/{row}/total"): "3" for row in ("received", "carried_over_out")}
    path = folder / "2023.gknb"
    path.write_bytes(report_json(report.applied(set_figures(report, figures, "填写"))))
    return path


def test_that_a_year_starts_from_the_last_warns_where_it_departs_from_it_and_is_printed(
    qapp: object, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = ["--data-dir", str(tmp_path)]
    assert main([*data, "import", "--published", str(_last_year(tmp_path))]) == 0

    desk = Desk(tmp_path / "desk.sqlite", catalogue())
    desk.open()
    session = desk.session
    desk.begin_year(desk.database.reports.latest(2023).document.agency, 2024)
    carried = [CellId(f"requests/carried_over_in/{column}") for column in (*COLUMNS, "total")]
    assert [session.report.cells[cell] for cell in carried] == ["3", "0", "0", "0", "0", "0", "3"]
    assert not [finding for finding in session.findings if finding.code == "Y1"]

    session.type_figure(carried[0], "2")
    assert [f.cells[0] for f in session.findings if f.code == "Y1"] == [carried[0], carried[-1]]
    session.stack.undo()
    assert not [finding for finding in session.findings if finding.code == "Y1"]

    session.type_figure(carried[0], "2")
    blanks = [
        c
        for c in session.report.form.places
        if c not in session.report.cells | dict.fromkeys(session.report.form.totals)
    ]
    session.apply(set_figures(session.report, dict.fromkeys(blanks, "0"), "其余填 0"))
    session.type_figure(CellId("requests/granted/natural_person"), "2")
    for key in ("overview", "issues_and_improvements", "other_matters"):
        session.type_text(key, "已按要求完成。")
    assert session.counts == {"error": 0, "warning": 2, "note": 0}
    desk.finalise()
    assert session.stored.summary.state is State.FINAL
    assert desk.close()

    capsys.readouterr()
    assert main([*data, "export", "2024", "-o", str(tmp_path / "2024.pdf")]) == 0
    assert "核实 2 处" in capsys.readouterr().err
    assert "已按要求完成。" in text_of((tmp_path / "2024.pdf").read_bytes())
    assert main([*data, "list"]) == 0
    assert [line.split("\t")[:3] for line in capsys.readouterr().out.splitlines()] == [
        ["2024", "1", "定稿"],
        ["2023", "1", "已公开"],
    ]


def test_that_figures_collected_in_a_workbook_become_a_report(tmp_path: Path) -> None:
    workbook, back = tmp_path / "sample.xlsx", tmp_path / "back.gknb"
    assert main(["convert", str(SAMPLE), str(workbook)]) == 0
    assert main(["--data-dir", str(tmp_path), "import", str(workbook)]) == 0
    assert main(["--data-dir", str(tmp_path), "export", "2024", "-o", str(back)]) == 0
    assert read_report(back, catalogue()).report == read_report(SAMPLE, catalogue()).report
