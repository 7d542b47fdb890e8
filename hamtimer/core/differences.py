"""Compare two sessions in training terms: exercises, work, tempo, rests, lengths.

Exercises are matched by their id. Text does not matter: a file that was only reformatted has no
differences.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, replace
from enum import StrEnum
from functools import lru_cache

from hamtimer.core.dataclass import dataclass
from hamtimer.core.play.plan import plan_of
from hamtimer.core.play.totals import plan_totals
from hamtimer.core.session.model import Block, Exercise, Role, Session
from hamtimer.core.session.work import NO_TIME, SetPart, SetPlan, Tempo
from hamtimer.core.timeline.steps import Timeline


class Aspect(StrEnum):
    """An aspect in which exercises can differ; the value names it for programs."""

    NAME = "name"
    ROLE = "role"
    BLOCKS = "blocks"
    """Its groups: supersets, circuits, rounds, caps."""
    WORK = "work"
    """Sets, reps, holds and times, with their sides and interval."""
    TEMPO = "tempo"
    REST = "rest"
    REST_AFTER = "rest-after"
    LOAD = "load"
    RPE = "rpe"
    START = "start"
    PREPARE = "prepare"
    SWITCH = "switch"
    FIRST_SIDE = "first-side"
    ASSUME = "assume"
    PHASE_NAMES = "phase-names"
    CUES = "cues"
    DESCRIPTION = "description"
    EQUIPMENT = "equipment"
    FEEDBACK = "feedback"
    MEASURE = "measure"
    LINK = "link"
    SCHEDULE = "schedule"
    PROGRESSION = "progression"
    SIGNALS = "signals"
    VARIANTS = "variants"
    SETS = "sets"
    """Something in individual sets that no other aspect shows."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An exercise with its place in the session."""

    exercise: Exercise
    role: Role
    blocks: tuple[Block, ...] = ()
    """The blocks around it, the outermost first, without what is in them."""


@dataclass(frozen=True, slots=True)
class ExerciseDifference:
    """An exercise that was added, removed or changed."""

    before: Placed | None
    """None: it was added."""
    after: Placed | None
    """None: it was removed."""
    aspects: tuple[Aspect, ...] = ()
    """What differs, if it is in both sessions."""
    moved: bool = False
    """Whether its place among the common exercises has changed."""

    @property
    def exercise(self) -> Exercise:
        """The new exercise, or the removed one."""
        placed = self.after or self.before
        assert placed is not None  # noqa: S101 - one of the two is there
        return placed.exercise


@dataclass(frozen=True, slots=True)
class Differences:
    """All differences between two sessions. Times are milliseconds."""

    before: Timeline
    after: Timeline
    fields: tuple[str, ...]
    """The fields of `Session` that differ, besides its parts."""
    exercises: tuple[ExerciseDifference, ...]
    """In the order of the new session, removed ones in their old places."""

    @property
    def tension_ms(self) -> tuple[int | None, int | None]:
        """Time under tension before and after; None: not known."""
        return tension_of(self.before), tension_of(self.after)

    def __bool__(self) -> bool:
        """Whether there is any difference."""
        return bool(self.fields or self.exercises)


def compare(before: Timeline, after: Timeline) -> Differences:
    """Return the differences between two sessions that are laid out."""
    return Differences(
        before,
        after,
        tuple(_fields(before.session, after.session)),
        tuple(_exercises(before.session, after.session)),
    )


@lru_cache(maxsize=8)
def tension_of(timeline: Timeline) -> int | None:
    """Return the planned time under tension of a session; None if some of it is unknown."""
    return plan_totals(plan_of(timeline)).tension_ms


_OF_EXERCISES = ("parts", "week", "version", "equipment")
"""Fields of a session that follow from its exercises, or say nothing about training."""


def _fields(before: Session, after: Session) -> Iterator[str]:
    for field in fields(Session):
        name = field.name
        if name not in _OF_EXERCISES and getattr(before, name) != getattr(after, name):
            yield name


def placed_exercises(session: Session) -> dict[str, Placed]:
    """Return every exercise of a session with its place, by id and in order."""
    found: dict[str, Placed] = {}
    for part in session.parts:
        for placed in _placed(part.block, part.role, ()):
            found.setdefault(placed.exercise.id, placed)
    return found


def _placed(block: Block, role: Role, around: tuple[Block, ...]) -> Iterator[Placed]:
    around = (*around, replace(block, items=()))
    for item in block.items:
        if isinstance(item, Block):
            yield from _placed(item, role, around)
        else:
            yield Placed(item, role, around)


def _exercises(before: Session, after: Session) -> Iterator[ExerciseDifference]:
    old, new = placed_exercises(before), placed_exercises(after)
    moved = _moved([key for key in old if key in new], [key for key in new if key in old])
    for key in _in_order(list(old), list(new)):
        was, now = old.get(key), new.get(key)
        aspects = tuple(_aspects(was, now)) if was and now else ()
        if was is None or now is None or aspects or key in moved:
            yield ExerciseDifference(was, now, aspects, key in moved)


def _in_order(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """Return the ids of both in the new order, removed ones after their predecessors."""
    order = list(new)
    known = set(new)
    for place, key in enumerate(old):
        if key not in known:
            before = next((each for each in reversed(old[:place]) if each in known), None)
            order.insert(order.index(before) + 1 if before is not None else 0, key)
            known.add(key)
    return order


def _moved(old: Sequence[str], new: Sequence[str]) -> frozenset[str]:
    """Return the smallest set of ids whose moving turns one order into the other."""
    from bisect import bisect_left

    places = {key: place for place, key in enumerate(old)}
    ends: list[int] = []
    """The last places of the shortest rising sequences of each length."""
    chains: list[tuple[str, ...]] = []
    for key in new:
        length = bisect_left(ends, places[key])
        chain = (*(chains[length - 1] if length else ()), key)
        ends[length : length + 1] = [places[key]]
        chains[length : length + 1] = [chain]
    return frozenset(new) - frozenset(chains[-1] if chains else ())


def _aspects(before: Placed, after: Placed) -> Iterator[Aspect]:
    if before == after:
        return
    if before.role is not after.role:
        yield Aspect.ROLE
    if _shapes(before.blocks) != _shapes(after.blocks):
        yield Aspect.BLOCKS
    found = _differing(before.exercise, after.exercise)
    if _variants_differ(before.exercise, after.exercise, found):
        found.append(Aspect.VARIANTS)
    if not found and before.exercise.sets != after.exercise.sets:
        rested = _without_rests(before.exercise) == _without_rests(after.exercise)
        found = [Aspect.REST if rested else Aspect.SETS]
    yield from found


def _without_rests(exercise: Exercise) -> list[SetPlan]:
    """Return the sets without the rests after them; that of the last is for a set added later."""
    return [replace(plan, rest=NO_TIME) for plan in exercise.sets]


def _differing(before: Exercise, after: Exercise) -> list[Aspect]:
    return [aspect for aspect, value in _VALUES.items() if value(before) != value(after)]


def _variants_differ(before: Exercise, after: Exercise, found: Sequence[Aspect]) -> bool:
    """Return whether a variant differs beyond the values of its exercise."""
    old, new = _ladder(before), _ladder(after)
    if list(old) != list(new) or len(before.easier) != len(after.easier):
        return True
    return any(set(_differing(old[key], new[key])) - set(found) for key in old)


def _ladder(exercise: Exercise) -> dict[str, Exercise]:
    return {rung.id: rung for rung in (*exercise.easier, *exercise.harder)}


def _shapes(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks that are more than a sequence, or have a name."""
    return [block for block in blocks if block != Block((), rest_after=block.rest_after)]


# ------------------------------------------------------------------ the values of the aspects
def _work(exercise: Exercise) -> object:
    plans = [tuple(map(_bare, plan.parts)) for plan in exercise.sets]
    return plans, exercise.least_sets, exercise.sides, exercise.every_ms


def _bare(part: SetPart) -> SetPart:
    """Return a part without the values that other aspects show."""
    return replace(part, tempo=None, load="", rpe=None, cues=(), phase_names=(), assumed_ms=0)


def _each(value: Callable[[SetPart], object]) -> Callable[[Exercise], object]:
    """Return the values of the parts of the sets, without repetitions."""

    def values(exercise: Exercise) -> object:
        return list(dict.fromkeys(value(part) for plan in exercise.sets for part in plan.parts))

    return values


def _tempo(part: SetPart) -> Tempo | None:
    return part.tempo


def _rests(exercise: Exercise) -> object:
    """Return the rests between sets without an interval."""
    plans: tuple[SetPlan, ...] = () if exercise.every_ms else exercise.sets[:-1]
    return list(dict.fromkeys(plan.rest for plan in plans if plan.rest != NO_TIME))


def _loads(exercise: Exercise) -> object:
    each = [(plan.load, *(part.load for part in plan.parts)) for plan in exercise.sets]
    return exercise.load, list(dict.fromkeys(each))


def _efforts(exercise: Exercise) -> object:
    each = [(plan.rpe, *(part.rpe for part in plan.parts)) for plan in exercise.sets]
    return exercise.rpe, list(dict.fromkeys(each))


_VALUES: dict[Aspect, Callable[[Exercise], object]] = {
    Aspect.NAME: lambda e: e.name,
    Aspect.WORK: _work,
    Aspect.TEMPO: _each(_tempo),
    Aspect.REST: _rests,
    Aspect.REST_AFTER: lambda e: e.rest_after,
    Aspect.LOAD: _loads,
    Aspect.RPE: _efforts,
    Aspect.START: lambda e: e.start,
    Aspect.PREPARE: lambda e: e.prepare_ms,
    Aspect.SWITCH: lambda e: e.switch_ms,
    Aspect.FIRST_SIDE: lambda e: e.first_side,
    Aspect.ASSUME: lambda e: (e.assumed_ms, _each(lambda part: part.assumed_ms)(e)),
    Aspect.PHASE_NAMES: lambda e: (e.phase_names, _each(lambda part: part.phase_names)(e)),
    Aspect.CUES: lambda e: (e.cues, _each(lambda part: part.cues)(e)),
    Aspect.DESCRIPTION: lambda e: e.description,
    Aspect.EQUIPMENT: lambda e: e.equipment,
    Aspect.FEEDBACK: lambda e: e.feedback,
    Aspect.MEASURE: lambda e: e.measure,
    Aspect.LINK: lambda e: e.link,
    Aspect.SCHEDULE: lambda e: e.schedule,
    Aspect.PROGRESSION: lambda e: e.progression,
    Aspect.SIGNALS: lambda e: e.signals,
}
