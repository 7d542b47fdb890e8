"""A run with nobody there is the same however it is clocked."""

from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from hamtimer.core.play.commands import Command
from hamtimer.core.play.player import GAP_MS, Player
from hamtimer.core.play.state import Event, EventKind
from hamtimer.core.run.run import Run
from hamtimer.core.session.work import Length, Reps
from hamtimer.core.timeline.steps import Timeline
from hamtimer.plain.alone import play_alone, play_at_once
from tests.core.make import curl, sit, timeline, timelines


def play(made: Timeline) -> list[Event]:
    return list(play_at_once(Run(Player(made, gap_ms=None, count_in_ms=0))))


def of_kind(events: list[Event], kind: EventKind) -> list[Event]:
    return [event for event in events if event.kind is kind]


@given(timelines)
def test_without_waiting_every_step_begins_where_explain_says(made: Timeline) -> None:
    events = play(made)
    begun = [(event.step, event.session_ms) for event in of_kind(events, EventKind.STEP)]
    assert begun == [(step, step.start_ms) for step in made.steps]
    assert events[-1].kind is EventKind.FINISHED
    assert events[-1].session_ms == made.assumed_ms


@given(timelines, st.lists(st.integers(1, GAP_MS), max_size=5))
def test_looking_at_any_moments_gives_the_same_events(made: Timeline, ticks: list[int]) -> None:
    run = Run(Player(made, gap_ms=None, count_in_ms=0))
    events = list(chain(run.do(Command.START, 0), play_alone(run, 0, 0)))
    now = 0
    while not run.player.is_over:
        for tick in (*ticks, GAP_MS):
            events += play_alone(run, now, now + tick)
            now += tick
    assert events == play(made)


def test_an_open_hold_ends_at_its_assumed_length() -> None:
    events = play(timeline(sit(Length(60_000, None))))
    (outcome,) = of_kind(events, EventKind.OUTCOME)
    assert outcome.outcome is not None
    assert outcome.outcome.held_ms == 60_000


def test_a_set_that_ends_begins_no_further_rep() -> None:
    events = play(timeline(curl(Reps(0, None))))
    reps = [event.cue.rep for event in events if event.cue]
    assert max(reps) == 12


def test_whoever_comes_late_ends_an_open_step_then_and_not_in_the_past() -> None:
    run = Run(Player(timeline(sit(Length(20_000, None)), curl()), gap_ms=None))
    run.do(Command.START, 0)
    run.advance(70_000)
    events = list(play_alone(run, 70_000, 70_100))
    (outcome,) = of_kind(events, EventKind.OUTCOME)
    assert outcome.outcome is not None
    assert outcome.outcome.held_ms == 60_000
    assert outcome.due_ms == 70_000
