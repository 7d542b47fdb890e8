"""Results as cues, so that nobody has to look up: a tone at a turn, a sentence after a set."""

from __future__ import annotations

from collections.abc import Sequence

from hamtimer.core.session.model import Exercise
from hamtimer.core.taps.report import Measured, PhaseReport, Report, Verdict, tolerance_ms
from hamtimer.core.timeline.cue_kinds import Cue, CueKind

_TONES = {
    Verdict.EARLY: CueKind.EARLY,
    Verdict.RIGHT: CueKind.RIGHT,
    Verdict.LATE: CueKind.LATE,
}


def tone_of(one: Measured) -> Cue:
    """Return the cue of the result of a turn."""
    return Cue(_TONES[one.verdict], 0, rep=one.rep, side=one.side)


def spoken_result(reports: Sequence[Report], exercise: Exercise) -> Cue:
    """Return the cue that speaks the result of a set: its phase with the largest error."""
    phases = [phase for report in reports for phase in report.phases if phase.judged]
    worst = max(phases, key=_off, default=None)
    return Cue(CueKind.RESULT, 0, speech=_words(worst, exercise) if worst else "")


def _off(phase: PhaseReport) -> float:
    return abs(phase.error_ms) / tolerance_ms(phase.target_ms)


def _words(phase: PhaseReport, exercise: Exercise) -> str:
    if _off(phase) <= 1:
        return "On target"
    names = exercise.phases_name(phase.phases)
    side = "short" if phase.error_ms < 0 else "long"
    return f"{names} {abs(phase.error_ms) / 1_000:.1f} seconds too {side}"
