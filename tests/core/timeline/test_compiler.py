"""What follows what, and how long it takes."""

import itertools
from dataclasses import replace

from hypothesis import given

from hamtimer.core.session.model import (
    Block,
    BlockKind,
    Exercise,
    Part,
    Role,
    Session,
    Side,
    Sides,
    Start,
    StartKind,
)
from hamtimer.core.session.work import NO_TIME, Length, Reps
from hamtimer.core.timeline.compiler import compile_session
from hamtimer.core.timeline.steps import Step, StepKind, Timeline
from tests.core.make import curl, one_each, reps_of, session, sessions, sit, timeline


def kinds(made: Timeline) -> list[str]:
    return [step.kind.value for step in made.steps]


def works(made: Timeline) -> list[Step]:
    return [step for step in made.steps if step.kind.is_work]


def test_straight_sets_have_rests_between_them_and_none_at_the_end() -> None:
    made = timeline(curl(sets=3))
    assert kinds(made) == ["prepare", "set", "rest", "set", "rest", "set"]


def test_steps_follow_each_other_without_gaps() -> None:
    made = timeline(curl(sets=2, reps=2))
    assert [(s.start_ms, s.length_ms) for s in made.steps] == [
        (0, 10_000),
        (10_000, 14_000),
        (24_000, 60_000),
        (84_000, 14_000),
    ]
    assert made.assumed_ms == made.least_ms == 98_000


def test_every_exercise_has_a_get_ready_after_the_rest() -> None:
    made = timeline(curl(name="One"), curl(name="Two"))
    assert kinds(made) == ["prepare", "set", "rest", "prepare", "set"]
    assert made.steps[2].exercise.name == "Two", "a rest shows what comes next"


def test_a_set_of_two_sides_is_one_set_with_full_reps_on_each_side() -> None:
    made = timeline(curl(5, sets=2, sides=Sides.EACH))
    assert kinds(made) == ["prepare", "set", "switch", "set", "rest", "set", "switch", "set"]
    assert [s.side for s in works(made)] == [Side.LEFT, Side.RIGHT, Side.LEFT, Side.RIGHT]
    assert {s.reps.count for s in works(made) if s.reps} == {5}
    assert [s.set_number for s in works(made)] == [1, 1, 2, 2]
    assert [s.ends_set for s in works(made)] == [False, True, False, True]
    assert {s.sets for s in works(made)} == {2}


def test_the_first_side_can_be_the_right_one() -> None:
    right_first = replace(curl(sides=Sides.EACH), first_side=Side.RIGHT)
    assert [s.side for s in works(timeline(right_first))] == [Side.RIGHT, Side.LEFT]


def test_one_side_alone_needs_no_switch() -> None:
    assert kinds(timeline(curl(sides=Sides.LEFT))) == ["prepare", "set"]


def test_an_alternating_set_plays_the_reps_of_both_sides_in_turn() -> None:
    made = timeline(curl(10, sides=Sides.ALTERNATING))
    assert kinds(made) == ["prepare", "set"]
    plan = made.steps[1].reps
    assert plan is not None
    assert (plan.count, plan.total, plan.sides) == (10, 20, (Side.LEFT, Side.RIGHT))
    assert made.steps[1].length_ms == 20 * 7_000


def test_a_superset_goes_from_one_exercise_to_the_other_and_rests_after_the_round() -> None:
    lifts = replace(curl(name="Lifts", sets=2), rest_after=NO_TIME)
    wall = replace(sit(Length.fixed(30_000), sets=2), prepare_ms=0, rest_after=NO_TIME)
    block = Block(
        (lifts, wall), kind=BlockKind.SUPERSET, rounds=2, rest_between_rounds=Length.fixed(90_000)
    )
    made = timeline(block)
    assert kinds(made) == ["prepare", "set", "hold", "rest", "set", "hold"]
    assert made.steps[3].length_ms == 90_000
    assert [(s.set_number, s.sets, s.round_number) for s in works(made)] == [
        (1, 2, 1),
        (1, 2, 1),
        (2, 2, 2),
        (2, 2, 2),
    ]


def test_an_exercise_with_fewer_sets_drops_out_of_later_rounds() -> None:
    once = curl(name="Once", sets=1)
    thrice = curl(name="Thrice", sets=3)
    made = timeline(Block((once, thrice), kind=BlockKind.CIRCUIT, rounds=3))
    assert [s.exercise.name for s in works(made)] == ["Once", "Thrice", "Thrice", "Thrice"]


def test_the_outermost_end_says_how_long_the_rest_is() -> None:
    inner = Block(
        (replace(curl(name="A"), rest_after=Length.fixed(1_000)),), rest_after=Length.fixed(2_000)
    )
    outer = Block((inner, curl(name="B")), rounds=2, rest_between_rounds=Length.fixed(3_000))
    rests = [s.length_ms for s in timeline(outer).steps if s.kind is StepKind.REST]
    assert rests == [2_000, 3_000, 2_000]


def test_sets_of_a_repeated_straight_block_are_counted_through() -> None:
    made = timeline(Block((curl(sets=2),), rounds=2))
    assert [(s.set_number, s.sets) for s in works(made)] == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_reps_given_per_set_are_used_in_turn() -> None:
    made = timeline(replace(curl(), sets=one_each(*reps_of(12, 10, 8))))
    assert [s.reps.count for s in works(made) if s.reps] == [12, 10, 8]


def test_a_range_plays_to_its_top() -> None:
    step = timeline(curl(Reps(15, 20))).steps[1]
    assert step.reps is not None
    assert (step.reps.least, step.reps.count, step.length_ms) == (15, 20, 140_000)


def test_work_without_an_end_is_open_and_planned_with_a_likely_length() -> None:
    made = timeline(sit(Length(60_000, None)))
    step = made.steps[1]
    assert (step.length_ms, step.minimum_ms, step.least_ms, step.assumed_ms) == (
        None,
        60_000,
        60_000,
        60_000,
    )
    assert not made.is_exact


def test_a_self_paced_set_is_open() -> None:
    step = timeline(curl(10, tempo=None)).steps[1]
    assert (step.length_ms, step.assumed_ms) == (None, 40_000)


def test_the_assumed_length_can_be_given() -> None:
    asked = replace(sit(Length(60_000, None)), assumed_ms=90_000)
    assert timeline(asked).steps[1].assumed_ms == 90_000


def test_no_less_is_assumed_than_what_is_to_be_done_at_least() -> None:
    hold = replace(sit(Length(60_000, None)), assumed_ms=30_000)
    assert works(timeline(hold))[0].assumed_ms == 60_000
    assert works(timeline(curl(Reps(20, None))))[0].assumed_ms == 20 * 7_000


def test_a_set_that_waits_has_a_get_ready_after_the_wait() -> None:
    waiting = replace(curl(sets=2), start=Start(StartKind.KEY))
    made = timeline(waiting)
    assert kinds(made) == ["wait", "prepare", "set", "rest", "wait", "prepare", "set"]
    assert made.steps[0].length_ms is None


def test_a_wait_can_end_by_itself() -> None:
    made = timeline(replace(curl(), start=Start(StartKind.AFTER, 120_000)))
    assert (made.steps[0].kind, made.steps[0].length_ms) == (StepKind.WAIT, 120_000)


def test_a_step_knows_what_follows_it() -> None:
    made = timeline(curl(sets=2))
    follows = [s.followed_by for s in made.steps]
    assert follows == [StepKind.SET, StepKind.REST, StepKind.SET, None]
    assert [s.starts_work for s in made.steps] == [True, False, True, False]


def test_warm_up_and_work_count_their_sets_apart() -> None:
    parts = (Part(Role.WARM_UP, Block((curl(),))), Part(Role.WORK, Block((curl(sets=2),))))
    made = compile_session(Session("Both", parts))
    assert [(s.role, s.set_number, s.sets) for s in works(made)] == [
        (Role.WARM_UP, 1, 1),
        (Role.WORK, 1, 2),
        (Role.WORK, 2, 2),
    ]


def test_nothing_of_length_zero_is_laid_out() -> None:
    bare = replace(curl(sets=2, prepare_ms=0, rest_ms=0, sides=Sides.EACH), switch_ms=0)
    assert kinds(timeline(bare)) == ["set", "set", "set", "set"]


def test_the_sets_above_the_bottom_of_a_range_of_sets_are_optional() -> None:
    raises = replace(curl(sets=3), least_sets=2)
    assert [s.is_optional for s in works(timeline(raises))] == [False, False, True]
    rounds = Block((raises, curl(sets=3, name="B")), kind=BlockKind.SUPERSET, rounds=3)
    optional = [(s.exercise.name, s.set_number) for s in works(timeline(rounds)) if s.is_optional]
    assert optional == [("Curl", 3)]
    twice = timeline(Block((raises,), rounds=2))
    assert [s.set_number for s in works(twice) if s.is_optional] == [3, 6]


def test_the_halves_of_a_set_are_known_when_its_reps_are() -> None:
    plans = [works(timeline(curl(reps)))[0].reps for reps in (8, 5, Reps(8, None))]
    assert [plan and plan.halfway_rep for plan in plans] == [5, 4, None]
    own_pace = works(timeline(curl(8, tempo=None)))[0].reps
    assert own_pace is not None
    assert own_pace.halfway_rep is None


@given(sessions)
def test_steps_are_numbered_and_leave_no_gap(made: Session) -> None:
    laid = compile_session(made)
    clock = 0
    for index, step in enumerate(laid.steps):
        assert (step.index, step.start_ms) == (index, clock)
        assert step.length_ms is None or step.length_ms == step.assumed_ms
        clock += step.assumed_ms
    assert clock == laid.assumed_ms
    assert laid.least_ms <= laid.assumed_ms


@given(sessions)
def test_a_session_ends_with_work_and_never_rests_twice_in_a_row(made: Session) -> None:
    steps = compile_session(made).steps
    assert steps[-1].kind.is_work
    assert steps[0].kind is not StepKind.REST
    pairs = [(a.kind, b.kind) for a, b in itertools.pairwise(steps)]
    assert (StepKind.REST, StepKind.REST) not in pairs


@given(sessions)
def test_both_sides_of_every_set_get_the_same(made: Session) -> None:
    sets: dict[tuple[Role, str, int], list[Step]] = {}
    for step in works(compile_session(made)):
        if step.exercise.sides is Sides.EACH:
            sets.setdefault((step.role, step.exercise.id, step.set_number), []).append(step)
    for group in sets.values():
        lefts = [(s.reps and s.reps.count, s.length_ms) for s in group if s.side is Side.LEFT]
        rights = [(s.reps and s.reps.count, s.length_ms) for s in group if s.side is Side.RIGHT]
        assert lefts == rights


def test_compiling_does_not_change_the_session() -> None:
    made = session(curl(sets=2))
    exercise: Exercise = made.exercises()[0]
    compile_session(made)
    assert made.exercises()[0] == exercise
