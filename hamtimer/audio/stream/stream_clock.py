"""Map clock time to positions in a stream.

Measured on PulseAudio and ALSA: the first sample is heard when the device first requests samples,
within 4 ms. From then on the device's own clock applies, so cues keep their exact distances. Two
effects separate the clocks, and both show in the times of requests:

- an underrun: the device requests samples only after it has played everything. What follows is
  late by an amount known only to 20 ms, so an exact stream must be started again.
  - drift of tens of parts per million between the clocks.
"""

from __future__ import annotations

from dataclasses import field

from hamtimer.audio.sounds.samples import RATE, SAMPLES_PER_MS
from hamtimer.core.dataclass import dataclass
from hamtimer.core.play.player import GAP_MS

START_MS = 3_000
"""How long a device may take to actually play: it may have to wake up first."""
WINDOW_MS = 10_000
"""How long requests are observed to separate drift from randomly late requests."""
UNSETTLED = 3
"""How many first requests are irregular while the device fills its buffers."""
SETTLED = UNSETTLED + 5
"""How many settled requests are needed for the earliest to be on time."""
REALIGN_MS = 3.0
"""Drift below this is not corrected: a correction is heard as one uneven tick."""
REALIGN_AT_ONCE_MS = 10.0
"""Drift above this is corrected in the middle of a step."""


@dataclass
class StreamClock:
    """Follows one stream; `latency_ms` is its output latency."""

    latency_ms: int = 0
    best_reserve_ms: float = 0.0
    """The largest `reserve_ms` of streams of this kind so far; 0: unknown."""
    delivered: int = 0
    """How many samples have been requested."""
    last_ms: int = 0
    """Clock time of the last request."""
    underruns: int = 0
    stops: int = 0
    """How many underruns were so long that the program or the server was stopped, not busy."""
    reserve_ms: float = 0.0
    """How long before running dry the device requests samples; 0: unknown yet."""
    _requests: int = 0
    _anchor_ms: float | None = None
    """The current estimate of when the first sample was played; None: not requested yet."""
    _drift_ms: float = 0.0
    """How much the anchor should move."""
    _usual_ms: float | None = None
    """The earliest request of the first window, as a distance: the reference for drift."""
    _earliest_ms: float = field(default=float("inf"))
    _window_start: int = 0

    def requested(self, now_ms: int) -> None:
        """Record that the device requests samples now."""
        before_ms, self.last_ms = self.last_ms, now_ms
        if self._anchor_ms is None:
            self._anchor_ms = float(now_ms)
            self._restart_window(now_ms)
        if not self._ran_dry(now_ms, before_ms):
            self._requests += 1
            if self._requests <= UNSETTLED:
                self._restart_window(now_ms)
                return
            self._watch_drift(self._distance(now_ms), now_ms)
            if self._requests == SETTLED:
                self._check_beginning()

    def answered(self, now_ms: int) -> None:
        """Record that the samples are ready, before they count as delivered.

        Since the request the interpreter may have been busy elsewhere.
        """
        self._ran_dry(now_ms, self.last_ms)

    def _ran_dry(self, now_ms: int, before_ms: int) -> bool:
        """Return whether everything had been played, so that the stream counts as restarted.

        `before_ms` is the last time at which anything happened.
        """
        distance = self._distance(now_ms)
        if self._anchor_ms is None or distance <= self._anchor_ms + 1:
            return False
        if self.delivered > START_MS * SAMPLES_PER_MS:
            self.underruns += 1
            self.stops += now_ms - before_ms > GAP_MS
        self._anchor_ms = distance
        self._usual_ms = None
        self._drift_ms = 0.0
        self._requests = 0
        self.reserve_ms = 0.0
        self._restart_window(now_ms)
        return True

    def _check_beginning(self) -> None:
        """Correct the anchor if the stream began later than it seemed.

        A busy system may play the first sample long after requesting it. Then later requests seem
        late by the same amount.
        """
        if self._anchor_ms is None:
            return
        self.reserve_ms = self._anchor_ms - self._earliest_ms
        late = self.best_reserve_ms - self.reserve_ms
        if self.best_reserve_ms and late > REALIGN_MS:
            self._anchor_ms += late
            self.reserve_ms = self.best_reserve_ms

    def _distance(self, now_ms: int) -> float:
        """Return when the first sample was played if the current one is played now."""
        return now_ms - self.delivered * 1_000 / RATE

    def frame_of(self, at_ms: int) -> int:
        """Return the sample position that is heard at a clock time."""
        anchor = self.last_ms if self._anchor_ms is None else self._anchor_ms
        return round((at_ms - self.latency_ms - anchor) * SAMPLES_PER_MS)

    @property
    def written_to_ms(self) -> float:
        """The clock time at which the last requested sample is heard."""
        if self._anchor_ms is None:
            return 0.0
        return self._anchor_ms + self.delivered / SAMPLES_PER_MS + self.latency_ms

    def realign(self) -> None:
        """Correct the drift so far, if it is large enough."""
        if self._anchor_ms is not None and abs(self._drift_ms) >= REALIGN_MS:
            self._anchor_ms += self._drift_ms
            if self._usual_ms is not None:
                self._usual_ms += self._drift_ms
            self._drift_ms = 0.0

    def _watch_drift(self, distance: float, now_ms: int) -> None:
        # Requests may be late but never early, so the earliest of many is reliable.
        self._earliest_ms = min(self._earliest_ms, distance)
        if now_ms - self._window_start < WINDOW_MS:
            return
        if self._usual_ms is None:
            self._usual_ms = self._earliest_ms
        before, self._drift_ms = self._drift_ms, self._earliest_ms - self._usual_ms
        self._restart_window(now_ms)
        # Two windows must agree, as a busy computer may be late through a whole one.
        if min(abs(before), abs(self._drift_ms)) > REALIGN_AT_ONCE_MS:
            self.realign()

    def _restart_window(self, now_ms: int) -> None:
        self._window_start = now_ms
        self._earliest_ms = float("inf")
