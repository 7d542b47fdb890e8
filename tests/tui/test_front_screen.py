"""What goes on while an app ends finds no screen, and nothing fails for that."""

import asyncio

import pytest
from textual.app import App, ScreenStackError
from textual.widgets import Static

from hamtimer.core.play.commands import Command
from hamtimer.tui.front_screen import call_from_thread, front_screen
from hamtimer.tui.screens.guided import GuidedScreen
from tests.tui.helpers import FakeClock, guided, make_app, make_run


def test_an_app_that_has_not_begun_has_none() -> None:
    assert front_screen(App()) is None


def take_screens_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the app as it is between its last screen and its end."""

    def fail(_: App[str]) -> None:
        raise ScreenStackError

    monkeypatch.setattr(App, "screen_stack", property(lambda _: []))
    monkeypatch.setattr(App, "screen", property(fail))


async def test_a_run_is_still_followed_after_the_last_screen_is_gone(clock: FakeClock) -> None:
    run = make_run()
    app = make_app(run, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen = guided(pilot.app)
        assert front_screen(app) is screen
        assert isinstance(screen, GuidedScreen)
        with pytest.MonkeyPatch.context() as monkeypatch:
            take_screens_away(monkeypatch)
            clock.now += 1_000
            screen.poll()
            screen.follow(run.player.do(Command.PAUSE, clock.now))
            assert run.player.state.position_ms(clock.now) == 1_000


async def test_what_a_thread_read_is_not_shown_where_its_screen_is_gone(clock: FakeClock) -> None:
    shown, told = Static(), list[str]()
    app = make_app(make_run(), clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.screen.mount(shown)
        await asyncio.to_thread(call_from_thread, shown, told.append, "there")
        await shown.remove()
        await asyncio.to_thread(call_from_thread, shown, told.append, "gone")
        await pilot.pause()
    assert told == ["there"]
