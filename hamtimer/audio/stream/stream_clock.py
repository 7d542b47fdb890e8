"""Where in a stream a moment of the clock lies.

Measured on PulseAudio and ALSA: the first sample is heard when the device first asks for
samples, give or take 4 ms. From then on the device's own clock counts, so cues keep their
distances exactly. Two things pull the two clocks apart, and both show in when the device asks:

- an underrun: the device asks only after it has played everything. All that follows is later, by
  how much can be told to 20 ms only, so an exact stream must be begun anew.
- drift of tens of parts per million between the two clocks.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from hamtimer.audio.sounds.palette import RATE, SAMPLES_PER_MS

START_MS = 3_000
"""How long a device may take until it really plays: it may have to wake up first."""
WINDOW_MS = 10_000
"""How long requests are watched to tell drift from requests that are late by chance."""
UNSETTLED = 3
"""So many requests at the beginning come at odd times, while the device fills its buffers."""
SETTLED = UNSETTLED + 5
"""How many requests it takes until the earliest of the settled ones is not late."""
REALIGN_MS = 3.0
"""Drift below this is left alone: a correction is heard as one uneven tick."""
REALIGN_AT_ONCE_MS = 10.0
"""Drift above this is corrected in the middle of a step."""


@dataclass
class StreamClock:
    """Follows one stream; `latency_ms` is how much later than asked for it is heard."""

    latency_ms: int = 0
    best_reserve_ms: float = 0.0
    """The largest `reserve_ms` that a stream of this kind has had; 0: not known."""
    delivered: int = 0
    """Samples that were asked for so far."""
    last_ms: int = 0
    """Clock time of the last request."""
    underruns: int = 0
    reserve_ms: float = 0.0
    """How long before running dry the device asks; 0: too early to tell."""
    _requests: int = 0
    _anchor_ms: float | None = None
    """When the first sample was played, as seen now; None: it has not been asked for."""
    _drift_ms: float = 0.0
    """By how much the anchor should be moved."""
    _usual_ms: float | None = None
    """The earliest request of the first window, as a distance; what drift is measured against."""
    _earliest_ms: float = field(default=float("inf"))
    _window_start: int = 0

    def requested(self, now_ms: int) -> None:
        """Note that the device asks for samples now."""
        self.last_ms = now_ms
        if self._anchor_ms is None:
            self._anchor_ms = float(now_ms)
            self._restart_window(now_ms)
        if not self._ran_dry(now_ms):
            self._requests += 1
            if self._requests <= UNSETTLED:
                self._restart_window(now_ms)
                return
            self._watch_drift(self._distance(now_ms), now_ms)
            if self._requests == SETTLED:
                self._check_beginning()

    def answered(self, now_ms: int) -> None:
        """Note that the samples are ready, before they are counted as delivered.

        Since they were asked for the interpreter may have been busy elsewhere.
        """
        self._ran_dry(now_ms)

    def _ran_dry(self, now_ms: int) -> bool:
        """Return whether everything had been played: then the stream counts as begun anew."""
        distance = self._distance(now_ms)
        if self._anchor_ms is None or distance <= self._anchor_ms + 1:
            return False
        if self.delivered > START_MS * SAMPLES_PER_MS:
            self.underruns += 1
        self._anchor_ms = distance
        self._usual_ms = None
        self._drift_ms = 0.0
        self._requests = 0
        self.reserve_ms = 0.0
        self._restart_window(now_ms)
        return True

    def _check_beginning(self) -> None:
        """Correct the anchor if the stream began later than it seemed to.

        A busy system may play the first sample long after it was asked for. Then the device
        seems to ask later than it usually does, by just as much.
        """
        if self._anchor_ms is None:
            return
        self.reserve_ms = self._anchor_ms - self._earliest_ms
        late = self.best_reserve_ms - self.reserve_ms
        if self.best_reserve_ms and late > REALIGN_MS:
            self._anchor_ms += late
            self.reserve_ms = self.best_reserve_ms

    def _distance(self, now_ms: int) -> float:
        """Return when the first sample would have been played if this one were played now."""
        return now_ms - self.delivered * 1_000 / RATE

    def frame_of(self, at_ms: int) -> int:
        """Return the sample position that is heard at a clock time."""
        anchor = self.last_ms if self._anchor_ms is None else self._anchor_ms
        return round((at_ms - self.latency_ms - anchor) * SAMPLES_PER_MS)

    @property
    def written_to_ms(self) -> float:
        """The clock time at which the last sample that was asked for is heard."""
        if self._anchor_ms is None:
            return 0.0
        return self._anchor_ms + self.delivered / SAMPLES_PER_MS + self.latency_ms

    def realign(self) -> None:
        """Correct the drift seen so far, if it is large enough."""
        if self._anchor_ms is not None and abs(self._drift_ms) >= REALIGN_MS:
            self._anchor_ms += self._drift_ms
            if self._usual_ms is not None:
                self._usual_ms += self._drift_ms
            self._drift_ms = 0.0

    def _watch_drift(self, distance: float, now_ms: int) -> None:
        # Requests may be late by chance but never early: the earliest of many is the truth.
        self._earliest_ms = min(self._earliest_ms, distance)
        if now_ms - self._window_start < WINDOW_MS:
            return
        if self._usual_ms is None:
            self._usual_ms = self._earliest_ms
        before, self._drift_ms = self._drift_ms, self._earliest_ms - self._usual_ms
        self._restart_window(now_ms)
        # Two windows must agree, for a busy computer may be late through a whole one.
        if min(abs(before), abs(self._drift_ms)) > REALIGN_AT_ONCE_MS:
            self.realign()

    def _restart_window(self, now_ms: int) -> None:
        self._window_start = now_ms
        self._earliest_ms = float("inf")
