"""Accuracy and steadiness as words and numbers, for the early/late scale."""

from __future__ import annotations

from hamtimer.core.taps.report import Verdict
from hamtimer.core.taps.scale import Scale

VERDICT_WORDS = {Verdict.EARLY: "early", Verdict.RIGHT: "right", Verdict.LATE: "late"}
"""The word for each verdict on a turn; no verdict is shown by its colour alone."""
_STEADY = 0.5
"""Up to this spread, in tolerances, reps are steady; up to the tolerance, fairly steady."""


def accuracy_words(scale: Scale) -> str:
    """Return the accuracy: `0.2 s early on average`."""
    if not scale.marks:
        return ""
    if round(abs(scale.bias_ms), -2) == 0:
        return "on time on average"
    side = VERDICT_WORDS[Verdict.EARLY if scale.bias_ms < 0 else Verdict.LATE]
    return f"{abs(scale.bias_ms) / 1_000:.1f} s {side} on average"


def steadiness_words(scale: Scale) -> str:
    """Return the steadiness: `steady, ±0.08 s`; nothing for too few turns."""
    if len(scale.marks) < 2 or len(scale.marks) == len({mark.phases for mark in scale.marks}):
        return ""
    how = "uneven"
    if scale.spread <= 1:
        how = "steady" if scale.spread <= _STEADY else "fairly steady"
    return f"{how}, ±{scale.spread_ms / 1_000:.2f} s"


def meter_line(scale: Scale) -> str:
    """Return both in one line: `0.2 s early on average; steady, ±0.08 s`."""
    return "; ".join(filter(None, (accuracy_words(scale), steadiness_words(scale))))
