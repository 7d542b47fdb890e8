"""Mixing: every sound at its sample, at its volume, and never clipped."""

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamtimer.audio.sounds.samples import FULL_SCALE, SAMPLES_PER_MS, Samples
from hamtimer.audio.stream.mixing import FULL, GAIN_STEP_MS, KNEE, Gain, mix

GLIDE = GAIN_STEP_MS * SAMPLES_PER_MS


def tone(level: int, length: int) -> Samples:
    return memoryview(array("h", [level] * length))


def mixed(
    first: int, frames: int, *sounds: tuple[int | None, Samples], gain: Gain = FULL
) -> list[int]:
    return array("h", mix(first, frames, sounds, gain)).tolist()


def test_nothing_is_silence() -> None:
    assert mixed(0, 4) == [0, 0, 0, 0]
    assert mixed(0, 0) == []


@pytest.mark.parametrize(
    ("start", "heard"),
    [
        (-3, [0, 0, 0, 0, 0]),
        (-1, [9, 9, 0, 0, 0]),
        (0, [9, 9, 9, 0, 0]),
        (2, [0, 0, 9, 9, 9]),
        (4, [0, 0, 0, 0, 9]),
        (5, [0, 0, 0, 0, 0]),
        (None, [0, 0, 0, 0, 0]),
    ],
)
def test_a_sound_is_at_its_sample(start: int | None, heard: list[int]) -> None:
    at = None if start is None else 100 + start
    assert mixed(100, 5, (at, tone(9, 3))) == heard


def test_sounds_that_overlap_add_up_and_others_stay_apart() -> None:
    sounds = [(0, tone(1, 3)), (2, tone(10, 2)), (3, tone(100, 2)), (6, tone(5, 1))]
    assert mixed(0, 8, *sounds) == [1, 1, 11, 110, 100, 0, 5, 0]


@given(
    st.lists(st.tuples(st.integers(-50, 250), st.integers(-3_000, 3_000), st.integers(0, 90))),
    st.integers(0, 200),
)
def test_a_stretch_is_the_same_wherever_it_is_cut(
    sounds: list[tuple[int, int, int]], cut: int
) -> None:
    placed = [(start, tone(level, length)) for start, level, length in sounds[:8]]
    whole = mixed(0, 200, *placed)
    assert mixed(0, cut, *placed) + mixed(cut, 200 - cut, *placed) == whole
    plain = [0] * 200
    for start, sound in placed:
        for at in range(max(0, start), min(200, start + len(sound))):
            plain[at] += sound[at - start]
    assert whole == plain


def test_the_volume_glides_to_its_new_value_and_stays() -> None:
    sound = (0, tone(10_000, 2 * GLIDE))
    heard = mixed(0, 2 * GLIDE, sound, gain=Gain(0.0, 1.0))
    assert heard[0] == 10_000 // GLIDE
    assert heard[GLIDE // 2 - 1] == 5_000
    assert set(heard[GLIDE - 1 :]) == {10_000}
    assert set(mixed(0, 100, sound, gain=Gain.level(0.25))) == {2_500}
    # A sound that begins after the glide has the new volume from its first sample on.
    late = mixed(0, GLIDE + 1, (GLIDE, tone(10_000, 1)), gain=Gain(1.0, 0.5))
    assert late[-1] == 5_000


def test_only_what_would_clip_is_rounded_off() -> None:
    loud = round(0.45 * FULL_SCALE)
    assert mixed(0, 1, (0, tone(loud, 1)), (0, tone(loud, 1))) == [2 * loud]
    sums = [mixed(0, 1, *[(0, tone(loud, 1))] * times)[0] for times in range(1, 9)]
    assert sums == sorted(set(sums)), "a louder sum stays louder"
    assert KNEE * FULL_SCALE < sums[-1] <= FULL_SCALE
    assert mixed(0, 1, *[(0, tone(-loud, 1))] * 8) == [-sums[-1]]
