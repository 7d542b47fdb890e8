"""The clocks of a run: fixed intervals, and the time caps of blocks."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from hamtimer.core.play.outcomes import Outcome, Result, measure, planned_reps
from hamtimer.core.play.state import State
from hamtimer.core.timeline.steps import Cut, Step, StepKind, Timeline


def start_clocks(timeline: Timeline, before: State, state: State, *, jumped: bool) -> State:
    """Start the interval and the cap that begin with a step, or drop those that have ended."""
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


def on_clocks(timeline: Timeline, state: State, step: Step) -> Step:
    """Return the current step as cut or extended by its interval and cap."""
    if step.interval is not None:
        planned = timeline.steps[step.interval.first].start_ms + step.interval.every_ms
        planned -= step.start_ms
        began = state.interval_began_ms
        left = 0 if began is None else began + step.interval.every_ms - state.zero_ms
        step = _in_interval(step, left, planned)
        if step.cut:
            after, _ = rest_of_interval(timeline, state)
            step = _followed_by(step, _kind_after_boundary(timeline, after))
    if step.cap is not None and state.cap_began_ms is not None:
        cap = timeline.caps[step.cap]
        step = _under_cap(step, state.cap_began_ms + cap.within_ms - state.zero_ms)
        if step.cut:
            step = _followed_by(step, _kind_of(timeline, cap.last + 1))
    return step


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


def _kind_of(timeline: Timeline, index: int) -> StepKind | None:
    return timeline.steps[index].kind if index < len(timeline.steps) else None


def _kind_after_boundary(timeline: Timeline, index: int) -> StepKind | None:
    """Return what follows an interval after the rest that fills it."""
    steps = timeline.steps
    if index < len(steps) and steps[index].fills_interval:
        step, interval = steps[index], steps[index].interval
        boundary = steps[interval.first].start_ms + interval.every_ms if interval else 0
        index += step.start_ms + step.assumed_ms <= boundary
    return _kind_of(timeline, index)


def _followed_by(step: Step, kind: StepKind | None) -> Step:
    return step if step.followed_by is kind else replace(step, followed_by=kind)


def rest_of_interval(timeline: Timeline, state: State) -> tuple[int, list[int]]:
    """Return the step after a finished interval, skipping its unstarted work."""
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


def ended_by_itself(timeline: Timeline, step: Step, state: State) -> Outcome:
    """Return the outcome of a work step that ended by itself.

    Work that ends exactly at the cap is done.
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
    """Return whether a self-paced set that a cap has ended was expected to end at that moment.

    Only if sets are ended by key, as a previous one under the cap was: otherwise the result is
    unknown.
    """
    planned = timeline.steps[step.index]
    first = step.index if step.cap is None else timeline.caps[step.cap].first
    before = timeline.steps[first : step.index]
    ends_by_key = any(one.is_open and one.kind.is_work for one in before)
    return ends_by_key and planned.is_open and planned.assumed_ms == step.length_ms


def _is_whole(step: Step) -> bool:
    """Return whether a hold or timed work cut by a cap had reached its own end as well."""
    return step.most_ms is not None and step.length_ms == step.most_ms
