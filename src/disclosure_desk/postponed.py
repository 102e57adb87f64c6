"""Postpones libraries that others import at their start, for tasks that this program hardly ever sets them."""

import importlib
import importlib.util
import sys
import threading
from functools import partial
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any, cast

_LOADING = threading.RLock()


def postpone(name: str, *functions: str) -> None:
    """Lets a module be imported without loading it; it is loaded when something of it is used.

    Nothing happens where it is loaded already, or there is none of that name.

    Args:
        name: the module, whose parent is loaded.
        functions: those that are taken from it at importing; the module is loaded when one of them is called.
    """
    spec = None if name in sys.modules else importlib.util.find_spec(name)
    if spec is None:
        return
    if not any(isinstance(finder, _Inner) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Inner())
    stand_in = sys.modules[name] = _StandIn(spec)
    for function in functions:
        setattr(stand_in, function, partial(_call, stand_in, function))
    parent, _, last = name.rpartition(".")
    if parent:
        setattr(sys.modules[parent], last, stand_in)


class _Inner:
    """Loads a postponed package before something inside it, which may come with it and is not loaded a second time.

    A finder and a loader as Python asks for them; the classes to inherit from would be one more module at the start.
    """

    def find_spec(self, fullname: str, *_: object) -> ModuleSpec | None:
        """A way to what the package brought along; None where Python finds the module by itself."""
        package = sys.modules.get(fullname.rpartition(".")[0])
        if isinstance(package, _StandIn):
            _loaded(package)
        brought = sys.modules.get(fullname) if isinstance(package, _StandIn) else None
        if brought is None:
            return None
        spec = ModuleSpec(fullname, cast("Any", self), loader_state=(brought, brought.__spec__))
        brought.__spec__ = None  # with one, Python would load the module by that, once more
        return spec

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """The module as it is."""
        module: ModuleType = spec.loader_state[0]
        return module

    def exec_module(self, module: ModuleType) -> None:
        """Nothing more than to give it back the particulars that it was loaded by."""
        spec = module.__spec__
        if spec is not None and isinstance(spec.loader, _Inner):
            module.__spec__ = spec.loader_state[1]


class _StandIn(ModuleType):
    """Stands in ``sys.modules`` until the module is used; whoever kept it asks it for what the module has."""

    def __init__(self, spec: ModuleSpec) -> None:
        super().__init__(spec.name)
        self.__spec__ = spec
        if spec.submodule_search_locations is not None:
            self.__path__ = spec.submodule_search_locations

    def __getattr__(self, attribute: str) -> Any:
        if attribute.startswith("__"):  # Python itself looks whether there is one
            raise AttributeError(attribute)
        return getattr(_loaded(self), attribute)


def _loaded(stand_in: _StandIn) -> ModuleType:
    name = stand_in.__name__
    with _LOADING:
        if sys.modules.get(name) is stand_in:
            del sys.modules[name]
        return importlib.import_module(name)


def _call(stand_in: _StandIn, function: str, *args: Any, **more: Any) -> Any:
    return getattr(_loaded(stand_in), function)(*args, **more)
