"""The commands that change the plan: later, another set, easier, harder, go to an exercise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count, groupby

from hamtimer.core.dataclass import dataclass
from hamtimer.core.play.current_step import effective_step
from hamtimer.core.play.moment import Effect, Moment
from hamtimer.core.play.moves import jump
from hamtimer.core.play.plan_change import (
    Change,
    current_turn,
    leave_set,
    start_of,
    tried_turns,
)
from hamtimer.core.play.state import State
from hamtimer.core.session.model import Exercise
from hamtimer.core.timeline.sets_in_order import Turn
from hamtimer.core.timeline.steps import StepKind, Timeline


def postpone(moment: Moment) -> Change | None:
    """Do this exercise after the next one; repeated immediately, after the one after that.

    The remaining sets of the exercise come after the next exercise of the same round, or after the
    next block. Possible until the set begins, but not for the last exercise of a round.
    """
    if is_in_set(moment):
        return None
    turns, here = moment.timeline.turns, current_turn(moment)
    again = (i for i in range(here, len(turns)) if turns[i].own_id == moment.state.postponed)
    moved = next(again, None)
    further = None if moved is None else _moved_on(moment, moved)
    return further or _moved_on(moment, here)


def _moved_on(moment: Moment, start: int) -> Change | None:
    """Return the change that moves the sets from `start` on after the unit that follows them."""
    turns, skipped = moment.timeline.turns, moment.state.skipped
    mine = _stint(turns, start)
    others = list[Turn]()
    for unit in _units(turns[start + len(mine) :], mine[0]):
        others += unit
        if any(one.exercise.id not in skipped for one in unit):
            break
    else:
        return None
    first = next(one for one in others if one.exercise.id not in skipped)
    after = turns[start + len(mine) + len(others) :]
    return Change(
        (*turns[:start], *others, *mine, *after),
        f"{first.exercise.name} comes before {mine[0].exercise.name}",
        first if start == current_turn(moment) else None,
        mine[0].own_id,
    )


def is_in_set(moment: Moment) -> bool:
    """Return whether the current set has begun."""
    step = moment.step
    begun = step.kind.is_work and moment.state.base_ms >= 0
    return begun or step.kind is StepKind.SWITCH or step.within_set or _is_later_part(moment)


def _is_later_part(moment: Moment) -> bool:
    """Return whether another side or part of the set comes before the current step."""
    steps, index = moment.timeline.steps, moment.state.step
    before = steps[index - 1] if index else None
    return before is not None and before.kind.is_work and before.place is steps[index].place


def _stint(turns: Sequence[Turn], start: int) -> list[Turn]:
    """Return the turn at `start` with the sets of its exercise that follow directly."""
    mine = [turns[start]]
    for turn in turns[start + 1 :]:
        if not turn.follows(mine[-1]):
            break
        mine.append(turn)
    return mine


def _units(turns: Sequence[Turn], beside: Turn) -> Iterator[list[Turn]]:
    """Yield the units that follow in the same round: the sets of an exercise, or a nested block."""
    depth = len(beside.round.path)

    def unit(turn: Turn) -> object:
        path = turn.round.path
        return path[depth].run if len(path) > depth else turn.own_id

    inside = []
    for turn in turns:
        if beside.round not in turn.round.path:
            break
        inside.append(turn)
    for _, together in groupby(inside, unit):
        yield list(together)


def add_set(moment: Moment) -> Change | None:
    """Add a set of the current exercise, or of the one just done.

    It comes after that set and similar sets that follow, with the rest between sets. Not possible
    with a clock over whole rounds: under a time cap, or with a fixed interval of rounds.
    """
    timeline, turns, here = moment.timeline, moment.timeline.turns, current_turn(moment)
    in_set = is_in_set(moment) or moment.step.kind.is_work
    if not in_set:
        here -= 1
        if here < 0 or turns[here].key not in tried_turns(timeline, moment.state.outcomes):
            return None
    turn = turns[here]
    blocks = [one.run.block for one in turn.round.path]
    if any(block.within_ms or block.every_ms for block in blocks):
        return None
    extra = replace(turn, key=timeline.next_key, is_extra=True, repeats=False)
    text = f"one more set of {turn.exercise.name}"
    last = here
    while last + 1 < len(turns) and _is_alike(turns[last + 1], turns[last]):
        last += 1
    goal = extra if last == here and not in_set else None
    return Change((*turns[: last + 1], extra, *turns[last + 1 :]), text, goal)


def _is_alike(turn: Turn, before: Turn) -> bool:
    """Return whether a turn is the next set of an exercise with the same plan."""
    return turn.follows(before) and turn.plan == before.plan


def change_variant(moment: Moment, steps: int) -> Change | None:
    """Use an easier or harder variant from now on, in all remaining sets and rounds.

    A set in progress ends with what was done, and is repeated as the variant.
    """
    timeline, here = moment.timeline, current_turn(moment)
    turn = timeline.turns[here]
    variant = turn.exercise.neighbour(steps)
    if variant is None:
        return None
    state, _ = leave_set(moment)
    tried = tried_turns(timeline, state.outcomes)
    changed, keys = list[Turn](), count(timeline.next_key)
    goal = None
    for place, one in enumerate(timeline.turns):
        is_left = place >= here and one.own_id == turn.own_id and one.key not in tried
        if place == here and not is_left:
            # The part already done is beyond the plan, as the set is repeated.
            changed.append(replace(one, is_extra=True))
            goal = _as(variant, one, next(keys), repeats=True)
            changed.append(goal)
        elif is_left:
            changed.append(_as(variant, one, next(keys), repeats=one.repeats))
            goal = changed[-1] if place == here else goal
        else:
            changed.append(one)
    return Change(tuple(changed), f"{variant.name} from now on", goal)


def _as(variant: Exercise, turn: Turn, key: int, *, repeats: bool) -> Turn:
    """Return a turn with a variant in place of its exercise."""
    index = min(turn.index, len(variant.sets) - 1)
    return replace(turn, key=key, exercise=variant, index=index, repeats=repeats)


@dataclass(frozen=True, slots=True)
class ExercisePlace:
    """An exercise of a run that a person can go to."""

    id: str
    name: str
    left: int
    """How many of its sets are left; if they are not counted, 1 before the first."""
    sets: int
    """0: as many as fit under a time cap."""
    is_current: bool = False
    """Whether it is in progress, or comes next."""
    is_skipped: bool = False


def exercise_places(timeline: Timeline, state: State) -> tuple[ExercisePlace, ...]:
    """Return the exercises of a run in order, with what is left of each."""
    tried = tried_turns(timeline, state.outcomes)
    current = effective_step(timeline, state).place.turn.own_id if timeline.steps else ""
    found: dict[str, list[Turn]] = {}
    for turn in timeline.turns:
        found.setdefault(turn.own_id, []).append(turn)
    return tuple(
        replace(
            _place(turns, tried),
            is_current=own_id == current,
            is_skipped=turns[-1].exercise.id in state.skipped,
        )
        for own_id, turns in found.items()
    )


def _place(turns: Sequence[Turn], tried: frozenset[int]) -> ExercisePlace:
    last = turns[-1]
    left = sum(turn.key not in tried for turn in turns)
    endless = any(one.run.block.rounds is None for one in last.round.path)
    if endless:
        left = int(left == len(turns))
    sets = 0 if endless else len(turns)
    return ExercisePlace(last.own_id, last.exercise.name, left, sets)


def go_to_exercise(moment: Moment) -> Effect | None:
    """Go to the first unfinished set of an exercise, or else to its first set.

    Without a value, it is the next unfinished exercise.
    """
    timeline, state = moment.timeline, moment.state
    current = timeline.turns[current_turn(moment)]
    tried = tried_turns(timeline, state.outcomes)
    wanted = moment.value or _next_undone(timeline, current, tried)
    turns = [turn for turn in timeline.turns if turn.own_id == wanted]
    goal = next((turn for turn in turns if turn.key not in tried), turns[0] if turns else None)
    if goal is None or goal == current:
        return None
    state = replace(state, skipped=state.skipped - {turn.exercise.id for turn in turns})
    return jump(replace(moment, state=state), start_of(timeline, goal))


def _next_undone(timeline: Timeline, current: Turn, tried: frozenset[int]) -> str:
    here = timeline.turns.index(current)
    in_turn = (*timeline.turns[here:], *timeline.turns[:here])
    undone = (one for one in in_turn if one.key not in tried and one.own_id != current.own_id)
    return next((one.own_id for one in undone), "")
