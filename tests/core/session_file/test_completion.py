"""What may be written at the caret, marked by `|` in the texts, and what a key there means."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamtimer.core.session_file.caret import Caret, find_caret
from hamtimer.core.session_file.completion import (
    Completion,
    complete,
    explain_key,
    tables_at,
    value_words,
)
from hamtimer.core.session_file.fields.groups import INSIDE
from hamtimer.core.session_file.fields.session import GROUPS, SESSION
from hamtimer.core.session_file.loader import load_session
from hamtimer.core.session_file.schema import session_schema
from hamtimer.core.session_file.tables import table_schema
from hamtimer.core.session_file.yaml_nodes import Mapping, Node, Scalar, Sequence, compose
from hamtimer.home.folders import bundled_folder

BUNDLED = sorted(bundled_folder().glob("*.yaml"))


def place(text: str) -> tuple[list[str], int, int]:
    before, _, after = text.partition("|")
    row = before.count("\n")
    return (before + after).split("\n"), row, len(before) - before.rfind("\n") - 1


def offered(text: str) -> list[Completion]:
    return complete(*place(text))


def labels(text: str) -> list[str]:
    return [each.label for each in offered(text)]


def caret(text: str) -> Caret:
    found = find_caret(*place(text))
    assert found is not None
    return found


def applied(text: str, label: str) -> str:
    """Return the caret's line once a completion is taken."""
    lines, row, _ = place(text)
    (one,) = (each for each in offered(text) if each.label == label)
    return lines[row][: one.start] + one.text + lines[row][one.end :]


# ------------------------------------------------------------------ keys
@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("|", "name"),
        ("name: A\nex|", "exercises"),
        ("name: A\nexercises:\n  - na|", "name"),
        ("name: A\nexercises:\n- na|", "name"),
        ("name: A\nexercises:\n  - bl|", "block"),
        ("name: A\nexercises:\n  - name: B\n    se|", "sets"),
        ("name: A\nexercises:\n  - name: B\n    se|\n    reps: 5\n", "sets"),
        ("name: A\nexercises:\n  - block: B\n    rou|", "rounds"),
        (
            "name: A\nexercises:\n  - block: B\n    exercises:\n      - name: C\n        te|",
            "tempo",
        ),
        ("name: A\ndefaults:\n  rest-b|", "rest-between-exercises"),
        ("name: A\nexercises:\n  - name: B\n    cues:\n      - sa|", "say"),
        ("name: A\nexercises:\n  - name: B\n    cues:\n      - say: C\n        a|", "at"),
        ("name: A\nexercises:\n  - name: B\n    easier:\n      - name: C\n        ho|", "hold"),
        ("name: A\nexercises:\n  - {name: B, re|}", "reps"),
        ("name: A\nexercises:\n  - name: B\n    then: {ho|}", "hold"),
        ("name: A\nexercises:\n  - name: B\n    then: [{reps: 5}, {ho|}]", "hold"),
        ("name: A\nexercises:\n  - name: B\n    sets:\n      - {reps: 5, lo|", "load"),
        ("name: A\nexercises:\n  - name: B\n\n    # a note\n    te|", "tempo"),
        ("signals:\n  cou|", "countdown"),
        ("progression:\n  go|", "goal"),
        ("name: A\nexercises:\n  - name: B\n    progression:\n      ru|", "rule"),
        ("name: A\nexercises:\n  - name: B\n    weeks:\n      - weeks: 1\n        sk|", "skip"),
    ],
)
def test_the_keys_of_the_group_at_the_caret(text: str, first: str) -> None:
    assert labels(text)[0] == first


def test_a_key_that_is_there_is_not_offered_again() -> None:
    text = "name: A\nexercises:\n  - name: B\n    reps: 5\n    |\n    rest: 5s\n  - name: C\n"
    assert {"name", "reps", "rest"}.isdisjoint(labels(text))
    assert "sets" in labels(text)
    assert caret(text).present == {"name", "reps", "rest"}


def test_another_word_finds_the_key() -> None:
    assert labels("name: A\nexercises:\n  - name: B\n    weight|") == ["load"]
    assert "rest" in labels("name: A\nexercises:\n  - name: B\n    pause|")
    assert "rest-after" in labels("name: A\nexercises:\n  - name: B\n    after|")


@pytest.mark.parametrize(
    ("text", "label", "line"),
    [
        ("name: A\nexercises:\n  - name: B\n    re|", "reps", "    reps: "),
        ("name: A\nexercises:\n  - name: B\n    re|s: 5", "reps", "    reps: 5"),
        ("name: A\nexercises:\n  - name: B\n    si|", "sides", "    sides: "),
        ("name: A\nexercises:\n  - name: B\n    sides: ea|", "each", "    sides: each"),
        ("name: A\nexercises:\n  - name: B\n    sides: |both", "each", "    sides: each"),
        ("name: A\nexercises:\n  - {na|: B, reps: 5}", "name", "  - {name: B, reps: 5}"),
        ("name: A\nexercises:\n  - {name: B, sides: ea|, reps: 5}", "each",
         "  - {name: B, sides: each, reps: 5}"),
        ("def|", "defaults", "defaults:"),
    ],
)  # fmt: skip
def test_a_completion_replaces_what_is_written(text: str, label: str, line: str) -> None:
    assert applied(text, label) == line


@pytest.mark.parametrize(
    "text",
    [
        "# na|",
        "name: A  # na|",
        "description: |\n  na|".replace("|\n", "\x00\n").replace("|", "|"),
        'name: "na|"',
    ],
)
def test_nothing_is_offered_in_notes_and_texts(text: str) -> None:
    lines, row, column = place(text)
    assert complete([line.replace("\x00", "|") for line in lines], row, column) == []


def test_below_a_text_over_several_lines_keys_are_offered_again() -> None:
    lines = ["name: A", "description: |", "  some words", "", "ex"]
    assert complete(lines, 4, 2)[0].label == "exercises"
    assert complete(lines, 2, 4) == []


# ------------------------------------------------------------------ values
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("  - name: B\n    sides: |", ["both", "each", "alternating", "left", "right"]),
        ("  - name: B\n    starts-with: c|", ["concentric"]),
        ("  - name: B\n    start: a|", ["auto", "after 2 min"]),
        ("  - name: B\n    cues:\n      - say: C\n        at: la|", ["last rep"]),
        ("  - {name: B, tempo: se|}", ["self-paced"]),
        ("  - block: B\n    kind: s|", ["straight", "superset"]),
    ],
)
def test_the_words_that_a_key_takes(text: str, words: list[str]) -> None:
    assert labels(f"name: A\nexercises:\n{text}") == words


def test_values_of_the_same_key_in_this_file_are_offered_the_most_frequent_first() -> None:
    text = (
        "name: A\nexercises:\n  - {name: B, rest: 45s}\n  - name: C\n    rest: 30s  # short\n"
        "  - name: D\n    rest: 30s\n  - name: E\n    rest: |"
    )
    assert labels(text) == ["30s", "45s"]


def test_yes_and_no_are_offered_where_they_answer() -> None:
    assert labels("voice: |") == ["yes", "no"]
    assert labels("sounds:\n  start: no|") == ["none"]


# ------------------------------------------------------------------ help
def test_the_help_on_a_key() -> None:
    lines = ["name: A", "exercises:", "  - name: B", "    rest: 45s"]
    for column in (4, 6, 10):
        found = explain_key(lines, 3, column)
        assert found is not None
        assert (found.key, found.group, found.default) == ("rest", "an exercise", "60s")
    session = explain_key(lines, 0, 0)
    assert session is not None
    assert session.group == "a session"
    assert explain_key(["# a note"], 0, 3) is None
    assert explain_key(["nothing: 5"], 0, 3) is None


def keys_of(node: Node, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Scalar]]:
    if isinstance(node, Mapping):
        for key, value in node.pairs:
            yield path, key
            yield from keys_of(value, (*path, key.text))
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from keys_of(item, path)


@pytest.mark.parametrize("file", BUNDLED, ids=lambda file: file.stem)
def test_every_key_of_the_bundled_sessions_is_known_at_its_place(file: Path) -> None:
    text = file.read_text()
    root, _ = compose(text)
    assert root is not None
    lines = text.split("\n")
    for path, key in keys_of(root):
        found = find_caret(lines, key.line - 1, key.column - 1)
        assert found is not None
        assert found.path == path, (key.line, key.text)
        help_ = explain_key(lines, key.line - 1, key.column - 1)
        assert help_ is not None, (key.line, key.text)
        assert help_.key == key.text


@pytest.mark.parametrize("file", BUNDLED, ids=lambda file: file.stem)
def test_a_key_that_is_begun_is_offered_where_it_is_written(file: Path) -> None:
    text = file.read_text()
    root, _ = compose(text)
    assert root is not None
    lines = text.split("\n")
    for _, key in keys_of(root):
        row, column = key.line - 1, key.column - 1
        begun = lines[row][: column + 2]
        found = complete([*lines[:row], begun, *lines[row + 1 :]], row, column + 2)
        assert key.text in [each.label for each in found], (key.line, key.text)


# ------------------------------------------------------------------ the tables
def test_the_groups_inside_are_those_of_the_schema() -> None:
    """No key with a group inside is missing in the table, or has another one there."""
    schema = session_schema()
    for name, table in {"session": SESSION, **GROUPS}.items():
        described = schema if name == "session" else schema["$defs"][name]
        for key, one in described["properties"].items():
            groups = [*_groups(one, schema["$defs"])]
            path = (key,) if name == "session" else (name, key)
            known = [table_schema(each)["properties"].keys() for each in tables_at(path)]
            assert all(group in known for group in groups), (table.name, key)
            assert bool(groups) is bool(known) or key == "weeks", (table.name, key)


def _groups(schema: object, defs: dict[str, dict[str, object]]) -> Iterator[object]:
    if isinstance(schema, list):
        for each in schema:
            yield from _groups(each, defs)
    if not isinstance(schema, dict):
        return
    if "properties" in schema:
        yield schema["properties"].keys()
        return
    reference = str(schema.get("$ref", "")).rpartition("/")[2]
    yield from _groups(defs.get(reference), defs)
    yield from _groups(schema.get("anyOf"), defs)
    yield from _groups(schema.get("items"), defs)


def test_every_word_that_is_offered_is_understood() -> None:
    for key in INSIDE["exercises"][0].by_key.values():
        for word in value_words(key):
            text = f"name: A\nexercises:\n  - name: B\n    {key.key}: {word}\n"
            problems = load_session(text, "test.yaml").problems
            wrong = [p for p in problems if (p.line, p.column) == (4, 7 + len(key.key))]
            assert not any("is not" in p.message or "known" in p.message for p in wrong), wrong


SIGNS = st.text("ab:- #'\"{}[],|>&*\t\n0", max_size=60)


@given(SIGNS, st.data())
def test_no_text_and_no_place_is_too_odd(text: str, data: st.DataObject) -> None:
    lines = text.split("\n")
    row = data.draw(st.integers(0, len(lines) - 1))
    column = data.draw(st.integers(0, len(lines[row])))
    for one in complete(lines, row, column):
        assert 0 <= one.start <= column <= one.end <= max(len(lines[row]), column)
    explain_key(lines, row, column)
