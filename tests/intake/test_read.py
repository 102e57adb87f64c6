"""Files that are too large for a report are refused before they are taken apart."""

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
