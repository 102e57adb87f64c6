"""Keeps the checkout's private environment (``.venv``) in step with the lock files, by a private uv (``.tools``)."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tools.pip_configuration import uv_environment
from tools.telling import SetUpError, tell

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / ".tools"
VENV = ROOT / ".venv"
LOCKS = {"runtime": ROOT / "requirements.lock", "dev": ROOT / "requirements-dev.lock"}
BOOTSTRAP_LOCK = ROOT / "requirements-bootstrap.lock"
EMBEDDABLE_LOCK = ROOT / "requirements-embeddable.lock"
_STAMP = VENV / "disclosure-desk.stamp"
_PYTHON = f"{sys.version_info[0]}.{sys.version_info[1]}"
_BIN, _EXE = ("Scripts", ".exe") if sys.platform == "win32" else ("bin", "")


def executable(name: str) -> Path:
    """Where the environment keeps a program, ``python`` or one of the scripts."""
    return VENV / _BIN / (name + _EXE)


def prepare(kind: str) -> None:
    """Make the environment hold exactly what the lock of ``kind`` ("runtime" or "dev") says, and the program itself.

    Does nothing where it does already. What the tests need includes all the program needs, and stays once it is there.

    Raises:
        SetUpError: pip or uv could not do their part; they have said why.
    """
    installed = _installed()
    if installed in {stamp(kind), stamp("dev")}:
        return
    wanted = "dev" if installed.startswith("dev ") else kind
    tell("Setting up; the first time takes a minute or two.", "正在准备运行环境，第一次需要一两分钟。")
    _STAMP.unlink(missing_ok=True)
    _install(wanted, anew=not installed)
    _STAMP.write_text(stamp(wanted), encoding="utf-8")


def stamp(kind: str) -> str:
    """What the environment is made of and where, in one line."""
    return f"{kind} {_digest(LOCKS[kind], ROOT / 'pyproject.toml')} {_PYTHON} {ROOT}"


def _installed() -> str:
    """The stamp of the environment; empty where it is unfinished, of another Python, or was made in another folder."""
    if not (_STAMP.is_file() and executable("python").exists()):
        return ""
    text = _STAMP.read_text(encoding="utf-8")
    return text if text.endswith(f" {_PYTHON} {ROOT}") else ""


def _digest(*files: Path) -> str:
    return hashlib.sha256(b"".join(hashlib.sha256(file.read_bytes()).digest() for file in files)).hexdigest()


def uv(*arguments: str, check: bool = True) -> "subprocess.CompletedProcess[str]":
    """Run the private uv in the checkout, fetching it first where it is missing; its output is returned, not shown.

    Raises:
        SetUpError: uv could not be fetched, or (with ``check``) it failed.
    """
    program = private_uv()
    if not _complete(program).is_file():
        _fetch_uv(program)
    done = subprocess.run(
        [program, *arguments],
        cwd=ROOT,
        env=uv_environment(_outer_python()),
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    if check and done.returncode != 0:
        raise SetUpError(
            done.stdout.rstrip() + "\nSetting up did not succeed, see above.", "运行环境没有准备好，原因见上。"
        )
    return done


def private_uv() -> Path:
    """Where the uv of the bootstrap lock is, or will be; another lock or system has another folder."""
    release = hashlib.sha256(BOOTSTRAP_LOCK.read_bytes() + sys.platform.encode()).hexdigest()[:12]
    return TOOLS / f"uv-{release}" / "bin" / ("uv" + _EXE)


def _install(kind: str, *, anew: bool) -> None:
    if anew:
        uv("venv", "--quiet", "--clear", "--python", _outer_python(), str(VENV))
    python = ("--python", str(executable("python")))
    uv("pip", "sync", *python, "--require-hashes", "--compile-bytecode", str(LOCKS[kind]))
    # The build backend comes from the lock as well: its versions and hashes bind what uv builds with.
    uv("pip", "install", *python, "--no-deps", "--build-constraints", str(LOCKS["dev"]), "--editable", str(ROOT))


def _outer_python() -> str:
    """The Python that was installed on the machine, also when the one of an environment runs now."""
    return str(getattr(sys, "_base_executable", None) or sys.executable)


def _fetch_uv(program: Path) -> None:
    """Install the locked uv into a folder of its own, which PEP 668 leaves to us."""
    folder = program.parents[1]
    shutil.rmtree(folder, ignore_errors=True)
    _pip("install", "--require-hashes", "--only-binary=:all:", "--target", str(folder), "-r", str(BOOTSTRAP_LOCK))
    if not program.is_file():
        raise SetUpError(f"pip put no uv at {program}.", "没有取得安装工具 uv。")
    _complete(program).touch()


def _complete(program: Path) -> Path:
    """The mark that a folder of uv is whole; one that was cut short is fetched again."""
    return program.parents[1] / "complete"


def _pip(*arguments: str) -> None:
    python = _outer_python()
    if subprocess.run([python, "-m", "pip", "--version"], check=False, capture_output=True).returncode != 0:
        raise SetUpError(
            "This Python has no pip: install it (on Debian as root: apt-get install -y python3-pip) and start again.",
            "这个 Python 没有 pip，请先安装 pip，再重新启动。",
        )
    # Habits that a user's configuration may ask of every pip install, and that do not go with --target.
    environment = os.environ | {"PIP_USER": "0", "PIP_REQUIRE_VIRTUALENV": "0", "PIP_ROOT_USER_ACTION": "ignore"}
    if subprocess.run([python, "-m", "pip", *arguments, "--quiet"], check=False, env=environment).returncode != 0:
        raise SetUpError(
            "pip could not fetch uv: see above; is there a connection to the package index that pip is set up for?",
            "没有取得安装工具 uv，原因见上；请检查 pip 所用软件源的网络连接。",
        )
