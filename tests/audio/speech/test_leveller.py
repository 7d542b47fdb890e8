"""Phrases as loud as each other, whatever their peaks are like, and never above theirs."""

import itertools

import numpy as np
import pytest

from hamtimer.audio.sounds import palette
from hamtimer.audio.sounds.loudness import Wave, momentary_loudness, wave_of
from hamtimer.audio.sounds.palette import SPEECH_PEAK
from hamtimer.audio.sounds.samples import RATE
from hamtimer.audio.speech import voice
from hamtimer.audio.speech.leveller import limit
from hamtimer.audio.speech.speaker import SPEECH_LOUDNESS, Speaker
from hamtimer.home.settings import Settings
from tests.audio.fake_voice import pulses

TIMES = np.arange(RATE) / RATE
NOISE = np.random.default_rng(1).standard_normal(RATE)

PHRASES = {
    "a hum": np.sin(2 * np.pi * 220 * TIMES),
    "a hum, very soft": 0.001 * np.sin(2 * np.pi * 220 * TIMES),
    "a hum that stutters": np.sin(2 * np.pi * 220 * TIMES) * (np.sin(2 * np.pi * 4 * TIMES) > 0),
    "noise": 0.2 * NOISE,
    "a click before a hum": np.where(TIMES < 0.003, 1.0, 0.05) * np.sin(2 * np.pi * 220 * TIMES),
    "a voice": pulses(1.0),
    "a short word": pulses(0.3),
}


def spoken(samples: Wave) -> Wave:
    def synthesise(_: str, __: int) -> tuple[Wave, int]:
        return samples.astype(np.float32), RATE

    return wave_of(Speaker(synthesise, 150, name="fake").say("x"))


@pytest.mark.parametrize("name", PHRASES)
def test_every_phrase_is_as_loud_as_every_other_and_stays_below_its_peak(name: str) -> None:
    said = spoken(PHRASES[name])
    assert momentary_loudness(said) == pytest.approx(SPEECH_LOUDNESS, abs=0.5)
    assert float(np.max(np.abs(said))) <= SPEECH_PEAK + 1e-6


def test_the_phrases_are_as_unlike_as_they_should_be() -> None:
    """Their crest factors differ by far more than what is left of their loudness."""
    crests = [
        20 * np.log10(np.max(np.abs(phrase)) / np.sqrt(np.mean(phrase**2)))
        for phrase in PHRASES.values()
    ]
    assert max(crests) - min(crests) > 12


def test_speech_is_as_loud_as_the_beeps() -> None:
    beeps = [
        momentary_loudness(wave_of(palette.synthesise(name))) for name in ("beep", "go", "close")
    ]
    assert min(beeps) <= SPEECH_LOUDNESS <= max(beeps)


def test_the_voice_itself_is_as_loud_as_requested() -> None:
    pytest.importorskip("espeakng_loader")
    speaker = voice.open_speaker(Settings())
    words = ("Left", "Switch. Right", "Rest", "3", "Set done", "You may stop", "Last one")
    heard = [momentary_loudness(wave_of(speaker.say(text))) for text in words]
    assert max(heard) - min(heard) < 1
    assert min(heard) > SPEECH_LOUDNESS - 1


def test_the_limiter_leaves_alone_what_is_below() -> None:
    soft = 0.3 * PHRASES["a hum"].astype(np.float32)
    assert limit(soft, 0.48) is soft
    both = np.concatenate([soft, 3 * soft])
    assert np.allclose(limit(both, 0.48)[: RATE - 48], soft[: RATE - 48])


def test_the_limiter_makes_no_jumps() -> None:
    loud = (2 * PHRASES["a hum"]).astype(np.float32)
    held = limit(loud, 0.48)
    assert float(np.max(np.abs(held))) <= 0.48 + 1e-6
    assert max(abs(b - a) for a, b in itertools.pairwise(held.tolist())) < 0.07
    assert len(limit(np.zeros(0, np.float32), 0.48)) == 0
