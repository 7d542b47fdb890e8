"""Measure the output latency from taps on an audible beat."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median, quantiles

from hamtimer.core.dataclass import dataclass

BEAT_MS = 1_000
"""The time between two beats: longer than any latency, so that each tap matches one beat."""
TAPS = 12
"""How many taps are required."""
FIRST_TAPS = 3
"""How many taps are ignored first: a person has to find the beat."""
EARLIEST_MS = -250
"""A tap up to this long before a beat counts for it, an earlier one for the previous beat."""
WIDEST_SPREAD_MS = 100
"""The most that the middle half of the taps may spread for the median to be meaningful."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """The result of the taps. People tap about 20 to 40 ms early; that is not corrected."""

    latency_ms: int
    """The median distance from a beat to its tap."""
    spread_ms: int
    """The width of the middle half of the taps."""

    @property
    def is_steady(self) -> bool:
        """Whether the taps were even enough to be reliable."""
        return self.spread_ms <= WIDEST_SPREAD_MS


def calibrate(first_beat_ms: int, taps_ms: Sequence[int]) -> Calibration:
    """Return the output latency from the time of each tap.

    Raises `ValueError` when there are too few taps.
    """
    counted = taps_ms[FIRST_TAPS:]
    if len(counted) < 4:
        raise ValueError(f"at least {FIRST_TAPS + 4} taps are needed")
    offsets = [(tap - first_beat_ms - EARLIEST_MS) % BEAT_MS + EARLIEST_MS for tap in counted]
    low, _, high = quantiles(offsets, n=4)
    return Calibration(round(median(offsets)), round(high - low))
