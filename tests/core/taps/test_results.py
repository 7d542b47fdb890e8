"""Which results are told at a turn."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamtimer.core.play.commands import Command
from hamtimer.core.practice.fading_player import practice_player
from hamtimer.core.practice.plan import PracticePlan
from hamtimer.core.practice.practice import Practice
from hamtimer.core.run.run import Run
from hamtimer.core.session.model import Side
from hamtimer.core.session.work import Phase
from hamtimer.core.taps.meter import Feedback
from hamtimer.core.taps.report import Measured, Verdict
from hamtimer.core.taps.results import FeedbackRule, Results, visible
from tests.core.practice.strategies import plans


def lasted(
    actual_ms: int, target_ms: int = 5_000, rep: int = 1, *, judged: bool = True
) -> Measured:
    return Measured(rep, Side.BOTH, (Phase.ECCENTRIC,), target_ms, actual_ms, judged)


@pytest.mark.parametrize(
    ("feedback_rule", "told_ms"),
    [
        (FeedbackRule(Results.EACH), [4_000, 4_500, 5_000, 5_501]),
        (FeedbackRule(Results.BAND), [4_000, 5_501]),  # the tolerance of 5 s is half a second
        (FeedbackRule(Results.BAND, band=5), [4_000, 4_500, 5_501]),
        (FeedbackRule(Results.BAND, band=15), [4_000]),
        (FeedbackRule(Results.SET), []),
        (FeedbackRule(Results.END), []),
    ],
)
def test_what_is_reported_depends_on_how_far_off_a_phase_was(
    feedback_rule: FeedbackRule, told_ms: list[int]
) -> None:
    lengths = [4_000, 4_500, 5_000, 5_501]
    assert [ms for ms in lengths if feedback_rule.shows(lasted(ms))] == told_ms


def test_every_third_rep_is_reported_whatever_it_was() -> None:
    feedback_rule = FeedbackRule(Results.REPS, every=3)
    assert [rep for rep in range(1, 10) if feedback_rule.shows(lasted(5_000, rep=rep))] == [3, 6, 9]


def test_what_is_not_judged_is_never_outside_the_band() -> None:
    assert not FeedbackRule(Results.BAND).shows(lasted(1_000, judged=False))


def test_a_tap_is_confirmed_though_its_result_is_not_reported() -> None:
    feedback = Feedback(lasted(4_000))
    assert visible(feedback, FeedbackRule(Results.EACH)) is feedback
    assert visible(feedback, FeedbackRule(Results.SET)) == Feedback(None)
    extra = Feedback(None, extra=True)
    assert visible(extra, FeedbackRule(Results.BAND)) is extra
    assert visible(extra, FeedbackRule(Results.SET)) == Feedback(None)


def test_the_verdict_names_the_side_on_which_the_turn_was() -> None:
    verdicts = [lasted(ms).verdict for ms in (4_499, 4_500, 5_500, 5_501)]
    assert verdicts == [Verdict.EARLY, Verdict.RIGHT, Verdict.RIGHT, Verdict.LATE]


@given(plans, st.lists(st.integers(0, 2_500), max_size=60), st.data())
def test_in_band_mode_nothing_is_reported_of_a_phase_within_tolerance(
    plan: PracticePlan, waits: list[int], data: st.DataObject
) -> None:
    results = data.draw(st.sampled_from([Results.BAND, Results.SET, Results.END]))
    practice = Practice(plan, Run(practice_player(plan, gap_ms=None)))
    practice.choose_results(results)
    now = 0
    practice.do(Command.START, now)
    now = 5_000
    for wait in waits:
        now += wait
        practice.advance(now)
        feedback = practice.tap(now)
        if feedback is not None and (one := feedback.measured) is not None:
            assert results is Results.BAND
            assert not one.is_accurate
    assert all(not one.is_accurate for one in practice.shown)
