"""Speech synthesised ahead of time, so that a phrase is a sound when it is due."""

from __future__ import annotations

import queue
import threading
from collections import OrderedDict
from collections.abc import Callable

import numpy as np

from hamtimer.audio.guarded import reason_of, start_thread
from hamtimer.audio.sounds.loudness import Wave
from hamtimer.audio.sounds.palette import SPEECH_PEAK
from hamtimer.audio.sounds.samples import FULL_SCALE, RATE, SAMPLES_PER_MS, Samples, samples_of
from hamtimer.audio.speech.leveller import bring_to_loudness

Synthesise = Callable[[str, int], tuple[Wave, int]]
"""Turns a phrase, at a speed in words per minute, into samples and their rate."""

LONGEST_CHARACTERS = 160
"""The longest phrase; longer ones are cut, as they would never fit between two cues."""
KEPT_BYTES = 4_000_000
"""How much speech is cached for reuse: about forty seconds."""
KEPT_PHRASES = 500
HURRY = 1.35
"""How much faster a phrase is spoken if it does not fit otherwise."""
SPEECH_LOUDNESS = -13.0
"""In LUFS: as loud as the beeps of the countdown."""
_QUIET = 0.01
"""Below this share of its peak the beginning and end of a phrase count as silence."""
_KEPT_MS = 10
"""The silence that is left at both ends."""


NOTHING = samples_of(())
"""What is heard of a phrase that cannot be spoken."""


class Speaker:
    """Synthesises phrases, each once, in a thread."""

    problem = ""
    """The first unexpected error, as text."""

    def __init__(self, synthesise: Synthesise, words_per_minute: int, *, name: str) -> None:
        """Make a speaker. `name` is the name of the voice, for display."""
        self.name = name
        self._synthesise = synthesise
        self._speed = words_per_minute
        self._lock = threading.Lock()
        self._spoken: OrderedDict[tuple[str, bool], Samples | None] = OrderedDict()
        """The requested phrases, the most recently used last; None: not synthesised yet."""
        self._wanted: queue.SimpleQueue[tuple[str, bool]] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None

    def ready(self, text: str, *, hurried: bool = False) -> Samples | None:
        """Return a phrase if it has been synthesised; otherwise request it. Never waits.

        A phrase that cannot be spoken is an empty sound.
        """
        key = (text[:LONGEST_CHARACTERS], hurried)
        with self._lock:
            if key in self._spoken:
                self._spoken.move_to_end(key)
                return self._spoken[key]
            self._spoken[key] = None
            if self._thread is None:
                self._thread = start_thread("speech", self._work, self._note_problem)
        self._wanted.put(key)
        return None

    def say(self, text: str, *, hurried: bool = False) -> Samples:
        """Return a phrase, waiting for it."""
        key = (text[:LONGEST_CHARACTERS], hurried)
        with self._lock:
            samples = self._spoken.get(key)
            if samples is not None:
                self._spoken.move_to_end(key)
        return self._speak(key) if samples is None else samples

    def _work(self) -> None:
        while True:
            self._speak(self._wanted.get())

    def _speak(self, key: tuple[str, bool]) -> Samples:
        text, hurried = key
        speed = round(self._speed * HURRY) if hurried else self._speed
        try:
            samples = _finish(*self._synthesise(text, speed))
        except (OSError, ValueError):
            samples = NOTHING
        except Exception as error:  # noqa: BLE001 - it would end the thread, or the front
            self._note_problem(error)
            samples = NOTHING
        with self._lock:
            self._spoken[key] = samples
            self._spoken.move_to_end(key)
            self._forget_oldest()
        return samples

    def _note_problem(self, error: Exception) -> None:
        self.problem = self.problem or f"the voice failed: {reason_of(error)}"

    def _forget_oldest(self) -> None:
        """Drop the least recently used phrases above `KEPT_BYTES`."""
        kept = sum(samples.nbytes for samples in self._spoken.values() if samples is not None)
        for key, samples in list(self._spoken.items())[:-1]:
            if kept <= KEPT_BYTES and len(self._spoken) <= KEPT_PHRASES:
                return
            if samples is not None:
                kept -= samples.nbytes
                del self._spoken[key]


def _finish(samples: Wave, rate: int) -> Samples:
    """Trim a phrase, convert it to the stream's rate, and to the loudness of speech."""
    loudest = float(np.max(np.abs(samples), initial=0.0))
    if not loudest or rate <= 0:
        return NOTHING
    samples = _resample(samples, rate)
    loud = np.flatnonzero(np.abs(samples) > _QUIET * loudest)
    kept = _KEPT_MS * SAMPLES_PER_MS
    samples = samples[max(0, int(loud[0]) - kept) : int(loud[-1]) + kept]
    samples = bring_to_loudness(samples, SPEECH_LOUDNESS, SPEECH_PEAK)
    edge = min(kept, len(samples) // 2)
    samples[:edge] *= np.linspace(0, 1, edge, dtype=np.float32)
    samples[len(samples) - edge :] *= np.linspace(1, 0, edge, dtype=np.float32)
    return np.rint(FULL_SCALE * samples).astype(np.int16).data.toreadonly()


def _resample(samples: Wave, rate: int) -> Wave:
    """Resample through the spectrum, exact where a sound begins and ends in silence."""
    count = len(samples) * RATE // rate
    spectrum = np.fft.rfft(samples)
    return (np.fft.irfft(spectrum, count) * (count / len(samples))).astype(np.float32)
