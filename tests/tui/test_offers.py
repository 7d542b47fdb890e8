"""Footer, help and palette offer what the player can do at this moment, and nothing else."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.binding import Binding
from textual.command import CommandPalette
from textual.pilot import Pilot

from hamtimer.core.play.commands import Command
from hamtimer.core.play.player import Player
from hamtimer.core.run.run import Run
from hamtimer.core.timeline.steps import Timeline
from hamtimer.front.actions import ACTIONS
from hamtimer.front.actions_now import title_now
from hamtimer.tui.screens.guided import run_bindings
from tests.core.make import timelines
from tests.tui.helpers import FakeClock, guided, make_app, make_run, screen_text, words_on
from tests.tui.screens.test_overview import overview

READY, REP = 5_000, 7_000
_pressed = st.lists(
    st.tuples(
        st.sampled_from([c for c in Command if c is not Command.STOP]), st.integers(0, 30_000)
    ),
    max_size=12,
)


def test_every_action_has_one_binding() -> None:
    bindings = [binding for binding in run_bindings() if isinstance(binding, Binding)]
    assert [binding.id for binding in bindings] == [action.id for action in ACTIONS]


async def compare_footer_with_player(made: Timeline, pressed: list[tuple[Command, int]]) -> None:
    clock = FakeClock()
    run = Run(Player(made, gap_ms=None, lead_ms=250))
    async with make_app(run, clock).run_test(size=(300, 24)) as pilot:
        for command, later in pressed:
            clock.now += later
            guided(pilot.app).poll()
            guided(pilot.app).command(command)
            if run.player.is_over:
                return
            await pilot.pause()
            footer = f" {screen_text(pilot.app).splitlines()[-1]} "
            for action in ACTIONS:
                if action.command is not None:
                    shown = f" {title_now(action, run.player)} " in footer
                    assert shown is run.player.can(action.command, clock.now), (action.id, footer)


@settings(max_examples=12)
@given(timelines, _pressed)
def test_the_footer_shows_exactly_what_the_player_can_do(
    made: Timeline, pressed: list[tuple[Command, int]]
) -> None:
    asyncio.run(compare_footer_with_player(made, pressed))


async def test_the_footer_follows_the_time(clock: FakeClock) -> None:
    async with make_app(make_run(), clock).run_test(size=(300, 24)) as pilot:
        for later, offered in ((500, True), (READY - 3_000, False)):
            clock.now += later
            guided(pilot.app).poll()
            await pilot.pause()
            assert ("-15 s" in words_on(pilot.app)) is offered


async def test_the_help_says_what_does_nothing_now(clock: FakeClock) -> None:
    app = make_app(make_run(), clock)
    async with app.run_test(size=(120, 60)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        text = words_on(app)
    assert "Undo the last action: position, clock and record are restored. (not now)" in text
    assert "15 seconds longer." in text
    assert "15 seconds longer. (not now)" not in text


async def open_palette(pilot: Pilot[str]) -> None:
    await pilot.press("ctrl+p")
    while not isinstance(pilot.app.screen, CommandPalette) or "Quit" not in words_on(pilot.app):
        await pilot.pause(0.01)


async def test_the_palette_lists_the_actions_first_and_quitting_last(clock: FakeClock) -> None:
    app = make_app(make_run(), clock)
    async with app.run_test(size=(100, 60)) as pilot:
        titles = [command.title for command in app.get_system_commands(app.screen)]
        assert titles[:3] == ["Pause", "Start", "Skip"]
        assert "Undo" not in titles
        assert titles[-2:] == ["Theme", "Quit hamtimer"]
        await open_palette(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert app.is_running
        assert not guided(app).player.is_running, "the first action of a run is to pause"


@pytest.mark.parametrize("after_ms", [READY + REP, READY + 4 * REP + 1_000])
async def test_an_action_of_the_palette_does_what_its_key_does(
    clock: FakeClock, after_ms: int
) -> None:
    app, run = make_app(make_run(), clock), make_run()
    async with app.run_test(size=(100, 40)) as pilot:
        screen = guided(app)
        run.do(Command.START, clock.now)
        clock.now += after_ms
        screen.poll()
        for command in app.get_system_commands(app.screen):
            if command.title == "Skip":
                await command.callback()
        await pilot.pause()
        run.do(Command.NEXT, clock.now)
        assert screen.player.step == run.player.step


async def test_no_two_commands_of_the_palette_have_the_same_title() -> None:
    app = make_app(overview())
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        titles = [command.title for command in app.get_system_commands(app.screen)]
        assert len(titles) == len(set(titles))
        assert {"Choose the value before", "Choose the next value of the exercise"} <= set(titles)
        assert titles[-1] == "Quit hamtimer"


async def test_the_palette_explains_no_command_by_its_own_name() -> None:
    app = make_app(overview())
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        found = list(app.get_system_commands(app.screen))
        assert "Back" in [command.title for command in found]
        assert not [command.title for command in found if command.help == command.title]
