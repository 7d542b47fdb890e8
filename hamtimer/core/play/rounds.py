"""Rounds under a time cap: the running cap, and its finished rounds."""

from __future__ import annotations

from dataclasses import replace

from hamtimer.core.play.outcomes import Outcome, by_plan
from hamtimer.core.play.progress import log_outcome
from hamtimer.core.play.state import Event, State
from hamtimer.core.timeline.steps import Cap, Step, Timeline


def running_cap(timeline: Timeline, state: State) -> Cap | None:
    """Return the cap whose clock is running, if any."""
    if not timeline.steps or state.cap_began_ms is None or state.status.is_over:
        return None
    index = timeline.steps[state.step].cap
    return None if index is None else timeline.caps[index]


def ended_caps(timeline: Timeline, state: State) -> tuple[Cap, ...]:
    """Return the finished blocks with a cap; none while one is running."""
    if running_cap(timeline, state) is not None:
        return ()
    end = len(timeline.steps) if state.status.is_over else state.step
    return tuple(cap for cap in timeline.caps if cap.first < end)


def log_round(timeline: Timeline, state: State, cap: Cap) -> tuple[State, list[Event], int]:
    """Log the rest of the current round as planned; also return the step after the round."""
    events = list[Event]()
    steps = cap.round_steps(cap.round_of(state.step))
    current = state.step
    for index in steps:
        planned = timeline.steps[index]
        if planned.kind.is_work and index >= current and planned.exercise.id not in state.skipped:
            state, event = log_outcome(timeline, state, _as_planned(planned, state))
            events.append(event)
    return state, events, steps.stop


def _as_planned(planned: Step, state: State) -> Outcome:
    """Return the planned outcome of a step of a round, with more reps if more were counted."""
    done = by_plan(planned)
    if planned.index != state.step:
        return done
    done = replace(done, work_ms=max(0, state.base_ms))
    more = planned.reps is not None and state.extra_reps > (done.reps or 0)
    return replace(done, reps=state.extra_reps, by_plan=False) if more else done
