"""``python -m installer.compare ONE OTHER``: what differs between the products of two builds, file by file."""

import sys
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from installer.checksums import digest
from installer.tree import files_of

# The working files of a build: downloads, and what compilers leave.
_NOT_A_PRODUCT = "work"


def differences(one: Path, other: Path) -> Iterator[str]:
    """A line for each product that only one build has, or that is not the same in both; times count as well."""
    first, second = _products(one), _products(other)
    yield from (f"only in {one}: {file}" for file in sorted(first - second))
    yield from (f"only in {other}: {file}" for file in sorted(second - first))
    for file in sorted(first & second):
        if digest(one / file) != digest(other / file):
            yield f"differs: {file}"
        elif file.parts[0] == "program" and _time(one / file) != _time(other / file):
            yield f"differs in its time: {file}"


def main(arguments: list[str]) -> int:
    """Print what differs; the exit status is 0 where nothing does."""
    if len(arguments) != len(("ONE", "OTHER")):
        print(__doc__)
        return 2
    one, other = map(Path, arguments)
    found = list(differences(one, other))
    print(*found, sep="\n")
    print(f"{len(_products(one))} products, {len(found)} differences")
    return 1 if found else 0


def _products(folder: Path) -> set[PurePosixPath]:
    return {file for file in files_of(folder) if file.parts[0] != _NOT_A_PRODUCT}


def _time(file: Path) -> float:
    return file.stat().st_mtime


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
