"""Matching taps to turns for people who drift, miss a turn, or tap twice."""

import random
from collections.abc import Sequence
from itertools import accumulate

import pytest

from hamtimer.core.taps.matching import START, match_taps

FIVE_ONE_TWO = (0, *accumulate([5_000, 1_000, 2_000] * 8))


def matched(turns: Sequence[int], taps: Sequence[int]) -> list[int]:
    """Return the turn that each tap was taken for, or -1."""
    found = {tap: turn for turn, tap in match_taps(turns, taps).pairs if tap != START}
    return [found.get(tap, -1) for tap in range(len(taps))]


def test_taps_on_the_turns_are_matched_one_to_one() -> None:
    assert matched(FIVE_ONE_TWO, FIVE_ONE_TWO[1:]) == list(range(1, 25))


def test_the_beginning_may_be_tapped_too() -> None:
    assert matched(FIVE_ONE_TWO, [t + 90 for t in FIVE_ONE_TWO]) == list(range(25))


@pytest.mark.parametrize("pace", [0.6, 0.82, 1.3, 1.7])
def test_a_person_who_drifts_is_followed(pace: float) -> None:
    """At 0.6 the last tap comes 25 seconds before its turn."""
    taps = [round(t * pace) for t in FIVE_ONE_TWO[1:]]
    assert matched(FIVE_ONE_TWO, taps) == list(range(1, 25))


@pytest.mark.parametrize("missing", range(1, 25))
def test_a_missed_turn_is_found_wherever_it_is(missing: int) -> None:
    turns = [turn for turn in range(1, 25) if turn != missing]
    assert matched(FIVE_ONE_TWO, [round(FIVE_ONE_TWO[t] * 0.85) for t in turns]) == turns


@pytest.mark.parametrize("twice", range(1, 25))
@pytest.mark.parametrize("after_ms", [40, 120, 300])
def test_an_extra_tap_is_found_wherever_it_is(twice: int, after_ms: int) -> None:
    taps = sorted([*FIVE_ONE_TWO[1:], FIVE_ONE_TWO[twice] + after_ms])
    found = matched(FIVE_ONE_TWO, taps)
    assert [turn for turn in found if turn != -1] == list(range(1, 25))
    assert found[twice - 1 : twice + 1].count(-1) == 1


def test_a_person_who_forgot_to_tap_for_two_reps_is_found_again() -> None:
    turns = [*range(1, 7), *range(13, 25)]
    assert matched(FIVE_ONE_TWO, [FIVE_ONE_TWO[t] for t in turns]) == turns


def test_a_set_that_continues_has_missed_nothing_yet() -> None:
    matching = match_taps(FIVE_ONE_TWO, [5_100], whole=False)
    assert matching.pairs == ((0, START), (1, 0))


def simulated(rng: random.Random, turns: Sequence[int]) -> list[tuple[int, int]]:
    """Return the taps of an unsteady person with the turns they match (-1: an extra tap)."""
    pace, at, taps = rng.uniform(0.75, 1.25), 0.0, []
    for turn in range(1, len(turns)):
        target = turns[turn] - turns[turn - 1]
        at += max(150.0, target * pace * rng.gauss(1, 0.08) + rng.gauss(0, 60))
        if rng.random() > 0.05:
            taps.append((round(at), turn))
            if rng.random() < 0.05:
                taps.append((round(at) + rng.choice([60, 200]), -1))
    return sorted(taps)


def test_shaky_people_are_understood_nearly_always() -> None:
    """Missing and doubling one tap in twenty; which of two quick taps is kept does not matter."""
    rng = random.Random(7)  # noqa: S311 - a simulation
    wrong = total = 0
    for _ in range(20):
        lengths = rng.choice([[5_000, 1_000, 2_000], [3_000, 3_000], [4_000, 1_000, 2_000, 1_000]])
        turns = (0, *accumulate(lengths * 8))
        taps = simulated(rng, turns)
        found = matched(turns, [at for at, _ in taps])
        wrong += sum(turn not in (-1, got) for (_, turn), got in zip(taps, found, strict=True))
        total += len(taps)
    assert wrong / total < 0.03


def test_taps_that_begin_in_the_middle_are_matched() -> None:
    taps = [FIVE_ONE_TWO[turn] + 80 for turn in (5, 6, 7)]
    assert match_taps(FIVE_ONE_TWO, taps, whole=False).pairs[1:] == ((5, 0), (6, 1), (7, 2))
    assert match_taps(FIVE_ONE_TWO, taps[:1], whole=False).extra == ()


def test_a_key_that_is_held_down_is_one_tap() -> None:
    held = [5_000 + 33 * n for n in range(4)]
    assert match_taps(FIVE_ONE_TWO, held, whole=False).pairs[-1] == (1, 0)
