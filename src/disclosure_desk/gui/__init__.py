"""The window: what the officer sees and touches. It knows no rule and no SQL; it asks the packages below."""

import ctypes
import sys

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


_keep_constants()
