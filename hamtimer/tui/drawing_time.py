"""When to draw moving things, and which moment to draw.

A drawing becomes visible a little later. So a screen draws that much ahead of time, and the word of
a phase appears when its sound is heard.
"""

from __future__ import annotations

from hamtimer.core.play.player import Player

DRAWING_MS = 11
"""About how long a drawing inside a step takes to become visible, from the call for it."""
NEW_STEP_MS = 20
"""The same for the first drawing of a step, when nearly all is drawn anew."""


class DrawingTime:
    """Finds the times to draw for one player."""

    def __init__(self, player: Player) -> None:
        self._player = player

    def shown_at(self, now: int) -> int:
        """Return the moment that a drawing at the clock's `now` should show."""
        end = self._step_end()
        if end is not None and now + DRAWING_MS < end <= now + NEW_STEP_MS:
            return end
        return now + DRAWING_MS

    def wait_ms(self, now: int, frame_ms: int) -> int:
        """Return how long to wait for the next drawing: `frame_ms`, or until something is due."""
        due = self._player.next_due(now)
        if due is None:
            return max(1, frame_ms)
        early = NEW_STEP_MS if due == self._step_end() else DRAWING_MS
        # It is drawn in time first, then reported.
        left = due - now - early if due - now > early else due - now
        return max(1, min(frame_ms, left))

    def _step_end(self) -> int | None:
        """Return when the step will end by itself; None: never."""
        player = self._player
        length = player.step.length_ms
        return None if length is None or not player.is_running else player.state.due_ms(length)
