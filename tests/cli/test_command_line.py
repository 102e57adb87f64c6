"""The command line, as other people's scripts use it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from disclosure_desk.checks.evaluate import evaluate
from disclosure_desk.cli import main
from disclosure_desk.export.report_json import report_json
from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.formats.schema import CellId
from disclosure_desk.intake.report_json import read_report_json
from disclosure_desk.report.changes import Change
from disclosure_desk.report.document import ReportDocument
from disclosure_desk.report.editing import set_agency, set_figure
from disclosure_desk.resources import resource

SAMPLE = resource("sample", "示例区交警大队-2024.gknb")
TOTAL = CellId("review_and_litigation/reconsideration/total")


def _sample() -> ReportDocument:
    return read_report_json(SAMPLE.read_bytes(), SAMPLE.name, catalogue())


def _write(folder: Path, report: ReportDocument, *changes: Change) -> Path:
    for change in changes:
        report = report.applied(change)
    path = folder / f"{report.year}.gknb"
    path.write_bytes(report_json(report))
    return path


def _wrong(folder: Path) -> Path:
    return _write(folder, _sample(), set_figure(_sample(), TOTAL, "0"))


@pytest.fixture
def data(tmp_path: Path) -> list[str]:
    """The option that keeps the local database in the test's own folder."""
    return ["--data-dir", str(tmp_path / "本地 数据")]


def test_that_a_sound_report_gives_0_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(SAMPLE)]) == 0
    printed = capsys.readouterr()
    assert printed.out == "没有发现问题。\n"
    assert "示例区交警大队2024年" in printed.err


def test_that_an_error_gives_1_with_its_code_and_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(_wrong(tmp_path))]) == 1
    assert capsys.readouterr().out == (
        "强制 S3  表四“行政复议”一行：各项之和为 17，“总计”填的是 0，差 17。请核对各项数字。\n"
    )


def test_that_check_prints_the_contracts_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = _wrong(tmp_path)
    assert main(["check", str(path), "--json"]) == 1
    printed = json.loads(capsys.readouterr().out)
    assert printed["schema"] == "disclosure-desk/check/1"
    assert (printed["report"], printed["format"], printed["year"]) == (str(path), "2021", 2024)
    assert printed["counts"] == {"error": 1, "warning": 0, "note": 0}
    (finding,) = printed["findings"]
    assert (finding["code"], finding["class"], finding["result"]) == ("S3", "error", "failed")
    assert (finding["expected"], finding["actual"], finding["difference"]) == ("17", "0", "-17")
    assert len(finding["cells"]) == 5


def test_that_all_adds_what_did_not_fail_and_counts_only_what_did(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(_wrong(tmp_path)), "--json", "--all"]) == 1
    printed = json.loads(capsys.readouterr().out)
    results = {finding["result"] for finding in printed["findings"]}
    assert results == {"failed", "passed", "not_applicable"}
    assert all(f["reason"] for f in printed["findings"] if f["result"] == "not_applicable")
    assert printed["counts"]["error"] == 1
    assert sum(finding["code"][0] in "SH" for finding in printed["findings"]) == 42


def test_that_years_are_compared_only_with_the_previous_year_of_the_same_agency(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    year = _sample()
    previous = ReportDocument(
        year.form, year.agency, 2023, cells={CellId("requests/carried_over_out/natural_person"): "4"}
    )
    assert main(["check", str(SAMPLE), "--previous", str(_write(tmp_path, previous))]) == 0
    assert "核实 Y1" in capsys.readouterr().out
    older = ReportDocument(year.form, year.agency, 2022)
    assert main(["check", str(SAMPLE), "--previous", str(_write(tmp_path, older))]) == 2
    assert "2023 年的报告" in capsys.readouterr().err
    other = previous.applied(set_agency(previous, name="别处"))
    assert main(["check", str(SAMPLE), "--previous", str(_write(tmp_path, other))]) == 2
    assert "别处" in capsys.readouterr().err
    same = previous.applied(set_agency(previous, name=" 示例区 交警大队"))
    assert main(["check", str(SAMPLE), "--previous", str(_write(tmp_path, same))]) == 0


@pytest.mark.parametrize("suffix", ["gknb", "json", "xlsx"])
def test_that_a_report_comes_back_from_every_kind_of_file_as_it_was(tmp_path: Path, suffix: str) -> None:
    there, back = tmp_path / f"there.{suffix}", tmp_path / "back.gknb"
    assert main(["convert", str(SAMPLE), str(there)]) == 0
    assert main(["convert", str(there), str(back)]) == 0
    assert read_report_json(back.read_bytes(), "back", catalogue()) == _sample()


def test_that_the_same_report_gives_the_same_pdf_bytes(tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        assert main(["pdf", str(SAMPLE), "-o", str(tmp_path / name)]) == 0
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF-1.4")


def test_that_a_pdf_of_a_wrong_report_is_written_first_and_gives_1(tmp_path: Path) -> None:
    assert main(["pdf", str(_wrong(tmp_path)), "-o", str(tmp_path / "a.pdf")]) == 1
    assert (tmp_path / "a.pdf").stat().st_size > 10_000


def test_that_a_missing_output_folder_is_not_created(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in (["convert", str(SAMPLE)], ["pdf", str(SAMPLE), "-o"], ["template", "-o"]):
        suffix = {"convert": "json", "pdf": "pdf", "template": "xlsx"}[command[0]]
        assert main([*command, str(tmp_path / "nowhere" / f"a.{suffix}")]) == 2
    assert not (tmp_path / "nowhere").exists()
    assert len(capsys.readouterr().err.strip().splitlines()) == 3


def test_that_a_report_is_taken_in_listed_shown_and_written_out(
    tmp_path: Path, data: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*data, "list"]) == 0
    assert main([*data, "import", str(SAMPLE)]) == 0
    capsys.readouterr()
    assert main([*data, "list"]) == 0
    assert capsys.readouterr().out.startswith("2024\t1\t草稿\t示例区交警大队\t")
    assert main([*data, "show", "2024"]) == 0
    assert "已填 200 格" in capsys.readouterr().out
    back = tmp_path / "back.json"
    assert main([*data, "export", "2024", "-o", str(back)]) == 0
    assert read_report_json(back.read_bytes(), "back", catalogue()) == _sample()


def test_that_a_year_that_exists_is_replaced_only_when_asked(
    data: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*data, "import", str(SAMPLE)]) == 0
    assert main([*data, "import", str(SAMPLE)]) == 2
    assert "2024" in capsys.readouterr().err
    assert main([*data, "import", "--replace", str(SAMPLE)]) == 0


def test_that_another_agencys_report_needs_to_be_called_an_earlier_name(tmp_path: Path, data: list[str]) -> None:
    report = _sample()
    other = ReportDocument(report.form, report.agency, 2023, cells=report.cells)
    path = _write(tmp_path, other, set_agency(other, name="示例县交警大队"))
    assert main([*data, "import", str(SAMPLE)]) == 0
    assert main([*data, "import", str(path)]) == 2
    assert main([*data, "import", "--alias", str(path)]) in (0, 1)


def test_that_a_published_year_is_kept_as_it_is_and_gives_0(
    tmp_path: Path, data: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    path = _wrong(tmp_path)
    assert main([*data, "import", "--published", str(path)]) == 0
    capsys.readouterr()
    assert main([*data, "show", "2024"]) == 1
    assert "已公开" in capsys.readouterr().out


def test_that_a_year_that_is_not_there_is_said(data: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*data, "show", "2019"]) == 2
    assert "2019" in capsys.readouterr().err


def test_that_the_demo_does_the_whole_job(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        assert main(["demo", "-o", str(tmp_path / "new" / "demo")]) == 0
    made = [Path(line) for line in capsys.readouterr().out.splitlines()]
    assert {path.suffix for path in made} == {".pdf", ".gknb", ".json", ".sqlite"}
    assert all(path.stat().st_size > 1000 for path in made)
    report = read_report_json(next(p for p in made if p.suffix == ".gknb").read_bytes(), "demo", catalogue())
    assert report == _sample()
    assert json.loads((tmp_path / "new" / "demo" / "check.json").read_text("utf-8"))["counts"]["error"] == 0


def test_that_a_format_is_printed_to_proof_read(capsys: pytest.CaptureFixture[str]) -> None:
    for format_id in catalogue().ids:
        assert main(["format", format_id]) == 0
        assert "第二十条第（一）项" in capsys.readouterr().out
    assert main(["format", "1999"]) == 2


@pytest.mark.parametrize("command", ["archive", "verify"])
def test_that_a_command_of_a_later_version_says_so(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "2024", "-o", "a.zip"]) == 2
    assert "本版本还没有" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"],
        ["check", "nowhere.gknb"],
        ["check", "--nope", "a"],
        ["nonsense"],
        ["show", "zwanzig"],
        ["convert", "a.gknb"],
        ["template", "-o", "a.xlsx", "--format", "1999"],
        ["template", "-o", "a.docx"],
        ["check", str(SAMPLE.parent)],
    ],
)
def test_that_what_cannot_be_carried_out_is_one_sentence_and_2(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert len(printed.err.strip().splitlines()) == 1
    assert "Traceback" not in printed.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a display")
def test_that_a_window_without_a_display_is_a_sentence_and_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert main(["--data-dir", str(tmp_path)]) == 2
    assert capsys.readouterr().err == "这台机器没有显示器，窗口打不开。其他命令都可以使用，用 --help 可以查看。\n"
    assert list(tmp_path.iterdir()) == []


def test_that_heavy_libraries_stay_out_of_a_check() -> None:
    script = (
        "import sys\n"
        "from disclosure_desk.cli import main\n"
        "status = main(['check', sys.argv[1]])\n"
        "heavy = {'PySide6', 'reportlab', 'openpyxl', 'pikepdf', 'sqlmodel', 'alembic'} & set(sys.modules)\n"
        "sys.exit(f'imported: {heavy}' if heavy else status)\n"
    )
    command = [sys.executable, "-c", script, str(SAMPLE)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "没有发现问题。"), done.stderr


def test_that_the_sample_has_no_finding_at_all() -> None:
    assert [finding.message for finding in evaluate(_sample()) if finding.failed] == []
