"""Importing a module without an optional package that it would load."""

from __future__ import annotations

import builtins
import importlib
import importlib.util
import sys
from threading import Lock
from types import ModuleType
from typing import Any

_importing = Lock()


def import_without(left_out: str, name: str) -> ModuleType:
    """Import the module `name`, as if the package `left_out` were not installed.

    Only its own import statements see it so, those of other modules and threads do not.

    Raises:
        ImportError: if there is no such module.
    """
    with _importing:
        spec = None if name in sys.modules else importlib.util.find_spec(name)
        if spec is None or spec.loader is None:
            return importlib.import_module(name)

        def import_others(wanted: str, *how: Any) -> ModuleType:  # noqa: ANN401 - as Python has it
            if wanted == left_out:
                raise ImportError(name=wanted)
            return builtins.__import__(wanted, *how)

        module = importlib.util.module_from_spec(spec)
        vars(module)["__builtins__"] = vars(builtins) | {"__import__": import_others}
        sys.modules[name] = module
        try:
            spec.loader.exec_module(module)
        except BaseException:
            del sys.modules[name]
            raise
        return module
