"""A quiet glide through a whole phase that follows the limb.

A phase may last an hour, so samples are made a stretch at a time, when the stream requests them:
an hour of samples would take 700 MB.
"""

from __future__ import annotations

import math
from array import array
from functools import cache, lru_cache

from hamtimer.audio.sounds.palette import SOFT, SWEEP_PEAK, harmonics, shape_edges
from hamtimer.audio.sounds.samples import FULL_SCALE, RATE, SAMPLES_PER_MS, Samples, peak_of
from hamtimer.core.dataclass import dataclass

HIGH_HZ, LOW_HZ = 830.0, 415.0
KEPT_PIECES = 20
"""How many seconds of sweeps are kept: most sessions repeat the same two."""


@dataclass(frozen=True, slots=True)
class Sweep:
    """Samples that are made on request, a second at a time."""

    length_ms: int
    falling: bool

    def __len__(self) -> int:
        """Return the number of samples."""
        return self.length_ms * SAMPLES_PER_MS

    def __getitem__(self, stretch: slice) -> Samples:
        """Return a stretch of the samples."""
        first, stop, _ = stretch.indices(len(self))
        joined = array("h")
        for begin in range(first // RATE * RATE, stop, RATE):
            piece = _piece(self, begin)
            joined.frombytes(piece[max(0, first - begin) : stop - begin].cast("B"))
        return memoryview(joined).toreadonly()

    def make(self, first: int, stop: int) -> Samples:
        """Return a stretch, made anew.

        Pitch is perceived in ratios, so an even glide is exponential: the cycles are the sum of a
        geometric series.
        """
        import numpy as np  # a sound without a pause is too much for Python alone

        begin_hz, end_hz = (HIGH_HZ, LOW_HZ) if self.falling else (LOW_HZ, HIGH_HZ)
        growth = math.log(end_hz / begin_hz) / len(self)
        angles = np.expm1(np.arange(first + 1, stop + 1) * growth)
        angles *= 2 * math.pi * begin_hz / RATE / math.expm1(growth)
        wave = sum(level * np.sin(n * angles) for n, level in enumerate(SOFT, start=1))
        wave *= FULL_SCALE * SWEEP_PEAK / _loudest()
        shape_edges(wave, first, len(self))
        samples: Samples = np.rint(wave).astype(np.int16).data.toreadonly()
        return samples


@lru_cache(maxsize=KEPT_PIECES)
def _piece(sweep: Sweep, begin: int) -> Samples:
    """Return the second of a sweep that begins at a sample."""
    return sweep.make(begin, min(begin + RATE, len(sweep)))


Tone = Samples | Sweep
"""The samples of a sound: it has a length, and any stretch can be read."""


@cache
def _loudest() -> float:
    """Return the peak of the wave before it is scaled."""
    return peak_of(harmonics([2 * math.pi * step / 1_000 for step in range(1_000)], SOFT))
