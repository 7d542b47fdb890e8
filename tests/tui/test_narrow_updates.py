"""Only the cells that changed are sent to the terminal, and they make the same screen."""

from __future__ import annotations

import re

import pyte
import pytest

from hamtimer.core.play.commands import Command
from tests.tui.helpers import FakeClock, guided, make_app, make_run, screen_text, strips_on

READY, REP = 5_000, 7_000


def emulated(sent: list[str], columns: int, rows: int) -> list[str]:
    """Return what a terminal shows that got this."""
    screen = pyte.Screen(columns, rows)
    stream = pyte.Stream(screen)
    for text in sent:
        stream.feed(re.sub(r"\x1b\[\?2026[hl]", "", text))
    return [line.rstrip() for line in screen.display]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_terminal_that_gets_only_changes_shows_what_the_screen_is(
    clock: FakeClock, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    app = make_app(make_run(), clock)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        sent: list[str] = []
        columns, rows = size
        start = strips_on(app)
        lines = ["".join(segment.text for segment in strip) for strip in start]
        sent.append("".join(f"\x1b[{y + 1};1H{line}" for y, line in enumerate(lines)))

        def display(_screen: object, update: object) -> None:
            if update is not None and hasattr(update, "render_segments"):
                sent.append(update.render_segments(app.console))

        monkeypatch.setattr(app, "_display", display)
        for at in (READY, READY + 1_500, READY + 4_100, READY + 5_200, READY + 4 * REP + 12_000):
            clock.now = 1_000_000 + at
            guided(app).poll()
            await pilot.pause()
        guided(app).command(Command.PAUSE)
        await pilot.pause()
        shown = screen_text(app).rstrip("\n").split("\n")
        assert emulated(sent, columns, rows)[: len(shown)] == shown


async def test_the_last_digit_of_a_rest_costs_less_than_a_kilobyte(
    clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app(make_run(), clock)
    async with app.run_test(size=(120, 40)) as pilot:
        clock.now += READY + 4 * REP + 12_000
        guided(app).poll()
        await pilot.pause()
        sent: list[str] = []

        def display(_screen: object, update: object) -> None:
            if update is not None and hasattr(update, "render_segments"):
                sent.append(update.render_segments(app.console))

        monkeypatch.setattr(app, "_display", display)
        for _ in range(5):
            clock.now += 1_000
            guided(app).poll()
            await pilot.pause()
        assert 0 < len("".join(sent).encode()) / 5 < 1_000


async def test_what_a_run_draws_is_on_the_terminal_when_it_has_been_drawn(
    clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app(make_run(), clock)
    async with app.run_test(size=(80, 24)) as pilot:
        clock.now += READY + 100
        guided(app).poll()
        await pilot.pause()
        displays: list[str] = []
        monkeypatch.setattr(app, "post_display_hook", lambda: displays.append(screen_text(app)))
        clock.now += 4_000
        guided(app).poll()
        assert len(displays) == 1
        await pilot.pause()
        assert displays[0] == screen_text(app)
