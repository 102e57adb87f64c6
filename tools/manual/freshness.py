"""Whether the manual's page in ``build/manual`` is the one that its sources make; standard library only."""

import hashlib
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tools.environment import ROOT, executable
from tools.telling import tell

BUILT = ROOT / "build" / "manual"
_STATE = ROOT / "build" / "manual.state"
_SOURCES = (ROOT / "docs" / "manual", ROOT / "tools" / "manual", ROOT / "src" / "disclosure_desk" / "__init__.py")


def keep_fresh() -> None:
    """Makes the page anew where it is missing or older than its sources; the program starts with or without it."""
    try:
        if (BUILT / "index.html").is_file() and _noted() == state():
            return
        command = [str(executable("python")), "-m", "tools.manual", "html"]
        done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True)
        if done.returncode == 0:
            return
    except OSError:
        pass
    tell("The manual could not be made; the program starts without it.", "使用手册没有生成，程序照常启动。")


def state() -> str:
    """What the sources are, in one line."""
    digest = hashlib.sha256()
    for file in _files():
        digest.update(file.relative_to(ROOT).as_posix().encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def note_state() -> None:
    """Notes beside the page of which sources it was made."""
    _STATE.write_text(state(), encoding="utf-8")


def _noted() -> str:
    return _STATE.read_text(encoding="utf-8") if _STATE.is_file() else ""


def _files() -> Iterator[Path]:
    for source in _SOURCES:
        files = sorted(source.rglob("*")) if source.is_dir() else [source]
        yield from (file for file in files if file.is_file() and "__pycache__" not in file.parts)
