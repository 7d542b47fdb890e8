"""The output latency, measured from taps on a beat that is heard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, quantiles

BEAT_MS = 1_000
"""The time between two beats: longer than any latency, so that no tap can be the next beat's."""
TAPS = 12
"""How many taps are asked for."""
FIRST_TAPS = 3
"""Taps that are not counted: a person has to find the beat first."""
EARLIEST_MS = -250
"""A tap up to this much before a beat counts for that beat, an earlier one for the beat before."""
WIDEST_SPREAD_MS = 100
"""The middle half of the taps must lie within this, or the median means nothing."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """What the taps show. People tap some 20 to 40 ms early; that is not corrected."""

    latency_ms: int
    """The median distance from a beat to its tap."""
    spread_ms: int
    """The width of the middle half of the taps."""

    @property
    def is_steady(self) -> bool:
        """Whether the taps were even enough to be believed."""
        return self.spread_ms <= WIDEST_SPREAD_MS


def calibrate(first_beat_ms: int, taps_ms: Sequence[int]) -> Calibration:
    """Return how late the sound is heard, from when each tap came.

    Raises `ValueError` when there are too few taps.
    """
    counted = taps_ms[FIRST_TAPS:]
    if len(counted) < 4:
        raise ValueError(f"at least {FIRST_TAPS + 4} taps are needed")
    offsets = [(tap - first_beat_ms - EARLIEST_MS) % BEAT_MS + EARLIEST_MS for tap in counted]
    low, _, high = quantiles(offsets, n=4)
    return Calibration(round(median(offsets)), round(high - low))
