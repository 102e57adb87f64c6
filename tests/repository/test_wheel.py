"""The program as somebody installs it: a wheel in an empty environment."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tools.environment import private_uv, uv

pytestmark = pytest.mark.slow
BIN = "Scripts" if sys.platform == "win32" else "bin"


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    built = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    (file,) = folder.glob("*.whl")
    return file


@pytest.fixture(scope="module")
def installed(wheel: Path, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment that holds the wheel and the locked dependencies, nothing else."""
    if not private_uv().is_file():
        pytest.skip("start.py has not been run in this checkout")
    folder = tmp_path_factory.mktemp("空 环境") / "venv"
    uv("venv", "--quiet", "--python", sys.executable, str(folder))
    python = ("--python", str(folder / BIN / "python"))
    synchronise = ("pip", "sync", *python, "--require-hashes", str(root / "requirements.lock"))
    # What start.py fetched lies in uv's cache, so that this needs no network; a cache that was cleared does.
    if uv(*synchronise, "--offline", check=False).returncode != 0:
        uv(*synchronise)
    uv("pip", "install", *python, "--offline", "--no-deps", str(wheel))
    return folder / BIN


def test_that_the_wheel_holds_the_resources_and_none_of_the_tests(wheel: Path, root: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    shipped = {file.relative_to(root / "resources").as_posix() for file in (root / "resources").rglob("*.ttf")}
    assert shipped
    assert {f"disclosure_desk/_resources/{name}" for name in shipped} <= names
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == {"disclosure_desk"}
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_that_demo_does_the_main_job_in_an_empty_environment(installed: Path, tmp_path: Path) -> None:
    keep = {name: value for name, value in os.environ.items() if name in {"SYSTEMROOT", "TEMP", "TMP", "LANG"}}
    environment = keep | {"HOME": str(tmp_path), "USERPROFILE": str(tmp_path), "LOCALAPPDATA": str(tmp_path)}
    command = [str(installed / "disclosure-desk"), "demo", "-o", "结果"]
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    written = {file.suffix: file for file in (tmp_path / "结果").rglob("*") if file.is_file()}
    assert written[".pdf"].read_bytes().startswith(b"%PDF-")
    assert written[".sqlite"].read_bytes().startswith(b"SQLite format 3\0")
    report = json.loads((written.get(".gknb") or written[".json"]).read_bytes())
    assert report["schema"] == "disclosure-desk/report/1"
    assert report["cells"]
