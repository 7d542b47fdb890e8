"""How loud a sound is to the ear: the momentary loudness of ITU-R BS.1770."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from hamtimer.audio.sounds.samples import FULL_SCALE, SAMPLES_PER_MS, Samples

Wave = npt.NDArray[np.float32]
"""Samples to calculate with: one channel, full scale from -1 to 1."""


def wave_of(samples: Samples) -> Wave:
    """Return samples to calculate with."""
    return np.asarray(samples, np.float32) / np.float32(FULL_SCALE)


SILENCE = -70.0
"""In LUFS: what is softer counts as silence, as in the recommendation."""
_WINDOW = 400 * SAMPLES_PER_MS
_STEP = 10 * SAMPLES_PER_MS
_OFFSET = -0.691
"""Brings a sine of 997 Hz at full scale, heard from one channel, to -3.01 LUFS."""
_EAR_FILTERS = (
    (1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585),
    (1.0, -2.0, 1.0, -1.99004745483398, 0.99007225036621),
)
"""The two filters of the recommendation for 48 kHz, each by its coefficients b0, b1, b2, a1, a2:
how a head and an ear weigh frequencies."""


def momentary_loudness(samples: Wave) -> float:
    """Return the greatest loudness of any 400 ms of a sound in silence, in LUFS."""
    # The silence after the sound takes up what the filters still give.
    size = 1 << (len(samples) + _WINDOW).bit_length()
    spectrum = np.fft.rfft(samples, size) * _ear(size)
    energy = np.fft.irfft(spectrum)[: len(samples)] ** 2
    steps = np.add.reduceat(energy, np.arange(0, len(samples), _STEP)) if len(samples) else energy
    passed = np.concatenate([[0.0], np.cumsum(steps)])
    ends = np.minimum(np.arange(len(passed)) + _WINDOW // _STEP, len(passed) - 1)
    loudest = float(np.max(passed[ends] - passed)) / _WINDOW
    return max(SILENCE, _OFFSET + 10 * math.log10(loudest)) if loudest > 0 else SILENCE


@lru_cache(maxsize=4)
def _ear(size: int) -> npt.NDArray[np.complex64]:
    """Return what the two filters do to a spectrum of so many samples."""
    z = np.exp(-2j * np.pi * np.fft.rfftfreq(size))
    gain = np.ones_like(z)
    for b0, b1, b2, a1, a2 in _EAR_FILTERS:
        gain *= (b0 + b1 * z + b2 * z**2) / (1 + a1 * z + a2 * z**2)
    return np.asarray(gain, np.complex64)
