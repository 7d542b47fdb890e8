"""Changes of the plan in words: the exercises to go to, and what is left out to fit the time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from hamtimer.core.play.changes import ExercisePlace
from hamtimer.core.play.fit import Fit
from hamtimer.core.text import count_text, length_text, literal


def place_state_words(one: ExercisePlace) -> str:
    """Return what is left of an exercise: `2 of 3 sets left`, `done`, `now`."""
    left = f"{one.left} of {count_text(one.sets, 'set')} left" if one.sets else "as many as fit"
    left = left if one.left else "done"
    now = "now, " if one.is_current else "skipped, " if one.is_skipped else ""
    return f"{now}{left}"


def place_lines(places: Sequence[ExercisePlace]) -> list[str]:
    """Return the exercises with their numbers, for a front that prints lines."""
    return [
        f"  {number}. {literal(one.name)}: {place_state_words(one)}"
        for number, one in enumerate(places, 1)
    ]


def fit_words(fit: Fit, now: datetime) -> str:
    """Return what is left out to fit into a time, how long the rest takes, and when it ends."""
    left_ms = -(-fit.left_ms // 1_000) * 1_000
    end = now + timedelta(milliseconds=left_ms)
    left = f"{length_text(left_ms)} left, ends at {end:%H:%M}"
    if not fit.left_out:
        return f"Everything fits: {left}." if fit.fits else f"Nothing can be left out: {left}."
    gone = ", ".join(one.words for one in fit.left_out)
    shortest = "" if fit.fits else ", the shortest possible"
    return f"Leaves out {gone}. {left}{shortest}."
