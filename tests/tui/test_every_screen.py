"""What every screen has: its footer in the palette with Quit as the last, help, and a way out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.binding import Binding
from textual.screen import Screen

from hamtimer.core.play.commands import Command
from hamtimer.core.practice.options import practice_plan
from hamtimer.core.practice.plan import PracticePlan
from hamtimer.core.run.run import Run
from hamtimer.home.library import open_library
from hamtimer.tui.app import HamtimerApp
from hamtimer.tui.offers import offers
from hamtimer.tui.screens.help import HelpScreen
from hamtimer.tui.screens.library import LibraryScreen
from hamtimer.tui.screens.practice_setup import PracticeSetup
from hamtimer.tui.screens.run_screen import RunScreen
from hamtimer.tui.widgets.key_line import HELP, entries_of
from tests.tui.helpers import guided, make_app, make_run, screen_text
from tests.tui.screens.test_overview import overview

First = Screen[None] | Run | PracticePlan


def library() -> First:
    return LibraryScreen(open_library(), Path("nowhere"))


def practice() -> First:
    return practice_plan({"tempo": "4-1-2-0"})


async def show(app: HamtimerApp, name: str) -> None:
    """Go on from the first screen to one that follows it."""
    if name == "summary":
        guided(app).command(Command.STOP)
    elif name == "setup":
        await app.push_screen(PracticeSetup())


SCREENS: dict[str, Callable[[], First]] = {
    "library": library,
    "overview": overview,
    "run": make_run,
    "practice": practice,
    "summary": make_run,
    "setup": library,
}


@pytest.mark.parametrize("name", SCREENS)
async def test_the_palette_has_what_the_footer_has_and_quit_last(name: str) -> None:
    app = make_app(SCREENS[name]())
    async with app.run_test(size=(200, 40)) as pilot:
        await pilot.pause()
        await show(app, name)
        await pilot.pause()
        screen = app.screen
        commands = list(app.get_system_commands(screen))
        shown = [one for one in offers(screen) if one.binding.show and not one.binding.system]
        helps = {one.binding.tooltip or one.title for one in shown}
        assert helps <= {command.help for command in commands}
        assert commands[-1].title == "Quit hamtimer"


@pytest.mark.parametrize("name", SCREENS)
async def test_every_footer_ends_with_help_and_the_way_out(name: str) -> None:
    app = make_app(SCREENS[name]())
    async with app.run_test(size=(200, 40)) as pilot:
        await pilot.pause()
        await show(app, name)
        if isinstance(app.screen, RunScreen):
            app.screen.poll()
        await pilot.pause()
        entries = entries_of(app.screen)
        assert entries[-2].title == "Help"
        assert entries[-2].stays
        words = f"{entries[-2].shown} Help {entries[-1].shown} {entries[-1].title}"
        assert screen_text(app).splitlines()[-1].endswith(words)
        assert entries[-1].title in ("Quit", "Back", "Close")


@pytest.mark.parametrize("name", SCREENS)
async def test_f1_shows_the_keys_of_every_screen(name: str) -> None:
    app = make_app(SCREENS[name]())
    async with app.run_test(size=(200, 75)) as pilot:
        await pilot.pause()
        await show(app, name)
        await pilot.pause()
        assert any((binding.id or "").startswith(HELP) for binding in _bindings(app))
        await pilot.press("f1")
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)
        assert "Ctrl+P" in screen_text(app)


def _bindings(app: HamtimerApp) -> list[Binding]:
    return [one.binding for one in offers(app.screen)]
