"""The one place that asks what time it is."""

import sys
import time

import pytest

from hamtimer.core.play.clock import now_ms


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no clocks to choose from")
@pytest.mark.parametrize("has_boottime", [True, False])
def test_the_clock_is_one_that_continues_in_a_suspended_machine(
    monkeypatch: pytest.MonkeyPatch, *, has_boottime: bool
) -> None:
    monkeypatch.delattr(time, "CLOCK_BOOTTIME", raising=False)
    if has_boottime:
        monkeypatch.setattr(time, "CLOCK_BOOTTIME", 77, raising=False)
    asked: list[int] = []

    def read(clock: int) -> int:
        asked.append(clock)
        return 5_999_999

    monkeypatch.setattr(time, "clock_gettime_ns", read)
    assert now_ms() == 5
    assert asked == [77 if has_boottime else time.CLOCK_MONOTONIC]
