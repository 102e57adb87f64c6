r"""Imports every module of the program; run by the program's own CPython: ``app\python.exe import_all.py``.

Shows that pruning has taken nothing that the program needs: its own modules, what they load when it is wanted, and
the packages that load parts of themselves by name. Standard library only, besides what it looks at.
"""

import importlib
import pkgutil
import sys
from collections.abc import Iterator
from importlib.metadata import version

OWN = "disclosure_desk"
# alembic runs its migrations; they are not imported, and a module named __main__ would start the program.
_NOT_IMPORTED = (".migrations.", ".__main__")
_BY_NAME = (
    "alembic.ddl.sqlite",
    "alembic.runtime.migration",
    "alembic.script",
    "fontTools.ttLib.tables.O_S_2f_2",
    "fontTools.ttLib.tables._n_a_m_e",
    "openpyxl.reader.excel",
    "openpyxl.writer.excel",
    "reportlab.pdfbase.cidfonts",
    "reportlab.pdfbase.ttfonts",
    "reportlab.platypus",
    "sqlalchemy.dialects.sqlite.pysqlite",
    "PySide6.QtNetwork",
    "PySide6.QtPdf",
    "PySide6.QtPrintSupport",
    "PySide6.QtSvg",
)


def modules() -> Iterator[str]:
    """Every module that must be there."""
    package = importlib.import_module(OWN)
    yield from (module.name for module in pkgutil.walk_packages(package.__path__, OWN + "."))
    yield from _BY_NAME


def main() -> int:
    """Import them all; name those that fail, and return the exit status."""
    wanted = [name for name in modules() if not any(part in f"{name}." for part in _NOT_IMPORTED)]
    failed = []
    for name in wanted:
        try:
            importlib.import_module(name)
        except ImportError as error:
            failed.append(f"{name}: {error}")
    print(f"{len(wanted) - len(failed)} modules of {OWN} {version('disclosure-desk')} and of what it needs import")
    print(*failed, sep="\n", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
