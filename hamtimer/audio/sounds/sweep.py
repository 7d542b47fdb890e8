"""A quiet glide through a whole phase that follows the limb.

A phase may last an hour, so samples are made a stretch at a time, when the stream requests them:
an hour of samples would take 700 MB.
"""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from hamtimer.audio.sounds.palette import (
    RATE,
    SAMPLES_PER_MS,
    SOFT,
    SWEEP_PEAK,
    Samples,
    envelope,
)
from hamtimer.core.dataclass import dataclass

HIGH_HZ, LOW_HZ = 830.0, 415.0
KEPT_MS = 10_000
"""The longest sweep that is cached whole."""


@dataclass(frozen=True, slots=True)
class Sweep:
    """Samples that are made on request, a stretch at a time."""

    length_ms: int
    falling: bool

    def __len__(self) -> int:
        """Return the number of samples."""
        return self.length_ms * SAMPLES_PER_MS

    def __getitem__(self, stretch: slice) -> Samples:
        """Return a stretch of the samples."""
        if self.length_ms <= KEPT_MS:
            return _whole(self)[stretch]
        first, stop, _ = stretch.indices(len(self))
        return self._make(first, stop)

    def _make(self, first: int, stop: int) -> Samples:
        samples = np.empty(max(0, stop - first), np.float32)
        # A second at a time: intermediate arrays take many times the memory of the result.
        for begin in range(first, stop, RATE):
            frames = np.arange(begin, min(begin + RATE, stop), dtype=np.float64)
            wave = _harmonics(2 * np.pi * self._turns(frames)) * envelope(frames, len(self))
            samples[begin - first : begin - first + len(wave)] = wave * (SWEEP_PEAK / _LOUDEST)
        return samples

    def _turns(self, frames: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Return how many cycles the wave has made at each sample.

        Pitch is perceived in ratios, so an even glide is exponential: the cycles are the sum of a
        geometric series.
        """
        begin, end = (HIGH_HZ, LOW_HZ) if self.falling else (LOW_HZ, HIGH_HZ)
        growth = math.log(end / begin) / len(self)
        return begin / RATE * np.expm1((frames + 1) * growth) / math.expm1(growth)


@lru_cache(maxsize=8)
def _whole(sweep: Sweep) -> Samples:
    """Return all samples of a short sweep: most sessions repeat the same two."""
    samples = sweep._make(0, len(sweep))
    samples.flags.writeable = False
    return samples


Tone = Samples | Sweep
"""The samples of a sound: it has a length, and any stretch can be read."""


def _harmonics(angle: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    wave = np.zeros_like(angle)
    for harmonic, level in enumerate(SOFT, start=1):
        wave += level * np.sin(harmonic * angle)
    return wave


_LOUDEST = float(np.max(_harmonics(np.linspace(0, 2 * np.pi, 10_000))))
