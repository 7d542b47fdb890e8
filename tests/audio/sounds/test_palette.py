"""What every built-in sound promises."""

import itertools

import numpy as np
import numpy.typing as npt
import pytest

from hamtimer.audio.sounds import palette
from hamtimer.audio.sounds.sweep import Sweep
from hamtimer.core.timeline.cue_kinds import CueKind

Wave = npt.NDArray[np.float64]
SILENT = {CueKind.NOTE, CueKind.REST, CueKind.WAIT}
MOVEMENT = {palette.DEFAULTS[kind] for kind in CueKind if kind.is_movement}


def spectrum(samples: Wave) -> Wave:
    """Return how the energy is spread over third-octaves, as a direction of length 1."""
    power = np.abs(np.fft.rfft(samples, palette.RATE)) ** 2
    edges = 200 * 2 ** (np.arange(17) / 3)
    bands = np.array([power[int(a) : int(b)].sum() for a, b in itertools.pairwise(edges)])
    return np.asarray(np.sqrt(bands / bands.sum()), np.float64)


def pattern(samples: palette.Samples) -> Wave:
    """Return the spectra of the sound's 60 ms pieces, one after the other."""
    piece = 60 * palette.SAMPLES_PER_MS
    padded = np.zeros(20 * piece)
    padded[: len(samples)] = samples[: len(padded)]
    pieces = padded.reshape(20, piece)
    loud = [spectrum(p) * np.sqrt((p**2).mean()) if p.any() else np.zeros(16) for p in pieces]
    whole = np.concatenate(loud)
    return np.asarray(whole / np.linalg.norm(whole), np.float64)


def loudest_hz(samples: palette.Samples) -> float:
    return float(np.argmax(np.abs(np.fft.rfft(samples, palette.RATE))))


def test_every_cue_that_sounds_has_a_sound_of_its_own() -> None:
    assert set(palette.DEFAULTS) == set(CueKind) - SILENT
    assert len(set(palette.DEFAULTS.values())) == len(palette.DEFAULTS)


@pytest.mark.parametrize("name", palette.NAMES)
class TestEverySound:
    def test_begins_and_ends_at_zero(self, name: str) -> None:
        samples = palette.synthesise(name)
        assert abs(float(samples[0])) < 1e-6
        assert abs(float(samples[-1])) < 1e-3

    def test_has_no_jump_that_would_click(self, name: str) -> None:
        samples = palette.synthesise(name)
        steepest = np.max(np.abs(np.diff(samples))) / np.max(np.abs(samples))
        # A full-scale sine of 5 kHz, the highest overtone here, climbs this fast.
        assert steepest < 2 * np.pi * 5_000 / palette.RATE

    def test_is_at_half_its_level_within_six_milliseconds(self, name: str) -> None:
        samples = np.abs(palette.synthesise(name))
        loud = np.flatnonzero(samples > samples.max() / 2)
        assert loud[0] < 6 * palette.SAMPLES_PER_MS

    def test_is_heard_on_a_laptop_speaker(self, name: str) -> None:
        assert 290 <= loudest_hz(palette.synthesise(name)) <= 1_600

    def test_cannot_be_changed_by_accident(self, name: str) -> None:
        assert not palette.synthesise(name).flags.writeable


@pytest.mark.parametrize("name", sorted(MOVEMENT))
def test_movement_sounds_leave_room_before_the_next_tick(name: str) -> None:
    assert len(palette.synthesise(name)) <= 250 * palette.SAMPLES_PER_MS


def test_no_two_sounds_resemble_each_other() -> None:
    patterns = {name: pattern(palette.synthesise(name)) for name in palette.NAMES}
    for (one, sound), (other, sound_of_other) in itertools.combinations(patterns.items(), 2):
        likeness = float(sound @ sound_of_other)
        assert likeness < 0.75, f"{one} and {other} are alike"


def test_the_fall_falls_and_the_rise_rises() -> None:
    for name, direction in (("fall", -1), ("rise", 1)):
        samples = palette.synthesise(name)
        half = len(samples) // 2
        first, second = loudest_hz(samples[:half]), loudest_hz(samples[half:])
        assert (second - first) * direction > 100


def test_all_tracks_together_stay_below_full_scale() -> None:
    def peak(name: str) -> float:
        return float(np.max(np.abs(palette.synthesise(name))))

    movement = max(peak(name) for name in MOVEMENT)
    signal = max(peak(name) for name in palette.NAMES if name not in MOVEMENT)
    swept = float(np.max(np.abs(Sweep(2_000, falling=True)[:]))) + peak("tick")
    assert max(movement, swept) + signal < 1
    assert max(movement, swept) + palette.SPEECH_PEAK < 1


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(KeyError):
        palette.synthesise("trombone")
