"""The tests of the package that need no window, run by the shipped Python on Windows.

Left out: what takes long (``slow``) and all but a few examples of each property (``run_pytest.py``).
"""

import os
import re
from pathlib import Path

import pytest

from tests.windows.officer_pc import OfficerPc
from tests.windows.testing_distributions import ASKED_FOR, asked_for_by, distributions, entries, needed
from tools.environment import LOCKS, ROOT

SAMPLES = "DISCLOSURE_DESK_SAMPLES"
MANY_MINUTES = 900
GROUPS = {
    "formats, report, checks": ("tests/formats", "tests/report", "tests/checks"),
    "intake": ("tests/intake",),
    "workbook": ("tests/workbook",),
    "export": ("tests/export",),
    "store": ("tests/store",),
    "command line": ("tests/cli",),
    "settings, files": tuple(sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("tests/test_*.py"))),
}
NOT_HERE = {
    (
        "tests/store/test_log_excerpt.py",
        "that_every_message_puts_in_what_varies_behind_a_mark_where_the_excerpt_ends",
    ): ("reads the source of the program, of which only the compiled files are shipped"),
    ("tests/test_resources.py", "that_this_checkouts_resources_are_found"): "what runs here is no checkout",
    ("tests/test_whole_file.py", "that_a_name_too_long_for_the_disk_is_said"): (
        "Wine keeps a long name in Chinese, in fewer letters; Windows refuses it"
    ),
}
"""Tests that have no meaning for the shipped program under Wine, and why."""


@pytest.fixture(scope="session")
def beside_the_program(pc: OfficerPc) -> Path:
    return distributions()


@pytest.mark.parametrize("group", GROUPS)
def test_that_the_package_does_on_windows_what_its_tests_say(
    group: str, pc: OfficerPc, beside_the_program: Path
) -> None:
    machine = pc.machine
    python, driver = pc.products.app / "python.exe", machine.windows_path(ROOT / "tests/windows/run_pytest.py")
    # No compiled files in the checkout or the program; text as UTF-8, as the launchers have it.
    shipped = ("-B", "-X", "utf8", str(driver), str(machine.windows_path(beside_the_program)))
    options = (
        f"--rootdir={machine.windows_path(ROOT)}",
        f"--config-file={machine.windows_path(ROOT / 'pyproject.toml')}",
        *("-o", "addopts=--import-mode=importlib", "-p", "no:cacheprovider"),
        *("-W", "ignore::pytest.PytestConfigWarning"),  # pytest-qt's own setting; it is not there
        *("-m", "not slow", "-q", "--tb=short", "-rfE", "--show-capture=no"),
        *(f"--deselect={path}::test_{what}" for path, what in NOT_HERE),
    )
    folders = [str(machine.windows_path(ROOT / place)) for place in GROUPS[group]]
    samples = {SAMPLES: str(machine.windows_path(Path(os.environ[SAMPLES]).resolve()))} if SAMPLES in os.environ else {}
    done = machine.run(python, *shipped, *options, *folders, seconds=MANY_MINUTES, **samples)
    said = done.stdout.decode("utf-8", "replace")
    assert done.returncode == 0, said
    print(re.findall(r"\d+ passed.*", said)[-1])  # noqa: T201 - shown with -rP


@pytest.mark.parametrize(("path", "what"), NOT_HERE)
def test_that_what_is_left_out_is_there(path: str, what: str) -> None:
    assert f"\ndef test_{what}(" in (ROOT / path).read_text(encoding="utf-8")


def test_that_the_lock_gives_all_that_the_tests_ask_for_and_nothing_for_writing_code() -> None:
    names = set(re.findall(r"^([a-z0-9-]+)==", needed(), re.MULTILINE))
    assert names >= ASKED_FOR | {"pluggy", "sortedcontainers", "pdfminer-six", "lxml", "referencing", "rpds-py"}
    assert not names & {"ruff", "mypy", "pyside6-essentials", "pytest-qt", "pytest-xdist", "sqlalchemy"}


def test_that_who_asks_for_a_distribution_is_read_from_the_lock() -> None:
    lock = entries(LOCKS["dev"])
    assert "pytest" in asked_for_by(lock["iniconfig"])
    assert asked_for_by(lock["attrs"]) >= {"jsonschema", "referencing"}
