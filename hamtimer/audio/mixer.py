"""The mixer: what sounds when, turned into the samples of a stream.

Sounds are placed by clock time. Only when the stream asks for the samples that hold their
beginning is that turned into a sample position, so a stream can be thrown away and another
begun without anything being placed again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from threading import Lock

import numpy as np
import numpy.typing as npt

from hamtimer.audio.palette import RATE, SAMPLES_PER_MS, Samples
from hamtimer.audio.stream_clock import StreamClock

LATE_MS = 40
"""A sound that is later than this is left out: better a silent cue than a wrong one."""
LATE_SIGNAL_MS = 200
"""The same for a sound that says what changes: it tells something even when it is late."""
GAIN_STEP_MS = 10
"""The volume glides to its new value in this time, for a step would click."""


@dataclass(frozen=True, slots=True)
class Sound:
    """Samples, and when they are to be heard."""

    at_ms: int
    """Clock time of the first sample."""
    samples: Samples
    begins_step: bool = False
    """Whether the stream may be set right against the clock here."""
    late_ms: int = LATE_MS
    """How late it may be and still be heard."""

    @property
    def end_ms(self) -> int:
        """Clock time after the last sample."""
        return self.at_ms + len(self.samples) // SAMPLES_PER_MS + 1


@dataclass(slots=True, eq=False)
class _Placed:
    sound: Sound
    start: int | None = None
    """The sample position in this stream, once its beginning has been written."""


class Mixer:
    """Holds the sounds to come and mixes them when the stream asks. Safe between threads."""

    def __init__(self) -> None:
        """Begin empty, at full volume."""
        self._lock = Lock()
        self._placed: list[_Placed] = []
        self._gain = 1.0
        self._applied = 1.0
        self.dropped = 0
        """Sounds that were too late to be played."""

    def place(self, sounds: Iterable[Sound]) -> None:
        """Have sounds heard at their times."""
        placed = [_Placed(sound) for sound in sounds]
        with self._lock:
            self._placed += placed

    def clear(self, now_ms: int, *, ring_out: bool = False) -> bool:
        """Take back everything that is not yet over.

        With `ring_out` what has begun to be heard may end. Returns whether something that was
        taken back has been written to the stream already, so that the stream must be thrown
        away for silence.
        """
        with self._lock:
            unheard = [p for p in self._placed if p.sound.end_ms > now_ms]
            cut = [p for p in unheard if not ring_out or p.sound.at_ms > now_ms]
            written = any(p.start is not None for p in cut)
            self._placed = [p for p in unheard if p not in cut]
        return written

    def has_unheard(self, now_ms: int) -> bool:
        """Whether something that was written is still to be heard."""
        with self._lock:
            return any(p.start is not None and p.sound.end_ms > now_ms for p in self._placed)

    def last_end_ms(self) -> int:
        """Give the clock time when the last sound will be over; 0 when there is none."""
        with self._lock:
            return max((p.sound.end_ms for p in self._placed), default=0)

    def begin_stream(self, now_ms: int) -> None:
        """Prepare for a new stream: what has not begun to be heard is written anew."""
        with self._lock:
            self._placed = [
                _Placed(p.sound)
                for p in self._placed
                if p.sound.at_ms >= now_ms or (p.start is None and p.sound.end_ms > now_ms)
            ]
            self._applied = self._gain

    def set_gain(self, gain: float) -> None:
        """Set the volume, 0 to 1, of everything that is written from now on."""
        self._gain = gain

    def render(self, frames: int, clock: StreamClock) -> bytes:
        """Give the stream's next `frames` samples: one channel, 16 bits."""
        mixed = np.zeros(frames, np.float32)
        first = clock.delivered
        with self._lock:
            for placed in self._placed:
                self._begin(placed, first, frames, clock)
            mix_into(mixed, first, [(p.start, p.sound.samples) for p in self._placed])
            # What was heard is forgotten; what was dropped has no samples left to play.
            self._placed = [p for p in self._placed if not self._is_over(p, first, clock)]
        return to_bytes(mixed * self._gain_curve(frames))

    def _begin(self, placed: _Placed, first: int, frames: int, clock: StreamClock) -> None:
        if placed.start is not None:
            return
        start = clock.frame_of(placed.sound.at_ms)
        if start >= first + frames:
            return
        if placed.sound.begins_step:
            clock.set_right()
            start = clock.frame_of(placed.sound.at_ms)
        if start < first - placed.sound.late_ms * SAMPLES_PER_MS:
            self.dropped += 1
            placed.start = start
            placed.sound = Sound(placed.sound.at_ms, placed.sound.samples[:0])
            return
        placed.start = max(start, first)

    def _is_over(self, placed: _Placed, first: int, clock: StreamClock) -> bool:
        if placed.start is None:
            return False
        # It stays known until it has been heard, for a pause must know whether to cut it off.
        behind = clock.frame_of(clock.last_ms)
        return placed.start + len(placed.sound.samples) < min(first, behind)

    def _gain_curve(self, frames: int) -> npt.NDArray[np.float32] | np.float32:
        old, new = self._applied, self._gain
        self._applied = new
        if old == new:
            return np.float32(new)
        steps = np.arange(1, frames + 1, dtype=np.float32) / (GAIN_STEP_MS * RATE / 1_000)
        return np.asarray(old + (new - old) * np.minimum(steps, 1), np.float32)


def mix_into(
    mixed: npt.NDArray[np.float32],
    first: int,
    sounds: Iterable[tuple[int | None, Samples]],
) -> None:
    """Add sounds, each with its sample position, to the stretch of a stream from `first` on."""
    end = first + len(mixed)
    for start, samples in sounds:
        if start is None or start >= end or start + len(samples) <= first:
            continue
        begin, stop = max(start, first), min(start + len(samples), end)
        mixed[begin - first : stop - first] += samples[begin - start : stop - start]


def to_bytes(mixed: npt.NDArray[np.float32]) -> bytes:
    """Give 16-bit samples. The tracks are made to stay below full scale; this is the last guard."""
    return (np.clip(mixed, -1, 1) * 32_767).astype("<i2").tobytes()
