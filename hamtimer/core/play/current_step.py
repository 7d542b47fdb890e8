"""The current step as played, and what follows it.

Both depend on what the person skipped, added or cut, and on the clocks of the step.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from hamtimer.core.play.block_clocks import on_clocks
from hamtimer.core.play.state import State
from hamtimer.core.timeline.steps import Step, StepKind, Timeline


def effective_step(timeline: Timeline, state: State) -> Step:
    """Return the current step as played.

    That is, with the person's changes and skips, and within the current interval and cap.
    """
    step = planned_step(timeline, state.step, state.skipped)
    if state.extra_ms or (state.extra_reps and step.reps):
        step = _adjusted(step, state.extra_ms, state.extra_reps)
    return on_clocks(timeline, state, step)


def uncut(timeline: Timeline, state: State) -> Step:
    """Return the current step without cuts by an interval or cap: the person ends it."""
    step = effective_step(timeline, state)
    planned = planned_step(timeline, state.step, state.skipped)
    return replace(step, cut=None, followed_by=planned.followed_by) if step.cut else step


def upcoming(timeline: Timeline, state: State) -> Iterator[Step]:
    """Yield the steps after the current one, without skipped ones."""
    index = state.step
    while (index := find_step(timeline, index + 1, state.skipped)) < len(timeline.steps):
        yield planned_step(timeline, index, state.skipped)


def find_step(timeline: Timeline, index: int, skipped: frozenset[str]) -> int:
    """Return the index of the next step to play from `index`; past the last if there is none.

    Steps of skipped exercises are passed over. But a rest after a finished set stays even if it
    leads to a skipped set, unless another rest follows directly.
    """
    steps, first = timeline.steps, index
    while index < len(steps) and steps[index].exercise.id in skipped:
        index += 1
    if first == index or index == len(steps) or steps[index].kind is StepKind.REST:
        return index
    earned = first > 0 and steps[first - 1].exercise.id not in skipped
    return first if earned and steps[first].kind is StepKind.REST else index


def planned_step(timeline: Timeline, index: int, skipped: frozenset[str]) -> Step:
    """Return a step of the timeline with the exercises after it skipped."""
    step = timeline.steps[index]
    if not skipped:
        return step
    after = find_step(timeline, index + 1, skipped)
    return _leading_to(step, timeline.steps[after] if after < len(timeline.steps) else None)


@lru_cache(maxsize=64)
def _leading_to(step: Step, after: Step | None) -> Step:
    """Return a step with its successor; a rest carries the set it leads to."""
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
