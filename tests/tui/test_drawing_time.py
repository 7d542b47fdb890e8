"""When the screen is drawn: as long before a thing is due as it takes until it is seen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamtimer.core.play.commands import Command
from hamtimer.core.play.view import look
from hamtimer.core.run.run import Run
from hamtimer.tui.drawing_time import DRAWING_MS, NEW_STEP_MS, DrawingTime

from .helpers import make_run

T0 = 1_000
FRAME = 75
SET, LIFT = T0 + 5_000, T0 + 10_000
"""When the first set begins, and when its first lift does: lower 4, pause 1."""


@pytest.fixture
def run() -> Run:
    run = make_run()
    run.do(Command.START, T0)
    return run


def drawings(run: Run, until: int, late_ms: int = 0) -> Iterator[tuple[int, int]]:
    """Draw as a screen does; give when, and the moment that was drawn."""
    times, now = DrawingTime(run.player), T0
    while now < until:
        run.advance(now)
        yield now, times.shown_at(now)
        now += times.wait_ms(now, FRAME) + late_ms


def first_drawing(run: Run, of: int) -> int:
    """Return when the moment `of` was first on the screen."""
    return next(now for now, shown in drawings(run, of + 1_000) if shown >= of)


def test_a_phase_is_drawn_as_long_before_it_begins_as_drawing_takes(run: Run) -> None:
    assert first_drawing(run, LIFT) == LIFT - DRAWING_MS


def test_a_step_is_drawn_earlier_for_the_whole_screen_changes(run: Run) -> None:
    assert first_drawing(run, SET) == SET - NEW_STEP_MS


def test_what_is_drawn_ahead_of_a_step_is_its_very_beginning(run: Run) -> None:
    shown = next(shown for now, shown in drawings(run, SET) if now >= SET - NEW_STEP_MS)
    assert shown == SET
    assert look(run.player, shown).position_ms == 0


def test_the_player_learns_of_a_step_when_it_begins_and_not_before(run: Run) -> None:
    told = [now for now, _ in drawings(run, SET + 1_000) if SET - 100 < now <= SET]
    assert told[-1] == SET


@given(late_ms=st.integers(0, 10))
def test_a_drawing_never_shows_less_than_the_one_before(late_ms: int) -> None:
    run = make_run()
    run.do(Command.START, T0)
    shown = [shown for _, shown in drawings(run, T0 + 60_000, late_ms)]
    assert shown == sorted(shown)


def test_while_paused_nothing_is_due(run: Run) -> None:
    run.do(Command.PAUSE, T0 + 1_000)
    assert DrawingTime(run.player).wait_ms(T0 + 4_990, FRAME) == FRAME
