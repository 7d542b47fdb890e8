"""Distinguish presses of a key or pedal from the repeats of a held one."""

from __future__ import annotations

HELD_MS = 400
"""The same action again within this time comes from a held key or pedal."""
ONCE = frozenset(
    (
        *("toggle", "quit", "end"),
        *("done", "next", "back", "restart", "skip-exercise"),
        *("later", "another-set", "easier", "harder"),
    )
)
"""The actions that a held key must not repeat; reps, rests and taps may repeat quickly."""


class Presses:
    """Remembers the last press of a run."""

    def __init__(self, held_ms: float = HELD_MS) -> None:
        """Make a state without presses; `held_ms` is on the clock passed to `counts`."""
        self._held_ms = held_ms
        self._last = ("", 0)

    def counts(self, action: str, now: int) -> bool:
        """Record a press at the clock's `now`; return whether it counts as a new one.

        While a key is held, each repeat follows the previous one.
        """
        before, at = self._last
        self._last = (action, now)
        return action not in ONCE or action != before or now - at >= self._held_ms
