"""A library that is only imported is not loaded; one that is used is whole."""

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from disclosure_desk.postponed import postpone

TRACE = "import sys; sys.loaded_on_trial = getattr(sys, 'loaded_on_trial', 0) + 1\n"


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A package that says when it is loaded: one function, one value, one module inside."""
    folder = tmp_path / "heavy_on_trial"
    folder.mkdir()
    (folder / "__init__.py").write_text(f"{TRACE}NAME = 'heavy'\ndef twice(number): return 2 * number\n")
    (folder / "inside.py").write_text("DEPTH = 1\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(sys, "loaded_on_trial", 0, raising=False)
    yield folder.name
    for name in (folder.name, f"{folder.name}.inside"):
        sys.modules.pop(name, None)


def times_loaded() -> int:
    return int(getattr(sys, "loaded_on_trial", 0))


def test_that_importing_it_and_taking_a_function_loads_nothing(library: str) -> None:
    postpone(library, "twice")
    assert import_module(library).twice is not None
    assert callable(__import__(library, fromlist=["twice"]).twice)  # as "from library import twice" has it
    assert times_loaded() == 0


def test_that_calling_the_function_loads_it_once(library: str) -> None:
    postpone(library, "twice")
    twice = import_module(library).twice
    assert [twice(number) for number in (1, 2)] == [2, 4]
    assert times_loaded() == 1


def test_that_whatever_else_is_asked_of_it_is_the_librarys_own(library: str) -> None:
    postpone(library)
    early = import_module(library)
    assert (early.NAME, early.twice(3)) == ("heavy", 6)
    assert import_module(library).twice(4) == 8
    assert times_loaded() == 1
    with pytest.raises(AttributeError):
        _ = early.missing


def test_that_what_is_inside_it_can_be_imported(library: str) -> None:
    postpone(library)
    assert import_module(f"{library}.inside").DEPTH == 1


def test_that_what_is_loaded_or_missing_stays_as_it_is(library: str) -> None:
    loaded = import_module(library)
    postpone(library)
    assert sys.modules[library] is loaded
    postpone("no_such_library_on_trial")
    assert "no_such_library_on_trial" not in sys.modules
