"""The progress of a run with time.

`advance` returns the next state with every event in between, each exactly once, however irregularly
it is called. Nothing here sleeps, draws or plays.
"""

from __future__ import annotations

from dataclasses import replace

from hamtimer.core.play.block_clocks import ended_by_itself, rest_of_interval, start_clocks
from hamtimer.core.play.current_step import effective_step, find_step, planned_step
from hamtimer.core.play.outcomes import Outcome, by_plan
from hamtimer.core.play.state import NOTHING_EMITTED, Event, EventKind, State, Status
from hamtimer.core.timeline.cues import closing_cue, cues_between
from hamtimer.core.timeline.steps import Cut, Step, Timeline


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
        state, event = log_outcome(timeline, state, ended_by_itself(timeline, step, state))
        events.append(event)
    if step.cut is Cut.CAP and step.cap is not None:
        after = timeline.caps[step.cap].last + 1
    elif step.cut is Cut.INTERVAL:
        after, missed = rest_of_interval(timeline, state)
        for index in missed:
            state, event = log_outcome(timeline, state, by_plan(timeline.steps[index]))
            events.append(event)
    state, entered = enter(timeline, state, after)
    return state, [*events, *entered]


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
    if timeline.step_of(outcome.step).cap is not None and began is not None:
        outcome = replace(outcome, cap_ms=state.elapsed_ms - began)
    event = Event(EventKind.OUTCOME, state.base_now, state.elapsed_ms, outcome=outcome)
    return replace(state, outcomes=(*state.outcomes, outcome)), event


def enter(
    timeline: Timeline, state: State, index: int, *, count_in_ms: int = 0, jumped: bool = False
) -> tuple[State, list[Event]]:
    """Enter step `index`, or the next unskipped one, at the time of the state.

    With a count-in, a work step begins that much later. `jumped`: the step before it did not end by
    itself.
    """
    index = find_step(timeline, index, state.skipped)
    # Changes and emitted cues of the previous step do not carry over.
    state = replace(state, emitted_ms=NOTHING_EMITTED, extra_ms=0, extra_reps=0, postponed="")
    if index >= len(timeline.steps):
        over = replace(state, step=len(timeline.steps) - 1, status=Status.FINISHED)
        return over, [Event(EventKind.FINISHED, state.base_now, state.elapsed_ms)]
    step = planned_step(timeline, index, state.skipped)
    lead = _count_in(timeline.steps[state.step], step, state, count_in_ms)
    entered = replace(state, step=index, base_ms=-lead, emitted_ms=-lead - 1)
    entered = start_clocks(timeline, state, entered, jumped=jumped)
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


def closing_event(step: Step, state: State, due_ms: int) -> Event:
    """Return the closing cue of a work step that the person ended by key."""
    cue = closing_cue(step, max(0, state.base_ms))
    return Event(EventKind.CUE, due_ms, state.elapsed_ms, step=step, cue=cue)
