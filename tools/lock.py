"""Remakes the lock files from pyproject.toml: run ``python -m tools.lock [--check | --upgrade]`` at the checkout's top.

Without an option the pins stay as far as pyproject.toml allows; ``--upgrade`` takes the newest releases; ``--check``
writes nothing and fails where a lock file does not say what pyproject.toml asks for. The locks hold exact releases
and hashes for every system and for every Python that the project supports, and no address of any package index.
"""

import re
import shutil
import sys
import tempfile
from pathlib import Path

from tools.environment import BOOTSTRAP_LOCK, EMBEDDABLE_LOCK, LOCKS, ROOT, uv
from tools.telling import SetUpError

# --python-version: the oldest supported one, whichever runs this.
_COMPILE = ("pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes", "--no-header")
# In this order: each later one keeps to what the earlier ones chose.
_SOURCES = {
    BOOTSTRAP_LOCK: ("--group", "bootstrap"),
    EMBEDDABLE_LOCK: ("--group", "embeddable"),
    LOCKS["runtime"]: ("pyproject.toml",),
    LOCKS["dev"]: ("pyproject.toml", "--group", "dev", "-c", LOCKS["runtime"].name),
}


def main(arguments: list[str]) -> int:
    """Remake or check the lock files; return the exit status."""
    if not set(arguments) <= {"--check", "--upgrade"}:
        print(__doc__)
        return 2
    try:
        return check() if "--check" in arguments else write("--upgrade" in arguments)
    except SetUpError as error:
        print(error.english, file=sys.stderr)
        return 1


def write(upgrade: bool) -> int:  # noqa: FBT001
    """Remake every lock file."""
    for lock in _SOURCES:
        compile_lock(lock, lock, *(["--upgrade"] if upgrade else []))
        print(f"{lock.name}: {len(pins(lock))} packages")
    return 0


def check() -> int:
    """Compare every lock file with what would be written now; hashes may grow when a release gets another wheel."""
    status = 0
    with tempfile.TemporaryDirectory() as folder:
        for lock in _SOURCES:
            fresh = Path(shutil.copy(lock, folder))
            compile_lock(lock, fresh)
            difference = pins(lock) ^ pins(fresh)
            address = "://" in lock.read_text(encoding="utf-8")
            if difference:
                print(
                    f"{lock.name} is not what pyproject.toml asks for; run python -m tools.lock: {sorted(difference)}"
                )
            if address:
                print(f"{lock.name} holds an address; make it with python -m tools.lock")
            status |= bool(difference or address)
    print("lock files: " + ("not current" if status else "current, and free of addresses"))
    return status


def compile_lock(lock: Path, target: Path, *options: str) -> None:
    """Write what ``lock`` should hold to ``target``, which offers the pins to keep."""
    uv(*_COMPILE, *_SOURCES[lock], *options, "--output-file", str(target))


def pins(lock: Path) -> set[str]:
    """The requirements of a lock file, ``name==release ; marker``, without their hashes."""
    lines = lock.read_text(encoding="utf-8").splitlines()
    return {line.rstrip(" \\") for line in lines if re.match(r"[A-Za-z0-9]", line)}


if __name__ == "__main__":
    if Path.cwd() != ROOT:
        sys.exit("Run this at the top of the checkout: python -m tools.lock")
    sys.exit(main(sys.argv[1:]))
