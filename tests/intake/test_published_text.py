"""Published texts as people save them: what is read, what stays blank, and what is said of it."""

import os
from pathlib import Path

import pytest

from disclosure_desk.checks.evaluate import counts, evaluate
from disclosure_desk.checks.finding import Finding
from disclosure_desk.errors import UnreadableFile
from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.formats.schema import CellId, Severity
from disclosure_desk.intake.published_text import read_published_text
from disclosure_desk.intake.read import read_report
from disclosure_desk.intake.reading import Reading
from tests.reports import FIXTURES

FOLDER = FIXTURES / "published"
SAMPLES = Path(os.environ.get("DISCLOSURE_DESK_SAMPLES") or "no-samples")
NEW = catalogue().form(catalogue().ids[-1])


def _read(name: str) -> Reading:
    return read_report(FOLDER / name, catalogue())


PLAIN = _read("plain.txt")


def _said(reading: Reading, section: str) -> list[str]:
    return [finding.message for finding in reading.remarks if finding.section == section]


def _row(reading: Reading, row: str) -> list[str | None]:
    return [reading.report.cells.get(cell) for cell in reading.report.form.places if f"/{row}/" in cell]


def _differences(reading: Reading) -> set[CellId]:
    """Cells that are not those of the plain text."""
    cells = reading.report.cells.keys() | PLAIN.report.cells.keys()
    return {cell for cell in cells if reading.report.cells.get(cell) != PLAIN.report.cells.get(cell)}


def test_that_a_plain_text_gives_every_cell_and_text_without_a_remark() -> None:
    report = PLAIN.report
    assert (report.agency.name, report.year, report.format_id) == ("示例区交警大队", 2024, NEW.base.id)
    assert report.cells.keys() == NEW.places.keys()
    assert _row(PLAIN, "granted") == ["12", "2", "0", "0", "0", "0", "14"]
    assert _row(PLAIN, "litigation_direct") == ["0", "1", "1", "0", "2"]
    assert _row(PLAIN, "fees") == ["534.75"]
    assert report.narratives["overview"].split("\n")[1].startswith("（一）主动公开情况。")
    assert report.narratives["other_matters"] == "本年度没有收取信息处理费。"
    assert PLAIN.remarks == ()
    assert counts(evaluate(report))["error"] == 0


def test_that_each_figure_says_on_which_line_it_stands() -> None:
    lines = (FOLDER / "plain.txt").read_text(encoding="utf-8").split("\n")
    number = int(dict(PLAIN.sources)[CellId("proactive_disclosure/fees/amount_collected")].split()[1])
    assert lines[number - 1] == "行政事业性收费\t534.75"


@pytest.mark.parametrize(
    "name", ["pipes.md", "page_cuts.txt", "wordings.txt", "site_furniture.txt", "contents_page.txt"]
)
def test_that_the_same_figures_come_from_another_layout(name: str) -> None:
    reading = _read(name)
    assert not _differences(reading)
    assert (reading.report.agency.name, reading.report.year) == ("示例区交警大队", 2024)
    assert reading.report.form is NEW


def test_that_bars_need_no_remark_and_headings_may_be_marked_up() -> None:
    assert _read("pipes.md").remarks == ()
    assert _read("pipes.md").report.narratives == PLAIN.report.narratives


def test_that_a_label_and_a_paragraph_cut_by_a_page_are_whole_again() -> None:
    reading = _read("page_cuts.txt")
    assert "还需要继续提高。" in reading.report.narratives["issues_and_improvements"]
    assert [(f.code, f.section) for f in reading.remarks] == [("R2", "issues_and_improvements")]


def test_that_other_wordings_are_recognised_and_said_once_for_each_table() -> None:
    reading = _read("wordings.txt")
    assert [(f.code, f.section) for f in reading.remarks] == [
        ("R2", "issues_and_improvements"),
        ("R2", "proactive_disclosure"),
        ("R2", "requests"),
    ]
    assert _said(reading, "proactive_disclosure") == [
        "表二中“本年度止件数”按“本年废止件数”、“规范性文件”按“行政规范性文件”读取。"
    ]
    assert "“2、其他法律行政止公开”按“2.其他法律行政法规禁止公开”" in _said(reading, "requests")[0]
    assert reading.report.narratives == PLAIN.report.narratives


def test_that_the_site_around_a_report_is_left_out_and_the_title_may_take_two_lines() -> None:
    reading = _read("site_furniture.txt")
    assert reading.report.narratives == PLAIN.report.narratives | {
        "preamble": "根据《政府信息公开条例》的规定，编制本年度报告。"
    }
    assert [(f.code, f.section) for f in reading.remarks] == [("R3", "preamble")]


def test_that_a_table_of_contents_is_no_text() -> None:
    assert _read("contents_page.txt").report.narratives == PLAIN.report.narratives


def test_that_one_row_of_other_dispositions_brings_the_older_form_of_that_section_only() -> None:
    reading = _read("old_requests_row.txt")
    assert (reading.report.format_id, reading.report.section_formats) == (NEW.base.id, {"requests": catalogue().ids[0]})
    assert _row(reading, "other_disposition") == ["2", "0", "0", "0", "0", "0", "2"]
    assert reading.report.cells.keys() == reading.report.form.places.keys()
    assert reading.remarks == ()


def test_that_a_report_of_the_trial_form_is_read_as_such() -> None:
    reading = _read("trial_form.txt")
    assert (reading.report.year, reading.report.format_id, reading.report.section_formats) == (2020, "2019", {})
    assert _row(reading, "licensing") == ["120", "-7", "194798"]
    assert _row(reading, "penalties") == ["31", "19", "160448"]
    assert _row(reading, "procurement") == ["12", "8040"]
    assert _row(reading, "other_services") == [None, None, None]
    assert ["3 格原文为空白" in message for message in _said(reading, "proactive_disclosure")] == [True]
    assert _said(reading, "requests") == []


def test_that_the_unit_of_an_amount_is_kept_from_its_cell_and_from_its_header(tmp_path: Path) -> None:
    text = (FOLDER / "trial_form.txt").read_text(encoding="utf-8")
    for old, new in (("\t8040", "\t8040万元"), ("采购总金额", "采购总金额（单位：万元）")):
        (tmp_path / "a.txt").write_text(text.replace(old, new), encoding="utf-8")
        report = read_report(tmp_path / "a.txt", catalogue()).report
        assert report.cells[CellId("proactive_disclosure/procurement/amount")] == "8040"
        assert report.units == {"proactive_disclosure/procurement/amount": "万元"}


def test_that_what_is_not_a_number_stays_blank_and_alike_things_are_said_once() -> None:
    reading = _read("marks.txt")
    assert _row(reading, "rules") == [None, None, None]
    assert _row(reading, "normative_documents") == ["3", "1", "22"]
    assert _row(reading, "licensing") == ["194798"]
    assert _row(reading, "fees") == [None]
    assert _row(reading, "not_processed.published_material") == [None] * 7
    assert _row(reading, "not_processed.excessive") == [None, "0", "0", "0", "0", "0", "0"]
    refused, marked, annotated = _said(reading, "proactive_disclosure")
    assert "“251000元”不是纯数字，是否改为 25.1" in refused
    assert "3 格原文写的是“/”“无”一类" in marked
    assert "“22（其中修订 16 件）”，读作 22" in annotated
    assert ["8 格原文为空白" in message for message in _said(reading, "requests")] == [True]


def test_that_figures_that_stick_together_are_refused_in_words_and_never_guessed() -> None:
    reading = _read("glued.txt")
    for row in ("granted", "withheld.state_secret", "other_disposition.other"):
        assert _row(reading, row) == [None] * 7
    assert _row(reading, "rules") == [None] * 3
    assert [cell for cell in reading.report.cells if cell.startswith("review_and_litigation/")] == []
    (message,) = _said(reading, "requests")
    assert "有 3 行不能确定" in message
    assert "713000074" in message
    assert "20 0 00 0 121" in message
    assert len(_said(reading, "proactive_disclosure")) == len(_said(reading, "review_and_litigation")) == 1
    untouched = {cell for cell in NEW.places if cell not in {c for f in reading.remarks for c in f.cells}}
    assert not _differences(reading) & untouched


def test_that_columns_in_another_order_are_refused() -> None:
    reading = _read("swapped_columns.txt")
    assert not [cell for cell in reading.report.cells if cell.startswith("requests/")]
    assert _row(reading, "normative_documents") == [None] * 3
    assert _row(reading, "licensing") == ["194798"]
    assert ["表头与格式不符" in message for message in _said(reading, "requests")] == [True]
    assert ["表头与格式不符" in message for message in _said(reading, "proactive_disclosure")] == [True]


def test_that_a_row_given_twice_is_taken_once_and_left_blank_where_its_figures_differ() -> None:
    reading = _read("row_twice.txt")
    assert _differences(reading) == {"proactive_disclosure/licensing/decisions"}
    assert _row(reading, "licensing") == [None]
    assert [f.code for f in reading.remarks] == ["R1", "R3"]


def test_that_a_missing_section_is_said_once_and_stays_blank() -> None:
    reading = _read("section_missing.txt")
    assert _differences(reading) == {cell for cell in NEW.places if cell.startswith("review_and_litigation/")}
    assert _said(reading, "review_and_litigation") == [
        "没有找到“四、政府信息公开行政复议、行政诉讼情况”这一部分，各格留空。"
    ]


def test_that_a_text_of_another_kind_is_refused_by_name() -> None:
    with pytest.raises(UnreadableFile, match=r"other_kind\.txt"):
        _read("other_kind.txt")


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_that_files_of_windows_programs_are_read_alike(tmp_path: Path, encoding: str, ending: str) -> None:
    text = (FOLDER / "plain.txt").read_text(encoding="utf-8")
    (tmp_path / "a.txt").write_bytes(text.replace("\n", ending).encode(encoding))
    assert read_report(tmp_path / "a.txt", catalogue()).report == PLAIN.report


@pytest.mark.parametrize("path", sorted(FOLDER.glob("[!o]*")), ids=lambda path: path.stem)
def test_that_remarks_are_notes_that_name_each_cell_left_blank(path: Path) -> None:
    reading = read_report(path, catalogue())
    assert all(f.severity is Severity.NOTE and f.code in ("R1", "R2", "R3") for f in reading.remarks)
    assert len(reading.remarks) == len({_kind(f) for f in reading.remarks})
    blank = {cell for cell in reading.report.form.places if cell not in reading.report.cells}
    assert blank <= {cell for finding in reading.remarks for cell in finding.cells}


def _kind(finding: Finding) -> tuple[str, str, str]:
    """What would be said twice of alike things."""
    return finding.code, finding.section, finding.message.split("：")[0].strip("0123456789")


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="DISCLOSURE_DESK_SAMPLES names no folder of samples")
def test_that_a_report_as_a_government_site_published_it_gives_all_its_cells() -> None:
    reading = read_report(SAMPLES / "ganzhou-2024.md", catalogue())
    known = read_report(SAMPLES / "ganzhou-2024.json", catalogue()).report
    assert len(reading.report.cells) == 200
    assert (reading.report.cells, reading.report.agency, reading.report.form) == (known.cells, known.agency, known.form)
    assert counts(evaluate(reading.report))["error"] == 0
    assert reading.report.narratives.keys() == {"overview", "issues_and_improvements", "other_matters"}
    assert [f.code for f in reading.remarks] == ["R2", "R2"]


@pytest.mark.parametrize("unseen", ["\x07", "\x00", "\u202e", "\u200d", "\u00ad", "\u2066"])
def test_that_no_unseen_character_gets_into_an_agency_s_name(unseen: str) -> None:
    text = (FOLDER / "plain.txt").read_text(encoding="utf-8").replace("交警大队2024年", f"交{unseen}警大队2024年", 1)
    assert read_published_text(text, "a.txt", catalogue()).report.agency == PLAIN.report.agency


def test_that_a_line_of_dots_without_end_is_no_heading_and_holds_nothing_up() -> None:
    text = (FOLDER / "plain.txt").read_text(encoding="utf-8")
    long = text.replace("一、总体情况", "一、总体情况\n二、主动公开" + "." * 200_000 + "甲", 1)
    reading = read_published_text(long, "a.txt", catalogue())
    assert reading.report.cells == PLAIN.report.cells
