"""The mixer: turns placed sounds into the samples of a stream.

Sounds are placed by clock time, which becomes a sample position only when the stream requests the
samples of their beginning. So a stream can be replaced without placing anything again.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from threading import Lock

from hamtimer.audio.sounds.samples import SAMPLES_PER_MS, Samples
from hamtimer.audio.sounds.sweep import Sweep, Tone
from hamtimer.audio.stream.mixing import Gain, mix
from hamtimer.audio.stream.stream_clock import StreamClock
from hamtimer.core.dataclass import dataclass

LATE_MS = 40
"""A sound later than this is left out: a missing cue is better than a wrong one."""
FORGET_MS = 2_000
"""How long a sound is kept after its end: the stream may be behind the clock."""


@dataclass(frozen=True, slots=True, eq=False)
class Sound:
    """Samples with the time at which they should be heard."""

    at_ms: int
    """Clock time of the first sample."""
    samples: Tone
    begins_step: bool = False
    """Whether the stream may be aligned with the clock here."""
    late_ms: int = LATE_MS
    """How late it may be played."""
    is_speech: bool = False

    @property
    def end_ms(self) -> int:
        """Clock time after the last sample."""
        return self.at_ms + len(self.samples) // SAMPLES_PER_MS + 1


Starts = dict[Sound, int | None]
"""The position of each sound in one stream, once reached; None: left out."""


class Mixer:
    """Holds upcoming sounds and mixes them on request of the stream.

    `render` runs in the device's thread and must never wait, so it takes no lock. The sounds are
    one tuple that is replaced as a whole and read atomically.
    """

    def __init__(self) -> None:
        """Make an empty mixer at full volume."""
        self._writing = Lock()
        self._sounds: tuple[Sound, ...] = ()
        self._gain = 1.0
        self._applied = 1.0
        self._going_on: set[Sound] = set()
        """The sounds that the previous stream had begun to play."""
        self._quieter: dict[int, tuple[Tone, float, Samples]] = {}
        """The sounds of the palette at the volume, by their identity."""
        self.dropped = 0
        """Sounds that were too late to be played."""

    def place(self, sounds: Iterable[Sound], now_ms: int) -> None:
        """Place sounds at their times; forget those that ended long ago."""
        with self._writing:
            kept = (s for s in self._sounds if s.end_ms > now_ms - FORGET_MS)
            self._sounds = (*kept, *sounds)

    def clear(self, now_ms: int, *, ring_out: bool = False) -> tuple[Sound, ...]:
        """Withdraw and return all sounds that are not over.

        With `ring_out` current sounds may end normally.
        """
        with self._writing:
            unheard = self.unheard(now_ms)
            cut = tuple(s for s in unheard if not ring_out or s.at_ms > now_ms)
            self._sounds = tuple(s for s in unheard if s not in cut)
        return cut

    def clear_speech(self, now_ms: int) -> tuple[Sound, ...]:
        """Withdraw and return all speech that is not over."""
        with self._writing:
            cut = tuple(sound for sound in self.unheard(now_ms) if sound.is_speech)
            self._sounds = tuple(sound for sound in self._sounds if sound not in cut)
        return cut

    def unheard(self, now_ms: int) -> tuple[Sound, ...]:
        """Return the sounds that have not been heard to their end."""
        return tuple(sound for sound in self._sounds if sound.end_ms > now_ms)

    def last_end_ms(self) -> int:
        """Return the clock time at which the last sound ends; 0: none."""
        return max((sound.end_ms for sound in self._sounds), default=0)

    def begin_stream(self, sent_ms: int, begun: Starts) -> None:
        """Prepare for a new stream, which continues the sounds begun in the last one.

        `begun` are the positions in the last stream, which was played up to `sent_ms`.
        """
        met = {sound: start for sound, start in begun.items() if sound.at_ms < sent_ms}
        with self._writing:
            still = {s for s, start in met.items() if start is not None and s.end_ms > sent_ms}
            self._sounds = tuple(s for s in self._sounds if s in still or s not in met)
            self._going_on = still.intersection(self._sounds)
        # Starting in the middle of a sound would click.
        self._applied = 0.0 if self._going_on else self._gain

    def set_gain(self, gain: float) -> None:
        """Set the volume, 0 to 1, of everything written from now on."""
        self._gain = gain

    def render(self, frames: int, clock: StreamClock, starts: Starts) -> bytes:
        """Return the stream's next `frames` samples: one channel, 16 bits.

        `starts` belongs to the stream and is kept up to date.
        """
        first = clock.delivered
        sounds = self._sounds
        for sound in sounds:
            if sound not in starts:
                self._begin(sound, first, frames, clock, starts)
        for sound in starts.keys() - set(sounds):
            del starts[sound]
        gain, self._applied = Gain(self._applied, self._gain), self._gain
        heard = [(start, sound) for sound, start in starts.items() if start is not None]
        if gain.old != gain.new or any(_is_long(sound) for _, sound in heard):
            return mix(first, frames, [(start, sound.samples) for start, sound in heard], gain)
        ready = [(start, self._at_volume(sound.samples, gain.new)) for start, sound in heard]
        return mix(first, frames, ready)

    def _at_volume(self, tone: Tone, gain: float) -> Samples:
        """Return a sound at a volume: a session repeats few, so that most need only be copied.

        The less the device's thread computes, the less it waits for a busy interpreter.
        """
        kept = self._quieter.get(id(tone))
        if kept is None or kept[0] is not tone or kept[1] != gain:
            levels = tone[:]
            made = levels if gain == 1 else memoryview(array("h", [int(gain * x) for x in levels]))
            kept = self._quieter[id(tone)] = (tone, gain, made)
        return kept[2]

    def _begin(
        self, sound: Sound, first: int, frames: int, clock: StreamClock, starts: Starts
    ) -> None:
        start = clock.frame_of(sound.at_ms)
        if start >= first + frames:
            return
        if sound in self._going_on:
            starts[sound] = start
            return
        if sound.begins_step:
            clock.realign()
            start = clock.frame_of(sound.at_ms)
        if start < first - sound.late_ms * SAMPLES_PER_MS:
            self.dropped += 1
            starts[sound] = None
        else:
            starts[sound] = max(start, first)


def _is_long(sound: Sound) -> bool:
    """Return whether a sound is one of many, or as long as a phase: not to be kept."""
    return sound.is_speech or isinstance(sound.samples, Sweep)
