"""Taps in a run that is steered: the meter listens to the set that is done, and to no other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamtimer.core.play.commands import Command
from hamtimer.core.play.player import Player
from hamtimer.core.run.run import Run
from hamtimer.core.session.model import Sides
from hamtimer.core.timeline.steps import StepKind, Timeline
from tests.core.make import curl, timeline

PREPARE_MS, COUNT_IN_MS, ECCENTRIC_MS = 10_000, 3_000, 4_000


def begin(made: Timeline | None = None) -> Run:
    run = Run(Player(made or timeline(curl(4, sets=3)), gap_ms=None))
    run.do(Command.START, 0)
    run.advance(PREPARE_MS)
    return run


def actual_ms(run: Run, at: int) -> int | None:
    """Tap, and give how long the phase that ended was said to be."""
    feedback = run.tap(at)
    return feedback.measured.actual_ms if feedback and feedback.measured else None


def test_a_set_that_was_left_by_mistake_is_listened_to_again() -> None:
    run = begin()
    assert actual_ms(run, PREPARE_MS + ECCENTRIC_MS) == ECCENTRIC_MS
    run.do(Command.NEXT, 14_200)
    run.do(Command.UNDO, 14_200)
    assert actual_ms(run, 15_000) == 1_000


def test_taps_are_not_for_a_set_whose_beginning_was_undone() -> None:
    run = begin()
    run.do(Command.NEXT, 20_000)
    run.do(Command.NEXT, 21_000)
    run.do(Command.UNDO, 30_000)
    assert run.player.step.kind is StepKind.REST
    assert run.tap(30_500) is None
    run.do(Command.UNDO, 31_000)
    assert run.player.step.set_number == 1
    assert run.tap(33_000) is None, "its first taps are not known any more"


def test_taps_in_a_rest_are_not_for_the_set_that_was_skipped_in_its_count_in() -> None:
    run = begin()
    for now in (20_000, 21_000, 22_000):
        run.do(Command.NEXT, now)
    assert run.player.step.kind is StepKind.REST
    assert run.tap(25_000) is None
    run.do(Command.UNDO, 26_000)
    begun = 26_000 + COUNT_IN_MS - 1_000
    run.advance(begun)
    assert actual_ms(run, begun + ECCENTRIC_MS) == ECCENTRIC_MS


def test_a_set_done_again_is_measured_again() -> None:
    run = begin()
    run.tap(PREPARE_MS + ECCENTRIC_MS)
    run.do(Command.RESTART, 15_000)
    run.advance(15_000 + COUNT_IN_MS)
    assert actual_ms(run, 15_000 + COUNT_IN_MS + ECCENTRIC_MS) == ECCENTRIC_MS


def test_the_report_comes_soon_after_the_set_though_its_last_turn_was_not_tapped() -> None:
    run = begin()
    for rep in range(4):
        run.tap(PREPARE_MS + rep * 7_000 + ECCENTRIC_MS)
    end = PREPARE_MS + 4 * 7_000
    run.advance(end + 1_000)
    assert run.reports == []
    run.advance(end + 1_001)
    (one,) = run.reports
    assert (one.report.tapped, one.report.missed) == (4, 8)


def test_the_last_tap_is_waited_for_as_much_longer_as_the_sound_is_late() -> None:
    run = begin()
    run.meter.latency_ms = 300
    run.tap(PREPARE_MS + ECCENTRIC_MS)
    end = PREPARE_MS + 4 * 7_000
    run.advance(end + 1_300)
    assert run.reports == []
    run.advance(end + 1_301)
    assert len(run.reports) == 1


def test_a_correction_of_the_set_changes_nothing_of_what_was_measured() -> None:
    run = begin()
    run.tap(PREPARE_MS + ECCENTRIC_MS)
    end = PREPARE_MS + 4 * 7_000
    run.do(Command.FEWER_REPS, end + 200)
    run.advance(end + 1_001)
    (one,) = run.reports
    assert (one.report.tapped, one.report.missed) == (1, 11)


def test_a_set_that_was_ended_early_misses_only_what_was_due() -> None:
    run = begin()
    for at in (4_000, 5_000, 7_000):
        run.tap(PREPARE_MS + at)
    run.do(Command.DONE, PREPARE_MS + 7_500)
    run.advance(PREPARE_MS + 9_000)
    (one,) = run.reports
    assert (one.report.tapped, one.report.missed) == (3, 0)


_doings = st.lists(
    st.tuples(
        st.none() | st.sampled_from([c for c in Command if c is not Command.STOP]),
        st.integers(0, 9_000),
    ),
    max_size=25,
)


@given(_doings)
def test_whatever_is_tapped_and_pressed_only_the_set_that_is_done_is_listened_to(
    doings: list[tuple[Command | None, int]],
) -> None:
    run, now = begin(timeline(curl(2, sets=2, sides=Sides.EACH), curl(2, name="Row"))), PREPARE_MS
    for command, later in doings:
        now += later
        if command is not None:
            run.do(command, now)
            continue
        run.advance(now)
        if run.tap(now) is not None and not run.player.step.reps:
            assert run.meter.is_pending, "only for the last turn of the set before"
    for one in run.reports:
        assert one.step.reps
        assert one.report.tapped <= one.report.turns


@pytest.mark.parametrize("now", [0, PREPARE_MS - 1_001])
def test_a_tap_long_before_a_set_is_for_nothing(now: int) -> None:
    run = Run(Player(timeline(curl(4)), gap_ms=None))
    run.do(Command.START, 0)
    assert run.tap(now) is None
    run.advance(PREPARE_MS)
    assert run.meter.taps_of(run.player.step) == ()


def test_a_tap_shortly_before_the_set_is_for_its_beginning() -> None:
    run = Run(Player(timeline(curl(4)), gap_ms=None))
    run.do(Command.START, 0)
    run.tap(PREPARE_MS - 200)
    run.advance(PREPARE_MS)
    assert run.meter.taps_of(run.player.step) == (-200,)
    assert actual_ms(run, PREPARE_MS + ECCENTRIC_MS) == ECCENTRIC_MS + 200
