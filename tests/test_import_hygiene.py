"""The core stays usable without a screen, a sound card or a command line.

`lint-imports` holds the same rule against what is written; this holds it against what happens.
"""

import json
import pkgutil
import subprocess
import sys

import pytest

import hamtimer
import hamtimer.core

FORBIDDEN = {
    "click",
    "miniaudio",
    "numpy",
    "platformdirs",
    "playsound3",
    "rich",
    "textual",
    "wakepy",
}


def packages_loaded_by(*modules: str) -> set[str]:
    """Import the modules in a fresh interpreter and return the top-level packages it loaded."""
    return {name.partition(".")[0] for name in modules_loaded_by(*modules)}


def modules_loaded_by(*modules: str) -> set[str]:
    """Import the modules in a fresh interpreter and return every module that it loaded."""
    program = f"""
import importlib, json, sys
before = set(sys.modules)
for name in {modules!r}:
    importlib.import_module(name)
print(json.dumps(sorted(set(sys.modules) - before)))
"""
    answer = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", program], check=True, capture_output=True, text=True, timeout=60
    )
    return set(json.loads(answer.stdout))


def core_modules() -> list[str]:
    path, prefix = hamtimer.core.__path__, "hamtimer.core."
    return [module.name for module in pkgutil.walk_packages(path, prefix)]


def test_the_core_loads_no_screen_no_sound_and_no_command_line() -> None:
    modules = core_modules()
    assert "hamtimer.core.session.model" in modules
    loaded = packages_loaded_by(*modules)
    assert "hamtimer" in loaded
    assert loaded & FORBIDDEN == set()


@pytest.mark.parametrize("package", ["textual", "click"])
def test_a_forbidden_package_would_be_noticed(package: str) -> None:
    assert package in packages_loaded_by(package)


def test_asking_for_the_version_loads_nothing_else() -> None:
    assert hamtimer.__version__
    assert packages_loaded_by("hamtimer") == {"hamtimer"}
