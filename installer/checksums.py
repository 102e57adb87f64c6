"""Writes SHA-256 sums in the form that ``sha256sum --check`` reads."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def digest(file: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def write_checksums(files: Iterable[Path], target: Path) -> None:
    """One line for each file that there is."""
    lines = [f"{digest(file)} *{file.name}\n" for file in files if file.is_file()]
    target.write_bytes("".join(lines).encode())
