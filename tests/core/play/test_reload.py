"""Going on in another version of the session, as when its file was changed during the run."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from hamtimer.core.play.commands import Command
from hamtimer.core.play.player import Player
from hamtimer.core.session.model import Session
from hamtimer.core.session.work import Length
from hamtimer.core.timeline.compiler import compile_session
from hamtimer.core.timeline.steps import StepKind, Timeline
from tests.core.make import curl, session, sessions, timelines
from tests.core.play.test_changes import READY, REST, SET, T0, follow, order, play_on, started

SQUAT, ROW = curl(name="Squat", sets=2), curl(name="Row", sets=2)
BEFORE = session(SQUAT, ROW)


def reloaded(after: Session, at: int) -> Player:
    """Return a run at `at` milliseconds that went on in another version just then."""
    player = started(compile_session(BEFORE))
    player.advance(T0 + at)
    player.reload(after, T0 + at)
    return player


def test_what_comes_after_follows_the_new_file_and_the_set_in_progress_continues() -> None:
    now = READY + SET + REST + 3_000
    player = reloaded(session(curl(4, name="Squat", sets=3), curl(name="Dip")), now)
    assert player.step.reps is not None
    assert (player.step.reps.count, player.state.position_ms(T0 + now)) == (2, 3_000)
    assert order(player) == ["Squat 1", "Squat 2", "Squat 3", "Dip 1"]
    assert play_on(player, T0 + now) == ["Squat 3", "Dip 1"]
    assert [one.reps for one in player.outcomes()] == [2, 2, 4, 2]


def test_a_rest_continues_and_leads_to_the_changed_set() -> None:
    now = READY + SET + 20_000
    player = reloaded(session(curl(4, name="Squat", sets=2, rest_ms=45_000), ROW), now)
    assert (player.step.kind, player.step.length_ms) == (StepKind.REST, 60_000)
    assert player.step.reps is None
    assert play_on(player, T0 + now)[:2] == ["Squat 2", "Row 1"]
    assert player.outcomes()[1].reps == 4


def test_what_is_gone_from_the_file_stays_done() -> None:
    now = READY + SET + 20_000
    player = reloaded(session(ROW), now)
    assert order(player) == ["Squat 1", "Row 1", "Row 2"]
    assert player.step.exercise.name == "Row"
    play_on(player, T0 + now)
    assert [player.timeline.step_of(one.step).exercise.name for one in player.outcomes()] == [
        "Squat",
        "Row",
        "Row",
    ]


def test_nothing_left_ends_the_run() -> None:
    player = reloaded(session(curl(name="Squat")), READY + SET + 20_000)
    assert player.is_over


def test_a_reload_can_be_undone() -> None:
    now = READY + SET + 20_000
    player = started(compile_session(BEFORE))
    player.advance(T0 + now)
    before = player.timeline, player.state.at(T0 + now)
    player.reload(session(ROW), T0 + now)
    player.do(Command.UNDO, T0 + now)
    assert (player.timeline, player.state.at(T0 + now)) == before


def test_the_same_file_changes_nothing_that_is_played() -> None:
    now = READY + SET + 20_000
    player, same = reloaded(BEFORE, now), started(compile_session(BEFORE))
    assert [step.id for step in player.timeline.steps if step.kind.is_work] == [
        step.id for step in same.timeline.steps if step.kind.is_work
    ]
    assert play_on(player, T0 + now) == ["Squat 2", "Row 1", "Row 2"]


def test_before_the_start_nothing_is_reloaded() -> None:
    assert not Player(compile_session(BEFORE)).reload(session(ROW), T0)


_pressed = st.lists(st.tuples(st.sampled_from(Command), st.integers(0, 40_000)), max_size=8)


@given(timelines, sessions, _pressed, _pressed)
def test_whatever_is_reloaded_what_was_done_stays_in_the_plan(
    made: Timeline,
    after: Session,
    pressed: list[tuple[Command, int]],
    then: list[tuple[Command, int]],
) -> None:
    player = started(made)
    _, now = follow(player, pressed)
    log = player.attempts()
    player.reload(after, now)
    assert player.attempts()[: len(log)] == log
    for command, later in then:
        now += later
        player.do(command, now)
    assert all(player.timeline.has_step(one.step) for one in player.attempts())


def test_the_rest_between_two_versions_of_an_exercise_is_the_one_that_was_begun() -> None:
    squat = replace(curl(name="Squat", sets=3, rest_ms=20_000), rest_after=Length.fixed(60_000))
    changed = replace(curl(name="Squat", sets=3, rest_ms=30_000), rest_after=Length.fixed(60_000))
    player = started(compile_session(session(squat)))
    now = T0 + READY + SET + 1_000
    player.advance(now)
    player.reload(session(changed), now)
    rests = [step.length_ms for step in player.timeline.steps if step.kind is StepKind.REST]
    assert rests == [20_000, 30_000]
    assert player.state.position_ms(now) == 1_000
