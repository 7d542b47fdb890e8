"""The state of a run, and how it changes with time.

A `State` is immutable and small; `advance` returns the next one with every event in between, each
exactly once, however irregularly it is called. Nothing here sleeps, draws or plays.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from hamtimer.core.play.outcomes import Outcome, Result, by_plan, measure, planned_reps
from hamtimer.core.timeline.cue_kinds import Cue
from hamtimer.core.timeline.cues import closing_cue, cues_between
from hamtimer.core.timeline.steps import Cut, Step, StepKind, Timeline

NOTHING_EMITTED = -1
"""`emitted_ms` before the cue at position 0 is emitted."""


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
        """Whether nothing more will happen."""
        return self in (Status.FINISHED, Status.STOPPED)


@dataclass(frozen=True, slots=True)
class State:
    """Where a run is. Times named `now` are on the clock, the others are lengths."""

    step: int = 0
    status: Status = Status.READY
    base_ms: int = 0
    """The position in the step at the clock's `base_now`; negative in a count-in."""
    base_now: int = 0
    emitted_ms: int = NOTHING_EMITTED
    """Cues up to this position of the step have been emitted."""
    elapsed_ms: int = 0
    """Session time at `base_now`: the time played so far, without pauses."""
    extra_ms: int = 0
    """The time that the person added to (or cut from) this step."""
    extra_reps: int = 0
    """Reps added to the plan of this set; in a self-paced set, reps counted by key."""
    skipped: frozenset[str] = frozenset()
    """The ids of skipped exercises."""
    outcomes: int = 0
    """How many entries of the run's log of outcomes are valid in this state."""
    interval_began_ms: int | None = None
    """Session time at which the current interval began."""
    cap_began_ms: int | None = None
    """Session time at which the clock of the current cap began."""
    rate: Fraction = Fraction(1)
    """How many milliseconds of the timeline pass in one of the clock. Half speed is 1/2; at
    90 beats per minute a timeline in beats of a second runs at 3/2. It is exact, so it never
    drifts."""

    def played_ms(self, now: int) -> int:
        """Return how much of the step has been played since `base_now`."""
        if self.status is not Status.RUNNING:
            return 0
        return max(0, now - self.base_now) * self.rate.numerator // self.rate.denominator

    def due_ms(self, position: int) -> int:
        """Return when the clock reaches a position of the step, `base_now` at the earliest."""
        ahead = (position - self.base_ms) * self.rate.denominator
        return self.base_now + max(0, -(-ahead // self.rate.numerator))  # rounded up

    def position_ms(self, now: int) -> int:
        """Return the position in the step; negative in a count-in."""
        return self.base_ms + self.played_ms(now)

    def session_ms(self, now: int) -> int:
        """Return session time: the time played so far, without pauses."""
        return self.elapsed_ms + self.played_ms(now)

    @property
    def zero_ms(self) -> int:
        """Session time at which the step begins."""
        return self.elapsed_ms - self.base_ms

    def at(self, now: int) -> State:
        """Return the same state based at `now`."""
        position, elapsed = self.position_ms(now), self.session_ms(now)
        return replace(self, base_ms=position, base_now=now, elapsed_ms=elapsed)

    def when_reached(self, position: int) -> State:
        """Return the same state based at the moment a position of the step is reached."""
        elapsed = self.elapsed_ms + position - self.base_ms
        due = self.due_ms(position)
        return replace(self, base_ms=position, base_now=due, elapsed_ms=elapsed)


class EventKind(StrEnum):
    """The kind of an event."""

    STARTED = "started"
    STEP = "step"
    """A step began."""
    CUE = "cue"
    OUTCOME = "outcome"
    """A set, or one side of it, ended; or its outcome was corrected."""
    PAUSED = "paused"
    RESUMED = "resumed"
    ADJUSTED = "adjusted"
    """The rest or the number of reps was changed."""
    UNDONE = "undone"
    FINISHED = "finished"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, with the exact time it was due."""

    kind: EventKind
    due_ms: int
    """On the clock."""
    session_ms: int
    """Session time, without pauses."""
    step: Step | None = None
    cue: Cue | None = None
    outcome: Outcome | None = None
    text: str = ""
    """Details in plain words, where the kind is not enough."""


def effective_step(timeline: Timeline, state: State) -> Step:
    """Return the current step as played.

    That is, with what the person added to it, cut from it or skips after it, and within the current
    interval and cap.
    """
    step = _planned_step(timeline, state.step, state.skipped)
    if state.extra_ms or (state.extra_reps and step.reps):
        step = _adjusted(step, state.extra_ms, state.extra_reps)
    if step.interval is not None:
        planned = timeline.steps[step.interval.first].start_ms + step.interval.every_ms
        planned -= step.start_ms
        began = state.interval_began_ms
        left = 0 if began is None else began + step.interval.every_ms - state.zero_ms
        step = _in_interval(step, left, planned)
        if step.cut:
            after, _ = _rest_of_interval(timeline, state)
            step = _followed_by(step, _kind_after_boundary(timeline, after))
    if step.cap is not None and state.cap_began_ms is not None:
        cap = timeline.caps[step.cap]
        step = _under_cap(step, state.cap_began_ms + cap.within_ms - state.zero_ms)
        if step.cut:
            step = _followed_by(step, _kind_of(timeline, cap.last + 1))
    return step


def uncut(timeline: Timeline, state: State) -> Step:
    """Return the current step as if no interval or cap cut it: the person ends it."""
    step = effective_step(timeline, state)
    planned = _planned_step(timeline, state.step, state.skipped)
    return replace(step, cut=None, followed_by=planned.followed_by) if step.cut else step


def _kind_of(timeline: Timeline, index: int) -> StepKind | None:
    return timeline.steps[index].kind if index < len(timeline.steps) else None


def _kind_after_boundary(timeline: Timeline, index: int) -> StepKind | None:
    """Return what follows an interval, beyond the rest that fills it."""
    steps = timeline.steps
    if index < len(steps) and steps[index].fills_interval:
        step, interval = steps[index], steps[index].interval
        boundary = steps[interval.first].start_ms + interval.every_ms if interval else 0
        index += step.start_ms + step.assumed_ms <= boundary
    return _kind_of(timeline, index)


def _followed_by(step: Step, kind: StepKind | None) -> Step:
    return step if step.followed_by is kind else replace(step, followed_by=kind)


@lru_cache(maxsize=8)
def _in_interval(step: Step, left_ms: int, planned_ms: int) -> Step:
    """Return a step in an interval that ends `left_ms` after its start, not `planned_ms`."""
    if step.fills_interval:
        change = left_ms - planned_ms
        length = max(0, (step.length_ms or 0) + change)
        minimum = max(0, step.minimum_ms + change) if step.minimum_ms else 0
        return replace(step, length_ms=length, assumed_ms=length, minimum_ms=minimum)
    if step.length_ms is not None and step.length_ms <= left_ms:
        return step
    return _cut_at(step, max(0, left_ms), Cut.INTERVAL)


@lru_cache(maxsize=8)
def _under_cap(step: Step, left_ms: int) -> Step:
    """Return a step under a cap that is reached `left_ms` after its start."""
    step = replace(step, cap_ms=left_ms)
    if step.length_ms is not None and step.length_ms < left_ms:
        return step
    return _cut_at(step, max(0, left_ms), Cut.CAP)


def _cut_at(step: Step, end_ms: int, cut: Cut) -> Step:
    assumed = min(step.assumed_ms or end_ms, end_ms)
    return replace(step, length_ms=end_ms, assumed_ms=assumed, cut=cut)


def upcoming(timeline: Timeline, state: State) -> Iterator[Step]:
    """Yield the steps after the current one, without skipped ones."""
    index = state.step
    while (index := find_step(timeline, index + 1, state.skipped)) < len(timeline.steps):
        yield _planned_step(timeline, index, state.skipped)


def find_step(timeline: Timeline, index: int, skipped: frozenset[str]) -> int:
    """Return the index of the next step to play from `index`; past the last when there is none.

    Steps of skipped exercises are passed over. But a rest after a set that was done stays, though
    it leads to a skipped set, unless another rest follows directly.
    """
    steps, first = timeline.steps, index
    while index < len(steps) and steps[index].exercise.id in skipped:
        index += 1
    if first == index or index == len(steps) or steps[index].kind is StepKind.REST:
        return index
    earned = first > 0 and steps[first - 1].exercise.id not in skipped
    return first if earned and steps[first].kind is StepKind.REST else index


def _planned_step(timeline: Timeline, index: int, skipped: frozenset[str]) -> Step:
    """Return a step of the timeline with the exercises after it skipped."""
    step = timeline.steps[index]
    if not skipped:
        return step
    after = find_step(timeline, index + 1, skipped)
    return _leading_to(step, timeline.steps[after] if after < len(timeline.steps) else None)


@lru_cache(maxsize=64)
def _leading_to(step: Step, after: Step | None) -> Step:
    """Return a step with what follows it; a rest carries the set it leads to."""
    if after is not None and step.kind is StepKind.REST and not step.within_set:
        return replace(step, place=after.place, side=after.side, followed_by=after.kind)
    followed_by = None if after is None else after.kind
    return step if step.followed_by is followed_by else replace(step, followed_by=followed_by)


@lru_cache(maxsize=8)
def _adjusted(step: Step, extra_ms: int, extra_reps: int) -> Step:
    plan = step.reps
    if plan and plan.phases and plan.count is not None:
        of = None if plan.of is None else plan.of + extra_reps
        plan = replace(plan, count=plan.count + extra_reps, of=of)
        length = plan.length_ms(plan.total or 0)
        return replace(step, reps=plan, length_ms=length, assumed_ms=length)
    if step.length_ms is None or step.kind.is_work:
        return step
    length = step.length_ms + extra_ms
    minimum = max(0, step.minimum_ms + extra_ms) if step.minimum_ms else 0
    return replace(step, length_ms=length, assumed_ms=length, minimum_ms=minimum)


def advance(timeline: Timeline, state: State, now: int) -> tuple[State, list[Event]]:
    """Play up to the clock's `now`: return the new state and all events, in order."""
    events: list[Event] = []
    return _play(timeline, state, now, events), events


def peek(timeline: Timeline, state: State, now: int) -> State:
    """Return the state that `advance` would return, without computing cues."""
    return _play(timeline, state, now, None)


def _play(timeline: Timeline, state: State, now: int, events: list[Event] | None) -> State:
    """Play up to the clock's `now`, and add what happens to `events`, if given."""
    # Before `base_now` the start is still pending: not even its first cue is due.
    while state.status is Status.RUNNING and now >= state.base_now:
        step = effective_step(timeline, state)
        position = state.position_ms(now)
        end = step.length_ms
        until = position if end is None else min(position, end)
        if events is not None:
            events += _cue_events(step, state, until)
        if end is None or position < end:
            return replace(state, emitted_ms=max(state.emitted_ms, until))
        state, ended = _end(timeline, state.when_reached(end), step)
        if events is not None:
            events += ended
    return state


def _end(timeline: Timeline, state: State, step: Step) -> tuple[State, list[Event]]:
    """End a step that reached its end or was cut by an interval or a cap, and enter the next."""
    events, after = list[Event](), step.index + 1
    if step.kind.is_work:
        state, event = log_outcome(timeline, state, _ended_by_itself(timeline, step, state))
        events.append(event)
    if step.cut is Cut.CAP and step.cap is not None:
        after = timeline.caps[step.cap].last + 1
    elif step.cut is Cut.INTERVAL:
        after, missed = _rest_of_interval(timeline, state)
        for index in missed:
            state, event = log_outcome(timeline, state, by_plan(timeline.steps[index]))
            events.append(event)
    state, entered = enter(timeline, state, after)
    return state, [*events, *entered]


def _ended_by_itself(timeline: Timeline, step: Step, state: State) -> Outcome:
    """Return what was done in a work step that nobody ended.

    What ends at the very instant of the cap is done.
    """
    done = measure(step, state.base_ms, state.extra_reps, Result.DONE)
    if step.cut is not Cut.CAP or (step.kind is not StepKind.SET and _is_whole(step)):
        return done
    plan = step.reps
    if plan is not None and step.kind is StepKind.SET and (planned := planned_reps(plan)):
        if state.extra_reps >= planned or (plan.phases and done.reps == plan.total):
            return done
        if not state.extra_reps and _is_planned_to_end(timeline, step):
            return done
    return measure(step, state.base_ms, state.extra_reps, Result.TIME_UP)


def _is_planned_to_end(timeline: Timeline, step: Step) -> bool:
    """Whether a set at one's own pace, which a cap has ended, was expected to end just then.

    Only where sets are ended by key, as one before it under the cap has been: where nobody does
    that, nobody knows what was done.
    """
    planned = timeline.steps[step.index]
    first = step.index if step.cap is None else timeline.caps[step.cap].first
    before = timeline.steps[first : step.index]
    ends_by_key = any(one.is_open and one.kind.is_work for one in before)
    return ends_by_key and planned.is_open and planned.assumed_ms == step.length_ms


def _is_whole(step: Step) -> bool:
    """Return whether a hold or timed work cut by a cap had reached its own end as well."""
    return step.most_ms is not None and step.length_ms == step.most_ms


def _rest_of_interval(timeline: Timeline, state: State) -> tuple[int, list[int]]:
    """Return the step after an interval that is over, and the work in it not begun."""
    steps, index = timeline.steps, state.step + 1
    interval, missed = steps[state.step].interval, list[int]()
    while index < len(steps) and steps[index].interval is interval:
        step = steps[index]
        if step.fills_interval:
            break
        if step.kind.is_work and step.exercise.id not in state.skipped:
            missed.append(index)
        index += 1
    return index, missed


def _cue_events(step: Step, state: State, until: int) -> list[Event]:
    """Return the cues of the step up to a position that were not emitted yet."""
    base_ms, elapsed = state.base_ms, state.elapsed_ms
    return [
        Event(
            EventKind.CUE,
            due_ms=state.due_ms(cue.at_ms),
            session_ms=elapsed + cue.at_ms - base_ms,
            step=step,
            cue=cue,
        )
        for cue in cues_between(step, state.emitted_ms, until)
    ]


def log_outcome(timeline: Timeline, state: State, outcome: Outcome) -> tuple[State, Event]:
    """Log an outcome: return the state that counts it, and its event."""
    began = state.cap_began_ms
    if timeline.steps[outcome.step].cap is not None and began is not None:
        outcome = replace(outcome, cap_ms=state.elapsed_ms - began)
    event = Event(EventKind.OUTCOME, state.base_now, state.elapsed_ms, outcome=outcome)
    return replace(state, outcomes=state.outcomes + 1), event


def enter(
    timeline: Timeline, state: State, index: int, *, count_in_ms: int = 0, jumped: bool = False
) -> tuple[State, list[Event]]:
    """Enter step `index`, or the next one that is not skipped, at the time of the state.

    With a count-in, a work step begins that much later. `jumped`: the step before it did not end
    by itself.
    """
    index = find_step(timeline, index, state.skipped)
    # What was added to and emitted of the previous step does not carry over.
    state = replace(state, emitted_ms=NOTHING_EMITTED, extra_ms=0, extra_reps=0)
    if index >= len(timeline.steps):
        over = replace(state, step=len(timeline.steps) - 1, status=Status.FINISHED)
        return over, [Event(EventKind.FINISHED, state.base_now, state.elapsed_ms)]
    step = _planned_step(timeline, index, state.skipped)
    lead = _count_in(timeline.steps[state.step], step, state, count_in_ms)
    entered = replace(state, step=index, base_ms=-lead, emitted_ms=-lead - 1)
    entered = _start_clocks(timeline, state, entered, jumped=jumped)
    if step.fills_interval and not effective_step(timeline, entered).length_ms:
        return enter(timeline, entered, index + 1)  # the interval is used up
    return entered, [Event(EventKind.STEP, state.base_now, state.elapsed_ms, step=step)]


def _count_in(before: Step, step: Step, state: State, count_in_ms: int) -> int:
    """Return the count-in before a step that the person starts.

    There is none where work continues: to the next part of a set, or under a running cap.
    """
    goes_on = step.part > 1 and before.kind.is_work and before.place is step.place
    capped = step.cap is not None and step.cap == before.cap and state.cap_began_ms is not None
    return count_in_ms if step.kind.is_work and not (goes_on or capped) else 0


def _start_clocks(timeline: Timeline, before: State, state: State, *, jumped: bool) -> State:
    """Start the interval and the cap that a step begins, or drop those it has left."""
    steps, zero = timeline.steps, state.zero_ms
    step, last = steps[state.step], steps[before.step]
    cap_began, interval_began = state.cap_began_ms, state.interval_began_ms
    if step.cap is None or step.cap != last.cap:
        cap_began = None
    if step.cap is not None and step.kind.is_work:
        first = step.index == timeline.caps[step.cap].first
        cap_began = zero if cap_began is None or first else cap_began
    if step.interval is None:
        interval_began = None
    elif jumped:
        # The interval moves so that as much of it is left as planned from here.
        interval_began = zero - (step.start_ms - steps[step.interval.first].start_ms)
    elif not step.fills_interval and (
        last.interval is not step.interval or step.index == step.interval.first
    ):
        interval_began = zero
    return replace(state, cap_began_ms=cap_began, interval_began_ms=interval_began)


def closing_event(step: Step, state: State, due_ms: int) -> Event:
    """Return the closing cue of a work step that the person ended by key."""
    cue = closing_cue(step, max(0, state.base_ms))
    return Event(EventKind.CUE, due_ms, state.elapsed_ms, step=step, cue=cue)
