"""The clock: the one place that asks what time it is.

Everything else is given the time as an argument, in integer milliseconds.
"""

from __future__ import annotations

import time
from typing import Protocol


class Clock(Protocol):
    """Something that tells milliseconds that never go back; its zero means nothing."""

    def __call__(self) -> int:
        """Give the time now."""
        ...


def now_ms() -> int:
    """Give milliseconds that never go back and that go on while the machine is suspended.

    Python's own monotonic clock stands still during suspend on Linux, so a closed lid would
    go unnoticed; CLOCK_BOOTTIME does not.
    """
    return _clock_ns() // 1_000_000


def _clock_ns() -> int:
    boottime = getattr(time, "CLOCK_BOOTTIME", None)
    if boottime is None:
        return time.monotonic_ns()
    return time.clock_gettime_ns(boottime)
