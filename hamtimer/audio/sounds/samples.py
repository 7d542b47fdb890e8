"""Samples of sound, as everything that plays them has them.

Playing needs little arithmetic, as most of a session is silence. So it does without numpy, which
takes 13 MB of memory and a tenth of a second to load; speech, which needs it, loads it.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import TypeAlias

RATE = 48_000
"""Samples per second: the usual rate of sound cards, and exactly 48 per millisecond."""
SAMPLES_PER_MS = RATE // 1_000
FULL_SCALE = 32_767
"""The largest sample of 16 bits, as the stream and the files have them."""

Samples: TypeAlias = memoryview
"""One channel of 16 bits. It cannot be changed, and a stretch of it is no copy."""


def samples_of(levels: Iterable[float]) -> Samples:
    """Return levels from -1 to 1 as samples."""
    return memoryview(array("h", [round(FULL_SCALE * level) for level in levels])).toreadonly()


def peak_of(levels: Sequence[float]) -> float:
    """Return the greatest level, up or down; of nothing 0."""
    return max((max(levels), -min(levels))) if len(levels) else 0.0
