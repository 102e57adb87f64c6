import re
import tomllib
from pathlib import Path

import pytest

from tools.lock import pins

LOCKS = ["requirements.lock", "requirements-dev.lock", "requirements-bootstrap.lock"]


def normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def names(requirements: set[str]) -> set[str]:
    return {normalised(re.split(r"[^A-Za-z0-9._-]", requirement)[0]) for requirement in requirements}


def releases(lock: Path) -> set[str]:
    """``name==release`` of every pin, for whichever system."""
    return {pin.split(" ")[0] for pin in pins(lock)}


@pytest.mark.parametrize("lock", LOCKS)
def test_that_a_lock_file_names_no_address(root: Path, lock: str) -> None:
    assert "://" not in (root / lock).read_text(encoding="utf-8")


@pytest.mark.parametrize("lock", LOCKS)
def test_that_every_line_of_a_lock_is_an_exact_release_with_hashes(root: Path, lock: str) -> None:
    for entry in re.split(r"\n(?=[A-Za-z0-9])", (root / lock).read_text(encoding="utf-8")):
        assert re.match(r"[A-Za-z0-9._-]+==[A-Za-z0-9.]+", entry), entry
        assert "--hash=sha256:" in entry, entry


def test_that_the_tests_run_with_the_very_releases_the_program_ships_with(root: Path) -> None:
    runtime, dev = (releases(root / lock) for lock in ("requirements.lock", "requirements-dev.lock"))
    assert runtime
    assert runtime <= dev


def test_that_what_builds_the_package_is_locked_too(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    assert names(set(project["build-system"]["requires"])) | {"editables"} <= names(
        pins(root / "requirements-dev.lock")
    )


def test_that_every_dependency_of_the_project_is_locked(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    runtime, groups = project["project"]["dependencies"], project["dependency-groups"]
    assert names(set(runtime)) <= names(pins(root / "requirements.lock"))
    assert names(set(groups["dev"])) <= names(pins(root / "requirements-dev.lock"))
    assert set(groups["bootstrap"]) == releases(root / "requirements-bootstrap.lock")


def test_that_pins_leave_out_hashes_and_keep_markers(tmp_path: Path) -> None:
    lock = tmp_path / "a.lock"
    lock.write_text(
        "colorama==0.4.6 ; sys_platform == 'win32' \\\n    --hash=sha256:00\n    # via typer\n", encoding="utf-8"
    )
    assert pins(lock) == {"colorama==0.4.6 ; sys_platform == 'win32'"}
