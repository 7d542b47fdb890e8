"""One early/late scale for all phases of a set: accuracy and steadiness at a glance.

A phase that was too short brought its turn early, one that was too long brought it late. Phases of
different lengths share a scale by their tolerances: at 1 a phase is just within its tolerance.
"""

from __future__ import annotations

from collections.abc import Iterable
from statistics import fmean, pvariance

from hamtimer.core.dataclass import dataclass
from hamtimer.core.session.work import Phase
from hamtimer.core.taps.report import Measured, Verdict, tolerance_ms

EDGE = 3.0
"""The end of the scale, in tolerances; marks beyond it are at its edge."""
TOLERANCE = 1.0
"""Where the shaded part of the scale ends, on both sides of the middle."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One turn on the scale."""

    place: float
    """From -`EDGE`, early, to `EDGE`, late; 0: exact."""
    phases: tuple[Phase, ...]
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Scale:
    """The turns of a set, in order, with their accuracy and steadiness."""

    marks: tuple[Mark, ...]
    bias_ms: int
    """Accuracy: the mean error; negative: early."""
    spread_ms: int
    """Steadiness: the usual deviation of a phase from its own mean."""
    spread: float
    """The spread in tolerances."""


def scale_of(measured: Iterable[Measured]) -> Scale:
    """Return the scale of some turns, without those that are not judged."""
    judged = [one for one in measured if one.judged]
    places = [one.error_ms / tolerance_ms(one.target_ms) for one in judged]
    marks = tuple(
        Mark(max(-EDGE, min(EDGE, place)), one.phases, one.verdict)
        for one, place in zip(judged, places, strict=True)
    )
    groups: dict[tuple[tuple[Phase, ...], int], list[int]] = {}
    for index, one in enumerate(judged):
        groups.setdefault((one.phases, one.target_ms), []).append(index)
    errors = [float(one.error_ms) for one in judged]
    return Scale(
        marks,
        round(fmean(errors)) if errors else 0,
        round(_spread(errors, groups.values())),
        _spread(places, groups.values()),
    )


def _spread(values: list[float], groups: Iterable[list[int]]) -> float:
    """Return the pooled standard deviation of groups of values, each around its own mean."""
    squares, freedom = 0.0, 0
    for group in groups:
        squares += len(group) * pvariance([values[index] for index in group])
        freedom += len(group) - 1
    return (squares / freedom) ** 0.5 if freedom else 0.0
