"""How much of a session is left, as planned."""

from __future__ import annotations

from functools import lru_cache

from hamtimer.core.play.current_step import find_step
from hamtimer.core.play.state import State
from hamtimer.core.timeline.steps import Step, Timeline


def interval_left_ms(state: State, step: Step, position: int) -> int | None:
    """Return the remaining time of the current interval; None: no interval."""
    began = state.interval_began_ms
    if step.interval is None or began is None:
        return None
    return max(0, began + step.interval.every_ms - state.zero_ms - position)


def left_ms(timeline: Timeline, state: State, step: Step, position: int) -> int:
    """Return the remaining time of the session, as planned."""
    steps = timeline.steps
    left = max(0, step.assumed_ms - position) + _left_after(timeline, state)
    if step.cap_ms is not None and step.cap is not None:
        cap = timeline.caps[step.cap]
        after = _left_from(timeline, cap.last, state.skipped)
        of_cap = max(0, step.cap_ms - position)
        return after + (of_cap if cap.rounds is None else min(of_cap, left - after))
    of_interval = interval_left_ms(state, step, position)
    if of_interval is None or step.interval is None or step.fills_interval or state.skipped:
        return left
    planned_end = steps[step.interval.first].start_ms + step.interval.every_ms
    return of_interval + timeline.assumed_ms - planned_end


def _left_after(timeline: Timeline, state: State) -> int:
    """Return the planned length of everything after the current step."""
    return _left_from(timeline, state.step, state.skipped)


def _left_from(timeline: Timeline, index: int, skipped: frozenset[str]) -> int:
    """Return the planned length of everything after a step."""
    if skipped:
        return _left_with_skips(timeline, index, skipped)
    after = index + 1
    end = timeline.steps[after].start_ms if after < len(timeline.steps) else timeline.assumed_ms
    return timeline.assumed_ms - end


@lru_cache(maxsize=4)
def _left_with_skips(timeline: Timeline, step: int, skipped: frozenset[str]) -> int:
    left, index = 0, step
    while (index := find_step(timeline, index + 1, skipped)) < len(timeline.steps):
        left += timeline.steps[index].assumed_ms
    return left
