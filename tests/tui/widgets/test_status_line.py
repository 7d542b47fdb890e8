"""The line at the top of every screen: where one is and what time it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.screen import Screen

from hamtimer.core.play.commands import Command
from hamtimer.core.run.run import Run
from hamtimer.home.editing.own_copy import ToEdit
from hamtimer.home.library import open_library
from hamtimer.home.settings import Settings
from hamtimer.tui.screens.history import HistoryScreen
from hamtimer.tui.screens.library import LibraryScreen
from hamtimer.tui.screens.practice_setup import PracticeSetup
from hamtimer.tui.screens.settings import SettingsScreen
from hamtimer.tui.widgets import status_line
from tests.tui.helpers import SESSION, guided, make_app, make_run, screen_text
from tests.tui.screens.test_history import TODAY
from tests.tui.screens.test_overview import overview

First = Screen[None] | Run | ToEdit


def editor(folder: Path) -> ToEdit:
    file = folder / "test.yaml"
    file.write_text(SESSION)
    return ToEdit(file)


PLACES: dict[str, tuple[Callable[[Path], First], str]] = {
    "library": (lambda folder: LibraryScreen(open_library(), folder / "runs"), "Library"),
    "overview": (lambda _: overview(), "Test session"),
    "summary": (lambda _: make_run(), "Test session"),
    "settings": (lambda _: SettingsScreen(Settings(), "settings.toml"), "Settings · settings.toml"),
    "history": (lambda _: HistoryScreen(list, TODAY), "History"),
    "editor": (editor, "test.yaml"),
    "setup": (lambda _: PracticeSetup(), "Practise a tempo"),
}


@pytest.mark.parametrize("name", PLACES)
async def test_every_screen_says_where_one_is_and_the_time(name: str, tmp_path: Path) -> None:
    make, place = PLACES[name]
    app = make_app(make(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        if name == "summary":
            guided(app).command(Command.STOP)
        await pilot.pause()
        top = screen_text(app).splitlines()[0]
        assert top.startswith(f" hamtimer · {place}")
        assert top.endswith(" 18:30")


async def test_with_less_room_the_program_goes_first_then_the_time_and_never_the_sound() -> None:
    run = make_run(SESSION.replace("Test session", "Hamstrings at home"))
    app = make_app(run)
    tops = {}
    async with app.run_test(size=(80, 24)) as pilot:
        for columns in (80, 68, 56, 50, 40):
            await pilot.resize_terminal(columns, 24)
            await pilot.pause()
            tops[columns] = " ".join(screen_text(app).splitlines()[0].split())
    place = "Hamstrings at home · exercise 1 of 2"
    assert tops == {
        80: f"hamtimer · {place} no sound · 18:30",
        68: f"hamtimer · {place} no sound · 18:30",
        56: f"{place} no sound · 18:30",
        50: f"{place} no sound",
        40: "Hamstrings at home · exercis… no sound",
    }


async def test_a_low_run_has_its_place_in_the_session_in_that_line() -> None:
    async with make_app(make_run()).run_test(size=(80, 12)) as pilot:
        await pilot.pause()
        top = screen_text(pilot.app).splitlines()[0]
        assert top.startswith(" hamtimer · Get ready · 12 kg · Set 1 of 2")
        assert top.endswith("no sound · 18:30")


async def test_the_time_continues_when_the_minute_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[None] = []

    def time_of_day() -> tuple[str, float]:
        asked.append(None)
        return ("18:30", -0.09) if len(asked) < 4 else ("18:31", 60.0)

    monkeypatch.setattr(status_line, "time_of_day", time_of_day)
    app = make_app(overview())
    async with app.run_test(size=(80, 24)) as pilot:
        while "18:31" not in screen_text(app):
            await pilot.pause(0.01)
    assert len(asked) < 40
