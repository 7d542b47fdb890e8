"""Choices: what a person settles before a session begins.

The week of a plan, exercises left out (a machine that is not there), easier or harder variants.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from hamtimer.core.session.model import Block, Exercise, Part, Session


class ChoiceError(ValueError):
    """A choice that the session does not offer; the message says what it does offer."""


@dataclass(frozen=True, slots=True)
class Choices:
    """The choices for one run. Exercises are named by their id."""

    week: int | None = None
    """The week of a plan; None: the first."""
    skip: frozenset[str] = frozenset()
    variants: Mapping[str, str] = field(default_factory=dict)
    """The id of the chosen variant, by the id of the exercise it stands for."""


def choose(session: Session, choices: Choices) -> Session:
    """Return the session as it will be played.

    Raises `ChoiceError` when the session has no such week, exercise or variant, or when
    nothing would be left of it.
    """
    _check(session, choices)
    skip, week = choices.skip, choices.week or 1

    def chosen(exercise: Exercise) -> Exercise | None:
        if exercise.id in skip:
            return None
        done = _in_week(_variant(exercise, choices.variants.get(exercise.id)), week)
        return done if done.sets else None

    parts = (_map_block(part.block, chosen) for part in session.parts)
    kept = tuple(
        Part(part.role, block)
        for part, block in zip(session.parts, parts, strict=True)
        if block.items
    )
    if not kept:
        if all(exercise.id in skip for exercise in session.exercises()):
            raise ChoiceError("every exercise is left out; keep at least one")
        raise ChoiceError(f"nothing is to be done in week {week}; choose another week")
    chosen_session = replace(session, parts=kept, week=week if session.weeks else 0)
    return replace(chosen_session, equipment=_equipment(session, chosen_session))


def _equipment(session: Session, chosen: Session) -> tuple[str, ...]:
    """Return what is needed for what was chosen: not what only a left-out exercise asks for."""
    asked = {item for exercise in session.exercises() for item in exercise.equipment}
    needed = [item for exercise in chosen.exercises() for item in exercise.equipment]
    kept = [item for item in session.equipment if item not in asked or item in needed]
    return tuple(dict.fromkeys((*kept, *needed)))


def _check(session: Session, choices: Choices) -> None:
    known = {exercise.id: exercise for exercise in session.exercises()}
    for name in (*choices.skip, *choices.variants):
        if name not in known:
            msg = f"there is no exercise {name!r}; there are: {', '.join(known)}"
            raise ChoiceError(msg)
    for name, variant in choices.variants.items():
        offered = [v.id for v in known[name].variants()]
        if variant not in offered:
            msg = f"{name!r} has no variant {variant!r}; it has: {', '.join(offered)}"
            raise ChoiceError(msg)
    if choices.week is not None and not 1 <= choices.week <= session.weeks:
        weeks = session.weeks
        plan = f"its plan has weeks 1 to {weeks}" if weeks else "it has no plan by weeks"
        msg = f"there is no week {choices.week} in {session.name!r}: {plan}"
        raise ChoiceError(msg)


def _map_block(block: Block, chosen: Callable[[Exercise], Exercise | None]) -> Block:
    """Return the block with each exercise replaced, or left out."""
    items: list[Exercise | Block] = []
    for item in block.items:
        if isinstance(item, Block):
            inner = _map_block(item, chosen)
            if inner.items:
                items.append(inner)
        else:
            exercise = chosen(item)
            if exercise is not None:
                items.append(exercise)
    return replace(block, items=tuple(items))


def _variant(exercise: Exercise, variant: str | None) -> Exercise:
    """Return the chosen rung of the exercise's ladder."""
    return next((v for v in exercise.variants() if v.id == variant), exercise)


def _in_week(exercise: Exercise, week: int) -> Exercise:
    """Return the exercise as it is done in a week of its plan."""
    for plan in exercise.weeks:
        if plan.first <= week <= plan.last:
            schedule = plan.schedule if plan.schedule.times else exercise.schedule
            least = exercise.least_sets if len(plan.sets) == len(exercise.sets) else 0
            return replace(exercise, sets=plan.sets, least_sets=least, schedule=schedule)
    return exercise
