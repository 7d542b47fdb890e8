"""Names with markup and escape sequences stand on every screen as they were written."""

from __future__ import annotations

from pathlib import Path

from textual.app import App

from hamtimer.core.play.commands import Command
from hamtimer.core.session_file.loader import load_session
from hamtimer.home.library import Library, Origin
from hamtimer.tui.screens.library import LibraryScreen
from hamtimer.tui.screens.overview import OverviewScreen
from tests.tui.helpers import FakeClock, guided, make_app, make_run, words_on

MARKUP = "[bold red]Hi[/] [@click=app.quit]x[/]"
HOSTILE = f"""\
name: "{MARKUP} session"
description: "{MARKUP} description"
level: beginner
tags: "{MARKUP.replace(",", "")}"
equipment: "{MARKUP} thing"
exercises:
  - name: "{MARKUP} move"
    reps: 3
    tempo: 2-0-2-0
    prepare: 5s
    load: "{MARKUP} kg"
    phase-names:
      eccentric: "{MARKUP} go"
    cues:
      - "{MARKUP} cue"
"""


def assert_harmless(app: App[str], *parts: str) -> None:
    text = words_on(app)
    for part in parts:
        assert f"{MARKUP} {part}" in text
    assert "\x1b" not in text


async def test_on_the_library_and_the_overview(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text(HOSTILE)
    app = make_app(LibraryScreen(Library(((Origin.OWN, tmp_path),)), tmp_path))
    async with app.run_test(size=(260, 30)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert_harmless(app, "session", "thing")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, OverviewScreen)
        assert_harmless(app, "session", "description", "thing", "move", "kg")


async def test_on_the_guided_screen_and_in_the_title() -> None:
    clock = FakeClock()
    run = make_run(HOSTILE)
    app = make_app(run, clock)
    async with app.run_test(size=(220, 30)) as pilot:
        assert_harmless(app, "session", "move", "kg", "cue")
        clock.now += 6_000
        guided(app).poll()
        await pilot.pause()
        assert_harmless(app, "cue")
        assert app.title.startswith(MARKUP)
        guided(app).command(Command.STOP)
        await pilot.pause()
        assert_harmless(app, "move")


async def test_a_file_name_with_escape_sequences_reaches_no_terminal(tmp_path: Path) -> None:
    (tmp_path / "\x1b]2;owned\x07[red].yaml").write_text("name: [")
    app = make_app(LibraryScreen(Library(((Origin.OWN, tmp_path),)), tmp_path))
    async with app.run_test(size=(120, 30)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "?]2;owned?[red].yaml" in words_on(app)
        await pilot.press("enter")
        await pilot.pause()
        assert "\x1b" not in words_on(app)


def test_the_loader_refuses_control_characters_in_names() -> None:
    assert load_session('name: "\\e[2J"\nexercises: []\n', "x.yaml").session is None
