"""The generated files in the repository match what the program generates today."""

from pathlib import Path

import pytest

from tools.generate import PAGE, SCHEMA, generated_files

GENERATED = generated_files()


@pytest.mark.parametrize("path", [SCHEMA, PAGE], ids=lambda path: path.name)
def test_it_is_up_to_date(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == GENERATED[path], "write it again: poe generate"
