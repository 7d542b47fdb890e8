"""Help that fades: the cues and results at each level of a practice, and when the level changes.

Constant cues become a crutch, and so do constant results. So the level steps down after an accurate
set and back up after an inaccurate one, and cues and results fade together, as guidance is faded in
motor learning (Winstein and Schmidt 1990, "Reduced frequency of knowledge of results enhances motor
skill learning").
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from hamtimer.core.taps.results import Results
from hamtimer.core.timeline.cue_kinds import Cue, CueKind

if TYPE_CHECKING:
    from hamtimer.core.taps.report import Report

ACCURATE_SHARE = 0.8
"""A set is accurate when this share of its phases was within tolerance and this share of its
turns was tapped. Then the level steps down. The value is a choice."""
INACCURATE_SHARE = 0.6
"""Below this share a set is inaccurate, and the level steps up. Between the two it stays."""


class Level(StrEnum):
    """How much is heard and shown inside a set, from everything to nothing."""

    FULL = "full"
    """Everything: turns, ticks, counts, words, and the moving line."""
    TICKS = "ticks"
    """A beat every second, the same at turns: the person counts."""
    TURNS = "turns"
    """Only the turns: the person keeps time between them."""
    SILENT = "silent"
    """Nothing between the start and the end of the set: the person keeps time alone."""


_ORDER = tuple(Level)


def heard(cue: Cue, level: Level) -> Cue | None:
    """Return the cue as heard and shown at a level, or None when it is left out.

    Sound and screen share this rule, so that they fade together.
    """
    if level is Level.FULL or cue.kind.facts.is_around_set:
        return cue
    if level is Level.TICKS and cue.kind.is_movement:
        return replace(cue, kind=CueKind.TICK, length_ms=0, depth=None, text="", speech="")
    turns = cue.kind.is_movement and cue.kind is not CueKind.TICK
    if level is Level.TURNS and (turns or cue.kind is CueKind.CHANGE_SIDE):
        return cue
    return None


_FADED = {
    Level.FULL: Results.EACH,
    Level.TICKS: Results.BAND,
    Level.TURNS: Results.REPS,
    Level.SILENT: Results.SET,
}
"""The results at each level of cues: both fade together, one step at a time."""


def results_at(level: Level, chosen: Results | None = None) -> Results:
    """Return which results are shown: those that a person chose or, by default, those of the level.

    At the silent level nothing is shown before the end of the set, whatever was chosen.
    """
    results = chosen or _FADED[level]
    return Results.SET if level is Level.SILENT and results.is_within_set else results


def next_level(level: Level, reports: tuple[Report, ...]) -> Level:
    """Return the level of the next set; `reports` are those of the last set, one per side."""
    return faded(level, [share_of(report) for report in reports if report.judged])


def faded(level: Level, shares: Iterable[float]) -> Level:
    """Return the level after a set with these shares, one per side; none: nothing was measured."""
    place, shares = _ORDER.index(level), list(shares)
    if not shares:
        return level
    if min(shares) >= ACCURATE_SHARE:
        return _ORDER[min(place + 1, len(_ORDER) - 1)]
    if min(shares) < INACCURATE_SHARE:
        return _ORDER[max(place - 1, 0)]
    return level


def share_of(report: Report) -> float:
    """Return the smaller share of a set: phases within tolerance, or turns tapped."""
    return min(report.accurate_share, report.tapped_share)
