"""The window is painted before anything heavy is loaded, and speaks Chinese from the first moment."""

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("pydantic", "sqlmodel", "sqlalchemy", "alembic", "openpyxl", "reportlab", "fontTools", "pikepdf", "typer")

FIRST_PAINTING = """
import sys
from pathlib import Path
from PySide6.QtCore import QObject, QTimer
from disclosure_desk import app
from disclosure_desk.settings import places

def begin(self):
    print("|".join(sorted(sys.modules)))
    self._window.close()

app.Start._begin = begin
sys.exit(app.run_window(places(Path(sys.argv[1]))))
"""

CHINESE = """
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from disclosure_desk.app import prepare
app = QApplication([])
prepare(app)
box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
print(box.button(QDialogButtonBox.StandardButton.Cancel).text().encode("unicode_escape").decode())
"""


CLOSED_AT_ONCE = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from disclosure_desk import app
from disclosure_desk.settings import places

begin = app.Start._begin

def begin_and_close(self):
    begin(self)
    QTimer.singleShot(0, self._window.close)

app.Start._begin = begin_and_close
sys.exit(app.run_window(places(Path(sys.argv[1]))))
"""


def run(program: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=True, timeout=120
    )
    return done.stdout


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    return set(run(FIRST_PAINTING, str(tmp_path_factory.mktemp("desk"))).strip().split("|"))


@pytest.mark.parametrize("module", HEAVY)
def test_that_the_first_painting_waits_for_nothing_heavy(loaded: set[str], module: str) -> None:
    assert "PySide6.QtWidgets" in loaded
    assert module not in loaded


def test_that_the_first_painting_loads_no_other_part_of_qt(loaded: set[str]) -> None:
    parts = {name for name in loaded if name.startswith("PySide6.Qt")}
    assert parts == {"PySide6.QtCore", "PySide6.QtGui", "PySide6.QtWidgets"}


def test_that_qt_itself_speaks_chinese() -> None:
    assert run(CHINESE).strip().encode().decode("unicode_escape").startswith("取消")


def test_that_a_closed_window_leaves_its_settings(tmp_path: Path) -> None:
    run(FIRST_PAINTING, str(tmp_path))
    assert (tmp_path / "settings.json").exists()


def test_that_closing_while_the_rest_is_loading_ends_well(tmp_path: Path) -> None:
    run(CLOSED_AT_ONCE, str(tmp_path))
    assert not (tmp_path / "desk.sqlite").exists()
