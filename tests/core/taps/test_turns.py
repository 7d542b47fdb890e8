"""The phases of a practice add up, and nothing drifts."""

from fractions import Fraction
from itertools import pairwise

from hypothesis import given

from hamtimer.core.practice.fading_player import practice_player
from hamtimer.core.practice.plan import PracticePlan
from hamtimer.core.session.work import Phase
from hamtimer.core.taps.turns import TapMode, target_turns
from hamtimer.core.timeline.steps import Step
from tests.core.practice.strategies import plans


def sets_of(plan: PracticePlan) -> list[Step]:
    return [step for step in practice_player(plan).timeline.steps if step.kind.is_work]


@given(plans)
def test_the_turns_of_a_set_end_exactly_with_it(plan: PracticePlan) -> None:
    for step in sets_of(plan):
        assert step.reps
        assert step.length_ms is not None
        turns = target_turns(step, plan.rate, TapMode.TURNS)
        assert turns[-1].at_ms == round(step.length_ms / plan.rate)
        assert sum(turn.target_ms for turn in turns) == turns[-1].at_ms
        assert len(turns) == 1 + (step.reps.total or 0) * len(step.reps.phases)


@given(plans)
def test_every_turn_is_where_exact_arithmetic_has_it_however_late(plan: PracticePlan) -> None:
    for step in sets_of(plan):
        assert step.reps
        lengths = [length for _, length in step.reps.phases] * (step.reps.total or 0)
        exact = Fraction(0)
        for turn, length in zip(
            target_turns(step, plan.rate, TapMode.TURNS)[1:], lengths, strict=True
        ):
            exact += length / plan.rate
            assert abs(turn.at_ms - exact) <= Fraction(1, 2)


@given(plans)
def test_the_ends_are_turns_and_every_phase_belongs_to_one(plan: PracticePlan) -> None:
    for step in sets_of(plan):
        every = {turn.at_ms for turn in target_turns(step, plan.rate, TapMode.TURNS)}
        ends = target_turns(step, plan.rate, TapMode.ENDS)
        assert {turn.at_ms for turn in ends} <= every
        assert all(a.at_ms < b.at_ms for a, b in pairwise(ends))
        assert all(
            turn.phases[-1] in (Phase.ECCENTRIC, Phase.CONCENTRIC, Phase.RESET) for turn in ends[1:]
        )


@given(plans)
def test_a_ramp_grows_by_its_step_up_to_its_end_and_no_further(plan: PracticePlan) -> None:
    grown = Phase.CONCENTRIC if plan.drill is Phase.CONCENTRIC else Phase.ECCENTRIC
    by_set = {step.set_number: step for step in sets_of(plan)}
    lengths = [dict(s.reps.phases).get(grown, 0) for s in by_set.values() if s.reps]
    if plan.ramp is None:
        assert len(set(lengths)) == 1
        return
    first, last = plan.ramp.start_ms, plan.ramp.stop_ms
    assert lengths == [min(last, first + i * plan.ramp.step_ms) for i in range(plan.sets)]


def test_set_x_of_y_stays_true_in_a_ramp() -> None:
    from hamtimer.core.practice.plan import Ramp

    steps = sets_of(PracticePlan(sets=7, ramp=Ramp(3_000, 6_000)))
    assert [(step.set_number, step.sets) for step in steps] == [(n, 7) for n in range(1, 8)]
    assert all(step.work.tempo for step in steps)


def test_ninety_beats_a_minute_for_an_hour_do_not_drift() -> None:
    from hamtimer.core.session.work import Tempo

    plan = PracticePlan(tempo=Tempo(1_000, 0, 1_000, 0), reps=900, sets=3, bpm=90)
    for step in sets_of(plan):
        assert target_turns(step, plan.rate, TapMode.TURNS)[-1].at_ms == 20 * 60 * 1_000


def test_without_taps_or_tempo_there_is_nothing_to_turn() -> None:
    from tests.core.make import curl, timeline

    (step,) = sets_of(PracticePlan(sets=1))
    assert target_turns(step, Fraction(1), TapMode.OFF) == ()
    self_paced = next(s for s in timeline(curl(tempo=None)).steps if s.kind.is_work)
    assert target_turns(self_paced, Fraction(1), TapMode.TURNS) == ()
