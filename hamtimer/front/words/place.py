"""Places in a session in words: what is paused, what was recorded."""

from __future__ import annotations

from hamtimer.core.play.outcomes import Outcome, Result
from hamtimer.core.play.view import View
from hamtimer.core.text import capitalized, count_text, seconds_text
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
    """Return what was recorded of work that the person ended: `8 reps recorded`; else empty.

    `step` is the step as planned.
    """
    plan, ended = step.reps, outcome.result is Result.STOPPED or step.is_open
    if outcome.result not in (Result.DONE, Result.STOPPED) or not ended:
        return ""
    if plan is None or step.kind is not StepKind.SET:
        return f"{seconds_text(outcome.work_ms // 1_000 * 1_000)} recorded"
    if outcome.reps is None:
        return "Set recorded, reps not counted"
    return f"{count_text(outcome.reps, 'rep')} recorded"
