"""The first choice: one continuous stream, every cue at its sample position."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from threading import Event as Signal
from typing import TYPE_CHECKING, Protocol

from hamtimer.audio.cue_source import CueSource
from hamtimer.audio.engines.engine import AudioStatus
from hamtimer.audio.stream.device import Buffering, Device, Pump, open_device
from hamtimer.audio.stream.lookahead import Lookahead
from hamtimer.audio.stream.mixer import Mixer, Sound, Starts
from hamtimer.audio.stream.stream_clock import StreamClock
from hamtimer.core.play.clock import Clock

if TYPE_CHECKING:
    # It imports numpy.
    from hamtimer.audio.speech.speaker import Speaker

SILENT_MS = 3_000
"""A device that requests nothing for this long is gone."""
LONGER_MS = 200
"""How much longer the buffer of the next stream gets after an underrun."""
LONGEST_EXTRA_MS = 400
TOO_BUSY = "The computer is too busy for the sound: a cue may be missing"


class Opener(Protocol):
    """Opens a device that plays the output of a pump; see `device.open_device`."""

    def __call__(
        self, pump: Pump, *, extra_ms: int = 0, instead_of: Device | None = None
    ) -> Device:
        """Open it. Raises `UnavailableError`."""
        ...


class StreamEngine:
    """Plays through one stream from beginning to end.

    `follow` runs in the front's thread and only writes to the mixer. To silence written sound
    immediately, `service`, in another thread, discards the stream with everything written ahead and
    starts a new one.
    """

    name = "stream"

    def __init__(
        self,
        lookahead: Lookahead,
        clock: Clock,
        wake: Callable[[], None],
        *,
        latency_ms: int = 0,
        opener: Opener = open_device,
    ) -> None:
        """Make an engine. `wake` requests a call of `service`."""
        self._lookahead = lookahead
        self._clock = clock
        self._wake = wake
        self._latency_ms = latency_ms
        self._opener = opener
        self._mixer = Mixer()
        self._stream = StreamClock(latency_ms)
        self._starts: Starts = {}
        self._device: Device | None = None
        self._opened_ms = 0
        self._must_flush = Signal()
        self._extra_ms = 0
        self._underruns = self._stops = 0
        self._reserves: dict[int, float] = {}
        """The best reserve of streams, by their extra buffer."""
        self._gain = 1.0
        self._error: Exception | None = None
        """The error in the device's thread, if any."""

    def open(self) -> None:
        """Open the device and start the stream with silence."""
        self._must_flush.clear()
        old, self._device = self._device, None
        self._learn_from(self._stream)
        known = self._reserves.get(self._extra_ms, 0.0)
        self._stream = StreamClock(self._latency_ms, known)
        self._error = None
        self._mixer.begin_stream(self._clock() + self._latency_ms, self._starts.copy())
        self._starts = {}
        pump = self._pump(self._stream, self._starts)
        next(pump)
        self._device = self._opener(pump, extra_ms=self._extra_ms, instead_of=old)
        self._opened_ms = self._clock()

    def is_alive(self, now_ms: int) -> bool:
        """Return whether the device still requests samples."""
        if self._device is None or self._error is not None:
            return False
        return now_ms - max(self._opened_ms, self._stream.last_ms) < SILENT_MS

    def follow(self, player: CueSource, now_ms: int) -> None:
        """Place upcoming sounds; discard the stream if it holds void ones."""
        coming = self._lookahead.look(player, now_ms, self._written_to_ms)
        cut = self._mixer.clear(now_ms, ring_out=coming.ring_out) if coming.void else ()
        self._mixer.place(coming.sounds, now_ms)
        # What follows a key may be due where silence has already been written.
        if coming.void and self._is_written((*cut, *coming.sounds)):
            self._flush()

    def restart(self) -> None:
        """Withdraw everything, so that the next look places it again."""
        self._lookahead.restart()
        self._mixer.clear(self._clock())

    def service(self) -> None:
        """Discard the stream if requested, and start another."""
        if self._error is not None:
            raise self._error
        if self._must_flush.is_set():
            self.open()

    def set_gain(self, gain: float) -> None:
        """Set the volume. Samples written at the old volume are discarded and written again."""
        if gain == self._gain:
            return
        self._gain = gain
        self._mixer.set_gain(gain)
        if self._is_written(self._mixer.unheard(self._clock())):
            self._flush()

    def speak(self, speaker: Speaker | None) -> None:
        """Speak from the next look on; with None, speech stops immediately."""
        self._lookahead.speak_with(speaker)
        if speaker is None and self._is_written(self._mixer.clear_speech(self._clock())):
            self._flush()

    def ring_out_ms(self, now_ms: int) -> int:
        """Return how long the last sound will still be heard."""
        return max(0, self._mixer.last_end_ms() + self._latency_ms - now_ms)

    def close(self) -> None:
        """End the stream."""
        self._drop_device()
        self._mixer.clear(self._clock())

    def status(self) -> AudioStatus:
        """Return the status of the stream."""
        device = self._device  # another thread may replace it meanwhile
        buffering = device.buffering if device else Buffering((), 0, 0)
        underruns = self._underruns + self._stream.underruns
        return AudioStatus(
            engine=self.name,
            device=device.backend if device else "",
            buffer_ms=buffering.total_ms + self._extra_ms,
            latency_ms=self._latency_ms,
            underruns=underruns,
            dropped=self._mixer.dropped,
            notice=TOO_BUSY if underruns > self._stops + self._stream.stops else "",
        )

    @property
    def _written_to_ms(self) -> int:
        """The clock time up to which samples are written; 0: none."""
        return 0 if self._must_flush.is_set() else math.ceil(self._stream.written_to_ms)

    def _is_written(self, sounds: Iterable[Sound]) -> bool:
        """Return whether the stream already covers the time of any of these sounds."""
        written_to = self._stream.written_to_ms
        return any(sound.at_ms < written_to for sound in sounds)

    def _learn_from(self, ended: StreamClock) -> None:
        """Keep what a stream has shown about the device and the computer."""
        self._underruns += ended.underruns
        self._stops += ended.stops
        best = self._reserves.get(self._extra_ms, 0.0)
        self._reserves[self._extra_ms] = max(best, ended.reserve_ms)
        if ended.underruns > ended.stops and self._extra_ms < LONGEST_EXTRA_MS:
            self._extra_ms += LONGER_MS

    def _flush(self) -> None:
        self._must_flush.set()
        self._wake()

    def _drop_device(self) -> None:
        device, self._device = self._device, None
        if device is not None:
            device.close()

    def _pump(self, stream: StreamClock, starts: Starts) -> Pump:
        """Yield the samples that the device requests; an error would end the stream silently."""
        data = b""
        while True:
            frames = yield data
            try:
                stream.requested(self._clock())
                data = self._mixer.render(frames, stream, starts)
                stream.answered(self._clock())
                if stream.underruns and self._extra_ms < LONGEST_EXTRA_MS:
                    self._flush()
            except Exception as error:  # noqa: BLE001 - it would be printed across the screen
                self._error = error
                self._wake()
                data = bytes(2 * frames)
            stream.delivered += frames
