"""Doubts: what an exercise says without effect, or what is legal but probably a mistake."""

from __future__ import annotations

from hamtimer.core.notation.mistakes import shown
from hamtimer.core.session.model import (
    CueText,
    Exercise,
    Moment,
    Sides,
    WorkKind,
)
from hamtimer.core.session_file.problem_list import Report
from hamtimer.core.session_file.tables import Values

_TEMPO_KEYS = ("tempo", "starts-with", "explosive", "reset")
_SIDE_KEYS = ("switch", "first-side")
_REP_MOMENTS = (
    Moment.ECCENTRIC,
    Moment.STRETCHED,
    Moment.CONCENTRIC,
    Moment.SHORTENED,
    Moment.REP,
    Moment.LAST_REP,
)


def raise_doubts(exercise: Exercise, own: Values, values: Values, report: Report) -> None:
    """Report what does not fit together in an exercise; `own` is what it says itself."""
    _check_sides(exercise, own, values, report)
    _check_tempo(exercise, own, report)
    if "cues" in own:
        for cue in exercise.cues:
            if reason := _never_said(cue, exercise):
                message = f"{shown(cue.text)} is never said: {reason}"
                report.warn(own["cues"].node, message, "change when it is said")


def _check_sides(exercise: Exercise, own: Values, values: Values, report: Report) -> None:
    if exercise.sides is Sides.ALTERNATING and _is_hold(exercise):
        message = "a hold cannot alternate between the sides"
        report.error(values["sides"].node, message, "write `sides: each`, or give `reps`")
    if exercise.sides not in (Sides.EACH, Sides.ALTERNATING):
        for key in _SIDE_KEYS:
            if key in own:
                message = f"`{key}` has no effect: the sides do not change"
                report.warn(own[key].node, message, "write `sides: each`, or leave it out")


def _check_tempo(exercise: Exercise, own: Values, report: Report) -> None:
    tempo = exercise.sets[0].parts[0].tempo
    if _is_hold(exercise):
        useless = [key for key in _TEMPO_KEYS if key in own]
        reason = "a hold has no tempo"
    elif tempo is None:
        useless = [key for key in _TEMPO_KEYS[1:] if key in own]
        reason = "the person sets the pace"
    elif not tempo.explosive:
        useless = ["explosive"] if "explosive" in own else []
        reason = "there is no X in the tempo"
    else:
        return
    for key in useless:
        report.warn(own[key].node, f"`{key}` has no effect: {reason}", "leave it out")


def _never_said(cue: CueText, exercise: Exercise) -> str:
    """Say why a cue never comes; empty when it does."""
    if _is_hold(exercise):
        return "a hold has no repetitions" if cue.moment in _REP_MOMENTS else ""
    if cue.moment is Moment.REP and not _has_rep(exercise, cue.number):
        return f"no set has {cue.number} repetitions"
    if exercise.sets[0].parts[0].tempo is None and cue.moment in _REP_MOMENTS:
        return "nobody counts a self-paced set"
    return ""


def _is_hold(exercise: Exercise) -> bool:
    return exercise.sets[0].parts[0].kind is WorkKind.HOLD


def _has_rep(exercise: Exercise, number: int) -> bool:
    most = [part.reps.most for plan in exercise.sets for part in plan.parts if part.reps]
    return number > 0 and any(reps is None or reps >= number for reps in most)
