"""The bundle for whoever helps: what it tells, and that nothing of a report, an agency or a person is in it."""

import logging
import zipfile
from pathlib import Path

import pytest

from disclosure_desk import __version__
from disclosure_desk.errors import UnwritableFile
from disclosure_desk.report.annotations import Aspect, annotate
from disclosure_desk.report.changes import Change, Edit, Part
from disclosure_desk.settings import (
    AgencyDefaults,
    Contact,
    Places,
    Settings,
    configure_logging,
    places,
    save_settings,
)
from disclosure_desk.store.backup import back_up, backups_of
from disclosure_desk.store.census import Census, census
from disclosure_desk.store.database import Database
from disclosure_desk.store.support_bundle import Sheet, support_sheets, write_bundle
from tests.store.samples import CELL, figure, report

SECRETS = {
    "agency": "秘密县公安局",
    "figure": "73519462",
    "sentence": "全年未发生一起泄密",
    "note": "问过王某某",
    "person": "wangmoumou",
    "street": "保密路九号",
    "phone": "0999-8765432",
    "mail": "secret@example.gov.cn",
    "folder": "机密的文件夹",
}


@pytest.fixture
def where(tmp_path: Path) -> Places:
    return places(tmp_path / SECRETS["folder"] / SECRETS["person"])


@pytest.fixture
def told(where: Places) -> list[Sheet]:
    """Everything an officer can put in, put in, and errors logged that speak of it."""
    _fill_settings(where)
    _fill_database(where)
    _fill_log(where)
    return support_sheets(where, {"界面库": "6.12.0"})


def _fill_settings(where: Places) -> None:
    contact = Contact(SECRETS["street"], "999999", SECRETS["phone"], SECRETS["mail"], f"https://{SECRETS['person']}.cn")
    save_settings(Settings(AgencyDefaults(SECRETS["agency"], "department", "county", "self"), contact), where)


def _fill_database(where: Places) -> None:
    where.data.mkdir(parents=True, exist_ok=True)
    document = report(name=SECRETS["agency"])
    with Database.open(where.database) as database:
        reports = database.reports
        kept = reports.add(document).summary.id
        reports.record(kept, figure(None, SECRETS["figure"]))
        reports.record(kept, annotate(document, CELL, {Aspect.NOTE: SECRETS["note"]}))
        text = document.narratives.get("overview")
        reports.record(kept, Change("正文", (Edit(Part.NARRATIVE, "overview", text, SECRETS["sentence"]),)))
    back_up(where.database, backups_of(where.database), name=SECRETS["agency"])


def _fill_log(where: Places) -> None:
    """What a log may hold against the rule: it is a rule for people, and libraries do not know it."""
    configure_logging(where)
    log = logging.getLogger("disclosure_desk.gui.writer")
    log.warning("settings could not be read: %s", where.settings_file)
    logging.getLogger("alembic.runtime").error("parameters %s", list(SECRETS.values()))
    try:
        raise UnwritableFile("、".join([*SECRETS.values(), str(where.database)]))  # noqa: TRY301  a trace is wanted
    except UnwritableFile:
        log.exception("a piece of work could not be committed")
    logging.getLogger().removeHandler(
        next(h for h in logging.getLogger().handlers if h.get_name() == "disclosure-desk")
    )


def test_that_no_figure_sentence_name_or_path_is_in_the_bundle(
    where: Places, told: list[Sheet], tmp_path: Path
) -> None:
    raw = where.database.read_bytes() + where.log_file.read_bytes() + where.settings_file.read_bytes()
    assert [name for name, secret in SECRETS.items() if secret.encode() not in raw] == [], "they were there to be found"
    write_bundle(told, tmp_path / "包.zip")
    with zipfile.ZipFile(tmp_path / "包.zip") as archive:
        everything = "\n".join([*archive.namelist(), *(archive.read(name).decode() for name in archive.namelist())])
    forbidden = [*SECRETS.values(), str(tmp_path), str(Path.home()), Path.home().name + "/", "999999"]
    assert [secret for secret in forbidden if secret in everything] == []


def test_that_the_bundle_tells_what_helps(told: list[Sheet]) -> None:
    texts = {sheet.name: sheet.text for sheet in told}
    assert list(texts) == ["版本.txt", "设置.txt", "数据情况.txt", "日志-1.txt"]
    assert f"程序版本：{__version__}\n" in texts["版本.txt"]
    assert "界面库：6.12.0\n" in texts["版本.txt"]
    assert "机关名称：已填\n联系方式：已填\n" in texts["设置.txt"]
    assert "完整性：没有发现问题\n" in texts["数据情况.txt"]
    assert "数据结构版本：0002\n" in texts["数据情况.txt"]
    assert "数据表 report 的行数：1\n" in texts["数据情况.txt"]
    assert "备份：1 份" in texts["数据情况.txt"]
    assert "disclosure_desk.errors.UnwritableFile: …" in texts["日志-1.txt"]


def test_that_the_zip_holds_what_was_shown(told: list[Sheet], tmp_path: Path) -> None:
    write_bundle(told, tmp_path / "包.zip")
    with zipfile.ZipFile(tmp_path / "包.zip") as archive:
        packed = {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}
    assert packed == {sheet.name: sheet.text for sheet in told}


def test_that_a_program_that_was_never_used_can_still_be_asked(where: Places) -> None:
    texts = {sheet.name: sheet.text for sheet in support_sheets(where, {})}
    assert "数据文件：没有\n" in texts["数据情况.txt"]
    assert "机关名称：未填\n" in texts["设置.txt"]
    assert not where.data.exists()


def test_that_a_damaged_database_is_told_without_its_content(where: Places) -> None:
    where.data.mkdir(parents=True)
    where.database.write_bytes(SECRETS["sentence"].encode() * 500)
    found = census(where.database)
    assert (found.fault, found.revision, dict(found.rows)) == ("SQLITE_NOTADB", "", {})
    (files,) = [sheet.text for sheet in support_sheets(where, {}) if sheet.name == "数据情况.txt"]
    assert "完整性：有问题（SQLITE_NOTADB）\n" in files


def test_that_counting_changes_nothing(where: Places) -> None:
    _fill_database(where)
    before = {file: file.read_bytes() for file in where.data.rglob("*") if file.is_file()}
    assert census(where.database).rows["cell"] > 0
    assert {file: file.read_bytes() for file in where.data.rglob("*") if file.is_file()} == before


def test_that_no_file_means_no_facts(tmp_path: Path) -> None:
    assert census(tmp_path / "desk.sqlite") == Census()
    assert list(tmp_path.iterdir()) == []


def test_that_only_the_newest_part_of_a_long_log_is_shown(where: Places) -> None:
    where.logs.mkdir(parents=True)
    line = "2026-01-12 10:32:00,123 INFO disclosure_desk.app: {}\n"
    where.log_file.write_text(line.format("the old") + line.format("the rest") * 20_000, encoding="utf-8")
    (log,) = [sheet.text for sheet in support_sheets(where, {}) if sheet.name == "日志-1.txt"]
    assert "the old" not in log
    assert log.endswith(line.format("the rest"))
