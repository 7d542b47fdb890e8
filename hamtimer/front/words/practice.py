"""How much help a practice gives, and the texts of a first set."""

from __future__ import annotations

from hamtimer.core.practice.levels import Level
from hamtimer.core.taps.results import Results
from hamtimer.core.timeline.steps import StepKind

LEVEL_NAMES = {
    Level.FULL: "full guidance",
    Level.TICKS: "ticks only",
    Level.TURNS: "turns only",
    Level.SILENT: "silent",
}
RESULT_NAMES = {
    Results.EACH: "results at each turn",
    Results.BAND: "results only when off",
    Results.REPS: "results for some reps",
    Results.SET: "results after the set",
    Results.END: "results at the end",
}


def help_words(level: Level, results: Results) -> str:
    """Return how much help there is: `ticks only, results only when off`."""
    return f"{LEVEL_NAMES[level]}, {RESULT_NAMES[results]}"


INTRO_REPORT = "One line per phase: mean, target, what to do. Each bar is a rep; lower is shorter."
"""What guides a newcomer through their first report."""


def intro_words(kind: StepKind) -> str:
    """Return what guides a newcomer through their first set, by kind of step."""
    if kind is StepKind.SET:
        return "Tap at each turn: the moment at which one phase changes to the next."
    return "Move as the word says. A turn is where the word changes: tap there."
