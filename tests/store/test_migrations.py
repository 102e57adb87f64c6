"""The migrations make the tables that the program works with, and an older database comes to them unharmed."""

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from disclosure_desk.errors import DeskError, NewerDatabase
from disclosure_desk.store.connection import engine_for
from disclosure_desk.store.database import Database
from disclosure_desk.store.migrations.versions import revision_0001
from disclosure_desk.store.schema_version import APPLICATION_ID, SHIPPED, Migrations
from disclosure_desk.store.tables import METADATA
from tests.store.samples import report

_NEXT = """
revision = "9999"
down_revision = "0002"

from alembic import op


def upgrade() -> None:
    op.execute("ALTER TABLE report ADD COLUMN note TEXT NOT NULL DEFAULT ''")
    op.execute("UPDATE report SET note = 'migrated'")
"""


@pytest.fixture
def later(tmp_path: Path) -> Migrations:
    """What a later version of the program might ship."""
    folder = tmp_path / "100% later"
    shutil.copytree(SHIPPED.folder, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "revision_9999.py").write_text(_NEXT, encoding="utf-8")
    return Migrations(folder, (*SHIPPED.revisions, "9999"))


def _notes(file: Path) -> list[tuple[str]]:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute("SELECT note FROM report").fetchall()


def test_that_the_migrations_make_the_tables_of_the_program(file: Path) -> None:
    engine = engine_for(file, mode="ro")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
    engine.dispose()


def test_that_the_known_revisions_are_those_of_the_folder_in_their_order() -> None:
    scripts = ScriptDirectory(str(SHIPPED.folder))
    assert [script.revision for script in scripts.walk_revisions()] == list(reversed(SHIPPED.revisions))
    assert revision_0001.APPLICATION_ID == APPLICATION_ID


def test_that_an_older_database_is_backed_up_and_brought_to_the_newest_shape(file: Path, later: Migrations) -> None:
    with Database.open(file) as database:
        database.reports.add(report())
    with Database.open(file, migrations=later) as database:
        assert database.reports.latest(2024).document == report()
    assert _notes(file) == [("migrated",)]
    (copy,) = (file.parent / "backups").iterdir()
    assert copy.name.startswith("desk-before-9999-")
    with Database.open(copy, read_only=True) as before:
        assert before.reports.latest(2024).document == report()


def test_that_a_database_of_the_newest_shape_is_not_backed_up(file: Path, later: Migrations) -> None:
    for _ in range(2):
        Database.open(file, migrations=later).close()
    assert len(list((file.parent / "backups").iterdir())) == 1


def test_that_the_version_before_refuses_what_the_next_one_wrote(file: Path, later: Migrations) -> None:
    Database.open(file, migrations=later).close()
    before = file.read_bytes()
    with pytest.raises(NewerDatabase):
        Database.open(file)
    assert file.read_bytes() == before


def test_that_a_migration_that_fails_half_way_leaves_the_database_as_it_was(file: Path, later: Migrations) -> None:
    with Database.open(file) as database:
        database.reports.add(report())
    before = file.read_bytes()
    script = later.folder / "versions" / "revision_9999.py"
    script.write_text(_NEXT + "    op.execute('DROP TABLE nothing')\n", encoding="utf-8")
    with pytest.raises(Exception, match="nothing"):
        Database.open(file, migrations=later)
    assert file.read_bytes() == before
    assert len(list((file.parent / "backups").iterdir())) == 1
    with Database.open(file) as database:
        assert database.reports.latest(2024).document == report()


def test_that_a_first_opening_that_fails_leaves_no_database(tmp_path: Path, later: Migrations) -> None:
    (later.folder / "versions" / "revision_9999.py").write_text(_NEXT + "    1 / 0\n", encoding="utf-8")
    file = tmp_path / "neu" / "desk.sqlite"
    with pytest.raises(ZeroDivisionError):
        Database.open(file, migrations=later)
    # On Windows the lock takes its file away as well.
    assert set(file.parent.glob("*.sqlite*")) <= {file.with_name("desk.sqlite.lock")}
    with Database.open(file) as database:
        assert database.reports.shelf() == ()


def test_that_an_older_database_is_not_changed_by_reading(file: Path, later: Migrations) -> None:
    before = file.read_bytes()
    with pytest.raises(DeskError, match="只读方式不能升级"):
        Database.open(file, read_only=True, migrations=later)
    assert file.read_bytes() == before


def test_that_a_start_that_needs_no_migration_does_not_import_alembic(file: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from disclosure_desk.store.database import Database;"
        "Database.open(Path(sys.argv[1])).close(); print('alembic' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(file)], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
