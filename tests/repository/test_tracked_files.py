import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from pre_commit.clientlib import InvalidConfigError, load_config

# Put together here, so that this file does not name what it forbids.
INDEX_ADDRESS = re.compile(
    "|".join([r"://[^/\s]+/(?:simple|packages)/", "py" + r"pi\.org", "python" + r"hosted\.org", "np" + r"mjs\.org"])
)
MACHINE_PATH = re.compile(r"(?<![\w.:/}*-])/(?:home|root|work|mnt|tmp|Users)/\w")
NETWORK = {
    "aiohttp", "asyncio", "ftplib", "http", "httpx", "imaplib", "poplib", "requests", "smtplib", "socket",
    "socketserver", "ssl", "telnetlib", "urllib.request", "urllib3", "webbrowser", "websockets", "xmlrpc",
    "PySide6.QtNetwork", "PySide6.QtNetworkAuth", "PySide6.QtWebSockets", "PySide6.QtWebEngineCore",
    "PySide6.QtHttpServer",
}  # fmt: skip
ON_THIS_PC = {"PySide6.QtNetwork.QLocalServer", "PySide6.QtNetwork.QLocalSocket"}
"""A pipe of Windows, a socket in the file system elsewhere: they reach no further than this PC."""
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "handler", "data", "info"}
LONGEST_FILE, LONGEST_FUNCTION = 400, 60


def text_files(files: list[Path]) -> Iterator[tuple[Path, str]]:
    for file in files:
        content = file.read_bytes()
        if b"\0" not in content:
            yield file, content.decode("utf-8")


def lines_with(pattern: re.Pattern[str], files: list[Path]) -> list[str]:
    return [
        f"{file.name}:{number}: {line.strip()[:120]}"
        for file, text in text_files(files)
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def source(root: Path) -> list[Path]:
    files = sorted((root / "src").rglob("*.py"))
    assert files
    return files


def imported(tree: ast.AST) -> Iterator[str]:
    """Every dotted name that a module imports, ``from a import b`` as ``a.b``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def opens_the_network(code: str) -> set[str]:
    return {
        name for name in imported(ast.parse(code)) for forbidden in NETWORK if f"{name}.".startswith(f"{forbidden}.")
    }


def test_that_no_file_names_a_package_index(tracked: list[Path]) -> None:
    assert lines_with(INDEX_ADDRESS, tracked) == []


def test_that_no_file_names_a_folder_of_somebodys_machine(tracked: list[Path]) -> None:
    assert lines_with(MACHINE_PATH, tracked) == []


@pytest.mark.parametrize("line", ['open("/ho' + 'me/a/b")', "cd /wo" + "rk/x", "see /tm" + "p/y"])
def test_that_a_machines_folder_would_be_noticed(line: str) -> None:
    assert MACHINE_PATH.search(line)


def test_that_no_lock_with_addresses_is_kept(tracked: list[Path], root: Path) -> None:
    assert {file.relative_to(root).as_posix() for file in tracked} & {"uv.lock", "poetry.lock", "pdm.lock"} == set()


def test_that_every_text_file_is_utf_8_with_line_feeds(tracked: list[Path]) -> None:
    assert [file.name for file, text in text_files(tracked) if "\r" in text and file.suffix == ".py"] == []


def test_that_nothing_in_the_package_can_open_a_network_connection(root: Path) -> None:
    found = {file.name: opens_the_network(file.read_text(encoding="utf-8")) for file in source(root)}
    assert {name: modules for name, modules in found.items() if modules} == {"first_window.py": ON_THIS_PC}


@pytest.mark.parametrize(
    "code",
    [
        "import socket",
        "from urllib import request",
        "from urllib.request import urlopen",
        "from http import *",
        "import http.client",
        "from PySide6 import QtNetwork",
        "import PySide6.QtNetwork",
        "from PySide6.QtNetwork import QLocalSocket, QTcpSocket",
    ],
)
def test_that_an_import_of_the_network_would_be_noticed(code: str) -> None:
    assert opens_the_network(code) - ON_THIS_PC


def test_that_ordinary_imports_are_not_taken_for_the_network() -> None:
    assert not opens_the_network("import urllib.parse\nfrom PySide6 import QtWidgets\nimport sslcommerz")


def test_that_no_module_has_a_name_that_says_nothing(root: Path) -> None:
    assert [file.name for file in source(root) if file.stem in EMPTY_NAMES] == []


def test_that_files_and_functions_stay_short_enough_to_read(root: Path) -> None:
    too_long = []
    for file in source(root):
        text = file.read_text(encoding="utf-8")
        if len(text.splitlines()) > LONGEST_FILE:
            too_long.append(file.name)
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                too_long += [f"{file.name}:{node.name}"] if length > LONGEST_FUNCTION else []
    assert too_long == []


def test_that_windows_is_tested_before_linux(root: Path) -> None:
    workflow = (root / ".github/workflows/ci.yml").read_text(encoding="utf-8")
    assert 0 < workflow.index("runs-on: windows") < workflow.index("runs-on: ubuntu")
    assert 'python: ["3.11", "3.12", "3.13"]' in workflow


def test_that_the_pre_commit_hooks_are_well_formed_and_fetch_nothing(root: Path) -> None:
    try:
        config = load_config(root / ".pre-commit-config.yaml")
    except InvalidConfigError as error:
        pytest.fail(str(error))
    assert {repository["repo"] for repository in config["repos"]} == {"local"}
    assert {hook["language"] for hook in config["repos"][0]["hooks"]} <= {"system", "unsupported"}


@pytest.mark.parametrize("name", ["ci.yml", "release.yml"])
def test_that_a_workflow_has_no_version_that_yaml_would_read_as_a_number(root: Path, name: str) -> None:
    jobs = yaml.safe_load((root / ".github/workflows" / name).read_text(encoding="utf-8"))["jobs"]
    values = [value for job in jobs.values() for value in job.get("env", {}).values()]
    assert [value for value in values if not isinstance(value, str)] == []


def test_that_a_release_has_names_of_files_that_are_kept(root: Path) -> None:
    workflow = (root / ".github/workflows/release.yml").read_text(encoding="utf-8")
    named = re.findall(r'"(disclosure-desk-[^"]+)"', workflow)
    assert len(named) == 2
    assert all(name.isascii() for name in named)
