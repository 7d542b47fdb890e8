"""The moment of a command, and the command's effect."""

from __future__ import annotations

from dataclasses import replace

from hamtimer.core.dataclass import dataclass
from hamtimer.core.play.current_step import effective_step
from hamtimer.core.play.outcomes import Result, ended_by_person, measure
from hamtimer.core.play.progress import enter, log_outcome
from hamtimer.core.play.state import NOTHING_EMITTED, Event, EventKind, State, Status
from hamtimer.core.timeline.steps import Step, StepKind, Timeline


@dataclass(frozen=True, slots=True)
class Moment:
    """A run at the time of a command."""

    timeline: Timeline
    state: State
    """Based at the time of the command."""
    lead_ms: int
    """See `Player`."""
    count_in_ms: int
    by_old_rules: bool = False
    """See `Player`."""
    value: str = ""
    """The argument of the command: an exercise, a number of minutes; empty: the nearest."""

    @property
    def step(self) -> Step:
        """The current step, with everything added to or cut from it."""
        return effective_step(self.timeline, self.state)

    @property
    def is_running(self) -> bool:
        """Whether time is passing."""
        return self.state.status is Status.RUNNING

    @property
    def has_begun(self) -> bool:
        """Whether the current step has begun: its count-in, or the lead of a key, is over."""
        return self.state.emitted_ms > NOTHING_EMITTED

    @property
    def waits(self) -> bool:
        """Whether it waits for the person, or a rest before a wait has reached its minimum."""
        step = self.step
        if step.kind is StepKind.WAIT:
            return True
        enough = 0 < step.minimum_ms <= self.state.base_ms
        return step.kind is StepKind.REST and step.followed_by is StepKind.WAIT and enough


@dataclass(frozen=True, slots=True)
class Effect:
    """The effect of a command."""

    state: State
    events: tuple[Event, ...]
    closing: Event | None = None
    """The closing cue of what the person ended by key, among the events; heard a lead later."""
    keeps_clock: bool = False
    """Whether everything scheduled ahead stays valid."""
    timeline: Timeline | None = None
    """The plan from now on; None: as before."""


def with_event(kind: EventKind, state: State, text: str = "") -> Effect:
    """Return the effect of a command that causes one event."""
    return Effect(state, (Event(kind, state.base_now, state.elapsed_ms, text=text),))


def go(
    moment: Moment,
    state: State,
    index: int,
    events: list[Event],
    *,
    closing: Event | None = None,
    jumped: bool = False,
) -> Effect:
    """Enter another step by command; a paused run stays paused."""
    if state.status is Status.RUNNING:
        state = replace(state, base_now=state.base_now + moment.lead_ms)
    state, entered = enter(
        moment.timeline, state, index, count_in_ms=moment.count_in_ms, jumped=jumped
    )
    return Effect(state, (*events, *entered), closing)


def with_outcome(moment: Moment, state: State, result: Result) -> tuple[State, list[Event]]:
    """Log the outcome when a work step is left."""
    step = moment.step
    position = state.base_ms
    if not step.kind.is_work or position < 0 or state.status is Status.READY:
        return state, []
    outcome = measure(step, position, state.extra_reps, result)
    outcome = ended_by_person(step, outcome)
    state, event = log_outcome(moment.timeline, state, outcome)
    return state, [event]
