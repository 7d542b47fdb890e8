"""The colours of a session file."""

from __future__ import annotations

import sys

import pytest

from hamtimer.tui.drawing.yaml_colours import MOST_LINES, YamlColours

LINES = ["# note", "näme: 'a'", "exercises:", "  - {reps: 5}", "text: |", "  word: 5", ""]


@pytest.fixture
def colours() -> YamlColours:
    pytest.importorskip("tree_sitter_yaml")
    found = YamlColours()
    found.read(LINES)
    return found


def named(colours: YamlColours, row: int, lines: list[str]) -> dict[str, str]:
    return {name: lines[row][start:end] for start, end, name in colours.spans(row, lines)}


def test_each_part_has_its_name(colours: YamlColours) -> None:
    assert named(colours, 0, LINES) == {"comment": "# note"}
    assert named(colours, 1, LINES) == {"key": "näme", "text": "'a'"}
    assert named(colours, 3, LINES) == {"key": "reps", "number": "5"}
    assert named(colours, 5, LINES) == {"text": "  word: 5"}
    assert named(colours, 6, LINES) == {}


def test_a_change_is_read_again(colours: YamlColours) -> None:
    changed = ["näme: 5", *LINES[1:]]
    colours.read(changed)
    assert named(colours, 0, changed) == {"key": "näme", "number": "5"}


def test_a_long_file_has_none(colours: YamlColours) -> None:
    lines = ["a: 5"] * (MOST_LINES + 1)
    colours.read(lines)
    assert colours.spans(0, lines) == ()
    colours.read(lines[1:])
    assert colours.spans(0, lines) != ()


def test_without_the_packages_there_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tree_sitter_yaml", None)
    found = YamlColours()
    found.read(LINES)
    assert found.spans(1, LINES) == ()
