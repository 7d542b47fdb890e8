"""The report of a set: measurements from taps."""

from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from hamtimer.core.practice.plan import PracticePlan
from hamtimer.core.session.work import Phase
from hamtimer.core.taps.report import score
from hamtimer.core.taps.turns import TapMode, Turn, target_turns
from hamtimer.front.words.report import phase_line, phase_words, report_lines
from tests.core.practice.strategies import plans
from tests.core.taps.test_turns import sets_of


def turns_of(plan: PracticePlan) -> tuple[Turn, ...]:
    return target_turns(sets_of(plan)[0], plan.rate, plan.taps)


TURNS = turns_of(PracticePlan())
"""5-1-2-0, eight reps."""


def taps_with(eccentrics: list[int]) -> list[int]:
    """Tap pauses of 1 s and concentrics of 2 s exactly, with these eccentrics."""
    return list(accumulate(n for eccentric in eccentrics for n in (eccentric, 1_000, 2_000)))


@given(plans)
def test_taps_at_exactly_the_target_times_score_no_error(plan: PracticePlan) -> None:
    turns = turns_of(plan)
    report = score(turns, [turn.at_ms for turn in turns])
    assert all(phase.error_ms == 0 for phase in report.phases)
    assert all(one.error_ms == 0 for phase in report.phases for one in phase.measured)
    assert (report.offset_ms, report.missed, report.extra) == (0, 0, 0)
    assert sum(len(phase.measured) for phase in report.phases) == len(turns) - 1


@given(plans, st.integers(-90, 90), st.integers(-400, 400))
def test_taps_with_a_known_offset_score_that_offset_and_no_error_of_length(
    plan: PracticePlan, offset: int, latency: int
) -> None:
    turns = turns_of(plan)
    report = score(turns, [turn.at_ms + offset + latency for turn in turns], latency)
    assert report.offset_ms == offset
    assert all(one.error_ms == 0 for phase in report.phases for one in phase.measured)
    assert (report.missed, report.extra) == (0, 0)


@given(plans, st.lists(st.integers(-10_000, 400_000), max_size=60), st.none() | st.integers(0))
def test_any_taps_give_a_report_that_can_be_shown(
    plan: PracticePlan, taps: list[int], until: int | None
) -> None:
    report = score(turns_of(plan), taps, until_ms=until)
    assert report_lines(report, plan.reps)
    assert 0 <= report.tapped <= report.turns
    assert report.tapped + report.extra <= len(taps) + 1
    assert sum(len(phase.measured) for phase in report.phases) <= report.tapped


def test_a_tap_before_the_start_or_without_any_turn_gives_a_report() -> None:
    assert score((), [1, 2, 3]).extra == 3
    assert score(TURNS, []).tapped == 0
    assert report_lines(score(TURNS, [])) == ["No taps, so nothing was measured."]


def test_rushing_is_reported_with_the_rep_where_it_starts() -> None:
    report = score(TURNS, taps_with([4_500, 4_400, 4_550, 4_450, 3_700, 3_750, 3_650, 3_800]))
    assert phase_words(report.phases[0]) == "lower 4.1 s of 5.0, rushing from rep 5"
    assert phase_words(report.phases[1]) == "bottom 1.0 s of 1.0, on target"
    assert report.phases[0].trend_ms < -100


def test_slowing_down_is_reported_too() -> None:
    report = score(TURNS, taps_with([5_000] * 5 + [6_000] * 3))
    assert phase_words(report.phases[0]).endswith("slowing down from rep 6")


def test_a_constant_error_is_reported_as_one() -> None:
    short = score(TURNS, taps_with([4_000] * 8)).phases[0]
    assert phase_words(short) == "lower 4.0 s of 5.0, too short"
    assert (short.mean_ms, short.spread_ms, short.trend_ms, short.change_rep) == (4_000, 0, 0, 0)
    assert phase_words(score(TURNS, taps_with([6_000] * 8)).phases[0]).endswith("too long")


def test_on_target_on_average_is_not_enough() -> None:
    uneven = score(TURNS, taps_with([4_200, 5_800] * 4)).phases[0]
    assert phase_words(uneven).endswith("on target on average, but uneven")


def test_missed_and_extra_taps_are_left_out_of_the_lengths_and_reported() -> None:
    taps = taps_with([5_000] * 8)
    del taps[3]
    report = score(TURNS, [*taps, taps[9] + 100])
    assert (report.missed, report.extra) == (1, 1)
    assert report.phases[0].mean_ms == 5_000
    assert len(report.phases[0].measured) == 7
    said = "\n".join(report_lines(report, 8))
    assert "1 turn was not tapped" in said
    assert "1 tap was extra and ignored" in said
    assert "▄·▄▄▄▄▄▄" in said


def test_a_set_that_was_ended_early_misses_only_what_was_due() -> None:
    report = score(TURNS, taps_with([5_000] * 3), until_ms=25_000)
    assert (report.turns, report.tapped, report.missed) == (9, 9, 0)


def test_the_picture_shows_shorter_as_lower() -> None:
    line = phase_line(score(TURNS, taps_with([5_000, 4_500, 4_000, 3_500] * 2)).phases[0], 8)
    assert line.endswith("▄▃▂▁▄▃▂▁")


def test_the_way_back_and_an_explosive_lift_are_measured_but_not_judged() -> None:
    from dataclasses import replace

    from hamtimer.core.practice.plan import DEFAULT_TEMPO

    drill = PracticePlan(drill=Phase.ECCENTRIC)
    report = score(turns_of(drill), [t.at_ms for t in turns_of(drill)])
    assert [phase.judged for phase in report.phases] == [True, False]
    assert len(report.judged) == 8
    fast = PracticePlan(tempo=replace(DEFAULT_TEMPO, explosive=True))
    report = score(turns_of(fast), [t.at_ms for t in turns_of(fast)])
    assert phase_words(report.phases[2]) == "lift 2.0 s of 2.0"


def test_only_the_ends_tapped_measures_what_lies_between_them() -> None:
    ends = turns_of(PracticePlan(taps=TapMode.ENDS))
    report = score(ends, [turn.at_ms for turn in ends[1:]])
    assert [phase.phases for phase in report.phases] == [
        (Phase.ECCENTRIC,),
        (Phase.STRETCHED, Phase.CONCENTRIC),
    ]
