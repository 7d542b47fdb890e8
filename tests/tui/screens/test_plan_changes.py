"""Changing the plan by key during a guided run."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from hamtimer.home import wall_clock
from hamtimer.tui.screens.go_to import GoToScreen
from hamtimer.tui.screens.guided import GuidedScreen
from hamtimer.tui.screens.less_time import LessTimeScreen
from tests.tui.helpers import FakeClock, guided, make_app, make_run, words_on

TEXT = """\
name: Legs
exercises:
  - name: Squat
    sets: 2
    reps: 2
    tempo: 2-0-1-0
    prepare: 5s
    rest: 30s
    easier:
      - name: Box squat
  - {name: Row, sets: 2, reps: 2, tempo: 2-0-1-0}
  - {name: Dip, reps: 2, tempo: 2-0-1-0}
"""


async def go_on(pilot: Pilot[str], clock: FakeClock, ms: int) -> None:
    clock.now += ms
    guided(pilot.app).poll()
    await pilot.pause()


def sets_of(pilot: Pilot[str]) -> list[str]:
    turns = guided(pilot.app).player.timeline.turns
    return [f"{turn.exercise.name} {turn.index + 1}" for turn in turns]


async def test_later_another_set_and_easier_are_keys(clock: FakeClock) -> None:
    async with make_app(make_run(TEXT), clock).run_test(size=(100, 30)) as pilot:
        await pilot.press("l")
        assert "Row comes before Squat" in words_on(pilot.app)
        assert sets_of(pilot) == ["Row 1", "Row 2", "Squat 1", "Squat 2", "Dip 1"]
        await pilot.press("u")
        assert sets_of(pilot)[0] == "Squat 1"
        await go_on(pilot, clock, 5_000 + 6_000 + 500)
        await pilot.press("a")
        assert sets_of(pilot)[:3] == ["Squat 1", "Squat 2", "Squat 1"]
        await pilot.press("j")
        assert sets_of(pilot)[:3] == ["Squat 1", "Box squat 2", "Box squat 1"]
        await pilot.press("k")
        assert sets_of(pilot)[:3] == ["Squat 1", "Squat 2", "Squat 1"]


async def test_an_exercise_is_chosen_from_a_list_that_says_what_is_left(clock: FakeClock) -> None:
    async with make_app(make_run(TEXT), clock).run_test(size=(80, 24)) as pilot:
        await go_on(pilot, clock, 5_000 + 6_000 + 500)
        await pilot.press("g")
        assert isinstance(pilot.app.screen, GoToScreen)
        words = words_on(pilot.app)
        assert "1 Squat now, 1 of 2 sets left" in words
        assert "2 Row 2 of 2 sets left" in words
        await pilot.press("down", "enter")
        assert guided(pilot.app).player.step.exercise.name == "Dip"
        await pilot.press("g", "1")
        assert guided(pilot.app).player.step.exercise.name == "Squat"
        await pilot.press("g", "escape")
        assert isinstance(pilot.app.screen, GuidedScreen)


async def test_the_run_continues_behind_the_list(clock: FakeClock) -> None:
    run = make_run(TEXT)
    async with make_app(run, clock).run_test(size=(80, 24)) as pilot:
        behind = guided(pilot.app)
        await pilot.press("g")
        clock.now += 2_000
        behind.poll()
        await pilot.pause()
        assert run.player.is_running
        assert "00:02" in words_on(pilot.app)


async def test_less_time_shows_what_is_left_out_before_it_is_accepted(
    clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wall_clock, "now", lambda: datetime(2026, 11, 26, 18, 30, tzinfo=UTC))
    async with make_app(make_run(TEXT), clock).run_test(size=(80, 24)) as pilot:
        await pilot.press("w")
        assert isinstance(pilot.app.screen, LessTimeScreen)
        assert pilot.app.screen.query_one(Input).value == "4"
        await pilot.press("backspace", "3")
        assert "Leaves out Squat set 2, Row set 2. 2:43 left, ends at 18:32." in words_on(pilot.app)
        await pilot.press("enter")
        assert sets_of(pilot) == ["Squat 1", "Row 1", "Dip 1"]
        assert "Left out: Squat set 2, Row set 2" in words_on(pilot.app)
        await pilot.press("u")
        assert len(sets_of(pilot)) == 5


async def test_enter_only_closes_where_everything_fits(clock: FakeClock) -> None:
    async with make_app(make_run(TEXT), clock).run_test(size=(80, 24)) as pilot:
        await pilot.press("w", "up", "up")
        assert "Everything fits" in words_on(pilot.app)
        assert "Enter Close" in words_on(pilot.app)
        await pilot.press("enter")
        assert not isinstance(pilot.app.screen, LessTimeScreen)
        assert len(sets_of(pilot)) == 5


async def test_the_bar_of_the_session_follows_the_changed_plan(clock: FakeClock) -> None:
    async with make_app(make_run(TEXT), clock).run_test(size=(100, 30)) as pilot:
        await pilot.press("l")
        await go_on(pilot, clock, 1_000)
        assert words_on(pilot.app).rindex("Row") < words_on(pilot.app).rindex("Squat")
