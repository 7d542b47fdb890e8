"""The reports of a practice as styled text: words, numbers and a small chart for each phase."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from hamtimer.core.practice.levels import Level
from hamtimer.core.practice.practice import Practice
from hamtimer.core.taps.meter import SetReport
from hamtimer.core.taps.report import PhaseReport, Report
from hamtimer.core.taps.scale import scale_of
from hamtimer.core.text import comma_text
from hamtimer.front.words.advice import advice_words
from hamtimer.front.words.estimate import drift_words, estimate_words
from hamtimer.front.words.exercises import side_words
from hamtimer.front.words.meter import meter_line
from hamtimer.front.words.report import (
    PICTURE_HELP,
    offset_words,
    phase_words,
    report_lines,
    seconds,
    sparkline,
    tap_lines,
)


def practice_content(practice: Practice) -> Content:
    """Write the reports on all sets, latest first."""
    reports = practice.last_reports
    if not reports:
        return Content("No taps, so nothing was measured.")
    numbers = dict.fromkeys(one.step.set_number for one in reversed(reports))
    sets = [[one for one in reports if one.step.set_number == number] for number in numbers]
    legend = [_help()] if any(one.report.tapped for one in reports) else []
    return Content("\n\n").join([*(_set(one, practice) for one in sets), *legend])


def _help() -> Content:
    return Content.styled(PICTURE_HELP, "dim")


def _set(reports: Sequence[SetReport], practice: Practice) -> Content:
    lines = []
    for one in reports:
        heading = comma_text(f"Set {one.step.set_number}", side_words(one.step.side))
        lines.append(Content.styled(heading, "bold"))
        lines += report_content(one.report, practice.plan.reps, one.level)
        advice = [advice_words(phase, one.step.exercise) for phase in one.report.phases]
        lines += [Content.styled(f"  {words}", "bold") for words in dict.fromkeys(advice) if words]
        drift = drift_words(practice.drifts_of(one))
        lines += [Content.styled(f"  {drift}", "dim")] if drift else []
    if reports and (estimate := practice.estimate_of(reports[-1].step.set_number)):
        lines.append(Content(f"  {estimate_words(estimate, reports[-1].step.exercise)}"))
    return Content("\n").join(lines)


def report_content(report: Report, reps: int = 0, level: str = "") -> list[Content]:
    """Write a report, one line per phase; `level` is that of the set."""
    if not report.tapped:
        return [Content(line) for line in report_lines(report)]
    lines = [_phase(phase, reps) for phase in report.phases]
    notes = [*tap_lines(report), meter_line(scale_of(report.judged))]
    if level != Level.SILENT:
        notes.append(offset_words(report))
    return [*lines, *(Content.styled(f"  {note}", "dim") for note in notes if note)]


def _phase(phase: PhaseReport, reps: int) -> Content:
    spread = f", spread {seconds(phase.spread_ms, 2)} s" if len(phase.measured) > 1 else ""
    picture = sparkline(phase.measured, reps)
    return Content.assemble("  ", (picture, "bold"), f"  {phase_words(phase)}{spread}")
