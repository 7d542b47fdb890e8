"""Places in a session in words: what is paused, what was recorded."""

from __future__ import annotations

from hamtimer.core.play.outcomes import Outcome, Result
from hamtimer.core.play.view import View
from hamtimer.core.text import capitalized, count_text, literal, seconds_text
from hamtimer.core.timeline.steps import Step, StepKind
from hamtimer.front.words.exercises import side_words


def place_words(view: View) -> str:
    """Return what is in progress, if the large word is an instruction: `Right side`, `Rest`."""
    step = view.step
    if view.count_in_ms:
        return "Count-in"
    if step.within_set and step.kind is StepKind.REST:
        return "Rest within the set"
    if step.kind is StepKind.SWITCH:
        return capitalized(side_words(view.side))
    return f"Rep {view.rep}" if view.phase else _PLACES[step.kind]


_PLACES = {
    StepKind.PREPARE: "Get-ready",
    StepKind.SET: "Set",
    StepKind.HOLD: "Hold",
    StepKind.TIMED: "Set",
    StepKind.REST: "Rest",
    StepKind.WAIT: "Wait",
}


def paused_words(view: View) -> str:
    """Return what is paused: `Paused in the rest`, `Paused before the right side`."""
    place = place_words(view)
    place = f"{place[0].lower()}{place[1:]}"
    if view.step.kind is StepKind.SWITCH and not view.count_in_ms:
        return f"Paused before the {place}"
    return f"Paused in {place}" if view.phase and not view.count_in_ms else f"Paused in the {place}"


def recorded_words(outcome: Outcome, step: Step) -> str:
    """Return what was recorded of work that the person ended or corrected; else an empty text.

    `step` is the step as planned. A correction names the exercise: it may not be the last one.
    """
    ended = outcome.result is Result.STOPPED or step.is_open or outcome.corrected
    if outcome.result not in (Result.DONE, Result.STOPPED) or not ended:
        return ""
    if not records_reps(outcome, step):
        return f"{seconds_text(outcome.work_ms // 1_000 * 1_000)} recorded"
    if outcome.reps is None:
        return "Set recorded, reps not counted"
    words = f"{count_text(outcome.reps, 'rep')} recorded"
    return f"{literal(step.name)}, {words}" if outcome.corrected else words


def records_reps(outcome: Outcome, step: Step) -> bool:
    """Return whether the result of a step is its reps, and not its time."""
    return step.reps is not None and (step.kind is StepKind.SET or outcome.corrected)
