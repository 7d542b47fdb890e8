"""Quick changes of an exercise: the right characters, in the right place, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamtimer.core.edit.adding import add_exercise
from hamtimer.core.edit.cells import Cell, cells_of
from hamtimer.core.edit.change import (
    change_value,
    checked,
    duplicate_exercise,
    move_exercise,
    remove_exercise,
)
from hamtimer.core.edit.draft import Draft
from hamtimer.core.edit.splice import EditError
from hamtimer.core.edit.step_value import stepped
from hamtimer.core.session.choices import Choices
from hamtimer.core.session.model import Exercise
from hamtimer.core.session_file.loader import Loaded, load_session

FILES = sorted((Path(__file__).parents[3] / "sessions").glob("*.yaml"))
TEXT = """\
name: Legs   # mine
defaults: {sets: 3, rest: 60s}
exercises:
  # for the glutes
  - name: Bridge
    reps: 15      # slowly
    cues:
      - Squeeze
    # a note below its last key

  - name: Heel raise
    reps: [12, 10, 8]
    easier:
      - name: On two legs
  - {name: Plank, hold: 30s}
  - block: Pair
    kind: superset
    rounds: 2
    exercises:
      - name: Curl
        reps: &n 10
      - name: Press
        reps: *n
"""


def load(text: str) -> Loaded:
    loaded = load_session(text, "legs.yaml")
    assert loaded.session is not None, loaded.problems
    return loaded


def done(loaded: Loaded, name: str, choices: Choices) -> Exercise:
    session = loaded.choose(replace(choices, skip=frozenset()))
    return next(one for one in session.exercises() if name in (one.id, one.base))


def cells(
    loaded: Loaded, exercise: str, choices: Choices | None = None
) -> dict[tuple[str, int], Cell]:
    assert loaded.document is not None
    choices = choices or Choices()
    found = cells_of(loaded.document, done(loaded, exercise, choices), choices)
    return {(cell.key, cell.entry): cell for cell in found}


def change(
    text: str,
    exercise: str,
    key: str,
    written: str,
    entry: int = 0,
    *,
    choices: Choices | None = None,
) -> str:
    loaded = load(text)
    changed = change_value(loaded.text, cells(loaded, exercise, choices)[key, entry], written)
    checked(changed, "legs.yaml")
    return changed


def differing(before: str, after: str) -> tuple[str, str]:
    """Return what stands in one text and not in the other, as the shortest stretch of each."""
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    return before[start : len(before) - end], after[start : len(after) - end]


# ------------------------------------------------------------------ values
def test_one_set_more_changes_one_byte() -> None:
    text = TEXT.replace("reps: 15 ", "sets: 3\n    reps: 15 ")
    assert differing(text, change(text, "bridge", "sets", "4")) == ("3", "4")


@pytest.mark.parametrize(
    ("exercise", "key", "entry", "written", "before", "after"),
    [
        ("bridge", "reps", 0, "12", "reps: 15      # slowly", "reps: 12      # slowly"),
        # what is inherited gets a line of its own, in the style of the exercise
        ("bridge", "rest", 0, "90s", "# slowly\n", "# slowly\n    rest: 90s\n"),
        ("plank", "rest", 0, "90s", "hold: 30s}", "hold: 30s, rest: 90s}"),
        ("bridge", "load", 0, "12 kg", "# slowly\n", "# slowly\n    load: 12 kg\n"),
        ("plank", "load", 0, "12 kg: heavy", "hold: 30s}", 'hold: 30s, load: "12 kg: heavy"}'),
        ("plank", "load", 0, "bar, 20 kg", "hold: 30s}", 'hold: 30s, load: "bar, 20 kg"}'),
        ("bridge", "load", 0, "# of plates", "# slowly\n", '# slowly\n    load: "# of plates"\n'),
        # of a list, one entry
        ("heel-raise", "reps", 2, "9", "[12, 10, 8]", "[12, 9, 8]"),
        # a list for each set is as long as there are sets
        ("heel-raise", "sets", 0, "4", "[12, 10, 8]", "[12, 10, 8, 8]"),
        ("heel-raise", "sets", 0, "2", "[12, 10, 8]", "[12, 10]"),
        # of a superset, the block
        ("curl", "rounds", 0, "3", "rounds: 2", "rounds: 3"),
        ("press", "rest-between-rounds", 0, "75s",
         "rounds: 2\n", "rounds: 2\n    rest-between-rounds: 75s\n"),
        # an alias is replaced by the value; a value that others stand for is handed on to them
        ("press", "reps", 0, "12", "reps: *n", "reps: 12"),
        ("curl", "reps", 0, "12", "reps: &n 10\n      - name: Press\n        reps: *n",
         "reps: 12\n      - name: Press\n        reps: &n 10"),
    ],
)  # fmt: skip
def test_a_value_is_changed_where_it_belongs(
    exercise: str, key: str, entry: int, written: str, before: str, after: str
) -> None:
    assert change(TEXT, exercise, key, written, entry) == TEXT.replace(before, after, 1)


def test_an_entry_of_a_list_from_outside_writes_the_list_into_the_exercise() -> None:
    text = "name: A\ndefaults: {reps: [12, 10, 8]}\nexercises:\n  - name: B\n  - name: C\n"
    assert change(text, "b", "reps", "9", 2) == text.replace("B\n", "B\n    reps: [12, 9, 8]\n")


def test_an_entry_of_a_list_that_an_alias_stands_for_is_changed_in_a_copy() -> None:
    text = "name: A\nexercises:\n  - {name: B, reps: &l [12, 10]}\n  - {name: C, reps: *l}\n"
    assert change(text, "c", "reps", "9", 2) == text.replace("*l", "[12, 9]")


@pytest.mark.parametrize(
    ("defaults", "own", "written", "changed"),
    [
        ("", "", "no", "\n    measure: yes"),
        ("", "\n    measure: yes", "yes", "\n    measure: no"),
        ("defaults: {measure: yes}\n", "", "yes", "\n    measure: no"),
    ],
)
def test_whether_an_exercise_is_measured_is_switched_in_itself(
    defaults: str, own: str, written: str, changed: str
) -> None:
    text = f"name: A\n{defaults}exercises:\n  - name: B\n    reps: 3\n    tempo: 3-0-2-0{{own}}\n"
    before = text.replace("{own}", own)
    cell = cells(load(before), "b")["measure", 0]
    assert cell.written == written
    after = change(before, "b", "measure", stepped("measure", written, 1) or "")
    assert after == text.replace("{own}", changed)


def test_only_an_exercise_with_a_tempo_can_be_measured() -> None:
    text = (
        "name: A\nexercises:\n  - {name: B, reps: 3, tempo: self-paced}\n  - {name: C, hold: 30s}\n"
    )
    assert all(("measure", 0) not in cells(load(text), exercise) for exercise in "bc")


SET_BY_SET = """\
name: A
exercises:
  - name: B
    load: 40 kg
    sets:
      - {reps: 12, rest: 90s}
      - {reps: 8}
"""


@pytest.mark.parametrize(
    ("key", "entry", "written", "before", "after"),
    [
        ("reps", 2, "9", "{reps: 8}", "{reps: 9}"),
        ("rest", 1, "2 min", "rest: 90s", "rest: 2 min"),
        ("sets", 0, "3", "      - {reps: 8}\n", "      - {reps: 8}\n      - {reps: 8}\n"),
        ("sets", 0, "1", "12, rest: 90s}\n      - {reps: 8}\n", "12}\n"),
    ],
)
def test_sets_that_are_listed_one_by_one_are_changed_one_by_one(
    key: str, entry: int, written: str, before: str, after: str
) -> None:
    assert change(SET_BY_SET, "b", key, written, entry) == SET_BY_SET.replace(before, after)


WEEKS = """\
name: Plan
defaults:
  weeks:
    - weeks: 1
      reps: 15
    - weeks: 2-4
      reps: 10
exercises:
  - name: Squat
    sets: 2
    weeks:
      - weeks: 3-4
        sets: 3
  - name: Press
"""


@pytest.mark.parametrize(
    ("exercise", "week", "key", "written", "before", "after"),
    [
        # a value from a week of the exercise is changed in that week
        ("squat", 3, "sets", "4", "        sets: 3", "        sets: 4"),
        ("squat", 2, "sets", "4", "    sets: 2", "    sets: 4"),
        # from a week of the defaults: in that week, for this exercise alone
        ("press", 2, "reps", "8", "- name: Press\n",
         "- name: Press\n    weeks: [{weeks: 2-4, reps: 8}]\n"),
        ("squat", 1, "reps", "12", "    weeks:\n      - weeks: 3-4",
         "    weeks:\n      - weeks: 1\n        reps: 12\n      - weeks: 3-4"),
    ],
)  # fmt: skip
def test_a_value_from_a_week_is_changed_in_that_week(
    exercise: str, week: int, key: str, written: str, before: str, after: str
) -> None:
    changed = change(WEEKS, exercise, key, written, choices=Choices(week=week))
    assert changed == WEEKS.replace(before, after, 1)


def test_a_variant_that_is_chosen_is_changed_itself() -> None:
    choices = Choices(variants={"heel-raise": "on-two-legs"})
    changed = change(TEXT, "heel-raise", "rest", "30s", choices=choices)
    assert changed == TEXT.replace("On two legs\n", "On two legs\n        rest: 30s\n")


def test_what_the_file_says_is_changed_beneath_a_target() -> None:
    text = "name: A\nexercises:\n  - {name: B, hold: 30s, progression: {rule: steps, step: 5s}}\n"
    choices = Choices(targets={"b": {"hold": "40s"}})
    cell = cells(load(text), "b", choices)["hold", 0]
    assert cell.written == "40s"
    assert change(text, "b", "hold", "45s", choices=choices) == text.replace("30s", "45s")


def test_nothing_typed_takes_a_value_out() -> None:
    text = TEXT.replace("reps: 15 ", "rest: 90s\n    reps: 15 ")
    assert change(text, "bridge", "rest", " ") == TEXT
    with pytest.raises(EditError, match="not written here"):
        change(TEXT, "bridge", "rest", "")


def test_what_is_no_value_is_refused_with_advice() -> None:
    with pytest.raises(EditError, match="not a unit of time; did you mean"):
        change(TEXT, "bridge", "rest", "2 mni")


# ------------------------------------------------------------------ the list
def names(text: str) -> list[str]:
    session = load(text).session
    assert session is not None
    return [one.name for one in session.exercises()]


def test_an_exercise_moves_with_the_comments_above_it_and_its_own_below() -> None:
    moved = move_exercise(load(TEXT), "bridge", 1)
    assert names(moved)[:2] == ["Heel raise", "Bridge"]
    assert "  # for the glutes\n  - name: Bridge" in moved
    assert "      - Squeeze\n    # a note below its last key\n" in moved
    assert move_exercise(load(moved), "bridge", -1) == TEXT


def test_an_exercise_in_brackets_moves_as_well() -> None:
    text = "name: A\nexercises: [{name: B, reps: 5},   {name: C, hold: 9s}, {name: D, reps: 3}]\n"
    moved = move_exercise(load(text), "b", 1)
    first, second = "{name: B, reps: 5}", "{name: C, hold: 9s}"
    assert moved == text.replace(f"{first},   {second}", f"{second},   {first}")
    assert move_exercise(load(moved), "b", -1) == text


def test_an_exercise_at_the_end_of_its_list_moves_no_further() -> None:
    with pytest.raises(EditError, match="the first in its list"):
        move_exercise(load(TEXT), "bridge", -1)
    with pytest.raises(EditError, match="the last in its list"):
        move_exercise(load(TEXT), "press", 1)


def test_the_last_exercise_of_a_block_is_removed_with_the_block() -> None:
    without = remove_exercise(
        load(TEXT.replace("      - name: Press\n        reps: *n\n", "")), "curl"
    )
    assert "Pair" not in without
    assert names(without) == ["Bridge", "Heel raise", "Plank"]


def test_a_session_keeps_one_exercise() -> None:
    text = "name: A\nwarm-up:\n  - {name: W, reps: 5}\nexercises:\n  - {name: B, reps: 5}\n"
    assert remove_exercise(load(text), "w") == text.replace(
        "warm-up:\n  - {name: W, reps: 5}\n", ""
    )
    with pytest.raises(EditError, match="the only exercise"):
        remove_exercise(load(text), "b")


@pytest.mark.parametrize(
    ("items", "ids"),
    [
        ("[{name: B, reps: 5}]", ["b", "b-2"]),
        # an id of its own, so that neither takes the other's records
        ("[{name: B, id: mine, reps: 5}]", ["mine", "mine-2"]),
        ("[{name: B, reps: 5}, {name: C, reps: 5}, {name: B, reps: 8}]", ["b", "b-3", "c", "b-2"]),
    ],
)
def test_a_duplicate_takes_no_others_records(items: str, ids: list[str]) -> None:
    loaded = load(f"name: A\nexercises: {items}\n")
    copied = load(duplicate_exercise(loaded, ids[0]))
    assert copied.document is not None
    assert [item.id for item in copied.document.exercises()] == ids


def test_an_added_exercise_is_as_it_was_there() -> None:
    source = load(
        "name: S\ndefaults: {rest: 2 min, tempo: 5-0-1-0, cues: [Slowly, 'Push, then lift']}\n"
        "exercises:\n  - name: X\n    load: &l 10 kg\n    reps: 5\n"
        "    easier: {name: Y, load: *l}   # light\n"
    )
    loaded = load(TEXT)
    text = add_exercise(loaded, "heel-raise", source, "x")
    added = load(text)
    assert names(text) == ["Bridge", "Heel raise", "X", "Plank", "Curl", "Press"]
    assert "  - name: X\n    load: 10 kg\n    reps: 5\n    easier: {name: Y, load: 10 kg}" in text
    now, was = done(added, "x", Choices()), done(source, "x", Choices())
    assert now.sets[0] == was.sets[0]
    assert now.cues == was.cues


# ------------------------------------------------------------------ laws
@st.composite
def generated(draw: st.DrawFn) -> str:
    """Write a session in any layout: blocks, flow mappings, lists, weeks, comments, CRLF."""
    lines = ["name: G  # all of it"]
    if draw(st.booleans()):
        lines += ["defaults:", "  sets: 2", "  rest: 45s  # short"]
    lines.append("exercises:")
    for number in range(draw(st.integers(1, 4))):
        style = draw(st.sampled_from(["block", "flow", "list", "weeks", "superset"]))
        lines += ["  # above it"] * draw(st.integers(0, 1))
        name = f"E{number} 💪"
        lines += {
            "block": [f"  - name: {name}", "    reps: 8-10   # many", "    # below"],
            "flow": [f"  - {{name: {name}, hold: 20s}}   # still"],
            "list": [f"  - name: {name}", "    reps:", "      - 12", "      - 10  # fewer"],
            "weeks": [f"  - name: {name}", "    reps: 5", "    weeks: {weeks: 2+, reps: 6}"],
            "superset": [
                "  - block: P", "    kind: superset", "    rounds: 2", "    exercises:",
                f"    - name: {name}", "      description: |", "        One", "", "        two",
                "      time: 30s", f"    - {{name: {name}b, reps: 3}}",
            ],
        }[style]  # fmt: skip
        lines += [""] * draw(st.integers(0, 1))
    return "\n".join([*lines, ""])


def exercises_by_week(loaded: Loaded) -> list[dict[str, Exercise]]:
    """Return every exercise by id, in each stretch of the plan."""
    assert loaded.document is not None
    stretches = loaded.document.stretches if loaded.document.weeks else (None,)
    sessions = (loaded.choose(Choices(week=week)) for week in stretches)
    return [{one.id: one for one in session.exercises()} for session in sessions]


def change_a_value(loaded: Loaded, exercise: str, choices: Choices, data: st.DataObject) -> None:
    """Change a value: one stretch of the text, and nothing of another exercise."""
    cell = data.draw(st.sampled_from(list(cells(loaded, exercise, choices).values())))
    written = stepped(cell.key, cell.written, data.draw(st.sampled_from([1, -1]))) or "1"
    draft = Draft(loaded, loaded).change(change_value(loaded.text, cell, written))
    assert draft.undo().loaded.text == loaded.text
    after = draft.loaded
    taken_out, put_in = differing(loaded.text, after.text)
    assert "#" not in put_in
    assert "#" not in taken_out or cell.key == "sets"  # an entry of a list goes with its note
    if cell.is_own and not cell.entry and cell.key != "sets":
        assert len(taken_out) <= len(cell.written)
        assert len(put_in) <= len(written) + 2  # in quotes
    if cell.key in ("rounds", "rest-between-rounds"):
        return
    for was, now in zip(exercises_by_week(loaded), exercises_by_week(after), strict=True):
        others = [one for one in was if one != exercise]
        assert [was[one] for one in others] == [now[one] for one in others if one in now]


def change_the_list(loaded: Loaded, exercise: str, data: st.DataObject) -> None:
    """Change the list of exercises: lines come, go or change places, and none is changed."""
    text = loaded.text
    kind = data.draw(st.sampled_from(["up", "down", "duplicate", "remove", "add"]))
    if kind in ("duplicate", "add"):
        if kind == "duplicate":
            changed = duplicate_exercise(loaded, exercise)
        else:
            new = data.draw(st.sampled_from(["plank", "press", "heel-raise"]))
            changed = add_exercise(loaded, exercise, load(TEXT), new)
        assert differing(text, changed)[0] == ""
    elif kind == "remove":
        changed = remove_exercise(loaded, exercise)
        assert differing(text, changed)[1] == ""
    else:
        changed = move_exercise(loaded, exercise, 1 if kind == "down" else -1)
        assert sorted(changed.splitlines(keepends=True)) == sorted(text.splitlines(keepends=True))
    draft = Draft(loaded, loaded).change(changed)
    assert draft.undo().loaded.text == text
    after = draft.loaded
    assert changed.count("\n") == changed.count("\r\n") or "\r\n" not in text
    assert after.document is not None
    assert loaded.document is not None
    more = {"duplicate": 1, "add": 1, "remove": -1}.get(kind, 0)
    ids = [item.id for item in after.document.exercises()]
    assert len(ids) == len(list(loaded.document.exercises())) + more


def check_a_change(text: str, data: st.DataObject) -> None:
    """Make some quick change of a session, and check what became of all else."""
    loaded = load(text)
    assert loaded.document is not None
    weeks = loaded.document.weeks
    choices = Choices(week=data.draw(st.integers(1, weeks)) if weeks else None)
    ids = [one.base or one.id for one in loaded.choose(choices).exercises()]
    exercise = data.draw(st.sampled_from(ids))
    try:
        if data.draw(st.booleans()):
            change_a_value(loaded, exercise, choices, data)
        else:
            change_the_list(loaded, exercise, data)
    except EditError:
        return


@given(data=st.data())
def test_any_quick_change_of_any_layout_keeps_all_else(data: st.DataObject) -> None:
    text = data.draw(generated())
    check_a_change(text.replace("\n", "\r\n") if data.draw(st.booleans()) else text, data)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
@given(data=st.data())
def test_any_quick_change_of_a_bundled_session_keeps_all_else(
    path: Path, data: st.DataObject
) -> None:
    text = path.read_bytes().decode("utf-8")
    check_a_change(text.replace("\n", "\r\n") if data.draw(st.booleans()) else text, data)
