"""start.py and what it leans on: the checkout sets itself up, opens the program, runs the tests."""

import ast
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import start
from tools import environment, launch, qt_libraries
from tools.pip_configuration import translated
from tools.telling import SetUpError

LDD = """\
/srv/a/libqxcb.so:
\tlibxcb-cursor.so.0 => not found
\tlibQt6Gui.so.6 => /srv/a/../../lib/libQt6Gui.so.6 (0x00007f0000000000)
\tlibEGL.so.1 => not found
"""


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout in which setting up makes an environment of empty files and notes for whom."""
    for lock in ("requirements.lock", "requirements-dev.lock", "pyproject.toml"):
        (tmp_path / lock).write_text(lock, encoding="utf-8")
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(environment, "_STAMP", tmp_path / ".venv" / "stamp")
    locks = {"runtime": tmp_path / "requirements.lock", "dev": tmp_path / "requirements-dev.lock"}
    monkeypatch.setattr(environment, "LOCKS", locks)
    monkeypatch.setattr(environment, "_install", lambda kind, anew: install(tmp_path, kind, anew=anew))
    return tmp_path


def install(checkout: Path, kind: str, *, anew: bool) -> None:
    python = checkout / ".venv" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    python.parent.mkdir(parents=True, exist_ok=True)
    python.touch()
    with (checkout / "installed").open("a", encoding="utf-8") as note:
        note.write(f"{'new-' if anew else ''}{kind} ")


def installed(checkout: Path) -> list[str]:
    return (checkout / "installed").read_text(encoding="utf-8").split()


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that start.py would run on a Linux machine without a display; each succeeds."""
    run: list[list[str]] = []

    def succeed(command: list[str], **options: Any) -> "subprocess.CompletedProcess[bytes]":
        run.append([*command, *(["offscreen"] if options.get("env", {}).get("QT_QPA_PLATFORM") == "offscreen" else [])])
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(launch.subprocess, "run", succeed)
    monkeypatch.setattr(launch, "prepare", lambda kind: run.append(["prepare", kind]))
    monkeypatch.setattr(launch, "provide", lambda _, platforms: run.append(["provide", *platforms]))
    monkeypatch.setattr(launch, "keep_fresh", lambda: run.append(["manual"]))
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    return run


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 13)])
def test_that_a_supported_python_is_accepted(version: tuple[int, int]) -> None:
    assert start.refusal(version) is None


@pytest.mark.parametrize("version", [(2, 7), (3, 8), (3, 10), (3, 14), (4, 0)])
def test_that_another_python_gets_one_sentence_that_names_the_right_ones(version: tuple[int, int]) -> None:
    sentence = start.refusal(version) or ""
    assert f"{version[0]}.{version[1]}" in sentence
    assert "3.11、3.12 或 3.13" in sentence
    assert "\n" not in sentence


def test_that_an_old_python_gets_far_enough_to_say_so(root: Path) -> None:
    ast.parse((root / "start.py").read_text(encoding="utf-8"), feature_version=(3, 6))


def test_that_a_second_start_installs_nothing(checkout: Path) -> None:
    environment.prepare("runtime")
    environment.prepare("runtime")
    assert installed(checkout) == ["new-runtime"]


def test_that_what_the_tests_need_serves_the_program_too(checkout: Path) -> None:
    environment.prepare("dev")
    environment.prepare("runtime")
    assert installed(checkout) == ["new-dev"]


def test_that_the_tests_need_more_than_the_program(checkout: Path) -> None:
    environment.prepare("runtime")
    environment.prepare("dev")
    assert installed(checkout) == ["new-runtime", "dev"]


@pytest.mark.parametrize("changed", ["requirements-dev.lock", "pyproject.toml"])
def test_that_a_change_of_what_is_needed_is_followed_and_the_test_tools_stay(checkout: Path, changed: str) -> None:
    environment.prepare("dev")
    (checkout / changed).write_text("something else", encoding="utf-8")
    environment.prepare("runtime")
    assert installed(checkout) == ["new-dev", "dev"]


def test_that_an_environment_of_another_python_is_made_anew(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    environment.prepare("runtime")
    monkeypatch.setattr(environment, "_PYTHON", "3.99")
    environment.prepare("runtime")
    assert installed(checkout) == ["new-runtime", "new-runtime"]


def test_that_a_checkout_that_was_moved_makes_its_environment_anew(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment.prepare("runtime")
    (checkout / "elsewhere").mkdir()
    (checkout / "pyproject.toml").rename(checkout / "elsewhere" / "pyproject.toml")
    monkeypatch.setattr(environment, "ROOT", checkout / "elsewhere")
    environment.prepare("runtime")
    assert installed(checkout) == ["new-runtime", "new-runtime"]


def test_that_an_interrupted_set_up_is_done_again(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    environment.prepare("runtime")

    def fail(kind: str, *, anew: bool) -> None:
        raise SetUpError("no connection", "没有连接")

    with monkeypatch.context() as broken:
        broken.setattr(environment, "_install", fail)
        (checkout / "requirements.lock").write_text("newer", encoding="utf-8")
        with pytest.raises(SetUpError):
            environment.prepare("runtime")
    (checkout / "requirements.lock").write_text("requirements.lock", encoding="utf-8")
    environment.prepare("runtime")
    assert installed(checkout) == ["new-runtime", "new-runtime"]


def test_that_without_a_display_the_sample_is_worked_through_and_the_results_are_named(
    commands: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert launch.main([]) == 0
    (prepared, (_, *arguments)) = commands
    assert prepared == ["prepare", "runtime"]
    assert arguments[:2] == ["demo", "-o"]
    said = capsys.readouterr().err
    assert "no display" in said
    assert "没有显示器" in said
    assert arguments[2] in said.splitlines()[-1]


@pytest.mark.parametrize(("variable", "platform"), [("DISPLAY", "xcb"), ("WAYLAND_DISPLAY", "wayland")])
def test_that_with_a_display_the_window_opens(
    commands: list[list[str]], monkeypatch: pytest.MonkeyPatch, variable: str, platform: str
) -> None:
    monkeypatch.setenv(variable, ":0")
    assert launch.main([]) == 0
    program = str(environment.executable("disclosure-desk"))
    assert commands == [["prepare", "runtime"], ["provide", platform], ["manual"], [program]]


def test_that_other_words_are_the_programs(commands: list[list[str]]) -> None:
    assert launch.main(["check", "a b.gknb"]) == 0
    assert commands[-1][1:] == ["check", "a b.gknb"]


def test_that_the_tests_run_without_a_display_and_pass_their_arguments_on(commands: list[list[str]]) -> None:
    assert launch.main(["test", "-k", "grid"]) == 0
    assert commands[:2] == [["prepare", "dev"], ["provide", "offscreen"]]
    assert commands[2][1:] == ["-m", "pytest", "-n", "auto", "-k", "grid", "offscreen"]


def test_that_the_programs_exit_status_is_start_pys(
    commands: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    failed: Any = subprocess.CompletedProcess([], 1)
    monkeypatch.setattr(launch.subprocess, "run", lambda *_, **__: failed)
    assert launch.main(["check", "a.gknb"]) == 1
    assert launch.main(["test"]) == 1
    assert launch.main([]) == 1
    assert "results are in" not in capsys.readouterr().err


def test_that_a_set_up_that_fails_is_a_sentence_and_not_a_traceback(
    commands: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(kind: str) -> None:
        raise SetUpError("There is no pip.", "没有 pip。")

    monkeypatch.setattr(launch, "prepare", fail)
    assert launch.main([]) == 2
    assert capsys.readouterr().err == "There is no pip. 没有 pip。\n"
    assert commands == []


def test_that_only_missing_libraries_are_taken_from_ldd() -> None:
    assert qt_libraries.not_found(LDD) == {"libxcb-cursor.so.0", "libEGL.so.1"}


def test_that_the_sentence_on_missing_libraries_holds_the_exact_command() -> None:
    error = qt_libraries.remedy({"libxcb-cursor.so.0", "libEGL.so.1"})
    for sentence in (error.english, error.chinese):
        assert "apt-get install -y --no-install-recommends libegl1 libxcb-cursor0" in sentence


def test_that_a_library_without_a_known_package_is_at_least_named() -> None:
    assert "libstrange.so.9" in qt_libraries.remedy({"libstrange.so.9"}).english


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lacks libraries of Qt")
def test_that_an_ordinary_user_is_told_what_root_has_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(qt_libraries, "missing_libraries", lambda *_: {"libEGL.so.1"})
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(SetUpError, match="apt-get install -y --no-install-recommends libegl1"):
        qt_libraries.provide(tmp_path, ("xcb",))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lacks libraries of Qt")
def test_that_root_installs_what_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    lacking = {"libEGL.so.1"}
    monkeypatch.setattr(qt_libraries, "missing_libraries", lambda *_: set(lacking))
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(qt_libraries.shutil, "which", lambda _: "apt-get")
    monkeypatch.setattr(qt_libraries, "_install", lambda command: lacking.clear() if "libegl1" in command else None)
    qt_libraries.provide(tmp_path, ("xcb",))
    assert lacking == set()


def test_that_uv_uses_the_mirror_and_certificates_pip_is_set_up_for() -> None:
    listing = "global.index-url='https://mirror.example/a'\nglobal.cert='/etc/ssl/ca.pem'\nglobal.timeout='60'\n"
    assert translated(listing) == {"UV_DEFAULT_INDEX": "https://mirror.example/a", "SSL_CERT_FILE": "/etc/ssl/ca.pem"}


def test_that_several_indexes_are_looked_at_together_as_pip_does() -> None:
    variables = translated("global.extra-index-url='\\nhttps://a.example/x\\nhttps://b.example/x'\n")
    assert variables["UV_INDEX"] == "https://a.example/x https://b.example/x"
    assert variables["UV_INDEX_STRATEGY"] == "unsafe-best-match"


def test_that_a_pc_without_a_network_uses_its_folder_of_wheels() -> None:
    variables = translated("global.no-index='true'\nglobal.find-links='D:/wheels'\n")
    assert variables == {"UV_FIND_LINKS": "D:/wheels", "UV_OFFLINE": "1"}


def test_that_the_environment_outranks_pips_files() -> None:
    listing = ":env:.index-url='https://e.example/x'\nglobal.index-url='https://g.example/x'\n"
    assert translated(listing)["UV_DEFAULT_INDEX"] == "https://e.example/x"


def test_that_a_machine_without_any_configuration_of_pip_needs_none() -> None:
    assert translated("") == {}
