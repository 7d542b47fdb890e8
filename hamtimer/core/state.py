"""The state of a run, and what the passing of time does to it.

A `State` is immutable and small; `advance` gives the next one together with everything that
happened in between, each thing exactly once, however irregularly it is called. Nothing here
sleeps, draws or plays.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from hamtimer.core.cues import Cue, closing_cue, cues_between
from hamtimer.core.session import Side
from hamtimer.core.timeline import Step, Timeline

NOTHING_TOLD = -1
"""`told_ms` before the cue at position 0 was told."""


class Status(StrEnum):
    """What the run as a whole is doing."""

    READY = "ready"
    RUNNING = "running"
    PAUSED = "paused"
    FINISHED = "finished"
    STOPPED = "stopped"
    """Ended by the person before the end."""

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen by itself or by key."""
        return self in (Status.FINISHED, Status.STOPPED)


@dataclass(frozen=True, slots=True)
class State:
    """Where a run is. Times named `now` are the clock's, the others are lengths."""

    step: int = 0
    status: Status = Status.READY
    base_ms: int = 0
    """The position in the step at the clock's `base_now`; below zero in a count-in."""
    base_now: int = 0
    told_ms: int = NOTHING_TOLD
    """Cues up to this position of the step have been told."""
    elapsed_ms: int = 0
    """The session's own time at `base_now`: what was played so far, pauses left out."""
    extra_ms: int = 0
    """What the person added to (or cut from) this step's length."""
    extra_reps: int = 0
    """Repetitions added to this set's plan; in a self-paced set those counted by key."""
    skipped: frozenset[str] = frozenset()
    """Exercises, by id, that are passed over."""
    outcomes: int = 0
    """How many entries of the run's log of outcomes hold in this state."""
    rate: Fraction = Fraction(1)
    """How many milliseconds of the timeline pass in one of the clock's. Half speed is 1/2; at
    90 beats a minute a timeline written in beats of a second runs at 3/2. Being exact, it
    never drifts."""

    def played_ms(self, now: int) -> int:
        """Give how much of the step has been played since `base_now`."""
        if self.status is not Status.RUNNING:
            return 0
        return max(0, now - self.base_now) * self.rate.numerator // self.rate.denominator

    def due_ms(self, position: int) -> int:
        """Give the clock's time at which a position of the step is reached, if not before."""
        ahead = (position - self.base_ms) * self.rate.denominator
        return self.base_now + max(0, -(-ahead // self.rate.numerator))  # rounded up

    def position_ms(self, now: int) -> int:
        """Give the position in the step; below zero in a count-in."""
        return self.base_ms + self.played_ms(now)

    def session_ms(self, now: int) -> int:
        """Give the session's own time: what was played so far, pauses left out."""
        return self.elapsed_ms + self.played_ms(now)

    def at(self, now: int) -> State:
        """Give the same state based at `now`."""
        position, elapsed = self.position_ms(now), self.session_ms(now)
        return replace(self, base_ms=position, base_now=now, elapsed_ms=elapsed)


class Result(StrEnum):
    """How a set, or one side of it, ended."""

    DONE = "done"
    STOPPED = "stopped early"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was done in one work step."""

    step: int
    side: Side
    result: Result
    reps: int = 0
    """Repetitions of all sides together."""
    held_ms: int = 0
    tension_ms: int = 0
    """Time under tension."""
    corrected: bool = False
    """The person set the number of repetitions afterwards."""


class EventKind(StrEnum):
    """What kind of thing happened."""

    STARTED = "started"
    STEP = "step"
    """A step began."""
    CUE = "cue"
    OUTCOME = "outcome"
    """A set, or one side of it, ended; or what was done in it was corrected."""
    PAUSED = "paused"
    RESUMED = "resumed"
    ADJUSTED = "adjusted"
    """The rest or the number of repetitions was changed."""
    UNDONE = "undone"
    FINISHED = "finished"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, with the exact time it was due."""

    kind: EventKind
    due_ms: int
    """The clock's time."""
    session_ms: int
    """The session's own time, pauses left out."""
    step: Step | None = None
    cue: Cue | None = None
    outcome: Outcome | None = None
    text: str = ""
    """In plain words, where the kind does not say it all."""


def effective_step(timeline: Timeline, state: State) -> Step:
    """Give the current step with what the person added to it or cut from it."""
    step = timeline.steps[state.step]
    if not state.extra_ms and not (state.extra_reps and step.reps):
        return step
    return _adjusted(step, state.extra_ms, state.extra_reps)


@lru_cache(maxsize=8)
def _adjusted(step: Step, extra_ms: int, extra_reps: int) -> Step:
    plan = step.reps
    if plan and plan.phases and plan.count is not None:
        plan = replace(plan, count=plan.count + extra_reps)
        length = (plan.total or 0) * plan.rep_ms
        return replace(step, reps=plan, length_ms=length, assumed_ms=length)
    if step.length_ms is None:
        return step
    length = step.length_ms + extra_ms
    return replace(step, length_ms=length, assumed_ms=length)


def advance(timeline: Timeline, state: State, now: int) -> tuple[State, list[Event]]:
    """Play up to the clock's `now`: give the new state and all that happened, in order."""
    events: list[Event] = []
    # Before `base_now` a start is being waited for: not even its first cue has happened.
    while state.status is Status.RUNNING and now >= state.base_now:
        step = effective_step(timeline, state)
        position = state.position_ms(now)
        end = step.length_ms
        until = position if end is None else min(position, end)
        events += _cue_events(step, state, until)
        if end is None or position < end:
            return replace(state, told_ms=max(state.told_ms, until)), events
        state = state.at(state.due_ms(end))
        if step.kind.is_work:
            state, event = log_outcome(state, measure(step, state, end, Result.DONE))
            events.append(event)
        state, entered = enter(timeline, state, state.step + 1)
        events += entered
    return state, events


def _cue_events(step: Step, state: State, until: int) -> list[Event]:
    """Give the cues of the step that were not told yet, up to a position."""
    base_ms, elapsed = state.base_ms, state.elapsed_ms
    return [
        Event(
            EventKind.CUE,
            due_ms=state.due_ms(cue.at_ms),
            session_ms=max(elapsed, elapsed + cue.at_ms - base_ms),
            step=step,
            cue=cue,
        )
        for cue in cues_between(step, state.told_ms, until)
    ]


def log_outcome(state: State, outcome: Outcome) -> tuple[State, Event]:
    """Note what was done: the state that counts it, and the event that tells it."""
    event = Event(EventKind.OUTCOME, state.base_now, state.elapsed_ms, outcome=outcome)
    return replace(state, outcomes=state.outcomes + 1), event


def enter(
    timeline: Timeline, state: State, index: int, *, count_in_ms: int = 0
) -> tuple[State, list[Event]]:
    """Begin step `index`, or the next one that is not skipped, at the state's own time.

    With a count-in, a work step begins that much later, counted down to.
    """
    steps = timeline.steps
    while index < len(steps) and steps[index].exercise.id in state.skipped:
        index += 1
    if index >= len(steps):
        # What was added to the step before, and told of it, is not the last step's.
        over = replace(
            state,
            step=len(steps) - 1,
            status=Status.FINISHED,
            told_ms=NOTHING_TOLD,
            extra_ms=0,
            extra_reps=0,
        )
        return over, [Event(EventKind.FINISHED, state.base_now, state.elapsed_ms)]
    step = steps[index]
    lead = count_in_ms if step.kind.is_work else 0
    entered = replace(
        state,
        step=index,
        base_ms=-lead,
        told_ms=-lead - 1,
        extra_ms=0,
        extra_reps=0,
    )
    return entered, [Event(EventKind.STEP, state.base_now, state.elapsed_ms, step=step)]


def closing_event(step: Step, state: State, due_ms: int) -> Event:
    """Give the cue that ends a work step which the person ended by key."""
    cue = closing_cue(step, max(0, state.base_ms))
    return Event(EventKind.CUE, due_ms, state.elapsed_ms, step=step, cue=cue)


def measure(step: Step, state: State, position: int, result: Result) -> Outcome:
    """Say what has been done in a work step when it ends at `position`."""
    position = max(0, position)
    plan = step.reps
    if plan is None:
        return Outcome(step.index, step.side, result, held_ms=position, tension_ms=position)
    if not plan.rep_ms:
        # Nobody saw the repetitions of a self-paced set: what was counted by key, or the plan.
        reps = state.extra_reps or (0 if result is Result.SKIPPED else plan.total or plan.least)
        return Outcome(step.index, step.side, result, reps=reps, tension_ms=position)
    reps = position // plan.rep_ms
    within = min(position % plan.rep_ms, plan.tension_ms)
    tension = reps * plan.tension_ms + within
    return Outcome(step.index, step.side, result, reps=reps, tension_ms=tension)
