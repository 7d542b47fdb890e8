"""Changing the plan during a run: later, another set, easier, to another exercise, less time."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from hamtimer.core.play.commands import CHANGES_PLAN, Command
from hamtimer.core.play.outcomes import Result
from hamtimer.core.play.plan import plan_of
from hamtimer.core.play.player import COUNT_IN_MS, Player
from hamtimer.core.play.state import Event, EventKind, Status
from hamtimer.core.play.totals import done_totals, plan_totals
from hamtimer.core.session.model import Block, BlockKind, Exercise, Part, Role, Session, Sides
from hamtimer.core.session.work import NO_TIME, Length
from hamtimer.core.timeline.compiler import compile_session
from hamtimer.core.timeline.cue_kinds import CueKind
from hamtimer.core.timeline.steps import StepKind, Timeline
from tests.core.make import curl, exercises, session, timeline
from tests.core.make import timelines as plain_timelines

T0 = 5_000_000
READY, SET, REST = 10_000, 14_000, 60_000
SQUAT = curl(name="Squat", sets=2)
ROW = curl(name="Row", sets=2)
DIP = curl(name="Dip")
THREE = timeline(SQUAT, ROW, DIP)


def started(made: Timeline) -> Player:
    player = Player(made, gap_ms=None)
    player.do(Command.START, T0)
    return player


def order(player: Player) -> list[str]:
    """Return the sets of a run in their order: `Squat 1`."""
    work = [step for step in player.timeline.steps if step.kind.is_work]
    return [f"{step.exercise.name} {step.set_number}" for step in work if step.ends_set]


def play_on(player: Player, now: int) -> list[str]:
    """Play to the end; return the sets that were played, in their order."""
    played = list[str]()
    while not player.is_over:
        now += 500
        for event in player.advance(now):
            if event.kind is EventKind.STEP and event.step and event.step.kind.is_work:
                played.append(f"{event.step.exercise.name} {event.step.set_number}")
    return played


# Later


def test_an_exercise_comes_after_the_next_one_and_again_later() -> None:
    player = started(THREE)
    player.do(Command.LATER, T0 + 1_000)
    assert order(player) == ["Row 1", "Row 2", "Squat 1", "Squat 2", "Dip 1"]
    assert player.step.exercise.name == "Row"
    assert player.step.kind is StepKind.PREPARE
    player.do(Command.LATER, T0 + 3_000)
    assert order(player) == ["Row 1", "Row 2", "Dip 1", "Squat 1", "Squat 2"]
    assert (player.step.exercise.name, player.state.position_ms(T0 + 3_000)) == ("Row", 2_000)
    player.do(Command.LATER, T0 + 4_000)
    assert order(player) == ["Dip 1", "Row 1", "Row 2", "Squat 1", "Squat 2"]


def test_later_in_the_next_exercise_is_about_that_one() -> None:
    player = started(THREE)
    player.do(Command.LATER, T0 + 1_000)
    rest = T0 + 1_000 + READY + SET + 1_000
    player.do(Command.LATER, rest)
    assert order(player) == ["Row 1", "Squat 1", "Squat 2", "Row 2", "Dip 1"]


def test_the_sets_that_are_left_come_later_and_the_rest_continues() -> None:
    player = started(THREE)
    rest = T0 + READY + SET + 20_000
    player.advance(rest)
    before = player.state.position_ms(rest)
    player.do(Command.LATER, rest)
    assert order(player) == ["Squat 1", "Row 1", "Row 2", "Squat 2", "Dip 1"]
    assert (player.step.kind, player.state.position_ms(rest)) == (StepKind.REST, before)
    assert player.step.exercise.name == "Row"
    assert play_on(player, rest) == ["Row 1", "Row 2", "Squat 2", "Dip 1"]
    assert {one.result for one in player.outcomes()} == {Result.DONE}


def test_a_set_that_has_begun_is_not_done_later_nor_is_the_last_exercise() -> None:
    player = started(THREE)
    assert player.can(Command.LATER, T0 + READY - 1)
    assert not player.can(Command.LATER, T0 + READY + 1_000)
    player.do(Command.GO_TO, T0 + 1_000, "dip")
    assert not player.can(Command.LATER, T0 + 1_500)


def test_in_a_superset_only_this_round_changes() -> None:
    pair = Block((SQUAT, ROW), kind=BlockKind.SUPERSET, rounds=2)
    player = started(timeline(pair, DIP))
    player.do(Command.LATER, T0 + 1_000)
    assert order(player) == ["Row 1", "Squat 1", "Squat 2", "Row 2", "Dip 1"]
    assert not started(timeline(pair)).can(Command.LATER, T0 + READY + SET + 1_000)


def test_what_is_skipped_does_not_come_first() -> None:
    player = started(THREE)
    player.do(Command.GO_TO, T0 + 100, "row")
    player.do(Command.SKIP_EXERCISE, T0 + 200)
    player.do(Command.GO_TO, T0 + 300, "squat")
    player.do(Command.LATER, T0 + 400)
    assert player.step.exercise.name == "Dip"


# Another set


def test_another_set_of_what_was_just_done_has_its_rest_and_is_beyond_the_plan() -> None:
    player = started(THREE)
    first_rest = T0 + READY + SET + 1_000
    player.advance(first_rest)
    player.do(Command.ANOTHER_SET, first_rest)
    assert order(player)[:3] == ["Squat 1", "Squat 2", "Squat 3"]
    assert play_on(player, first_rest)[:3] == ["Squat 2", "Squat 3", "Row 1"]
    plan = plan_of(player.timeline)
    planned = {one.name: one.sets for one in plan_totals(plan).exercises}
    done = {one.name: one.sets for one in done_totals(plan, player.outcomes()).exercises}
    assert (planned["Squat"], done["Squat"]) == (2, 3)


def test_the_sets_of_the_plan_come_before_the_one_beyond_it() -> None:
    player = started(timeline(curl(sets=3)))
    player.do(Command.ANOTHER_SET, T0 + READY + 1_000)
    extra = [turn.is_extra for turn in player.timeline.turns]
    assert extra == [False, False, False, True]
    plans = tuple(replace(curl(n).sets[0]) for n in (3, 2))
    pyramid = started(timeline(replace(curl(), sets=plans)))
    pyramid.do(Command.ANOTHER_SET, T0 + READY + 1_000)
    reps = [s.reps.count for s in pyramid.timeline.steps if s.reps]
    assert reps == [3, 3, 2]


def test_another_set_while_a_set_runs_comes_after_it() -> None:
    player = started(timeline(curl(sides=Sides.EACH)))
    now = T0 + READY + 20_000
    player.advance(now)
    before = player.step.id, player.state.position_ms(now)
    player.do(Command.ANOTHER_SET, now)
    assert (player.step.id, player.state.position_ms(now)) == before
    assert order(player) == ["Curl 1", "Curl 2"]


def test_nothing_was_done_before_the_first_set() -> None:
    assert not started(THREE).can(Command.ANOTHER_SET, T0 + 1_000)


# Easier and harder


def nordic() -> Exercise:
    easier = tuple(replace(curl(name=name, sets=2), base="nordic") for name in ("Assisted", "Band"))
    return replace(curl(name="Nordic", sets=3), easier=easier)


def test_an_easier_variant_is_done_from_now_on() -> None:
    player = started(timeline(nordic()))
    rest = T0 + READY + SET + 1_000
    player.do(Command.EASIER, rest)
    assert order(player) == ["Nordic 1", "Assisted 2", "Assisted 3"]
    assert not player.can(Command.HARDER, T0) or player.can(Command.HARDER, rest)
    play_on(player, rest)
    plan = plan_of(player.timeline)
    assert {(work.exercise, work.variant) for work in plan} == {
        ("nordic", ""),
        ("nordic", "assisted"),
    }
    assert [one.result for one in player.outcomes()] == [Result.DONE] * 3


def test_harder_goes_back_up_and_the_ladder_ends() -> None:
    player = started(timeline(nordic()))
    assert not player.can(Command.HARDER, T0)
    player.do(Command.EASIER, T0)
    player.do(Command.EASIER, T0 + 100)
    assert order(player) == ["Band 1", "Band 2", "Band 3"]
    assert not player.can(Command.EASIER, T0 + 100)
    player.do(Command.HARDER, T0 + 200)
    player.do(Command.HARDER, T0 + 300)
    assert order(player) == ["Nordic 1", "Nordic 2", "Nordic 3"]


def test_a_set_of_which_something_was_done_is_repeated_as_the_variant() -> None:
    player = started(timeline(nordic()))
    now = T0 + READY + 8_000
    player.do(Command.EASIER, now)
    assert order(player) == ["Nordic 1", "Assisted 1", "Assisted 2", "Assisted 3"]
    assert [(one.result, one.reps) for one in player.outcomes()] == [(Result.STOPPED, 1)]
    assert player.step.exercise.name == "Assisted"
    planned = plan_totals(plan_of(player.timeline))
    assert {one.name: one.sets for one in planned.exercises} == {"Assisted": 3}


def test_a_set_of_which_nothing_was_done_is_replaced() -> None:
    player = started(timeline(nordic()))
    player.do(Command.EASIER, T0 + READY + 2_000)
    assert order(player) == ["Assisted 1", "Assisted 2", "Assisted 3"]
    assert not player.outcomes()


# To another exercise


def test_what_was_passed_over_stays_not_done_and_can_be_gone_to() -> None:
    player = started(THREE)
    player.do(Command.GO_TO, T0 + 1_000, "dip")
    assert (player.step.exercise.name, player.outcomes()) == ("Dip", ())
    assert [(one.name, one.left, one.is_current) for one in player.exercises()] == [
        ("Squat", 2, False),
        ("Row", 2, False),
        ("Dip", 1, True),
    ]
    now = T0 + 1_000 + READY + SET - 500
    player.do(Command.GO_TO, now, "squat")
    assert play_on(player, now) == ["Squat 1", "Squat 2", "Row 1", "Row 2", "Dip 1"]


def test_going_to_an_exercise_undoes_that_it_is_skipped() -> None:
    player = started(THREE)
    player.do(Command.SKIP_EXERCISE, T0 + 1_000)
    assert [(one.name, one.is_skipped, one.is_current) for one in player.exercises()] == [
        ("Squat", True, False),
        ("Row", False, True),
        ("Dip", False, False),
    ]
    player.do(Command.GO_TO, T0 + 2_000, "squat")
    assert player.step.exercise.name == "Squat"
    assert not player.state.skipped


def test_one_cannot_go_to_where_one_is_or_to_nowhere() -> None:
    player = started(THREE)
    assert not player.can(Command.GO_TO, T0, "squat")
    assert not player.can(Command.GO_TO, T0, "no such exercise")


# Less time


def test_sets_are_left_out_from_the_end_before_exercises() -> None:
    player = started(timeline(SQUAT, curl(name="Row", sets=3), DIP))
    whole = player.fit("60", T0)
    assert whole is not None
    assert not whole.left_out
    less = player.fit("5", T0)
    assert less is not None
    assert [(one.name, one.sets) for one in less.left_out] == [("Row", (2, 3))]
    assert less.fits
    least = player.fit("1", T0)
    assert least is not None
    assert [(one.name, one.sets) for one in least.left_out] == [
        ("Squat", (2,)),
        ("Row", ()),
        ("Dip", ()),
    ]
    player.do(Command.FIT, T0, "5")
    assert order(player) == ["Squat 1", "Squat 2", "Row 1", "Dip 1"]
    player.do(Command.UNDO, T0)
    assert order(player)[-2:] == ["Row 3", "Dip 1"]


def test_warm_up_and_cool_down_stay() -> None:
    roles = (Role.WARM_UP, Role.WORK, Role.WORK, Role.COOL_DOWN)
    parts = zip(roles, ("Walk", "Squat", "Row", "Fold"), strict=True)
    made = [Part(role, Block((curl(name=name, sets=2),))) for role, name in parts]
    player = started(compile_session(Session("All", tuple(made))))
    player.do(Command.FIT, T0, "0")
    assert order(player) == ["Walk 1", "Walk 2", "Fold 1", "Fold 2"]


def test_rounds_are_left_out_as_wholes() -> None:
    pair = Block((curl(name="A", sets=3), curl(name="B", sets=3)), kind=BlockKind.CIRCUIT, rounds=3)
    player = started(timeline(SQUAT, pair))
    player.do(Command.FIT, T0)
    assert order(player) == ["Squat 1", "Squat 2", "A 1", "B 1", "A 2", "B 2"]


def test_what_is_skipped_need_not_be_left_out() -> None:
    player = started(THREE)
    player.do(Command.GO_TO, T0, "dip")
    player.do(Command.SKIP_EXERCISE, T0 + 100)
    again = started(THREE)
    again.do(Command.GO_TO, T0, "row")
    again.do(Command.SKIP_EXERCISE, T0 + 100)
    again.do(Command.GO_TO, T0 + 200, "squat")
    fitted = again.fit("0", T0 + 200)
    assert player.is_over
    assert fitted is not None
    assert [one.name for one in fitted.left_out] == ["Squat", "Dip"]


def test_what_was_left_out_is_no_skipped_set() -> None:
    player = started(THREE)
    player.do(Command.FIT, T0, "1")
    play_on(player, T0)
    plan = plan_of(player.timeline)
    assert [one.name for one in plan_totals(plan).exercises] == ["Squat"]
    assert {one.result for one in player.outcomes()} == {Result.DONE}


# Undoing


def test_a_change_can_be_undone_after_further_sets_and_keeps_them() -> None:
    player = started(THREE)
    player.do(Command.FIT, T0, "1")
    now = T0 + READY + SET + 100
    player.advance(now)
    assert player.is_over
    again = started(THREE)
    again.do(Command.LATER, T0)
    now = T0 + READY + SET + 1_000
    again.advance(now)
    again.do(Command.UNDO, now)
    assert order(again) == ["Squat 1", "Squat 2", "Row 1", "Row 2", "Dip 1"]
    assert len(again.outcomes()) == 1
    assert again.step.kind is StepKind.REST


def test_a_rest_that_gets_shorter_still_counts_in() -> None:
    short = replace(curl(name="Squat", sets=2, rest_ms=20_000), rest_after=Length.fixed(90_000))
    player = started(timeline(short, replace(ROW, prepare_ms=0)))
    now = T0 + READY + SET + 20_000 + SET + 60_000
    player.advance(now)
    player.do(Command.ANOTHER_SET, now)
    assert (player.step.kind, player.step.exercise.name) == (StepKind.REST, "Squat")
    assert (player.step.length_ms or 0) - player.state.position_ms(now) == COUNT_IN_MS + 1


# On the clock


def test_nothing_is_added_where_a_clock_runs_over_the_whole_round() -> None:
    pair = (curl(name="A", sets=2), curl(name="B", sets=2))
    capped = Block(pair, kind=BlockKind.CIRCUIT, rounds=None, within_ms=300_000)
    assert not started(timeline(capped)).can(Command.ANOTHER_SET, T0 + READY + 1_000)
    on_minute = Block(pair, kind=BlockKind.CIRCUIT, rounds=2, every_ms=120_000)
    assert not started(timeline(on_minute)).can(Command.ANOTHER_SET, T0 + READY + 1_000)


def test_on_its_own_interval_an_exercise_may_have_another_set() -> None:
    player = started(timeline(replace(curl(sets=2), every_ms=30_000)))
    now = T0 + READY + 1_000
    player.do(Command.ANOTHER_SET, now)
    player.advance(T0 + READY + 60_000 + 500)
    assert (player.step.kind, player.step.set_number) == (StepKind.SET, 3)
    assert player.state.position_ms(T0 + READY + 60_500) == 500


def test_under_a_cap_the_turn_of_a_round_moves_and_the_clock_continues() -> None:
    own = [replace(curl(5, tempo=None, name=n, prepare_ms=0), rest_after=NO_TIME) for n in "AB"]
    block = Block(
        tuple(own),
        kind=BlockKind.CIRCUIT,
        rounds=None,
        within_ms=300_000,
        rest_between_rounds=Length.fixed(20_000),
    )
    player = started(timeline(block))
    for at in (20_000, 40_000):
        player.do(Command.DONE, T0 + at)
    rest = T0 + 45_000
    player.do(Command.LATER, rest)
    assert player.step.exercise.name == "B"
    began = player.state.cap_began_ms
    player.do(Command.DONE, T0 + 46_000)
    player.do(Command.DONE, T0 + 80_000)
    assert (player.step.exercise.name, player.state.cap_began_ms) == ("A", began)
    player.do(Command.DONE, T0 + 90_000)
    cap = player.running_cap
    assert cap is not None
    score = player.score(cap)
    assert score is not None
    assert score.rounds == 2


def test_the_exercises_of_an_open_block_are_not_counted() -> None:
    block = Block((curl(name="A"),), kind=BlockKind.CIRCUIT, rounds=None, within_ms=300_000)
    (place,) = started(timeline(block)).exercises()
    assert (place.left, place.sets) == (1, 0)


def test_the_rounds_that_are_left_are_counted_again() -> None:
    pair = Block((curl(name="A", sets=3), curl(name="B", sets=3)), kind=BlockKind.CIRCUIT, rounds=3)
    player = started(timeline(SQUAT, pair))
    player.do(Command.FIT, T0)
    assert {step.rounds for step in player.timeline.steps if step.exercise.name == "A"} == {2}


# Laws

_every = st.sampled_from([0, 0, 20_000, 61_000])
_on_clock = st.builds(
    lambda one, every, number: replace(one, id=f"x{number}", every_ms=every),
    exercises,
    _every,
    st.integers(0, 10_000),
)
_clocked = st.builds(
    lambda items, kind, rounds, within, every: Block(
        tuple(items), "", kind, rounds or (None if within else 1), within, every
    ),
    st.lists(_on_clock, min_size=1, max_size=3),
    st.sampled_from([BlockKind.CIRCUIT, BlockKind.STRAIGHT]),
    st.integers(0, 2),
    st.sampled_from([0, 40_000, 120_000]),
    _every,
)
on_clocks = st.lists(_on_clock | _clocked, min_size=1, max_size=3).map(
    lambda items: compile_session(session(*items))
)
timelines = plain_timelines | on_clocks

_pressed = st.lists(
    st.tuples(st.sampled_from([*CHANGES_PLAN, *CHANGES_PLAN, *Command]), st.integers(0, 40_000)),
    max_size=12,
)


def follow(player: Player, pressed: list[tuple[Command, int]]) -> tuple[list[Event], int]:
    events, now = list[Event](), T0
    for command, later in pressed:
        now += later
        events += player.do(command, now)
    return events, now


@given(timelines, _pressed)
def test_a_run_is_the_same_whether_or_not_somebody_knows_what_is_due_next(
    made: Timeline, pressed: list[tuple[Command, int]]
) -> None:
    plain, foreseen = Player(made, gap_ms=None), Player(made, gap_ms=None)
    now = T0
    for command, later in pressed:
        for _ in range(3):
            foreseen.next_due(now)
            now += later // 3
            assert foreseen.advance(now) == plain.advance(now)
            assert foreseen.state == plain.state
            assert [foreseen.can(one, now) for one in Command] == [
                plain.can(one, now) for one in Command
            ]
        assert foreseen.do(command, now) == plain.do(command, now)


@given(timelines, _pressed)
def test_everything_done_is_in_the_plan_and_steps_keep_their_ids(
    made: Timeline, pressed: list[tuple[Command, int]]
) -> None:
    player = started(made)
    follow(player, pressed)
    ids = [step.id for step in player.timeline.steps]
    assert len(set(ids)) == len(ids)
    for outcome in player.attempts():
        step = player.timeline.step_of(outcome.step)
        assert step.kind.is_work
        assert step.side is outcome.side


@given(timelines, _pressed, st.sampled_from(sorted(CHANGES_PLAN)))
def test_undo_restores_exactly(
    made: Timeline, pressed: list[tuple[Command, int]], command: Command
) -> None:
    player = started(made)
    _, now = follow(player, pressed)
    player.advance(now)
    before = player.timeline, player.state.at(now), player.undoable
    if player.do(command, now):
        player.do(Command.UNDO, now)
        assert (player.timeline, player.state.at(now), player.undoable) == before


@given(timelines, _pressed)
def test_a_change_neither_repeats_nor_loses_a_cue(
    made: Timeline, pressed: list[tuple[Command, int]]
) -> None:
    player = started(made)
    events, now = follow(player, pressed)
    if player.state.status is Status.RUNNING:
        ahead = player.ahead(now, now + 5_000)
        then = [e for e in player.advance(now + 5_000) if e.kind is EventKind.CUE]
        assert [e for e in ahead if e.cue and e.cue.kind is not CueKind.SET_DONE] == [
            e for e in then if e.cue and e.cue.kind is not CueKind.SET_DONE and e.due_ms > now
        ]
    assert all(event.session_ms >= 0 for event in events)


@given(timelines, st.integers(0, 90_000), st.sampled_from([Command.ANOTHER_SET, Command.FIT]))
def test_a_step_in_progress_sounds_as_it_would_without_the_change(
    made: Timeline, at: int, command: Command
) -> None:
    changed, same = started(made), started(made)
    now = T0 + at
    for player in (changed, same):
        player.advance(now)
    here = changed.step
    if not here.kind.is_work or not changed.can(command, now):
        return
    changed.do(command, now)

    def heard(player: Player) -> list[tuple[CueKind, int]]:
        emitted = player.advance(now + 30_000)
        cues = [(e.cue, e) for e in emitted if e.cue and e.step and e.step.id == here.id]
        # Another set follows, so the end of this one is no longer that of the session.
        end = {CueKind.SESSION_DONE: CueKind.SET_DONE}
        return [(end.get(cue.kind, cue.kind), e.due_ms) for cue, e in cues]

    assert heard(changed) == heard(same)
