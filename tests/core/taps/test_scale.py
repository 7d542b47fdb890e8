"""The early/late scale: accuracy and steadiness of a set, as numbers and as words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamtimer.core.session.model import Side
from hamtimer.core.session.work import Phase
from hamtimer.core.taps.report import Measured, Verdict
from hamtimer.core.taps.scale import EDGE, TOLERANCE, scale_of
from hamtimer.front.words.meter import accuracy_words, meter_line, steadiness_words

LOWER, LIFT = (Phase.ECCENTRIC,), (Phase.CONCENTRIC,)


def measured(phases: tuple[Phase, ...], target_ms: int, *errors: int) -> list[Measured]:
    return [
        Measured(rep, Side.BOTH, phases, target_ms, target_ms + error)
        for rep, error in enumerate(errors, start=1)
    ]


def test_a_mark_is_where_its_error_is_of_its_tolerance() -> None:
    # 5 s: a tolerance of 0.5 s; 1 s: of 0.2 s.
    scale = scale_of([*measured(LOWER, 5_000, -500, 250), *measured(LIFT, 1_000, 300)])
    assert [mark.place for mark in scale.marks] == [-TOLERANCE, 0.5, 1.5]
    verdicts = [mark.verdict for mark in scale.marks]
    assert verdicts == [Verdict.RIGHT, Verdict.RIGHT, Verdict.LATE]


def test_a_distant_mark_is_at_the_edge() -> None:
    scale = scale_of(measured(LOWER, 5_000, -4_000, 9_000))
    assert [mark.place for mark in scale.marks] == [-EDGE, EDGE]


def test_accuracy_is_the_mean_error_and_steadiness_is_about_the_mean_of_each_phase() -> None:
    # Always too short lowering, always too long lifting: inaccurate, but steady.
    scale = scale_of([*measured(LOWER, 5_000, *[-400] * 4), *measured(LIFT, 2_000, *[200] * 4)])
    assert (scale.bias_ms, scale.spread_ms) == (-100, 0)
    assert meter_line(scale) == "0.1 s early on average; steady, ±0.00 s"
    scale = scale_of(measured(LOWER, 5_000, -300, 300, -300, 300))
    assert (scale.bias_ms, scale.spread_ms) == (0, 346)
    assert meter_line(scale) == "on time on average; fairly steady, ±0.35 s"
    scale = scale_of(measured(LOWER, 5_000, -900, 900, -900, 900))
    assert steadiness_words(scale) == "uneven, ±1.04 s"


def test_what_is_not_judged_is_not_on_the_scale() -> None:
    scale = scale_of([Measured(1, Side.BOTH, LIFT, 1_000, 400, judged=False)])
    assert scale.marks == ()
    assert meter_line(scale) == ""


@pytest.mark.parametrize(
    ("errors", "words"),
    [((49, 49), "on time on average"), ((50, 50), "on time on average"), ((51, 51), "0.1 s late")],
)
def test_a_bias_too_small_to_show_is_none(errors: tuple[int, ...], words: str) -> None:
    assert accuracy_words(scale_of(measured(LOWER, 5_000, *errors))).startswith(words)


@given(st.lists(st.tuples(st.sampled_from([200, 1_000, 5_000]), st.integers(-9_000, 60_000))))
def test_any_lengths_have_a_scale_with_words(lengths: list[tuple[int, int]]) -> None:
    scale = scale_of(Measured(1, Side.BOTH, LOWER, *both) for both in lengths)
    assert all(-EDGE <= mark.place <= EDGE for mark in scale.marks)
    assert bool(meter_line(scale)) == bool(lengths)
    for mark, (target, actual) in zip(scale.marks, lengths, strict=True):
        assert (mark.verdict is Verdict.RIGHT) == (abs(mark.place) <= TOLERANCE)
        assert target + actual
