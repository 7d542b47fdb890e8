"""The question about a phase's length, the estimate beside the result, and the drift after gaps."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hamtimer.core.practice.estimate import LONGEST_MS, STEP_MS, Estimate, Question
from hamtimer.core.practice.gaps import Drift
from hamtimer.core.session.model import Exercise
from hamtimer.core.text import count_text

_SECONDS = re.compile(r"(\d{1,2})(?:[.,](\d))?\s*(?:s|seconds)?")


def question_words(question: Question, exercise: Exercise) -> str:
    """Return the question after a set: `How long was Lower, on average?`."""
    return f"How long was {exercise.phases_name(question.phases)}, on average?"


def estimate_words(estimate: Estimate, exercise: Exercise) -> str:
    """Return an estimate beside the result: `Lower: you said 4.5 s, it was 3.9 s`."""
    name = exercise.phases_name(estimate.phases)
    said, was = estimate.estimated_ms / 1_000, estimate.actual_ms / 1_000
    off = abs(estimate.error_ms) / 1_000
    judged = "exactly" if round(off, 1) == 0 else f"{off:.1f} s off"
    return f"{name}: you said {said:.1f} s, it was {was:.1f} s ({judged})"


def typed_estimate(text: str) -> int | None:
    """Return a typed estimate in milliseconds, rounded to half seconds; None if it is not one."""
    match = _SECONDS.fullmatch(text.strip().lower())
    if match is None:
        return None
    ms = int(match[1]) * 1_000 + int(match[2] or 0) * 100
    return min(LONGEST_MS, (ms + STEP_MS // 2) // STEP_MS * STEP_MS) or None


def drift_words(drifts: Sequence[Drift]) -> str:
    """Return the drift at the end of each gap: `After 2 gaps: 0.34 s early, 0.05 s late`."""
    if not drifts:
        return ""
    return f"After {count_text(len(drifts), 'gap')}: {', '.join(map(_drift, drifts))}"


def _drift(drift: Drift) -> str:
    off = f"{abs(drift.error_ms) / 1_000:.2f} s"
    if off == "0.00 s":
        return "no drift"
    return f"{off} {'early' if drift.error_ms < 0 else 'late'}"
