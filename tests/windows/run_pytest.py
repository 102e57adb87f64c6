"""``python.exe run_pytest.py DISTRIBUTIONS ARGUMENT...``: pytest for the shipped Python, which is told of it here only.

Run by the program's own ``python.exe``: what the program ships is imported from there, what else the tests import from
``DISTRIBUTIONS``. Nothing of the program is changed.
"""

import _winapi
import ctypes
import sys

DISTRIBUTIONS, *ARGUMENTS = sys.argv[1:]
sys.path.append(DISTRIBUTIONS)

import pygments.lexers  # noqa: E402 - the path comes first

# pytest colours with more of the lexers than the program ships.
pygments.lexers.__path__.append(rf"{DISTRIBUTIONS}\pygments\lexers")

import pytest  # noqa: E402

EXAMPLES = 20


class Brief:
    """Few examples of each property: all of them are tried where the program is written."""

    @pytest.hookimpl(trylast=True)
    def pytest_configure(self) -> None:
        """Comes after the profile of ``tests/conftest.py``."""
        from hypothesis import settings  # noqa: PLC0415 - pytest prepares its plugins before anything imports them

        settings.register_profile("brief", settings.get_profile("calm"), max_examples=EXAMPLES, database=None)
        settings.load_profile("brief")


def stand_in_for_wine() -> None:
    """What Wine 8 does otherwise than Windows, and the tests' own tools stumble over."""
    # It has no CopyFile2, which shutil.copy2 calls; the program does not, the tests do.
    if hasattr(_winapi, "CopyFile2"):
        del _winapi.CopyFile2
    # It starts the desktop for the first that asks. That must not be a process under test, whose output it would hold.
    ctypes.windll.user32.GetDesktopWindow()


if __name__ == "__main__":
    stand_in_for_wine()
    sys.exit(pytest.main(ARGUMENTS, plugins=[Brief()]))
