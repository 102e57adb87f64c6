"""Help and refusals say everything in Chinese, and a failed command is logged where the person's data are."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from disclosure_desk.cli import main, shelf
from disclosure_desk.cli.program import SPEAKS_VARIABLE, encoding_wanted, program
from disclosure_desk.cli.usage import command_of
from disclosure_desk.settings import DATA_DIR_VARIABLE

COMMANDS = sorted(command_of(program).commands)
OURS = {
    "disclosure",
    "desk",
    "PDF",
    "Excel",
    "JSON",
    "NAME",
    "FILE",
    "REPORT",
    "YEAR",
    "DIR",
    "ID",
    "IN",
    "OUT",
    "h",
    "o",
}
"""Latin words that belong there: names of commands, options, place holders and kinds of files."""


@pytest.fixture
def root_log() -> Iterator[logging.Logger]:
    root = logging.getLogger()
    yield root
    for handler in [each for each in root.handlers if each.get_name() == "disclosure-desk"]:
        root.removeHandler(handler)
        handler.close()


def _latin(text: str) -> set[str]:
    words = "".join(char if char.isascii() and char.isalpha() else " " for char in text).split()
    options = {
        word for command in command_of(program).commands.values() for each in command.params for word in each.opts
    }
    known = {
        part for option in [*options, "--help", "--data-dir", "--verbose", "--version"] for part in option.split("-")
    }
    return set(words) - OURS - known - set(COMMANDS)


@pytest.mark.parametrize("command", [[], *([name] for name in COMMANDS)])
def test_that_help_is_chinese(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*command, "--help"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("用法：")
    assert "显示这份说明" in shown
    assert _latin(shown) == set()
    assert not set("{}<>") & set(shown)
    assert "_rest" not in shown


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (["template", "-o", "a.xlsx", "--year", "1"], "--year（报告年度）的值不对，应为 1949 至 9999 的整数。"),
        (["template", "-o", "a.xlsx", "--year", "x"], "--year（报告年度）的值不对，应为 1949 至 9999 的整数。"),
        (["template"], "缺少 --output（写到哪个文件）。"),
        (["check"], "缺少 REPORT（报告文件）。"),
        (["show", "x"], "YEAR（报告年度）的值不对。"),
        (["list", "--nothing"], "选项 --nothing 不认识，或缺少后面的值。"),
        (["nothing"], "没有这个命令，或命令写得不完整。"),
    ],
)
def test_that_a_command_that_is_written_wrongly_is_refused_in_words(
    command: list[str],
    sentence: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(command) == 2
    assert capsys.readouterr().err == f"{sentence}用 --help 可以查看用法。\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["archive", "verify"])
def test_that_a_command_of_a_later_version_says_so_whatever_follows_it(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([name, "a", "--b", "-c"]) == 2
    assert capsys.readouterr().err.startswith("本版本还没有")


def test_that_a_fault_is_logged_in_the_folder_that_was_chosen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], root_log: logging.Logger
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setenv(DATA_DIR_VARIABLE, str(tmp_path / "other"))
    monkeypatch.setattr(shelf, "is_there", fail)
    assert main(["--data-dir", str(tmp_path / "chosen"), "list"]) == 2
    assert "程序内部出错" in capsys.readouterr().err
    logged = (tmp_path / "chosen" / "logs" / "disclosure-desk.log").read_text(encoding="utf-8")
    assert "ZeroDivisionError" in logged
    assert not (tmp_path / "other").exists()


@pytest.mark.parametrize(
    ("platform", "asked", "expected"),
    [("win32", "ansi", "mbcs"), ("win32", "", "utf-8"), ("linux", "ansi", "utf-8")],
)
def test_that_the_set_up_program_for_windows_is_answered_in_the_code_page_it_reads(
    platform: str, asked: str, expected: str
) -> None:
    assert encoding_wanted(platform, {SPEAKS_VARIABLE: asked}) == expected


def test_that_set_up_asks_for_that_code_page_before_it_listens() -> None:
    script = (Path(__file__).parents[2] / "installer" / "setup.nsi").read_text(encoding="utf-8")
    assert 0 < script.index(f'w "{SPEAKS_VARIABLE}", w "ansi"') < script.index("nsExec::ExecToStack")
