"""The map in CONTRIBUTING.md is true: what it names is there, and every room is on it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).parent.parent
PACKAGE = HERE / "hamtimer"
TEXT = (HERE / "CONTRIBUTING.md").read_text(encoding="utf-8")
LONGEST = 420
"""Lines of a file: about 400. What grows beyond is split by what a reader looks for."""
LONGEST_FUNCTION = 45
"""Lines of a function with its docstring: about 40."""
MAP = TEXT.partition("```\nhamtimer/\n")[2].partition("```")[0]


def named_files() -> Iterator[str]:
    """Yield the files and folders in the text; a bare name stands in the folder named before it."""
    folder = ""
    for name in re.findall(r"`([a-z_/]+(?:\.py|/))`", TEXT.partition("## Measurements")[0]):
        if "/" in name:
            folder = name.rpartition("/")[0]
        yield name if "/" in name else f"{folder}/{name}"


@pytest.mark.parametrize("name", sorted(set(named_files())))
def test_what_the_map_names_is_there(name: str) -> None:
    assert (PACKAGE / name).exists() or (HERE / name).exists()


def test_every_room_is_on_the_map() -> None:
    rooms = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()}
    rooms |= {path.name for path in (PACKAGE / "core").iterdir() if (path / "__init__.py").exists()}
    assert rooms <= set(re.findall(r"^ *([a-z_]+)/ ", MAP, re.MULTILINE))


def test_no_file_is_longer_than_a_person_can_keep_in_mind() -> None:
    long = {
        str(path.relative_to(HERE)): lines
        for path in PACKAGE.rglob("*.py")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST
    }
    assert long == {}


def test_no_function_is_longer_than_a_screen() -> None:
    functions = (
        (path, node)
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    long = {
        f"{path.relative_to(HERE)}: {node.name}": lines
        for path, node in functions
        if (lines := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION
    }
    assert long == {}
