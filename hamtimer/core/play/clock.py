"""The clock: the one place that asks what time it is.

Everything else is given the time as an argument, in integer milliseconds.
"""

from __future__ import annotations

import sys
import time
from typing import Protocol


class Clock(Protocol):
    """Something that tells milliseconds that never go back; its zero means nothing."""

    def __call__(self) -> int:
        """Return the time now."""
        ...


def now_ms() -> int:
    """Return milliseconds that never go back and that go on while the machine is suspended."""
    return _clock_ns() // 1_000_000


def _clock_ns() -> int:
    """Read the clock that a closed lid does not stop.

    Python's own monotonic clock stands still meanwhile on Linux and macOS, so that the gap would
    go unnoticed; on Windows it may be as coarse as 16 ms. Linux has CLOCK_BOOTTIME; on macOS
    CLOCK_MONOTONIC is not what `time.monotonic` reads, and goes on; Windows has its performance
    counter.
    """
    if sys.platform == "win32":
        return time.perf_counter_ns()
    return time.clock_gettime_ns(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))
