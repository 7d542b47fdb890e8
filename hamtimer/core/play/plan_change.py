"""Continue in a changed plan at the same position.

What was done stays done, and the position is the same: in the same set, or in the same rest, which
may now lead to another set. If that is not in the new plan, the run continues with the next set.
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
    """All turns, including every logged one."""
    text: str
    """The change in words."""
    goal: Turn | None = None
    """Where to continue instead of the current turn."""
    postponed: str = ""
    """The exercise that the change postpones."""


def change_plan(moment: Moment, change: Change) -> Effect:
    """Lay out the session from changed turns, and continue."""
    # Imported here: history needs the player, but lays nothing out.
    from hamtimer.core.timeline.compiler import lay_out_again

    timeline = lay_out_again(moment.timeline, change.turns)
    effect = go_on_in(moment, timeline, change.text, change.goal)
    return replace(effect, state=replace(effect.state, postponed=change.postponed))


def go_on_in(moment: Moment, timeline: Timeline, text: str, goal: Turn | None = None) -> Effect:
    """Continue in another timeline, which includes every logged step.

    Without a goal, continue at the same place, or with the next unfinished set.
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
    """Return the current step in another timeline; None: it is not there.

    A rest between two sets is the same only if it still leads to the same set.
    """

    def known_by(step: Step) -> tuple[object, ...]:
        return step.place.turn.key, step.kind, step.side, step.part, step.within_set

    return next((step for step in timeline.steps if known_by(step) == known_by(here)), None)


def _next_turn(moment: Moment, timeline: Timeline) -> Turn | None:
    """Return the next unfinished turn after those before the current one; None: none."""
    places = {turn: place for place, turn in enumerate(timeline.turns)}
    before = reversed(moment.timeline.turns[: current_turn(moment)])
    last = next((places[turn] for turn in before if turn in places), -1)
    tried = tried_turns(timeline, moment.state.outcomes)
    return next((turn for turn in timeline.turns[last + 1 :] if turn.key not in tried), None)


def _rest_before(moment: Moment, timeline: Timeline, goal: Turn) -> Step | None:
    """Return the rest that continues if the current one now leads to another turn."""
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
    """Return a state with the rest long enough for a count-in, if it became shorter."""
    step = effective_step(timeline, state)
    if step.length_ms is None or not step.starts_work or step.fills_interval:
        return state
    missing = moment.count_in_ms + 1 - (step.length_ms - state.base_ms)
    shorter = step.length_ms < (moment.step.length_ms or 0)
    return replace(state, extra_ms=state.extra_ms + missing) if missing > 0 and shorter else state


def _go_to_turn(moment: Moment, timeline: Timeline, goal: Turn | None, text: str) -> Effect:
    """Go from the current step to the beginning of another turn."""
    state, events = leave_set(moment)
    index = start_of(timeline, goal) if goal else len(timeline.steps)
    before = next((i for i in range(index - 1, -1, -1) if timeline.steps[i].kind.is_work), 0)
    state = replace(state, step=before)
    changed = Event(EventKind.ADJUSTED, state.base_now, state.elapsed_ms, text=text)
    there = replace(moment, timeline=timeline)
    effect = go(there, state, index, [*events, changed], jumped=True)
    return replace(effect, timeline=timeline)


def leave_set(moment: Moment) -> tuple[State, list[Event]]:
    """Keep the result of the set that is left, if any."""
    left, events = with_outcome(moment, moment.state, Result.SKIPPED)
    nothing = any(e.outcome and e.outcome.result is Result.SKIPPED for e in events)
    return (moment.state, []) if nothing else (left, events)


def start_of(timeline: Timeline, turn: Turn) -> int:
    """Return the step with which a turn begins, after the preceding rest."""
    return next(
        step.index
        for step in timeline.steps
        if step.place.turn.key == turn.key and (step.kind is not StepKind.REST or step.within_set)
    )


def current_turn(moment: Moment) -> int:
    """Return the index of the turn that is in progress, or comes next."""
    return moment.timeline.turns.index(moment.step.place.turn)


def tried_turns(timeline: Timeline, outcomes: Sequence[Outcome]) -> frozenset[int]:
    """Return the keys of turns with work done."""
    return frozenset(
        timeline.step_of(one.step).place.turn.key
        for one in outcomes
        if one.result not in _NOT_TRIED
    )


def logged_turns(timeline: Timeline, outcomes: Sequence[Outcome]) -> frozenset[int]:
    """Return the keys of logged turns."""
    return frozenset(timeline.step_of(one.step).place.turn.key for one in outcomes)
