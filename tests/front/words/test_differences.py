"""Differences as a person reads them."""

from __future__ import annotations

import pytest

from hamtimer.core.differences import Aspect, compare
from hamtimer.core.session_file.loader import Loaded, load_session
from hamtimer.front.words.differences import (
    aspect_words,
    difference_lines,
    length_change_words,
    loaded_difference_lines,
)
from tests.core.two_exercises import TWO, laid_out


def loaded(text: str) -> Loaded:
    found = load_session(text, "test.yaml")
    assert found.session is not None, found.problems
    return found


def lines(old: str, new: str, text: str = TWO) -> list[str]:
    assert old in text
    return difference_lines(compare(laid_out(text), laid_out(text.replace(old, new))))


def test_a_change_of_reps_with_what_it_comes_to() -> None:
    assert lines("reps: 15", "reps: 12") == [
        "Bridge: 3 x 15 reps → 3 x 12 reps",
        "Length: 7:05 → 6:20",
        "Time under tension: 4:15 → 3:30",
    ]
    before, after = laid_out(TWO), laid_out(TWO.replace("reps: 15", "reps: 12"))
    assert length_change_words(compare(before, after)) == "7:05 → 6:20"


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("rest: 45s", "rest: 45s\n    start: key", "Bridge: start by itself → by key"),
        ("rest: 45s", "rest: 30s", "Bridge: rest 45 s → 30 s"),
        ("tempo: 3-0-2-0", "tempo: 3-0-2-1", "Bridge: tempo lower 3 s, lift 2 s → "),
        ("rest: 45s", "rest: 45s\n    load: 8 kg", "Bridge: load none → 8 kg"),
        ("  - name: Wall sit\n    hold: 30s\n", "", "Removed: Wall sit, 1 x hold 30 s"),
        ("hold: 30s", "hold: 30s\n  - {name: Plank, hold: 1 min}", "Added: Plank, 1 x hold 1:00"),
        ("name: Two", "name: Three", "Name: Two → Three"),
    ],
)  # fmt: skip
def test_each_kind_of_change(old: str, new: str, line: str) -> None:
    assert lines(old, new)[0].startswith(line)


def test_a_tempo_whose_words_are_too_long_is_as_written() -> None:
    long = TWO.replace("rest: 45s", "rest: 45s\n    phase-names: {eccentric: Lower very slowly}")
    (line, *_) = lines("tempo: 3-0-2-0", "tempo: 3-1-X-1", long)
    assert line == "Bridge: tempo 3-0-2-0 → 3-1-X-1"


def test_a_rest_after_the_only_set_is_named_though_it_is_for_sets_added_later() -> None:
    once = TWO.replace("sets: 3", "sets: 1")
    assert lines("rest: 45s", "rest: 20s", once)[0] == "Bridge: rest 45 s → 20 s"


def test_sets_whose_words_are_too_long_are_named_without_their_loads() -> None:
    loads = TWO.replace("rest: 45s", "rest: 45s\n    sides: each\n    load: [10 kg, 12 kg, 14 kg]")
    three = loads.replace("reps: 15", "reps: [12, 10, 8]")
    (line, *_) = lines("[12, 10, 8]", "[12, 11, 8]", three)
    assert line == "Bridge: 12, 10, 8 reps → 12, 11, 8 reps"
    (line, *_) = lines("[12, 10, 8]", "[12, 10-12, 8]", three)
    assert line == "Bridge: 12, 10, 8 reps → 12 reps, 10-12 reps, 8 reps"


def test_a_long_text_only_changed() -> None:
    long = "word " * 20
    assert lines("hold: 30s", f"hold: 30s\n    description: {long}") == [
        "Wall sit: description changed"
    ]


def test_a_group_is_reported_once() -> None:
    text = (
        "name: Groups\nexercises:\n  - block: Legs\n    kind: superset\n    rounds: 2\n"
        "    exercises:\n      - {name: A, sets: 2, reps: 5}\n      - {name: B, sets: 2, reps: 5}\n"
    )
    assert lines("rounds: 2", "rounds: 2\n    rest-between-rounds: 2 min", text)[0] == (
        "A, B: Superset: Legs, 2 rounds, rest 1:00 between them"
        " → Superset: Legs, 2 rounds, rest 2:00 between them"
    )


PLAN = """\
name: Plan
exercises:
  - name: Bridge
    weeks:
      - {weeks: 1-2, reps: 10}
      - {weeks: 3-4, reps: 12}
"""


def test_what_holds_in_some_weeks_names_them() -> None:
    changed = loaded_difference_lines(loaded(PLAN), loaded(PLAN.replace("reps: 12", "reps: 8")))
    assert changed[0] == "Weeks 3-4: Bridge: 1 x 12 reps → 1 x 8 reps"
    assert all(line.startswith("Weeks 3-4: ") for line in changed)
    same = loaded_difference_lines(loaded(PLAN), loaded(PLAN.replace("Bridge", "Hip lift")))
    assert same[0].startswith("Weeks 1-2: Removed: Bridge")
    assert loaded_difference_lines(loaded(PLAN), loaded(PLAN)) == []


def test_every_aspect_has_words() -> None:
    before = compare(laid_out(TWO), laid_out(TWO.replace("reps: 15", "reps: 12"))).exercises[0]
    assert before.before is not None
    assert before.after is not None
    for aspect in Aspect:
        assert aspect_words(aspect, before.before, before.after)
