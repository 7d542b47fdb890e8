"""Immediate feedback after a tap, and the report after a measured set."""

from __future__ import annotations

from hamtimer.core.practice.levels import Level
from hamtimer.core.session.model import Exercise
from hamtimer.core.taps.meter import Feedback, SetReport
from hamtimer.core.taps.scale import scale_of
from hamtimer.core.text import comma_text
from hamtimer.front.words.advice import advice_words
from hamtimer.front.words.exercises import side_words
from hamtimer.front.words.meter import meter_line
from hamtimer.front.words.report import measured_words, offset_words, report_lines


def feedback_words(feedback: Feedback, exercise: Exercise) -> str:
    """Return the result of a tap in the exercise's own words: `Lower 4.8 s of 5.0`."""
    if feedback.extra:
        return "Extra tap, ignored"
    one = feedback.measured
    if one is None:
        return "Tapped"
    return measured_words(one, exercise.phases_name(one.phases))


def set_report_lines(one: SetReport, reps: int = 0) -> list[str]:
    """Return the report of a set, or of one side of it, with a heading."""
    lines = report_lines(one.report, reps)
    if one.level != Level.SILENT and one.report.tapped:
        lines.append(offset_words(one.report))
    lines.append(meter_line(scale_of(one.report.judged)))
    lines += [advice_words(phase, one.step.exercise) for phase in one.report.phases]
    heading = comma_text(f"Report for set {one.step.set_number}", side_words(one.step.side))
    return [f"{heading}:", *(f"  {line}" for line in lines if line)]
