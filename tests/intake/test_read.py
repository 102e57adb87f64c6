"""What is no report, or too large for one, is refused before it is taken apart, with what to do instead."""

from pathlib import Path

import pytest

from disclosure_desk.errors import UnreadableFile
from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.intake.read import read_report
from disclosure_desk.resources import resource

SAMPLE = resource("sample", "示例区交警大队-2024.gknb")
MEGABYTE = 1024 * 1024


@pytest.mark.parametrize(("suffix", "most"), [("gknb", 2), ("json", 2), ("txt", 2), ("md", 2), ("xlsx", 20)])
def test_that_a_file_too_large_for_a_report_is_refused_by_its_size(tmp_path: Path, suffix: str, most: int) -> None:
    path = tmp_path / f"大.{suffix}"
    with path.open("wb") as file:
        file.truncate(most * MEGABYTE + 1)
    with pytest.raises(UnreadableFile, match=f"“大.{suffix}”超过 {most} MB"):
        read_report(path, catalogue())


def test_that_a_report_up_to_that_size_is_read(tmp_path: Path) -> None:
    path = tmp_path / "大.gknb"
    content = SAMPLE.read_bytes()
    path.write_bytes(content + b" " * (2 * MEGABYTE - len(content)))
    assert read_report(path, catalogue()).report == read_report(SAMPLE, catalogue()).report


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("上年.docx", "粘贴到“记事本”，存成 .txt"),
        ("上年.pdf", "粘贴到“记事本”，存成 .txt"),
        ("上年.html", "粘贴到“记事本”，存成 .txt"),
        ("备份.sqlite", "请用“文件”菜单的“从备份恢复…”"),
        ("图.png", "可以读取 .gknb"),
    ],
)
def test_that_a_file_of_another_kind_is_refused_with_the_way_that_there_is(
    tmp_path: Path, name: str, advice: str
) -> None:
    (tmp_path / name).write_bytes(b"x")
    with pytest.raises(UnreadableFile, match=advice):
        read_report(tmp_path / name, catalogue())


@pytest.mark.parametrize("name", ["上年报告", "上年报告.gknb", "上年报告.docx"])
def test_that_a_folder_is_called_one_whatever_its_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    with pytest.raises(UnreadableFile, match="是文件夹"):
        read_report(tmp_path / name, catalogue())


@pytest.mark.parametrize("content", [b"{", b"\xff\xfe", b"[]", b"[" * 100_000])
def test_that_a_broken_report_file_is_refused_in_words_for_an_officer(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "坏.gknb").write_bytes(content)
    with pytest.raises(UnreadableFile, match=r"不是报告文件，或已经损坏.*请对方重新导出"):
        read_report(tmp_path / "坏.gknb", catalogue())
