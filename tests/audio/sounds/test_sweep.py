"""A sweep through a phase: a glide of any length that is never held whole."""

import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamtimer.audio.sounds.loudness import Wave, wave_of
from hamtimer.audio.sounds.palette import SOFT, SWEEP_PEAK
from hamtimer.audio.sounds.samples import RATE, SAMPLES_PER_MS, Samples
from hamtimer.audio.sounds.sweep import HIGH_HZ, LOW_HZ, Sweep

HOUR_MS = 3_600_000


def whole(length_ms: int, *, falling: bool) -> Wave:
    """Make a sweep in the plainest way: the pitch of every sample, added up."""
    count = length_ms * SAMPLES_PER_MS
    begin, end = (HIGH_HZ, LOW_HZ) if falling else (LOW_HZ, HIGH_HZ)
    turns = np.cumsum(begin * (end / begin) ** (np.arange(count) / count)) / RATE
    wave = np.zeros(count)
    for harmonic, level in enumerate(SOFT, start=1):
        wave += level * np.sin(2 * np.pi * harmonic * turns)
    attack, release = 3 * SAMPLES_PER_MS, 12 * SAMPLES_PER_MS
    wave[:attack] *= 0.5 - 0.5 * np.cos(np.pi * np.arange(attack) / attack)
    wave[-release:] *= 0.5 + 0.5 * np.cos(np.pi * np.arange(1, release + 1) / release)
    return np.asarray(wave * SWEEP_PEAK / np.max(np.abs(wave)), np.float32)


def loudest_hz(samples: Samples) -> float:
    return float(np.argmax(np.abs(np.fft.rfft(samples, RATE))))


@pytest.mark.parametrize("falling", [True, False])
@pytest.mark.parametrize("length_ms", [100, 999, 3_500, 10_001])
def test_it_is_the_sum_of_its_pitches(length_ms: int, falling: bool) -> None:  # noqa: FBT001
    sweep = Sweep(length_ms, falling=falling)
    expected = whole(length_ms, falling=falling)
    assert len(sweep) == len(expected)
    assert float(np.max(np.abs(wave_of(sweep[:]) - expected))) < 0.002 * SWEEP_PEAK


@pytest.mark.parametrize("falling", [True, False])
def test_it_falls_or_rises_to_its_last_moment(falling: bool) -> None:  # noqa: FBT001
    sweep = Sweep(3_500, falling=falling)
    start, end = loudest_hz(sweep[:9_600]), loudest_hz(sweep[-9_600:])
    assert (start > end) == falling


LONG = Sweep(10_500, falling=True)
LONG_WHOLE = LONG[:]


@given(st.integers(0, len(LONG)), st.integers(0, 2 * RATE))
def test_a_stretch_is_the_same_wherever_it_is_cut(first: int, length: int) -> None:
    stretch = LONG[first : first + length]
    assert len(stretch) == min(length, len(LONG) - first)
    assert np.array_equal(stretch, LONG_WHOLE[first : first + length])


def test_an_hour_of_it_begins_and_ends_without_a_click_and_takes_no_memory() -> None:
    tracemalloc.start()
    sweep = Sweep(HOUR_MS, falling=True)
    first, last = sweep[:RATE], sweep[-RATE:]
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(sweep) == HOUR_MS * SAMPLES_PER_MS
    assert abs(float(first[0])) < 1e-6
    assert abs(float(last[-1])) < 1e-6
    assert (loudest_hz(first), loudest_hz(last)) == pytest.approx((HIGH_HZ, LOW_HZ), abs=1)
    assert most < 10_000_000
