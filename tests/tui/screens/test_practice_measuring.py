"""Measuring in an ordinary session: taps at the turns of any exercise with a tempo."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from hamtimer.core.play.commands import Command
from hamtimer.core.timeline.steps import StepKind
from hamtimer.home.settings import Settings
from hamtimer.tui.screens import run_screen
from hamtimer.tui.screens.summary import SummaryScreen
from tests.tui.helpers import SESSION, FakeClock, guided, make_app, make_run, words_on

READY = 5_000


@pytest.fixture(autouse=True)
def keys_without_age(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take a key as pressed at the clock's time: the test's clock knows nothing of real time."""
    monkeypatch.setattr(run_screen, "arrival", lambda _event, clock: clock())


async def pass_time(pilot: Pilot[str], clock: FakeClock, ms: int) -> None:
    clock.now += ms
    guided(pilot.app).poll()
    await pilot.pause()


async def tap(pilot: Pilot[str], clock: FakeClock, phases: list[int], key: str = "t") -> None:
    for length in phases:
        await pass_time(pilot, clock, length)
        await pilot.press(key)


async def test_the_key_t_shows_the_length_at_once_and_reports_after_the_set(
    clock: FakeClock,
) -> None:
    run = make_run()
    async with make_app(run, clock).run_test(size=(100, 40)) as pilot:
        await pass_time(pilot, clock, READY)
        await tap(pilot, clock, [3_500])
        assert "Lower 3.5 s of 4.0, too short" in words_on(pilot.app)
        await tap(pilot, clock, [1_500, 2_000, 3_500, 1_500, 2_000] + [4_000, 1_000, 2_000] * 2)
        await pass_time(pilot, clock, 1_500)
        assert run.player.step.kind is StepKind.REST
        await pilot.pause()
        assert "Report for set 1: lower 3.8 s of 4.0, slowing down from rep 3" in words_on(
            pilot.app
        )
        guided(pilot.app).command(Command.STOP)
        await pilot.pause()
        assert isinstance(pilot.app.screen, SummaryScreen)
        assert "Measured by your taps" in words_on(pilot.app)


async def test_the_report_of_the_set_that_is_interrupted_is_in_the_summary(
    clock: FakeClock,
) -> None:
    run = make_run()
    async with make_app(run, clock).run_test(size=(100, 40)) as pilot:
        await pass_time(pilot, clock, READY)
        await tap(pilot, clock, [4_000, 1_000])
        guided(pilot.app).command(Command.STOP)
        await pilot.pause()
        assert "lower 4.0 s of 4.0, on target" in words_on(pilot.app)


async def test_a_pedal_taps_where_the_settings_say_so(clock: FakeClock) -> None:
    run = make_run()
    app = make_app(run, clock, Settings(theme="dark", taps=True))
    async with app.run_test(size=(100, 40)) as pilot:
        await pass_time(pilot, clock, READY)
        await tap(pilot, clock, [4_000], key="pagedown")
        assert run.player.step.kind is StepKind.SET
        assert "Lower 4.0 s of 4.0" in words_on(app)


async def test_else_a_pedal_ends_the_set_as_ever(clock: FakeClock) -> None:
    run = make_run()
    async with make_app(run, clock).run_test(size=(100, 40)) as pilot:
        await pass_time(pilot, clock, READY)
        await tap(pilot, clock, [4_000], key="pagedown")
        assert run.player.step.kind is StepKind.REST


async def test_where_there_is_no_tempo_nothing_is_measured(clock: FakeClock) -> None:
    run = make_run()
    async with make_app(run, clock).run_test(size=(100, 40)) as pilot:
        await pilot.press("t")
        await pass_time(pilot, clock, 1_000)
    assert run.reports == []


async def test_a_session_that_asks_for_it_shows_results_at_the_end_only(clock: FakeClock) -> None:
    run = make_run(SESSION.replace("tempo: 4-1-2-0", "tempo: 4-1-2-0\n    feedback: end"))
    async with make_app(run, clock).run_test(size=(100, 40)) as pilot:
        await pass_time(pilot, clock, READY)
        await tap(pilot, clock, [3_500])
        assert "Tapped" in words_on(pilot.app)
        assert "3.5 s" not in words_on(pilot.app)
        await tap(pilot, clock, [1_500, 2_000] + [4_000, 1_000, 2_000] * 3)
        await pass_time(pilot, clock, 1_500)
        assert "Report for set" not in words_on(pilot.app)
        guided(pilot.app).command(Command.STOP)
        await pilot.pause()
        assert isinstance(pilot.app.screen, SummaryScreen)
        assert "Measured by your taps" in words_on(pilot.app)
        assert "Report for set 1: lower" in words_on(pilot.app)
