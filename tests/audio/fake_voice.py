"""A voice that hums, and speakers that are as quick or as slow as a test needs."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from hamtimer.audio.engines.engine import AudioStatus
from hamtimer.audio.output import Off
from hamtimer.audio.sounds.loudness import Wave
from hamtimer.audio.sounds.samples import RATE, Samples
from hamtimer.audio.speech.speaker import Speaker

WORDS_PER_MINUTE = 150


def pulses(seconds: float, rate: int = RATE) -> npt.NDArray[np.float64]:
    """Make what a throat makes: 110 pulses a second that ring at the pitch of a vowel.

    It has the high peaks of speech, and a consonant's noise at the beginning.
    """
    times = np.arange(int(seconds * rate)) / rate
    since = times % (1 / 110)
    vowel = np.exp(-since * 400) * np.sin(2 * np.pi * 700 * since)
    noise = 0.05 * np.random.default_rng(0).standard_normal(len(times))
    return np.asarray(np.where(times < 0.05, noise, vowel), np.float64)


class LoudVoice:
    """Takes 60 ms for a letter, with the peaks of speech."""

    def __call__(self, text: str, words_per_minute: int) -> tuple[Wave, int]:
        seconds = 0.06 * len(text) * WORDS_PER_MINUTE / words_per_minute
        return pulses(seconds, 22_050).astype(np.float32), 22_050


class FakeVoice:
    """Takes 80 ms for a letter, and hums."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def __call__(self, text: str, words_per_minute: int) -> tuple[Wave, int]:
        self.said.append(text)
        length = 0.08 * len(text) * WORDS_PER_MINUTE / words_per_minute
        times = np.arange(int(length * 22_050)) / 22_050
        return np.sin(2 * np.pi * 200 * times).astype(np.float32), 22_050


class QuickSpeaker(Speaker):
    """Has everything spoken at once."""

    def __init__(self) -> None:
        super().__init__(FakeVoice(), WORDS_PER_MINUTE, name="quick")

    def ready(self, text: str, *, hurried: bool = False) -> Samples | None:
        return self.say(text, hurried=hurried)


class SlowSpeaker(Speaker):
    """Has nothing spoken until the test says so."""

    def __init__(self) -> None:
        super().__init__(FakeVoice(), WORDS_PER_MINUTE, name="slow")
        self.is_done = False
        self.asked: list[str] = []

    def ready(self, text: str, *, hurried: bool = False) -> Samples | None:
        self.asked.append(text)
        return self.say(text, hurried=hurried) if self.is_done else None


class Loudspeaker(Off):
    """Sound that works, as far as a front sees it; a voice is found at the second look."""

    def __init__(self, volume: int = 50, *, no_voice: str = "") -> None:
        """`no_voice`: why there is none; empty: there is one."""
        super().__init__(volume)
        self._no_voice = no_voice
        self._news: str | None = None

    def set_voice(self, on: bool) -> None:  # noqa: FBT001 - as `Output` has it
        self.speaks = on
        self._news = self._no_voice if on else None

    def voice_news(self) -> str | None:
        news, self._news = self._news, None
        if news:
            self.speaks = False
        return news

    def status(self) -> AudioStatus:
        return AudioStatus("stream")
