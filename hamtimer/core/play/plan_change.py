"""Going on in a changed plan, from wherever the run is.

What was done stays done, and the position is the same: in the same set, or in the same rest, which
may lead to another set now. Where that is not in the new plan, the run goes on with what is next.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hamtimer.core.dataclass import dataclass
from hamtimer.core.play.current_step import effective_step
from hamtimer.core.play.moment import Effect, Moment, go, with_outcome
from hamtimer.core.play.outcomes import Outcome, Result
from hamtimer.core.play.state import Event, EventKind, State
from hamtimer.core.timeline.sets_in_order import Turn
from hamtimer.core.timeline.steps import Step, StepKind, Timeline

_NOT_TRIED = (Result.SKIPPED, Result.NOT_REACHED)


@dataclass(frozen=True, slots=True)
class Change:
    """A change of the plan."""

    turns: tuple[Turn, ...]
    """All turns, with every one of which something is logged."""
    text: str
    """What changes, in words."""
    goal: Turn | None = None
    """Where to go on in place of the current turn."""
    postponed: str = ""
    """The exercise that comes later by it."""


def change_plan(moment: Moment, change: Change) -> Effect:
    """Lay the session out from changed turns, and go on."""
    # Only here: the history knows the player, and lays nothing out.
    from hamtimer.core.timeline.compiler import lay_out_again

    timeline = lay_out_again(moment.timeline, change.turns)
    effect = go_on_in(moment, timeline, change.text, change.goal)
    return replace(effect, state=replace(effect.state, postponed=change.postponed))


def go_on_in(moment: Moment, timeline: Timeline, text: str, goal: Turn | None = None) -> Effect:
    """Go on in another timeline, which has every step of which something is logged.

    Without a goal it goes on where it is, or with the next set that is not done.
    """
    here, same = moment.timeline.steps[moment.state.step], None
    if goal is None:
        same = _same_step(timeline, here)
        goal = _next_turn(moment, timeline) if same is None else None
    if same is None and goal is not None:
        same = _rest_before(moment, timeline, goal)
    if same is not None:
        state = _with_count_in(moment, timeline, replace(moment.state, step=same.index))
        changed = Event(EventKind.ADJUSTED, state.base_now, state.elapsed_ms, text=text)
        return Effect(state, (changed,), timeline=timeline)
    return _go_to_turn(moment, timeline, goal, text)


def _same_step(timeline: Timeline, here: Step) -> Step | None:
    """Return the step of another timeline that is the current one; None: there is none.

    A rest between two sets is the same only if it still leads to the same set.
    """

    def known_by(step: Step) -> tuple[object, ...]:
        return step.place.turn.key, step.kind, step.side, step.part, step.within_set

    return next((step for step in timeline.steps if known_by(step) == known_by(here)), None)


def _next_turn(moment: Moment, timeline: Timeline) -> Turn | None:
    """Return the first turn that is not done after the last one before the current; None: none."""
    places = {turn: place for place, turn in enumerate(timeline.turns)}
    before = reversed(moment.timeline.turns[: current_turn(moment)])
    last = next((places[turn] for turn in before if turn in places), -1)
    tried = tried_turns(timeline, moment.state.outcomes)
    return next((turn for turn in timeline.turns[last + 1 :] if turn.key not in tried), None)


def _rest_before(moment: Moment, timeline: Timeline, goal: Turn) -> Step | None:
    """Return the rest that goes on where the current one leads to another turn now."""
    here = moment.timeline.steps[moment.state.step]
    if here.kind is not StepKind.REST or here.within_set:
        return None
    return next(
        (
            step
            for step in timeline.steps
            if step.place.turn.key == goal.key
            and step.kind is StepKind.REST
            and not step.within_set
        ),
        None,
    )


def _with_count_in(moment: Moment, timeline: Timeline, state: State) -> State:
    """Return a state with the rest long enough for a count-in, if it is shorter than before."""
    step = effective_step(timeline, state)
    if step.length_ms is None or not step.starts_work or step.fills_interval:
        return state
    missing = moment.count_in_ms + 1 - (step.length_ms - state.base_ms)
    shorter = step.length_ms < (moment.step.length_ms or 0)
    return replace(state, extra_ms=state.extra_ms + missing) if missing > 0 and shorter else state


def _go_to_turn(moment: Moment, timeline: Timeline, goal: Turn | None, text: str) -> Effect:
    """Leave the current step for the beginning of another turn."""
    state, events = leave_set(moment)
    index = start_of(timeline, goal) if goal else len(timeline.steps)
    before = next((i for i in range(index - 1, -1, -1) if timeline.steps[i].kind.is_work), 0)
    state = replace(state, step=before)
    changed = Event(EventKind.ADJUSTED, state.base_now, state.elapsed_ms, text=text)
    there = replace(moment, timeline=timeline)
    effect = go(there, state, index, [*events, changed], jumped=True)
    return replace(effect, timeline=timeline)


def leave_set(moment: Moment) -> tuple[State, list[Event]]:
    """Keep what was done of the set that is left, if anything."""
    left, events = with_outcome(moment, moment.state, Result.SKIPPED)
    nothing = any(e.outcome and e.outcome.result is Result.SKIPPED for e in events)
    return (moment.state, []) if nothing else (left, events)


def start_of(timeline: Timeline, turn: Turn) -> int:
    """Return the step with which a turn begins, after the rest before it."""
    return next(
        step.index
        for step in timeline.steps
        if step.place.turn.key == turn.key and (step.kind is not StepKind.REST or step.within_set)
    )


def current_turn(moment: Moment) -> int:
    """Return the index of the turn that is in progress, or comes next."""
    return moment.timeline.turns.index(moment.step.place.turn)


def tried_turns(timeline: Timeline, outcomes: Sequence[Outcome]) -> frozenset[int]:
    """Return the keys of the turns of which something was done."""
    return frozenset(
        timeline.step_of(one.step).place.turn.key
        for one in outcomes
        if one.result not in _NOT_TRIED
    )


def logged_turns(timeline: Timeline, outcomes: Sequence[Outcome]) -> frozenset[int]:
    """Return the keys of the turns of which anything is logged."""
    return frozenset(timeline.step_of(one.step).place.turn.key for one in outcomes)
