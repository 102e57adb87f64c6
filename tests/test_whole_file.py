"""Files are written whole or not at all."""

import errno
import os
from pathlib import Path

import pytest

from disclosure_desk import whole_file
from disclosure_desk.errors import UnwritableFile
from disclosure_desk.whole_file import write_whole


def test_that_a_file_is_written_and_replaced(tmp_path: Path) -> None:
    path = tmp_path / "报告 一.txt"
    write_whole(path, b"old")
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_that_a_missing_folder_is_said_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(UnwritableFile, match="不存在"):
        write_whole(tmp_path / "nowhere" / "a.txt", b"")
    assert list(tmp_path.iterdir()) == []


def test_that_a_folder_is_not_replaced(tmp_path: Path) -> None:
    with pytest.raises(UnwritableFile, match="文件夹"):
        write_whole(tmp_path, b"")


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "磁盘已满"),
        (errno.EACCES, "权限"),
        (errno.EROFS, "只能读取"),
        (errno.EINVAL, "含有不能使用的字符"),
        (errno.ENOENT, "完整路径太长"),
    ],
)
def test_that_a_failure_leaves_the_old_file_and_no_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")

    def fail(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(whole_file.os, "fsync", fail)
    with pytest.raises(UnwritableFile, match=said):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_that_a_written_file_has_the_usual_rights(tmp_path: Path) -> None:
    path, usual = tmp_path / "a.txt", tmp_path / "b.txt"
    usual.touch()
    write_whole(path, b"")
    assert path.stat().st_mode == usual.stat().st_mode


def test_that_a_name_too_long_for_the_disk_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnwritableFile, match="没有写入"):
        write_whole(tmp_path / f"{'长' * 300}.txt", b"")
    assert list(tmp_path.iterdir()) == []


def test_that_a_folder_that_may_not_be_looked_into_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> bool:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(Path, "is_dir", refuse)
    with pytest.raises(UnwritableFile, match="权限"):
        write_whole(tmp_path / "a.txt", b"")


def test_that_an_interrupted_write_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(whole_file.os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "a.txt", b"")
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the module does on Windows, as far as another system can show it."""
    monkeypatch.setattr(whole_file, "_PAUSES", (0.0, 0.0, 0.0))
    monkeypatch.setattr(whole_file, "IS_WINDOWS", True)


def held_by_a_scanner(monkeypatch: pytest.MonkeyPatch, times: int, *, winerror: int = 32) -> list[Path]:
    """Refuses to rename a file so many times, as Windows does; returns what was asked for."""
    rename, asked = Path.replace, []

    def held(self: Path, target: Path) -> Path:
        asked.append(Path(target))
        if len(asked) <= times:
            error = PermissionError(errno.EACCES, "in use")
            error.winerror = winerror  # type: ignore[attr-defined]
            raise error
        return rename(self, target)

    monkeypatch.setattr(Path, "replace", held)
    return asked


@pytest.mark.usefixtures("windows")
def test_that_a_virus_scanner_that_looks_at_the_new_file_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = held_by_a_scanner(monkeypatch, 2)
    write_whole(tmp_path / "报告 一.pdf", b"whole")
    assert (tmp_path / "报告 一.pdf").read_bytes() == b"whole"
    assert len(asked) == 3


@pytest.mark.usefixtures("windows")
def test_that_a_file_that_stays_open_elsewhere_is_said_and_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")
    held_by_a_scanner(monkeypatch, 100)
    with pytest.raises(UnwritableFile, match="正被其他程序打开"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.usefixtures("windows")
def test_that_a_stick_set_to_reading_is_not_asked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = held_by_a_scanner(monkeypatch, 100, winerror=19)
    with pytest.raises(UnwritableFile, match="只能读取"):
        write_whole(tmp_path / "a.pdf", b"new")
    assert len(asked) == 1


def test_that_what_cannot_be_cleared_away_hides_no_other_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(_: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    def held(_: Path, *, missing_ok: bool = False) -> None:
        raise PermissionError(errno.EACCES, "in use")

    monkeypatch.setattr(whole_file.os, "fsync", no_room)
    monkeypatch.setattr(Path, "unlink", held)
    with pytest.raises(UnwritableFile, match="磁盘已满"):
        write_whole(tmp_path / "a.pdf", b"new")
