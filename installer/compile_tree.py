"""Compiles a tree of Python files; run by the CPython 3.13 that ``compiling`` finds: ``compile_tree.py TREE KEEP...``.

Docstrings and assertions stay in the package OWN alone. Standard library only, and one process for the whole tree: what
order the files come in is part of the result.
"""

import py_compile
import sys
from pathlib import Path

OWN = "disclosure_desk/"


def compile_tree(tree: Path, keep: list[str]) -> int:
    """Compile every file, and remove its source unless it lies below one of the folders ``keep``; return how many."""
    files = sorted(tree.rglob("*.py"), key=lambda file: file.relative_to(tree).as_posix())
    for file in files:
        place = file.relative_to(tree).as_posix()
        is_kept = any(place.startswith(folder + "/") for folder in keep)
        py_compile.compile(
            str(file),
            cfile=None if is_kept else str(file.with_suffix(".pyc")),
            dfile=place,
            doraise=True,
            optimize=0 if place.startswith(OWN) else 2,
            invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
        )
        if not is_kept:
            file.unlink()
    return len(files)


if __name__ == "__main__":
    print(compile_tree(Path(sys.argv[1]), sys.argv[2:]))
