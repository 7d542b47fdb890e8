"""A tap is timed when its key arrives, on a real terminal."""

import statistics

import pytest

from benchmarks.tap_error import errors_ms

pytestmark = pytest.mark.end_to_end


def test_real_keys_are_timed_within_hundredths_of_a_second() -> None:
    """`benchmarks/tap_error.py` measures it exactly; this leaves room for a noisy machine."""
    errors = errors_ms(15)
    assert abs(statistics.median(errors)) < 10
    assert sum(abs(error) < 50 for error in errors) >= 13
