"""The window is painted before anything heavy is loaded, and speaks Chinese from the first moment."""

import subprocess
import sys
from pathlib import Path

import pytest

from disclosure_desk.formats.catalogue import catalogue
from disclosure_desk.intake.read import read_report
from disclosure_desk.resources import resource
from disclosure_desk.settings import LastPlace, Settings, places, save_settings
from disclosure_desk.store.database import Database

HEAVY = (
    "dataclasses",
    "logging.handlers",
    "disclosure_desk.gui.finding_delegate",
    "pydantic",
    "sqlmodel",
    "sqlalchemy",
    "alembic",
    "openpyxl",
    "reportlab",
    "fontTools",
    "pikepdf",
    "typer",
)
FOR_OTHER_TASKS = (
    *(
        "alembic",
        "openpyxl",
        "reportlab",
        "PIL",
        "fontTools",
        "typer",
        "click",
        "rich",
        "markdown_it",
        "ssl",
        "_hashlib",
        "asyncio.events",
        "importlib.metadata._meta",
        "email",
    ),
    *("disclosure_desk.gui.cover_page", "disclosure_desk.gui.narrative_page", "disclosure_desk.gui.shelf_page"),
    *("disclosure_desk.intake.pasted", "disclosure_desk.gui.paste_flow"),
    *("PySide6.QtPdf", "PySide6.QtPrintSupport", "disclosure_desk.cli", "disclosure_desk.export.pdf_writer"),
)
"""What exporting, moving a database on, the command line, a network and pages of another kind need; not a table."""

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
LAST_REPORT = """
import builtins, linecache, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from disclosure_desk import app
from disclosure_desk.settings import places

AT_REST = 3000  # milliseconds
lay_desk = app.Start._lay_desk

def tell(window):
    QTimer.singleShot(0, window.close)
    print("|".join(sorted(name for name, module in sys.modules.items() if module is not None)))
    sources = [name for name in linecache.cache if "sqlalchemy" in Path(name).parts]
    print(window._pages.cell, builtins.__import__.__name__, len(sources))

def lay_and_wait(self, formats):
    lay_desk(self, formats)
    QTimer.singleShot(AT_REST, lambda: tell(self._window))

app.Start._lay_desk = lay_and_wait
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


@pytest.fixture(scope="module")
def at_work(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What a window says with the last report open for a while."""
    where = places(tmp_path_factory.mktemp("desk"))
    with Database.open(where.database) as database:
        report = read_report(resource("sample", "示例区交警大队-2024.gknb"), catalogue()).report
        database.reports.add(report)
    save_settings(Settings(last_place=LastPlace(report.year, "requests", "")), where)
    return run(LAST_REPORT, str(where.data)).splitlines()


@pytest.mark.parametrize("module", HEAVY)
def test_that_the_first_painting_waits_for_nothing_heavy(loaded: set[str], module: str) -> None:
    assert "PySide6.QtWidgets" in loaded
    assert module not in loaded


def test_that_the_first_painting_loads_no_other_part_of_qt(loaded: set[str]) -> None:
    parts = {name for name in loaded if name.startswith("PySide6.Qt")}
    assert parts == {"PySide6.QtCore", "PySide6.QtGui", "PySide6.QtWidgets"}


@pytest.mark.parametrize("module", FOR_OTHER_TASKS)
def test_that_a_window_with_a_report_has_loaded_nothing_of_other_tasks(at_work: list[str], module: str) -> None:
    loaded = set(at_work[0].split("|"))
    assert "sqlmodel" in loaded
    assert module not in loaded


def test_that_no_source_is_read_at_importing(at_work: list[str]) -> None:
    cell, imported_by, sources = at_work[1].split()
    assert cell == "requests/received/natural_person"
    assert imported_by != "__feature_import__"
    assert int(sources) == 0


def test_that_qt_itself_speaks_chinese() -> None:
    assert run(CHINESE).strip().encode().decode("unicode_escape").startswith("取消")


def test_that_a_closed_window_leaves_its_settings(tmp_path: Path) -> None:
    run(FIRST_PAINTING, str(tmp_path))
    assert (tmp_path / "settings.json").exists()


def test_that_closing_while_the_rest_is_loading_ends_well(tmp_path: Path) -> None:
    run(CLOSED_AT_ONCE, str(tmp_path))
    assert not (tmp_path / "desk.sqlite").exists()
