"""Exercises and steps in words."""

from dataclasses import replace

import pytest

from hamtimer.core.play.plan import plan_of
from hamtimer.core.play.totals import plan_totals
from hamtimer.core.session.model import Block, BlockKind, Exercise, Sides, Start, StartKind
from hamtimer.core.session.work import Length, Phase, Reps, SetPart, SetPlan, Tempo, WorkKind
from hamtimer.core.timeline.steps import StepKind
from hamtimer.front.words.exercises import (
    number_words,
    planned_sets,
    set_number,
    set_words,
    step_words,
    tempo_words,
    work_words,
)
from tests.core.make import curl, one_each, reps_of, sit, timeline


def several(*reps: int) -> Exercise:
    return Exercise("a", "A", one_each(*reps_of(*reps)))


def holds(*lengths_ms: int) -> Exercise:
    parts = (SetPart(WorkKind.HOLD, length=Length.fixed(length)) for length in lengths_ms)
    return Exercise("a", "A", one_each(*parts))


def cluster(*reps: Reps, hold_s: int = 0) -> Exercise:
    part = SetPart(WorkKind.REPS)
    if hold_s:
        part = SetPart(WorkKind.HOLD, length=Length.fixed(hold_s * 1_000), relax_ms=5_000)
    parts = (replace(part, reps=one, continues=i > 0) for i, one in enumerate(reps))
    return Exercise("a", "A", (SetPlan(tuple(parts)),))


@pytest.mark.parametrize(
    ("exercise", "words"),
    [
        (curl(8, sets=3), "3 x 8 reps"),
        (curl(1), "1 x 1 rep"),
        (curl(Reps(15, 20), sets=3), "3 x 15-20 reps"),
        (replace(curl(10, sets=3), least_sets=2), "2-3 x 10 reps"),
        (several(12, 10, 8), "3 sets: 12 reps, 10 reps, 8 reps"),
        (curl(Reps(0, None)), "1 x as many as you can"),
        (curl(Reps(5, None)), "1 x as many as you can, at least 5"),
        (curl(8, sides=Sides.EACH), "1 x 8 reps each side"),
        (curl(8, sides=Sides.ALTERNATING), "1 x 8 reps each side, alternating"),
        (curl(8, sides=Sides.RIGHT), "1 x 8 reps, right side"),
        (sit(Length.fixed(30_000), sets=2), "2 x hold 30 s"),
        (sit(Length(0, None)), "1 x hold as long as you can"),
        (sit(Length(60_000, None)), "1 x hold as long as you can, at least 1:00"),
        (holds(30_000, 20_000), "2 sets: hold 30 s, hold 20 s"),
        (cluster(Reps(5, 5), Reps(5, 5), Reps(5, 5)), "1 x 5 + 5 + 5 reps"),
        (cluster(Reps(4, 6), Reps(0, None)), "1 x 4-6 + max"),
        (cluster(Reps(0, None), Reps(1, 1)), "1 x max + 1 rep"),
        (cluster(Reps(5, 5), Reps(4, None)), "1 x 5 + as many as you can, at least 4"),
        (cluster(Reps(5, 5), Reps(5, 5), hold_s=10), "1 x 5 + 5 reps of hold 10 s, relax 5 s"),
    ],
)
def test_work_is_written_as_on_a_training_plan(exercise: Exercise, words: str) -> None:
    assert work_words(exercise) == words


@pytest.mark.parametrize(
    ("tempo", "words"),
    [
        (Tempo(4_000, 1_000, 2_000, 0), "lower 4 s, bottom 1 s, lift 2 s"),
        (Tempo(2_000, 0, 2_500, 3_000, Phase.CONCENTRIC), "lift 2.5 s, top 3 s, lower 2 s"),
        (
            Tempo(3_000, 0, 1_000, 0, explosive=True),
            "lower 3 s, lift 1 s as fast as good form allows",
        ),
        (Tempo(6_000, 0, 0, 0, reset_ms=4_000), "lower 6 s, return 4 s"),
        (None, "at your own pace"),
    ],
)
def test_a_tempo_is_written_in_playing_order(tempo: Tempo | None, words: str) -> None:
    assert tempo_words(curl(tempo=tempo)) == words


def test_a_tempo_is_written_in_the_persons_own_words() -> None:
    nordic = replace(curl(), phase_names=((Phase.ECCENTRIC, "Roll out"),))
    assert tempo_words(nordic) == "roll out 4 s, bottom 1 s, lift 2 s"
    assert tempo_words(sit(Length.fixed(30_000))) == ""


def test_every_kind_of_step_is_described() -> None:
    key = Start(StartKind.KEY)
    each = replace(curl(8, sets=2, sides=Sides.EACH, name="Bridge"), start=key)
    words = [(step.kind, step_words(step)) for step in timeline(each).steps[:6]]
    assert words == [
        (StepKind.WAIT, "Wait for you: Bridge, set 1 of 2"),
        (StepKind.PREPARE, "Get ready: Bridge, left"),
        (StepKind.SET, "Set 1 of 2: Bridge, left, 8 reps"),
        (StepKind.SWITCH, "Switch sides, right"),
        (StepKind.SET, "Set 1 of 2: Bridge, right, 8 reps"),
        (StepKind.REST, "Rest, then Bridge, set 2 of 2"),
    ]


def test_a_name_from_a_file_is_no_command_to_a_terminal() -> None:
    (step, *_) = timeline(replace(curl(), name="Curl\x1b[2J")).steps
    assert step_words(step) == "Get ready: Curl?[2J"


def test_an_optional_set_is_marked_as_optional() -> None:
    last = timeline(replace(curl(sets=3), least_sets=2)).steps[-1]
    assert step_words(last).startswith("Set 3 of 3 (optional): Curl")


def test_the_planned_sets_of_a_range_are_a_range() -> None:
    ranged, plain = replace(curl(sets=3), least_sets=2), curl(sets=3, name="Other")
    planned = plan_totals(plan_of(timeline(ranged, plain))).exercises
    assert [planned_sets(plan) for plan in planned] == ["2-3 sets", "3 sets"]


def test_that_a_set_is_the_only_one_is_reported_nowhere() -> None:
    step = next(step for step in timeline(curl(8)).steps if step.kind is StepKind.SET)
    assert (set_words(step), set_number(step), number_words(step)) == ("", "", "")
    assert step_words(step) == "Curl, 8 reps"
    two = next(step for step in timeline(curl(8, sets=2)).steps if step.kind is StepKind.SET)
    assert (set_words(two), set_number(two, "/")) == ("Set 1 of 2", "1/2")
    assert step_words(two) == "Set 1 of 2: Curl, 8 reps"


def test_the_parts_of_an_only_set_are_numbered_as_parts() -> None:
    part = SetPart(WorkKind.REPS, reps=Reps(3, 3), tempo=Tempo(2_000, 0, 2_000, 0))
    exercise = Exercise("a", "A", (SetPlan((part, replace(part, continues=True))),))
    steps = [step for step in timeline(exercise).steps if step.kind is StepKind.SET]
    assert [number_words(step) for step in steps] == ["Part 1 of 2", "Part 2 of 2"]


def test_a_set_of_a_block_is_known_by_its_round() -> None:
    block = Block((curl(8, sets=2),), kind=BlockKind.SUPERSET, rounds=2)
    steps = [step for step in timeline(block).steps if step.kind is StepKind.SET]
    assert [step_words(step) for step in steps] == [
        "Round 1 of 2: Curl, 8 reps",
        "Round 2 of 2: Curl, 8 reps",
    ]
