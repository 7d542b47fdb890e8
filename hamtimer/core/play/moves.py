"""The commands that lead to another step: done, skip, back, restart."""

from __future__ import annotations

from dataclasses import replace

from hamtimer.core.play.adjust import cut_count_in
from hamtimer.core.play.clock_commands import pause, start
from hamtimer.core.play.current_step import find_step, uncut
from hamtimer.core.play.moment import Effect, Moment, go, with_event, with_outcome
from hamtimer.core.play.outcomes import BEGUN_MS, Result
from hamtimer.core.play.progress import closing_event
from hamtimer.core.play.rounds import log_round, running_cap
from hamtimer.core.play.state import EventKind, State, Status
from hamtimer.core.timeline.steps import Step, StepKind, Timeline


def toggle(moment: Moment) -> Effect | None:
    """Start, pause or resume; continue where the run waits for the person."""
    if not moment.is_running:
        return start(moment)
    return finish(moment) if moment.waits else pause(moment)


def finish(moment: Moment) -> Effect | None:
    """End the current step as done."""
    state, step = moment.state, moment.step
    if state.status is Status.READY:
        return start(moment)
    if step.kind.is_work and not moment.has_begun:
        if not moment.by_old_rules:
            return None
        if state.base_ms < 0:
            return with_event(
                EventKind.ADJUSTED, cut_count_in(state, moment.lead_ms), "no count-in"
            )
    return _leave(moment, state, Result.DONE)


def complete(moment: Moment) -> Effect | None:
    """End a set with a tempo as done with all its reps."""
    step = moment.step
    led = step.kind is StepKind.SET and step.reps and step.reps.phases
    if not led or step.length_ms is None or not moment.is_running:
        return None
    return _leave(moment, replace(moment.state, base_ms=step.length_ms), Result.DONE)


def skip(moment: Moment) -> Effect | None:
    """Skip the current step; skipping a set skips its later parts too."""
    if moment.state.status is Status.READY:
        return start(moment)
    return _leave(moment, moment.state, Result.SKIPPED)


def _leave(moment: Moment, state: State, result: Result) -> Effect:
    """Log the outcome of a step and go to the next one, past a wait that the person ended."""
    timeline, step = moment.timeline, moment.step
    waited = moment.waits
    state, events = with_outcome(moment, state, result)
    closing = None
    if result is Result.DONE and step.kind.is_work:
        ended = uncut(timeline, moment.state)
        closing = closing_event(ended, state, state.base_now + moment.lead_ms)
        events.append(closing)
    after = _step_after_skipped(timeline, step) if result is Result.SKIPPED else step.index + 1
    if waited and step.followed_by is StepKind.WAIT:
        after = find_step(timeline, after, state.skipped) + 1
    return go(moment, state, after, events, closing=closing)


def _step_after_skipped(timeline: Timeline, step: Step) -> int:
    """Return the step after the remaining parts of a skipped set, on the same side."""
    steps, index = timeline.steps, step.index + 1
    in_set = step.kind.is_work or step.within_set
    while in_set and index < len(steps):
        other = steps[index]
        if other.place is not step.place or other.side is not step.side:
            break
        index += 1
    return index


def skip_exercise(moment: Moment) -> Effect:
    """Skip the rest of the current exercise, in every round."""
    exercise = moment.step.exercise
    state, events = with_outcome(moment, moment.state, Result.SKIPPED)
    state = replace(state, skipped=state.skipped | {exercise.id})
    index = find_step(moment.timeline, state.step, state.skipped)
    if index != state.step:
        return go(moment, state, index, events)
    # The rest continues, and leads to another step now.
    return with_event(EventKind.ADJUSTED, state, f"{exercise.name} is skipped")


def finish_round(moment: Moment) -> Effect | None:
    """Log the current round under a cap as planned, and go to the next."""
    cap = running_cap(moment.timeline, moment.state)
    if cap is None:
        return None
    state, events, after = log_round(moment.timeline, moment.state, cap)
    return go(moment, state, after, events)


def back(moment: Moment) -> Effect:
    """Go to the beginning of the current work step or, near it, to the one before."""
    state = moment.state
    begun = moment.step.kind.is_work and state.base_ms > BEGUN_MS
    return jump(moment, state.step if begun else _work_before(moment, state.step))


def restart(moment: Moment) -> Effect:
    """Go to the beginning of the current work step, or else of the one before."""
    return jump(moment, _work_before(moment, moment.state.step + 1))


def jump(moment: Moment, index: int) -> Effect:
    """Go to another step, and keep the result of the set that is left."""
    state = moment.state
    left, events = with_outcome(moment, state, Result.SKIPPED)
    if any(event.outcome and event.outcome.result is Result.SKIPPED for event in events):
        left, events = state, []
    return go(moment, left, index, events, jumped=True)


def _work_before(moment: Moment, index: int) -> int:
    """Return the last work step before `index` that is not skipped, or else the first step."""
    steps, skipped = moment.timeline.steps, moment.state.skipped
    for before in range(index - 1, -1, -1):
        if steps[before].kind.is_work and steps[before].exercise.id not in skipped:
            return before
    return 0
