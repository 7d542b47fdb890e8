"""The last resort: the terminal bell, for the few most important cues."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

from hamtimer.audio.cue_source import CueReader, CueSource
from hamtimer.audio.engines.engine import AudioStatus
from hamtimer.audio.unavailable import UnavailableError

if TYPE_CHECKING:
    from hamtimer.audio.speech.speaker import Speaker

LATE_MS = 500
REACH_MS = 1_000


class BellEngine:
    """Rings when a cue is due, as precisely as the front calls: to about a tenth of a second."""

    name = "bell"

    def __init__(self, ring: Callable[[], None] | None) -> None:
        """Make an engine from the function that rings the bell; None: there is no bell."""
        self._ring = ring
        self._due: deque[int] = deque()
        self._reader = CueReader()
        self._gain = 1.0

    def open(self) -> None:
        """Raise `UnavailableError` without a bell."""
        if self._ring is None:
            raise UnavailableError("there is no terminal with a bell")

    def is_alive(self, now_ms: int) -> bool:
        """Return True: a bell always works."""
        del now_ms
        return True

    def follow(self, player: CueSource, now_ms: int) -> None:
        """Ring for cues that are due, and schedule the next ones."""
        if self._reader.begins_anew(player, now_ms):
            self._due.clear()
        for event in self._reader.read(now_ms, now_ms + REACH_MS):
            if event.cue is not None and event.cue.sounds and event.cue.kind.facts.rings:
                self._due.append(event.due_ms)
        late = False
        while self._due and self._due[0] <= now_ms:
            late = now_ms - self._due.popleft() > LATE_MS
            if not late and self._gain and self._ring is not None:
                self._ring()

    def restart(self) -> None:
        """Forget the scheduled cues."""
        self._reader.restart()

    def service(self) -> None:
        """Do nothing: a bell needs no service."""

    def set_gain(self, gain: float) -> None:
        """Do nothing: a bell has no volume."""
        self._gain = gain

    def speak(self, speaker: Speaker | None) -> None:
        """Do nothing: a bell has no voice."""

    def ring_out_ms(self, now_ms: int) -> int:
        """Return 0: a bell is over at once."""
        del now_ms
        return 0

    def close(self) -> None:
        """Forget the scheduled cues."""
        self._due.clear()
        self._reader.restart()

    def status(self) -> AudioStatus:
        """Return the status of the bell."""
        return AudioStatus(self.name, device="terminal bell")
