"""What differs between two sessions, by values worked out by hand."""

from __future__ import annotations

from dataclasses import fields, replace
from itertools import permutations

import pytest

from hamtimer.core.differences import Aspect, compare
from hamtimer.core.session.model import (
    Exercise,
    Schedule,
    Session,
    Side,
    Sides,
    Signals,
    Start,
    StartKind,
)
from hamtimer.core.session.progression import Progression
from hamtimer.core.session.work import CueText, Effort, Length, Phase
from hamtimer.core.timeline.compiler import compile_session
from tests.core.two_exercises import TWO, laid_out


def session(text: str = TWO) -> Session:
    return laid_out(text).session


def changed(old: str, new: str, text: str = TWO) -> list[tuple[str, list[str]]]:
    assert old in text
    found = compare(laid_out(text), laid_out(text.replace(old, new)))
    return [(one.exercise.id, [aspect.value for aspect in one.aspects]) for one in found.exercises]


@pytest.mark.parametrize(
    ("old", "new", "aspects"),
    [
        ("reps: 15", "reps: 12", ["work"]),
        ("sets: 3", "sets: 4", ["work"]),
        ("sets: 3", "sets: 3\n    sides: each", ["work"]),
        ("sets: 3", "sets: 2-3", ["work"]),
        ("tempo: 3-0-2-0", "tempo: 4-0-2-0", ["tempo"]),
        ("rest: 45s", "rest: 30s", ["rest"]),
        ("rest: 45s", "rest: 45s\n    rest-after: 90s", ["rest-after"]),
        ("rest: 45s", "every: 2 min", ["work", "rest"]),
        ("rest: 45s", "rest: 45s\n    load: 12 kg", ["load"]),
        ("rest: 45s", "rest: 45s\n    cues: Hips up", ["cues"]),
        ("reps: 15", "reps: 12\n    load: 20 kg", ["work", "load"]),
        ("rest: 45s", "rest: 45s\n    harder: {name: One leg}", ["variants"]),
    ],
)
def test_each_change_is_named_by_what_changed(old: str, new: str, aspects: list[str]) -> None:
    assert changed(old, new) == [("bridge", aspects)]


def test_layout_and_comments_are_no_difference() -> None:
    found = compare(laid_out(TWO), laid_out(TWO.replace("sets: 3", "sets:   3  # three")))
    assert not found
    assert found.exercises == ()


def test_a_renamed_exercise_is_removed_and_added_unless_it_has_an_id() -> None:
    assert changed("name: Bridge", "name: Glute bridge") == [("bridge", []), ("glute-bridge", [])]
    with_id = TWO.replace("name: Bridge", "name: Bridge\n    id: b")
    assert changed("name: Bridge", "name: Glute bridge", with_id) == [("b", ["name"])]


def test_a_moved_exercise_is_the_only_one_that_moved() -> None:
    names = ("A", "B", "C", "D")

    def text(order: tuple[str, ...]) -> str:
        items = "".join(f"  - name: {name}\n    reps: 5\n" for name in order)
        return f"name: Order\nexercises:\n{items}"

    found = compare(laid_out(text(names)), laid_out(text(("B", "C", "D", "A"))))
    assert [(one.exercise.id, one.moved) for one in found.exercises] == [("a", True)]
    for order in permutations(names):
        found = compare(laid_out(text(names)), laid_out(text(order)))
        assert len(found.exercises) <= 3
        assert bool(found) is (order != names)


def test_a_group_is_a_difference_of_all_in_it() -> None:
    text = (
        "name: Groups\nexercises:\n  - block: Legs\n    kind: superset\n    rounds: 2\n"
        "    exercises:\n      - {name: A, reps: 5}\n      - {name: B, reps: 5}\n"
    )
    # Without `sets` each is done once a round.
    assert changed("rounds: 2", "rounds: 3", text)[0] == ("a", ["blocks", "work"])
    assert changed("kind: superset", "kind: circuit", text) == [
        ("a", ["blocks"]),
        ("b", ["blocks"]),
    ]


def test_the_lengths_before_and_after() -> None:
    found = compare(laid_out(TWO), laid_out(TWO.replace("reps: 15", "reps: 12")))
    # 3 sets of 3 reps less of 5 s each
    assert found.before.assumed_ms - found.after.assumed_ms == 45_000
    assert found.tension_ms == (3 * 15 * 5_000 + 30_000, 3 * 12 * 5_000 + 30_000)


def test_a_field_of_the_session() -> None:
    found = compare(laid_out(TWO), laid_out(TWO.replace("name: Two", "name: Three")))
    assert found.fields == ("name",)


OTHER = {
    "name": "Other",
    "least_sets": 2,
    "sides": Sides.EACH,
    "first_side": Side.RIGHT,
    "switch_ms": 1,
    "rest_after": Length(1, 1),
    "every_ms": 300_000,
    "prepare_ms": 1,
    "start": Start(StartKind.KEY),
    "load": "1 kg",
    "rpe": Effort(5, 5),
    "description": "other",
    "cues": (CueText("other"),),
    "phase_names": ((Phase.ECCENTRIC, "other"),),
    "equipment": ("other",),
    "assumed_ms": 1,
    "schedule": Schedule(1),
    "progression": Progression("other"),
    "link": "other",
    "signals": Signals(countdown_s=1),
}


@pytest.mark.parametrize("name", [each.name for each in fields(Exercise)])
def test_no_field_of_an_exercise_can_change_unnoticed(name: str) -> None:
    before = session()
    (part,) = before.parts
    first = part.block.items[0]
    assert isinstance(first, Exercise)
    if name in ("id", "base", "chosen_from"):  # what it is matched by and chosen among
        return
    other: object = OTHER.get(name)
    if name == "sets":
        other = (replace(first.sets[0], rest=Length(7, 7)), *first.sets[1:])
    elif name in ("easier", "harder"):
        other = (replace(first, id="other"),)
    after = replace(first, **{name: other})  # type: ignore[arg-type] # the values above fit
    block = replace(part.block, items=(after, *part.block.items[1:]))
    found = compare(
        compile_session(before),
        compile_session(replace(before, parts=(replace(part, block=block),))),
    )
    assert [one.exercise.id for one in found.exercises] == ["bridge"]
    assert found.exercises[0].aspects
    assert set(found.exercises[0].aspects) <= set(Aspect)


def test_a_variant_that_follows_its_exercise_is_no_difference_of_its_own() -> None:
    text = (
        "name: A\nexercises:\n"
        "  - {name: B, reps: 8, sets: 2, rest: 60s, easier: [{name: C, load: 2 kg}]}\n"
    )
    assert changed("60s", "90s", text) == [("b", ["rest"])]
    assert changed("2 kg", "3 kg", text) == [("b", ["variants"])]
