"""The commands that start and stop the clock: start, pause, resume, stop."""

from __future__ import annotations

from dataclasses import replace

from hamtimer.core.play.moment import Effect, Moment, with_event, with_outcome
from hamtimer.core.play.outcomes import Result
from hamtimer.core.play.progress import enter
from hamtimer.core.play.state import Event, EventKind, Status


def start(moment: Moment) -> Effect | None:
    """Start the run, or resume it."""
    state = moment.state
    if state.status not in (Status.READY, Status.PAUSED):
        return None
    first = state.status is Status.READY
    state = replace(state, status=Status.RUNNING, base_now=state.base_now + moment.lead_ms)
    if not first:
        return with_event(EventKind.RESUMED, state)
    state, entered = enter(moment.timeline, state, 0, count_in_ms=moment.count_in_ms)
    started = Event(EventKind.STARTED, state.base_now, state.elapsed_ms)
    return Effect(state, (started, *entered))


def pause(moment: Moment, why: str = "") -> Effect | None:
    """Pause the run."""
    if not moment.is_running:
        return None
    return with_event(EventKind.PAUSED, replace(moment.state, status=Status.PAUSED), why)


def stop(moment: Moment) -> Effect:
    """End the run."""
    result = Result.STOPPED if moment.by_old_rules else Result.CUT_OFF
    state, events = with_outcome(moment, moment.state, result)
    state = replace(state, status=Status.STOPPED)
    return Effect(state, (*events, *with_event(EventKind.STOPPED, state).events))
