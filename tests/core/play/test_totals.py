"""Sets, repetitions and time under tension, planned and done."""

from dataclasses import replace

from hypothesis import given

from hamtimer.core.play.commands import Command
from hamtimer.core.play.plan import plan_of
from hamtimer.core.play.player import Player
from hamtimer.core.play.totals import Totals, done_totals, plan_totals, time_by_kind
from hamtimer.core.session.model import Block, Part, Role, Session, Side, Sides
from hamtimer.core.session.work import Length, Reps, Tempo
from hamtimer.core.timeline.compiler import compile_session
from hamtimer.core.timeline.steps import Timeline
from tests.core.make import curl, sit, timeline, timelines


def planned(made: Timeline) -> Totals:
    return plan_totals(plan_of(made))


def per_side(totals: Totals) -> list[tuple[Side, int, int | None]]:
    return [(s.side, s.reps, s.tension_ms) for e in totals.exercises for s in e.sides]


def test_two_sides_of_a_set_are_one_set_and_full_reps_for_each() -> None:
    totals = planned(timeline(curl(10, sets=3, sides=Sides.EACH)))
    assert (totals.sets, totals.reps) == (3, 60)
    assert per_side(totals) == [(Side.LEFT, 30, 210_000), (Side.RIGHT, 30, 210_000)]


def test_an_alternating_set_gives_each_side_its_reps() -> None:
    totals = planned(timeline(curl(10, sides=Sides.ALTERNATING)))
    assert totals.sets == 1
    assert per_side(totals) == [(Side.LEFT, 10, 70_000), (Side.RIGHT, 10, 70_000)]


def test_an_unloaded_return_is_no_time_under_tension() -> None:
    nordic = curl(5, tempo=Tempo(5_000, 0, 0, 0, reset_ms=4_000))
    assert planned(timeline(nordic)).tension_ms == 25_000


def test_warm_up_and_cool_down_do_not_count_as_work() -> None:
    parts = (
        Part(Role.WARM_UP, Block((curl(name="Walk"),))),
        Part(Role.WORK, Block((curl(),))),
        Part(Role.COOL_DOWN, Block((sit(Length.fixed(30_000), name="Stretch"),))),
    )
    made = compile_session(Session("All", parts))
    assert planned(made).sets == 1
    time = time_by_kind(made)
    assert (time.warm_up_ms, time.work_ms) == (24_000, 14_000)
    assert time.cool_down_ms == 60_000 + 10_000 + 30_000


def test_a_hold_is_all_tension() -> None:
    (held,) = planned(timeline(sit(Length.fixed(30_000), sets=2))).exercises
    assert (held.sets, held.held_ms, held.tension_ms) == (2, 60_000, 60_000)


def test_what_was_done_is_counted_and_the_rest_is_not() -> None:
    made = timeline(curl(Reps(3, 5), sets=3, sides=Sides.EACH))
    player = Player(made, gap_ms=None)
    player.do(Command.START, 0)
    player.advance(10_000 + 35_000 + 5_000 + 35_000)
    player.do(Command.NEXT, 90_000)
    player.do(Command.STOP, 90_000 + 3_000 + 2 * 7_000)
    totals = done_totals(plan_of(made), player.outcomes())
    assert totals.sets == 1, "the second set had but one side, and that not whole"
    assert [(s.side, s.reps) for s in totals.exercises[0].sides] == [
        (Side.LEFT, 7),
        (Side.RIGHT, 5),
    ]


def test_a_set_of_which_only_the_second_side_was_done_is_incomplete() -> None:
    made = timeline(curl(2, sides=Sides.EACH))
    player = Player(made, gap_ms=None)
    player.do(Command.START, 0)
    player.do(Command.NEXT, 11_000)
    player.advance(60_000)
    totals = done_totals(plan_of(made), player.outcomes())
    assert (totals.sets, per_side(totals)) == (0, [(Side.RIGHT, 2, 14_000)])


def test_an_odd_number_of_alternating_reps_began_with_the_first_side() -> None:
    made = timeline(replace(curl(3, sides=Sides.ALTERNATING), first_side=Side.RIGHT))
    player = Player(made, gap_ms=None)
    player.do(Command.START, 0)
    player.do(Command.DONE, 10_000 + 5 * 7_000 + 10)
    totals = done_totals(plan_of(made), player.outcomes())
    assert [(s.side, s.reps) for s in totals.exercises[0].sides] == [
        (Side.RIGHT, 3),
        (Side.LEFT, 2),
    ]


def test_a_self_paced_set_of_as_many_as_possible_was_done_without_counting() -> None:
    made = timeline(curl(Reps(0, None), tempo=None, sides=Sides.ALTERNATING))
    player = Player(made, gap_ms=None)
    player.do(Command.START, 0)
    player.do(Command.DONE, 10_000 + 40_000)
    totals = done_totals(plan_of(made), player.outcomes())
    assert totals.sets == 1
    assert per_side(totals) == [(Side.LEFT, 0, None), (Side.RIGHT, 0, None)]
    (done,) = totals.exercises
    assert [(side.uncounted, side.work_ms) for side in done.sides] == [(1, 20_000)] * 2


def test_as_many_as_possible_is_planned_as_what_is_assumed() -> None:
    made = timeline(curl(Reps(0, None), sides=Sides.ALTERNATING))
    assert per_side(planned(made)) == [(Side.LEFT, 12, 84_000), (Side.RIGHT, 12, 84_000)]


def test_the_least_number_of_sets_leaves_out_the_optional_ones() -> None:
    (raises,) = planned(timeline(replace(curl(sets=3), least_sets=2))).exercises
    assert (raises.sets, raises.least_sets) == (3, 2)


def test_a_correction_counts() -> None:
    made = timeline(curl(4, sets=2))
    player = Player(made, gap_ms=None)
    player.do(Command.START, 0)
    player.do(Command.FEWER_REPS, 45_000)
    assert per_side(done_totals(plan_of(made), player.outcomes())) == [(Side.BOTH, 3, 21_000)]


def test_nothing_done_comes_to_nothing() -> None:
    totals = done_totals(plan_of(timeline(curl())), ())
    assert (totals.sets, totals.reps, totals.tension_ms, totals.exercises) == (0, 0, 0, ())


@given(timelines)
def test_time_adds_up_to_the_length_of_the_session(made: Timeline) -> None:
    time = time_by_kind(made)
    whole = (
        time.work_ms
        + time.rest_ms
        + time.prepare_ms
        + time.switch_ms
        + time.wait_ms
        + time.warm_up_ms
        + time.cool_down_ms
    )
    assert whole == made.assumed_ms


@given(timelines)
def test_an_exact_session_played_to_the_end_is_done_as_planned(made: Timeline) -> None:
    player = Player(made, gap_ms=None)
    player.do(Command.START, 0)
    player.advance(made.assumed_ms + 10_000)
    if made.is_exact:
        assert done_totals(plan_of(made), player.outcomes()) == planned(made)
