"""The work of a set: what each side does in each part, and how long it takes."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from hamtimer.core.session.defaults import ASSUMED_HOLD_MS, ASSUMED_REPS, OWN_PACE_REP_MS
from hamtimer.core.session.model import Exercise, Side, Sides
from hamtimer.core.session.work import Length, Phase, Reps, SetPart, SetPlan, Tempo, WorkKind
from hamtimer.core.timeline.steps import SECOND, RepPlan, StepKind


class Span(NamedTuple):
    """How long a step lasts."""

    length_ms: int | None
    least_ms: int
    assumed_ms: int
    most_ms: int | None
    minimum_ms: int = 0


@lru_cache(maxsize=256)
def fixed_span(length_ms: int) -> Span:
    """Return the span of a step of fixed length."""
    return Span(length_ms, length_ms, length_ms, length_ms)


@lru_cache(maxsize=256)
def span_of(length: Length, assumed_ms: int = 0) -> Span:
    """Return the span of a length, which is played to its most; an open one is assumed."""
    least, most = length.least_ms, length.most_ms
    if most is None:
        assumed = max(assumed_ms or least or ASSUMED_HOLD_MS, least)
        return Span(None, least, assumed, None, least)
    return Span(most, least, most, most, 0 if length.is_fixed else least)


class Form(NamedTuple):
    """A step without its place. Identical sets share the forms of their steps."""

    kind: StepKind
    side: Side
    span: Span
    part: int = 1
    reps: RepPlan | None = None
    ends_set: bool = False
    within_set: bool = False
    fills_interval: bool = False


def set_forms(exercise: Exercise, plan: SetPlan) -> tuple[Form, ...]:
    """Return the steps of one set: the parts of each side with pauses, a switch between sides."""
    forms: list[Form] = []
    sides, parts = sides_of(exercise), plan.parts
    for side in sides:
        if side is not sides[0] and exercise.switch_ms:
            forms.append(Form(StepKind.SWITCH, side, fixed_span(exercise.switch_ms)))
        for number, part in enumerate(parts, start=1):
            if number > 1 and part.pause.most_ms:
                pause = span_of(part.pause)
                forms.append(Form(StepKind.REST, side, pause, number, within_set=True))
            ends_set = side is sides[-1] and number == len(parts)
            forms.append(_work_form(exercise, parts, number, side)._replace(ends_set=ends_set))
    return tuple(forms)


def sides_of(exercise: Exercise) -> tuple[Side, ...]:
    """Return the sides that follow each other inside one set."""
    match exercise.sides:
        case Sides.EACH:
            return _both_sides(exercise)
        case Sides.ALTERNATING:
            return (exercise.first_side,)
        case _:
            return (Side(exercise.sides.value),)


def _both_sides(exercise: Exercise) -> tuple[Side, ...]:
    other = Side.LEFT if exercise.first_side is Side.RIGHT else Side.RIGHT
    return (exercise.first_side, other)


def _work_form(exercise: Exercise, parts: tuple[SetPart, ...], number: int, side: Side) -> Form:
    """Return the work of one side in one part of a set."""
    part = parts[number - 1]
    assumed_ms = part.assumed_ms or exercise.assumed_ms
    alternates = exercise.sides is Sides.ALTERNATING
    sides = _both_sides(exercise) if alternates else (side,)
    if part.kind is WorkKind.TIME:
        if alternates and part.tempo is None:
            sides = (Side.BOTH,)  # without a tempo the person decides about the sides
        plan, _ = _planned(Reps(0, None), part.tempo, sides, (0, None), assumed_ms)
        span = span_of(part.length, assumed_ms)
        return Form(StepKind.TIMED, sides[0], span, number, plan)
    if part.reps is None:
        return Form(StepKind.HOLD, side, span_of(part.length, assumed_ms), number)
    numbers = _numbering(parts, number - 1)
    if part.kind is WorkKind.HOLD:
        plan = _isometric_plan(part.reps, part.length.least_ms, part.relax_ms, sides)
        plan = replace(plan, before=numbers[0], of=numbers[1])
        return Form(StepKind.SET, side, _set_span(plan, assumed_ms), number, plan)
    plan, span = _planned(part.reps, part.tempo, sides, numbers, assumed_ms)
    return Form(StepKind.SET, side, span, number, plan)


def _numbering(parts: tuple[SetPart, ...], index: int) -> tuple[int, int | None]:
    """Return how many reps of a cluster come before one of its parts, and how many in all."""
    if len(parts) == 1:
        reps = parts[0].reps
        return 0, reps.most if reps else 0
    first, end = index, index + 1
    while first and parts[first].continues:
        first -= 1
    while end < len(parts) and parts[end].continues:
        end += 1
    counts = [part.reps.most if part.reps else 0 for part in parts[first:end]]
    whole = [count for count in counts if count is not None]
    of = sum(whole) if len(whole) == len(counts) else None
    return sum(count or 0 for count in counts[: index - first]), of


@lru_cache(maxsize=64)
def _planned(
    reps: Reps,
    tempo: Tempo | None,
    sides: tuple[Side, ...],
    numbers: tuple[int, int | None],
    assumed_ms: int,
) -> tuple[RepPlan, Span]:
    """Return the plan of a set and how long it takes.

    Identical sets share it, which saves memory and time.
    """
    plan = RepPlan(
        count=reps.most,
        least=reps.least,
        phases=tempo.phases() if tempo else (),
        sides=sides,
        tension_ms=tempo.tension_ms if tempo else 0,
        beat_ms=(tempo.beat_ms if tempo else None) or SECOND,
        before=numbers[0],
        of=numbers[1],
    )
    return plan, _set_span(plan, assumed_ms)


def _isometric_plan(reps: Reps, hold_ms: int, relax_ms: int, sides: tuple[Side, ...]) -> RepPlan:
    """Return the plan of a set of holds with a relax between them."""
    phases = ((Phase.HOLD, hold_ms), (Phase.RELAX, relax_ms))
    return RepPlan(
        count=reps.most,
        least=reps.least,
        phases=tuple(phase for phase in phases if phase[1]),
        sides=sides,
        tension_ms=hold_ms,
    )


def _set_span(plan: RepPlan, assumed_ms: int) -> Span:
    """Return the length of the reps of a set."""
    sides, rep_ms, total = len(plan.sides), plan.rep_ms, plan.total
    least = plan.length_ms(plan.least * sides)
    if total is not None and rep_ms:
        length = plan.length_ms(total)
        return Span(length, least, length, length)
    likely = total or max(ASSUMED_REPS, plan.least) * sides
    assumed = assumed_ms or (plan.length_ms(likely) if rep_ms else likely * OWN_PACE_REP_MS)
    return Span(None, least, assumed, None)
