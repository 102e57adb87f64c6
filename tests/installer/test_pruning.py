"""What of the distributions is shipped: the rules, and what the build says when they no longer fit."""

from pathlib import Path

import pytest

from installer.libraries import lost_libraries
from installer.pruning import Keep, Rules, load_rules, matching, prune
from tools.telling import SetUpError


@pytest.fixture
def app(tmp_path: Path) -> Path:
    for name in (
        "Qt/Core.dll",
        "Qt/Quick.dll",
        "Qt/plugins/a/one.dll",
        "Qt/plugins/b/two.dll",
        "lib/x.py",
        "lib/x.pyi",
    ):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name)
    return tmp_path


def files(app: Path) -> set[str]:
    return {path.relative_to(app).as_posix() for path in app.rglob("*") if path.is_file()}


def test_that_of_a_kept_folder_only_the_named_files_stay(app: Path) -> None:
    removed = prune(app, Rules((Keep("Qt", ("Core.dll", "plugins/a/*.dll")),), ()))
    assert files(app) == {"Qt/Core.dll", "Qt/plugins/a/one.dll", "lib/x.py", "lib/x.pyi"}
    assert removed == {"Qt/Quick.dll", "Qt/plugins/b/two.dll"}


def test_that_a_folder_left_empty_goes_too(app: Path) -> None:
    prune(app, Rules((), ("Qt/plugins/b",)))
    assert not (app / "Qt" / "plugins" / "b").exists()
    assert (app / "Qt" / "plugins" / "a").is_dir()


def test_that_a_dropped_pattern_works_at_any_depth(app: Path) -> None:
    prune(app, Rules((), ("**/*.pyi",)))
    assert files(app) & {"lib/x.py", "lib/x.pyi"} == {"lib/x.py"}


@pytest.mark.parametrize(
    "rules",
    [Rules((), ("Qt/Designer.dll",)), Rules((Keep("Qt", ("Core.dll", "Designer.dll")),), ())],
    ids=["drop", "keep"],
)
def test_that_a_rule_that_matches_nothing_stops_the_build_and_removes_nothing(app: Path, rules: Rules) -> None:
    before = files(app)
    with pytest.raises(SetUpError, match=r"match nothing any more.*Qt/Designer\.dll"):
        prune(app, rules)
    assert files(app) == before


def test_that_one_star_stays_within_a_folder_and_case_counts() -> None:
    names = ["a/B.dll", "a/c/B.dll", "a/b.dll"]
    assert list(matching(names, "a/*.dll")) == ["a/B.dll", "a/b.dll"]
    assert list(matching(names, "a/**/B.dll")) == ["a/B.dll", "a/c/B.dll"]


def test_that_the_rules_keep_what_the_window_and_the_preview_need() -> None:
    (qt,) = (keep for keep in load_rules().keeps if keep.of.endswith("/PySide6"))
    needed = {"QtWidgets.pyd", "QtPdf.pyd", "QtNetwork.pyd", "QtPrintSupport.pyd", "plugins/platforms/qwindows.dll"}
    assert needed <= set(qt.patterns)


def test_that_a_pruned_library_which_another_asks_for_is_found_whatever_its_case() -> None:
    wanted = {"QT6CORE.dll", "Qt6Network.dll", "KERNEL32.dll", "vcruntime140.dll"}
    here = ["Qt6Core.dll", "VCRUNTIME140.dll"]
    removed = ["PySide6/Qt6Network.dll", "PySide6/Qt6Quick.dll", "shiboken6/vcruntime140.dll"]
    assert lost_libraries(wanted, here, removed) == ["qt6network.dll"]
