"""The time of a key or a mouse button, as exactly as a terminal reports it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from textual import events
from textual.message import Message

from hamtimer.core.play.clock import Clock

SWITCH_S = 0.0005
"""How long the thread that reads keys may wait for the one that draws. Python's default of 5 ms,
possibly twice, would be most of the error of a tap."""


def arrival(event: events.Event, clock: Clock) -> int:
    """Return the clock's time at which an event was read from the terminal.

    Textual stamps it in the reading thread, so time that the screen was busy does not count. A new
    message shows what that clock says now.
    """
    return clock() - round((Message().time - event.time) * 1_000)


@contextmanager
def quick_keys() -> Iterator[None]:
    """Schedule the thread that reads keys sooner, so that keys are timed more exactly."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_S)
    try:
        yield
    finally:
        sys.setswitchinterval(before)
