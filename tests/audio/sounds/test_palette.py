"""What every built-in sound promises."""

import itertools
from collections.abc import Iterable

import numpy as np
import pytest

from benchmarks.loudness import likenesses, through_small_speaker
from hamtimer.audio.sounds import palette
from hamtimer.audio.sounds.loudness import Wave, momentary_loudness, wave_of
from hamtimer.audio.sounds.samples import RATE, SAMPLES_PER_MS
from hamtimer.audio.sounds.sweep import Sweep
from hamtimer.core.timeline.cue_kinds import CueKind

SILENT = {CueKind.NOTE, CueKind.REST, CueKind.WAIT, CueKind.RESULT, CueKind.CHANGED}
MOVEMENT = {palette.DEFAULTS[kind] for kind in CueKind if kind.is_movement}


def loudest_hz(samples: Wave) -> float:
    return float(np.argmax(np.abs(np.fft.rfft(samples, RATE))))


def test_every_cue_that_sounds_has_a_sound_of_its_own() -> None:
    assert set(palette.DEFAULTS) == set(CueKind) - SILENT
    assert len(set(palette.DEFAULTS.values())) == len(palette.DEFAULTS)


@pytest.mark.parametrize("name", palette.NAMES)
class TestEverySound:
    def test_begins_and_ends_at_zero(self, name: str) -> None:
        samples = wave_of(palette.synthesise(name))
        assert abs(float(samples[0])) < 1e-6
        assert abs(float(samples[-1])) < 1e-3

    def test_has_no_jump_that_would_click(self, name: str) -> None:
        samples = wave_of(palette.synthesise(name))
        steepest = np.max(np.abs(np.diff(samples))) / np.max(np.abs(samples))
        # A full-scale sine of 5 kHz, the highest overtone here, climbs this fast.
        assert steepest < 2 * np.pi * 5_000 / RATE

    def test_is_at_half_its_level_within_six_milliseconds(self, name: str) -> None:
        samples = np.abs(wave_of(palette.synthesise(name)))
        loud = np.flatnonzero(samples > samples.max() / 2)
        assert loud[0] < 6 * SAMPLES_PER_MS

    def test_is_heard_on_a_laptop_speaker(self, name: str) -> None:
        assert 390 <= loudest_hz(wave_of(palette.synthesise(name))) <= 1_600

    def test_cannot_be_changed_by_accident(self, name: str) -> None:
        assert palette.synthesise(name).readonly


@pytest.mark.parametrize("name", sorted(MOVEMENT))
def test_movement_sounds_leave_room_before_the_next_tick(name: str) -> None:
    assert len(palette.synthesise(name)) <= 250 * SAMPLES_PER_MS


TICKS = [palette.tick_at(place) for place in range(palette.TICK_PITCHES)]


def test_the_softest_sound_is_at_most_12_db_below_the_loudest_on_a_small_loudspeaker() -> None:
    sounds = [palette.synthesise(name) for name in palette.NAMES] + TICKS
    heard = [momentary_loudness(through_small_speaker(wave_of(sound))) for sound in sounds]
    assert max(heard) - min(heard) <= 12


def test_the_movement_is_softer_than_what_changes_the_step() -> None:
    def loudness(names: Iterable[str]) -> list[float]:
        return [momentary_loudness(wave_of(palette.synthesise(name))) for name in names]

    assert max(loudness(MOVEMENT)) < min(loudness(["go", "beep", "seesaw", "close", "open"]))


def test_every_tick_is_lower_than_the_one_above_it() -> None:
    heard = [loudest_hz(wave_of(tick)) for tick in TICKS]
    for higher, lower in itertools.pairwise(heard):
        assert 1.05 < higher / lower < 1.10, "about a semitone"
    for tick in TICKS:
        assert len(tick) <= 100 * SAMPLES_PER_MS
        assert tick.readonly


def test_no_two_sounds_resemble_each_other() -> None:
    sounds = {name: wave_of(palette.synthesise(name)) for name in palette.NAMES}
    likeness, one, other = likenesses(sounds)[0]
    assert likeness < 0.75, f"{one} and {other} are alike"


def test_the_fall_falls_and_the_rise_rises() -> None:
    for name, direction in (("fall", -1), ("rise", 1)):
        samples = wave_of(palette.synthesise(name))
        half = len(samples) // 2
        first, second = loudest_hz(samples[:half]), loudest_hz(samples[half:])
        assert (second - first) * direction > 100


def test_all_tracks_together_stay_below_full_scale() -> None:
    def peak(name: str) -> float:
        return float(np.max(np.abs(wave_of(palette.synthesise(name)))))

    movement = max([*(peak(name) for name in MOVEMENT), palette.TICK_LIMIT])
    signal = max(peak(name) for name in palette.NAMES if name not in MOVEMENT)
    swept = float(np.max(np.abs(wave_of(Sweep(2_000, falling=True)[:])))) + peak("tick")
    assert max(movement, swept) + signal < 1
    assert max(movement, swept) + palette.SPEECH_PEAK < 1


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(KeyError):
        palette.synthesise("trombone")
