"""How loud a sound is to the ear, held to the recommendation's own example and to FFmpeg."""

import numpy as np
import pytest

from hamtimer.audio.sounds import palette
from hamtimer.audio.sounds.loudness import SILENCE, Wave, momentary_loudness, wave_of
from hamtimer.audio.sounds.samples import RATE


def sine(hz: float, seconds: float, peak: float = 1.0) -> Wave:
    times = np.arange(int(seconds * RATE)) / RATE
    return np.asarray(peak * np.sin(2 * np.pi * hz * times), np.float32)


def test_a_sine_at_full_scale_is_as_loud_as_the_recommendation_says() -> None:
    assert momentary_loudness(sine(997, 2)) == pytest.approx(-3.01, abs=0.05)


def test_half_the_level_is_6_db_less_and_half_the_length_3_db() -> None:
    whole = momentary_loudness(sine(997, 0.4))
    assert momentary_loudness(sine(997, 0.4, 0.5)) == pytest.approx(whole - 6.02, abs=0.05)
    assert momentary_loudness(sine(997, 0.2)) == pytest.approx(whole - 3.01, abs=0.05)


def test_silence_is_silent() -> None:
    assert momentary_loudness(np.zeros(RATE, np.float32)) == SILENCE
    assert momentary_loudness(np.zeros(0, np.float32)) == SILENCE


def test_the_loudest_moment_counts_wherever_it_is() -> None:
    quiet, loud = np.zeros(RATE, np.float32), sine(997, 0.4)
    apart = momentary_loudness(np.concatenate([quiet, loud, quiet]))
    assert apart == pytest.approx(momentary_loudness(loud), abs=0.1)


@pytest.mark.parametrize("name", palette.NAMES)
def test_is_what_ffmpeg_measures(name: str) -> None:
    av = pytest.importorskip("av")
    if not hasattr(av.AudioFrame, "metadata"):
        pytest.skip("older versions of av do not tell what its filter measures")
    from benchmarks.loudness import momentary

    samples = wave_of(palette.synthesise(name))
    assert momentary_loudness(samples) == pytest.approx(momentary(samples), abs=0.25)
