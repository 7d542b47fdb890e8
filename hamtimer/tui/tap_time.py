"""When a key or a mouse button was pressed, as exactly as a terminal reports it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from textual import events
from textual._time import get_time  # the clock of an event's time, on this system

from hamtimer.core.play.clock import Clock

SWITCH_S = 0.0005
"""How long the thread that reads keys may have to wait for the one that draws. Python's own 5 ms,
which it may have to wait twice, would be most of the error of a tap."""


def arrival(event: events.Event, clock: Clock) -> int:
    """Return the clock's time at which an event was read from the terminal.

    Textual stamps it in the thread that reads, so what the screen was busy with meanwhile does
    not count.
    """
    return clock() - round((get_time() - event.time) * 1_000)


@contextmanager
def quick_keys() -> Iterator[None]:
    """Let the thread that reads keys in sooner, so that they are timed more exactly."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_S)
    try:
        yield
    finally:
        sys.setswitchinterval(before)
