"""Tells what takes the room, and holds the program to its limits."""

import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from installer.places import Products
from tools.telling import SetUpError

MEGABYTE = 1_000_000
LONGEST_INSTALLED, LONGEST_SET_UP = 200 * MEGABYTE, 60 * MEGABYTE

# The first that begins a path (below the program's folder) says what the file belongs to.
_OWN = "app/site-packages/disclosure_desk/"
_GROUPS = {
    "app/site-packages/PySide6/": "Qt and PySide6",
    "app/site-packages/shiboken6/": "Qt and PySide6",
    _OWN + "_resources/fonts/": "fonts",
    _OWN + "_resources/manual/": "manual",
    _OWN: "the program itself",
    "app/site-packages/sqlalchemy/": "SQLAlchemy, SQLModel, alembic",
    "app/site-packages/sqlmodel/": "SQLAlchemy, SQLModel, alembic",
    "app/site-packages/alembic/": "SQLAlchemy, SQLModel, alembic",
    "app/site-packages/mako/": "SQLAlchemy, SQLModel, alembic",
    "app/site-packages/pydantic/": "pydantic",
    "app/site-packages/pydantic_core/": "pydantic",
    "app/site-packages/reportlab/": "reportlab and Pillow",
    "app/site-packages/PIL/": "reportlab and Pillow",
    "app/site-packages/fontTools/": "fontTools",
    "app/site-packages/openpyxl/": "openpyxl",
    "app/site-packages/": "other distributions",
    "app/": "CPython",
    "": "launchers and licences",
}


@dataclass(frozen=True)
class Row:
    """One line of the table; sizes in bytes."""

    name: str
    files: int
    installed: int
    packed: int


def group_of(file: PurePosixPath) -> str:
    """What a file of the program belongs to."""
    return next(name for start, name in _GROUPS.items() if str(file).startswith(start))


def rows(portable_zip: Path) -> list[Row]:
    """The table's lines, largest first, from what the zip says of each file."""
    found: dict[str, Row] = {}
    with zipfile.ZipFile(portable_zip) as archive:
        for entry in archive.infolist():
            name = group_of(PurePosixPath(*PurePosixPath(entry.filename).parts[1:]))
            row = found.get(name, Row(name, 0, 0, 0))
            sizes = (row.installed + entry.file_size, row.packed + entry.compress_size)
            found[name] = Row(name, row.files + 1, *sizes)
    return sorted(found.values(), key=lambda row: (-row.installed, row.name))


def table(lines: list[Row], products: dict[str, int]) -> str:
    """The table in Markdown, megabytes of a million bytes; ``products`` are the finished files' sizes."""
    total = Row("**all**", *(sum(getattr(row, key) for row in lines) for key in ("files", "installed", "packed")))
    head = ["| what | files | installed, MB | in the zip, MB |", "|---|--:|--:|--:|"]
    body = [
        f"| {row.name} | {row.files} | {row.installed / MEGABYTE:.1f} | {row.packed / MEGABYTE:.1f} |"
        for row in [*lines, total]
    ]
    made = [f"| {name} | {size / MEGABYTE:.1f} |" for name, size in products.items()]
    return "\n".join([*head, *body, "", "| product | MB |", "|---|--:|", *made, ""])


def write_sizes(products: Products) -> str:
    """Write the table and return it."""
    made = {file.name: file.stat().st_size for file in products.released if file.is_file()}
    text = table(rows(products.portable_zip), made)
    products.sizes.write_text(text, encoding="utf-8")
    return text


def check_limits(installed: int, set_up: int) -> None:
    """Hold the program to its limits; sizes in bytes.

    Raises:
        SetUpError: it is larger than what is promised.
    """
    for size, limit, what, name in (
        (installed, LONGEST_INSTALLED, "installed", "安装后"),
        (set_up, LONGEST_SET_UP, "as a set-up program", "安装程序"),
    ):
        if size > limit:
            raise SetUpError(
                f"The program takes {size / MEGABYTE:.1f} MB {what}; {limit // MEGABYTE} MB is the limit.",
                f"{name}大小为 {size / MEGABYTE:.1f} MB，超过上限 {limit // MEGABYTE} MB。",
            )
