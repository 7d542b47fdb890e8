"""Makes phrases equally loud, whatever their peaks are like.

Speech has short peaks far above what makes it loud. So each phrase is turned up until it is as
loud as wanted, and its peaks are held down by a limiter that acts faster than a syllable.
"""

from __future__ import annotations

import numpy as np

from hamtimer.audio.sounds.loudness import Wave, momentary_loudness
from hamtimer.audio.sounds.samples import SAMPLES_PER_MS

CLOSE_ENOUGH_DB = 0.2
_TRIES = 8
_LEAST_YIELD = 0.2
_BLOCK = SAMPLES_PER_MS // 2
"""The limiter looks at peaks of half a millisecond."""


def bring_to_loudness(samples: Wave, loudness: float, peak: float) -> Wave:
    """Return a sound at a momentary loudness in LUFS, with no sample above `peak`.

    What is nearly a pure tone can be too soft even at its peak; it is as loud as it can be.
    """
    gain_db = step_db = missing_db = loudness - momentary_loudness(samples)
    made = samples
    for _ in range(_TRIES):
        made = limit(samples * np.float32(10 ** (gain_db / 20)), peak)
        before_db, missing_db = missing_db, loudness - momentary_loudness(made)
        if abs(missing_db) < CLOSE_ENOUGH_DB:
            break
        # The more the limiter does, the less of a gain is heard.
        yields = max(_LEAST_YIELD, min(1.0, (before_db - missing_db) / step_db))
        step_db = missing_db / yields
        gain_db += step_db
    return made


def limit(samples: Wave, peak: float) -> Wave:
    """Return a sound whose peaks are held at `peak`, and the rest left alone."""
    starts = np.arange(0, len(samples), _BLOCK)
    loudest = np.maximum.reduceat(np.abs(samples), starts) if len(samples) else samples
    if not np.any(loudest > peak):
        return samples
    needed = peak / np.maximum(loudest, peak)
    # Between the middles of two blocks the gain is at most what either of them needs.
    beside = np.concatenate([needed[:1], needed, needed[-1:]])
    gain = np.minimum(np.minimum(beside[:-2], beside[2:]), needed)
    frames = np.arange(len(samples))
    curve = np.interp(frames, starts + _BLOCK / 2, gain)
    return np.asarray(samples * curve, np.float32)
