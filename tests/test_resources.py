from pathlib import Path

import pytest

from disclosure_desk import resources
from disclosure_desk.errors import DeskError
from disclosure_desk.resources import manual, resource


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty package folder, laid out as in a checkout."""
    folder = tmp_path / "src" / "disclosure_desk"
    folder.mkdir(parents=True)
    monkeypatch.setattr(resources, "_PACKAGE", folder)
    return folder


def ship(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text(text, encoding="utf-8")
    return folder / "a.txt"


def test_that_this_checkouts_resources_are_found() -> None:
    assert resource().is_dir()
    assert resource().name == "resources"


def test_that_a_checkout_keeps_them_at_its_top(package: Path, tmp_path: Path) -> None:
    shipped = ship(tmp_path / "resources" / "icons", "icon")
    assert resource("icons", "a.txt") == shipped


def test_that_an_install_keeps_them_inside_the_package_and_looks_nowhere_else(package: Path, tmp_path: Path) -> None:
    ship(tmp_path / "resources", "a stranger's")
    shipped = ship(package / "_resources", "ours")
    assert resource("a.txt") == shipped


def test_that_a_missing_file_is_named_in_the_officers_language(package: Path) -> None:
    with pytest.raises(DeskError, match=r"resources/fonts/fangsong\.ttf.*请重新安装"):
        resource("fonts", "fangsong.ttf")


def test_that_a_checkout_has_a_manual_once_it_has_been_made(package: Path, tmp_path: Path) -> None:
    assert manual() is None
    page = tmp_path / "build" / "manual" / "index.html"
    page.parent.mkdir(parents=True)
    assert manual() is None
    page.touch()
    assert manual() == page.parent


def test_that_an_installed_program_opens_its_own_manual_and_no_other(package: Path, tmp_path: Path) -> None:
    strange = tmp_path / "build" / "manual" / "index.html"
    strange.parent.mkdir(parents=True)
    strange.touch()
    ship(package / "_resources", "ours")
    assert manual() is None
    (package / "_resources" / "manual").mkdir()
    (package / "_resources" / "manual" / "index.html").touch()
    assert manual() == package / "_resources" / "manual"
