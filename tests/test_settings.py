import errno
import json
import logging
import logging.handlers
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_desk.errors import UnwritableFile
from disclosure_desk.settings import (
    AgencyDefaults,
    FontChoices,
    LastPlace,
    Places,
    Settings,
    WindowLayout,
    configure_logging,
    load_settings,
    places,
    save_settings,
)

CHOSEN = Settings(
    agency=AgencyDefaults(name="示例区交警大队", kind="department", level="county", scope="self"),
    fonts=FontChoices(xiaobiaosong="方正小标宋简体"),
    window=WindowLayout(geometry="AdnQywAD", state="AAAA/w=="),
    last_place=LastPlace(year=2024, section="requests", cell="requests/received/natural_person"),
    colour_scheme="dark",
    zoom_percent=125,
)


def told(where: Places) -> Settings:
    """What the file tells, whatever else it holds."""
    return load_settings(where)._replace(as_read=Settings().as_read, damaged=False)


@pytest.fixture
def where(tmp_path: Path) -> Places:
    return places(tmp_path / "某 单位")


@pytest.fixture
def log(where: Places) -> Iterator[logging.Logger]:
    root = logging.getLogger()
    package = logging.getLogger("disclosure_desk")
    level = package.level
    yield package
    for handler in [each for each in root.handlers if each.get_name() == "disclosure-desk"]:
        root.removeHandler(handler)
        handler.close()
    package.setLevel(level)


def write(where: Places, content: bytes) -> None:
    where.settings.mkdir(parents=True)
    where.settings_file.write_bytes(content)


def read_log(where: Places) -> str:
    return where.log_file.read_text(encoding="utf-8")


def test_that_a_chosen_folder_holds_data_settings_and_logs(tmp_path: Path) -> None:
    where = places(tmp_path)
    assert where.database == tmp_path / "desk.sqlite"
    assert tmp_path in where.settings_file.parents
    assert tmp_path in where.log_file.parents


def test_that_the_environment_names_the_folder_and_the_option_outranks_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISCLOSURE_DESK_DATA", str(tmp_path / "named"))
    assert places().data == tmp_path / "named"
    assert places(tmp_path / "chosen").data == tmp_path / "chosen"


def test_that_a_relative_folder_stays_where_it_was_when_the_program_changes_folders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert places(Path("here")).data == tmp_path / "here"


def test_that_without_a_choice_the_places_are_the_users_own_and_named_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISCLOSURE_DESK_DATA", raising=False)
    where = places()
    for folder in (where.data, where.settings, where.logs):
        assert folder.is_absolute()
        assert folder.parts.count("disclosure-desk") == 1


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The program on a stick, started by its launcher."""
    home = tmp_path / "U 盘" / "公开年报-0.1.0-U盘版"
    home.mkdir(parents=True)
    (home / "portable.txt").write_text("数据保存在旁边的“数据”文件夹中。", encoding="utf-8")
    monkeypatch.setenv("DISCLOSURE_DESK_HOME", str(home))
    monkeypatch.delenv("DISCLOSURE_DESK_DATA", raising=False)
    return home


def test_that_a_program_on_a_stick_keeps_everything_beside_itself(stick: Path) -> None:
    where = places()
    assert where.database == stick / "数据" / "desk.sqlite"
    assert where.settings_file == stick / "数据" / "settings.json"
    assert where.logs == stick / "数据" / "logs"


def test_that_a_chosen_folder_outranks_the_stick(stick: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert places(tmp_path / "chosen").data == tmp_path / "chosen"
    monkeypatch.setenv("DISCLOSURE_DESK_DATA", str(tmp_path / "named"))
    assert places().data == tmp_path / "named"


def test_that_an_installed_program_without_the_marker_uses_the_users_folders(stick: Path) -> None:
    (stick / "portable.txt").unlink()
    assert stick not in places().database.parents


def test_that_a_stick_whose_name_has_changed_is_found_again(stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save_settings(CHOSEN, places())
    moved = stick.parent.rename(stick.parent.with_name("另一个盘符")) / stick.name
    monkeypatch.setenv("DISCLOSURE_DESK_HOME", str(moved))
    assert told(places()) == CHOSEN
    assert str(stick.parent) not in places().settings_file.read_text(encoding="utf-8")


def test_that_asking_for_the_places_makes_no_folder(where: Places) -> None:
    assert not where.data.exists()


def test_that_a_first_start_has_the_defaults(where: Places) -> None:
    assert told(where) == Settings()


def test_that_what_is_saved_is_read_again(where: Places) -> None:
    save_settings(CHOSEN, where)
    assert told(where) == CHOSEN


@given(name=st.text(), zoom=st.integers(50, 400), year=st.none() | st.integers(2008, 2100))
def test_that_any_name_zoom_and_year_are_read_as_they_were_saved(
    tmp_path_factory: pytest.TempPathFactory, name: str, zoom: int, year: int | None
) -> None:
    where = places(tmp_path_factory.mktemp("settings"))
    settings = Settings(agency=AgencyDefaults(name=name), zoom_percent=zoom, last_place=LastPlace(year=year))
    save_settings(settings, where)
    assert told(where) == settings


def test_that_the_file_can_be_read_by_a_person(where: Places) -> None:
    save_settings(CHOSEN, where)
    assert "示例区交警大队" in where.settings_file.read_text(encoding="utf-8")


def test_that_half_a_character_in_an_unknown_key_is_written_back_as_it_was(where: Places) -> None:
    write(where, b'{"later": {"\\ud800": "\\udfff\\\\n"}}')
    save_settings(load_settings(where)._replace(colour_scheme="dark"), where)
    where.settings_file.read_bytes().decode("utf-8")
    assert load_settings(where).as_read["later"] == {"\ud800": "\udfff\\n"}
    assert load_settings(where).colour_scheme == "dark"


def test_that_keys_of_a_newer_version_are_written_back_at_every_depth(where: Places) -> None:
    write(where, b'{"zoom_percent": 110, "seal": {"width": 42}, "agency": {"name": "A", "code": "3607"}}')
    settings = load_settings(where)
    save_settings(settings._replace(agency=settings.agency._replace(name="B")), where)
    stored = json.loads(where.settings_file.read_bytes())
    assert stored["seal"] == {"width": 42}
    assert stored["agency"]["code"] == "3607"
    assert (stored["agency"]["name"], stored["zoom_percent"]) == ("B", 110)


@pytest.mark.parametrize(
    "content",
    [b"", b'{"zoom_percent": 12', b"\xff\xfe\x00", b"[]", b"null", b"[" * 100_000],
    ids=lambda c: repr(c[:12]),
)
def test_that_a_damaged_file_gives_the_defaults_and_is_set_aside(where: Places, content: bytes) -> None:
    write(where, content)
    assert load_settings(where).damaged
    assert told(where) == Settings()
    assert (where.settings / "settings.damaged.json").read_bytes() == content
    save_settings(CHOSEN, where)
    assert not load_settings(where).damaged
    assert told(where) == CHOSEN


@pytest.mark.parametrize(
    "wrong",
    [
        '"zoom_percent": "big"',
        '"zoom_percent": true',
        '"zoom_percent": 5000',
        '"colour_scheme": "pink"',
        '"fonts": "宋体"',
        '"last_place": {"year": "2024"}',
        '"window": {"geometry": 7}',
    ],
)
def test_that_one_wrong_value_costs_that_value_only(where: Places, wrong: str) -> None:
    content = f'{{"agency": {{"name": "甲局"}}, {wrong}}}'.encode()
    write(where, content)
    assert told(where) == Settings(agency=AgencyDefaults(name="甲局"))
    assert load_settings(where).damaged
    assert (where.settings / "settings.damaged.json").read_bytes() == content


def test_that_a_sound_file_is_not_set_aside(where: Places) -> None:
    save_settings(CHOSEN, where)
    load_settings(where)
    assert [file.name for file in where.settings.iterdir()] == ["settings.json"]


def test_that_settings_that_cannot_be_written_say_so_and_leave_the_old_file(
    where: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_settings(CHOSEN, where)

    def no_room(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", no_room)
    with pytest.raises(UnwritableFile, match="设置没有保存"):
        save_settings(Settings(), where)
    assert told(where) == CHOSEN


def test_that_the_log_takes_info_and_leaves_out_debug(where: Places, log: logging.Logger) -> None:
    configure_logging(where)
    log.getChild("store").info("报告已打开")
    log.getChild("store").debug("收到申请 41 件")
    assert "INFO disclosure_desk.store: 报告已打开" in read_log(where)
    assert "收到申请" not in read_log(where)


def test_that_a_verbose_log_takes_debug(where: Places, log: logging.Logger) -> None:
    configure_logging(where, verbose=True)
    log.debug("one cell changed")
    assert "DEBUG disclosure_desk: one cell changed" in read_log(where)


def test_that_setting_the_log_up_twice_writes_each_line_once(where: Places, log: logging.Logger) -> None:
    configure_logging(where)
    configure_logging(where)
    log.warning("only once")
    assert read_log(where).count("only once") == 1


def test_that_the_log_turns_over_at_one_megabyte_and_keeps_five(where: Places, log: logging.Logger) -> None:
    configure_logging(where)
    for _ in range(80):
        log.info("x" * 100_000)
    files = sorted(file.name for file in where.logs.iterdir())
    assert files == ["disclosure-desk.log", *(f"disclosure-desk.log.{number}" for number in range(1, 6))]
    assert all(file.stat().st_size <= 1_000_000 for file in where.logs.iterdir())


def test_that_a_log_that_another_process_has_open_on_windows_loses_no_line_and_no_older_log(
    where: Places, log: logging.Logger, monkeypatch: pytest.MonkeyPatch
) -> None:
    configure_logging(where)
    for letter in "ab":
        log.info(letter * 1_000_000)  # each line a file: a is turned over by b
    older = where.logs / "disclosure-desk.log.1"
    kept = older.read_bytes()

    def in_use(self: Path, target: Path | str) -> Path:
        raise PermissionError(errno.EACCES, "used by another process")

    with monkeypatch.context() as held:
        held.setattr(Path, "replace", in_use)
        for letter in "cde":
            log.info(letter)
    assert [line.rpartition(": ")[2][0] for line in read_log(where).splitlines()] == ["b", "c", "d", "e"]
    assert older.read_bytes() == kept
    log.info("free again")
    assert read_log(where).endswith("free again\n")
    assert len(read_log(where).splitlines()) == 1


def test_that_a_process_with_nothing_to_log_does_not_hold_the_log(where: Places, log: logging.Logger) -> None:
    configure_logging(where)
    assert not where.log_file.exists()


def test_that_a_folder_without_room_for_a_log_does_not_stop_the_program(where: Places, log: logging.Logger) -> None:
    where.data.mkdir()
    where.logs.write_text("a file where the folder should be", encoding="utf-8")
    configure_logging(where)
    log.info("goes nowhere")
    assert where.logs.is_file()


def test_that_a_log_that_cannot_be_written_says_nothing_on_the_console(
    where: Places, log: logging.Logger, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(_: object) -> bool:
        raise OSError(errno.ENOSPC, "no room")

    monkeypatch.setattr(logging, "raiseExceptions", True)
    monkeypatch.setattr("logging.handlers.RotatingFileHandler.shouldRollover", lambda _, record: full(record))
    configure_logging(where)
    log.error("a fault")
    assert capsys.readouterr().err == ""


def test_that_importing_settings_loads_nothing_heavy() -> None:
    heavy = ["pydantic", "sqlmodel", "PySide6", "reportlab", "openpyxl", "typer", "logging.handlers", "socket"]
    program = f"import sys, disclosure_desk.settings; print([n for n in {heavy!r} if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_that_settings_that_could_not_be_read_for_a_moment_are_not_written_over_with_defaults(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = places(tmp_path)
    save_settings(Settings(agency=AgencyDefaults("示例局")), where)

    def held(_: Path) -> bytes:
        raise PermissionError(13, "held by a virus scanner")

    with monkeypatch.context() as scanner:
        scanner.setattr(Path, "read_bytes", held)
        read = load_settings(where)
    assert read == Settings(unread=True)
    with pytest.raises(UnwritableFile, match="设置没有保存"):
        save_settings(read._replace(zoom_percent=120), where)
    assert load_settings(where).agency.name == "示例局"
    save_settings(load_settings(where)._replace(zoom_percent=120), where)
    assert load_settings(where).zoom_percent == 120
