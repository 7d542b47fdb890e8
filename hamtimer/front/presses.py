"""Telling a press of a key or pedal from the repeats of one that is held down."""

from __future__ import annotations

HELD_MS = 400
"""The same action asked for again within this time is one key or pedal that is held down."""
ONCE = frozenset(("toggle", "done", "next", "skip-exercise", "end", "quit"))
"""The actions that a held key must not repeat; reps, rests and taps may follow quickly."""


class Presses:
    """Remembers the last press of a run."""

    def __init__(self, held_ms: float = HELD_MS) -> None:
        """Begin with no press; `held_ms` is measured on the clock that `counts` is given."""
        self._held_ms = held_ms
        self._last = ("", 0)

    def counts(self, action: str, now: int) -> bool:
        """Take a press at the clock's `now`; return whether it counts as one of its own.

        For as long as a key is held, each of its repeats follows the one before it.
        """
        before, at = self._last
        self._last = (action, now)
        return action not in ONCE or action != before or now - at >= self._held_ms
