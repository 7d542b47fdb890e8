"""What measures must itself be right: here, the parts that need no terminal and no sound."""

import itertools
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are not for Windows", allow_module_level=True)

from benchmarks.onsets import Samples, best_offset, find_sounds, find_tone, match
from benchmarks.terminal import EscapeFilter

RATE = 48_000


def recording_of(*beeps: tuple[float, float], seconds: float = 4) -> Samples:
    """Return a recording of beeps of 80 ms, each (onset in seconds, pitch in hertz)."""
    samples = np.zeros(int(seconds * RATE))
    time_s = np.arange(int(0.08 * RATE)) / RATE
    for onset_s, hertz in beeps:
        start = round(onset_s * RATE)
        samples[start : start + len(time_s)] += 0.4 * np.cos(2 * np.pi * hertz * time_s)
    return samples


class TestFindingSounds:
    def test_each_beep_is_found_to_the_sample(self) -> None:
        sounds = find_sounds(recording_of((0.5, 880), (1.0, 440), (2.25, 1320)), RATE)
        assert [sound.onset_s for sound in sounds] == [0.5, 1.0, 2.25]
        assert [round(sound.pitch_hz) for sound in sounds] == pytest.approx([880, 440, 1320], abs=3)
        assert [sound.length_s for sound in sounds] == pytest.approx([0.08] * 3, abs=0.001)

    @pytest.mark.parametrize("samples", [np.zeros(RATE), np.array([])])
    def test_silence_has_none(self, samples: Samples) -> None:
        assert find_sounds(samples, RATE) == []
        assert len(find_tone(samples, RATE, 880)) == 0

    def test_noise_far_below_the_beeps_is_not_a_sound(self) -> None:
        noise = np.random.default_rng(1).normal(0, 0.002, 4 * RATE)
        sounds = find_sounds(recording_of((1, 880), (2, 880)) + noise, RATE)
        assert [sound.onset_s for sound in sounds] == pytest.approx([1, 2], abs=0.001)

    def test_a_tone_is_found_under_another(self) -> None:
        both = recording_of((1, 880), (1.03, 2000), (2, 2000), (3, 880))
        assert find_tone(both, RATE, 2000) == pytest.approx([1.03, 2], abs=0.002)
        assert find_tone(both, RATE, 880) == pytest.approx([1, 3], abs=0.002)


class TestMatching:
    def test_it_separates_late_missing_and_extra(self) -> None:
        result = match([1.0, 2.02, 3.5], [1.0, 2.0, 5.0])
        assert result.errors_ms == pytest.approx((0, 20))
        assert result.missing_s == (5.0,)
        assert result.extra_s == (3.5,)

    def test_one_onset_meets_one_expected_time_only(self) -> None:
        assert match([1.0], [1.0, 1.1]).missing_s == (1.1,)

    @given(st.floats(-5, 5), st.integers(0, 3))
    def test_an_unknown_start_of_the_recording_is_found(self, offset_s: float, lost: int) -> None:
        expected = [0.0, 1.0, 1.7, 3.1, 4.0, 7.5]
        heard = [time_s + offset_s for time_s in expected[lost:]]
        assert best_offset(heard, expected) == pytest.approx(offset_s)


class TestEscapeFilter:
    def test_it_answers_and_hides_what_the_emulator_misreads(self) -> None:
        shown, answers = EscapeFilter().feed(b"a\x1b[?2026$p\x1b[>1ub\x1b]8;;x\x1b\\c\x1b[31md")
        assert shown == b"abc\x1b[31md"
        assert answers == b"\x1b[?2026;2$y"

    def test_the_title_passes(self) -> None:
        assert EscapeFilter().feed(b"\x1b]2;Rest\x07")[0] == b"\x1b]2;Rest\x07"

    @given(st.lists(st.integers(0, 60), max_size=6))
    def test_where_the_stream_is_cut_makes_no_difference(self, cuts: list[int]) -> None:
        stream = b"\x1b[2J\x1b]2;Set 1\x1b\\text\x1b[c\x1bP+q\x1b\\\x1b[?25l\x1b(Bmore\x1b[1;1H"
        edges = [0, *sorted(cuts), len(stream)]
        whole, piecewise = EscapeFilter(), EscapeFilter()
        pieces = [piecewise.feed(stream[a:b]) for a, b in itertools.pairwise(edges)]
        joined = b"".join(shown for shown, _ in pieces), b"".join(answer for _, answer in pieces)
        assert joined == whole.feed(stream)
