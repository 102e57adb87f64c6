"""The window: what the officer sees and touches. It knows no rule and no SQL; it asks the packages below."""

import builtins
import ctypes
import linecache
import os
import sys
from pathlib import Path

import PySide6.QtCore  # puts its own __import__ in place

_PLENTY = 1 << 40


def _keep_constants() -> None:
    """Lets ``None``, ``True`` and ``False`` outlive Qt's calls on Python 3.11.

    PySide6 6.12.0 gives back one reference to ``None`` too many for every call that returns nothing, and some to the
    truth values. Python 3.12 and later never free these objects; Python 3.11 counts, and ends the process
    ("deallocating None") after some thousand calls. So they are given, once, more references than any run can use up,
    which is what later versions of Python do.
    """
    if sys.version_info < (3, 12) and not hasattr(sys, "getobjects"):
        for constant in (None, True, False, NotImplemented, ...):
            ctypes.c_ssize_t.from_address(id(constant)).value += _PLENTY


def _import_plainly() -> None:
    """Takes PySide6's watch over imports away, which serves ``from __feature__ import snake_case`` alone.

    After every import of any module it reads that module's source to see whether it speaks of PySide6. That made the
    imports behind the first painting half as long again, and left the text of all of them in memory (25 MB).
    """
    plain = getattr(builtins, "__orig_import__", None)
    if plain is not None:
        builtins.__import__ = plain
        linecache.clearcache()


def _show_where_qt_is() -> None:
    """Lets Qt's plugins find Qt's libraries on Windows: without it there is no SVG, so no icon, tick or arrow.

    PySide6 relies on PATH for that, which the launcher bars from the search for libraries.
    """
    if sys.platform == "win32":
        os.add_dll_directory(str(Path(PySide6.__file__).parent))


_keep_constants()
_show_where_qt_is()
_import_plainly()
