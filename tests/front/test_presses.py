"""A key or pedal that is held down is one press."""

import pytest

from hamtimer.front.actions import ACTIONS
from hamtimer.front.presses import HELD_MS, ONCE, Presses

KEYBOARD_REPEATS_MS = 33


@pytest.mark.parametrize("action", sorted(ONCE))
def test_a_held_key_counts_once_however_long_it_is_held(action: str) -> None:
    presses = Presses()
    held = [presses.counts(action, at) for at in range(0, 5_000, KEYBOARD_REPEATS_MS)]
    assert held == [True] + [False] * (len(held) - 1)


@pytest.mark.parametrize("action", [a.id for a in ACTIONS if a.id not in ONCE])
def test_taps_reps_rests_and_all_else_may_follow_quickly(action: str) -> None:
    presses = Presses()
    assert all(presses.counts(action, at) for at in range(0, 500, KEYBOARD_REPEATS_MS))


def test_presses_with_time_between_them_count() -> None:
    presses = Presses()
    assert all(presses.counts("done", at) for at in (0, HELD_MS, 2 * HELD_MS, 10_000))
    assert not presses.counts("done", 10_000 + HELD_MS - 1)


def test_another_press_between_two_makes_both_count() -> None:
    presses = Presses()
    assert [presses.counts(one, 0) for one in ("toggle", "undo", "toggle")] == [True] * 3


def test_a_faster_clock_takes_no_press_away() -> None:
    presses = Presses(HELD_MS * 10)
    assert presses.counts("done", 0)
    assert not presses.counts("done", HELD_MS * 10 - 1)
    assert presses.counts("done", HELD_MS * 20)
