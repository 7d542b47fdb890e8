"""The clock: the only place that reads the time.

Everything else gets the time as an argument, in integer milliseconds.
"""

from __future__ import annotations

import sys
import time
from typing import Protocol


class Clock(Protocol):
    """A monotonic clock in milliseconds; its zero is arbitrary."""

    def __call__(self) -> int:
        """Return the current time."""
        ...


def now_ms() -> int:
    """Return monotonic milliseconds that keep counting while the computer is suspended."""
    return _clock_ns() // 1_000_000


def _clock_ns() -> int:
    """Return the time of a clock that suspending does not stop.

    Python's own monotonic clock stops meanwhile on Linux and macOS, which would hide the gap; on
    Windows its resolution may be as coarse as 16 ms. Linux has CLOCK_BOOTTIME; on macOS
    CLOCK_MONOTONIC, unlike `time.monotonic`, keeps counting; Windows has its performance counter.
    """
    if sys.platform == "win32":
        return time.perf_counter_ns()
    return time.clock_gettime_ns(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))
