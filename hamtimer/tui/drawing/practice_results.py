"""The measurements of a practice as values to draw: feedback, taps, charts."""

from __future__ import annotations

from hamtimer.core.play.view import View
from hamtimer.core.practice.practice import Practice
from hamtimer.core.session.model import Exercise
from hamtimer.core.taps.meter import Feedback, SetReport
from hamtimer.core.taps.report import PhaseReport, Verdict
from hamtimer.core.text import capitalized, comma_text
from hamtimer.front.words.advice import advice_words
from hamtimer.front.words.report import seconds, verdict_words
from hamtimer.tui.drawing.boxes import Ink, Shade
from hamtimer.tui.drawing.phase_chart import PhaseChart, shade_of
from hamtimer.tui.drawing.practice_stage import TapResult
from hamtimer.tui.drawing.rep_path import Tapped
from hamtimer.tui.drawing.tones import Tone

_VERDICTS = {Verdict.EARLY: "SHORT", Verdict.RIGHT: "GOOD", Verdict.LATE: "LONG"}
"""Large, beside the length of a phase. Not "right", which is also a side."""
_SHADES = {Verdict.EARLY: Tone.LIFT, Verdict.RIGHT: Tone.REST, Verdict.LATE: Tone.READY}


def verdict_shade(verdict: Verdict) -> Shade:
    """Return the colour of a verdict."""
    return _SHADES.get(verdict, Ink.TEXT)


def tap_result_of(feedback: Feedback, exercise: Exercise) -> TapResult | None:
    """Return the result of a tap, with the name of its phase; None without a result."""
    one = feedback.measured
    if one is None:
        return None
    name = " + ".join(exercise.phase_name(phase) for phase in one.phases).upper()
    actual, target = seconds(one.actual_ms), seconds(one.target_ms)
    verdict = _VERDICTS.get(one.verdict, "") if one.judged else ""
    return TapResult(f"{name} {actual} OF {target}", verdict, f"{actual} / {target}", shade_of(one))


def taps_of_rep(practice: Practice, view: View) -> tuple[Tapped, ...]:
    """Return the taps of the rep in progress."""
    plan = view.step.reps
    if plan is None or not plan.rep_ms:
        return ()
    rate = float(practice.plan.rate)
    start = view.position_ms // plan.rep_ms * plan.rep_ms
    taps = (tap * rate - start for tap in practice.meter.taps_of(view.step))
    return tuple(Tapped(within) for within in taps if 0 <= within < plan.rep_ms)


def charts_of(one: SetReport, reps: int) -> tuple[PhaseChart, ...]:
    """Return the charts of a report, one for each measured phase."""
    return tuple(_chart(phase, one, reps) for phase in one.report.phases if phase.measured)


def _chart(phase: PhaseReport, one: SetReport, reps: int) -> PhaseChart:
    exercise = one.step.exercise
    name = exercise.phases_name(phase.phases)
    result = f"{seconds(phase.mean_ms)} s of {seconds(phase.target_ms)}"
    verdict = verdict_words(phase) if phase.judged else ""
    words = [f"{capitalized(verdict)}." if verdict else "", advice_words(phase, exercise)]
    is_right = not words[1]
    return PhaseChart(
        capitalized(comma_text(one.step.side.word, name)),
        result,
        " ".join(filter(None, words)),
        phase.measured,
        reps,
        is_right,
    )
