"""Exercises and steps in words, the same wherever the program writes them as text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hamtimer.core.session.model import (
    Effort,
    Exercise,
    Length,
    Phase,
    SetPart,
    Side,
    Sides,
    WorkKind,
)
from hamtimer.core.text import count_text, length_text, literal, seconds_text
from hamtimer.core.timeline.steps import Step, StepKind, Timeline

if TYPE_CHECKING:
    from hamtimer.core.play.totals import ExerciseTotals

AS_LONG = "as long as you can"
AS_MANY = "as many as you can"


def reps_words(least: int, most: int | None) -> str:
    """Say how many repetitions: `8 reps`, `15-20 reps`, `as many as you can, at least 8`."""
    if most is None:
        return f"{AS_MANY}, at least {least}" if least else AS_MANY
    number = f"{most}" if least in (most, 0) else f"{least}-{most}"
    return "1 rep" if number == "1" else f"{number} reps"


def hold_words(length: Length) -> str:
    """Say how long to hold: `hold 30 s`, `hold as long as you can, at least 1:00`."""
    if length.most_ms is not None:
        return f"hold {seconds_text(length.most_ms)}"
    if not length.least_ms:
        return f"hold {AS_LONG}"
    return f"hold {AS_LONG}, at least {seconds_text(length.least_ms)}"


def effort_words(effort: Effort | None) -> str:
    """Say how hard it should feel: `RPE 7`, `RPE 7-8`; empty when not said."""
    if effort is None:
        return ""
    top = f"{effort.most:g}"
    return f"RPE {top}" if effort.least == effort.most else f"RPE {effort.least:g}-{top}"


def work_words(exercise: Exercise) -> str:
    """Say what is to be done: `3 x 15-20 reps each side`, `3 sets: 12 reps, 10 reps, 8 reps`."""
    count = len(exercise.sets)
    sets = f"{exercise.least_sets}-{count}" if exercise.least_sets else f"{count}"
    each = [part_words(plan.parts[0]) for plan in exercise.sets]
    words = f"{sets} x {each[0]}" if len(set(each)) == 1 else f"{sets} sets: {', '.join(each)}"
    return f"{words}{_SIDES[exercise.sides]}"


def part_words(part: SetPart) -> str:
    """Say what is done in a set or in a part of it: `8 reps`, `hold 30 s`."""
    if part.kind is WorkKind.HOLD or part.reps is None:
        return hold_words(part.length)
    return reps_words(part.reps.least, part.reps.most)


_SIDES = {
    Sides.BOTH: "",
    Sides.EACH: " each side",
    Sides.ALTERNATING: " each side, alternating",
    Sides.LEFT: ", left side",
    Sides.RIGHT: ", right side",
}


def rest_words(exercise: Exercise) -> str:
    """Say how long the rests between its sets are: `rest 45 s`; empty when there are none."""
    rests = [seconds_text(plan.rest.least_ms) for plan in exercise.sets[:-1] if plan.rest.least_ms]
    return f"rest {', '.join(dict.fromkeys(rests))}" if rests else ""


def tempo_words(exercise: Exercise) -> str:
    """Say the tempo in playing order: `lower 4 s, pause 1 s, lift 2 s`; empty for none."""
    part = exercise.sets[0].parts[0]
    if part.kind is WorkKind.HOLD:
        return ""
    if part.tempo is None:
        return "at your own pace"
    words = []
    for phase, length in part.tempo.phases():
        name = literal(exercise.phase_name(phase)).lower()
        explosive = part.tempo.explosive and phase is Phase.CONCENTRIC
        fast = " as fast as good form allows" if explosive else ""
        words.append(f"{name} {seconds_text(length)}{fast}")
    return ", ".join(words)


def step_words(step: Step) -> str:
    """Say what a step is: `Set 1 of 3: Wall sit, left, hold 30 s`, `Rest`, `Switch sides`."""
    name = literal(step.exercise.name)
    match step.kind:
        case StepKind.PREPARE:
            return f"Get ready: {name}{_side_words(step)}"
        case StepKind.SWITCH:
            return f"Switch sides{_side_words(step)}"
        case StepKind.REST:
            return f"Rest, then {name}, {_set_words(step).lower()}"
        case StepKind.WAIT:
            return f"Wait for you: {name}, {_set_words(step).lower()}"
        case StepKind.SET | StepKind.HOLD:
            return ", ".join([f"{_set_words(step)}: {name}", *_work_details(step)])


def planned_sets(plan: ExerciseTotals) -> str:
    """Say how many sets are planned: `3 sets`, or `2-3 sets` where some are optional."""
    words = count_text(plan.sets, "set")
    return words if plan.least_sets == plan.sets else f"{plan.least_sets}-{words}"


def set_words(step: Step) -> str:
    """Say which set a step belongs to: `Set 2 of 3`, `Set 3 of 3 (optional)`."""
    words = f"Set {step.set_number} of {step.sets}"
    return f"{words} (optional)" if step.is_optional else words


def _set_words(step: Step) -> str:
    words = set_words(step)
    return f"{words} (round {step.round_number} of {step.rounds})" if step.rounds > 1 else words


def _side_words(step: Step) -> str:
    return "" if step.side is Side.BOTH else f", {step.side.value}"


def _work_details(step: Step) -> Iterator[str]:
    plan = step.reps
    alternates = plan is not None and len(plan.sides) > 1
    if step.side is not Side.BOTH and not alternates:
        yield step.side.value
    if plan is None:
        yield hold_words(Length(step.least_ms, step.length_ms))
    else:
        words = reps_words(plan.least, plan.count)
        yield f"{words} each side, alternating" if alternates else words
        if not plan.phases:
            yield "at your own pace"


def planned_length(timeline: Timeline) -> str:
    """Say how long the session is: `12:50`, or `about 7:35` when steps are open."""
    length = length_text(timeline.assumed_ms)
    return length if timeline.is_exact else f"about {length}"
