"""A library that is only imported is not loaded; one that is used is whole."""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path
from threading import Barrier

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


def test_that_what_comes_with_it_is_the_same_however_it_is_first_asked_for(library: str, tmp_path: Path) -> None:
    """As with ``import asyncio.events``: the package itself imports what is asked for."""
    init = tmp_path / library / "__init__.py"
    init.write_text(init.read_text() + "from .inside import MARK\n")
    (tmp_path / library / "inside.py").write_text("MARK = object()\n")
    postpone(library)
    early = __import__(f"{library}.inside")
    inside = sys.modules[f"{library}.inside"]
    assert early.inside is inside
    assert sys.modules[library].inside is inside
    assert sys.modules[library].MARK is inside.MARK
    assert import_module(f"{library}.inside") is inside
    assert inside.__spec__ is not None
    assert inside.__spec__.origin == str(tmp_path / library / "inside.py")
    assert times_loaded() == 1


def test_that_many_threads_may_be_the_first_to_use_it(library: str) -> None:
    postpone(library)
    early, together = import_module(library), Barrier(8)

    def use(_: int) -> int:
        together.wait(10)
        return int(early.twice(2))

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(use, range(8))) == [4] * 8
    assert times_loaded() == 1


def test_that_asyncio_is_whole_when_a_part_of_it_is_asked_for_first() -> None:
    script = (
        "from disclosure_desk.postponed import postpone; postpone('asyncio', 'iscoroutine')\n"
        "import asyncio.events, asyncio.base_events\n"
        "async def answer(): await asyncio.sleep(0); return 42\n"
        "assert asyncio.run(answer()) == 42\n"
        "assert asyncio.events.get_event_loop_policy is asyncio.get_event_loop_policy\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True, timeout=60)


def test_that_what_is_loaded_or_missing_stays_as_it_is(library: str) -> None:
    loaded = import_module(library)
    postpone(library)
    assert sys.modules[library] is loaded
    postpone("no_such_library_on_trial")
    assert "no_such_library_on_trial" not in sys.modules
