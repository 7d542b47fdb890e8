"""The commands that change the current step: a longer or shorter rest, more or fewer reps."""

from __future__ import annotations

from dataclasses import replace

from hamtimer.core.play.corrections import correct_reps
from hamtimer.core.play.moment import Effect, Moment, with_event
from hamtimer.core.play.state import NOTHING_EMITTED, EventKind, RestChange, State, Status
from hamtimer.core.text import count_text
from hamtimer.core.timeline.steps import StepKind

REST_CHANGE_MS = 15_000
"""How much one press adds to a rest or cuts from it."""


def change_rest(moment: Moment, change_ms: int) -> Effect | None:
    """Make a rest or get-ready longer or shorter."""
    step, state, count_in_ms = moment.step, moment.state, moment.count_in_ms
    if step.kind not in (StepKind.REST, StepKind.PREPARE) or step.length_ms is None:
        return None
    left = step.length_ms - state.base_ms
    # Work that follows directly has a count-in; one more, as the count starts after now.
    least = count_in_ms + 1 if count_in_ms and step.starts_work else 0
    change = max(change_ms, min(0, least - left))
    if not change:
        return None
    if change > change_ms and moment.is_running:
        state = replace(state, base_now=state.base_now + moment.lead_ms)
    began = state.interval_began_ms
    # On a fixed interval this boundary and all later ones move.
    state = replace(state, interval_began_ms=None if began is None else began + change)
    if not step.fills_interval:
        state = replace(state, extra_ms=state.extra_ms + change)
    state = _with_rest_change(moment, state, change)
    name = "get-ready" if step.kind is StepKind.PREPARE else "rest"
    text = f"{name} {'+' if change > 0 else '-'}{abs(change) // 1_000} s"
    return with_event(EventKind.ADJUSTED, state, text)


def _with_rest_change(moment: Moment, state: State, change_ms: int) -> State:
    """Note the changed rest, by the sets around it."""
    step = moment.step
    if step.kind is not StepKind.REST or step.within_set or not step.index:
        return state
    before, after = moment.timeline.steps[step.index - 1].place, step.place
    in_turn = before.exercise.id != after.exercise.id or before.rounds != 1
    changed = RestChange(
        before.exercise.base or before.exercise.id,
        after.exercise.base or after.exercise.id,
        before.number,
        in_turn and before.round_number != after.round_number,
        change_ms,
    )
    return replace(state, rest_changes=(*state.rest_changes, changed))


def change_reps(moment: Moment, change: int) -> Effect | None:
    """Change the planned reps of the running set; after it, those that were done.

    In a self-paced set, this changes the number of reps counted so far.
    """
    step, state = moment.step, moment.state
    if state.status.is_over or not step.kind.is_work:
        return correct_reps(moment, change)
    plan = step.reps
    if plan is None or (plan.rep_ms and plan.count is None):
        return None
    changed = replace(state, extra_reps=state.extra_reps + change)
    if not plan.rep_ms:
        counted = changed.extra_reps
        return (
            None if counted < 0 else with_event(EventKind.ADJUSTED, changed, f"{counted} counted")
        )
    count = (plan.count or 0) + change
    begun = max(0, state.base_ms) // (plan.rep_ms * len(plan.sides)) + 1
    return (
        None if count < begun else with_event(EventKind.ADJUSTED, changed, count_text(count, "rep"))
    )


def cut_count_in(state: State, lead_ms: int) -> State:
    """Return a state in a count-in with the count-in over."""
    zero = state.zero_ms
    interval, cap = state.interval_began_ms, state.cap_began_ms
    state = replace(
        state,
        base_ms=0,
        emitted_ms=NOTHING_EMITTED,
        # Clocks that start with the set start now as well.
        interval_began_ms=state.elapsed_ms if interval == zero else interval,
        cap_began_ms=state.elapsed_ms if cap == zero else cap,
    )
    running = state.status is Status.RUNNING
    return replace(state, base_now=state.base_now + lead_ms) if running else state
