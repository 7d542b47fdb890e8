"""Cues that fade: how much a practice still says, and when it says less or more.

A cue that is always there is leant on. So the level steps down after a set that was right and
back up after one that was not, as in the fading of guidance in motor learning (Winstein and
Schmidt 1990, "Reduced frequency of knowledge of results enhances motor skill learning").
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from hamtimer.core.timeline.cue_kinds import Cue, CueKind

if TYPE_CHECKING:
    from hamtimer.core.taps.report import Report

RIGHT_SHARE = 0.8
"""A set was right when this share of its phases were within the tolerance, and this share of
its turns was tapped. Then the level steps down. The number is ours."""
WRONG_SHARE = 0.6
"""Below this share the set was not right, and the level steps up. Between the two it stays."""


class Level(StrEnum):
    """How much is heard and shown inside a set, from the most to nothing."""

    FULL = "full"
    """Everything: turns, ticks, counts, words, and the moving line."""
    TICKS = "ticks"
    """A beat each second, the same at a turn: the person counts."""
    TURNS = "turns"
    """The turns alone: the person keeps the time between them."""
    SILENT = "silent"
    """Nothing between the start and the end of the set: the person leads."""


_ORDER = tuple(Level)


def heard(cue: Cue, level: Level) -> Cue | None:
    """Return the cue as it is heard and shown at a level, or None when it is not.

    Sound and screen both ask here, so that they fade together.
    """
    if level is Level.FULL or cue.kind.facts.is_around_set:
        return cue
    if level is Level.TICKS and cue.kind.is_movement:
        return replace(cue, kind=CueKind.TICK, length_ms=0, depth=None, text="", speech="")
    turns = cue.kind.is_movement and cue.kind is not CueKind.TICK
    if level is Level.TURNS and (turns or cue.kind is CueKind.CHANGE_SIDE):
        return cue
    return None


def next_level(level: Level, reports: tuple[Report, ...]) -> Level:
    """Return the level for the next set after one whose sides were measured as in `reports`."""
    place = _ORDER.index(level)
    measured = [report for report in reports if report.judged]
    if not measured:
        return level
    if all(_share(report) >= RIGHT_SHARE for report in measured):
        return _ORDER[min(place + 1, len(_ORDER) - 1)]
    if any(_share(report) < WRONG_SHARE for report in measured):
        return _ORDER[max(place - 1, 0)]
    return level


def _share(report: Report) -> float:
    """Return the smaller share: phases within tolerance, or turns tapped."""
    return min(report.right_share, report.tapped_share)
