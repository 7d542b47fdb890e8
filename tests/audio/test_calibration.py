"""From taps to the output latency."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamtimer.audio.calibration import BEAT_MS, EARLIEST_MS, TAPS, calibrate

FIRST_BEAT = 1_000_000


def taps(offset_ms: int, jitter: tuple[int, ...] = (0,) * TAPS) -> list[int]:
    return [FIRST_BEAT + n * BEAT_MS + offset_ms + jitter[n] for n in range(TAPS)]


@given(offset=st.integers(EARLIEST_MS, BEAT_MS + EARLIEST_MS - 1))
def test_even_taps_give_their_offset(offset: int) -> None:
    found = calibrate(FIRST_BEAT, taps(offset))
    assert (found.latency_ms, found.spread_ms) == (offset, 0)


def test_one_wild_tap_changes_nothing() -> None:
    jitter = (0, 0, 0, 0, 5, -5, 300, 5, -5, 0, 5, -5)
    found = calibrate(FIRST_BEAT, taps(180, jitter))
    assert found.latency_ms == 180
    assert found.is_steady


def test_finding_the_beat_is_not_counted() -> None:
    jitter = (400, -200, 350) + (0,) * (TAPS - 3)
    assert calibrate(FIRST_BEAT, taps(90, jitter)).latency_ms == 90


def test_a_missed_beat_does_no_harm() -> None:
    made = taps(120)
    del made[5]
    assert calibrate(FIRST_BEAT, made).latency_ms == 120


def test_taps_without_a_beat_are_not_believed() -> None:
    jitter = tuple(n * 170 % 700 for n in range(TAPS))
    assert not calibrate(FIRST_BEAT, taps(0, jitter)).is_steady


def test_too_few_taps_are_refused() -> None:
    with pytest.raises(ValueError, match="at least 7 taps"):
        calibrate(FIRST_BEAT, taps(0)[:6])
