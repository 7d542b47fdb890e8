"""The lines for each event of a run.

Each event is a line, with two exceptions. A cue that only repeats the line of the same instant has
none (the end of a rep is the beginning of the next). Ticks have one only on request: a line per
second would flood a screen reader.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hamtimer.core.play.outcomes import Outcome, Result
from hamtimer.core.play.state import Event, EventKind
from hamtimer.core.play.totals import reps_by_side
from hamtimer.core.session.model import Exercise, Side
from hamtimer.core.session.work import Moment, Phase
from hamtimer.core.text import (
    capitalized,
    count_text,
    length_text,
    literal,
    seconds_text,
    stamp_text,
)
from hamtimer.core.timeline.cue_kinds import Cue, CueKind
from hamtimer.core.timeline.steps import Step, StepKind, Timeline
from hamtimer.front.actions import BY_ID
from hamtimer.front.words.exercises import (
    effort_words,
    part_number_words,
    set_number,
    step_words,
    tempo_words,
    work_words,
)
from hamtimer.front.words.place import recorded_words

_PHASES = frozenset(phase.value for phase in Phase)


def stamped_lines(
    events: Iterable[Event], timeline: Timeline, *, alone: bool = False, ticks: bool = False
) -> Iterator[str]:
    """Return the lines for events, each beginning with session time."""
    for event in events:
        stamp = stamp_text(event.session_ms)
        for line in event_lines(event, timeline, alone=alone, ticks=ticks):
            yield f"{stamp}  {line}"


def event_lines(
    event: Event, timeline: Timeline, *, alone: bool = False, ticks: bool = False
) -> Iterator[str]:
    """Return the lines for one event, without their time.

    `alone`: nobody can type, so open steps end by themselves.
    """
    match event.kind:
        case EventKind.STEP if event.step is not None:
            yield from step_lines(event.step, timeline, alone=alone)
        case EventKind.CUE if event.cue is not None and event.step is not None:
            yield from _cue_lines(event.cue, event.step, ticks=ticks)
        case EventKind.OUTCOME if event.outcome is not None:
            yield outcome_line(event.outcome, timeline)
            if not alone and not event.outcome.corrected:
                yield from _correction_lines(event.outcome, timeline)
        case EventKind.UNDONE if event.step is not None:
            yield f"Undone. Now: {step_words(event.step)}"
        case EventKind.ADJUSTED:
            yield f"Changed: {literal(event.text)}"
        case EventKind.PAUSED:
            yield f"Paused: {literal(event.text)}" if event.text else "Paused"
        case _:
            yield _PLAIN_WORDS[event.kind]


_PLAIN_WORDS = {
    EventKind.STARTED: "Start",
    EventKind.RESUMED: "Resumed",
    EventKind.FINISHED: "Session done",
    EventKind.STOPPED: "Session stopped",
}


def step_lines(step: Step, timeline: Timeline, *, alone: bool = False) -> Iterator[str]:
    """Return the lines for a step: its length or how it ends and, before an exercise, its work."""
    yield f"{step_words(step)}{_ending(step, alone=alone)}"
    before = timeline.steps[step.index - 1].exercise.id if step.index else ""
    if step.first_of_exercise and before != step.exercise.id:
        yield from exercise_lines(step.exercise, each_round=not step.sets)


def _ending(step: Step, *, alone: bool) -> str:
    waits = step.kind is StepKind.WAIT
    if step.length_ms is not None:
        length = length_text(step.length_ms)
        return f", at most {length}; type done to continue" if waits else f", {length}"
    if alone and step.assumed_ms:
        return f"; nobody is there, so it ends after the assumed {length_text(step.assumed_ms)}"
    if alone:
        return "; nobody is there, so it continues immediately"
    return "; type done to continue" if waits else "; type done when you stop"


def exercise_lines(exercise: Exercise, *, each_round: bool = False) -> Iterator[str]:
    """Return the lines for an exercise: sets and reps, tempo, load, equipment, cues."""
    cues = [cue.text for cue in exercise.cues if cue.moment is Moment.ALWAYS]
    facts = {
        "To do": work_words(exercise, each_round=each_round),
        "Tempo": tempo_words(exercise),
        "Load": exercise.load,
        "Effort": effort_words(exercise.rpe),
        "Equipment": ", ".join(exercise.equipment),
        "Cues": "; ".join(cues),
    }
    for name, fact in facts.items():
        if fact:
            yield f"{name}: {literal(fact)}"


def _cue_lines(cue: Cue, step: Step, *, ticks: bool) -> Iterator[str]:
    if cue.kind is CueKind.TICK:
        if ticks:
            yield str(cue.count)
    elif cue.kind in _PHASES:
        yield f"{literal(cue.text)} {seconds_text(cue.length_ms)}, {_rep_words(cue, step)}"
    elif cue.kind.facts.has_line:
        yield literal(cue.text)


def _rep_words(cue: Cue, step: Step) -> str:
    count = step.reps.of if step.reps else None
    words = f"rep {cue.rep} of {count}" if count else f"rep {cue.rep}"
    return words if cue.side is Side.BOTH else f"{words}, {cue.side.value}"


def _set_of(step: Step) -> str:
    """Return what an outcome is of: `Set 2 of 3, part 1 of 2,`, `Part 1 of 2`, `Set`."""
    number, part = set_number(step), part_number_words(step)
    if number and part:
        return f"Set {number}, {part},"
    return capitalized(part) or f"Set {number}".strip()


def outcome_line(outcome: Outcome, timeline: Timeline) -> str:
    """Return the line for the outcome of a set, or of one side of it."""
    step = timeline.step_of(outcome.step)
    words = f"{_set_of(step)} {outcome.result.value}"
    if outcome.corrected:
        words = f"Corrected, {literal(step.name)}, {words[0].lower()}{words[1:]}"
    if outcome.result in (Result.SKIPPED, Result.NOT_REACHED):
        return words
    plan = step.reps
    alternates = plan is not None and len(plan.sides) > 1
    side = "" if step.side is Side.BOTH or alternates else f"{step.side.value} "
    return f"{words}: {side}{_done_words(step, outcome)}"


def _correction_lines(outcome: Outcome, timeline: Timeline) -> Iterator[str]:
    """Return how to correct the record of a self-paced set."""
    step = timeline.step_of(outcome.step)
    if step.reps is not None and not step.reps.phases and recorded_words(outcome, step):
        words = (BY_ID[action].words[-1] for action in ("more-reps", "fewer-reps"))
        yield f"Type {' or '.join(words)} to correct the reps"


def _done_words(step: Step, outcome: Outcome) -> str:
    """Return the reps or the time done, marked if by plan instead of counted."""
    plan, reps = step.reps, outcome.reps
    if plan is None:
        return f"held {length_text(outcome.held_ms)}"
    if reps is None:
        worked = length_text(outcome.work_ms)
        return f"{worked} of work" if step.kind is StepKind.TIMED else f"{worked} at your own pace"
    if len(plan.sides) > 1:
        shares = reps_by_side(plan.sides, reps)
        done = ", ".join(f"{side.value} {count_text(n, 'rep')}" for side, n in shares.items())
    else:
        done = count_text(reps, "rep")
    return f"{done} by plan" if outcome.by_plan else done
