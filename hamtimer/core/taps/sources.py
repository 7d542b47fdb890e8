"""Sources of turns: a key, a pedal, a mouse, a typed line, or a sensor.

Meter and report only need times, so a sensor only needs its own `TurnSource`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

Turned = Callable[[int], None]
"""Receives the clock's time of a turn."""


class TurnSource(Protocol):
    """Something that notices the turns of a movement."""

    def connect(self, turned: Turned) -> None:
        """Call `turned` with the time of each turn from now on, in the thread of this call."""

    def disconnect(self) -> None:
        """Stop calling."""


class Taps:
    """Turns that a person marks by pressing something, as the front reports."""

    def __init__(self) -> None:
        """Start unconnected; taps are ignored."""
        self._turned: Turned | None = None

    def connect(self, turned: Turned) -> None:
        """Pass taps to `turned` from now on."""
        self._turned = turned

    def disconnect(self) -> None:
        """Stop passing taps."""
        self._turned = None

    def tap(self, at: int) -> None:
        """Mark a turn at the clock's `at`."""
        if self._turned is not None:
            self._turned(at)
