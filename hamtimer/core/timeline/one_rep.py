"""One rep of an exercise as a session, to play it."""

from __future__ import annotations

from dataclasses import replace

from hamtimer.core.session.model import Block, Exercise, Part, Role, Session, Sides, Start
from hamtimer.core.session.work import Length, Reps, SetPart, WorkKind

PREPARE_MS = 3_000
"""The get-ready before it, with its countdown."""
LONGEST_MS = 10_000
"""The longest part of a hold or timed work that is played."""


def one_rep(session: Session, exercise_id: str) -> Session | None:
    """Return a session of one rep, or of the beginning of a hold; None if nothing guides it.

    It has the session's sounds and the exercise's cues.
    """
    exercise = next((e for e in session.exercises() if e.id == exercise_id), None)
    part = _first_led(exercise) if exercise else None
    if exercise is None or part is None:
        return None
    plan = replace(exercise.sets[0], parts=(part,))
    heard = replace(
        exercise,
        sets=(plan,),
        least_sets=0,
        sides=_one_side(exercise),
        every_ms=0,
        prepare_ms=PREPARE_MS,
        start=Start(),
    )
    work = Part(Role.WORK, Block((heard,)))
    return replace(session, parts=(work,), weeks=0, week=0)


def _first_led(exercise: Exercise) -> SetPart | None:
    """Return the first guided part of a set, cut to one rep."""
    for plan in exercise.sets:
        for part in plan.parts:
            if part.kind is WorkKind.REPS and part.tempo is not None:
                return replace(part, reps=Reps(1, 1), continues=False, pause=Length(0, 0))
            if part.kind is not WorkKind.REPS:
                length = min(part.length.most_ms or LONGEST_MS, LONGEST_MS)
                reps = Reps(1, 1) if part.reps else None
                fixed = Length.fixed(max(length, 1))
                return replace(part, reps=reps, length=fixed, pause=Length(0, 0))
    return None


def _one_side(exercise: Exercise) -> Sides:
    if exercise.sides in (Sides.EACH, Sides.ALTERNATING):
        return Sides(exercise.first_side.value)
    return exercise.sides
