"""Gaps inside a set: what is muted, and how far somebody has drifted when the cues return."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamtimer.core.notation.mistakes import Mistake
from hamtimer.core.play.commands import Command
from hamtimer.core.practice.fading_player import practice_player
from hamtimer.core.practice.gaps import Drift, Gaps, is_muted, parse_gaps
from hamtimer.core.practice.options import practice_plan
from hamtimer.core.practice.plan import PracticePlan
from hamtimer.core.practice.plan_values import plan_values, read_plan
from hamtimer.core.session.model import Sides
from hamtimer.core.session.work import Phase
from hamtimer.core.taps.turns import TapMode
from hamtimer.core.timeline.cue_kinds import CueKind
from tests.core.practice.person import practise
from tests.core.taps.test_turns import sets_of

EVERY_FOURTH = Gaps(3, 1)
REP_MS = 8_000


def test_three_reps_are_played_and_one_is_muted() -> None:
    (one,) = sets_of(PracticePlan(sets=1))
    muted = [rep for rep in range(1, 9) if is_muted(EVERY_FOURTH, one, (rep - 1) * REP_MS)]
    assert muted == [4, 8]


def test_in_a_gap_nothing_is_heard_and_after_it_everything() -> None:
    plan = PracticePlan(sets=1, gaps=EVERY_FOURTH)
    player = practice_player(plan, gap_ms=None)
    player.do(Command.START, 0)
    set_began = 5_000
    cues = [event for event in player.advance(100_000) if event.cue]
    heard = [event.due_ms - set_began for event in cues if event.cue and event.cue.kind.is_movement]
    for rep in range(8):
        inside = [at for at in heard if rep * REP_MS <= at < (rep + 1) * REP_MS]
        assert bool(inside) == ((rep + 1) % 4 != 0)
    assert CueKind.SESSION_DONE in {event.cue.kind for event in cues if event.cue}


def test_both_sides_of_an_alternating_rep_are_muted() -> None:
    (one,) = sets_of(PracticePlan(sets=1, sides=Sides.ALTERNATING))
    muted = [rep for rep in range(16) if is_muted(EVERY_FOURTH, one, rep * REP_MS)]
    assert muted == [6, 7, 14, 15]


@pytest.mark.parametrize("mode", [TapMode.TURNS, TapMode.ENDS])
def test_the_drift_is_how_much_longer_the_gap_was_than_its_target(mode: TapMode) -> None:
    def pace(rep: int, phase: Phase, target_ms: int) -> float:
        return target_ms + (-340 if rep == 3 and phase is Phase.ECCENTRIC else 0)

    practice = practise(PracticePlan(sets=1, gaps=EVERY_FOURTH, taps=mode), pace)
    (one,) = practice.reports
    first, second = practice.drifts_of(one)
    assert (first.last_rep, first.target_ms) == (4, REP_MS)
    assert abs(first.error_ms - -340) <= 10
    assert abs(second.error_ms) <= 10


def test_a_gap_with_a_missed_tap_has_no_drift() -> None:
    practice = practise(PracticePlan(sets=1, reps=4, gaps=EVERY_FOURTH))
    (one,) = practice.reports
    assert practice.drifts_of(one) == (Drift(4, REP_MS, REP_MS),)
    from dataclasses import replace

    phases = tuple(replace(phase, measured=phase.measured[:3]) for phase in one.report.phases)
    cut = replace(one, report=replace(one.report, phases=phases))
    assert practice.drifts_of(cut) == ()


def test_phases_left_out_at_random_are_the_same_with_the_same_seed() -> None:
    (one,) = sets_of(PracticePlan(sets=1, reps=100))

    def muted(seed: int) -> list[bool]:
        gaps = Gaps(percent=30, seed=seed)
        return [is_muted(gaps, one, at) for at in range(0, 100 * REP_MS, 1_000)]

    assert muted(1) == muted(1)
    assert muted(1) != muted(2)
    assert 0.2 < sum(muted(1)) / len(muted(1)) < 0.4


def test_the_seed_is_in_the_record(tmp_path: object) -> None:
    from hamtimer.home.records.begin import begin_practice

    del tmp_path
    practice, _ = begin_practice(practice_plan({"gaps": "30%"}), now=0)
    gaps = practice.plan.gaps
    assert gaps is not None
    assert gaps.seed is not None
    assert read_plan(plan_values(practice.plan)).gaps == gaps
    practice.close()


@pytest.mark.parametrize(
    ("text", "gaps"),
    [("3:1", Gaps(3, 1)), ("3/1", Gaps(3, 1)), ("30%", Gaps(percent=30)), ("5 %", Gaps(percent=5))],
)
def test_gaps_are_read(text: str, gaps: Gaps) -> None:
    assert parse_gaps(text) == gaps
    assert parse_gaps(str(gaps)) == gaps


@pytest.mark.parametrize("text", ["", "3", "0:1", "3:0", "0%", "100%", "3:1:1", "100:1", "x"])
def test_what_is_no_pattern_says_what_to_write(text: str) -> None:
    with pytest.raises(Mistake, match="3:1"):
        parse_gaps(text)


def test_a_seed_is_for_random_gaps_only() -> None:
    assert practice_plan({"gaps": "30%", "seed": "7"}).gaps == Gaps(percent=30, seed=7)
    with pytest.raises(Mistake, match="30%"):
        practice_plan({"gaps": "3:1", "seed": "7"})


@given(
    st.builds(Gaps, st.integers(1, 4), st.integers(1, 4))
    | st.builds(Gaps, percent=st.integers(1, 99), seed=st.integers(0, 99)),
    st.integers(1, 6),
    st.sampled_from(Sides),
    st.sampled_from([TapMode.TURNS, TapMode.ENDS]),
)
def test_whoever_is_exact_has_no_drift(gaps: Gaps, reps: int, sides: Sides, mode: TapMode) -> None:
    plan = PracticePlan(sets=1, reps=reps, sides=sides, gaps=gaps, taps=mode)
    practice = practise(plan)
    for one in practice.reports:
        for drift in practice.drifts_of(one):
            assert abs(drift.error_ms) <= 10
    assert practice.player.state.rate == Fraction(1)
