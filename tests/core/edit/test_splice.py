"""Changes of session files: exactly the characters that mean a value."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamtimer.core.edit.spans import find, read_spans
from hamtimer.core.edit.splice import (
    EditError,
    Splice,
    duplicate_item,
    insert_item,
    move_item,
    remove_item,
    remove_key,
    set_value,
)
from hamtimer.core.session_file.loader import load_session

FILES = sorted((Path(__file__).parents[3] / "sessions").glob("*.yaml"))
TEXT = """\
# My session
name: Bridges   # as the physiotherapist says
defaults: {sets: 3, rest: 60s}
exercises:
  # for the glutes
  - name: Bridge
    reps: 15      # slowly
    cues:
      - Squeeze

  # for the calves,
  # on a step
  - name: Heel raise
    reps: [12, 10, 8]
    description: |
      Up on two legs,
      down on one.

  - {name: Plank, hold: 30s}
"""
ORDER = ("name", "sets", "reps", "hold", "tempo", "rest", "cues")


def changed(text: str, splice: Splice) -> tuple[str, str]:
    """Return what was taken out and what was put in."""
    return text[splice.start : splice.end], splice.text


def test_a_number_changes_its_own_characters() -> None:
    splice = set_value(TEXT, ("exercises", 0, "reps"), "12")
    assert changed(TEXT, splice) == ("15", "12")
    assert splice.apply(TEXT) == TEXT.replace("reps: 15 ", "reps: 12 ")


@pytest.mark.parametrize(
    ("path", "written", "before", "after"),
    [
        (("exercises", 1, "reps", 2), "6", "8", "6"),
        (("defaults", "sets"), "4", "3", "4"),
        (("exercises", 2, "hold"), "45s", "30s", "45s"),
        (("name",), "Hips", "Bridges", "Hips"),
        # a key of its own, in the style of its group
        (("exercises", 0, "sets"), "4", "", "    sets: 4\n"),
        (("exercises", 0, "tempo"), "4-1-2-0", "", "    tempo: 4-1-2-0\n"),
        (("exercises", 2, "sets"), "2", "", ", sets: 2"),
        (("exercises", 1, "rest"), "90s", "", "    rest: 90s\n"),
    ],
)
def test_a_value_is_changed_or_added_where_it_belongs(
    path: tuple[str | int, ...], written: str, before: str, after: str
) -> None:
    splice = set_value(TEXT, path, written, ORDER)
    assert changed(TEXT, splice) == (before, after)
    edited = splice.apply(TEXT)
    root = read_spans(edited)
    assert root is not None
    span = find(root, path)
    assert span is not None
    assert span.text == written


def test_a_new_key_follows_those_that_come_before_it() -> None:
    edited = set_value(TEXT, ("exercises", 0, "tempo"), "4-1-2-0", ORDER).apply(TEXT)
    assert "    reps: 15      # slowly\n    tempo: 4-1-2-0\n    cues:" in edited


def test_an_alias_is_replaced_by_the_value() -> None:
    text = "name: A\nexercises:\n  - {name: B, reps: &n 10}\n  - {name: C, reps: *n}\n"
    edited = set_value(text, ("exercises", 1, "reps"), "12").apply(text)
    assert edited == text.replace("*n", "12")


def test_line_ends_and_the_byte_order_mark_stay() -> None:
    text = "\ufeff" + TEXT.replace("\n", "\r\n")
    edited = set_value(text, ("exercises", 0, "sets"), "4", ORDER).apply(text)
    assert edited.replace("    sets: 4\r\n", "") == text
    assert edited.count("\n") == edited.count("\r\n")


def test_an_emoji_before_the_value_moves_nothing() -> None:
    text = "name: 🏋 Leg day\nexercises:\n  - name: Bridge 💪\n    reps: 15\n"
    assert set_value(text, ("exercises", 0, "reps"), "12").apply(text) == text.replace("15", "12")


def test_comments_directly_above_an_item_move_with_it() -> None:
    edited = move_item(TEXT, ("exercises", 1), 0).apply(TEXT)
    names = [line.strip() for line in edited.splitlines() if "name:" in line or "#" in line]
    assert names.index("# for the calves,") < names.index("- name: Heel raise")
    assert names.index("- name: Heel raise") < names.index("# for the glutes")
    assert names.index("# for the glutes") + 1 == names.index("- name: Bridge")
    root = read_spans(edited)
    assert root is not None
    assert find(root, ("exercises", 1, "name")).text == "Bridge"  # type: ignore[union-attr]


def test_an_item_is_removed_with_its_comments() -> None:
    edited = remove_item(TEXT, ("exercises", 1)).apply(TEXT)
    assert "calves" not in edited
    assert "Heel raise" not in edited
    assert "# for the glutes" in edited


def test_a_new_item_is_indented_as_its_list() -> None:
    item = "name: Clamshell\nreps: 20\nsides: each"
    edited = insert_item(TEXT, ("exercises", 1), item).apply(TEXT)
    assert "  - name: Clamshell\n    reps: 20\n    sides: each\n" in edited
    loaded = load_session(edited, "x.yaml")
    assert loaded.session is not None
    assert [e.name for e in loaded.session.exercises()] == [
        "Bridge",
        "Clamshell",
        "Heel raise",
        "Plank",
    ]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: set_value(text, ("exercises", 9, "reps"), "3"),
        lambda text: set_value(text, ("exercises", 1, "description"), "short"),
        lambda text: remove_item(text, ("exercises", 7)),
        lambda text: move_item(text, ("exercises", 0), 5),
        lambda text: remove_key(text, ("exercises", 0, "load")),
    ],
)
def test_what_cannot_be_changed_is_refused_in_words(change: object) -> None:
    with pytest.raises(EditError):
        change(TEXT)  # type: ignore[operator]


@pytest.mark.parametrize("text", ["", "# only a comment\n"])
def test_an_empty_file_has_nothing_to_change(text: str) -> None:
    with pytest.raises(EditError):
        set_value(text, ("name",), "x")


def paths_of(text: str) -> list[tuple[str | int, ...]]:
    """Return the way to every item of the lists of exercises, blocks included."""
    root = read_spans(text)
    assert root is not None
    found: list[tuple[str | int, ...]] = []

    def walk(path: tuple[str | int, ...]) -> None:
        span = find(root, path)
        for index, item in enumerate(span.items if span else ()):
            if item.value("exercises") is not None:
                walk((*path, index, "exercises"))
            found.append((*path, index))

    for key in ("warm-up", "exercises", "cool-down"):
        walk((key,))
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
@given(data=st.data())
def test_any_change_of_a_bundled_session_keeps_all_else_and_can_be_undone(
    path: Path, data: st.DataObject
) -> None:
    text = path.read_bytes().decode("utf-8")
    if data.draw(st.booleans()):
        text = text.replace("\n", "\r\n")
    item = data.draw(st.sampled_from(paths_of(text)))
    kind = data.draw(st.sampled_from(["rest", "duplicate", "remove", "move", "insert"]))
    try:
        if kind == "rest":
            splice = set_value(text, (*item, "rest-after"), "75s")
        elif kind == "duplicate":
            splice = duplicate_item(text, item)
        elif kind == "remove":
            splice = remove_item(text, item)
        elif kind == "insert":
            splice = insert_item(text, item, "name: Something new\nreps: 5")
        else:
            splice = move_item(text, item, data.draw(st.integers(0, 3)))
    except EditError:
        return
    edited = splice.apply(text)
    assert edited[: splice.start] == text[: splice.start]
    assert edited[splice.start + len(splice.text) :] == text[splice.end :]
    assert edited.count("\n") == edited.count("\r\n") or "\r\n" not in edited
    if kind != "remove":
        # Every comment is still there.
        assert edited.count("#") >= text.count("#")
    errors = [p for p in load_session(edited, "x.yaml").problems if p.severity.value == "error"]
    assert not errors, (kind, item, [str(p) for p in errors])
